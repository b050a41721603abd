"""Reports of ФИС ОКО: counts out of percents, groups, seasons; nothing about a pupil comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shnor_core.exchange.inbox import read
from shnor_core.exchange.inbox.restored_counts import (
    MOST_PUPILS,
    nearest_counts,
    restored_counts,
    slack,
)
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import (
    FIS_OKO_JOURNAL,
    FIS_OKO_MARKS,
    FIS_OKO_PUPILS,
    Delivery,
    Sheet,
)
from tests.exchange.inbox_files import (
    JOURNAL_ROWS,
    MARKS_ROWS,
    journal_report,
    marks_report,
    pupils_report,
    saved,
    table,
    workbook,
)


@pytest.fixture
def delivered(tmp_path: Path, sandbox: Sandbox) -> Callable[..., Delivery]:
    def deliver(**sheets: Callable[..., None]) -> Delivery:
        return read(saved(workbook(sheets), tmp_path), sandbox=sandbox)

    return deliver


def _rows(sheet: Sheet, *codes: str) -> list[tuple[Any, ...]]:
    return list(zip(*(sheet.columns[code] for code in codes), strict=True))


def test_percents_become_counts_of_schools_and_levels(delivered: Callable[..., Delivery]) -> None:
    found = delivered(Лист1=marks_report())
    assert (found.kind, found.faults) == (FIS_OKO_MARKS, ())
    schools, levels = found.sheets
    marks = ("participants", "n2", "n3", "n4", "n5")
    assert schools.subject == "assessments"
    assert _rows(schools, "school", *marks) == [
        ("МБОУ «СОШ № 1»(edu240001)", 89, 11, 47, 24, 7),
        ("МБОУ «Лицей № 2»(edu240002)", 20, 2, 12, 4, 2),
    ]
    assert _rows(schools, "kind", "subject", "grade", "year", "season")[0] == (
        "ВПР", "Математика", 4, 2024, "весна",
    )  # fmt: skip
    assert (schools.rows, schools.cell("n2", 12)) == ((12, 13), "D12")
    assert levels.subject == "benchmarks"
    assert _rows(levels, "scope", *marks) == [
        ("регион", 3120, 312, 1248, 1092, 468),
        ("муниципалитет", 109, 13, 59, 28, 9),
    ]


def test_autumn_belongs_to_the_school_year_that_has_begun(
    delivered: Callable[..., Delivery],
) -> None:
    report = marks_report(work="ВПР 2022 Русский язык 5 класс", day="20.09.2022")
    schools = delivered(Лист1=report).sheets[0]
    assert _rows(schools, "subject", "grade", "year", "season")[0] == (
        "Русский язык", 5, 2023, "осень",
    )  # fmt: skip


def test_several_works_in_one_workbook(delivered: Callable[..., Delivery]) -> None:
    found = delivered(
        А=marks_report(),
        Б=marks_report(work="ВПР 2024 Русский язык 4 класс"),
        В=journal_report(),
    )
    works = {(one.subject, one.columns["subject"][0]) for one in found.sheets}
    assert works == {
        ("assessments", "Математика"), ("benchmarks", "Математика"), ("journal", "Математика"),
        ("assessments", "Русский язык"), ("benchmarks", "Русский язык"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("МБОУ «СОШ № 1»(edu240001)", None, 89, 12.36, 52.81, 26.97, 9.87), "percents_do_not_fit"),
        (("МБОУ «СОШ № 1»(edu240001)", None, 89.5, 12.36, 52.81, 26.97, 7.87), "not_a_number"),
        (("МБОУ «СОШ № 1»(edu240001)", None, 89, None, 52.81, 26.97, 7.87), "not_a_number"),
        (("МБОУ «СОШ № 1»(edu240001)", None, 89, "нет", 52.81, 26.97, 7.87), "not_a_number"),
        (("СОШ без логина", None, 20, 10.0, 60.0, 20.0, 10.0), "unknown_group"),
    ],
)
def test_a_row_that_does_not_hold_together_is_a_fault_and_the_others_stay(
    delivered: Callable[..., Delivery], row: tuple[Any, ...], rule: str
) -> None:
    found = delivered(Лист1=marks_report((*MARKS_ROWS[:3], MARKS_ROWS[4], row)))
    assert [(one.rule, one.row, one.sheet) for one in found.faults] == [(rule, 13, "Лист1")]
    assert found.sheets[0].columns["school"] == ("МБОУ «Лицей № 2»(edu240002)",)


def test_percents_kept_as_text_and_as_percents_read_the_same(
    delivered: Callable[..., Delivery],
) -> None:
    texts = ("МБОУ «СОШ № 1»(edu240001)", None, "89", "12,36", "52,81 %", "26.97%", "7,87")

    def shares(sheet: Any, book: Any) -> None:
        marks_report()(sheet, book)
        style = book.add_format({"num_format": "0.00%"})
        for at, share in enumerate((0.1236, 0.5281, 0.2697, 0.0787), 3):
            sheet.write_number(11, at, share, style)

    for report in (marks_report((*MARKS_ROWS[:3], texts, MARKS_ROWS[4])), shares):
        found = delivered(Лист1=report)
        assert found.faults == ()
        assert found.sheets[0].columns["n3"] == (47, 12)


def test_nobody_wrote_is_a_note_and_not_a_row_of_zeros(delivered: Callable[..., Delivery]) -> None:
    empty = ("МБОУ «СОШ № 3»(edu240003)", None, 0, 0, 0, 0, 0)
    blank = ("МБОУ «СОШ № 4»(edu240004)", None, None, None, None, None, None)
    found = delivered(Лист1=marks_report((*MARKS_ROWS, empty, blank)))
    assert len(found.sheets[0].rows) == 2
    assert any("никто не писал — строк 2" in note for note in found.notes)


@pytest.mark.parametrize(
    ("work", "day", "rule"),
    [
        ("ВПР 2024 Математика 4 класс", "", "no_day"),
        ("ВПР 2024 Математика 4 класс", "15.04.2023", "two_years"),
        ("ВПР 2024 Математика 4 класс", "32.13.2024", "no_day"),
        ("Отчёт за математику 4", "15.04.2024", "no_work"),
    ],
)
def test_a_report_that_does_not_say_its_work_is_not_guessed(
    delivered: Callable[..., Delivery], work: str, day: str, rule: str
) -> None:
    found = delivered(Лист1=marks_report(work=work, day=day))
    assert (found.sheets, [one.rule for one in found.faults]) == ((), [rule])


def test_two_reports_under_each_other_are_two_works(delivered: Callable[..., Delivery]) -> None:
    def both(sheet: Any, book: Any) -> None:
        marks_report()(sheet, book)
        below = marks_report(MARKS_ROWS[3:4], work="ВПР 2024 Русский язык 4 класс")

        class Shifted:
            def write(self, row: int, at: int, cell: Any) -> None:
                sheet.write(row + 20, at, cell)

        below(Shifted(), book)

    found = delivered(Лист1=both)
    works = [(one.subject, one.columns["subject"][0], len(one.rows)) for one in found.sheets]
    assert ("assessments", "Математика", 2) in works
    assert ("assessments", "Русский язык", 1) in works
    assert found.faults == ()


def test_journal_takes_schools_only(delivered: Callable[..., Delivery]) -> None:
    found = delivered(Лист1=journal_report())
    assert (found.kind, found.faults) == (FIS_OKO_JOURNAL, ())
    (journal,) = found.sheets
    assert _rows(journal, "school", "lowered", "confirmed", "raised") == [
        ("МБОУ «СОШ № 1»(edu240001)", 18, 64, 7),
        ("МБОУ «Лицей № 2»(edu240002)", 7, 11, 2),
    ]


def test_journal_with_a_header_of_two_rows(delivered: Callable[..., Delivery]) -> None:
    def merged(sheet: Any, book: Any) -> None:
        journal_report(())(sheet, book)
        for at in range(2, 8):
            sheet.write_blank(7, at, None, None)
        sheet.merge_range(7, 0, 8, 0, "Группы участников")
        sheet.merge_range(7, 1, 8, 1, "Всего")
        for part, word in enumerate(("Понизили", "Подтвердили", "Повысили")):
            sheet.merge_range(7, 2 + 2 * part, 7, 3 + 2 * part, f"{word} (Отметка)")
            sheet.write_row(8, 2 + 2 * part, ["%", "Кол-во участников"])
        for row, cells in enumerate(JOURNAL_ROWS, 9):
            sheet.write_row(row, 0, cells)

    found = delivered(Лист1=merged)
    assert found.faults == ()
    assert found.sheets[0].columns["confirmed"] == (64, 11)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ((89, 20.22, 18, 71.91, 64, 7.87, 8), "parts_do_not_sum"),
        ((89, 21.22, 18, 71.91, 64, 7.87, 7), "percents_do_not_fit"),
        ((89, 20.22, "?", 71.91, 64, 7.87, 7), "not_a_number"),
    ],
)
def test_a_comparison_that_does_not_add_up_is_a_fault(
    delivered: Callable[..., Delivery], cells: tuple[Any, ...], rule: str
) -> None:
    found = delivered(Лист1=journal_report((("МБОУ «СОШ № 1»(edu240001)", *cells),)))
    assert [one.rule for one in found.faults] == [rule]


PUPILS = {
    "МБОУ «СОШ № 1»(edu240001)": (
        (1, 2, 3, 5, 5),
        (1, 0, 1, 3, 4),
        (0, "X", 0, 2, 3),
        (0, "Х", 0, 2, "нет отметки"),
        ("отсутствовал", None, None, None, 4),
        (1, 1, 2, 4, 3),
        (None, None, 0, None, None),
    ),
    "МБОУ «Лицей № 2»(edu240002)": ((1, 2, 3, 5, 4),),
}


def test_pupils_are_counted_and_left_behind(delivered: Callable[..., Delivery]) -> None:
    found = delivered(Лист1=pupils_report(PUPILS))
    assert (found.kind, found.faults) == (FIS_OKO_PUPILS, ())
    results, journal = found.sheets
    assert _rows(results, "school", "participants", "n2", "n3", "n4", "n5", "mean_score") == [
        # primary scores 3, 1, 0, 0 and 2 of 20
        ("МБОУ «СОШ № 1»(edu240001)", 5, 2, 1, 1, 1, 6.0),
        ("МБОУ «Лицей № 2»(edu240002)", 1, 0, 0, 0, 1, 15.0),
    ]
    assert "средний балл — первичный, в процентах от наибольшего (20)" in found.notes[0]
    assert _rows(journal, "lowered", "confirmed", "raised") == [(2, 1, 1), (0, 0, 1)]
    told = repr(found).replace(found.sha256, "")
    assert not any(code in told for code in ("4900", "4А", "reg24_m012"))


@pytest.mark.parametrize(
    ("pupils", "rule"),
    [
        (((None, None, 0, 2, 4), (1, 1, 2, 4, 4)), "empty_works"),
        (((1, 1, 2, 4, 4), (1, 1, 2, 4, 4)), "pupils_differ"),
        (((1, 1, 21, 5, 5),), "score_above_greatest"),
    ],
)
def test_a_school_whose_pupils_do_not_add_up_is_a_fault_without_a_pupil(
    delivered: Callable[..., Delivery], pupils: Any, rule: str
) -> None:
    def report(sheet: Any, book: Any) -> None:
        pupils_report({"МБОУ «СОШ № 1»(edu240001)": pupils})(sheet, book)
        if rule == "pupils_differ":
            sheet.write(8, 0, "МБОУ «СОШ № 1»(edu240001) | Кол-во участников: 3")

    found = delivered(Лист1=report)
    assert [(one.rule, one.value) for one in found.faults] == [(rule, "МБОУ «СОШ № 1»(edu240001)")]
    assert found.sheets == ()
    # digits of the checksum may be any
    assert "4900" not in repr(found).replace(found.sha256, "")


def test_a_mean_score_of_some_pupils_is_none_of_the_school(
    delivered: Callable[..., Delivery],
) -> None:
    pupils = ((1, 2, 3, 5, 5), (1, 1, None, 4, 4))
    found = delivered(Лист1=pupils_report({"МБОУ «СОШ № 1»(edu240001)": pupils}))
    assert (found.faults, found.sheets[0].columns["mean_score"]) == ((), (None,))
    assert any("по 1\xa0школе среднего балла нет" in note for note in found.notes)


def test_a_form_of_scores_filled_with_zeros_is_not_results(
    delivered: Callable[..., Delivery],
) -> None:
    header = ("Код участника", "Вариант", "1 (1б)", "Порядковый номер класса", "Итого баллов")
    found = delivered(Протокол=table((header, *((None, None, None, None, 0),) * 1500)))
    assert (found.sheets, [one.rule for one in found.faults]) == ((), ["form_of_scores"])


@given(st.lists(st.integers(0, 500_000), min_size=4, max_size=4).filter(any))
@example([0, 2, 2, 26_663])
def test_counts_of_a_region_are_as_near_as_its_percents_say(counts: list[int]) -> None:
    whole = sum(counts)
    found = nearest_counts(whole, [round(count * 100 / whole, 2) for count in counts])
    assert found is not None
    assert sum(found) == whole
    near = slack(whole) if whole > MOST_PUPILS else 0
    assert all(abs(one - count) <= near for one, count in zip(found, counts, strict=True))
    for one, count in zip(found, counts, strict=True):
        assert one * 100 / whole == pytest.approx(round(count * 100 / whole, 2), abs=0.00501)


def test_a_large_region_is_taken_and_a_school_of_its_size_is_not(
    delivered: Callable[..., Delivery],
) -> None:
    shares = (5.06, 32.92, 44.33, 17.69)
    rows = (
        ("Край N", 900, 34_512, *shares),
        ("Учебный округ(reg24_m012)", 200, 12_000, *shares),
        ("МБОУ «СОШ № 1»(edu240001)", None, 34_512, *shares),
    )
    found = delivered(Лист1=marks_report(rows))
    assert _rows(found.sheets[0], "scope", "participants", "n2", "n3", "n4", "n5") == [
        ("регион", 34_512, 1746, 11_362, 15_299, 6105),
        ("муниципалитет", 12_000, 607, 3950, 5320, 2123),
    ]
    assert any("с точностью до 4\xa0учеников" in note for note in found.notes)
    assert [(one.rule, one.value) for one in found.faults] == [
        ("too_many", "МБОУ «СОШ № 1»(edu240001)")
    ]


@given(st.lists(st.integers(0, 2500), min_size=4, max_size=4).filter(any))
def test_every_printed_row_of_up_to_ten_thousand_pupils_is_restored(counts: list[int]) -> None:
    whole = sum(counts)
    assert whole <= MOST_PUPILS
    percents = [round(count * 100 / whole, 2) for count in counts]
    assert restored_counts(whole, percents) == tuple(counts)


@given(
    st.integers(1, 3 * MOST_PUPILS),
    st.lists(st.floats(0, 100).map(lambda one: round(one, 2)), min_size=4, max_size=4),
)
def test_restored_counts_always_print_as_the_percents(whole: int, percents: list[float]) -> None:
    counts = restored_counts(whole, percents)
    if counts is not None:
        assert sum(counts) == whole
        for count, percent in zip(counts, percents, strict=True):
            assert count * 100 / whole == pytest.approx(percent, abs=0.00501)
