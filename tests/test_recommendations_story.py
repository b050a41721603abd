"""The group answers proposals on the screen; the page of a school goes to paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from tests.browser import settled

PAGE = "pages/meeting/recommendations.py"

Launcher = Callable[..., AppTest]


def opened(app: Launcher, path: Path, rule: str) -> AppTest:
    started = app(path=path, territory="kamensk-uralsky", rule=rule).run()
    return started.switch_page(PAGE).run()


def title(app: AppTest) -> str:
    printed = next(one.value for one in app.markdown if one.value.startswith("# "))
    return printed.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_a_proposal_is_rejected_with_a_reason_and_then_accepted(
    app: Launcher, own_database: Path
) -> None:
    page = opened(app, own_database, "landing")
    assert "8 предложений, решений группы ещё нет" in title(page)
    assert not any(one.label == "Решить иначе" for one in page.expander)
    refused = press(page, "Отклонить")
    assert "почему предложение отклонено" in refused.error[0].value
    reason = next(one for one in page.text_input if one.label.startswith("Причина"))
    reason.set_value("методисты уже работают")
    rejected = press(page, "Отклонить")
    assert "принято 0, отклонено 1 и без решения 7" in title(rejected)
    assert any("методисты уже работают" in one.value for one in rejected.markdown)
    line = next(one for one in page.text_area if one.label.startswith("Строка"))
    assert "Средние школы №№" in line.value
    line.set_value("Организовать десант в Среднюю школу № 32")
    accepted = press(page, "Принять")
    assert "принято 1, отклонено 0 и без решения 7" in title(accepted)
    assert any("Принято с правкой" in one.value for one in accepted.markdown)
    # the line stands as decided; its form is folded away
    assert any(one.value.startswith("«Организовать десант") for one in accepted.markdown)
    (again,) = [one for one in accepted.expander if one.label == "Решить иначе"]
    assert again.text_area[0].value == "Организовать десант в Среднюю школу № 32"
    back = press(page, "Отменить решение")
    # the answer before it is in force again
    assert "принято 0, отклонено 1 и без решения 7" in title(back)
    assert "решений группы ещё нет" in title(press(back, "Отменить решение"))
    assert [one.message for one in back.exception] == []


def test_the_lists_of_the_document_stand_beside_its_tables(app: Launcher, database: Path) -> None:
    page = opened(app, database, "network-none")
    said = "\n".join(one.value for one in page.markdown)
    assert "расходится с его же таблицами" in said
    assert "3" in said
    assert "не сходятся" in said


@pytest.mark.browser
def test_the_school_prints_without_the_side_bar_and_the_buttons(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    page.goto(f"{server}/school?territory=demo&school=demo-4")
    settled(page, 60)
    page.emulate_media(media="print")
    for name in ("stSidebar", "stDownloadButton", "stPopover", "stSelectbox"):
        found = page.get_by_test_id(name)
        assert found.count()
        expect(found.first).to_be_hidden()
    chart = page.locator(".st-key-school_chart .main-svg").first.bounding_box()
    assert chart is not None
    assert chart["width"] <= 560
