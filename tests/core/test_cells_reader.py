"""Every notation of the documents, its boundaries, and what any text at all must give."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.cells import cut_word, notation_of, read_cell, schools_counted
from shnor_core.model import Part, Quality, Unit

TEACHERS = "Доля учителей, которые ежегодно показывают положительную динамику"
MUNICIPAL_LIST = "14 МОУ №№ 1, 2, 5, 60 проводил и на базе своих школ семинары и консультации"

OK, SUSPECT, AMBIGUOUS = Quality.OK, Quality.SUSPECT, Quality.AMBIGUOUS
PERCENT, SHARE, COUNT, UNKNOWN = Unit.PERCENT, Unit.SHARE, Unit.COUNT, Unit.UNKNOWN


@pytest.mark.parametrize(
    ("text", "unit_printed", "value", "unit", "quality"),
    [
        # the sign outweighs the unit column, point and comma are alike
        ("43%", "Доля", 43, PERCENT, OK),
        ("21 %", "Доля", 21, PERCENT, OK),
        ("42.8%", "Процент", 42.8, PERCENT, OK),
        ("27,53%", "Процент", 27.53, PERCENT, OK),
        ("0 %", "Процент", 0, PERCENT, OK),
        ("93", "Процент", 93, PERCENT, OK),
        ("11,4", "Процент", 11.4, PERCENT, OK),
        ("\u00a021\u202f% ", "Процент", 21, PERCENT, OK),
        # one short, exact, one past a hundred
        ("99%", "Доля", 99, PERCENT, OK),
        ("100%", "Доля", 100, PERCENT, OK),
        ("100,1%", "Доля", 100.1, PERCENT, SUSPECT),
        ("101", "Процент", 101, PERCENT, SUSPECT),
        # counts
        ("36", "Единицы", 36, COUNT, OK),
        ("0", "Единицы", 0, COUNT, OK),
        ("3,0", "Единицы", 3, COUNT, OK),
        ("3,5", "Единицы", 3.5, COUNT, SUSPECT),
        ("12 чел.", "Единицы", 12, COUNT, OK),
        ("12 учителей", "Доля", 12, COUNT, SUSPECT),
        ("43%", "Единицы", 43, PERCENT, SUSPECT),
        ("1 658", "Единицы", 1658, COUNT, SUSPECT),
        ("-5", "Единицы", -5, UNKNOWN, SUSPECT),
        # «Доля»: nought, shares up to one, what is no share, what can only be percent
        ("0", "Доля", 0, PERCENT, OK),
        ("0,0", "Доля", 0, PERCENT, OK),
        ("0,01", "Доля", 0.01, SHARE, OK),
        ("0,6", "Доля", 0.6, SHARE, OK),
        ("0.6", "Доля", 0.6, SHARE, OK),
        ("1,0", "Доля", 1, SHARE, OK),
        ("1", "Доля", 1, UNKNOWN, AMBIGUOUS),
        ("1,01", "Доля", 1.01, UNKNOWN, SUSPECT),
        ("1,5", "Доля", 1.5, UNKNOWN, SUSPECT),
        ("9,9", "Доля", 9.9, UNKNOWN, SUSPECT),
        ("10,0", "Доля", 10, PERCENT, OK),
        ("88,5", "Доля", 88.5, PERCENT, OK),
        ("100,5", "Доля", 100.5, PERCENT, SUSPECT),
        ("9", "Доля", 9, UNKNOWN, AMBIGUOUS),
        ("47", "Доля", 47, UNKNOWN, AMBIGUOUS),
        ("150", "Доля", 150, UNKNOWN, AMBIGUOUS),
        # no unit column at all
        ("9", "", 9, UNKNOWN, AMBIGUOUS),
    ],
)
def test_number_is_read_by_its_sign_and_its_row(
    text: str, unit_printed: str, value: float, unit: Unit, quality: Quality
) -> None:
    reading = read_cell(text, unit_printed=unit_printed, title="")
    assert (reading.value, reading.unit, reading.quality) == (value, unit, quality)
    assert reading.raw == text
    assert bool(reading.note) or quality is OK


@pytest.mark.parametrize(
    ("title", "unit", "quality"),
    [
        ("Количество учителей, которым оказана помощь", COUNT, OK),
        ("Доля учителей, которые показывают динамику", UNKNOWN, AMBIGUOUS),
        ("Учителя", UNKNOWN, AMBIGUOUS),
    ],
)
def test_title_decides_only_where_the_unit_column_is_empty(
    title: str, unit: Unit, quality: Quality
) -> None:
    reading = read_cell("5", unit_printed="", title=title)
    assert (reading.unit, reading.quality) == (unit, quality)
    assert read_cell("5", unit_printed="Процент", title=title).unit is PERCENT


def test_note_of_a_bare_number_names_both_readings() -> None:
    note = read_cell("9", unit_printed="Доля", title=TEACHERS).note
    assert note.replace("\u00a0", " ") == "единица не названа: 9 % или 9 учителей"
    schools = read_cell("2", unit_printed="Доля", title="Доля школ, которые показывают").note
    assert schools.endswith("2\u00a0школы")


@pytest.mark.parametrize(
    ("text", "value", "people"),
    [("14ч. 50%", 50, 14), ("10 ч. 38%", 38, 10), ("14 (50%)", 50, 14), ("7 чел. 25,5 %", 25.5, 7)],
)
def test_people_beside_a_percent_are_kept_without_inventing_the_whole(
    text: str, value: float, people: float
) -> None:
    reading = read_cell(text, unit_printed="Доля")
    assert (reading.value, reading.numerator, reading.denominator) == (value, people, None)
    assert (reading.unit, reading.quality) == (PERCENT, OK)


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "noted"),
    [
        ("4/27", 4, 27, False),
        ("7 / 14", 7, 14, False),
        ("4 из 5", 4, 5, False),
        ("3/4", 3, 4, True),
    ],
)
def test_fraction_keeps_both_numbers(
    text: str, numerator: float, denominator: float, noted: bool
) -> None:
    reading = read_cell(text, unit_printed="Доля")
    assert reading.value == pytest.approx(100 * numerator / denominator)
    assert (reading.numerator, reading.denominator) == (numerator, denominator)
    assert (reading.unit, reading.quality) == (PERCENT, OK)
    assert ("похоже на дробь" in reading.note) is noted


def test_impossible_fractions_say_so() -> None:
    assert read_cell("7/0", unit_printed="Доля").quality is Quality.UNREADABLE
    above = read_cell("9/7", unit_printed="Доля")
    assert (above.quality, above.note) == (SUSPECT, "числитель больше знаменателя")
    assert read_cell("7/7", unit_printed="Доля").quality is OK


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\n"])
def test_blank_is_not_nought(text: str) -> None:
    reading = read_cell(text, unit_printed="Единицы")
    assert (reading.value, reading.quality, reading.raw) == (None, Quality.BLANK, text)


@pytest.mark.parametrize("text", ["-", "–", "—", "нет данных", "н/д"])
def test_dash_is_blank_and_says_why(text: str) -> None:
    reading = read_cell(text, unit_printed="Единицы")
    assert (reading.value, reading.quality) == (None, Quality.BLANK)
    assert "не ноль" in reading.note


def test_absent_row_is_missing() -> None:
    reading = read_cell(None)
    assert (reading.value, reading.quality, reading.raw) == (None, Quality.MISSING, "")


@pytest.mark.parametrize(
    ("text", "unit_printed", "value", "unit", "schools"),
    [
        ("30% МОУ №№ 17, 37, 40, КУГ", "Процент", 30, PERCENT, ("17", "37", "40", "КУГ")),
        ("10 МОУ 1, 3, Лицей № 9", "Единицы", 10, COUNT, ("1", "3", "Лицей № 9")),
        ("6 МОУ №№ 2, 27, 27", "Единицы", 6, COUNT, ("2", "27", "27")),
        (MUNICIPAL_LIST, "Единицы", 14, COUNT, ("1", "2", "5", "60")),
        ("2 МОУ №№ 1, 2", "", 2, COUNT, ("1", "2")),
    ],
)
def test_number_with_a_list_of_schools(
    text: str, unit_printed: str, value: float, unit: Unit, schools: tuple[str, ...]
) -> None:
    reading = read_cell(text, unit_printed=unit_printed)
    assert (reading.value, reading.unit, reading.quality) == (value, unit, OK)
    assert reading.schools == schools


def test_words_after_a_list_are_not_lost() -> None:
    assert "проводил и на базе своих школ" in read_cell(MUNICIPAL_LIST, unit_printed="Единицы").note


def test_list_without_a_number_keeps_its_schools() -> None:
    reading = read_cell("МОУ №№ 1, 2", unit_printed="Единицы")
    assert (reading.value, reading.quality) == (None, Quality.UNREADABLE)
    assert reading.schools == ("1", "2")


@pytest.mark.parametrize(
    ("text", "value", "parts"),
    [
        (
            "27,53% Самый высокий- 93% в Средней школе № 2. Самый низкий в МОУ № 32 - 0%",
            27.53,
            (
                Part("Самый высокий", 93, PERCENT, ("Средняя школа № 2",)),
                Part("Самый низкий", 0, PERCENT, ("32",)),
            ),
        ),
        (
            "36,5% Самый высокий- 90% в Средней школе № 2. Самый низкий в МОУ № 35, 37-14%",
            36.5,
            (
                Part("Самый высокий", 90, PERCENT, ("Средняя школа № 2",)),
                Part("Самый низкий", 14, PERCENT, ("35", "37")),
            ),
        ),
    ],
)
def test_extremes_become_parts(text: str, value: float, parts: tuple[Part, ...]) -> None:
    reading = read_cell(text, unit_printed="Процент")
    assert (reading.value, reading.unit, reading.quality) == (value, PERCENT, OK)
    assert (reading.parts, reading.schools) == (parts, ())


@pytest.mark.parametrize(
    ("text", "value", "quality", "parts"),
    [
        ("16 ШНОР", 16, OK, ()),
        ("16 ШНОР 4 в проекте 2.2", 16, OK, (("в проекте 2.2", 4),)),
        ("16 ШНОР 7 в проекте «500+»", 16, OK, (("в проекте «500+»", 7),)),
        ("16 ШНОР 4 в проекте 2.2 - 20", 16, AMBIGUOUS, (("в проекте 2.2", 4), ("всего", 20))),
        (
            "16 ШНОР 7 в проекте «500+» – 23",
            16,
            AMBIGUOUS,
            (("в проекте «500+»", 7), ("всего", 23)),
        ),
        ("16 ШНОР - 20", 16, AMBIGUOUS, (("всего", 20),)),
        ("16 ШНОР 0 в проекте 2.2 - 16", 16, OK, (("в проекте 2.2", 0), ("всего", 16))),
        ("13 ШНО", 13, SUSPECT, ()),
        ("13 ШНОР и другие", 13, SUSPECT, ()),
        ("5 школ", 5, OK, ()),
    ],
)
def test_counted_schools(
    text: str, value: float, quality: Quality, parts: tuple[tuple[str, float], ...]
) -> None:
    reading = read_cell(text, unit_printed="Единицы")
    assert (reading.value, reading.unit, reading.quality) == (value, COUNT, quality)
    assert tuple((part.label, part.value) for part in reading.parts) == parts


def test_two_totals_are_both_named() -> None:
    note = read_cell("16 ШНОР 4 в проекте 2.2 - 20", unit_printed="Единицы").note
    assert note.startswith("16 или 20")


@pytest.mark.parametrize(
    ("text", "word"), [("13 ШНО", "ШНО"), ("13 ШНОР", ""), ("13 шко", "шко"), ("13", ""), ("", "")]
)
def test_cut_word(text: str, word: str) -> None:
    assert cut_word(text) == word


def test_a_single_letter_is_no_cut_word() -> None:
    assert schools_counted("13 Ш") is None


@pytest.mark.parametrize(
    ("text", "value", "quality", "note"),
    [
        ("не менее 30%", 30, SUSPECT, "не менее"),
        ("не менее 50 % ОО", 50, SUSPECT, "не менее"),
        ("более 20", 20, SUSPECT, "более"),
        ("2022–23 уч. г – 50 %", 50, SUSPECT, "2022–23 уч. г"),
        ("2022г(июнь) - 0% / 2022г(август)-50%", None, AMBIGUOUS, "2022г(август)"),
        ("2022 – 70 %, 2023 – 100 %", None, AMBIGUOUS, "2023"),
        ("Да", None, Quality.UNREADABLE, "Да"),
        ("по плану", None, Quality.UNREADABLE, "по плану"),
        ("43 44", None, Quality.UNREADABLE, "43 44"),
        ("9" * 400, None, Quality.UNREADABLE, "не прочитан"),
    ],
)
def test_what_is_no_plain_value_names_its_doubt(
    text: str, value: float | None, quality: Quality, note: str
) -> None:
    reading = read_cell(text, unit_printed="Процент")
    assert (reading.value, reading.quality) == (value, quality)
    assert note in reading.note


def test_dated_values_are_kept_as_parts() -> None:
    reading = read_cell("2022г(июнь) - 0% / 2022г(август)-50%")
    labels = [(part.label, part.value, part.unit) for part in reading.parts]
    assert labels == [("2022г(июнь)", 0, PERCENT), ("2022г(август)", 50, PERCENT)]


@pytest.mark.parametrize(
    ("text", "unit_printed", "code"),
    [
        ("", "Доля", "blank"),
        ("0", "Доля", "nought"),
        ("14ч. 50%", "Доля", "people_percent"),
        ("4/27", "Доля", "fraction"),
        ("43%", "Доля", "percent"),
        ("93", "Процент", "percent_column"),
        ("0,6", "Доля", "decimal_share"),
        ("9", "Доля", "bare"),
        ("16 ШНОР", "", "counted_schools"),
        ("6 МОУ №№ 2, 27", "Единицы", "listed"),
    ],
)
def test_notation_is_named(text: str, unit_printed: str, code: str) -> None:
    notation = notation_of(text, unit_printed=unit_printed)
    assert notation is not None
    assert notation.code == code


def test_unknown_text_has_no_notation() -> None:
    assert notation_of("по плану") is None


WORDS = st.sampled_from(
    ["МОУ", "№№", "№", "ШНОР", "ШНО", "Лицей", "Средних школ", "КУГ", "Самый высокий", "в проекте",
     "%", "-", "–", "/", ",", ";", "и", "ч.", "не менее", "2022г", "1,5", "0", "37", "514", "("]
)  # fmt: skip
UNITS = st.sampled_from(["Доля", "Процент", "Единицы", "", "баллы"])
TITLES = st.sampled_from(["Доля учителей", "Количество школ", ""])


@given(st.text() | st.lists(WORDS, max_size=12).map(" ".join), UNITS, TITLES)
def test_any_text_gives_a_reading_that_keeps_it(text: str, unit: str, title: str) -> None:
    reading = read_cell(text, unit_printed=unit, title=title)
    assert reading.raw == text
    assert reading.value is None or math.isfinite(reading.value)
    assert reading.quality is not Quality.MISSING
    if reading.quality in (Quality.BLANK, Quality.UNREADABLE):
        assert reading.value is None
    if reading.quality in (AMBIGUOUS, SUSPECT, Quality.UNREADABLE):
        assert reading.note
    assert reading.denominator is None or reading.denominator > 0


@given(st.integers(0, 100), st.sampled_from(["%", " %", "\u00a0%"]), UNITS)
def test_a_percent_sign_always_reads_as_percent(value: int, sign: str, unit: str) -> None:
    reading = read_cell(f"{value}{sign}", unit_printed=unit)
    assert (reading.value, reading.unit) == (value, PERCENT)
