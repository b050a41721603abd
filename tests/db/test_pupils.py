"""Pupils counted into results: against an independent count, within memory, on other engines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.db import pupils
from shnor_core.errors import UnreadableFileError

_PUPIL = st.tuples(
    st.sampled_from(["Школа № 1", "Лицей «Б», корпус 2", "=1+1"]),
    st.sampled_from(["ВПР", "ОГЭ"]),
    st.sampled_from(["математика", "русский"]),
    st.sampled_from([5, 9]),
    st.sampled_from([2023, 2024]),
    st.just("весна"),
    st.sampled_from([None, 2, 3, 4, 5]),
)


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(pupils.COLUMNS))
    return frame.assign(mark=frame["mark"].astype("Int8"), name="Фамилия")


def _counted(source: Path, target: Path) -> dict[tuple[object, ...], tuple[int, ...]]:
    pupils.aggregate(source, target, megabytes=256)
    found = pd.read_csv(target)
    assert list(found.columns) == [*pupils.COLUMNS[:-1], "n", "n2", "n3", "n4", "n5"]
    return {tuple(row[:6]): tuple(row[6:]) for row in found.itertuples(index=False, name=None)}


@settings(deadline=None, max_examples=40)
@given(rows=st.lists(_PUPIL, min_size=1, max_size=60))
def test_counts_are_those_of_another_count(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("pupils")
    _frame(rows).to_parquet(folder / "pupils.parquet")
    wrote = Counter(row for row in rows if row[6] is not None)
    expected: dict[tuple[object, ...], list[int]] = {}
    for row, times in wrote.items():
        marks = expected.setdefault(row[:6], [0, 0, 0, 0, 0])
        marks[0] += times
        marks[int(str(row[6])) - 1] += times
    found = _counted(folder / "pupils.parquet", folder / "results.csv")
    assert found == {key: tuple(marks) for key, marks in expected.items()}


def test_text_file_is_counted_as_well(tmp_path: Path) -> None:
    rows = [("Школа № 1", "ВПР", "математика", 5, 2024, "весна", mark) for mark in (2, 3, 3, None)]
    _frame(rows).to_csv(tmp_path / "pupils.csv", index=False)
    found = _counted(tmp_path / "pupils.csv", tmp_path / "results.csv")
    assert list(found.values()) == [(3, 1, 2, 0, 0)]


def test_several_files_are_one(tmp_path: Path) -> None:
    rows = [("Школа № 1", "ВПР", "математика", 5, 2024, "весна", 2)]
    for number in (1, 2):
        _frame(rows).to_parquet(tmp_path / f"part{number}.parquet")
    found = _counted(tmp_path / "part*.parquet", tmp_path / "results.csv")
    assert list(found.values()) == [(2, 2, 0, 0, 0)]


@pytest.mark.parametrize("name", ["pupils.xlsx", "missing.parquet", "broken.parquet", "short.csv"])
def test_what_cannot_be_counted_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "short.csv").write_text("school,mark\nШкола № 1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=name.replace(".", r"\.")):
        pupils.aggregate(tmp_path / name, tmp_path / "results.csv", megabytes=64)
    assert not (tmp_path / "results.csv").exists()


@pytest.mark.parametrize("engine", ["spark", "postgres", "trino"])
def test_the_query_is_understood_by_engines_of_clusters(engine: str) -> None:
    (said,) = sqlglot.transpile(pupils.statement(), read="duckdb", write=engine)
    again = sqlglot.parse_one(said, read=engine)
    assert [one.alias_or_name for one in again.selects] == [
        *pupils.COLUMNS[:-1], "n", "n2", "n3", "n4", "n5",
    ]  # fmt: skip
