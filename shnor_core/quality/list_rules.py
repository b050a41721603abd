"""Rules about the lists of schools: a school without a table, lists that differ by a slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from shnor_core import wording
from shnor_core.cells import parse_schools
from shnor_core.model import Listing, School
from shnor_core.quality.monitoring import Tables
from shnor_core.quality.rule import Doubt

# lists this close and this long are the same list with a slip, not two lists
ALMOST_EQUAL = 0.8
LONG_LIST = 6

_SUPPORTED = re.compile(
    r"шнор|шнсу|низки\w*\b.*\bрезультат|поддержк|помощ|сопровожд|десант|участники проекта",
    re.IGNORECASE,
)


def list_without_table(tables: Tables) -> Iterator[Doubt]:
    """A school in a list of supported schools that has no table of its own; one per school."""
    with_tables = {school.school_id for school in tables.with_tables}
    lists_of: dict[str, list[Listing]] = defaultdict(list)
    for members in tables.lists.values():
        for listing in members:
            if _SUPPORTED.search(f"{listing.programme} {listing.meaning}"):
                lists_of[listing.school_id].append(listing)
    for school in tables.monitoring.schools if with_tables else ():
        if school.school_id in lists_of and school.school_id not in with_tables:
            yield _absent_doubt(school, lists_of[school.school_id])


def _absent_doubt(school: School, listings: list[Listing]) -> Doubt:
    named = wording.joined(list(dict.fromkeys(_called(listing) for listing in listings)))
    lists = "списке" if len({listing.list_code for listing in listings}) == 1 else "списках"
    return Doubt(
        message=(
            f"{school.short_name}: школа стоит в {lists} {named}, а её таблицы нет; "
            "проследить её по годам нельзя"
        ),
        school_id=school.school_id,
        text=listings[0].raw,
        source_ref="; ".join(dict.fromkeys(listing.source_ref for listing in listings)),
    )


def lists_disagree(tables: Tables) -> Iterator[Doubt]:
    """Two long lists of one year, level and programme that differ in a school or two."""
    for (code, first), (other_code, second) in combinations(tables.lists.items(), 2):
        if _kind(first[0]) != _kind(second[0]):
            continue
        own, other = _members(first), _members(second)
        common = len(own & other) / len(own | other)
        if min(len(own), len(other)) >= LONG_LIST and ALMOST_EQUAL <= common < 1:
            yield _disagreement(tables, f"{code}+{other_code}", first, second)


def _kind(listing: Listing) -> tuple[int | None, str, str]:
    return listing.year, listing.level, listing.programme


def _members(listings: tuple[Listing, ...]) -> set[str]:
    return {listing.school_id for listing in listings}


def _disagreement(
    tables: Tables, key: str, first: tuple[Listing, ...], second: tuple[Listing, ...]
) -> Doubt:
    own, other = _members(first), _members(second)
    only = [
        f"только в {_called(members[0])} — {_named(tables, mine - theirs)}"
        for members, mine, theirs in ((first, own, other), (second, other, own))
        if mine - theirs
    ]
    common = wording.counted(len(own & other), "общая школа", "общие школы", "общих школ")
    return Doubt(
        message=(
            f"Списки {_called(first[0])} и {_called(second[0])} почти совпадают "
            f"({common}): {'; '.join(only)}; похоже на опечатку в одном из них"
        ),
        key=key,
        year=first[0].year,
        text=f"{first[0].raw} · {second[0].raw}",
        source_ref=f"{first[0].source_ref}; {second[0].source_ref}",
    )


def repeated_in_list(tables: Tables) -> Iterator[Doubt]:
    """A school named twice in one list; lists inside a cell belong to ``count_against_list``."""
    cells = [cell.reading.raw for cell in tables.monitoring.observations if cell.reading.schools]
    for code, members in tables.lists.items():
        if any(listing.raw and listing.raw in raw for listing in members for raw in cells):
            continue
        # one school may send several people; only a printed row of schools can repeat one by a slip
        ids = [listing.school_id for listing in members if len(parse_schools(listing.raw)) > 1]
        repeated = {school_id for school_id in ids if ids.count(school_id) > 1}
        if repeated:
            texts = list(dict.fromkeys(listing.raw for listing in members))
            names = _named(tables, repeated)
            yield Doubt(
                message=(
                    f"В списке {_called(members[0])} {names} стоит дважды; "
                    "школ в списке меньше, чем в нём строк"
                ),
                key=code,
                year=members[0].year,
                text=" · ".join(texts),
                source_ref=members[0].source_ref,
            )


def _called(listing: Listing) -> str:
    year = f", {listing.year}" if listing.year else ""
    return f"«{listing.meaning}»{year}"


def _named(tables: Tables, school_ids: set[str]) -> str:
    schools = tables.monitoring.schools
    return wording.numbered_schools(s.short_name for s in schools if s.school_id in school_ids)
