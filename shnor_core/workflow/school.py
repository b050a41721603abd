"""«Школа»: one school's table as the protocol prints it, its dynamics, its doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shnor_core.dynamics import Change, Definition, Fact
from shnor_core.model import Finding, Indicator, Level, Listing, School, Tone
from shnor_core.partners import HELPS, KINDS
from shnor_core.tables import TableSpec
from shnor_core.workflow.change_cells import ICONS, is_share, short_title, value_text
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.monitoring_table import monitoring_table, sentences


@dataclass(frozen=True, slots=True)
class SchoolCard:
    """Everything the screen «Школа» shows."""

    school: School
    title: str
    chips: tuple[str, ...]
    verdicts: tuple[tuple[str, str, int], ...]
    table: TableSpec
    sentences: tuple[tuple[str, str], ...]
    doubts: tuple[Finding, ...]
    contradictions: tuple[Finding, ...]
    lists: tuple[tuple[str, str], ...]


def card(
    picture: Picture, school_id: str, *, base: int, year: int, definition: Definition
) -> SchoolCard:
    """The school's page for one pair of years."""
    school = picture.school(school_id)
    indicators = picture.indicators(Level.SCHOOL)
    changes = {
        one.code: picture.change(school_id, one, base, year, definition) for one in indicators
    }
    doubts = picture.doubts_of(school_id)
    return SchoolCard(
        school=school,
        title=conclusion(picture, school, indicators, changes, base, year),
        chips=chips(picture, school_id),
        verdicts=verdicts(changes),
        table=monitoring_table(picture, school_id, indicators, changes, base, year, definition),
        sentences=sentences(indicators, changes, base, year),
        doubts=tuple(one for one in doubts if one.blocks),
        contradictions=contradictions(picture, school, doubts),
        lists=tuple(
            dict.fromkeys(
                (_with_year(one), one.source_ref) for one in memberships(picture, school_id)
            )
        ),
    )


def conclusion(
    picture: Picture,
    school: School,
    indicators: Sequence[Indicator],
    changes: dict[str, Change],
    base: int,
    year: int,
) -> str:
    """The largest gain and the largest loss among shares, in the indicator's own words."""
    told = []
    for tone, pick in ((Tone.BETTER, max), (Tone.WORSE, max)):
        moved = [one for one in indicators if changes[one.code].verdict is tone]
        shares = [one for one in moved if is_share(one)] or moved
        if shares:
            one = pick(shares, key=lambda i: abs(changes[i.code].difference or 0))
            before = value_text(picture.cell(school.school_id, one.code, base), one)
            after = value_text(picture.cell(school.school_id, one.code, year), one)
            told.append(f"«{short_title(one)}»: {before} → {after}")
    if base == year:
        return f"{school.short_name}, {year} год: сравнить пока не с чем"
    if told:
        return f"{school.short_name}. " + "; ".join(told)
    if any(change.fact is Fact.SAME for change in changes.values()):
        return f"{school.short_name}: к {base} году сопоставимые показатели не изменились"
    return f"{school.short_name}: сравнить {base} и {year} годы нечем"


def memberships(picture: Picture, school_id: str) -> tuple[Listing, ...]:
    """Lists of the documents that name the school, lists inside cells aside."""
    return tuple(
        one
        for one in picture.monitoring.listings
        if one.school_id == school_id and not one.list_code.startswith("cell-")
    )


def chips(picture: Picture, school_id: str) -> tuple[str, ...]:
    """Programmes with their years, and partners."""
    programmes: dict[str, set[int]] = {}
    for one in memberships(picture, school_id):
        if one.programme:
            programmes.setdefault(one.programme, set()).update({one.year} if one.year else ())
    found = [
        ", ".join([name, *(str(year) for year in sorted(years))])
        for name, years in programmes.items()
    ]
    for pair in picture.monitoring.partnerships:
        if pair.school_id == school_id:
            found.append(f"{KINDS[pair.kind]} — {picture.names[pair.partner_id]}")
        if pair.partner_id == school_id:
            found.append(f"{HELPS[pair.kind]}: {picture.names[pair.school_id]}")
    return tuple(dict.fromkeys(found))


def verdicts(changes: dict[str, Change]) -> tuple[tuple[str, str, int], ...]:
    """(shape, word, how many) for the counter above the table."""
    tones = Counter(change.verdict for change in changes.values())
    order = (
        (Tone.BETTER, "лучше"),
        (Tone.WORSE, "хуже"),
        (Tone.SAME, "без изменений"),
        (Tone.DOUBT, "уточнить"),
        (Tone.NONE, "нет данных"),
    )
    return tuple((ICONS[tone] or "–", text, tones[tone]) for tone, text in order if tones[tone])


def contradictions(
    picture: Picture, school: School, doubts: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Findings that set two places of the document against each other and block no value."""
    own = {
        one.finding_id: one for one in doubts if not one.blocks and one.rule != "mixed_notations"
    }
    for one in picture.findings:
        if not one.school and any(cell.startswith(school.school_id + ":") for cell in one.cells):
            own.setdefault(one.finding_id, one)
    return tuple(own.values())


def _with_year(listing: Listing) -> str:
    year = str(listing.year or "")
    return listing.meaning if year in listing.meaning else f"{listing.meaning}, {year}"
