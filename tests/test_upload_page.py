"""«Загрузка» without a browser: the order of its steps, the territory they are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shnor_core.db.connection import connect
from tests.intake_world import example_form, take
from tests.test_pages import PAGES, healthy, title

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

Launcher = Callable[..., "AppTest"]
PAGE = "pages/data/upload.py"


@pytest.fixture
def page(app: Launcher, own_database: Path) -> AppTest:
    opened = app(path=own_database, territory="kamensk-uralsky").run()
    return opened.switch_page(PAGE).run()


def steps(page: AppTest) -> list[str]:
    found = (one.value.removeprefix("##### ") for one in page.markdown)
    return [text for text in found if text[:1].isdigit()]


def blank(page: AppTest) -> str:
    """The button of the blank as it is read: without Markdown escapes."""
    return page.get("download_button")[0].label.replace("\\", "")


def test_the_steps_stand_in_the_order_of_work(page: AppTest) -> None:
    assert steps(page) == ["1. Территория", "2. Бланк", "3. Файл"]
    assert blank(page) == "Скачать бланк: Каменск-Уральский ГО"
    assert any("это учебный год" in one.value for one in page.caption)


def test_the_step_chooses_the_territory_of_the_whole_page(page: AppTest) -> None:
    page.selectbox(key="upload_territory_kamensk-uralsky").set_value("pirovskoe").run()
    assert page.query_params["territory"] == "pirovskoe"
    assert page.selectbox(key="territory").value == "pirovskoe"
    assert blank(page).startswith("Скачать бланк: Пировский")


def test_every_page_works_on_what_the_blank_alone_has_brought(
    app: Launcher, empty_database: Path
) -> None:
    store = connect(empty_database)
    take(store, example_form())
    store.close()
    opened = app(path=empty_database, territory="my").run()
    for name in PAGES:
        opened.switch_page(name).run()
        healthy(opened)
        assert "База пуста" not in title(opened), name
