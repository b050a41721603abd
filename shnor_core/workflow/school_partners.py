"""«Школа»: who is alike, what they do better in pupils, and who helps or could help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shnor_core.db.school_pairs import SchoolPair
from shnor_core.partners import HELPS, KINDS, reasons, why_none
from shnor_core.tables import TableSpec
from shnor_core.wording import fixed
from shnor_core.workflow.clusters import listed
from shnor_core.workflow.pair_tables import remark_of
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture, school_year

SETTLED = {
    "confirmed": "Утверждён рабочей группой",
    "locked": "Закреплён рабочей группой, но ещё не утверждён",
}


@dataclass(frozen=True, slots=True)
class SchoolPartners:
    """What the screen and the page of a school say; ``partner`` are sentences."""

    partner: tuple[str, ...]
    similar: TableSpec | None = None
    gaps: TableSpec | None = None


NOBODY = SchoolPartners(())


def pair_years(
    picture: ResultsPicture, years: Iterable[int], school: str
) -> tuple[int, int] | None:
    """The newest year with a list of ШНОР that names the school, and the newest with any list.

    A missing list is stood in for by the newest one, missing lists by the newest year.
    """
    known = {year: listed(picture, year) for year in years}
    if not known:
        return None
    newest = max((year for year, schools in known.items() if schools), default=max(known))
    own = max((year for year, schools in known.items() if school in schools), default=newest)
    return own, newest


def partner(picture: ResultsPicture, found: Pairs, school: str, newest: int) -> tuple[str, ...]:
    """Sentences about the partner: settled, proposed, printed; and whom the school helps itself.

    Parameters
    ----------
    newest
        The year of the newest list: a printed partner that stands in it is remarked on.
    """
    return (
        *_own(picture, found, school),
        *_printed(picture, found, school, newest),
        *_helped(picture, found, school),
    )


def _own(picture: ResultsPicture, found: Pairs, school: str) -> Iterator[str]:
    if school in found.listed:
        yield f"{school_year(found.year)}. {_computed(picture, found, school)}"


def _printed(picture: ResultsPicture, found: Pairs, school: str, newest: int) -> Iterator[str]:
    for one in (pair.partnership for pair in found.actual):
        if one.school_id == school:
            told = f"По документу {KINDS[one.kind]} — {picture.names[one.partner_id]}"
            too = one.partner_id in listed(picture, newest)
            year = school_year(newest)
            remark = f"; замечание: школа сама в списке ШНОР {year} года" if too else ""
            yield f"{told} ({one.source_ref}){remark}."
        if one.partner_id == school:
            told = f"По документу {HELPS[one.kind]}: {picture.names[one.school_id]}"
            yield f"{told} ({one.source_ref})."


def _helped(picture: ResultsPicture, found: Pairs, school: str) -> Iterator[str]:
    for pair in found.assignment.pairs:
        if pair.leader == school:
            how = "решение рабочей группы" if pair.locked else "по расчёту"
            told = f"{picture.names[school]} может помочь {_to_school(picture.names[pair.school])}"
            yield f"{school_year(found.year)}. {told} ({how})."


def _to_school(name: str) -> str:
    """In the dative: «школе № 5», «школе «Лицей № 2»»."""
    return (
        f"школе {name.removeprefix('Школа ')}" if name.startswith("Школа №") else f"школе «{name}»"
    )


def _computed(picture: ResultsPicture, found: Pairs, school: str) -> str:
    settled = found.settled.get(school)
    if settled is not None and settled.status:
        return _settled(picture, found, settled)
    pair = next((one for one in found.assignment.pairs if one.school == school), None)
    if pair is not None:
        why = " ".join(reasons(pair, picture.names))
        leader = picture.names[pair.leader]
        return f"По расчёту помочь может {leader}. {why} Рабочая группа о паре ещё не решила."
    if not picture.results:
        return "Партнёра по расчёту не подобрать: результатов процедур нет."
    none = next(one for one in found.assignment.unassigned if one.school == school)
    return why_none(none, picture.names)


def _settled(picture: ResultsPicture, found: Pairs, pair: SchoolPair) -> str:
    leader = picture.names.get(pair.leader_id, pair.leader_id)
    distance = found.distances.get((pair.school_id, pair.leader_id))
    told = [f"{SETTLED[pair.status]}: {leader} ({pair.who}, {pair.decided_at:%d.%m.%Y})."]
    if distance is not None:
        told.append(f"Расстояние по условиям работы – {fixed(distance, 2)}.")
    if pair.reason:
        told.append(f"Причина: {pair.reason}.")
    remark = remark_of(picture, found, pair)
    return " ".join([*told, f"Замечание: {remark}."] if remark else told)
