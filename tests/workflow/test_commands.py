"""The command line prints what the screens show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from shnor_core.workflow import backups, monitoring
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.commands import main
from tests.old_store import spoil

FIELDS = {"rule", "territory", "school", "indicator", "year", "text", "message", "source_ref"}


@pytest.fixture(autouse=True)
def _own_file(own_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHNOR_DB", str(own_database))


def test_check_prints_the_findings_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--territory", "kamensk-uralsky", "--format", "json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert set(printed[0]) == FIELDS
    store = store_workflow.open_store()
    shown = monitoring.load(store, "kamensk-uralsky").findings
    store.close()
    assert [one["message"] for one in printed] == [one.message for one in shown]
    jump = next(one for one in printed if one["rule"] == "impossible_jump")
    assert (jump["school"], jump["indicator"], jump["year"]) == ("Средняя школа № 17", "3.3", 2021)


def test_a_finding_names_its_place_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--territory", "kamensk-uralsky"])
    lines = capsys.readouterr().out.splitlines()
    jump = next(one for one in lines if "514" in one)
    assert jump.startswith("Средняя школа № 17, показатель 3.3: за 2021 год напечатано 514")
    main(["check", "--territory", "pirovskoe"])
    assert "Программа: 8.1: в таблице показателей" in capsys.readouterr().out


def test_who_reads_may_leave_before_the_end() -> None:
    arguments = [sys.executable, "-m", "shnor_core", "check", "--territory", "kamensk-uralsky"]
    run = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    run.stdout.close()
    assert run.stderr
    with run.stderr as told:
        assert told.read() == b""
    assert run.wait() == 0


def test_check_covers_every_table_of_a_territory(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--territory", "demo"]) == 1
    assert capsys.readouterr().out.strip()


def test_an_unknown_territory_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--territory", "atlantis"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "atlantis" in told.err
    assert "demo — Учебный округ" in told.err


def test_build_makes_the_file_it_is_told(tmp_path: Path) -> None:
    assert main(["build", "--db", str(tmp_path / "deep" / "new.duckdb")]) == 0
    assert (tmp_path / "deep" / "new.duckdb").exists()


def test_help_is_russian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "собрать базу" in capsys.readouterr().out


def test_check_without_a_territory_looks_at_the_file(
    own_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert "База цела" in capsys.readouterr().out
    store = store_workflow.open_store()
    with store.writing() as cursor:
        cursor.execute("update school set parent_id = 'нет такой' where school_id = 'demo-1'")
    store.close()
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "Таблица school, столбец parent_id: 1\N{NO-BREAK SPACE}строка ведёт в никуда.\n"
    )
    spoil(own_database)
    assert main(["check"]) in (1, 2)
    told = capsys.readouterr()
    assert "повреждён" in told.out + told.err


def test_copies_are_made_listed_and_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backups"]) == 0
    assert capsys.readouterr().out == "Копий ещё нет.\n"
    assert main(["backup"]) == 0
    made = Path(capsys.readouterr().out.strip().partition(": ")[2])
    assert made.is_file()
    assert main(["restore", made.name]) == 0
    assert "База восстановлена" in capsys.readouterr().out
    assert main(["backups"]) == 0
    listed = capsys.readouterr().out
    assert made.name in listed
    assert "перед восстановлением" in listed
    assert "2\N{NO-BREAK SPACE}копии" in listed


def test_a_copy_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", "вчера.duckdb"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_building_over_a_database_makes_a_copy_first(own_database: Path) -> None:
    assert main(["build"]) == 0
    (copy,) = backups.listed(own_database)
    assert copy.reason is backups.Reason.REBUILD


def test_a_refused_command_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    for given, told in (
        (["identify", "--territory", "demo"], "Не хватает --year."),
        (["build", "--colour"], "неизвестное: --colour."),
    ):
        with pytest.raises(SystemExit):
            main(given)
        assert told in capsys.readouterr().err
