"""«Идентификация»: judge the schools of a territory by a method, compare, look at other years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from shnor_core.db.connection import Store
from shnor_core.errors import UnknownMethodError
from shnor_core.identification import (
    Change,
    ClusterMembership,
    Identification,
    Join,
    Judgement,
    Method,
    MethodKind,
    Results,
    Scope,
    Verdict,
    assign_clusters,
    cluster_verdict,
    difference,
    headline,
    identify,
    judge_criteria,
    judge_means,
    load_methods,
    sentences,
    vary,
)
from shnor_core.procedures import school_year
from shnor_core.wording import counted, numbered_schools, percent
from shnor_core.workflow import criteria_inputs
from shnor_core.workflow.results import ResultsPicture, key_of
from shnor_core.workflow.store import DATA

__all__ = [
    "AS_WRITTEN",
    "Identification",
    "Join",
    "Judgement",
    "Method",
    "MethodKind",
    "Scope",
    "Verdict",
    "WhatIf",
    "headline",
    "judge",
    "judged_years",
    "methods",
    "neighbours",
    "official",
    "sentences",
    "verdict_of",
]

METHODS = DATA / "methods"
LISTED_PROGRAMME = "ШНОР"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the reader moves; ``None`` keeps what the method says."""

    threshold: Fraction | None = None
    minimum_participants: int | None = None
    join: Join | None = None
    scope: Scope | None = None
    last_year: int | None = None

    @property
    def moved(self) -> bool:
        return any(getattr(self, name) is not None for name in self.__slots__)

    def text(self) -> str:
        """What was moved, in words: it stands in the title of every table made so."""
        joins = {Join.OR: "или", Join.AND: "и"}
        scopes = {Scope.ANY: "любые процедуры", Scope.SAME: "одна и та же процедура"}
        moved = []
        if self.threshold is not None:
            moved.append(f"порог {percent(float(self.threshold * 100))}")
        if self.minimum_participants is not None:
            moved.append(f"участников от {self.minimum_participants}")
        if self.last_year is not None:
            moved.append(f"процедур за год {self.last_year}")
        if self.scope is not None:
            moved.append(scopes[self.scope])
        if self.join is not None:
            moved.append(f"правила через «{joins[self.join]}»")
        return ", ".join(moved)


AS_WRITTEN = WhatIf()


