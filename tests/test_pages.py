"""Every screen: through the router, alone, by deep link, for every territory, on no data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shnor_core.db.connection import connect

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*/*.py"))
# the others are about the file, whatever territories are in it
ABOUT_DATA = [page for page in PAGES if page != "pages/data/backups.py"]
TERRITORIES = ("kamensk-uralsky", "lesosibirsk", "demo")

Launcher = Callable[..., AppTest]


def title(app: AppTest) -> str:
    """The page's title as it is read: without Markdown escapes and invisible joiners."""
    printed = next(one.value for one in app.markdown if one.value.startswith("# "))
    return printed.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def texts(app: AppTest) -> str:
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info) for one in kind)


def healthy(app: AppTest) -> None:
    assert [one.message for one in app.exception] == []
    assert [one.value for one in app.error] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("territory", TERRITORIES)
def test_a_page_opens_through_the_router(app: Launcher, page: str, territory: str) -> None:
    opened = app(territory=territory).run()
    opened.switch_page(page).run()
    healthy(opened)
    assert len(title(opened)) > 10


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_alone(app: Launcher, page: str) -> None:
    opened = app(script=ROOT / page, territory="demo").run()
    healthy(opened)
    assert title(opened)


@pytest.mark.parametrize("page", ABOUT_DATA)
def test_an_empty_database_says_what_to_load(
    app: Launcher, empty_database: Path, page: str
) -> None:
    opened = app(path=empty_database).run()
    opened.switch_page(page).run()
    healthy(opened)
    assert "База пуста" in title(opened)
    assert "агруз" in opened.info[0].value


def test_the_overview_counts_only_comparable_schools(app: Launcher) -> None:
    opened = app(territory="kamensk-uralsky", year="2021", base="2020").run()
    assert "в 10 школах из 12 сопоставимых" in title(opened)
    assert "в 3 школах из 9 сопоставимых: №№ 7, 14, 17" in title(opened)


def test_the_work_list_is_short_and_ends_with_what_asks_for_nothing(app: Launcher) -> None:
    opened = app(territory="demo").run()
    told = {
        block.value.partition("\n")[0]: block.value.count("\n- ")
        for block in opened.markdown
        if block.value.startswith("**") and ":gray[" in block.value
    }
    titles = " ".join(told)
    assert [told[one] for one in told if "Стало хуже" in one] == [3]
    assert [told[one] for one in told if "Сроки мер" in one or "Цели" in one] == [1, 1]
    assert "Муниципальная таблица" not in titles
    assert "муниципальная таблица — 0 расхождений" in opened.main.caption[-1].value


def test_a_deep_link_opens_the_school_of_the_address(app: Launcher) -> None:
    opened = app(territory="kamensk-uralsky", school="kamensk-uralsky-17", indicator="3.3").run()
    opened.switch_page("pages/monitoring/school.py").run()
    healthy(opened)
    assert "Средняя школа № 17" in title(opened)
    assert opened.selectbox(key="school").value == "kamensk-uralsky-17"
    assert opened.selectbox(key="indicator").value == "3.3"


def test_the_address_keeps_what_is_chosen(app: Launcher) -> None:
    opened = app(territory="demo").run()
    opened.selectbox(key="territory").set_value("kamensk-uralsky").run()
    assert opened.query_params["territory"] == "kamensk-uralsky"
    assert opened.query_params["year"] == "2021"
    assert opened.query_params["base"] == "2020"


@pytest.mark.parametrize(
    ("wrong", "value"), [("territory", "atlantis"), ("year", "1812"), ("base", "soon")]
)
def test_an_unknown_value_in_the_address_falls_back_with_a_note(
    app: Launcher, wrong: str, value: str
) -> None:
    opened = app(**{wrong: value}).run()
    healthy(opened)
    assert any(value in note.value for note in opened.info)
    assert opened.query_params[wrong] != value


def test_an_unknown_school_falls_back_with_a_note(app: Launcher) -> None:
    opened = app(territory="kamensk-uralsky", school="nobody").run()
    opened.switch_page("pages/monitoring/school.py").run()
    healthy(opened)
    assert any("nobody" in note.value for note in opened.info)


def test_invented_data_are_named_on_every_page(app: Launcher) -> None:
    opened = app(territory="demo").run()
    for page in ABOUT_DATA:
        opened.switch_page(page).run()
        assert texts(opened).count("Вымышленные данные") >= 2, page


def test_real_data_are_never_called_invented(app: Launcher) -> None:
    opened = app(territory="kamensk-uralsky").run()
    for page in PAGES:
        opened.switch_page(page).run()
        assert "Вымышленные данные" not in texts(opened), page


def test_a_territory_without_tables_of_schools_shows_no_empty_table(app: Launcher) -> None:
    opened = app(territory="tyukhtet").run()
    healthy(opened)
    assert title(opened) == "# Тюхтетский МО: таблиц школ пока нет"
    assert "0 школ, 2023" in texts(opened).replace("\u00a0", " ")
    assert "с 2023 по 2023" not in texts(opened)


def test_a_year_the_data_lack_is_said_across_the_side_bar(app: Launcher) -> None:
    page = app(territory="demo", year="2099", base="1999").run()
    healthy(page)
    told = [one.value for one in page.sidebar.info]
    assert [text.partition(":")[0] for text in told] == ["Год", "Год сравнения"]
    assert not any(column.info for column in page.sidebar.columns)


@pytest.mark.parametrize("page", ["monitoring/results", "analysis/identification"])
def test_two_schools_are_not_counted_as_twenty(
    app: Launcher, own_database: Path, page: str
) -> None:
    opened = connect(own_database)
    with opened.writing() as cursor:
        cursor.execute("delete from assessment where school_id not in ('demo-1', 'demo-2')")
    opened.close()
    shown = app(own_database, territory="demo").run().switch_page(f"pages/{page}.py").run()
    healthy(shown)
    assert "2 школы" in texts(shown).replace("\u00a0", " ")
