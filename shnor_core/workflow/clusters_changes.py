"""Who is in another group than a year ago, in words and as a table."""

from __future__ import annotations

from shnor_core.clusters import GroupChanges, Refusal, changes
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, fixed, numbered_schools, said_once
from shnor_core.workflow.clusters import Groups
from shnor_core.workflow.results import ResultsPicture, school_year


def change_table(picture: ResultsPicture, before: Groups, after: Groups) -> TableSpec | str:
    """Schools that changed their group, or a sentence where two years cannot stand side by side.

    A group of the later year goes on with the one it has most schools in common with: letters may
    change without any school having moved.
    """
    earlier, later = before.found, after.found
    if isinstance(later, Refusal):
        return ""
    if isinstance(earlier, Refusal):
        return (
            f"С {school_year(before.year)} годом не сравнить: по этим показателям групп тогда нет."
            f" {earlier.reason}"
        )
    found = changes(earlier, later)
    names = {group.label: group.name for group in later.groups}
    rows = [
        Row(
            move.school_id,
            (
                _cell(picture.names[move.school_id]),
                _cell(found.sentence(move, "").removeprefix(": ").rstrip(".")),
                _cell(names[move.after]),
            ),
        )
        for move in found.moved
    ]
    for schools, text in ((found.came, "год назад не участвовала"), (found.went, "не участвует")):
        rows += [
            Row(
                one,
                (_cell(picture.names[one]), _cell(text), _cell(names.get(_now(after, one), ""))),
            )
            for one in schools
        ]
    return TableSpec(
        title=_title(picture, found, before.year, after.year),
        columns=(
            Column("school", "Школа", width=1),
            Column("move", "Переход", width=1.4),
            Column("name", "Новая группа", width=3),
        ),
        rows=tuple(rows),
        notes=_notes(found),
        source=said_once(one for one in (before.source, after.source) if one),
    )


def _now(after: Groups, school: str) -> str:
    assert not isinstance(after.found, Refusal)
    return after.found.group_of(school) or ""


def _cell(text: str) -> Cell:
    return Cell(text or "–", text or None)


def _title(picture: ResultsPicture, found: GroupChanges, before: int, after: int) -> str:
    span = f"С {school_year(before)} по {school_year(after)}"
    if not found.moved:
        return f"{span} ни одна школа не сменила группу"
    count = counted(len(found.moved), "школа", "школы", "школ")
    verb = "сменила" if len(found.moved) == 1 else "сменили"
    names = numbered_schools(picture.names[one.school_id] for one in found.moved)
    return f"{span} группу {verb} {count}: {names}"


def _notes(found: GroupChanges) -> tuple[str, ...]:
    if found.agreement is None:
        return ()
    return (
        f"Сходство двух делений {fixed(found.agreement, 2)} (индекс Рэнда с поправкой на случай:"
        " 1 — деления одинаковы, 0 — как по жребию).",
    )
