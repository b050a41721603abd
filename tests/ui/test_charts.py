"""A chart and its downloads on a page, without a browser."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from ui.downloads import _safe


def _page() -> None:
    import streamlit as st

    from shnor_core.charts import ChartSpec, Series
    from shnor_core.charts.numbers import numbers
    from ui import charts, downloads

    spec = ChartSpec(
        "line",
        "Вырос <b>охват</b>",
        "Доля, %",
        ("2020", "2021"),
        (Series("школа", (0.0, 35.0)),),
        unit="%",
        notes=("Примечание",),
        source="протокол",
    )
    downloads.state({"Территория": "Каменск-Уральский ГО"})
    charts.show(spec, key="plain")
    picked = charts.show(spec, key="chosen", selectable=True, heading=False)
    st.write(str(picked))
    downloads.for_chart(spec, key="files", file_name="Охват", chart_key="plain")
    downloads.for_table(numbers(spec), key="plain", file_name="Числа")


def opened() -> AppTest:
    page = AppTest.from_function(_page).run(timeout=60)
    assert not page.exception
    return page


def test_the_words_of_a_chart_are_text_of_the_page() -> None:
    words = "".join(each.proto.body for each in opened().get("html"))
    assert "Вырос &lt;b&gt;охват&lt;/b&gt;" in words
    assert words.count("Источник: протокол") == 2
    assert words.count('role="heading"') == 1


def test_the_figure_carries_what_a_saved_picture_will_say() -> None:
    figures = [json.loads(each.proto.spec) for each in opened().get("plotly_chart")]
    assert len(figures) == 2
    assert figures[0]["layout"]["meta"]["title"] == "Вырос <b>охват</b>"
    assert figures[0]["layout"]["meta"]["notes"] == ["Примечание", "Источник: протокол"]


def test_a_chart_has_words_for_those_who_cannot_see_it() -> None:
    assert opened().get("plotly_chart")[0].proto.alt == "Вырос <b>охват</b>. Доля, %"


def test_nothing_is_picked_before_a_click() -> None:
    assert opened().markdown[0].value == "None"


def test_files_are_offered_by_kind() -> None:
    labels = [each.proto.label for each in opened().get("download_button")]
    assert labels == ["Excel (.xlsx)", "CSV", "Excel (.xlsx)", "CSV"]


def test_a_file_name_suits_every_system() -> None:
    assert _safe("Охват: школы 7/14 <2021>") == "Охват школы 7 14 2021"
    assert _safe(" .. ") == "Таблица"
    assert len(_safe("д" * 300)) == 120
