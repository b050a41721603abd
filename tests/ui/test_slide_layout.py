"""Tables on a slide: nothing is lost, nothing is higher or wider than the slide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.charts.lettering import width_of
from shnor_core.tables import Cell, Column, Row, TableSpec
from ui.slide.layout import sheets
from ui.slide.lines import TEXT, broken
from ui.slide.widths import PAD
from ui.slide.words import entry_sheets

WIDTH, HEIGHT = 1840, 760
texts = st.text("абвгд №0123456789-<>&=\"'😀 ", max_size=60)


def table(rows: list[list[str]], columns: int) -> TableSpec:
    heads = tuple(Column(str(at), f"Столбец {at}") for at in range(columns))
    made = tuple(Row(str(n), tuple(Cell(text, text) for text in row)) for n, row in enumerate(rows))
    return TableSpec("т", heads, made)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 14), st.integers(0, 40), st.data())
def test_sheets_fit_and_hold_every_row_in_order(
    columns: int, count: int, data: st.DataObject
) -> None:
    cells = st.lists(texts, min_size=columns, max_size=columns)
    rows = data.draw(st.lists(cells, min_size=count, max_size=count))
    found = sheets(table(rows, columns), WIDTH, HEIGHT)
    for sheet in found:
        assert sheet.height <= HEIGHT
        assert sum(sheet.widths) <= WIDTH
    first = [sheet for sheet in found if [c.key for c in sheet.columns] == [
        c.key for c in found[0].columns]]  # fmt: skip
    order = [line.boxes[0].cell.text for sheet in first for line in sheet.lines if line.boxes[0]]
    # a column without a word is left out, the first one too
    leading = int(found[0].columns[0].key)
    assert order == [row[leading] for row in rows]
    assert {c.key for sheet in found for c in sheet.columns} >= {
        str(at) for at in range(columns) if any(row[at] for row in rows)
    }


@given(texts, st.integers(40, 600))
def test_no_line_is_wider_than_its_place(text: str, width: int) -> None:
    lines = broken(text, width)
    assert all(len(line) == 1 or width_of(line, TEXT) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_an_empty_first_column_stays_out() -> None:
    (sheet,) = sheets(table([["", "0"]], 2), WIDTH, HEIGHT)
    assert [column.key for column in sheet.columns] == ["1"]
    assert [box.cell.text for line in sheet.lines for box in line.boxes if box] == ["0"]


def test_a_name_of_two_hundred_letters_is_cut_into_lines() -> None:
    (sheet,) = sheets(table([["щ" * 200, "1"]], 2), WIDTH, HEIGHT)
    box = sheet.lines[0].boxes[0]
    assert box is not None
    assert len(box.lines) > 1
    assert all(width_of(line, TEXT) <= sheet.widths[0] - PAD for line in box.lines)


def test_a_heading_goes_with_its_rows_and_is_said_again() -> None:
    rows = [Row("g", (Cell("Группа"),), "group")]
    rows += [Row(str(n), (Cell(f"строка {n}"), Cell("1"))) for n in range(40)]
    spec = TableSpec("т", (Column("a", "Название"), Column("b", "Число")), tuple(rows))
    found = sheets(spec, WIDTH, HEIGHT)
    assert len(found) > 1
    assert all(sheet.lines[0].kind == "group" and len(sheet.lines) > 1 for sheet in found)


def test_joined_cells_stay_on_one_sheet() -> None:
    rows = []
    for block in range(8):
        for n in range(4):
            span = Cell(f"критерий {block}", rowspan=4 if n == 0 else 0)
            rows.append(Row(f"{block}{n}", (Cell(f"{block}.{n}"), span)))
    spec = TableSpec("т", (Column("a", "№"), Column("b", "Критерий")), tuple(rows))
    found = sheets(spec, WIDTH, 500)
    assert len(found) > 1
    assert all(len(sheet.lines) % 4 == 0 for sheet in found)


@pytest.mark.parametrize("height", [120, 300, 760])
def test_a_block_taller_than_a_sheet_falls_apart_without_losing_cells(height: int) -> None:
    rows = [
        Row(str(n), (Cell(str(n)), Cell("общий", rowspan=30 if n == 0 else 0))) for n in range(30)
    ]
    spec = TableSpec("т", (Column("a", "№"), Column("b", "Критерий")), tuple(rows))
    found = sheets(spec, WIDTH, height)
    assert sum(len(sheet.lines) for sheet in found) == 30
    assert all(box is not None for sheet in found for line in sheet.lines for box in line.boxes)


def test_decisions_are_numbered_through_their_sheets() -> None:
    lines = [f"{n}. Решение {n} " + "слово " * 30 for n in range(1, 20)]
    lines.insert(1, "- внутри первого")
    pages = entry_sheets(tuple(lines), 1360, HEIGHT)
    marks = [mark for page in pages for mark, _ in page]
    assert len(pages) > 1
    assert marks[:3] == ["1.", "–", "2."]
    assert marks[-1] == "19."
    assert pages[0][0][1][0].startswith("Решение 1")


def test_the_room_goes_to_the_column_whose_text_is_long() -> None:
    message = "показатель напечатан без единицы, поэтому школы по нему не сравниваются " * 4
    rule = "Единица показателя в документе не определена: доля без знака"
    rows = [[rule, f"Средняя школа № {n}", "1.1", message] for n in range(60)]
    found = sheets(table(rows, 4), WIDTH, HEIGHT)
    equal = 60 * (len(broken(message, WIDTH // 4 - PAD)) * 30 + 8) / HEIGHT
    assert len(found) <= equal / 2
    assert [sheet.told for sheet in found][:1] == [f"строки 1–{len(found[0].lines)} из 60"]
    assert found[-1].told.endswith("–60 из 60")


def test_a_table_of_one_sheet_tells_no_rows() -> None:
    (sheet,) = sheets(table([["раз"], ["два"]], 1), WIDTH, HEIGHT)
    assert sheet.told == ""


def test_a_joined_cell_counts_with_the_rows_it_covers() -> None:
    rows = tuple(
        Row(str(n), (Cell("критерий " * 12, rowspan=3 if n % 3 == 0 else 0), Cell("слово " * 30)))
        for n in range(9)
    )
    spec = TableSpec("т", (Column("a", "Критерий"), Column("b", "Показатель")), rows)
    for sheet in sheets(spec, WIDTH, HEIGHT):
        boxes = [box for line in sheet.lines for box in line.boxes if box]
        assert not any(box.lines[-1].endswith("…") for box in boxes)


def test_a_heading_of_one_word_keeps_to_one_line() -> None:
    spec = TableSpec(
        "т",
        (Column("a", "Показатель"), Column("b", "Почему это важно")),
        tuple(Row(str(n), (Cell("1.1"), Cell("слово " * 400))) for n in range(3)),
    )
    assert sheets(spec, WIDTH, HEIGHT)[0].heads[0] == ("Показатель",)


def test_totals_are_no_rows_and_printed_text_is_not_cut() -> None:
    rows = [
        Row(str(n), (Cell(f"Школа {n}"), Cell("50 %", sub="«14ч. 50% за первое полугодие»")))
        for n in range(20)
    ]
    rows.append(Row("total", (Cell("Всего"), Cell("20")), "total"))
    spec = TableSpec("т", (Column("a", "Школа"), Column("b", "2019", align="right")), tuple(rows))
    found = sheets(spec, WIDTH, HEIGHT)
    assert found[-1].told.endswith("из 20")
    smalls = [box.small for page in found for line in page.lines for box in line.boxes if box]
    assert not any(small and small[-1].endswith("…") for small in smalls)
