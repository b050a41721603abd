"""«Качество данных»: the reader stays in the list at the place he has just settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shnor_core.wording import HARD_SPACE
from shnor_core.workflow import doubts, monitoring, overview, quality_view
from shnor_core.workflow import store as store_workflow

Launcher = Callable[..., AppTest]
PAGE = "pages/data/quality.py"


def heading(app: AppTest) -> str:
    """The place that is open in the middle."""
    found = next(
        one.value for one in app.markdown if one.value.startswith("#### ") and "·" in one.value
    )
    return found.removeprefix("#### ")


def accept(app: AppTest) -> None:
    (reason,) = [one for one in app.text_input if one.label == "Причина"]
    reason.set_value("Школа подтвердила письмом")
    next(one for one in app.button if one.label == "Верно, как напечатано").click().run()


@pytest.fixture
def ordered(own_database: Path) -> list[str]:
    """Open places as they are listed, by rules."""
    opened = store_workflow.open_store(own_database)
    seen = doubts.load(opened, "kamensk-uralsky")
    opened.close()
    return [one.finding_id for found in quality_view.by_rule(seen).values() for one in found]


def test_after_a_decision_the_next_place_of_the_list_is_open(
    app: Launcher, own_database: Path, ordered: list[str]
) -> None:
    at = next(n for n, one in enumerate(ordered) if one.startswith("unit_undefined") and n > 3)
    opened = app(path=own_database, territory="kamensk-uralsky", finding=ordered[at]).run()
    opened.switch_page(PAGE).run()
    before = heading(opened)
    accept(opened)
    assert [one.value for one in opened.error] == []
    assert heading(opened) != before
    assert opened.session_state["finding"] == ordered[at + 1]
    (said,) = [one.value for one in opened.toast]
    assert re.match(rf"Решение записано, закрыто 1{HARD_SPACE}место; осталось 59", said)


def test_overview_and_quality_count_the_same_cells(database: Path) -> None:
    opened = store_workflow.open_store(database)
    picture = monitoring.load(opened, "kamensk-uralsky")
    said = quality_view.conclusion(doubts.load(opened, "kamensk-uralsky"))
    opened.close()
    (count,) = {
        one.count.partition(" в ")[0]
        for one in overview.attention(picture, (), {}, 2020, 2021)
        if one.page == "quality" and one.mark == "?"
    }
    assert f"{count} видны" in said
    assert said.endswith("в таблицах школ 82 из 378, в своде 3")


def test_an_empty_cell_is_called_empty(app: Launcher) -> None:
    opened = app(territory="demo").run()
    opened.switch_page(PAGE).run()
    (cells,) = [one for one in opened.selectbox if one.label == "Ячейка"]
    assert cells.options[0].endswith("2023: пусто")
