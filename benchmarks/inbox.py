"""Reading 100,000 rows of «Результаты»: ours beside bare calamine and openpyxl.

``python -m benchmarks.inbox`` prints the table.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import xlsxwriter

from shnor_core import wording
from shnor_core.exchange.inbox import read
from shnor_core.intake.subjects import subject

ROWS = 100_000
COLUMNS = ("school", "kind", "subject", "grade", "year", "season", "participants", "n2", "n3", "n4")
REPEATS = 5
GOAL_OVER_CALAMINE = 2.0

CALAMINE = "import sys; from python_calamine import CalamineWorkbook as W; "
CALAMINE += "W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
_OPENPYXL = "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1], read_only=True); "
_OPENPYXL += "[list(row) for row in b.worksheets[0].iter_rows(values_only=True)]"


def write_results(path: Path, rows: int = ROWS) -> None:
    """An invented table of results: long names of schools, small numbers, no formats."""
    sheet_of = subject("assessments")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(sheet_of.title)
        sheet.write_row(0, 0, [sheet_of.column(code).title for code in COLUMNS])
        for row in range(1, rows + 1):
            school = f"МБОУ «Средняя общеобразовательная школа № {row // 100}»"
            work = ("ВПР", "математика", 4 + row % 5, 2020 + row % 5, "весна")
            marks = (40 + row % 37, row % 9, 10 + row % 11, 12 + row % 13)
            sheet.write_row(row, 0, (school, *work, *marks))


@dataclass(frozen=True)
class Time:
    """Seconds on the wall and of the processor, children included."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Time:
    """Seconds of one call."""
    before, begun = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - begun, os.times()
    return Time(wall, sum(after[:4]) - sum(before[:4]))


def apart(program: str, path: Path) -> Callable[[], object]:
    """Another reader in a process of its own, as ours is."""
    return lambda: subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def middle(times: list[Time]) -> Time:
    """The median of several calls."""
    return Time(median(one.wall for one in times), median(one.processor for one in times))


def report() -> list[str]:
    """Times side by side, runs interleaved; one run of the slow one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.xlsx"
        write_results(path)
        ours, bare = [], []
        for _ in range(REPEATS):
            bare.append(timed(apart(CALAMINE, path)))
            ours.append(timed(lambda: read(path)))
        slow = timed(apart(_OPENPYXL, path))
    base = middle(bare)
    goal = f" (цель ≤ {GOAL_OVER_CALAMINE:.0f})"
    return [
        "## Чтение книги",
        "",
        f"Лист «Результаты»: {wording.number(ROWS)} строк × {len(COLUMNS)} столбцов. Каждый"
        " читатель — в своём процессе; у нас в счёт входят проверка архива, поиск заголовка и"
        f" перенос ответа из процесса. Медиана {REPEATS} чередующихся запусков, openpyxl — один.",
        "",
        "| Читатель | Секунд | Секунд процессора | К голому calamine, по процессору |",
        "|---|---:|---:|---:|",
        _line("python-calamine, только прочитать", base, base),
        _line("наш `inbox.read`", middle(ours), base, goal),
        _line("openpyxl `read_only`, только прочитать", slow, base),
    ]


def _line(name: str, spent: Time, base: Time, goal: str = "") -> str:
    ratio = wording.fixed(spent.processor / base.processor, 2)
    times = " | ".join(wording.fixed(one, 2) for one in (spent.wall, spent.processor))
    return f"| {name} | {times} | {ratio}{goal} |"


if __name__ == "__main__":
    print("\n".join(report()))
