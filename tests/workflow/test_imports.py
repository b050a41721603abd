"""A file of results makes a territory of its own, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from shnor_core.workflow import identification, results
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.commands import main
from shnor_core.workflow.identification_tables import rows_of, verdict_table
from shnor_core.workflow.store import Store

HEAD = "school,kind,subject,grade,year,season,n,n2,n3,n4,n5,mean_score"
GOOD = (
    "Школа А,ВПР,математика,5,2024,весна,20,6,8,4,2,",
    "Школа А,ВПР,русский,5,2024,весна,20,7,8,3,2,",
    "Школа Б,ВПР,математика,5,2024,весна,20,1,8,9,2,3.6",
)
BAD = "Школа Б,ОГЭ,математика,9,2024,весна,20,5,8,9,2,"


@pytest.fixture(autouse=True)
def _own_file(own_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHNOR_DB", str(own_database))


def write(folder: Path, *rows: str, encoding: str = "utf-8", separator: str = ",") -> Path:
    path = folder / "результаты.csv"
    text = "\n".join((HEAD, *rows)) + "\n"
    path.write_bytes(text.replace(",", separator).encode(encoding))
    return path


def taken(territory: str = "my") -> set[tuple[str, str, int, int | None]]:
    store = store_workflow.open_store()
    picture = results.load(store, territory)
    store.close()
    return {
        (picture.names[school], work, row.participants, row.n2)
        for (school, work), row in picture.results.items()
    }


def run(path: Path, *more: str, territory: str = "my") -> int:
    return main(["import", str(path), "--territory", territory, *more])


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1251", ";"), ("utf-8", "\t")],
)
def test_a_new_territory_is_made_from_a_file(tmp_path: Path, encoding: str, separator: str) -> None:
    assert run(write(tmp_path, *GOOD, encoding=encoding, separator=separator)) == 0
    assert ("Школа А", "vpr-math-5-2024-spring", 20, 6) in taken()
    assert len(taken()) == 3


def test_one_bad_row_stops_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, *GOOD, BAD)) == 1
    told = capsys.readouterr()
    assert "строка 5" in told.err
    assert "Ничего не записано" in told.out
    store = store_workflow.open_store()
    assert "my" not in {one.territory_id for one in store_workflow.territories(store)}
    store.close()


def test_good_rows_are_taken_only_when_asked(tmp_path: Path) -> None:
    assert run(write(tmp_path, *GOOD, BAD), "--accept-good") == 1
    assert len(taken()) == 3


def test_data_without_doubts_are_called_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(write(tmp_path, *GOOD))
    capsys.readouterr()
    assert main(["check", "--territory", "my"]) == 0
    assert capsys.readouterr().out == "Сомнительных мест нет.\n"
    assert main(["check", "--territory", "my", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD)
    run(path)
    before = taken()
    assert run(path) == 0
    assert taken() == before


def test_a_corrected_file_replaces_its_rows(tmp_path: Path) -> None:
    run(write(tmp_path, *GOOD))
    run(write(tmp_path, GOOD[0].replace("20,6,8,4,2", "20,5,9,4,2")))
    assert ("Школа А", "vpr-math-5-2024-spring", 20, 5) in taken()
    assert len(taken()) == 3


def test_imports_outlive_a_rebuild(tmp_path: Path) -> None:
    run(write(tmp_path, *GOOD))
    before = taken()
    assert main(["build"]) == 0
    assert taken() == before


def test_results_can_be_added_to_a_shipped_territory(tmp_path: Path) -> None:
    rows = [row.replace("Школа А", "Средняя школа № 17") for row in GOOD[:2]]
    assert run(write(tmp_path, *rows), territory="kamensk-uralsky") == 0
    assert main(["build"]) == 0
    assert {school for school, *_ in taken("kamensk-uralsky")} == {"Средняя школа № 17"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "пуст"),
        (HEAD.encode(), "нет ни одной строки"),
        (b"PK\x03\x04\0\0", "архив не открывается"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert run(path) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_an_impossible_count_is_a_row_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = "99999999999999999999"
    row = f"Школа А,ВПР,математика,5,2024,весна,{huge},0,0,0,{huge},5"
    assert run(write(tmp_path, row)) == 1
    assert f"«{huge}»" in capsys.readouterr().err


def test_a_missing_file_and_a_bad_code_are_refused(tmp_path: Path) -> None:
    assert run(tmp_path / "nothing.csv") == 2
    assert run(write(tmp_path, *GOOD), territory="../etc") == 2


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "file.csv"
    head, row = HEAD.replace(",subject", ""), GOOD[0].replace(",математика", "")
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert run(path) == 1
    assert "«Предмет»" in capsys.readouterr().err


def screen(store: Store, method_id: str, year: int) -> dict[str, tuple[object, ...]]:
    picture = results.load(store, "demo")
    judgement = identification.judge(store, picture, identification.method_of(method_id), year)
    official = identification.official(picture, year)
    table = verdict_table(picture, judgement, rows_of(judgement, official), official)
    keys = [one.key for one in table.columns]
    listed, found = None, {}
    for row in table.rows:
        if row.kind == "group":
            listed = row.cells[0].text.startswith("Отвечают")
        else:
            cells = dict(zip(keys, row.cells, strict=True))
            found[str(cells["school"].value)] = (
                listed,
                cells["certainty"].value,
                cells["distance"].value,
            )
    return found


def test_screen_and_command_line_give_the_same_verdicts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = store_workflow.open_store()
    shown = screen(store, "fioko-2022", 2024)
    store.close()
    arguments = ["identify", "--territory", "demo", "--method", "fioko-2022", "--year", "2024"]
    assert main([*arguments, "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {
        row["school"]: (row["listed"], row["certainty"], row["distance"]) for row in printed
    } == shown
    assert main(arguments) == 0
    lines = csv.DictReader(
        io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")), delimiter=";"
    )
    rows = {row["Школа"]: row for row in lines}
    assert {"Группа", "Правила", "Двоек", "Вывод", "Официально"} <= set(next(iter(rows.values())))
    assert {name for name, row in rows.items() if row["Группа"].startswith("Отвечают")} == {
        row["school"] for row in printed if row["listed"]
    }
    # the share and its bounds are read side by side: all three are percent
    title = "Решающая доля «2», %; интервал 80 %"
    for row in rows.values():
        low, participants = map(int, row["Двоек"].split(" из "))
        share, lower, upper = (
            float(row[title + part].replace(",", "."))
            for part in ("", ": нижняя граница", ": верхняя граница")
        )
        assert share == pytest.approx(100 * low / participants)
        assert 0 < lower < upper < 100
        assert upper - lower > 1


@pytest.mark.parametrize("method", ["fioko-2022", "fioko-2025", "kamensk-2022", "lesosibirsk-2020"])
def test_every_method_judges_the_invented_district(
    method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["identify", "--territory", "demo", "--year", "2024", "--format", "json"]
    assert main([*arguments, "--method", method]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 18
    assert any(row["listed"] for row in rows)
    assert any(row["listed"] is False for row in rows)


def test_without_a_method_all_of_them_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identify", "--territory", "demo", "--year", "2024"]) == 2
    assert "Есть: fioko-2022, fioko-2025" in capsys.readouterr().err


def test_an_unknown_method_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["identify", "--territory", "demo", "--year", "2024", "--method", "guess"]
    assert main(arguments) == 2
    assert "guess" in capsys.readouterr().err
