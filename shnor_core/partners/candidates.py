"""Who can lead, whom, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shnor_core.wording import percent

LISTED = "сама в списке"
MEETS_CRITERIA = "сама отвечает критериям"
BIASED = "есть возможный признак необъективности"
NO_RESULTS = "нет результатов"
SAME_ENTITY = "одно юридическое лицо"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether a school can lead another one.

    ``criteria`` names the method whose criteria the school itself meets, '' when it meets none;
    ``result`` is the share of pupils with the wanted result, per cent, ``None`` when not known;
    ``entity`` names the legal entity (a branch has that of its school); ``biased`` a possible sign
    that its results are not objective.
    """

    school_id: str
    listed: bool
    biased: bool
    entity: str
    result: float | None
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class Leaders:
    """Schools that can lead, and for the others why not."""

    leaders: tuple[str, ...]
    refused: Mapping[str, str]


def leaders(candidates: Iterable[Candidate]) -> Leaders:
    """Not listed, not meeting the criteria itself, without a sign of bias, with results.

    Examples
    --------
    >>> found = leaders([Candidate("1", False, False, "1", 81.0),
    ...                  Candidate("2", True, False, "2", 55.0)])
    >>> found.leaders, dict(found.refused)
    (('1',), {'2': 'сама в списке'})
    """
    reasons = {one.school_id: _why_not(one) for one in candidates}
    return Leaders(
        tuple(school for school, reason in reasons.items() if not reason),
        {school: reason for school, reason in reasons.items() if reason},
    )


def exclusions(
    candidates: Iterable[Candidate], leading: Iterable[str]
) -> dict[tuple[str, str], str]:
    """(listed school, leader) → why the leader cannot help this school.

    A leader of the same legal entity is no outside help, and one whose results are not higher has
    nothing to show. Where the listed school's own result is not known nothing speaks against the
    pair.
    """
    known = {one.school_id: one for one in candidates}
    chosen = [known[school] for school in leading]
    reasons = {
        (school.school_id, leader.school_id): _why_not_together(school, leader)
        for school in known.values()
        if school.listed
        for leader in chosen
        if leader.school_id != school.school_id
    }
    return {pair: reason for pair, reason in reasons.items() if reason}


def _why_not(one: Candidate) -> str:
    if one.listed:
        return LISTED
    if one.criteria:
        return f"{MEETS_CRITERIA} ({one.criteria})"
    if one.biased:
        return BIASED
    return NO_RESULTS if one.result is None else ""


def _why_not_together(school: Candidate, leader: Candidate) -> str:
    if school.entity == leader.entity:
        return SAME_ENTITY
    if school.result is None or leader.result is None or leader.result > school.result:
        return ""
    return f"результаты не выше: {percent(leader.result)} и {percent(school.result)}"
