"""The numbers of a chart as a table."""

from __future__ import annotations

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.charts.numbers import numbers
from shnor_core.exchange.delimited import table_csv


def test_a_row_per_category_and_a_column_per_series() -> None:
    spec = ChartSpec(
        "dot",
        "Вывод",
        "Доля «2», %",
        ("ВПР", "ОГЭ"),
        (
            Series("2022", (19, None), Role.PREVIOUS),
            Series("2023", (35.25, 0), labels=("7 из 20", ""), lower=(18, 0), upper=(57, 9)),
        ),
        references=(Reference(30, "порог 30 %"),),
        notes=("Примечание",),
        source="протокол",
    )
    table = numbers(spec)
    assert [column.title for column in table.columns] == [
        "Название",
        "2022",
        "2023",
        "2023: нижняя граница",
        "2023: верхняя граница",
    ]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [
        ["ВПР", 19, 35.25, 18, 57],
        ["ОГЭ", None, 0, 0, 9],
    ]
    assert table.rows[0].cells[2].sub == "7 из 20"
    assert table.notes == ("Линия на графике: порог 30 %", "Примечание")
    assert (table.title, table.caption, table.source) == ("Вывод", "Доля «2», %", "протокол")


def test_a_heat_chart_keeps_its_rows_and_columns() -> None:
    series = (Series("а", (1.5, None), labels=("1,5", "пусто")), Series("б", (None, 2)))
    spec = ChartSpec("heat", "", "", ("Школа 1", "Школа 2"), series, columns=("ВПР", "ОГЭ"))
    text = table_csv(numbers(spec)).decode("utf-8-sig")
    assert text.splitlines() == ["Название;ВПР;ОГЭ", "Школа 1;1,5;пусто", "Школа 2;;2"]


def test_years_are_named_years() -> None:
    spec = ChartSpec("line", "", "Доля, %", ("2020",), (Series("", (1,)),))
    assert [column.title for column in numbers(spec).columns] == ["Год", "Доля, %"]
