"""Contradictions of a programme are findings like the doubtful cells: listed, settled, undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core import quality
from shnor_core.model import Finding
from shnor_core.roadmap import faults
from shnor_core.workflow import decisions, doubts, monitoring, programme_findings, quality_view
from shnor_core.workflow import programme as programmes
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.commands import main
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.doubts import Doubts
from shnor_core.workflow.quality_cells import open_cells, printed_rows, printed_sides
from shnor_core.workflow.store import Store

NOON = datetime(2022, 6, 7, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def of_target(seen: Doubts, code: str) -> Finding:
    (found,) = [
        one
        for one in seen.findings
        if (one.rule, one.indicator) == ("target_against_roadmap", code)
    ]
    return found


def accept(store: Store, finding: Finding, seen: str = "") -> str:
    return decisions.settle(
        store,
        territory=finding.territory,
        subject=finding.finding_id,
        settlement=Settlement("accept", reason="план показателя — нижняя граница"),
        before=finding.text,
        at=NOON,
        seen=seen,
    )


def test_both_sides_stand_beside_each_other_as_printed(store: Store) -> None:
    seen = doubts.load(store, "pirovskoe")
    found = of_target(seen, "2.9")
    assert seen.place(found) == "Программа · 2.9"
    table = printed_sides(found)
    assert table is not None
    (target, roadmap) = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert ("строка 170" in target[0], target[1]) == (True, "90%")
    assert "строка 295" in roadmap[0]
    assert "100%" in roadmap[1]
    assert open_cells(seen.picture, found) == ()
    assert not printed_rows(seen.picture, found).rows


def test_every_rule_says_why_it_matters(store: Store) -> None:
    for territory in store_workflow.territories(store):
        for one in doubts.load(store, territory.territory_id).findings:
            rule = quality_view.rule_of(one)
            assert rule.title
            assert rule.why
    codes = [rule.code for rule in doubts.RULES]
    assert len(codes) == len(set(codes))


def test_every_fault_of_a_roadmap_has_its_rule(store: Store) -> None:
    known = {rule.code for rule in quality.PROGRAMME_RULES}
    for territory in ("pirovskoe", "tyukhtet", "kavkazsky", "lesosibirsk", "demo"):
        for row in programmes.programmes(store, territory):
            picture = programmes.load(store, territory, row.programme_id)
            found = faults(tuple(picture.measures.values()), issued=picture.issued)
            assert {one.code for one in found} <= known


def test_an_accepted_contradiction_leaves_every_count_and_comes_back(store: Store) -> None:
    before = doubts.load(store, "pirovskoe")
    found = of_target(before, "2.9")
    made = accept(store, found)
    after = doubts.load(store, "pirovskoe")
    assert len(after.findings) == len(before.findings) - 1
    assert after.all_findings == before.all_findings
    assert quality_view.progress(after).settled == 1
    assert "решено 1" in quality_view.conclusion(after)
    assert quality_view.subject_name(after, found.finding_id) == "Программа · 2.9"
    picture = programmes.load(store, "pirovskoe", "pirovskoe-2022")
    table = programme_findings.contradictions_table(picture, after.picture.settled)
    assert table is not None
    row = next(row for row in table.rows if row.key == found.finding_id)
    assert (row.cells[4].text, row.cells[4].sub) == (
        "верно, как напечатано",
        "план показателя — нижняя граница",
    )
    decisions.undo(store, territory="pirovskoe", decision_id=made, at=NOON)
    assert doubts.load(store, "pirovskoe").findings == before.findings


def test_a_decision_about_a_programme_changes_no_table(store: Store) -> None:
    before = monitoring.load(store, "pirovskoe")
    accept(store, of_target(doubts.load(store, "pirovskoe"), "8.1"))
    assert monitoring.load(store, "pirovskoe").findings == before.findings


@pytest.mark.parametrize("territory", ["kavkazsky", "tyukhtet", "pirovskoe"])
def test_the_programme_is_counted_where_there_is_little_else(store: Store, territory: str) -> None:
    seen = doubts.load(store, territory)
    inside = programme_findings.of_territory(store, territory)
    assert len(seen.findings) == len(seen.picture.findings) + len(inside)
    assert quality_view.progress(seen).found == len(seen.all_findings)
    grouped = quality_view.by_school(seen)
    assert grouped.get("Программа", ()) == inside
    assert sum(map(len, grouped.values())) == len(seen.findings)
    assert sum(map(len, quality_view.by_rule(seen).values())) == len(seen.findings)


def test_tables_without_a_programme_are_checked_as_before(store: Store) -> None:
    seen = doubts.load(store, "kamensk-uralsky")
    assert not seen.has_programme
    assert seen.findings == seen.picture.findings
    assert "Программа" not in quality_view.by_school(seen)


def test_a_clean_programme_is_said_to_be_clean() -> None:
    assert quality_view.conclusion(empty(True)) == "Сомнительных мест не найдено"
    assert "проверять нечего" in quality_view.conclusion(empty(False))


def empty(has_programme: bool) -> Doubts:
    picture = monitoring.Picture(
        quality.Monitoring(monitoring.Territory("x", "Район"), (), (), ()),
        "",
        {},
        (),
        (),
        {},
        (),
        (),
        (),
    )
    return doubts.of(picture, (), has_programme=has_programme)


def test_the_command_prints_what_the_screen_counts(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(store, of_target(doubts.load(store, "pirovskoe"), "2.9"))
    shown = [one.finding_id for one in doubts.load(store, "pirovskoe").findings]
    monkeypatch.setenv("SHNOR_DB", str(store.path))
    store.close()
    assert main(["check", "--territory", "pirovskoe", "--format", "json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert len(printed) == len(shown)
    assert not [one for one in printed if one["indicator"] == "2.9"]
