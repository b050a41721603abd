"""The day a programme is judged on: today, and for one that is over its own last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from tests.test_pages import healthy, texts

Launcher = Callable[..., AppTest]
ROADMAP = "pages/programme/roadmap.py"
OVER = date(2024, 12, 31)


def opened(app: Launcher, **parameters: str) -> AppTest:
    page = app(**parameters).run()
    page.switch_page(ROADMAP).run()
    healthy(page)
    return page


def test_a_finished_programme_opens_on_its_own_end_and_says_so(app: Launcher) -> None:
    page = opened(app, territory="demo")
    assert page.date_input(key="on").value == OVER
    assert "на 31.12.2024, последний день программы" in texts(page)
    assert page.query_params["on"] == OVER.isoformat()


def test_another_programme_opens_on_its_own_day(app: Launcher) -> None:
    page = opened(app, territory="demo")
    page.selectbox(key="territory").set_value("tyukhtet").run()
    healthy(page)
    assert page.date_input(key="on").value == date(2024, 8, 31)


def test_a_chosen_day_stays_when_the_programme_changes(app: Launcher) -> None:
    page = opened(app, territory="demo", on="2023-05-15")
    assert page.date_input(key="on").value == date(2023, 5, 15)
    assert "последний день" not in texts(page)
    page.date_input(key="on").set_value(date(2024, 1, 15)).run()
    page.selectbox(key="territory").set_value("tyukhtet").run()
    assert page.date_input(key="on").value == date(2024, 1, 15)
    assert page.query_params["on"] == "2024-01-15"


def test_the_overview_judges_a_finished_programme_on_its_end(app: Launcher) -> None:
    page = app(territory="demo").run()
    healthy(page)
    assert "Программа завершена: сроки и цели — на 31.12.2024" in texts(page)


def test_a_link_opens_its_row_on_every_visit_and_once_a_visit(app: Launcher) -> None:
    link = {"territory": "demo", "measure": "demo-2022:measure:5"}
    page = opened(app, **link)
    assert "Отметить выполнение" in texts(page)
    page.run()
    assert "Отметить выполнение" not in texts(page)
    page.switch_page("pages/data/backups.py").run()
    page.query_params.update(link)
    page.switch_page(ROADMAP).run()
    assert "Отметить выполнение" in texts(page)
