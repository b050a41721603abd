"""Clusters by rule: the first one whose test a school passes, the others shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shnor_core.errors import MethodError
from shnor_core.identification.criteria import Values, judge_criterion
from shnor_core.identification.engine import Identification
from shnor_core.identification.methods import ClusterRule, Clusters, ClusterTest
from shnor_core.identification.sentences import probability_text
from shnor_core.identification.verdict import RuleResult, Verdict


@dataclass(frozen=True, slots=True)
class ClusterMembership:
    """Which cluster one school is in: ``code`` is empty when none of the tests is passed.

    ``tests`` has one result per cluster of the method, ``holds`` ``None`` where data are missing.
    """

    school_id: str
    code: str
    title: str
    tests: tuple[RuleResult, ...]

    @property
    def also(self) -> tuple[str, ...]:
        """Codes of further clusters whose test the school passes."""
        return tuple(test.code for test in self.tests if test.holds and test.code != self.code)


def assign_clusters(found: Identification, values: Values) -> tuple[ClusterMembership, ...]:
    """Put every school into the first cluster of the method whose test it passes.

    Parameters
    ----------
    found
        The method's rule on shares, already judged.
    values
        School → code of the input (``Criterion.indicator``) → value; signs «да / нет» are 1 and 0.

    Raises
    ------
    MethodError
        The method has no clusters.
    """
    rule = found.method.rule
    if not isinstance(rule, Clusters):
        raise MethodError(found.method.file or found.method.method_id, "kind", "«clusters»")
    columns = [_test(cluster, found, values) for cluster in rule.clusters]
    return tuple(
        _membership(school, [column[school] for column in columns]) for school in found.schools
    )


def cluster_verdict(found: Identification, membership: ClusterMembership) -> Verdict:
    """The verdict about one school with the tests of the clusters in place of the branches."""
    return replace(found.explain(membership.school_id), rules=membership.tests)


def _membership(school: str, tests: list[RuleResult]) -> ClusterMembership:
    first = next((test for test in tests if test.holds), None)
    code, title = (first.code, first.title) if first else ("", "")
    return ClusterMembership(school, code, title, tuple(tests))


def _test(cluster: ClusterRule, found: Identification, values: Values) -> Mapping[str, RuleResult]:
    if cluster.test is ClusterTest.ANY_CRITERION:
        return _by_criteria(cluster, found, values)
    if cluster.test is ClusterTest.NEAR_RULE:
        return {school: _near(cluster, found, i) for i, school in enumerate(found.schools)}
    return {school: _listed(cluster, found, i) for i, school in enumerate(found.schools)}


def _listed(cluster: ClusterRule, found: Identification, place: int) -> RuleResult:
    holds = bool(found.listed[place]) if found.judged[place] else None
    codes = [
        branch.code
        for branch, held in zip(found.rule.branches, found.branch_holds[:, place], strict=True)
        if held
    ]
    text = "выполнено: " + ", ".join(codes) if holds else "правило не выполнено"
    return RuleResult(cluster.code, cluster.title, holds, text=text)


def _near(cluster: ClusterRule, found: Identification, place: int) -> RuleResult:
    if not found.judged[place]:
        return RuleResult(cluster.code, cluster.title, None, text="данных нет")
    probability = float(found.certainty.probability[place])
    holds = not found.listed[place] and probability > float(cluster.threshold or 0)
    text = f"вероятность правила {probability_text(probability)}"
    return RuleResult(cluster.code, cluster.title, bool(holds), text=text)


def _by_criteria(
    cluster: ClusterRule, found: Identification, values: Values
) -> Mapping[str, RuleResult]:
    rows = [judge_criterion(criterion, values, found.schools) for criterion in cluster.criteria]
    tests = {}
    for place, school in enumerate(found.schools):
        own = [row[place] for row in rows]
        known = [result.holds for result in own if result.holds is not None]
        # one sign is enough to be in; to be out all of them have to be known
        holds = True if any(known) else (False if len(known) == len(own) else None)
        text = "; ".join(r.criterion.title for r in own if r.holds) or "признаков нет"
        if holds is None:
            absent = [r.criterion.title for r in own if r.holds is None]
            text = f"данных нет: {', '.join(absent)}"
        tests[school] = RuleResult(cluster.code, cluster.title, holds, text=text)
    return tests
