"""«Кластеры и пары» as a person sees it: groups, a refusal, schools that have tables only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_pages import healthy, texts, title

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.test_pages import Launcher

PAGE = "pages/analysis/clusters.py"
GROUPS, SIMILAR = "Статистические группы", "Похожие школы"
ALIKE = "staff.category3y,staff.contests3y,edu.books3y"


def opened(app: Launcher, **address: str) -> AppTest:
    found = app(**address).run()
    found.switch_page(PAGE).run()
    healthy(found)
    return found


def test_groups_of_the_district_are_on_the_screen(app: Launcher) -> None:
    found = opened(app, territory="demo", clusters_tab=GROUPS, results_year="2024")
    assert "на 3 группы (6, 6 и 6)" in title(found)
    assert len(found.get("plotly_chart")) == 4
    assert "группу сменила 1" in texts(found)
    assert found.query_params["indicators"].startswith("ctx.pupils,")


@pytest.mark.parametrize(
    ("territory", "year", "indicators"),
    [("demo", "2024", ALIKE), ("kamensk-uralsky", "2021", "1.1,2.1,2.2,3.1,3.2,3.3,3.4,4.1,4.2")],
)
def test_a_refusal_stands_in_words_beside_map_tree_and_silhouette(
    app: Launcher, territory: str, year: str, indicators: str
) -> None:
    found = opened(
        app, territory=territory, clusters_tab=GROUPS, results_year=year, indicators=indicators
    )
    assert "данные не поддерживают деления" in title(found)
    assert "случайных таблиц" in texts(found)
    assert len(found.get("plotly_chart")) == 3
    assert found.query_params["indicators"] == indicators


def test_a_year_without_tables_names_the_years_that_have_them(app: Launcher) -> None:
    found = opened(app, territory="kamensk-uralsky", clusters_tab=GROUPS, results_year="2022")
    assert "есть за 2020/21, 2019/20, 2018/19" in title(found)


def test_schools_without_conditions_are_compared_by_monitoring(app: Launcher) -> None:
    found = opened(
        app,
        territory="kamensk-uralsky",
        clusters_tab=SIMILAR,
        results_year="2021",
        school="kamensk-uralsky-17",
    )
    assert "по показателям мониторинга" in title(found)
    assert "результатов процедур нет" in texts(found)
