"""Every file the product writes against the Office Open XML schema; a spoiled one is noticed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from shnor_core.exchange.protocol import (
    MARK,
    Approval,
    ProtocolDocument,
    SchoolPage,
    protocol_template,
    write_protocol,
    write_school_page,
)
from shnor_core.exchange.word.blocks import (
    Bullets,
    ChartBlock,
    Item,
    Note,
    NumberedList,
    Paragraph,
    Section,
    TableBlock,
)
from shnor_core.exchange.workbook import workbook
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from tests.core.office_world import HEAT, NATIVE, TONED
from tests.office_schema import schema_faults, workbooks_inside

ODD = '=СУММ(A1) <b> «кавычки» & "прямые" \' 👩‍🏫 ' + "я" * 200
TABLE = TableSpec(
    ODD,
    (Column("a", ODD), Column("b", "Число", "группа", "right", number_format="0.0")),
    (
        Row("g", (Cell(ODD),), kind="group"),
        Row(
            "1", (Cell(ODD, ODD, rowspan=2), Cell("1,5", 1.5, tone=Tone.DOUBT, hint=ODD, icon="?"))
        ),
        Row("2", (Cell(rowspan=0), Cell("–", None, tone=Tone.NONE))),
        Row("t", (Cell("Итого"), Cell("2", 2, strong=True)), kind="total"),
    ),
    source=ODD,
    notes=(ODD,),
    caption="подпись",
)
CHARTS = (*NATIVE.values(), HEAT, TONED, replace(HEAT, conclusion=ODD, source=ODD))
BLOCKS = (
    Paragraph(ODD, lead=ODD),
    Note(ODD),
    Bullets((ODD, "второй")),
    NumberedList((Item(ODD, (Item("внутри", (Item("глубже"),)),)), Item("второй"))),
    TableBlock(TABLE),
    *(ChartBlock(one) for one in CHARTS),
)
DOCUMENT = ProtocolDocument(
    number="12",
    body=ODD,
    held_on=date(2022, 5, 25),
    place=ODD,
    approval=Approval(ODD),
    attendance=(ODD, "специалист"),
    agenda=("первый", ODD),
    sections=(
        Section("Слушали", BLOCKS, said=ODD),
        Section("Решили", (NumberedList((Item("раз"),)),), level=2),
    ),
    facts=(("Территория", ODD),),
    vpr=True,
    invented=True,
)
PAGE = SchoolPage("Школа № 1", "Округ", ODD, (Section("Показатели", BLOCKS),), vpr=True)


@cache
def protocol() -> bytes:
    return write_protocol(DOCUMENT)


def test_a_protocol_with_everything_in_it() -> None:
    data = protocol()
    assert len(workbooks_inside(data)) == len(NATIVE)
    assert schema_faults(data, "docx") == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(write_school_page(PAGE), id="a page of a school"),
        pytest.param(write_protocol(ProtocolDocument("", "", None)), id="an empty protocol"),
        pytest.param(protocol_template(), id="the template to start from"),
        pytest.param(write_protocol(DOCUMENT, template=protocol_template()), id="over a template"),
    ],
)
def test_a_document(data: bytes) -> None:
    assert schema_faults(data, "docx") == []


def test_a_workbook_with_tables_and_every_chart() -> None:
    parts = (TABLE, replace(TABLE, caption="", title=""), TableSpec("", (), ()), *CHARTS)
    assert schema_faults(workbook(parts, facts={"Территория": ODD}), "xlsx") == []


def spoiled(name: str, old: str, new: str) -> bytes:
    """The protocol with one place of one part written wrongly."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(protocol())) as source,
        zipfile.ZipFile(target, "w") as package,
    ):
        for part in source.namelist():
            text = source.read(part)
            if part == name:
                changed = re.sub(old, new, text.decode(), count=1, flags=re.DOTALL)
                assert changed != text.decode()
                text = changed.encode()
            package.writestr(part, text)
    return target.getvalue()


BODY, CHART = "word/document.xml", "word/charts/chart1.xml"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (BODY, r"(<w:pStyle [^>]*/>)(<w:keepNext/>)", r"\2\1", "Unexpected element"),
        (BODY, r'<w:numId w:val="\d+"/>', '<w:numId w:val="999"/>', "Numbering"),
        (BODY, r'<w:pStyle w:val="[^"]+"/>', '<w:pStyle w:val="nosuch"/>', "Style 'nosuch'"),
        (BODY, r"<w:tblGrid>.*?</w:tblGrid>", "", "tblGrid"),
        (BODY, r'<wp:docPr id="2"', '<wp:docPr id="1"', "stands twice"),
        (CHART, r"(<c:autoTitleDeleted [^>]*/>)(<c:plotArea>)", r"\2\1", "autoTitleDeleted"),
        (CHART, r'<c:externalData r:id="[^"]+"', '<c:externalData r:id="rId77"', "rId77"),
        (CHART, r"<c:crossAx [^>]*/>", "", "crossAx"),
        (CHART, r"<c:barDir [^>]*/>", '<c:barDir val="col" way="up"/>', "way"),
        (BODY, r'<w:jc w:val="center"/>', '<w:jc w:val="middle"/>', "middle"),
    ],
)
def test_a_spoiled_file_is_noticed(name: str, old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in schema_faults(spoiled(name, old, new), "docx"))


def test_a_template_of_a_municipality_stays_valid() -> None:
    import docx

    own = docx.Document()
    own.add_paragraph("Управление образования")
    own.add_paragraph(MARK)
    target = io.BytesIO()
    own.save(target)
    data = write_protocol(DOCUMENT, template=target.getvalue())
    before = schema_faults(target.getvalue(), "docx")
    assert [one for one in schema_faults(data, "docx") if one not in before] == []
