"""Taking 100,000 rows of results, from the file to the committed transaction, beside bare parts.

``python -m benchmarks.intake`` prints the table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import xlsxwriter

from shnor_core import wording
from shnor_core.db.connection import create
from shnor_core.exchange.inbox import read
from shnor_core.intake.subjects import subject
from shnor_core.workflow import intake, intake_history

ROWS = 100_000
REPEATS = 3
GOAL = 2.0
NOON = datetime(2025, 1, 1, 12, 0)

_CALAMINE = "import sys; from python_calamine import CalamineWorkbook as W; "
_CALAMINE += "W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"


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


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def _once(folder: Path, path: Path, run: int) -> dict[str, float]:
    """Every stage of one import into a fresh database, and its bare parts."""
    times: dict[str, float] = {}
    calamine = [sys.executable, "-c", _CALAMINE, str(path)]
    times["calamine"], _ = _timed(lambda: subprocess.run(calamine, check=True))
    store = create(folder / f"{run}.duckdb")
    times["read"], delivery = _timed(lambda: read(path))
    times["examine"], seen = _timed(
        lambda: intake.examine(store, delivery, territory="my", today=NOON.date())
    )
    times["confirm"], outcome = _timed(
        lambda: intake.confirm(store, seen, accept_good=True, at=NOON)
    )
    times["again"], _ = _timed(
        lambda: intake.examine(store, delivery, territory="my", today=NOON.date())
    )
    times["insert"] = _bare_insert(folder / f"bare_{run}.duckdb", seen)
    batch = outcome.batch.batch_id
    times["undo"], _ = _timed(lambda: intake_history.undo(store, "my", batch, at=NOON))
    store.close()
    return times


def _bare_insert(path: Path, seen: intake.Examination) -> float:
    """The same rows appended to the same tables, with nothing asked and nothing remembered."""
    store = create(path)
    changes = [one for one in seen.changes() if len(one.after)]

    def append() -> None:
        with store.writing() as cursor:
            cursor.execute("set pandas_analyze_sample = 10000000")
            for one in changes:
                cursor.append(one.shape.table, one.after, by_name=True)

    spent, _ = _timed(append)
    store.close()
    return spent


def report() -> list[str]:
    """Medians of interleaved runs; the goal is set against bare reading plus bare insert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "results.xlsx"
        write_results(path, ROWS)
        runs = [_once(folder, path, run) for run in range(REPEATS)]
    middle = {stage: median(run[stage] for run in runs) for stage in runs[0]}
    bare = middle["calamine"] + middle["insert"]
    ours = middle["read"] + middle["examine"] + middle["confirm"]
    lines = (
        ("python-calamine, только прочитать", middle["calamine"]),
        ("те же строки в DuckDB, только вставить", middle["insert"]),
        ("наше чтение с проверкой файла", middle["read"]),
        ("проверки, школы, сравнение с базой", middle["examine"]),
        ("копия базы, запись и прошлое каждой строки", middle["confirm"]),
        ("тот же файл ещё раз: проверки и сравнение", middle["again"]),
        ("отмена", middle["undo"]),
    )
    return [
        "## Загрузка файла",
        "",
        f"Лист «Результаты»: {wording.number(ROWS)} строк, новая территория, DuckDB"
        f" {duckdb.__version__}. Медиана {REPEATS} запусков.",
        "",
        "| Что | Секунд |",
        "|---|---:|",
        *(f"| {title} | {wording.fixed(spent, 2)} |" for title, spent in lines),
        "",
        f"Вся загрузка к голому чтению со вставкой: {wording.fixed(ours / bare, 2)}"
        f" (цель ≤ {GOAL:.0f}).",
    ]


if __name__ == "__main__":
    print("\n".join(report()))
