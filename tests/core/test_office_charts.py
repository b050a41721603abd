"""Native charts: the numbers of the screen, editable, valid, and readable without colour."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.shared import Cm
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.charts.office.drawing import sketch_of
from shnor_core.charts.office.excel import NUMBERS_SHEET, add_chart, finished
from shnor_core.charts.office.heat import heat_rows
from shnor_core.charts.office.sketch import Face, decimals, number_format
from shnor_core.charts.office.typesetting import breakable, width_of, wrapped
from shnor_core.charts.office.word import inline_chart
from shnor_core.charts.office.words import alt_text, caption_lines, printable
from shnor_core.charts.palette import contrast
from tests.core.office_world import (
    BULLET,
    DOT,
    DUMBBELL,
    HEAT,
    LINE,
    LYING,
    MAP,
    NATIVE,
    PROFILE,
    STACKED,
    TONED,
    TREE,
    VERDICTS,
    YEARS,
)
from tests.office_files import A, C, order_faults, package_faults, part_of, parts_under

CHART = "word/charts/chart1.xml"
BOOK = "word/embeddings/chart_data1.xlsx"


def document_with(*specs: ChartSpec) -> bytes:
    document = docx.Document()
    for spec in specs:
        drawing, _ = inline_chart(document, spec)
        document.add_paragraph().add_run()._r.append(drawing)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def chart_of(data: bytes, name: str = CHART) -> ElementTree.Element:
    return ElementTree.fromstring(part_of(data, name))


def sheet_of(data: bytes, name: str = BOOK, *, formulas: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(part_of(data, name)), data_only=not formulas).active


def columns_of(sheet: Any) -> dict[str, list[Any]]:
    """Columns by heading; a repeated heading keeps its first column."""
    found: dict[str, list[Any]] = {}
    for column in sheet.iter_cols(values_only=True):
        found.setdefault(column[0] or "", list(column[1:]))
    return found


def c(path: str) -> str:
    return "/".join(f"{{{C}}}{step}" if step[:1].isalpha() else step for step in path.split("/"))


def texts(element: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in element.iter(f"{{{A}}}t")]


@pytest.mark.parametrize("spec", NATIVE.values(), ids=NATIVE)
def test_every_part_follows_the_schema(spec: ChartSpec) -> None:
    assert package_faults(document_with(spec)) == []


def test_the_check_finds_what_is_wrong() -> None:
    chart = part_of(document_with(YEARS), CHART).decode()
    swapped = chart.replace('<c:barDir val="col"/><c:grouping val="clustered"/>',
                            '<c:grouping val="clustered"/><c:barDir val="col"/>')  # fmt: skip
    foreign = chart.replace("<c:lang ", "<c:holeSize/><c:lang ")
    assert order_faults(chart.encode()) == []
    assert order_faults(swapped.encode()) == ["c:barDir stands too late in c:barChart"]
    assert order_faults(foreign.encode()) == ["c:holeSize has no place in c:chartSpace"]


@pytest.mark.parametrize("spec", NATIVE.values(), ids=NATIVE)
def test_the_workbook_inside_holds_every_series(spec: ChartSpec) -> None:
    columns = columns_of(sheet_of(document_with(spec)))
    count = len(spec.categories)
    assert columns[""][:count] == list(spec.categories)
    for series in (one for one in spec.series if not one.across):
        own = [values for name, values in columns.items() if _is_part(name, series.name)]
        merged = [next((v[at] for v in own if v[at] is not None), None) for at in range(count)]
        assert merged == [None if value is None else value for value in series.values]


def test_a_map_holds_the_places_of_its_schools_and_lines_from_its_middle() -> None:
    columns = columns_of(sheet_of(document_with(MAP)))
    for group in MAP.series[:2]:
        assert columns[group.name][:6] == list(group.across)
        assert columns[f"{group.name}: вверх"][:6] == list(group.values)
    lines = "куда растёт показатель"
    across, up = columns[lines], columns[f"{lines}: вверх"]
    factor = up[1] / 0.6
    assert across[:6] == pytest.approx([0, -0.2 * factor, None, 0, 0.7 * factor, None])
    assert up[:6] == pytest.approx([0, 0.6 * factor, None, 0, -0.5 * factor, None])
    said = texts(chart_of(document_with(MAP)))
    assert {"№ 1", "Филиал школы № 5", "Школа № 9", "Отдалённость, км"} <= set(said)
    assert set(MAP.columns) <= set(said)


def test_signs_of_groups_differ_without_colour() -> None:
    for spec in (MAP, TREE, PROFILE):
        symbols = [
            one.find(c("marker/symbol")) for one in chart_of(document_with(spec)).iter(c("ser"))
        ]
        named = [one.get("val") for one in symbols if one is not None]
        assert {"circle", "square"} <= set(named)


def test_branches_of_a_tree_join_where_the_screen_joins_them() -> None:
    columns = columns_of(sheet_of(document_with(TREE)))
    # leaves stand in rows 4…1 from the top, branches meet half-way between their own
    assert columns["группа А: высота"][:4] == [0, 1.1, 1.1, 0]
    assert columns["группа А: ряд"][:4] == [4, 4, 3, 3]
    assert columns["Дерево: высота"][:4] == [1.1, 6, 6, 1.4]
    assert columns["Дерево: ряд"][:4] == [3.5, 3.5, 1.5, 1.5]


def _is_part(heading: str, name: str) -> bool:
    """A column of the series: the whole of it, or its points of one verdict."""
    ways = tuple(f"{name}: {way}" for way in ("выше", "ниже", "столько же"))
    points = heading.removeprefix("▼ ").startswith(ways) and "путь" not in heading
    return heading == name or points


@pytest.mark.parametrize("spec", NATIVE.values(), ids=NATIVE)
def test_the_chart_shows_what_its_workbook_holds(spec: ChartSpec) -> None:
    data = document_with(spec)
    sheet = sheet_of(data)
    seen = 0
    for place in chart_of(data).iter():
        reference = place.find(c("f"))
        if reference is None or reference.text is None:
            continue
        cells = sheet[reference.text.partition("!")[2].replace("$", "")]
        rows = [row[0] for row in cells] if isinstance(cells, tuple) else [cells]
        cache = {int(point.get("idx", "")): point.findtext(c("v")) for point in place.iter(c("pt"))}
        held = {at: cell.value for at, cell in enumerate(rows) if cell.value is not None}
        assert cache.keys() == held.keys()
        for at, value in held.items():
            shown = cache[at]
            assert shown == value if isinstance(value, str) else float(shown or "nan") == value
        seen += 1
    assert seen > len(spec.series)


def test_a_gap_stays_a_gap() -> None:
    data = document_with(LINE)
    school = list(chart_of(data).iter(c("ser")))[-2]
    values = {point.get("idx") for point in school.iterfind(c("val//pt"))}
    assert texts_of_name(school) == "Средняя школа № 17"
    assert values == {"1", "2"}
    assert [one.get("val") for one in chart_of(data).iter(c("dispBlanksAs"))] == ["gap"]
    assert columns_of(sheet_of(data))["Средняя школа № 17"] == [None, 10.5, 35]


def texts_of_name(series: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in series.iterfind(c("tx//v")))


def test_the_title_is_the_conclusion_and_the_language_russian() -> None:
    chart = chart_of(document_with(YEARS))
    title = chart.find(c("chart/title"))
    assert title is not None
    assert texts(title) == [YEARS.conclusion]
    assert [one.get("val") for one in chart.iter(c("lang"))] == ["ru-RU"]


def test_labels_have_the_decimals_they_need() -> None:
    series = next(chart_of(document_with(VERDICTS)).iter(c("ser")))
    labels = series.find(c("dLbls"))
    assert labels is not None
    usual = labels.find(c("numFmt"))
    own = {
        one.find(c("idx")).get("val"): one.find(c("numFmt")).get("formatCode")  # type: ignore[union-attr]
        for one in labels.findall(c("dLbl"))
        if one.find(c("delete")) is None
    }
    assert usual is not None
    assert usual.get("formatCode") == "[$-419]#,##0"
    assert own == {"2": "[$-419]#,##0.0"}
    deleted = [one for one in labels.findall(c("dLbl")) if one.find(c("delete")) is not None]
    assert [one.find(c("idx")).get("val") for one in deleted] == ["3"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "digits", "code"),
    [(35, 1, "[$-419]#,##0"), (17.06, 1, "[$-419]#,##0.0"), (0.125, 2, "[$-419]#,##0.00")],
)
def test_number_formats(value: float, digits: int, code: str) -> None:
    assert number_format(decimals(value, digits)) == code


def test_own_labels_are_words_and_plain_ones_stay_numbers() -> None:
    counted = replace(VERDICTS, series=(replace(VERDICTS.series[0], labels=("7/26",) * 5),))
    plain = replace(VERDICTS, series=(replace(VERDICTS.series[0], labels=("27", "90", "42,5")),))
    assert texts(chart_of(document_with(counted))).count("7/26") == 4
    assert texts(chart_of(document_with(plain))) == [VERDICTS.conclusion, "половина"]


def test_rows_say_their_names_and_words() -> None:
    words = [one.replace("\u00a0", " ").strip() for one in texts(chart_of(document_with(DOT)))]
    assert set(words) >= {*DOT.categories, "1 из 12", "9 из 30", "30 %", "муниципалитет 24,5 %"}
    assert "не участвовала" in words
    told = [one.replace("\u00a0", " ").strip() for one in texts(chart_of(document_with(DUMBBELL)))]
    assert set(told) >= {"7 → 14 %", "0 → 35 %", "93 → 90 %", "▼"}
    assert "? 0 → 32 % в обеих: таблицы совпадают" in told
    said = [one.replace("\u00a0", " ").strip() for one in texts(chart_of(document_with(BULLET)))]
    assert set(said) >= {"▼ 28,6 %, план 57 %", "▲ 91,7 %, план 80 %", "нет данных, план 20 %"}


def test_an_edited_number_moves_its_line() -> None:
    """Lines of intervals, ways and bars are formulas over the numbers people edit."""
    sheet = sheet_of(document_with(DOT), formulas=True)
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    line = [cell.value for cell in sheet[heads["весна 2024: интервал"]][1:4]]
    lower, upper = heads["весна 2024: нижняя граница"], heads["весна 2024: верхняя граница"]
    assert line == [f"=${lower}$2", f"=${upper}$2", None]


def test_a_hundred_per_cent_and_no_words_where_there_is_no_room() -> None:
    chart = chart_of(document_with(STACKED))
    assert [one.get("val") for one in chart.iter(c("grouping"))] == ["percentStacked"]
    first = next(chart.iter(c("ser")))
    hidden = [
        one.find(c("idx")).get("val")  # type: ignore[union-attr]
        for one in first.iter(c("dLbl"))
        if one.find(c("delete")) is not None
    ]
    assert hidden == ["1"]  # three per cent


def test_long_names_lay_the_bars_down_and_send_the_threshold_into_the_caption() -> None:
    document = docx.Document()
    _, unsaid = inline_chart(document, LYING)
    assert unsaid == ("срок – 5.",)
    assert [one.get("val") for one in chart_of(document_with(LYING)).iter(c("barDir"))] == ["bar"]
    assert [one.get("val") for one in chart_of(document_with(YEARS)).iter(c("barDir"))] == ["col"]


def test_years_stay_apart_without_colour() -> None:
    fills = [
        one.get("val", "")
        for series in chart_of(document_with(YEARS)).iter(c("ser"))
        for one in series.findall(f"{c('spPr')}/{{{A}}}solidFill/{{{A}}}srgbClr")
    ]
    assert len(fills) == 3
    assert all(contrast(f"#{a}", f"#{b}") >= 1.8 for a, b in pairwise(fills))


def test_verdicts_stay_apart_without_colour() -> None:
    points = next(chart_of(document_with(VERDICTS)).iter(c("ser"))).findall(c("dPt"))
    patterns = [one.find(f"{c('spPr')}/{{{A}}}pattFill") for one in points]
    kinds = [None if one is None else one.get("prst") for one in patterns]
    assert kinds == [None, "wdUpDiag", None, None, "pct25"]


def test_alternative_text_stands_in_the_document() -> None:
    body = part_of(document_with(LINE), "word/document.xml").decode()
    assert 'descr="Выше, чем в 2020 году. Доля прошедших диагностику по годам.' in body
    assert "Средняя школа № 17: 2019 – нет данных, 2020 – 10,5, 2021 – 35." in alt_text(LINE)


def test_the_caption_says_measure_notes_and_source() -> None:
    assert caption_lines(YEARS) == [
        "Средняя школа № 17, показатели 1.1, 2.1, 2.2, %.",
        "Динамика «по документу»: любой рост.",
        "Источник: протокол № 12 от 25.05.2022.",
    ]


def test_every_chart_of_a_document_has_its_own_parts() -> None:
    data = document_with(*NATIVE.values())
    assert len(parts_under(data, "word/charts/")) == len(NATIVE)
    assert len(parts_under(data, "word/embeddings/")) == len(NATIVE)
    assert package_faults(data) == []
    body = ElementTree.fromstring(part_of(data, "word/document.xml"))
    numbers = [one.get("id") for one in body.iter() if one.tag.endswith("}docPr")]
    assert len(set(numbers)) == len(NATIVE)


@pytest.mark.parametrize("count", [1, 2, 30, 60])
def test_many_rows_fit_a_page(count: int) -> None:
    values = tuple(float(at) for at in range(count))
    rows = tuple(f"Средняя школа № {at}" for at in range(count))
    spec = replace(DOT, categories=rows, references=(), value_range=None,
                   series=(Series("2021", values),))  # fmt: skip
    document = docx.Document()
    drawing, _ = inline_chart(document, spec)
    assert drawing[0].extent.cy < Cm(25.7)


def workbook_with(*specs: ChartSpec) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Диаграммы")
        row = 0
        for spec in specs:
            row += add_chart(book, sheet, spec, (row, 0))
    return finished(target.getvalue())


def test_a_workbook_gets_native_charts_over_its_own_numbers() -> None:
    data = workbook_with(*NATIVE.values(), HEAT)
    assert package_faults(data) == []
    assert len(parts_under(data, "xl/charts/")) == len(NATIVE)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert book.sheetnames == ["Диаграммы", NUMBERS_SHEET]
    sheet = book[NUMBERS_SHEET]
    assert sheet["A1"].value == YEARS.conclusion
    assert [cell.value for cell in sheet[2]][:5] == ["", "2019 год", "2020 год", "2021 год", None]
    assert [cell.value for cell in sheet["B"]][1:5] == ["2019 год", 43, 0, 77]
    # chart under chart, so that the sheet prints
    named = [cell.value for cell in sheet["A"]]
    assert [one for one in named if one in {spec.conclusion for spec in NATIVE.values()}] == [
        spec.conclusion for spec in NATIVE.values()
    ]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.fitToHeight) == 0
    texts_there = [cell.value for cell in book["Диаграммы"]["A"] if cell.value]
    assert "Источник: протокол № 12 от 25.05.2022." in texts_there
    assert HEAT.conclusion in texts_there


def test_charts_of_a_workbook_refer_to_their_own_columns() -> None:
    data = workbook_with(YEARS, LINE)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    chart = chart_of(data, "xl/charts/chart2.xml")
    school = [one for one in chart.iter(c("ser")) if texts_of_name(one) == "Средняя школа № 17"]
    reference = school[0].findtext(c("val/numRef/f")) or ""
    cells = book[NUMBERS_SHEET][reference.partition("!")[2].replace("$", "")]
    assert [row[0].value for row in cells][:3] == [None, 10.5, 35]
    drawing = part_of(data, "xl/drawings/drawing1.xml").decode()
    assert 'descr="Выше, чем в 2020 году' in drawing


def test_a_heat_chart_is_a_table_with_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_with(HEAT, TONED)))["Диаграммы"]
    assert [cell.value for cell in sheet[2]][3:6] == list(HEAT.columns)
    assert [cell.value for cell in sheet[3]][3:6] == [12, 30.5, "–"]
    fills = [cell.fill.fgColor.rgb for cell in sheet[4]][3:6]
    assert len(set(fills)) == 3
    assert [cell.text for cell in heat_rows(TONED)[0]] == ["▲ 12", "▼ −3", "–"]
    assert [cell.text for cell in heat_rows(TONED)[1]] == ["? 16 → 514", "▲ 25", "● 0"]


def test_numbers_on_a_coloured_cell_can_be_read() -> None:
    cells = [cell for row in (*heat_rows(HEAT), *heat_rows(TONED)) for cell in row]
    assert all(contrast(cell.ink, cell.fill) >= 4.5 for cell in cells)


ODD = st.text(max_size=60) | st.sampled_from(
    ["=1+1", "'Лист1'!A1", "Школа!$B$2", "<b>&amp;</b>", "a\nb\x0b", "🏫" * 20, "\ud800", "О" * 200]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conclusion=ODD, name=ODD, category=ODD, label=ODD)
@example(conclusion="", name="", category="\r", label="5c")
@example(conclusion="", name="", category="\r", label="")
@example(conclusion="а\rб", name="а\r\nб", category="Школа\r\n№ 7", label="5\r")
def test_any_text_stays_text(conclusion: str, name: str, category: str, label: str) -> None:
    for spec in (VERDICTS, DOT):
        odd = replace(
            spec,
            conclusion=conclusion,
            categories=(category, *spec.categories[1:]),
            series=(replace(spec.series[0], name=name, labels=(label,) * 5), *spec.series[1:]),
            references=(Reference(30, label),),
        )
        data = document_with(odd)
        assert package_faults(data) == []
        sheet = sheet_of(data, formulas=True)
        kept = (sheet["A2"].value or "").replace("\u200b", "")
        assert kept.split() == printable(category).replace("\u200b", "").split()
        assert sheet["A2"].data_type in ("s", "n")  # an empty cell counts as a number


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_a_line_feed(end: str) -> None:
    """Excel keeps a carriage return as «_x000D_»; a reader of XML turns it into a line feed."""
    assert printable(f"Школа{end}№ 7{end}") == "Школа\n№ 7\n"


def test_words_are_broken_to_their_room() -> None:
    lines = wrapped("Средняя школа № 35 с углублённым изучением", 10, 3.5)
    assert len(lines) > 1
    assert " ".join(lines) == "Средняя школа № 35 с углублённым изучением"
    assert all(width_of(line, 10) <= 3.5 for line in lines)
    assert "".join(wrapped("О" * 200, 10, 3.5)) == "О" * 200
    assert all(width_of(line, 10) <= 3.5 for line in wrapped("О" * 200, 10, 3.5))
    assert breakable("О" * 200).replace("\u200b", "") == "О" * 200
    assert breakable("Средняя школа") == "Средняя школа"


def test_a_number_of_a_line_stands_on_the_free_side_of_its_point() -> None:
    own = Series("школа", (35.0, 20.0, 90.0, 4.0))
    other = Series("муниципалитет", (40.0, 12.0, 30.0, 10.0), Role.REFERENCE)
    spec = ChartSpec("line", "", "", ("1", "2", "3", "4"), (own, other), value_range=(0, 100))
    numbers = next(one.labels for one in sketch_of(spec, Face()).traces[1:] if one.labels)
    # under the line above it; above the line below it; but never on the names of the axis
    assert 0 in numbers.below
    assert not {1, 3} & numbers.below


def test_names_on_a_map_cover_neither_each_other_nor_a_sign() -> None:
    count = 14
    places = [(at % 5 * 0.05, at // 5 * 0.05) for at in range(count)]
    school = Series(
        "школы",
        tuple(y for _, y in places),
        Role.GROUP,
        across=tuple(x for x, _ in places),
    )
    names = tuple(f"Филиал средней школы № {at}" for at in range(count))
    face = Face()
    sketch = sketch_of(ChartSpec("scatter", "", "", names, (school,)), face)
    words = sketch.traces[-1]
    assert words.labels is not None
    assert sorted(words.labels.texts) == sorted(names)
    left, _, right, _ = sketch.plot or (0, 0, 0, 0)
    unit = (face.width - left - right) / (sketch.x_axis["max"] - sketch.x_axis["min"])
    middles = zip(sketch.fields[words.across].values, sketch.fields[words.values].values,
                  strict=True)  # fmt: skip
    boxes = [
        (x * unit, y * unit, width_of(text, face.text) / 2, face.text * 2.54 / 72 / 2)
        for (x, y), text in zip(middles, words.labels.texts, strict=True)
    ]
    signs = [(x * unit, y * unit, 0.1, 0.1) for x, y in places]
    for at, one in enumerate(boxes):
        for other in (*boxes[at + 1 :], *signs):
            apart = [abs(one[n] - other[n]) >= one[n + 2] + other[n + 2] for n in (0, 1)]
            assert any(apart)
    # what stands away from its school is led to
    assert any(field.title == "Выноски" for field in sketch.fields)


def test_a_lone_point_of_a_thin_line_is_seen() -> None:
    lone = Series("а", (None, 41.0, None), Role.CONTEXT)
    joined = Series("б", (30.0, 41.0, None), Role.CONTEXT)
    spec = ChartSpec("line", "", "", ("2017", "2018", "2019"), (lone, joined))
    seen = [one.options["marker"]["type"] for one in sketch_of(spec, Face()).traces[:2]]
    assert seen == ["circle", "none"]
