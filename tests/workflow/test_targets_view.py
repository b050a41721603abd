"""«Целевые показатели»: what the screen says is what the engine found, in files as on screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from shnor_core.model import Tone
from shnor_core.tables import Bullet, Cell, TableSpec
from shnor_core.targets import Status, assess
from shnor_core.workflow import files, programme, programme_edits, programme_findings, results
from shnor_core.workflow import programme_shares as shares
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.evidence import evidence_links
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.programme_edits import FactRow
from shnor_core.workflow.programme_log import describe
from shnor_core.workflow.programme_report import report
from shnor_core.workflow.roadmap_tables import lines
from shnor_core.workflow.store import Store
from shnor_core.workflow.target_details import bullet_chart, entered
from shnor_core.workflow.target_summary import summary_table
from shnor_core.workflow.target_tables import (
    conclusion,
    judge,
    needing_attention,
    target_table,
)

JANUARY = date(2024, 1, 15)


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


def read(store: Store, territory: str = "demo") -> ProgrammePicture:
    (only,) = programme.programmes(store, territory)
    return programme.load(store, territory, only.programme_id)


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


def test_the_conclusion_counts_what_the_engine_found(store: Store) -> None:
    picture = read(store)
    counts = Counter(
        assess(target, picture.facts_of(target_id), JANUARY).status
        for target_id, target in picture.targets.items()
    )
    said = conclusion(judge(picture, JANUARY)).split("; ")
    good = counts[Status.ACHIEVED] + counts[Status.ON_SCHEDULE]
    assert numbers(said[0]) == [good, len(picture.targets)]
    assert numbers(said[1])[0] == counts[Status.AT_RISK]
    assert numbers(said[2])[0] == counts[Status.BEHIND]
    assert numbers(said[3])[0] == counts[Status.NO_DATA]


def test_the_summary_adds_up_by_section_and_by_status(store: Store) -> None:
    picture = read(store)
    judged = judge(picture, JANUARY)
    table = summary_table(picture, judged)
    *sections, total = table.rows
    assert total.cells[1].value == len(judged) == sum(int(row.cells[1].value) for row in sections)
    counts = Counter(one.found.status for one in judged)
    for place, status in enumerate(Status, start=2):
        assert total.cells[place].value == counts[status]
        told = [numbers(row.cells[place].text)[:1] for row in sections]
        assert sum(sum(one) for one in told) == counts[status]


def test_the_summary_shows_every_code_once_and_marks_the_doubted(store: Store) -> None:
    picture = read(store, "pirovskoe")
    doubted = programme_findings.doubted_codes(picture, {})
    table = summary_table(picture, judge(picture, JANUARY), doubted)
    chips = [chip for row in table.rows for cell in row.cells for chip in cell.chips]
    assert sorted(chip.target for chip in chips) == sorted(picture.targets)
    marked = {chip.text for chip in chips if chip.doubted}
    assert marked == doubted >= {"1.3", "2.9", "8.1"}
    for row in table.rows:
        for cell in row.cells[2:]:
            assert all(chip.text in cell.text for chip in cell.chips)


def test_a_settled_finding_marks_nothing(store: Store) -> None:
    picture = read(store, "pirovskoe")
    about = [one for one in programme_findings.findings(picture) if one.indicator == "2.9"]
    settled = {one.finding_id: Settlement("accept", reason="сверено") for one in about}
    before = programme_findings.doubted_codes(picture, {})
    assert before - programme_findings.doubted_codes(picture, settled) == {"2.9"}


def test_attention_goes_to_what_is_at_risk_then_behind_then_doubtful(store: Store) -> None:
    judged = judge(read(store), JANUARY)
    found = needing_attention(judged, doubted={"8.4"})
    told = [one.found.status for one in found]
    urgent = [one for one in told if one in (Status.AT_RISK, Status.BEHIND)]
    assert told[: len(urgent)] == sorted(urgent) == [Status.AT_RISK] * 4 + [Status.BEHIND] * 3
    rest = {one.row.code for one in found[len(urgent) :]}
    assert rest == {one.row.code for one in judged if one.found.doubts} - {
        one.row.code for one in found[: len(urgent)]
    } | {"8.4"}


def drawn(store: Store, code: str, territory: str = "demo") -> dict[str, Cell]:
    """Column → cell of one indicator."""
    picture = read(store, territory)
    limits = shares.ceilings(results.load(store, territory), JANUARY)
    table = target_table(picture, judge(picture, JANUARY, limits))
    row = next(row for row in table.rows if row.cells[0].text == code)
    return {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}


def test_a_bullet_holds_the_numbers_of_the_engine(store: Store) -> None:
    picture = read(store)
    for one in judge(picture, JANUARY):
        cells = drawn(store, one.row.code) if one.row.code in ("2.1", "5.1", "8.1") else {}
        by_year = {step.dated.due.year: step for step in one.found.steps}
        for year in (int(key) for key in cells if key.isdigit() and int(key) in by_year):
            bullet, step = cells[str(year)].bullet, by_year[year]
            assert bullet is not None
            assert (bullet.value, bullet.plan) == (step.value, step.dated.due.value)
            assert bullet.lacking == (step.met is False)


def test_a_missed_plan_shows_what_lacks_and_words_beside_the_bar(store: Store) -> None:
    cells = drawn(store, "8.1")
    assert cells["2023"].text.replace("\u00a0", " ") == "3 из 6 · 50 %"
    assert cells["2023"].bullet == Bullet(50.0, 70.0, tone=Tone.WORSE, lacking=True)
    ahead = cells["2024"].bullet
    assert ahead is not None
    assert (ahead.value, ahead.tone) == (None, Tone.PLAIN)
    assert ahead.forecast == pytest.approx(77.8, abs=0.1)


def test_a_plan_above_hundred_widens_the_scale_of_every_year(store: Store) -> None:
    cells = drawn(store, "5.1")
    scales = {cells[year].bullet.scale for year in ("2022", "2023", "2024") if cells[year].bullet}
    assert scales == {(0.0, 120.0)}


def test_what_is_done_but_doubtful_says_its_doubt(store: Store) -> None:
    assert "? «да» без подтверждения" in drawn(store, "1.2")["status"].sub
    assert "?" not in drawn(store, "8.1")["status"].sub
    picture = read(store)
    table = target_table(picture, judge(picture, JANUARY), doubted={"8.4"})
    subs = {row.cells[0].text: row.cells[-2].sub for row in table.rows}
    assert subs["8.4"].endswith("противоречие, решения нет")


def test_yes_and_no_have_no_bar(store: Store) -> None:
    cell = drawn(store, "7.3")["2023"]
    assert (cell.text, cell.icon, cell.sub, cell.bullet) == ("нет", "▼", "план «да»", None)


def test_a_limit_is_drawn_where_it_is_known(store: Store) -> None:
    limited = drawn(store, "8.3", "pirovskoe")["2023"].bullet
    free = drawn(store, "8.1", "pirovskoe")["2023"].bullet
    assert limited is not None
    assert free is not None
    assert limited.limit == pytest.approx(400 / 7)
    assert (limited.plan, free.limit) == (70.0, None)


def test_a_plan_whose_day_has_not_come_is_not_called_missed(store: Store) -> None:
    cell = drawn(store, "1.3")["other"]
    assert (cell.text[:7], cell.icon) == ("5 из 6 ", "△")


def test_the_year_most_statuses_speak_of_is_filled(store: Store) -> None:
    picture = read(store)
    table = target_table(picture, judge(picture, JANUARY))
    assert [(one.key, one.title) for one in table.columns if one.focus] == [
        ("2023", "2023 · год оценки")
    ]


def test_bars_leave_the_files_as_they_were(store: Store) -> None:
    picture = read(store)
    table = target_table(picture, judge(picture, JANUARY))
    bare = replace(
        table,
        rows=tuple(
            replace(row, cells=tuple(replace(cell, bullet=None) for cell in row.cells))
            for row in table.rows
        ),
    )
    assert files.delimited(table) == files.delimited(bare)
    assert sheet_values(table) == sheet_values(bare)


def sheet_values(table: TableSpec) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(files.workbook(table, facts={})))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_every_indicator_stands_in_the_order_of_the_document(store: Store) -> None:
    picture = read(store, "pirovskoe")
    table = target_table(picture, judge(picture, JANUARY))
    assert [row.cells[0].text for row in table.rows] == [one.code for one in picture.target_rows]
    assert len(table.rows) == 59


def test_nothing_is_known_before_it_is_entered(store: Store) -> None:
    judged = judge(read(store, "pirovskoe"), JANUARY)
    assert {one.found.status for one in judged} == {Status.NO_DATA}
    assert conclusion(judged).startswith("0 из 59")


def test_a_count_is_never_shown_as_percent(store: Store) -> None:
    picture = read(store)
    table = target_table(picture, judge(picture, JANUARY))
    counted = {one.target_id for one in picture.target_rows if one.unit == "count"}
    assert counted
    for row in table.rows:
        if row.key in counted:
            assert not any("%" in cell.text for cell in row.cells[2:6])


def test_a_document_without_targets_says_so(store: Store) -> None:
    assert conclusion(judge(read(store, "tyukhtet"), JANUARY)).startswith("Целевых показателей")


def test_the_bullets_count_a_decreasing_target_the_right_way(store: Store) -> None:
    picture = read(store)
    judged = [one for one in judge(picture, JANUARY) if one.row.code == "8.2"]
    spec = bullet_chart(picture, judged)
    assert spec is not None
    # 17,1 % of «2» where no more than 20 % were planned
    assert numbers(spec.conclusion) == [1, 1]


def test_a_plan_above_a_hundred_is_inside_the_axis(store: Store) -> None:
    spec = bullet_chart(read(store), judge(read(store), date(2024, 12, 31)))
    assert spec is not None
    plans = [value for value in spec.series[1].values if value is not None]
    assert max(plans) == 120
    assert spec.value_range == (0, 120)


def test_a_fact_above_a_hundred_is_inside_the_axis(store: Store) -> None:
    judged = judge(read(store), date(2024, 12, 31))
    above = [replace(one, found=replace(one.found, value=130.0)) for one in judged]
    spec = bullet_chart(read(store), above)
    assert spec is not None
    assert spec.value_range == (0, 130)


def test_as_many_bars_are_blue_as_the_conclusion_counts(store: Store) -> None:
    spec = bullet_chart(read(store), judge(read(store), JANUARY))
    assert spec is not None
    facts, plans = spec.series
    # 5.1 has reached the plan of the year and is at risk because of the next one
    at = next(n for n, one in enumerate(spec.categories) if one.startswith("5.1 "))
    fact, plan = facts.values[at], plans.values[at]
    assert fact is not None
    assert plan is not None
    assert fact >= plan
    assert facts.tones[at] is Tone.BETTER
    assert facts.tones.count(Tone.BETTER) == numbers(spec.conclusion)[0]


def test_the_file_holds_what_the_screen_shows(store: Store) -> None:
    picture = read(store)
    table = target_table(picture, judge(picture, JANUARY))
    sheet = openpyxl.load_workbook(BytesIO(files.workbook(table, facts={}))).worksheets[0]
    written = {str(row[0]): row for row in sheet.iter_rows(values_only=True) if row[0]}
    pace = [column.key for column in table.columns].index("pace")
    for row in table.rows:
        line = written[row.cells[0].text]
        told = [one for one in line if isinstance(one, int | float)]
        values = [one for cell in row.cells if isinstance(one := cell.value, int | float)]
        assert told == pytest.approx(values)
        assert row.cells[pace].value is None or row.cells[pace].value in values


def test_the_report_is_written_in_the_documents_own_columns(store: Store) -> None:
    picture = read(store)
    pool = results.load(store, "demo")
    judged = judge(picture, JANUARY, shares.ceilings(pool, JANUARY))
    tables = report(picture, judged, lines(picture, JANUARY), JANUARY)
    assert [len(one.rows) for one in tables[:2]] == [len(judged), len(picture.measure_rows)]
    by_code = {row.cells[0].text: row for row in tables[0].rows}
    printed = [column.key for column in tables[0].columns].index("printed")
    assert by_code["8.1"].cells[printed].text == picture.by_id["demo-2022:8.1"].printed
    # nothing of May is known in January
    assert all("05.2024" not in row.cells[2].text for row in tables[2].rows)
    book = openpyxl.load_workbook(BytesIO(files.workbook(*tables, facts={"Территория": "Округ"})))
    assert len(book.sheetnames) == 4


def test_a_part_the_document_lacks_has_no_sheet(store: Store) -> None:
    picture = read(store, "tyukhtet")
    tables = report(picture, judge(picture, JANUARY), lines(picture, JANUARY), JANUARY)
    assert [one.title for one in tables] == ["Мероприятия на 15.01.2024"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((None, None, None, True), "да"),
        ((None, 5, 6, None), "5 из 6"),
        ((83.3, 5, 6, None), "5 из 6 (83,3\u00a0%)"),
        ((40.0, None, None, None), "40\u00a0%"),
    ],
)
def test_what_was_typed_is_said_in_full(
    typed: tuple[float | None, float | None, float | None, bool | None], said: str
) -> None:
    assert entered(*typed) == said


def test_a_count_is_said_without_percent() -> None:
    assert entered(3.0, None, None, None, "count") == "3"


def test_an_address_is_named_by_where_it_leads() -> None:
    found = evidence_links("https://xn--e1aden9a.xn--p1ai/a.pdf приказ № 5 http://sch.ru/b")
    assert [label for label, _ in found] == ["музеи.рф", "sch.ru", "приказ № 5"]
    assert [bool(link) for _, link in found] == [True, True, False]


def test_the_log_names_the_indicator_and_the_day(own_database: Path) -> None:
    store = store_workflow.open_store(own_database)
    fact = FactRow("new", "demo-2022:8.5", date(2024, 1, 10), numerator=3, denominator=6)
    programme_edits.enter_fact(store, read(store), fact, why="", at=datetime(2024, 1, 15, 12))
    picture = read(store)
    assert describe(picture, picture.log[0]) == "8.5 на 10.01.2024: 3 из 6"
    store.close()
