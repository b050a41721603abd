"""Protocols and school pages reopened: every word and number where the value put it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from docx.shared import Cm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec
from shnor_core.charts.office.words import printable
from shnor_core.errors import ShnorError, TemplateError
from shnor_core.exchange.meeting_text import protocol_of
from shnor_core.exchange.meetings import read_meetings
from shnor_core.exchange.protocol import (
    MARK,
    SCHOOL_MARK,
    VPR_NOTICE,
    Approval,
    ProtocolDocument,
    SchoolPage,
    protocol_template,
    write_protocol,
    write_school_page,
)
from shnor_core.exchange.word.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Item,
    Note,
    NumberedList,
    Paragraph,
    Section,
    TableBlock,
)
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from tests.core.office_world import HEAT, NATIVE, YEARS
from tests.office_files import W, package_faults, part_of, parts_under

DATA = Path(__file__).parents[2] / "data" / "kamensk_uralsky"
HINT = "Напечатано «514» при 31 охваченном учителе: значение не считается."

SCHOOL_TABLE = TableSpec(
    title="Средняя школа № 17, показатели мониторинга",
    columns=(
        Column("code", "№ п/п", width=0.5),
        Column("section", "Критерий", width=2.4),
        Column("title", "Показатель (индикатор)", width=3.6),
        Column("unit", "Единица измерения", align="center", width=1.2),
        *(Column(year, f"{year} год", align="right") for year in ("2019", "2020", "2021")),
    ),
    rows=(
        Row("1.1", (Cell("1.1"), Cell("Динамика"), Cell("Доля учителей"), Cell("Доля"),
                    Cell("43%", 43.0), Cell("56%", 56.0), Cell("21 %", 21.0))),
        Row("3.1", (Cell("3.1"), Cell("Помощь", rowspan=2), Cell("Охвачены"), Cell("Единицы"),
                    Cell("30", 30.0), Cell("34", 34.0), Cell("31", 31.0))),
        Row("3.3", (Cell("3.3"), Cell(rowspan=0), Cell("Помощь в школе"), Cell("Единицы"),
                    Cell("14", 14.0), Cell("16", 16.0),
                    Cell("514", tone=Tone.DOUBT, icon="?", hint=HINT))),
    ),
    source="протокол № 12",
    notes=("Ячейки – как в источнике.",),
)  # fmt: skip

PROTOCOL = ProtocolDocument(
    number="12",
    body="заседания муниципальной рабочей группы",
    held_on=date(2022, 5, 25),
    place="кабинет № 101",
    approval=Approval("Начальник Управления образования"),
    attendance=("старший инженер", "инженер"),
    agenda=("Мониторинг.", "Меры.", "Результаты."),
    sections=(
        Section("По первому вопросу", (Paragraph("Текст."),), said="слушали инженера."),
        Section("Показатели:", (Bullets(("доля", "число")),), level=2),
        Section(
            "Решили:",
            (
                NumberedList((Item("Продолжить."), Item("Меры:", (Item("первая;"), Item("два."))))),
                NumberedList((Item("Снова с единицы."),)),
                TableBlock(SCHOOL_TABLE),
                ChartBlock(YEARS),
                Note("Примечание."),
            ),
        ),
    ),
    secretary="Секретарь рабочей группы",
    facts=(("Версия данных", "12"),),
)


def opened(data: bytes) -> Any:
    assert package_faults(data) == []
    return docx.Document(io.BytesIO(data))


def written(*blocks: Block, **more: Any) -> Any:
    section = Section("Раздел", blocks)
    return opened(write_protocol(replace(PROTOCOL, sections=(section,), **more)))


def texts(document: Any) -> list[str]:
    """Paragraphs; a number stays with its «№» by a hard space."""
    return [one.text.replace("№\u00a0", "№ ") for one in document.paragraphs]


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def test_the_order_of_a_protocol() -> None:
    found = [text for text in texts(opened(write_protocol(PROTOCOL))) if text]
    order = [
        "УТВЕРЖДАЮ",
        "Начальник Управления образования",
        "ПРОТОКОЛ № 12",
        "заседания муниципальной рабочей группы",
        "25.05.2022\tкабинет № 101",
        "Присутствовали:",
        "Повестка",
        "Мониторинг.",
        "По первому вопросу слушали инженера.",
        "Текст.",
        "Показатели:",
        "Решили:",
        "Продолжить.",
        "Примечание.",
        "Секретарь рабочей группы\t_______________ / _______________",
        "Версия данных: 12",
    ]
    places = [found.index(text) for text in order]
    assert places == sorted(places)


def test_lines_wait_for_names() -> None:
    found = texts(opened(write_protocol(PROTOCOL)))
    assert "_______________, старший инженер;" in found
    assert "_______________, инженер." in found
    assert "«____» ______________ 2022 г." in found


def test_the_sheet_is_official() -> None:
    document = opened(write_protocol(PROTOCOL))
    (section,) = document.sections
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size / Cm(1), 2) for size in sizes] == [21, 29.7, 3, 1.5]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(12))
    assert document.styles["Протокол: таблица"].font.size == Pt(10)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml
    assert document.core_properties.title == "Протокол № 12"


def test_headings_are_headings() -> None:
    document = opened(write_protocol(PROTOCOL))
    heads = [(one.text, one.style.name) for one in document.paragraphs
             if one.style.name.startswith("Heading")]  # fmt: skip
    assert ("По первому вопросу слушали инженера.", "Heading 1") in heads
    assert ("Показатели:", "Heading 2") in heads
    lead, said = next(p for p in document.paragraphs if p.text.startswith("По первому")).runs
    assert (lead.text, said.text, said.bold) == ("По первому вопросу", " слушали инженера.", False)


def test_lists_are_numbered_by_word_and_begin_again() -> None:
    document = opened(write_protocol(PROTOCOL))
    listed = {}
    for one in document.paragraphs:
        properties = one._p.pPr.numPr if one._p.pPr is not None else None
        if properties is not None:
            listed[one.text] = (properties.numId.val, properties.ilvl.val)
    first, level = listed["Продолжить."]
    assert level == 0
    assert listed["первая;"] == (first, 1)
    assert (
        len({listed[text][0] for text in ("Мониторинг.", "Продолжить.", "Снова с единицы.")}) == 3
    )
    kinds = _list_kinds(document)
    assert kinds[first] == {0: "decimal", 1: "bullet", 2: "bullet"}
    assert kinds[listed["доля"][0]] == {0: "bullet", 1: "bullet", 2: "bullet"}


def _list_kinds(document: Any) -> dict[int, dict[int, str]]:
    """Marks of every list by its id and level, followed as Word follows them."""
    root = document.part.numbering_part.element
    kinds = {
        one.get(w("abstractNumId")): {
            int(level.get(w("ilvl"))): level.find(w("numFmt")).get(w("val"))
            for level in one.findall(w("lvl"))
        }
        for one in root.findall(w("abstractNum"))
    }
    return {
        int(one.get(w("numId"))): kinds[one.find(w("abstractNumId")).get(w("val"))]
        for one in root.findall(w("num"))
    }


def test_a_table_says_cell_by_cell_what_its_value_says() -> None:
    (table,) = written(TableBlock(SCHOOL_TABLE)).tables
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == [column.title for column in SCHOOL_TABLE.columns]
    for shown, row in zip(table.rows[1:], SCHOOL_TABLE.rows, strict=True):
        for got, cell in zip(shown.cells, row.cells, strict=True):
            wanted = "Помощь" if cell.rowspan == 0 else cell.text
            assert got.text == (f"{wanted}1)" if cell.tone is Tone.DOUBT else wanted)


def test_a_doubtful_cell_has_a_remark_below() -> None:
    document = written(TableBlock(SCHOOL_TABLE))
    assert f"1) {HINT}" in texts(document)
    raised = [run.text for cell in document.tables[0].rows[3].cells
              for run in cell.paragraphs[0].runs if run.font.superscript]  # fmt: skip
    assert raised == ["1)"]
    assert "Ячейки – как в источнике." in texts(document)
    assert "Источник: протокол № 12" in texts(document)


def test_a_heading_lies_on_its_side_with_its_table() -> None:
    names = tuple(Column(f"c{at}", "Характеристика", width=0.1) for at in range(30))
    wide = TableBlock(TableSpec("Широкая", names, (Row("а", tuple(Cell("14") for _ in names)),)))
    document = written(wide, Paragraph("После таблицы"))
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    body = list(document.element.body)
    places = {one.text: at for at, one in enumerate(body) if one.tag == w("p")}
    first, second = (at for at, one in enumerate(body) if one.findall(f"{w('pPr')}/{w('sectPr')}"))
    table = next(at for at, one in enumerate(body) if one.tag == w("tbl") and at > first)
    assert first < places["Раздел"] < table < second < places["После таблицы"]


def test_a_table_too_wide_for_the_sheet_lies_on_its_side_and_breaks_no_word() -> None:
    names = tuple(Column(f"c{at}", "Характеристика", width=0.1) for at in range(9))
    rows = (Row("а", tuple(Cell("14") for _ in names)),)
    document = written(TableBlock(TableSpec("Широкая", names, rows)), TableBlock(SCHOOL_TABLE))
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    wide, upright = document.tables
    assert all(cell.width.cm > 2.0 for cell in wide.rows[0].cells)
    assert sum(cell.width.cm for cell in upright.rows[0].cells) < 17


WIDE_TABLE = replace(
    SCHOOL_TABLE,
    columns=tuple(replace(one, title=f"{one.title} мероприятие") for one in SCHOOL_TABLE.columns),
)


def test_a_merged_column_goes_above_its_rows_where_that_spares_turning_the_sheet() -> None:
    document = written(TableBlock(WIDE_TABLE))
    assert [section.page_width > section.page_height for section in document.sections] == [False]
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == [rows[0][0], "Динамика", "1.1", "Помощь", "3.1", "3.3"]
    assert rows[4] == ["3.1", "Охвачены", "Единицы", "30", "34", "31"]


def kept(paragraph: Any) -> bool:
    return bool(paragraph.findall(f"{w('pPr')}/{w('keepNext')}"))


def test_a_table_breaks_between_its_groups_and_never_before_its_notes() -> None:
    groups = [
        (Row(f"g{n}", (Cell(f"Группа {n}"),), "group"),
         *(Row(f"{n}.{k}", (Cell(f"{n}.{k}"), Cell("14"))) for k in range(3)))
        for n in range(3)
    ]  # fmt: skip
    table = TableSpec(
        "Группы",
        (Column("a", "№"), Column("b", "2021")),
        tuple(row for group in groups for row in group),
        source="протокол № 12",
        notes=("Ячейки – как в источнике.",),
    )
    document = written(TableBlock(table), Paragraph("После"))
    rows = document.tables[0]._tbl.tr_lst
    stay = [all(kept(one) for one in row.iter(w("p"))) for row in rows]
    assert stay == [True] + 2 * [True, True, True, False] + [True] * 4
    below = [one._p for one in document.paragraphs if one.text.startswith(("Ячейки", "Источник"))]
    assert [kept(one) for one in below] == [True, False]


def test_equal_remarks_are_one() -> None:
    doubtful = SCHOOL_TABLE.rows[2].cells[-1]
    rows = tuple(replace(row, cells=(*row.cells[:-1], doubtful)) for row in SCHOOL_TABLE.rows)
    document = written(TableBlock(replace(SCHOOL_TABLE, rows=rows)))
    assert sum(HINT in text for text in texts(document)) == 1


def test_headings_repeat_and_rows_stay_whole() -> None:
    table = written(TableBlock(SCHOOL_TABLE)).tables[0]._tbl
    assert [bool(row.findall(f"{w('trPr')}/{w('tblHeader')}")) for row in table.tr_lst] == [
        True,
        False,
        False,
        False,
    ]
    assert all(row.findall(f"{w('trPr')}/{w('cantSplit')}") for row in table.tr_lst)
    borders = table.find(f"{w('tblPr')}/{w('tblBorders')}")
    assert {(one.get(w("color")), one.get(w("sz"))) for one in borders} == {("000000", "4")}


def test_a_table_fills_the_text_and_covers_its_rows() -> None:
    table = written(TableBlock(SCHOOL_TABLE)).tables[0]._tbl
    grid = [int(one.get(w("w"))) for one in table.tblGrid.gridCol_lst]
    assert abs(sum(grid) - 16.5 / 2.54 * 1440) < 10
    for row in table.tr_lst:
        assert sum(cell.grid_span for cell in row.tc_lst) == len(grid)


def test_groups_totals_and_small_lines() -> None:
    table = TableSpec(
        "Сводка",
        (
            Column("name", "Школа"),
            Column("a", "2020", group="Охват"),
            Column("b", "2021", group="Охват"),
            Column("line", "Ряд"),
            Column("share", "Доля"),
        ),
        (
            Row("g", (Cell("Средние школы"),), kind="group"),
            Row("1", (Cell("№ 1"), Cell("7", sub="«7ч.»"), Cell("14", icon="▲"),
                      Cell(spark=(7, 14)), Cell(interval=(1.5, 8.3, 35)))),
            Row("t", (Cell("Всего"), Cell("7"), Cell("14"), Cell(spark=(7, 14)), Cell("–")),
                kind="total"),
        ),
    )  # fmt: skip
    (shown,) = written(TableBlock(table)).tables
    assert [cell.text for cell in shown.rows[0].cells] == ["Школа", "Охват", "Охват", "Доля"]
    assert [cell.text for cell in shown.rows[1].cells] == ["Школа", "2020", "2021", "Доля"]
    assert {cell.text for cell in shown.rows[2].cells} == {"Средние школы"}
    assert [cell.text for cell in shown.rows[3].cells] == [
        "№ 1",
        "7\n«7ч.»",
        "▲ 14",
        "8,3 (1,5–35)",
    ]
    assert shown.rows[4].cells[0].paragraphs[0].runs[0].bold
    heads = [bool(row._tr.findall(f"{w('trPr')}/{w('tblHeader')}")) for row in shown.rows]
    assert heads == [True, True, False, False, False]


def test_tables_and_figures_are_counted_by_word() -> None:
    document = written(
        TableBlock(SCHOOL_TABLE), ChartBlock(YEARS), TableBlock(SCHOOL_TABLE), ChartBlock(HEAT)
    )
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    assert [one.text.partition(" – ")[0] for one in captions] == [
        "Таблица 1",
        "Рисунок 1",
        "Таблица 2",
        "Рисунок 2",
    ]
    assert all("SEQ" in one._p.xml for one in captions)
    assert captions[1].text.endswith("Источник: протокол №\u00a012 от 25.05.2022.")


@pytest.mark.parametrize("spec", NATIVE.values(), ids=NATIVE)
def test_a_chart_is_native_and_carries_its_workbook(spec: ChartSpec) -> None:
    section = Section("Диаграмма", (ChartBlock(spec),))
    data = write_protocol(replace(PROTOCOL, sections=(section,)))
    document = opened(data)
    assert [one.text for one in document.paragraphs if one.style.name == "Caption"]
    (book,) = parts_under(data, "word/embeddings/")
    sheet = openpyxl.load_workbook(io.BytesIO(part_of(data, book)), data_only=True).active
    held = [cell.value for row in sheet.iter_rows() for cell in row]
    for series in spec.series:
        assert all(value in held for value in series.values if value is not None)


def test_a_heat_chart_is_a_coloured_table() -> None:
    document = written(ChartBlock(HEAT))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["", *HEAT.columns]
    assert [cell.text for cell in table.rows[1].cells] == ["Школа № 1", "12", "30,5", "–"]
    fills = [one.get(w("fill")) for one in table._tbl.iter(w("shd"))]
    assert len(fills) == 6
    assert HEAT.conclusion in texts(document)


def test_a_chart_without_numbers_is_a_sentence() -> None:
    empty = replace(YEARS, series=(replace(YEARS.series[0], values=(None, None, None)),))
    found = texts(written(ChartBlock(empty), ChartBlock(replace(YEARS, categories=(), series=()))))
    assert found.count(YEARS.conclusion) == 2
    assert sum("Нет данных." in text for text in found) == 2


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(
        b"IDAT", zlib.compress(b"\x00\xff\xff\xff")
    ) + chunk(b"IEND", b"")  # fmt: skip


def test_a_picture_takes_the_place_of_a_chart_and_says_the_same() -> None:
    data = write_protocol(
        replace(PROTOCOL, sections=(Section("Картинка", (ChartBlock(YEARS, _png()),)),))
    )
    opened(data)
    assert len(parts_under(data, "word/media/")) == 1
    assert parts_under(data, "word/charts/") == []
    assert f'descr="{YEARS.conclusion}' in part_of(data, "word/document.xml").decode()


def test_notice_and_mark_where_they_are_due() -> None:
    plain, flagged = written(), written(vpr=True, invented=True)
    assert VPR_NOTICE not in texts(plain)
    assert VPR_NOTICE in texts(flagged)
    assert "Вымышленные данные." in texts(flagged)
    assert flagged.sections[0].header.paragraphs[0].text == "Вымышленные данные"
    assert plain.sections[0].header.paragraphs[0].text == ""


ODD = 'Лицей "№ 9" =СУММ(A1) <b>&amp;</b> {{ПРОТОКОЛ}} 🏫 \x00\x0b\x1f\ufffe'


def test_odd_names_stay_text() -> None:
    table = TableSpec(ODD, (Column("a", ODD),), (Row("r", (Cell(ODD),)),), notes=(ODD,))
    document = opened(
        write_protocol(
            replace(
                PROTOCOL,
                number=ODD,
                agenda=(ODD, "О" * 200),
                attendance=(ODD,),
                sections=(Section(ODD, (Paragraph(ODD, ODD), TableBlock(table)), said=ODD),),
                facts=((ODD, ODD),),
            )
        )
    )
    clean = printable(ODD)
    assert document.tables[0].rows[1].cells[0].text == clean
    assert f"{clean} {clean}" in texts(document)
    assert "О" * 200 in texts(document)
    assert f"{clean}: {clean}" in texts(document)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80))
def test_any_text_survives(text: str) -> None:
    data = write_protocol(ProtocolDocument("1", text, None, sections=(Section(text),)))
    assert package_faults(data) == []
    root = ElementTree.fromstring(part_of(data, "word/document.xml"))
    shown = "".join("".join(one.itertext()) for one in root.iter(w("t")))
    letters = "".join(printable(text).split())
    assert letters in "".join(shown.split())


def test_an_empty_protocol_is_still_a_protocol() -> None:
    found = texts(opened(write_protocol(ProtocolDocument("", "", None))))
    assert found[0] == "ПРОТОКОЛ"
    assert "«____» __________ 20__ г.\t" in found


def template_with(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Бланк администрации"
    document.styles["Heading 1"].font.name = "PT Astra Serif"
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_template_keeps_its_own_looks() -> None:
    data = write_protocol(PROTOCOL, template=template_with("Перед", MARK, "После"))
    document = opened(data)
    found = texts(document)
    assert found[0] == "Перед"
    assert found[-1] == "После"
    assert MARK not in found
    assert found.index("УТВЕРЖДАЮ") == 1
    assert document.sections[0].header.paragraphs[0].text == "Бланк администрации"
    assert document.styles["Heading 1"].font.name == "PT Astra Serif"
    assert document.styles["Протокол: таблица"].font.size == Pt(10)


def test_the_offered_template_can_be_filled() -> None:
    document = opened(write_protocol(PROTOCOL, template=protocol_template()))
    assert "ПРОТОКОЛ № 12" in texts(document)
    offered = texts(opened(protocol_template()))
    assert offered[-1] == MARK
    assert not [text for text in offered[:-1] if text in texts(document)]


def _without_lists(template: bytes) -> bytes:
    """The template as an office writes it that has no lists in it."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as source,
        zipfile.ZipFile(target, "w") as package,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "word/numbering.xml":
                continue
            if name == "[Content_Types].xml" or name.endswith("document.xml.rels"):
                root = ElementTree.fromstring(part)
                for child in list(root):
                    if "numbering" in (child.get("PartName") or child.get("Target") or ""):
                        root.remove(child)
                part = ElementTree.tostring(root)
            package.writestr(name, part)
    return target.getvalue()


