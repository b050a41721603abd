"""Rows of pupils counted into results of schools; nothing about a pupil leaves this module."""

from __future__ import annotations

import tempfile
from importlib import resources
from pathlib import Path

import duckdb

from shnor_core.errors import UnreadableFileError

COLUMNS = ("school", "kind", "subject", "grade", "year", "season", "mark")
_READABLE = (".parquet", ".csv")


def statement() -> str:
    """The query itself, for this engine and for others."""
    return (resources.files("shnor_core.db") / "sql" / "aggregate_pupils.sql").read_text(
        encoding="utf-8"
    )


def aggregate(source: Path, target: Path, *, megabytes: int) -> int:
    """Count the pupils of ``source`` into the CSV ``target`` and return the number of its rows.

    Parameters
    ----------
    source
        Parquet or CSV with ``COLUMNS``, a row per pupil and work; ``*`` names many files. Other
        columns are never read.
    target
        CSV with the columns of the command ``import``.
    megabytes
        The most memory the counting may take; what does not fit goes to a temporary folder.

    Raises
    ------
    UnreadableFileError
        Not a Parquet or CSV file, a column is missing, or the memory does not suffice.
    """
    if source.suffix.lower() not in _READABLE:
        raise UnreadableFileError(f"Файл {source.name}: нужен .parquet или .csv.")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("set memory_limit = $limit", {"limit": f"{megabytes}MB"})
        connection.execute("set temp_directory = $folder", {"folder": folder})
        # the order of rows that are only counted need not be kept in memory
        connection.execute("set preserve_insertion_order = false")
        try:
            return _write(connection, source, target)
        except duckdb.Error as error:
            raise UnreadableFileError(_sentence(error, source, megabytes)) from error


def _write(connection: duckdb.DuckDBPyConnection, source: Path, target: Path) -> int:
    read = connection.read_csv if source.suffix.lower() == ".csv" else connection.read_parquet
    read(str(source)).create_view("pupils")
    connection.sql(statement()).create("counted")
    counted = connection.table("counted")
    counted.write_csv(str(target))
    return int(counted.shape[0])


def _sentence(error: duckdb.Error, source: Path, megabytes: int) -> str:
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"Файл {source.name}: {megabytes} МБ памяти не хватает, дайте больше (--memory)."
    return (
        f"Файл {source.name} не читается: нужны столбцы {', '.join(COLUMNS)},"
        " по строке на ученика и работу."
    )
