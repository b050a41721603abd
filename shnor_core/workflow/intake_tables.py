"""An examined file as tables for screen and files: checks, rows at fault, what changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from shnor_core.intake.checks import STAGES, check_of, title_of
from shnor_core.intake.delivery import Fault
from shnor_core.intake.shapes import records
from shnor_core.intake.subjects import subject
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, number, plural
from shnor_core.workflow.intake_examination import Examination
from shnor_core.workflow.intake_rows import TABLE_TITLES, Names, field_title, value_text
from shnor_core.workflow.intake_summary import nothing_new, told_tables, totals

#: lines of a table on the screen; files hold all of them
SHOWN: Final = 200


def conclusion(seen: Examination) -> str:
    """The title of the screen once a file is read."""
    nothing = nothing_new(seen)
    if seen.faults:
        told = counted(len(seen.faults), "замечание", "замечания", "замечаний")
        good = counted(seen.assembly.accepted, "строку", "строки", "строк")
        if nothing:
            good = "остальное уже в базе" if seen.assembly.accepted else "взять пока нечего"
            return f"В файле {told}: {good}"
        return f"В файле {told}: взять можно {good}"
    if nothing:
        return nothing.rstrip(".")
    new, changed, *_ = totals(seen)
    return f"Файл проверен: новых записей {number(new)}, изменится {number(changed)}"


def contents_text(seen: Examination) -> str:
    """«Результаты — 120 строк; Списки — 5 строк»."""
    rows: dict[str, int] = {}
    for sheet in seen.delivery.sheets:
        rows[sheet.subject] = rows.get(sheet.subject, 0) + len(sheet.rows)
    return "; ".join(
        f"{subject(code).title} — {counted(count, 'строка', 'строки', 'строк')}"
        for code, count in rows.items()
    )


def check_table(seen: Examination) -> TableSpec:
    """Every check with its answer, those that need a person first."""
    rows = tuple(
        Row(
            one.code,
            (
                Cell(STAGES[one.stage], STAGES[one.stage]),
                Cell(one.title, one.title),
                _answer(one.passed),
                Cell(one.sentence, one.sentence),
            ),
        )
        for one in sorted(seen.checks, key=lambda one: one.passed)
    )
    failed = sum(not one.passed for one in seen.checks)
    title = "Все проверки пройдены"
    if failed:
        checks = plural(
            failed, "проверка не пройдена", "проверки не пройдены", "проверок не пройдено"
        )
        title = f"{failed} {checks} из {len(seen.checks)}"
    columns = (
        Column("stage", "Этап", width=0.8),
        Column("check", "Проверка", width=1.7),
        Column("answer", "Итог", width=1.0),
        Column("sentence", "Что это значит", width=2.4),
    )
    return TableSpec(title, columns, rows)


def _answer(passed: bool) -> Cell:
    word = "пройдена" if passed else "не пройдена"
    tone = Tone.BETTER if passed else Tone.WORSE
    return Cell(word, word, tone=tone, icon="✓" if passed else "✗")


def fault_table(faults: Sequence[Fault], *, limit: int | None = None) -> TableSpec:
    """Rows that are not taken: where, what stands there, why, what to do."""
    rows = tuple(
        Row.of_texts(
            f"fault:{at}",
            (
                one.sheet or "файл",
                one.cell or (f"строка {one.row}" if one.row else "–"),
                one.column or "–",
                one.value or "–",
                title_of(check_of(one)),
                one.message,
                one.what_to_do,
            ),
        )
        for at, one in enumerate(faults[:limit])
    )
    columns = (
        Column("sheet", "Лист", width=0.9),
        Column("cell", "Ячейка", width=0.7),
        Column("column", "Столбец", width=0.9),
        Column("value", "Стоит", width=1.0),
        Column("check", "Проверка", width=1.4),
        Column("message", "Что не так", width=2.2),
        Column("what_to_do", "Что сделать", width=2.2),
    )
    return TableSpec(
        f"Не взять без исправления: {counted(len(faults), 'место', 'места', 'мест')}",
        columns,
        rows,
        notes=_cut(len(faults), limit),
    )


def difference_table(seen: Examination) -> TableSpec:
    """How many rows of each table are new, changed, the same, not in the file."""
    told = told_tables(seen)
    tables = [one.shape.table for one in told]
    rows = tuple(
        Row(
            f"{one.shape.table}:{at}",
            (Cell(title, title), *(Cell(number(n), n) for n in one.told())),
        )
        for at, one in enumerate(told)
        if any(one.told())
        for title in (_title(tables, at),)
    )
    titles = ("Новых", "Изменится", "Без изменений", "Есть в базе, нет в файле")
    columns = (
        Column("table", "Что", width=2.0),
        *(
            Column(f"count{at}", title, align="right", width=1.0, number_format="0")
            for at, title in enumerate(titles)
        ),
    )
    return TableSpec("Что изменится в базе", columns, rows)


def _title(tables: Sequence[str], at: int) -> str:
    """Title of a table; of one met twice the sheet «Мониторинг» comes first, as assembled."""
    title = TABLE_TITLES[tables[at]]
    if tables.count(tables[at]) < 2:
        return title
    return f"{title} ({'мониторинг' if tables.index(tables[at]) == at else 'контекст'})"


def change_table(seen: Examination, *, limit: int | None = None) -> TableSpec:
    """Every changed value: which row, which column, what it was and will be."""
    lines = list(_changed(seen))
    rows = tuple(Row.of_texts(f"change:{at}", line) for at, line in enumerate(lines[:limit]))
    columns = (
        Column("table", "Таблица", width=1.0),
        Column("row", "Строка", width=2.4),
        Column("column", "Столбец", width=1.0),
        Column("before", "Было", width=1.2),
        Column("after", "Станет", width=1.2),
    )
    return TableSpec("Было и станет", columns, rows, notes=_cut(len(lines), limit))


def _changed(seen: Examination) -> Iterable[tuple[str, str, str, str, str]]:
    added = ({one.shape.table: one.new} for one in seen.differences)
    names = Names.of(seen.stored, *added)
    for one in told_tables(seen):
        table = one.shape.table
        for before, after in zip(records(one.before), records(one.after), strict=True):
            for column in one.shape.compared:
                was = value_text(column, before[column], names)
                will = value_text(column, after[column], names)
                if was != will:
                    yield (
                        TABLE_TITLES[table],
                        names.of_row(table, after),
                        field_title(table, column),
                        was or "пусто",
                        will or "пусто",
                    )


def _cut(count: int, limit: int | None) -> tuple[str, ...]:
    if limit is None or count <= limit:
        return ()
    return (f"Показаны первые {limit} из {count}; в скачанном файле — все.",)