def test_a_template_without_lists_gets_them() -> None:
    document = opened(write_protocol(PROTOCOL, template=_without_lists(template_with(MARK))))
    assert len(_list_kinds(document)) >= 3


def _in_a_table() -> bytes:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = MARK
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (template_with("Текст без метки"), "нет абзаца «{{ПРОТОКОЛ}}»"),
        (template_with(MARK, "и ещё", MARK), "несколько абзацев «{{ПРОТОКОЛ}}»"),
        (template_with(f"Начало {MARK} конец"), "отдельным абзацем"),
        (_in_a_table(), "отдельным абзацем"),
        (template_with(SCHOOL_MARK), "нет абзаца"),
        (b"not a document", "нужен документ Word (.docx)"),
        (b"", "нужен документ Word (.docx)"),
    ],
    ids=["no mark", "two marks", "inside a line", "in a table", "other mark", "no zip", "empty"],
)
def test_a_template_without_the_mark_is_refused(template: bytes, words: str) -> None:
    with pytest.raises(TemplateError) as refused:
        write_protocol(PROTOCOL, template=template)
    assert words in str(refused.value)
    assert isinstance(refused.value, ShnorError)


def test_other_packages_are_no_templates() -> None:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 30_000_000)
    for template, words in ((target.getvalue(), ".docx"), (bomb.getvalue(), "слишком велик")):
        with pytest.raises(TemplateError, match=words):
            write_protocol(PROTOCOL, template=template)


