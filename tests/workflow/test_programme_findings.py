"""Contradictions of the shipped documents: on the screens and on the command line alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_core.workflow import programme, programme_findings
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.commands import main
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.store import Store


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


def read(store: Store, territory: str) -> ProgrammePicture:
    (only,) = programme.programmes(store, territory)
    return programme.load(store, territory, only.programme_id)


def against_roadmap(picture: ProgrammePicture) -> dict[str, str]:
    return {
        one.indicator: one.message
        for one in programme_findings.findings(picture)
        if one.rule == "target_against_roadmap"
    }


def test_the_contradictions_of_pirovskoe_are_found(store: Store) -> None:
    told = against_roadmap(read(store, "pirovskoe"))
    assert "«90%»" in told["2.9"]
    assert "100% ШНОР" in told["2.9"]
    for place in range(1, 9):
        message = told[f"8.{place}"]
        assert "70%" in message
        assert "Не менее 50% ШНОР" in message
    # these two say of pupils what the roadmap says of pupils
    assert not {"8.13", "8.14"} & set(told)
    # printed alike in both places
    assert not {"5.13", "8.9", "8.12"} & set(told)


def test_each_target_and_text_is_told_once(store: Store) -> None:
    found = programme_findings.findings(read(store, "pirovskoe"))
    assert len({one.finding_id for one in found}) == len(found)
    assert len({(one.rule, one.indicator, one.message, one.source_ref) for one in found}) == len(
        found
    )


def test_a_roadmap_is_held_against_the_day_of_its_order(store: Store) -> None:
    found = {one.rule: one for one in programme_findings.findings(read(store, "tyukhtet"))}
    assert "10.11.2023" in found["due_before_order"].message
    assert "3, 4, 12 и 15" in found["missing_numbers"].message
    assert "место" in found["place_for_date"].message


def test_the_table_holds_every_finding(store: Store) -> None:
    picture = read(store, "pirovskoe")
    table = programme_findings.contradictions_table(picture, {})
    assert table is not None
    keys = [row.key for row in table.rows]
    assert keys == [one.finding_id for one in programme_findings.findings(picture)]


def test_a_document_without_contradictions_has_no_table(store: Store) -> None:
    assert programme_findings.contradictions_table(read(store, "demo"), {}) is None


def test_the_command_prints_them(
    own_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHNOR_DB", str(own_database))
    assert main(["check", "--territory", "pirovskoe", "--format", "json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    (told,) = [
        one
        for one in printed
        if one["rule"] == "target_against_roadmap" and one["indicator"] == "2.9"
    ]
    assert (told["territory"], told["school"], told["year"]) == ("pirovskoe", "", None)
    assert "строка 170" in told["source_ref"]
    assert "строка 295" in told["source_ref"]
    assert main(["check", "--territory", "pirovskoe"]) == 1
    assert told["message"] in capsys.readouterr().out