@lru_cache(maxsize=8)
def _methods(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> tuple[Method, ...]:
    return load_methods(folder)


def methods(folder: Path = METHODS) -> tuple[Method, ...]:
    """Every method of the folder; a changed or new file is read again.

    Raises
    ------
    MethodError
        A file breaks its contract.
    """
    stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.toml")))
    return _methods(folder, stamp)


def method_of(method_id: str, folder: Path = METHODS) -> Method:
    """The method of that id.

    Raises
    ------
    UnknownMethodError
    """
    found = {one.method_id: one for one in methods(folder)}
    if method_id not in found:
        known = ", ".join(found)
        raise UnknownMethodError(f"Методики «{method_id}» нет. Есть: {known}.")
    return found[method_id]


def judged_years(picture: ResultsPicture) -> tuple[int, ...]:
    """Years with at least one held procedure, newest first."""
    held = {one.year for one in picture.procedures if one.held}
    return tuple(sorted(held, reverse=True))


def columns(picture: ResultsPicture) -> Results:
    """The results of a territory as columns of counts, schools in the order of the register."""
    rows = list(picture.results.values())
    works = [picture.by_id[one.procedure_id] for one in rows]
    return Results.of(
        school=[one.school_id for one in rows],
        procedure=[key_of(one).key for one in works],
        year=[one.year for one in works],
        participants=[one.participants for one in rows],
        low=[one.n2 for one in rows],
        schools=[one.school_id for one in picture.schools],
    )


def not_held(picture: ResultsPicture) -> Mapping[tuple[str, int], str]:
    """Procedures nobody wrote, with the reason."""
    return {
        (key_of(one).key, one.year): one.note or "не проводилась"
        for one in picture.procedures
        if not one.held
    }


def judge(
    store: Store,
    picture: ResultsPicture,
    method: Method,
    year: int,
    what_if: WhatIf = AS_WRITTEN,
) -> Judgement:
    """Judge every school; one engine for screens, files and the command line.

    Raises
    ------
    MethodError
        The method cannot be varied so.
    """
    if method.kind in (MethodKind.LOW_SHARE, MethodKind.CLUSTERS):
        return by_low_shares(picture, method, year, what_if)
    schools = [one.school_id for one in picture.schools]
    if method.kind is MethodKind.BELOW_REGION:
        rows, region = criteria_inputs.means(picture)
        return judge_means(rows, region, method, year=year, schools=schools)
    values = criteria_inputs.values(store, picture, year)
    return judge_criteria(values, method, year=year, schools=schools)


def by_low_shares(
    picture: ResultsPicture, method: Method, year: int, what_if: WhatIf = AS_WRITTEN
) -> Identification:
    """The part of the engine that rests on shares of «2»."""
    varied = vary(
        method,
        threshold=what_if.threshold,
        minimum_participants=what_if.minimum_participants,
        join=what_if.join,
        scope=what_if.scope,
        last_year=what_if.last_year,
    )
    if what_if.moved:
        varied = replace(varied, title=f"{method.title}, что если: {what_if.text()}")
    return identify(columns(picture), varied, year=year, not_held=not_held(picture))


def neighbours(
    picture: ResultsPicture, method: Method, year: int, what_if: WhatIf, shares: Iterable[float]
) -> tuple[tuple[int, str], ...]:
    """(threshold in per cent, who would be in, enter and leave) against the present threshold."""
    base = by_low_shares(picture, method, year, what_if)
    points = []
    for share in shares:
        threshold = Fraction(round(share), 100)
        found = by_low_shares(picture, method, year, replace(what_if, threshold=threshold))
        change = difference(base, found)
        points.append((round(share), _sweep_words(picture, change)))
    return tuple(points)


def _sweep_words(picture: ResultsPicture, change: Change) -> str:
    """«7 школ; вошли бы №№ 12, 14» for a neighbouring threshold."""
    parts = [counted(len(change.listed), "школа", "школы", "школ")]
    for members, word in ((change.entered, "вошли бы"), (change.left, "вышли бы")):
        if members:
            parts.append(f"{word} {numbered_schools(picture.names[one] for one in members)}")
    return "; ".join(parts) if len(parts) > 1 else f"{parts[0]}, те же"


def clusters(
    store: Store, picture: ResultsPicture, found: Identification
) -> tuple[ClusterMembership, ...]:
    """Clusters by rule, for a method that has them."""
    return assign_clusters(found, criteria_inputs.values(store, picture, found.year))


def verdict_of(
    store: Store, picture: ResultsPicture, judgement: Judgement, school_id: str
) -> Verdict:
    """The verdict about one school, tests of the clusters included."""
    if isinstance(judgement, Identification) and judgement.method.kind is MethodKind.CLUSTERS:
        for membership in clusters(store, picture, judgement):
            if membership.school_id == school_id:
                return cluster_verdict(judgement, membership)
    return judgement.explain(school_id)


def official(picture: ResultsPicture, year: int) -> dict[str, tuple[str, ...]] | None:
    """School → levels of the official lists of the school year it stands in.

    ``None`` when no list of that year is known: silence is not «не стоит в списке».
    """
    found: dict[str, list[str]] = {}
    for one in picture.listings:
        if one.programme == LISTED_PROGRAMME and one.school_year == school_year(year):
            found.setdefault(one.school_id, []).append(one.level)
    return {school: tuple(sorted(set(levels))) for school, levels in found.items()} or None
