"""Hand-worked cases of the rules on shares: one short, exact, one past, ties, gaps."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from shnor_core.errors import MethodError, StatisticsError, UnknownSchoolError
from shnor_core.identification import CellStatus, Join, Results, Scope, identify, vary
from shnor_core.identification.results import UNKNOWN
from tests.core.identification_world import (
    B_ANY,
    B_SAME,
    KEYS,
    METHODS,
    VARIANTS,
    YEAR,
    A,
    School,
    method,
    plainly_listed,
    results,
)

NOTHING = (None, None, None, None)
OR_ANY = method(A, B_ANY)
OR_SAME = method(A, B_SAME)
AND_ANY = method(A, B_ANY, join=Join.AND)


def listed(school: School, tested=OR_ANY) -> bool | None:
    found = identify(results(school), tested, year=YEAR)
    return found.explain("ш").listed


@pytest.mark.parametrize(
    ("low", "participants", "expected"),
    [
        (3, 10, True),  # 30 % exactly
        (2, 10, False),  # one short
        (4, 10, True),  # one past
        (29, 97, False),  # 29,9 %, shown as 30 %
        (30, 97, True),
        (30, 100, True),
        (29, 100, False),
        (0, 1, False),
        (1, 1, True),  # n = 1
        (1, 3, True),
        (1, 4, False),
        (20, 20, True),  # all «2»
    ],
)
def test_threshold_is_inclusive_and_compares_counts(low, participants, expected):
    school = (((low, participants), (low, participants), (0, 50), (0, 50)), NOTHING)
    assert listed(school) is expected


@pytest.mark.parametrize(
    ("participants", "needed"), [(1, 1), (3, 1), (4, 2), (10, 3), (20, 6), (97, 30), (100, 30)]
)
def test_needed_is_the_least_number_of_low_marks(participants, needed):
    school = (((0, participants), None, None, None), NOTHING)
    evidence = identify(results(school), OR_ANY, year=YEAR).explain("ш").evidence[0]
    assert evidence.needed == needed
    assert Fraction(needed, participants) >= Fraction(3, 10) > Fraction(needed - 1, participants)


HIGH, LOW = (0, 10), (3, 10)


@pytest.mark.parametrize(
    ("last", "previous", "expected"),
    [
        # branch A: one procedure is short, two are exact, three are past
        ((LOW, HIGH, HIGH, HIGH), NOTHING, {"or": False, "same": False, "and": False}),
        ((LOW, LOW, HIGH, HIGH), NOTHING, {"or": True, "same": True, "and": False}),
        ((LOW, LOW, LOW, HIGH), NOTHING, {"or": True, "same": True, "and": False}),
        # branch B: another procedure in the other year, the same procedure, only the year before
        (
            (LOW, HIGH, HIGH, HIGH),
            (HIGH, LOW, HIGH, HIGH),
            {"or": True, "same": False, "and": False},
        ),
        (
            (LOW, HIGH, HIGH, HIGH),
            (LOW, HIGH, HIGH, HIGH),
            {"or": True, "same": True, "and": False},
        ),
        (
            (HIGH, HIGH, HIGH, HIGH),
            (LOW, LOW, HIGH, HIGH),
            {"or": False, "same": False, "and": False},
        ),
        # both branches
        ((LOW, LOW, HIGH, HIGH), (HIGH, HIGH, LOW, HIGH), {"or": True, "same": True, "and": True}),
        # nobody low, everybody low
        ((HIGH,) * 4, (HIGH,) * 4, {"or": False, "same": False, "and": False}),
        (((10, 10),) * 4, ((10, 10),) * 4, {"or": True, "same": True, "and": True}),
    ],
)
def test_branches_and_joins(last, previous, expected):
    school = (last, previous)
    found = {
        "or": listed(school, OR_ANY),
        "same": listed(school, OR_SAME),
        "and": listed(school, AND_ANY),
    }
    assert found == expected


def test_missing_previous_year_is_said_and_does_not_exclude():
    verdict = identify(results(((LOW, LOW, None, None), NOTHING)), OR_ANY, year=YEAR).explain("ш")
    assert verdict.listed is True
    assert [rule.holds for rule in verdict.rules] == [True, None]
    assert "За 2022/23 год нет ни одной процедуры с результатами." in verdict.notes


@pytest.mark.parametrize("school", [(NOTHING, NOTHING), (NOTHING, (LOW, LOW, LOW, LOW))])
def test_school_without_results_of_the_judged_year_is_not_judged(school):
    found = identify(results({"ш": school, "другая": ((LOW,) * 4, NOTHING)}), OR_ANY, year=YEAR)
    verdict = found.explain("ш")
    assert verdict.listed is None
    assert verdict.certainty is None
    assert verdict.distance is None
    assert found.explain("другая").listed is True


def test_procedure_nobody_wrote_is_not_counted_as_zero():
    school = (((0, 0), LOW, None, None), (LOW, None, None, None))
    verdict = identify(results(school), OR_ANY, year=YEAR).explain("ш")
    assert verdict.listed is True
    assert verdict.evidence[0].status is CellStatus.NO_PARTICIPANTS
    assert verdict.evidence[0].is_low is None
    assert any("никто не писал" in note for note in verdict.notes)


def test_unknown_marks_are_not_zero():
    table = Results.of(
        school=["ш", "ш", "ш"],
        procedure=list(KEYS[:3]),
        year=[YEAR] * 3,
        participants=[10, None, 10],
        low=[None, 3, 3],
    )
    verdict = identify(table, OR_ANY, year=YEAR).explain("ш")
    statuses = [cell.status for cell in verdict.evidence[:4]]
    unknown = CellStatus.NO_MARKS
    assert statuses == [unknown, unknown, CellStatus.COUNTED, CellStatus.NO_ROW]
    assert verdict.evidence[0].low is None
    assert verdict.evidence[1].participants is None


def test_cancelled_procedure_says_why():
    found = identify(results(((LOW, LOW, None, None), NOTHING)), METHODS["fioko-2022"], year=2021)
    before = found.explain("ш").evidence[8:]
    cancelled = [cell for cell in before if cell.status is CellStatus.NOT_HELD]
    assert {cell.title for cell in cancelled} == {"ОГЭ математика", "ОГЭ русский"}
    assert "ОГЭ 2020 года отменены" in cancelled[0].reason


def test_reason_given_by_the_data_is_shown():
    not_held = {(KEYS[2], YEAR): "карантин"}
    found = identify(
        results(((LOW, LOW, None, None), NOTHING)), OR_ANY, year=YEAR, not_held=not_held
    )
    assert found.explain("ш").evidence[2].reason == "не проводилась: карантин"


def test_minimum_of_participants_is_off_by_default_and_visible_when_set():
    school = (((2, 4), (2, 4), (0, 20), (0, 20)), NOTHING)
    assert listed(school) is True
    found = identify(results(school), OR_ANY, year=YEAR, minimum_participants=5).explain("ш")
    assert found.listed is False
    assert found.evidence[0].status is CellStatus.UNDER_MINIMUM
    assert found.evidence[0].reason == "участников меньше 5, не считается"
    exactly = identify(results(school), OR_ANY, year=YEAR, minimum_participants=4).explain("ш")
    assert exactly.listed is True


@pytest.mark.parametrize(
    ("percent", "expected"), [(25, True), (30, True), (31, False), (100, False)]
)
def test_threshold_can_be_moved(percent, expected):
    school = (((3, 10), (3, 10), (0, 9), (0, 9)), NOTHING)
    found = identify(results(school), OR_ANY, year=YEAR, threshold=Fraction(percent, 100))
    assert found.explain("ш").listed is expected


def test_reading_of_the_document_can_be_varied():
    school = ((LOW, HIGH, HIGH, HIGH), (HIGH, LOW, HIGH, HIGH))
    assert listed(school, vary(OR_ANY, scope=Scope.SAME)) is False
    assert listed(school, vary(OR_ANY, join=Join.AND)) is False
    assert listed(((LOW,) * 4, NOTHING), vary(OR_ANY, last_year=5)) is False


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": Fraction(0)},
        {"threshold": Fraction(2)},
        {"minimum_participants": -1},
        {"last_year": 0},
    ],
)
def test_numbers_outside_their_domain_are_refused(changes):
    with pytest.raises(MethodError):
        vary(OR_ANY, **changes)


def test_method_of_another_kind_is_refused():
    with pytest.raises(MethodError, match="доле"):
        identify(results((NOTHING, NOTHING)), METHODS["kamensk-2022"], year=YEAR)


def test_two_rows_for_one_school_and_procedure_are_refused():
    table = Results.of(
        school=["ш", "ш"], procedure=[KEYS[0]] * 2, year=[YEAR] * 2, participants=[9, 9], low=[1, 2]
    )
    with pytest.raises(StatisticsError, match="Две строки"):
        identify(table, OR_ANY, year=YEAR)


@pytest.mark.parametrize(
    ("participants", "low"), [([5], [6]), ([-2], [0]), ([5], [-3]), ([5.5], [1]), ([5, 5], [1])]
)
def test_impossible_counts_are_refused(participants, low):
    with pytest.raises(StatisticsError):
        Results.of(
            school=["ш"], procedure=[KEYS[0]], year=[YEAR], participants=participants, low=low
        )


@pytest.mark.parametrize(
    "low",
    [
        [3, None],
        [3.0, float("nan")],
        np.array([3.0, np.nan]),
        np.ma.masked_array([3, 7], mask=[False, True]),
        np.ma.masked_array([3.0, 7.0], mask=[False, True]),
    ],
)
def test_missing_counts_of_any_column_stay_missing(low):
    table = Results.of(
        school=["а", "б"], procedure=[KEYS[0]] * 2, year=[YEAR] * 2, participants=[10, 10], low=low
    )
    assert table.low.tolist() == [3, UNKNOWN]


@pytest.mark.parametrize("schools", [["а", "а"], ["б"]])
def test_list_of_schools_has_to_fit_the_rows(schools):
    with pytest.raises(StatisticsError, match="спис"):
        Results.of(
            school=["а"],
            procedure=[KEYS[0]],
            year=[YEAR],
            participants=[9],
            low=[1],
            schools=schools,
        )


def test_unknown_school_is_named():
    found = identify(results((NOTHING, NOTHING)), OR_ANY, year=YEAR)
    with pytest.raises(UnknownSchoolError, match="нет такой"):
        found.explain("нет такой")


def test_procedures_outside_the_method_are_named():
    table = results((((1, 10),) * 6, NOTHING))
    assert identify(table, OR_ANY, year=YEAR).explain("ш").outside == (
        "ОГЭ математика",
        "ОГЭ русский",
    )


@pytest.mark.parametrize("tested", VARIANTS)
def test_engine_agrees_with_the_plain_reading_on_a_grid(tested):
    cells = [None, (0, 3), (1, 3), (2, 4), (5, 5)]
    schools = {
        f"{i}{j}{k}{m}": (
            (cells[i], cells[j], cells[k], cells[m]),
            (cells[m], cells[i], cells[j], None),
        )
        for i in range(5)
        for j in range(5)
        for k in range(5)
        for m in range(5)
    }
    found = identify(results(schools), tested, year=YEAR)
    expected = [plainly_listed(school, tested) for school in schools.values()]
    assert found.listed.tolist() == expected
