"""From the columns of an identification to the full verdict about one school."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shnor_core.identification.distance import Move, single_moves
from shnor_core.identification.methods import Branch, Scope
from shnor_core.identification.results import CellStatus, YearCells
from shnor_core.identification.verdict import (
    CertaintyOf,
    DecidingShare,
    Distance,
    Evidence,
    RuleResult,
    Verdict,
)
from shnor_core.procedures import key_title, school_year

if TYPE_CHECKING:
    from shnor_core.identification.engine import Identification


def explain(found: Identification, school_id: str) -> Verdict:
    """The verdict about one school; the same numbers as in the columns."""
    school = found.place_of(school_id)
    judged = bool(found.judged[school])
    now = _evidence(found, found.last, school)
    before = _evidence(found, found.previous, school)
    rules = tuple(
        _rule(branch, bool(found.branch_holds[place, school]), now, before)
        for place, branch in enumerate(found.rule.branches)
    )
    return Verdict(
        school_id=school_id,
        method_id=found.method.method_id,
        method_title=found.method.title,
        year=found.year,
        listed=bool(found.listed[school]) if judged else None,
        rules=rules,
        evidence=now + before,
        threshold=found.rule.threshold,
        certainty=_certainty(found, school, now, before) if judged else None,
        distance=_distance(found, school) if judged else None,
        notes=_notes(now, before),
        outside=_outside(found, school),
    )


def _evidence(found: Identification, cells: YearCells, school: int) -> tuple[Evidence, ...]:
    return tuple(
        _cell(found, cells, place, key, school) for place, key in enumerate(found.rule.procedures)
    )


def _cell(found: Identification, cells: YearCells, place: int, key: str, school: int) -> Evidence:
    status = CellStatus(cells.status[place, school])
    participants, low = int(cells.participants[place, school]), int(cells.low[place, school])
    counted = status is CellStatus.COUNTED
    return Evidence(
        procedure=key,
        title=key_title(key),
        year=cells.year,
        status=status,
        participants=participants if participants >= 0 else None,
        low=low if low >= 0 else None,
        needed=int(cells.needed[place, school]) if counted else None,
        is_low=bool(cells.is_low[place, school]) if counted else None,
        reason="" if counted else _reason(found, status, key, cells.year),
    )


def _reason(found: Identification, status: CellStatus, key: str, year: int) -> str:
    if status is CellStatus.NOT_HELD:
        return f"не проводилась: {found.not_held[key, year]}"
    if status is CellStatus.UNDER_MINIMUM:
        return f"участников меньше {found.rule.minimum_participants}, не считается"
    return {
        CellStatus.NO_ROW: "нет данных",
        CellStatus.NO_PARTICIPANTS: "никто не писал",
        CellStatus.NO_MARKS: "число двоек или участников не указано",
    }[status]


def _rule(
    branch: Branch, holds: bool, now: tuple[Evidence, ...], before: tuple[Evidence, ...]
) -> RuleResult:
    asked = (branch.last_year, branch.previous_year)
    years = [cells for cells, needed in zip((now, before), asked, strict=True) if needed]
    known = all(any(cell.is_low is not None for cell in cells) for cells in years)
    low = [cell for cells in years for cell in cells if cell.is_low]
    same = branch.scope is Scope.SAME
    if same:
        both = {a.procedure for a, b in zip(now, before, strict=True) if a.is_low and b.is_low}
        low = [cell for cell in low if cell.procedure in both]
    found = holds if known else None
    return RuleResult(branch.code, branch.title, found, tuple(low), asked, same)


def _certainty(
    found: Identification, school: int, now: tuple[Evidence, ...], before: tuple[Evidence, ...]
) -> CertaintyOf:
    share = None
    if not np.isnan(found.certainty.lower[school]):
        cells = now if found.deciding.in_last[school] else before
        share = DecidingShare(
            float(found.deciding.share[school]),
            cells[int(found.deciding.procedure[school])],
            float(found.certainty.lower[school]),
            float(found.certainty.median[school]),
            float(found.certainty.upper[school]),
        )
    return CertaintyOf(
        float(found.certainty.probability[school]),
        found.words[school],
        share,
        float(found.chance_of_label[school]),
        float(found.reference_share[school]),
    )


def _distance(found: Identification, school: int) -> Distance:
    pupils = found.moves.pupils[school]
    if np.isnan(pupils):
        return Distance(None, reason=_impossible(found, bool(found.listed[school])))
    moves = tuple(
        Move(key, cells.year, int(changes[place, school]))
        for cells, changes in (
            (found.last, found.moves.last),
            (found.previous, found.moves.previous),
        )
        for place, key in enumerate(found.rule.procedures)
        if changes[place, school]
    )
    singles = single_moves(found.rule, found.last, found.previous, school, found.years)
    return Distance(int(pupils), moves, singles)


def _impossible(found: Identification, listed: bool) -> str:
    year = school_year(found.year)
    if listed:
        return f"Одними отметками {year} года критерий не снять: он держится на прошлых годах."
    return (
        f"Одними отметками {year} года правило не выполнить: "
        "процедур с результатами меньше, чем оно требует."
    )


def _notes(now: tuple[Evidence, ...], before: tuple[Evidence, ...]) -> tuple[str, ...]:
    notes = []
    for cells in (now, before):
        year = school_year(cells[0].year)
        if all(cell.is_low is None for cell in cells):
            notes.append(f"За {year} год нет ни одной процедуры с результатами.")
            continue
        reasons = dict.fromkeys(cell.reason for cell in cells if cell.reason)
        for reason in reasons:
            titles = [cell.title for cell in cells if cell.reason == reason]
            notes.append(f"Не учтено за {year} год ({reason}): {', '.join(titles)}.")
    return tuple(notes)


def _outside(found: Identification, school: int) -> tuple[str, ...]:
    """Titles of procedures with results in the two years that the method does not count."""
    results = found.results
    rows = (results.school == school) & (results.year >= found.year - 1)
    rows &= results.year <= found.year
    keys = {results.procedures[code] for code in results.procedure[rows]}
    return tuple(sorted(key_title(key) for key in keys - set(found.rule.procedures)))
