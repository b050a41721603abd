"""The command that counts rows of pupils into results of schools."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shnor_core.db import pupils
from shnor_core.wording import counted

Options = argparse.Namespace
Command = Callable[[str, Callable[[Options], int], str], Any]
MEGABYTES = 512
SOURCE = (
    f"файл .parquet или .csv со столбцами {', '.join(pupils.COLUMNS)}:"
    " по строке на ученика и работу"
)


def add(command: Command) -> None:
    """Add `aggregate`."""
    aggregate = command(
        "aggregate", _aggregate, "сосчитать отметки учеников (Parquet, CSV) в результаты школ"
    )
    aggregate.add_argument("source", type=Path, metavar="УЧЕНИКИ", help=SOURCE)
    aggregate.add_argument("target", type=Path, metavar="РЕЗУЛЬТАТЫ.csv", help="файл для import")
    aggregate.add_argument(
        "--memory", type=int, default=MEGABYTES, metavar="МБ", help="сколько памяти можно занять"
    )


def _aggregate(options: Options) -> int:
    rows = pupils.aggregate(options.source, options.target, megabytes=options.memory)
    print(f"Записано: {counted(rows, 'строка', 'строки', 'строк')} в {options.target}.")
    return 0