def test_a_school_page_is_written_by_the_same_hand() -> None:
    page = SchoolPage(
        "Средняя школа № 17",
        "Каменск-Уральский ГО",
        lead="Диагностику прошли 35 % педагогов.",
        sections=(Section("Показатели", (TableBlock(SCHOOL_TABLE), ChartBlock(YEARS))),),
        facts=(("Данные на", "25.05.2022"),),
        vpr=True,
    )
    document = opened(write_school_page(page))
    assert texts(document)[:3] == [page.name, page.territory, page.lead]
    assert VPR_NOTICE in texts(document)
    assert len(document.tables) == 1
    own = template_with(SCHOOL_MARK)
    assert texts(opened(write_school_page(page, template=own)))[0] == page.name
    with pytest.raises(TemplateError, match="СТРАНИЦА ШКОЛЫ"):
        write_school_page(page, template=template_with(MARK))


def test_the_whole_protocol_of_the_shipped_meeting() -> None:
    (meeting,) = read_meetings(DATA)
    schools = [line.school_id for line in meeting.lines if line.school_id]
    blocks = {one: (TableBlock(SCHOOL_TABLE), ChartBlock(YEARS)) for one in ("", *schools)}
    data = write_protocol(protocol_of(meeting, blocks))
    document = opened(data)
    assert len(document.tables) == 15
    assert len(parts_under(data, "word/charts/")) == 15
    found = texts(document)
    assert "Продолжить работу со школами с низкими образовательными результатами." in found
    assert found[-1].startswith("Секретарь муниципальной рабочей группы\t")
    for line in meeting.lines:
        if line.kind in ("paragraph", "bullet", "numbered"):
            assert line.text in found
