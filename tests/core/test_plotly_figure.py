"""What a drawn chart says: gaps, labels, Russian numbers, words that fit, no markup from data."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.charts.board import Scale, nice_ticks
from shnor_core.charts.endings import Ending, apart
from shnor_core.charts.lettering import width_of, wrapped
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.plotly_figure import figure, keys
from shnor_core.model import Tone
from tests.core.office_world import MAP, PROFILE, TREE

YEARS = ("2019", "2020", "2021")
LINE = ChartSpec(
    "line",
    "Школа вышла на уровень муниципалитета: 35 против 36,5 %",
    "Доля педагогов, %",
    YEARS,
    (
        Series("", (93, 96, 90), Role.CONTEXT),
        Series("", (15, None, 57.5), Role.CONTEXT),
        Series("муниципалитет", (27.53, 22.6, 36.5), Role.REFERENCE),
        Series("школа № 17", (0, None, 35)),
    ),
    unit="%",
    value_range=(0, 100),
    notes=("Две школы не показаны",),
    source="протокол № 12",
)
ROWS = ("Школа № 9", "Школа № 4", "Школа № 16")
DOT = ChartSpec(
    "dot",
    "Две процедуры у порога",
    "Доля «2», %",
    ROWS,
    (
        Series("2022/23", (19, 20, None), Role.PREVIOUS),
        Series("ниже порога", (None, None, 15.8), Role.CONTEXT, ("", "", "3 из 19")),
        Series("порог достигнут", (35, 30, None), lower=(18, 14, None), upper=(57, 52, None)),
    ),
    unit="%",
    value_range=(0, 60),
    references=(Reference(30, "30 %"),),
)
DUMBBELL = ChartSpec(
    "dumbbell",
    "Охват вырос",
    "Доля, %",
    ROWS,
    (
        Series("2019", (7, 93, None), Role.PREVIOUS),
        Series("2021", (14, 90, None), tones=(Tone.BETTER, Tone.WORSE, Tone.DOUBT)),
    ),
    unit="%",
    value_range=(0, 100),
)
BULLET = ChartSpec(
    "bullet",
    "Не хватает двух школ",
    "Факт и план, %",
    ROWS,
    (
        Series("факт", (42.9, 71.4, None), tones=(Tone.WORSE, Tone.BETTER, Tone.NONE)),
        Series("план", (70, 70, 40), Role.REFERENCE, upper=(57.1, None, None)),
    ),
    unit="%",
    value_range=(0, 100),
)
STACKED = ChartSpec(
    "stacked",
    "Отметки",
    "Доля, %",
    ROWS,
    (
        Series("«2»", (44, 2, None), Role.MARK_2),
        Series("«3»", (36, 38, None), Role.MARK_3),
        Series("«4»", (16, 40, None), Role.MARK_4),
        Series("«5»", (4, 20, None), Role.MARK_5),
    ),
    unit="%",
)
BAR = ChartSpec("bar", "Охвачены", "Учителя", YEARS, (Series("", (31, None, 12)),), unit="чел.")
HEAT = ChartSpec(
    "heat",
    "Доля «2»",
    "%",
    ROWS[:2],
    (Series("Школа № 9", (43.1, None)), Series("Школа № 4", (0, 58))),
    columns=("ВПР русский 5", "ОГЭ математика"),
    value_range=(0, 60),
)
EVERY = (LINE, DOT, DUMBBELL, BULLET, STACKED, BAR, HEAT, MAP, TREE, PROFILE)


def drawn(spec: ChartSpec, **look: Any) -> dict[str, Any]:
    plain: dict[str, Any] = figure(spec, **look).to_plotly_json()
    return plain


def words(plain: dict[str, Any]) -> list[str]:
    """All text of a figure without its markup."""
    axes = [text for axis in ("xaxis", "yaxis") for text in _ticks(plain, axis)]
    noted = [each["text"] for each in plain["layout"]["annotations"]]
    traced = [text for trace in plain["data"] for text in _texts(trace.get("text"))]
    return [re.sub(r"<[^>]+>", "", text) for text in (*axes, *noted, *traced) if text]


def _ticks(plain: dict[str, Any], axis: str) -> list[str]:
    return list(plain["layout"][axis].get("ticktext", ()))


def _texts(found: Any) -> list[str]:
    if found is None or isinstance(found, str):
        return [found] if found else []
    return [text for each in found for text in ([each] if isinstance(each, str) else each)]


def said(plain: dict[str, Any]) -> str:
    return "\n".join(words(plain)).replace("\u00a0", " ").replace("\u2002", "")


def sizes(part: Any) -> list[float]:
    """Every font size anywhere in a figure."""
    if isinstance(part, dict):
        inner = [size for each in part.values() for size in sizes(each)]
        own = [part["size"]] if "family" in part and "size" in part else []
        return own + inner
    if isinstance(part, (list, tuple)):
        return [size for each in part for size in sizes(each)]
    return []


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.kind)
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_is_drawn_with_its_words(spec: ChartSpec, dark: bool) -> None:
    plain = drawn(spec, dark=dark)
    assert spec.conclusion.split(":")[0] in said(plain).replace("\n", " ")
    assert plain["layout"]["separators"] == ",\u202f"
    assert plain["layout"]["meta"]["title"] == spec.conclusion
    assert not plain["layout"]["showlegend"]


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.kind)
@pytest.mark.parametrize(("large", "least"), [(False, 14), (True, 24)])
def test_letters_are_large_enough(spec: ChartSpec, large: bool, least: float) -> None:
    found = sizes(drawn(spec, large=large))
    assert found
    assert min(found) >= least


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.kind)
def test_nothing_is_joined_over_a_gap(spec: ChartSpec) -> None:
    lines = [t for t in drawn(spec)["data"] if "lines" in (t.get("mode") or "")]
    assert all(trace["connectgaps"] is False for trace in lines if "connectgaps" in trace)
    assert all("connectgaps" in trace for trace in lines if trace["x"] and len(trace["x"]) > 3)


def test_a_missing_value_stays_a_gap_and_not_a_zero() -> None:
    focus = drawn(LINE)["data"][-1]
    assert list(focus["y"]) == [0, None, 35]


def test_lines_are_named_at_their_ends_and_the_others_are_not_named() -> None:
    text = said(drawn(LINE))
    assert "35 — школа № 17" in text
    assert "36,5 — муниципалитет" in text.replace("\n", " ")
    assert "другие (2)" in text


def test_in_a_narrow_place_names_of_lines_move_to_the_key() -> None:
    assert keys(LINE) == ()
    names = [key.name for key in keys(LINE, width=240)]
    assert names == ["школа № 17", "муниципалитет", "другие (2)"]
    assert "школа № 17" not in said(drawn(LINE, width=240, framed=False))


def test_the_key_shows_a_mark_as_it_is_drawn() -> None:
    narrow = {key.name: (key.look, key.ground) for key in keys(LINE, width=240)}
    assert narrow["муниципалитет"] == ("sign", "□")
    told = Series("2023/24", (35, 30, 8), tones=(Tone.WORSE, Tone.SAME, Tone.NONE))
    before = Series("2022/23", (19, 20, None), Role.PREVIOUS)
    plain = replace(told, tones=(Tone.SAME,) * 3)
    assert [(key.look, key.ground) for key in keys(replace(DOT, series=(told, before)))] == [
        ("sign", "▼●"),
        ("ring", ""),
    ]
    alone = keys(replace(DOT, series=(plain, before)))[0]
    assert (alone.look, alone.color) == ("dot", LIGHT.same)


def test_a_sign_of_two_letters_leaves_its_word_room() -> None:
    plain = drawn(DUMBBELL)["layout"]["annotations"]
    sign = next(one for one in plain if one["text"] == "▲▼")
    word = next(one for one in plain if one["text"] == "2021")
    size = sign["font"]["size"]
    assert word["xshift"] - sign["xshift"] >= width_of("▲▼", size) + 0.3 * size


def test_a_title_turned_on_its_side_stands_inside_the_picture() -> None:
    layout = drawn(MAP)["layout"]
    turned = next(one for one in layout["annotations"] if one.get("textangle") == -90)
    line = 1.3 * turned["font"]["size"] + 2
    assert layout["margin"]["l"] + turned["xshift"] >= line


def test_the_source_and_the_notes_stand_in_the_picture() -> None:
    text = said(drawn(LINE))
    assert "Источник: протокол № 12" in text
    assert "Две школы не показаны" in text


def test_a_page_may_draw_the_words_itself() -> None:
    plain = drawn(LINE, framed=False)
    assert "Источник" not in said(plain)
    assert plain["layout"]["meta"]["notes"] == ["Две школы не показаны", "Источник: протокол № 12"]
    assert plain["layout"]["height"] < drawn(LINE)["layout"]["height"]


def test_a_given_height_is_kept() -> None:
    for spec in EVERY:
        assert drawn(spec, height=600)["layout"]["height"] == pytest.approx(600, abs=1)


def test_height_grows_with_rows() -> None:
    many = tuple(f"Школа № {n}" for n in range(40))
    tall = ChartSpec("dot", "", "", many, (Series("", tuple(map(float, range(40)))),))
    short = ChartSpec("dot", "", "", many[:4], (Series("", (1.0, 2.0, 3.0, 4.0)),))
    rows = drawn(tall)["layout"]["height"] - drawn(short)["layout"]["height"]
    assert rows / 36 == pytest.approx(16 * 2.05, abs=1)


def test_a_threshold_is_written_in_bold_and_takes_the_place_of_a_near_number() -> None:
    ticks = drawn(DOT)["layout"]["xaxis"]["ticktext"]
    assert any("<b>" in text and "30 %" in text for text in ticks)
    assert len(ticks) == len({re.sub(r"<[^>]+>", "", text) for text in ticks})


def test_labels_of_values_are_russian() -> None:
    assert "7 → 14 %" in said(drawn(DUMBBELL))
    assert "43,1" in said(drawn(HEAT))


def test_a_pair_points_the_way_it_went() -> None:
    ends = next(t for t in drawn(DUMBBELL)["data"] if "triangle-up" in _symbols(t))
    assert _symbols(ends) == ["triangle-up", "triangle-down"]
    assert list(ends["marker"]["color"]) == ["#0B6FB8", "#C2571A"]


def _symbols(trace: dict[str, Any]) -> list[str]:
    found = trace.get("marker", {}).get("symbol")
    return list(found) if isinstance(found, (list, tuple)) else []


def test_a_row_without_numbers_says_so() -> None:
    assert "нет данных" in said(drawn(DUMBBELL))
    assert "нет данных, план 40 %" in said(drawn(BULLET))
    assert "нет данных" in said(drawn(BAR))


def test_an_unknown_fact_has_no_gap_to_the_plan() -> None:
    hatched = next(t for t in drawn(BULLET)["data"] if "pattern" in t.get("marker", {}))
    assert list(hatched["x"]) == [pytest.approx(27.1), None, None]


def test_a_doubtful_ceiling_is_drawn_only_where_it_is_known() -> None:
    assert [key.name for key in keys(BULLET)] == ["факт", "не хватает до плана", "план", "предел"]


def test_marks_make_up_a_hundred_and_small_parts_keep_silent() -> None:
    traces = drawn(STACKED)["data"]
    assert sum(trace["x"][0] for trace in traces) == pytest.approx(100)
    assert [trace["x"][2] for trace in traces] == [None] * 4
    assert traces[0]["text"][0].endswith("%")
    assert traces[0]["text"][1] == ""


def test_marks_differ_without_colour() -> None:
    assert [key.look for key in keys(STACKED)] == ["hatch", "block", "block", "block"]


def test_a_heat_chart_frames_what_is_missing() -> None:
    plain = drawn(HEAT)
    frames = [shape for shape in plain["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(frame["x0"], frame["y0"]) for frame in frames] == [(0.54, -0.42)]
    assert "–" in words(plain)


def test_schools_of_a_map_have_signs_and_names_that_cover_nothing() -> None:
    plain = drawn(MAP)
    points = [trace for trace in plain["data"] if trace["x"]]
    assert [trace["marker"]["symbol"] for trace in points] == ["circle", "square"]
    assert {"№ 1", "Филиал школы № 5", "Школа № 9"} <= set(words(plain))
    assert [(key.look, key.ground) for key in keys(MAP)] == [
        ("sign", "●"), ("sign", "■"), ("sign", "→"),
    ]  # fmt: skip


def test_names_that_find_no_place_are_left_to_the_pointer() -> None:
    crowd = 60
    names = tuple(f"Школа № {at}" for at in range(crowd))
    near = tuple(at / 1000 for at in range(crowd))
    spec = replace(MAP, categories=names,
                   series=(Series("группа А", near, Role.GROUP, across=near),))  # fmt: skip
    plain = drawn(spec)
    assert len([one for one in words(plain) if one.startswith("Школа №")]) < crowd
    assert len(plain["data"][0]["hovertext"]) == crowd


def test_one_unit_of_a_map_is_as_long_across_as_it_is_up() -> None:
    layout = drawn(MAP, width=700)["layout"]
    margin = layout["margin"]
    wide = 700 - margin["l"] - margin["r"]
    high = layout["height"] - margin["t"] - margin["b"]
    across, up = (end - start for start, end in
                  (layout["xaxis"]["range"], layout["yaxis"]["range"]))  # fmt: skip
    assert wide / across == pytest.approx(high / up, rel=0.01)


def test_branches_of_a_group_have_its_colour_and_the_others_are_grey() -> None:
    plain = drawn(TREE)
    lines = [trace for trace in plain["data"] if trace["mode"] == "lines"]
    signs = [trace for trace in plain["data"] if trace["mode"] == "markers"]
    colors = {trace["line"]["color"]: trace for trace in lines}
    assert {one["marker"]["color"] for one in signs} == set(colors) - {LIGHT.same}
    assert colors[LIGHT.same]["x"] == [1.1, 6.0, 6.0, 1.4, None]
    assert colors[LIGHT.same]["y"] == [0.5, 0.5, 2.5, 2.5, None]
    assert "граница: 2 группы" in said(plain)


def test_a_profile_has_a_sign_of_every_group_in_its_row() -> None:
    signs = [trace for trace in drawn(PROFILE)["data"] if trace["mode"] == "markers"]
    assert [trace["x"] for trace in signs] == [[-1.1, 0.4], [1.3]]
    assert {round(y) for trace in signs for y in trace["y"]} == {0, 1}


def test_many_long_names_lie_down() -> None:
    names = tuple(f"Показатель с длинным названием номер {n}" for n in range(9))
    lying = ChartSpec("bar", "", "", names, (Series("", tuple(map(float, range(9)))),))
    assert drawn(lying)["data"][0]["orientation"] == "h"
    assert drawn(BAR)["data"][0]["orientation"] == "v"


@pytest.mark.parametrize("spec", [LINE, DOT, HEAT, BAR], ids=lambda spec: spec.kind)
def test_text_from_data_carries_no_markup(spec: ChartSpec) -> None:
    evil = '<a href="javascript:alert(1)">&<b>'
    series = tuple(
        Series(evil, each.values, each.role, hints=(evil,) * len(each.values))
        for each in spec.series
    )
    names = tuple(f"{evil}{n}" for n in range(len(spec.categories)))
    bad = ChartSpec(
        spec.kind, evil, evil, names, series, columns=spec.columns, source=evil, notes=(evil,)
    )
    plain = drawn(bad)
    plain["layout"].pop("meta")
    for trace in plain["data"]:
        trace.pop("customdata", None)
    assert "<a" not in str(plain)


def test_equal_charts_are_drawn_once() -> None:
    assert figure(LINE) is figure(LINE)
    assert figure(LINE) is not figure(LINE, dark=True)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        figure(ChartSpec("pie", "", "", (), ()))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [spec.kind for spec in EVERY])
def test_a_chart_without_data_is_empty_and_not_an_error(kind: Any) -> None:
    assert figure(ChartSpec(kind, "Данных нет", "", (), ())).layout.height > 0


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 8))
def test_ticks_are_round_and_hold_the_data(low: float, span: float, count: int) -> None:
    ticks = nice_ticks(low, low + span, count)
    assert ticks[0] <= low + 1e-6 * span
    assert ticks[-1] >= low + span - 1e-6 * span
    assert len(ticks) <= 2 * count
    step = ticks[1] - ticks[0]
    digits = f"{step:.6e}"[:4]
    assert digits in ("1.00", "2.00", "2.50", "5.00")


@given(st.lists(st.text("абвШ1 ", min_size=1, max_size=12), max_size=12), st.integers(40, 400))
def test_lines_fit_and_keep_every_word(parts: list[str], width: int) -> None:
    text = " ".join(parts)
    lines = wrapped(text, 16, width)
    assert " ".join(lines) == text
    assert all(width_of(line, 16) <= width or " " not in line.strip() for line in lines)


@given(
    st.lists(st.tuples(st.floats(0, 300), st.integers(1, 3)), max_size=6),
)
def test_names_at_the_ends_do_not_touch(found: list[tuple[float, int]]) -> None:
    row = 20.0
    endings = [Ending(0, at, at, ("имя",) * lines, "") for at, lines in found]
    placed = apart(endings, row, 800.0)
    for lower, upper in pairwise(placed):
        room = row * (len(lower.lines) + len(upper.lines)) / 2
        assert upper.middle - lower.middle >= room - 1e-6


def test_a_scale_measures_in_pixels() -> None:
    assert Scale(0, 100, (), 400).pixels(25) == 100
    assert Scale(5, 5, (), 400).pixels(5) == 0


def test_a_number_of_a_steep_line_stands_off_the_line() -> None:
    """The municipality runs just above the first point, the school itself steeply up from it."""
    school = Series("школа", (9.4, 24.7, 43.5, 44.7), Role.FOCUS)
    whole = Series("муниципалитет", (14.4, 27.7, 36.2, 46.3), Role.REFERENCE)
    spec = ChartSpec(
        "line",
        "",
        "",
        categories=("2021", "2022", "2023", "2024"),
        series=(school, whole),
        unit="%",
        value_range=(0, 100),
    )
    trace = next(one for one in drawn(spec, width=240)["data"] if "textposition" in one)
    assert trace["textposition"][:2] == ["bottom right", "bottom right"]
    assert trace["textposition"][2] == "top center"


def test_in_a_narrow_place_words_beside_a_dot_take_two_lines() -> None:
    spec = ChartSpec(
        "dot",
        "",
        "",
        categories=("ВПР русский 6",),
        series=(Series("", (35,), labels=("7 из 20, нужно 6",)),),
    )
    for width, told in ((300, "7 из 20,<br>нужно 6"), (700, "7 из 20, нужно 6")):
        assert told in [one["text"] for one in drawn(spec, width=width)["layout"]["annotations"]]
