"""Pairs on the screen: proposed, locked, confirmed, undone; two people decide at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from tests.browser import open_page, settled

CLUSTERS = "pages/analysis/clusters.py"
TAB = {"territory": "demo", "clusters_tab": "Пары", "results_year": "2024"}
ADDRESS = "clusters?territory=demo&clusters_tab=Пары&results_year=2024"

Launcher = Callable[..., AppTest]


def opened(app: Launcher, path: Path, **parameters: str) -> AppTest:
    started = app(path=path, **(TAB | parameters)).run()
    started.switch_page(CLUSTERS).run()
    return healthy(started)


def healthy(app: AppTest) -> AppTest:
    assert [one.message for one in app.exception] == []
    return app


def title(app: AppTest) -> str:
    said = next(one.value for one in app.markdown if one.value.startswith("# "))
    return said.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def text(app: AppTest) -> str:
    found = "\n".join(one.value for one in app.markdown)
    return found.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def leader_box(app: AppTest):
    return next(one for one in app.selectbox if one.label == "Лидер")


def decide(app: AppTest, action: str, why: str = "", leader: str = "") -> AppTest:
    if leader:
        leader_box(app).set_value(leader)
    next(one for one in app.radio if one.label == "Что решено").set_value(action)
    next(one for one in app.text_input if one.label == "Почему").set_value(why)
    next(one for one in app.button if one.label == "Записать решение").click()
    return healthy(app.run())


def undo(app: AppTest) -> AppTest:
    next(one for one in app.button if one.label == "Отменить").click()
    return healthy(app.run())


def test_a_pair_is_locked_confirmed_and_undone(app: Launcher, own_database: Path) -> None:
    shown = opened(app, own_database)
    leader = leader_box(shown).value
    shown = decide(shown, "lock")
    assert "закреплена пара «" in text(shown)
    assert "утверждена" not in title(shown)
    shown = decide(shown, "confirm", "договорились")
    assert "1 пара утверждена" in title(shown)
    assert "Утверждённые пары, 2023/24 учебный год" in text(shown)
    assert leader_box(shown).value == leader
    shown = undo(undo(shown))
    assert "утверждена" not in title(shown)
    assert text(shown).count("отменено") == 2


def test_a_refused_leader_is_asked_for_a_reason_and_nothing_is_lost(
    app: Launcher, own_database: Path
) -> None:
    shown = opened(app, own_database, pair="demo-2")
    shown = decide(shown, "confirm", leader="demo-4")
    assert "сама в списке" in shown.error[0].value
    shown = decide(shown, "confirm", "в одном здании", leader="demo-4")
    assert [one.value for one in shown.error] == []
    assert "утверждена пара «Школа № 4»" in text(shown)


def test_limit_and_places_stand_in_the_address(app: Launcher, own_database: Path) -> None:
    shown = opened(app, own_database, limit="15", capacity="2")
    assert "пока без него" in title(shown)
    assert shown.query_params["limit"] == "15"
    assert next(one for one in shown.selectbox if one.key == "capacity").value == 2
    without = opened(app, own_database, places="demo-6.0,nobody.3,demo-3.x")
    assert without.query_params["places"] == "demo-6.0"
    boxes = [one for one in without.number_input if one.label.replace("\\", "") == "Школа № 6"]
    assert [one.value for one in boxes] == [0]


def write(page: Page, action: str, why: str = "") -> None:
    page.get_by_text(action, exact=True).click()
    page.get_by_label("Почему").fill(why)
    page.get_by_role("button", name="Записать решение").click()
    settled(page, 60)


def rows(page: Page) -> dict[str, list[str]]:
    """The table of pairs as it is read."""
    found = {}
    for row in page.locator(".st-key-pairs table tbody tr").all():
        cells = [
            cell.inner_text().replace("\u00ad", "").replace("\u00a0", " ").replace("\u2060", "")
            for cell in row.locator("th, td").all()
        ]
        found[cells[0].strip()] = [one.strip() for one in cells]
    return found


def download(page: Page, folder: Path, key: str) -> list[list[object]]:
    page.locator(f".st-key-{key}_download").get_by_role("button", name="Скачать").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Excel (.xlsx)").first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True) if any(row)]


@pytest.mark.browser
def test_two_people_decide_about_the_same_and_about_other_schools(
    server: str, browser_page: Page, colleague: Page, tmp_path: Path
) -> None:
    first, second = browser_page, colleague
    for page in (first, second):
        open_page(page, f"{server}/{ADDRESS}&pair=demo-2")
    proposed = rows(first)["Школа № 2"][1]

    write(first, "утвердить пару", "первый решил")
    assert "утверждена" in rows(first)["Школа № 2"][2]
    write(second, "не создавать эту пару", "второй решил")
    expect(second.get_by_role("alert")).to_contain_text("чужое не потеряно")

    # a row clicked by the second person: another school, the leader is chosen by a click too
    open_page(second, f"{server}/{ADDRESS}&pair=demo-4")
    open_page(first, f"{server}/{ADDRESS}&pair=demo-9")
    choice = second.locator(".st-key-leaders table tbody tr").nth(1).locator("th, td").first
    chosen = choice.inner_text().replace("\u00ad", "").replace("\u00a0", " ").strip()
    choice.click()
    settled(second, 60)
    write(first, "закрепить, утвердить позже")
    write(second, "утвердить пару", "второй решил о другой школе")
    seen = rows(second)
    assert seen["Школа № 2"][1] == proposed
    assert seen["Школа № 4"][1:3] == [chosen, "утверждена"]
    assert "закреплена" in seen["Школа № 9"][2]
    expect(second.get_by_role("heading", name=re.compile("2.пары утверждены"))).to_be_visible()

    table = download(second, tmp_path, "confirmed_pairs")
    (row,) = [one for one in table if one[0] == "Школа № 4"]
    assert row[1] == chosen
    assert row[3] == "рабочая группа"
    assert row[5] == "второй решил о другой школе"

    open_page(first, f"{server}/school?territory=demo&school=demo-4")
    said = first.get_by_text(re.compile("Утверждён рабочей группой"))
    expect(said).to_contain_text(chosen)

    open_page(second, f"{server}/{ADDRESS}&pair=demo-4")
    for _ in range(3):
        second.get_by_role("button", name="Отменить").first.click()
        settled(second, 60)
    assert {one[2] for one in rows(second).values()} == {"по расчёту"}


@pytest.mark.browser
def test_places_of_two_leaders_are_set_one_after_the_other(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/{ADDRESS}")
    page.get_by_role("button", name="Места у лидеров").click()
    choice = page.get_by_role("combobox", name="Кому дать другое число мест")
    for name in ("Школа № 6", "Школа № 11"):
        choice.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
        settled(page, 60)
    for name, count in (("Школа № 6", "2"), ("Школа № 11", "0")):
        places = page.get_by_role("spinbutton", name=name)
        places.fill(count)
        places.press("Enter")
        settled(page, 60)
    expect(page).to_have_url(re.compile(r"places=demo-6\.2(,|%2C)demo-11\.0"))
    open_page(page, page.url)
    expect(page.get_by_role("button", name="Места у лидеров: 2")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("territory", ["demo", "kamensk-uralsky"])
def test_pairs_are_not_wider_than_a_laptop(server: str, browser_page: Page, territory: str) -> None:
    open_page(browser_page, f"{server}/clusters?territory={territory}&clusters_tab=Пары")
    wide = browser_page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain]')]"
        ".map(one => one.scrollWidth - one.clientWidth))"
    )
    assert wide <= 0
