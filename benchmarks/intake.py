"""Taking 100,000 rows of results, from the file to the committed transaction, beside bare parts.

``python -m benchmarks.intake`` prints the table.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.inbox import CALAMINE, Time, apart, middle, timed
from shnor_core import wording
from shnor_core.db.connection import create
from shnor_core.exchange.inbox import read
from shnor_core.intake.subjects import subject
from shnor_core.workflow import intake, intake_history

ROWS = 100_000
REPEATS = 5
GOAL = 2.0
NOON = datetime(2025, 1, 1, 12, 0)

COLUMNS = ("school", "kind", "subject", "grade", "year", "season", "participants", "n2", "n3")


def write_results(path: Path, rows: int) -> None:
    """An invented table without a fault: a school has a hundred works, each once."""
    sheet_of = subject("assessments")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(sheet_of.title)
        sheet.write_row(0, 0, [sheet_of.column(code).title for code in (*COLUMNS, "mean_score")])
        for row in range(rows):
            school, work = divmod(row, 100)
            title = ("математика", "русский")[work % 2]
            grade, year = 4 + work // 2 % 5, 2015 + work // 10
            name = f"МБОУ «Средняя общеобразовательная школа № {school}»"
            about = (name, "ВПР", title, grade, year, "весна")
            sheet.write_row(row + 1, 0, (*about, 40 + row % 37, row % 9, 10 + row % 11, 3.5))


def _once(folder: Path, path: Path, run: int) -> dict[str, Time]:
    """Every stage of one import into a fresh database, and its bare parts."""
    kept: dict[str, Any] = {}
    store = create(folder / f"{run}.duckdb")

    def examine() -> None:
        kept["seen"] = intake.examine(store, kept["file"], territory="my", today=NOON.date())

    def confirm() -> None:
        kept["done"] = intake.confirm(store, kept["seen"], accept_good=False, at=NOON)

    def undo() -> None:
        intake_history.undo(store, "my", kept["done"].batch.batch_id, at=NOON)

    times = {"calamine": timed(apart(CALAMINE, path))}
    times["read"] = timed(lambda: kept.update(file=read(path)))
    times["examine"] = timed(examine)
    times["insert"] = _bare_insert(folder / f"bare_{run}.duckdb", kept["seen"])
    times["confirm"] = timed(confirm)
    times["again"] = timed(examine)
    times["undo"] = timed(undo)
    store.close()
    return times


def _bare_insert(path: Path, seen: intake.Examination) -> Time:
    """The same rows appended to the same tables, with nothing asked and nothing remembered."""
    store = create(path)
    changes = [one for one in seen.changes() if len(one.after)]

    def append() -> None:
        with store.writing() as cursor:
            cursor.execute("set pandas_analyze_sample = 10000000")
            for one in changes:
                cursor.append(one.shape.table, one.after, by_name=True)

    spent = timed(append)
    store.close()
    return spent


STAGES = {
    "calamine": "python-calamine, только прочитать",
    "insert": "те же строки в DuckDB, только вставить",
    "read": "наше чтение с проверкой файла",
    "examine": "проверки, школы, сравнение с базой",
    "confirm": "копия базы, запись и прошлое каждой строки",
    "again": "тот же файл ещё раз: проверки и сравнение",
    "undo": "отмена",
}


def report() -> list[str]:
    """Medians of interleaved runs; the goal is set against bare reading plus bare insert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "results.xlsx"
        write_results(path, ROWS)
        runs = [_once(folder, path, run) for run in range(REPEATS)]
    spent = {stage: middle([run[stage] for run in runs]) for stage in STAGES}

    def together(*stages: str) -> float:
        return sum(spent[stage].processor for stage in stages)

    ratio = together("read", "examine", "confirm") / together("calamine", "insert")
    return [
        "## Загрузка файла",
        "",
        f"Лист «Результаты»: {wording.number(ROWS)} строк, новая территория. Медиана {REPEATS}"
        " чередующихся запусков.",
        "",
        "| Что | Секунд | Секунд процессора |",
        "|---|---:|---:|",
        *(
            f"| {title} | {wording.fixed(spent[stage].wall, 2)} |"
            f" {wording.fixed(spent[stage].processor, 2)} |"
            for stage, title in STAGES.items()
        ),
        "",
        f"Вся загрузка к голому чтению со вставкой, по процессору: {wording.fixed(ratio, 2)}"
        f" (цель ≤ {GOAL:.0f}).",
    ]


if __name__ == "__main__":
    print("\n".join(report()))
