"""A page with a table, a chart and their downloads: what the browser tests look at."""

from __future__ import annotations

import streamlit as st

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from ui import charts, downloads, grid, theme

EVIL = '<img src=x onerror="document.title=1">'


def table(rows: int) -> TableSpec:
    columns = (
        Column("school", "Школа", width=1.4),
        *(
            Column(f"i{n}", f"{n}.1 Охвачены методработой", "Помощь", "center")
            for n in range(1, 10)
        ),
    )
    cell = Cell("+27", 27, Tone.BETTER, hint="Протокол № 12", target="source:27")
    first = Row("evil", (Cell(EVIL), *(cell for _ in range(9))))
    rest = [
        Row(f"s{n}", (Cell(f"Средняя школа № {n}"), *(Cell("0", 0, Tone.SAME) for _ in range(9))))
        for n in range(rows)
    ]
    return TableSpec("Что изменилось", columns, (first, *rest), source=EVIL)


def shares() -> TableSpec:
    """Two works, nearly every cell toned: drawn as a matrix, counts under each share."""
    columns = (Column("school", "Школа"), *(Column(f"w{n}", "ОГЭ", align="center") for n in (1, 2)))
    tones = (Tone.WORSE, Tone.BETTER, Tone.SAME, Tone.DOUBT, Tone.NONE)
    rows = tuple(
        Row(
            f"s{n}",
            (
                Cell(f"Школа № {n}"),
                Cell("40", 40, tone, sub="12 из 30", target=f"share:{n}", strong=True),
                Cell("40", 40, tone, sub="12 из 30", hint="12 из 30 — 40 %"),
            ),
        )
        for n, tone in enumerate(tones, 1)
    )
    narrow = Row("names", (Cell("Школы №№\u00a01, 2"), Cell("—"), Cell("—", sub="№№\u00a03, 4")))
    return TableSpec("Доля «2»", columns, (*rows, narrow))


def chart() -> ChartSpec:
    lines = (
        Series("муниципалитет", (27.5, 22.6, 36.5), Role.REFERENCE),
        Series("Средняя школа № 17", (0, None, 35)),
    )
    years = ("2019", "2020", "2021")
    words = ("Охват вырос", "Доля педагогов, %")
    return ChartSpec(
        "line", *words, years, lines, unit="%", value_range=(0, 100), source="протокол"
    )


def heat() -> ChartSpec:
    rows = ("Школа № 1", "Школа № 2")
    series = (Series(rows[0], (10, 20)), Series(rows[1], (30, None)))
    return ChartSpec("heat", "Доля «2»", "%", rows, series, columns=("ВПР", "ОГЭ"))


def page() -> None:
    st.set_page_config(layout="wide")
    theme.apply()
    chosen = grid.clicked("schools")
    clicked = grid.show(table(59), key="schools", selectable=True, selected=chosen or "")
    st.markdown(f"Нажато: {clicked}; до таблицы: {chosen}")
    st.button("Ещё раз")
    grid.show(shares(), key="shares")
    charts.show(chart(), key="график 1")
    picked = charts.show(heat(), key="heat", selectable=True)
    st.markdown(f"Выбрано: {picked.category if picked else 'ничего'}")
    downloads.for_chart(chart(), key="files", file_name="Охват: 2021", chart_key="график 1")


if __name__ == "__main__":  # pytest imports every file to look for examples in docstrings
    page()
