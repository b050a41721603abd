"""Shares of schools with positive dynamics: computed beside typed, with what limits them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shnor_core.errors import MethodError
from shnor_core.targets import Fact, Status, typed_against
from shnor_core.workflow import programme, results
from shnor_core.workflow import programme_shares as shares
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.definitions import Definition
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.store import Store
from shnor_core.workflow.target_details import facts_table
from shnor_core.workflow.target_tables import judge

TARGET = "demo-2022:8.1"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def pool(store: Store) -> ResultsPicture:
    return results.load(store, "demo")


def read(store: Store, territory: str) -> ProgrammePicture:
    (only,) = programme.programmes(store, territory)
    return programme.load(store, territory, only.programme_id)


def share(
    pool: ResultsPicture, day: date, definition: Definition = Definition.DOCUMENT
) -> shares.Computed:
    found = shares.computed(pool, TARGET, day, definition)
    assert found is not None
    return found


def test_the_typed_share_is_counted_again(store: Store, pool: ResultsPicture) -> None:
    """Школы № 2, 4, 15 и 16 of six improved in 2022: the share of «2» fell."""
    found = share(pool, date(2022, 12, 31))
    assert (found.share.numerator, found.share.denominator, found.listed) == (4, 6, "2021/22")
    counted = {one.school for one in found.share.contributions if one.counts}
    assert counted == {"demo-2", "demo-4", "demo-15", "demo-16"}
    (typed,) = [
        one for one in read(store, "demo").facts_of(TARGET) if one.as_of == date(2022, 12, 31)
    ]
    assert typed_against(found.share, typed).endswith("ввод совпадает")


def test_a_difference_is_said(pool: ResultsPicture) -> None:
    found = share(pool, date(2022, 12, 31))
    typed = Fact(date(2022, 12, 31), numerator=6, denominator=6)
    assert "разница 2\u00a0школы" in typed_against(found.share, typed)


def test_the_definition_changes_the_count(pool: ResultsPicture) -> None:
    by_document = share(pool, date(2022, 12, 31)).share
    confirmed = share(pool, date(2022, 12, 31), Definition.CONFIRMED).share
    assert by_document.numerator is not None
    assert confirmed.numerator is not None
    assert confirmed.numerator < by_document.numerator
    assert confirmed.definition == Definition.CONFIRMED


def test_a_school_without_results_stays_in_the_denominator(pool: ResultsPicture) -> None:
    found = share(pool, date(2023, 12, 31))
    silent = {one.school for one in found.share.contributions if one.counts is None}
    assert (found.share.denominator, found.listed) == (6, "2022/23")
    assert silent == {"demo-10"}


def test_results_are_not_known_before_the_exam(pool: ResultsPicture) -> None:
    early, late = share(pool, date(2023, 6, 29)), share(pool, date(2023, 6, 30))
    assert early.after is not None
    assert late.after is not None
    assert (early.after.year, late.after.year) == (2022, 2023)


def test_one_year_gives_no_dynamics(pool: ResultsPicture) -> None:
    found = share(pool, date(2021, 12, 31))
    assert (found.before, found.share.numerator) == (None, None)
    assert "нет данных ни у одной" in typed_against(found.share, None)


def test_the_table_says_what_each_school_adds(store: Store, pool: ResultsPicture) -> None:
    table = shares.contributions(read(store, "demo"), pool, share(pool, date(2023, 12, 31)))
    by_school = {row.key: row for row in table.rows}
    assert by_school["demo-4"].cells[1].text == "8 из 23"
    assert by_school["demo-10"].cells[2].text == "нет данных"
    assert by_school["demo-4"].cells[3].text == "положительная динамика"
    assert "официального списка 2022/23" in table.notes[0]
    assert table.source


def test_the_computed_share_stands_beside_the_typed_one(store: Store, pool: ResultsPicture) -> None:
    picture = read(store, "demo")
    days = [one.as_of for one in picture.facts[TARGET]]
    by_day = {day: share(pool, day) for day in days}
    table = facts_table(picture, TARGET, by_day)
    assert [column.key for column in table.columns][-1] == "computed"
    said = {row.cells[0].text: row.cells[-1].text for row in table.rows}
    assert "4 из\u00a06" in said["31.12.2022"]
    assert [column.key for column in facts_table(picture, TARGET).columns][-1] == "note"


def test_a_work_the_schools_do_not_hold_limits_the_share(store: Store) -> None:
    """Three of the seven listed schools have nine grades: 100 % of ЕГЭ cannot be reached."""
    pool = results.load(store, "pirovskoe")
    limits = shares.ceilings(pool, date(2024, 1, 15))
    assert set(limits) == {"pirovskoe-2022:8.3", "pirovskoe-2022:8.4"}
    assert limits["pirovskoe-2022:8.4"].value == pytest.approx(400 / 7)
    judged = judge(read(store, "pirovskoe"), date(2024, 1, 15), limits)
    by_code = {one.row.code: one.found for one in judged}
    assert by_code["8.4"].status is Status.AT_RISK
    assert "4\u00a0школах из\u00a07" in by_code["8.4"].reason
    assert by_code["8.2"].status is Status.NO_DATA


def test_two_works_are_not_added_up(pool: ResultsPicture) -> None:
    known = {"x": ("oge-math-9", "oge-russian-9")}
    assert shares.computed(pool, "x", date(2023, 12, 31), Definition.DOCUMENT, known=known) is None
    assert shares.computed(pool, "demo-2022:1.1", date(2023, 12, 31), Definition.DOCUMENT) is None


def test_shipped_links_name_shipped_targets(store: Store) -> None:
    known = {
        one.target_id
        for territory in store_workflow.territories(store)
        for row in programme.programmes(store, territory.territory_id)
        for one in programme.load(store, territory.territory_id, row.programme_id).target_rows
    }
    assert set(shares.links()) <= known


@pytest.mark.parametrize("text", ['"x" = ["oge-maths-9"]', '"x" = []', '"x" = "oge-math-9"'])
def test_a_bad_link_names_its_target(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MethodError, match="«x»"):
        shares.links(path)
