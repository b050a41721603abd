"""Reading 100,000 rows of «Результаты»: ours beside bare calamine and openpyxl.

``python -m benchmarks.inbox`` prints the table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import xlsxwriter

from shnor_core.exchange.inbox import read
from shnor_core.intake.subjects import subject

ROWS = 100_000
COLUMNS = ("school", "kind", "subject", "grade", "year", "season", "participants", "n2", "n3", "n4")
REPEATS = 3
GOAL_OVER_CALAMINE = 2.0

_CALAMINE = "import sys; from python_calamine import CalamineWorkbook as W; "
_CALAMINE += "W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
_OPENPYXL = "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1], read_only=True); "
_OPENPYXL += "[list(row) for row in b.worksheets[0].iter_rows(values_only=True)]"


def write_results(path: Path, rows: int = ROWS) -> None:
    """An invented table of results: long names of schools, small numbers, no formats."""
    sheet_of = subject("assessments")
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        sheet = book.add_worksheet(sheet_of.title)
        sheet.write_row(0, 0, [sheet_of.column(code).title for code in COLUMNS])
        for row in range(1, rows + 1):
            school = f"МБОУ «Средняя общеобразовательная школа № {row // 100}»"
            work = ("ВПР", "математика", 4 + row % 5, 2020 + row % 5, "весна")
            marks = (40 + row % 37, row % 9, 10 + row % 11, 12 + row % 13)
            sheet.write_row(row, 0, (school, *work, *marks))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _apart(program: str, path: Path) -> Callable[[], object]:
    """Another reader in a process of its own, as ours is."""
    return lambda: subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def report() -> list[str]:
    """Times side by side, runs interleaved; one run of the slow one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.xlsx"
        write_results(path)
        size = path.stat().st_size / 1024**2
        ours, bare = [], []
        for _ in range(REPEATS):
            bare.append(_seconds(_apart(_CALAMINE, path)))
            ours.append(_seconds(lambda: read(path)))
        slow = _seconds(_apart(_OPENPYXL, path))
    base, mine = median(bare), median(ours)
    return [
        "## Чтение книги",
        "",
        f"Лист «Результаты»: {ROWS:,} строк × {len(COLUMNS)} столбцов, {size:.1f} МБ."
        " Каждый читатель — в своём процессе; у нас в счёт входят проверка архива, поиск"
        " заголовка, перенос ответа из процесса.".replace(",", "\u202f", 1),
        "",
        "| Читатель | Секунд | К голому calamine |",
        "|---|---:|---:|",
        f"| python-calamine, только прочитать | {base:.2f} | 1,00 |",
        f"| наш `inbox.read` | {mine:.2f} | {mine / base:.2f} (цель ≤ {GOAL_OVER_CALAMINE:.0f}) |",
        f"| openpyxl `read_only`, только прочитать | {slow:.2f} | {slow / base:.2f} |",
    ]


if __name__ == "__main__":
    print("\n".join(report()))
