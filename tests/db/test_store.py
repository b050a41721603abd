"""The file is built whole, rebuilt without losing decisions, and says who holds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.db import decisions
from shnor_core.db.connection import Store, connect, create
from shnor_core.errors import DataFileError, StoreBrokenError
from shnor_core.workflow import store as workflow

DATA = Path(__file__).parents[2] / "data"
NOON = datetime(2022, 6, 6, 12, 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Text files of one real territory, free to be broken."""
    target = tmp_path / "data"
    shutil.copytree(DATA / "kamensk_uralsky", target / "kamensk_uralsky")
    return target


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    store = connect(path)
    cursor = store.cursor()
    names = cursor.execute("select table_name from duckdb_tables() order by 1").fetchall()
    found = {name: cursor.table(name).order("all").fetchall() for (name,) in names}
    store.close()
    return found


def test_the_same_input_gives_the_same_rows(tmp_path: Path, data: Path) -> None:
    workflow.build(tmp_path / "one.duckdb", data)
    workflow.build(tmp_path / "two.duckdb", data)
    assert contents(tmp_path / "one.duckdb") == contents(tmp_path / "two.duckdb")


def test_a_broken_file_leaves_the_old_database(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    workflow.build(path, data)
    before = path.read_bytes()
    broken = data / "kamensk_uralsky" / "observations.csv"
    broken.write_text(broken.read_text(encoding="utf-8").replace(",2019,", ",MMXIX,", 1), "utf-8")
    with pytest.raises(DataFileError, match=r"observations\.csv, строка \d+, столбец «year»"):
        workflow.build(path, data)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_decision_outlives_a_rebuild(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    store = workflow.open_store(path, data)
    decisions.add(
        store,
        action="settle",
        territory="kamensk-uralsky",
        subject="kamensk-uralsky-17:3.3:2021",
        after='{"kind": "no_value", "value": null, "unit": "unknown"}',
        reason="ждём письма",
        who="координатор",
        at=NOON,
    )
    version = store.data_version
    store.close()
    source = data / "kamensk_uralsky" / "sources.csv"
    source.write_text(
        source.read_text(encoding="utf-8").replace("2022-05-25", "2022-05-26"), "utf-8"
    )
    again = workflow.open_store(path, data)
    assert again.cursor().execute("select reason, made_at from decision_log").fetchall() == [
        ("ждём письма", NOON)
    ]
    assert str(again.cursor().execute("select issued from source").fetchone()[0]) == "2022-05-26"
    assert again.data_version > version


def test_an_unchanged_folder_is_not_built_again(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    workflow.open_store(path, data).close()
    stamp = path.stat().st_ino
    workflow.open_store(path, data).close()
    assert path.stat().st_ino == stamp


def test_a_second_process_is_told_who_holds_the_file(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    store = workflow.open_store(path, data)
    program = (
        "import sys; from pathlib import Path\n"
        "from shnor_core.db.connection import connect\n"
        "from shnor_core.errors import StoreBusyError\n"
        "try: connect(Path(sys.argv[1]))\n"
        "except StoreBusyError as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONPATH": str(DATA.parent), "PYTHONIOENCODING": "utf-8"},
    ).stdout
    store.close()
    assert "держит другая программа" in told
    assert "процесс" in told


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(StoreBrokenError):
        connect(path)


def test_a_newer_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "shnor.duckdb"
    store = create(path)
    store.cursor().execute("update meta set value = '999' where key = 'schema_version'")
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreBrokenError, match=r"более новой версией.*Обновите программу"):
        connect(path)
    assert path.read_bytes() == before


def write_and_fail(store: Store) -> None:
    with store.writing() as cursor:
        cursor.execute("insert into territory values ('x', 'X', '', false, 'user')")
        raise RuntimeError


def test_a_failed_write_leaves_no_trace(tmp_path: Path) -> None:
    store = create(tmp_path / "shnor.duckdb")
    version = store.data_version
    with pytest.raises(RuntimeError):
        write_and_fail(store)
    assert store.cursor().execute("select count(*) from territory").fetchone() == (0,)
    assert store.data_version == version
