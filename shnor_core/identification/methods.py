"""Identification methods as plain values; the files they are read from are in ``data/methods``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from shnor_core.errors import MethodError


class MethodKind(StrEnum):
    """Which engine judges by the method."""

    LOW_SHARE = "low_share"
    CRITERIA_TABLE = "criteria_table"
    BELOW_REGION = "below_region"
    CLUSTERS = "clusters"


class Scope(StrEnum):
    """Whether the two years may be met by any procedures or by one and the same."""

    ANY = "any"
    SAME = "same"


class Join(StrEnum):
    """How the branches of a rule are joined."""

    OR = "or"
    AND = "and"


class Comparison(StrEnum):
    """How a value is held against a threshold; ``LOWEST_SHARE`` compares schools by rank."""

    BELOW = "below"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ABOVE = "above"
    LOWEST_SHARE = "lowest_share"


class ClusterTest(StrEnum):
    """How a school gets into a cluster."""

    LOW_SHARE = "low_share"
    ANY_CRITERION = "any_criterion"
    NEAR_RULE = "near_rule"


@dataclass(frozen=True, slots=True)
class Branch:
    """At least ``last_year`` low procedures in the judged year and ``previous_year`` in the one
    before. With ``Scope.SAME`` the numbers are equal and count works that are low in both."""

    code: str
    title: str
    last_year: int
    previous_year: int
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class LowShareRule:
    """A procedure is low when ``low / participants ≥ threshold``, compared on whole counts."""

    procedures: tuple[str, ...]
    threshold: Fraction
    branches: tuple[Branch, ...]
    join: Join = Join.OR
    minimum_participants: int = 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of a table of criteria. ``indicator`` is the code of the input it needs."""

    code: str
    type: str
    title: str
    indicator: str
    comparison: Comparison
    threshold: Fraction
    unit: str = ""
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """Criteria that are only counted: how rows are joined the documents do not say."""

    criteria: tuple[Criterion, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class BelowRegionRule:
    """A work counts when the school's mean was below the region's in each of ``years`` years."""

    procedures: tuple[str, ...]
    years: int
    needed: int


@dataclass(frozen=True, slots=True)
class ClusterRule:
    """One cluster; ``threshold`` is the least probability of the rule for ``NEAR_RULE``."""

    code: str
    title: str
    test: ClusterTest
    criteria: tuple[Criterion, ...] = ()
    threshold: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters in the order in which a school is given to one of them."""

    rule: LowShareRule
    clusters: tuple[ClusterRule, ...]


Rule = LowShareRule | CriteriaTable | BelowRegionRule | Clusters


@dataclass(frozen=True, slots=True)
class Method:
    """A named, dated method. ``assumptions`` are sentences for what its document leaves open."""

    method_id: str
    title: str
    kind: MethodKind
    document: str
    issued: date
    text: str
    assumptions: tuple[str, ...]
    rule: Rule
    file: str = ""

    @property
    def low_share(self) -> LowShareRule:
        """The rule on shares of «2», also of a method that builds clusters on it.

        Raises
        ------
        MethodError
            The method judges by something else.
        """
        if isinstance(self.rule, Clusters):
            return self.rule.rule
        if isinstance(self.rule, LowShareRule):
            return self.rule
        raise MethodError(self.file or self.method_id, "kind", "правило о доле «2»")

    def with_rule(self, rule: LowShareRule) -> Method:
        """The same method with another rule on shares (what if…)."""
        if isinstance(self.rule, Clusters):
            return replace(self, rule=replace(self.rule, rule=rule))
        return replace(self, rule=rule)


def vary(
    method: Method,
    *,
    threshold: Fraction | None = None,
    minimum_participants: int | None = None,
    join: Join | None = None,
    scope: Scope | None = None,
    last_year: int | None = None,
) -> Method:
    """The method with some of its numbers moved; ``None`` keeps what the method says.

    Parameters
    ----------
    threshold
        Least share of «2» that counts as low, above 0 and at most 1.
    minimum_participants
        Procedures with fewer participants are not counted (and said so); 0 counts all.
    join, scope
        Another reading of the document; ``scope`` changes the branches over two years.
    last_year
        Number of low procedures that branches over one year ask for.

    Raises
    ------
    MethodError
        A number outside its domain, or a method without a rule on shares.
    """
    rule, name = method.low_share, method.file or method.method_id
    if threshold is not None and not 0 < threshold <= 1:
        raise MethodError(name, "threshold", "доля больше 0 и не больше 1")
    if minimum_participants is not None and minimum_participants < 0:
        raise MethodError(name, "minimum_participants", "целое число от 0")
    if last_year is not None and last_year < 1:
        raise MethodError(name, "last_year", "целое число от 1")
    branches = tuple(_varied(branch, scope, last_year) for branch in rule.branches)
    minimum = rule.minimum_participants if minimum_participants is None else minimum_participants
    return method.with_rule(
        replace(
            rule,
            threshold=rule.threshold if threshold is None else threshold,
            minimum_participants=minimum,
            join=join or rule.join,
            branches=branches,
        )
    )


def _varied(branch: Branch, scope: Scope | None, last_year: int | None) -> Branch:
    if branch.previous_year == 0:
        return replace(branch, last_year=last_year or branch.last_year)
    same_allowed = branch.last_year == branch.previous_year
    return replace(branch, scope=scope) if scope and same_allowed else branch
