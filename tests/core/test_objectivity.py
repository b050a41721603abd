"""Possible signs: boundaries by hand, what stays silent, and the wording."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.errors import StatisticsError
from shnor_core.objectivity import (
    MIN_SCHOOLS,
    PUBLISHED_NORMS,
    JournalNorm,
    Marker,
    MarkerKind,
    high_mean_markers,
    journal_markers,
    journal_shares,
    objectivity_level,
    sharp_change_markers,
)
from shnor_core.procedures import Kind, Procedure, Season

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
RUSSIAN_4 = Procedure(Kind.VPR, "russian", 4, 2023)
RUSSIAN_5 = Procedure(Kind.VPR, "russian", 5, 2024)
MATH_7 = Procedure(Kind.VPR, "math", 7, 2024)
AUTUMN = Procedure(Kind.VPR, "russian", 4, 2023, Season.AUTUMN)
GRADE_5_SAME_YEAR = Procedure(Kind.VPR, "russian", 5, 2023)
KNOWN = {
    work.procedure_id: work for work in (RUSSIAN_4, RUSSIAN_5, MATH_7, AUTUMN, GRADE_5_SAME_YEAR)
}


@dataclass(frozen=True)
class Journal:
    lowered: int
    confirmed: int
    raised: int
    procedure_id: str = RUSSIAN_4.procedure_id
    school_id: str = "a"


@dataclass(frozen=True)
class Score:
    school_id: str
    procedure_id: str
    participants: int
    mean_score: float | None


@dataclass(frozen=True)
class Region:
    procedure_id: str
    participants: int | None
    mean_score: float | None
    sd: float | None


def score(mean: float | None, participants: int = 100, work: Procedure = RUSSIAN_4) -> Score:
    return Score("a", work.procedure_id, participants, mean)


def region(work: Procedure = RUSSIAN_4, sd: float | None = 20) -> list[Region]:
    """The half of the interval is 1.96·20/√400 = 1.96."""
    return [Region(work.procedure_id, 400, 60, sd)]


def cohort(pairs: Sequence[tuple[float, float]]) -> list[Score]:
    """Means of grade 4 in 2023 and of grade 5 in 2024, school by school."""
    return [
        Score(f"s{place}", work.procedure_id, 20, mean)
        for place, pair in enumerate(pairs)
        for work, mean in zip((RUSSIAN_4, RUSSIAN_5), pair, strict=True)
    ]


def kinds(markers: Sequence[Marker]) -> list[tuple[str, MarkerKind]]:
    return [(found.school_id, found.kind) for found in markers]


def test_shares_and_published_wilson_limits() -> None:
    # Newcombe 1998: 81 of 263 is 30.8 %, 25.5–36.6
    lowered, confirmed, raised = journal_shares(Journal(100, 82, 81))
    assert [part.pupils for part in (lowered, confirmed, raised)] == [100, 82, 81]
    assert raised.share == pytest.approx(30.798, abs=1e-3)
    assert raised.limits == pytest.approx((25.53, 36.62), abs=5e-3)
    assert lowered.share + confirmed.share + raised.share == pytest.approx(100)


def test_nobody_compared_is_unknown_and_not_nought() -> None:
    parts = journal_shares(Journal(0, 0, 0), PUBLISHED_NORMS["math", 4])
    assert [(part.share, part.limits, part.above_norm) for part in parts] == [
        (None, None, False),
    ] * 3


def test_negative_count_is_refused() -> None:
    with pytest.raises(StatisticsError):
        journal_shares(Journal(-1, 1, 0))


def test_norm_at_the_lower_limit_is_no_sign() -> None:
    *_, raised = journal_shares(Journal(0, 40, 60))
    assert raised.limits
    at, below = raised.limits[0], math.nextafter(raised.limits[0], 0)

    def found(norm: float) -> int:
        norms = {("russian", 4): JournalNorm(19.3, 68.5, norm, "пример")}
        return len(journal_markers([Journal(0, 40, 60)], KNOWN, norms))

    assert (found(at), found(below)) == (0, 1)


def test_both_directions_have_a_sign_of_their_own() -> None:
    assert kinds(journal_markers([Journal(2, 30, 50)], KNOWN)) == [("a", MarkerKind.JOURNAL_RAISED)]
    assert kinds(journal_markers([Journal(50, 30, 2)], KNOWN)) == [
        ("a", MarkerKind.JOURNAL_LOWERED)
    ]


@pytest.mark.parametrize("work", [MATH_7, AUTUMN])
def test_without_a_norm_and_in_autumn_nothing_is_said(work: Procedure) -> None:
    assert journal_markers([Journal(0, 0, 100, work.procedure_id)], KNOWN) == ()


def test_a_handful_of_pupils_is_no_sign() -> None:
    assert journal_markers([Journal(0, 3, 2)], KNOWN) == ()


def test_published_norms_are_shares_of_a_whole() -> None:
    for norm in PUBLISHED_NORMS.values():
        assert norm.lowered + norm.confirmed + norm.raised == pytest.approx(100, abs=0.11)
    assert PUBLISHED_NORMS["math", 4].raised == 21.8


@pytest.mark.parametrize(("mean", "expected"), [(65.87, 0), (65.89, 1), (54.0, 0)])
def test_mean_is_high_when_the_intervals_part(mean: float, expected: int) -> None:
    # 1.96·20/√100 = 3.92 below the mean against 60 + 1.96
    assert len(high_mean_markers([score(mean)], region(), KNOWN)) == expected


def test_numbers_of_the_mean_are_kept() -> None:
    (found,) = high_mean_markers([score(70)], region(), KNOWN)
    assert found.numbers["low"] == pytest.approx(66.08)
    assert found.numbers["region_high"] == pytest.approx(61.96)
    assert "ВПР русский 4, 2022/23" in found.evidence
    assert "писали 100" in found.evidence


def test_fewer_pupils_need_a_greater_distance() -> None:
    assert high_mean_markers([score(70, participants=9)], region(), KNOWN) == ()


@pytest.mark.parametrize(
    ("scores", "regions"),
    [
        ([score(None)], region()),
        ([score(99, participants=0)], region()),
        ([score(99)], []),
        ([score(99)], region(sd=None)),
        ([score(99)], [Region(RUSSIAN_4.procedure_id, None, 60, 20)]),
        ([score(99, work=MATH_7)], region(MATH_7)),
        ([score(99, work=AUTUMN)], region(AUTUMN)),
    ],
)
def test_unknown_or_unnamed_gives_no_mean_marker(
    scores: list[Score], regions: list[Region]
) -> None:
    assert high_mean_markers(scores, regions, KNOWN) == ()


def test_municipal_row_among_regional_ones_is_refused() -> None:
    with pytest.raises(StatisticsError, match="Два региональных значения"):
        high_mean_markers([score(70)], [*region(), *region()], KNOWN)


def test_fall_is_beyond_the_upper_fence() -> None:
    # ratios 1, 1, 2, 2 and the last: Q1 = 1, Q3 = 2, fence 2 + 3·1 = 5
    usual = [(50.0, 50.0), (50.0, 50.0), (50.0, 25.0), (50.0, 25.0)]
    assert sharp_change_markers(cohort([*usual, (50.0, 10.0)]), KNOWN) == ()
    (found,) = sharp_change_markers(cohort([*usual, (50.0, 9.9)]), KNOWN)
    assert kinds([found]) == [("s4", MarkerKind.SHARP_FALL)]
    assert found.procedure_id == RUSSIAN_5.procedure_id
    assert (found.numbers["low"], found.numbers["high"], found.numbers["schools"]) == (-2, 5, 5)


def test_rise_is_below_the_lower_fence() -> None:
    # ratios last, 4, 4, 5, 5: fence 4 − 3·1 = 1
    usual = [(40.0, 10.0), (40.0, 10.0), (50.0, 10.0), (50.0, 10.0)]
    assert sharp_change_markers(cohort([*usual, (10.0, 10.0)]), KNOWN) == ()
    found = sharp_change_markers(cohort([*usual, (9.9, 10.0)]), KNOWN)
    assert kinds(found) == [("s4", MarkerKind.SHARP_RISE)]


def test_equal_schools_and_too_few_schools_are_silent() -> None:
    assert sharp_change_markers(cohort([(60.0, 50.0)] * 9), KNOWN) == ()
    few = [(50.0, 50.0)] * (MIN_SCHOOLS - 2) + [(50.0, 1.0)]
    assert sharp_change_markers(cohort(few), KNOWN) == ()


def test_only_one_cohort_in_two_springs_is_compared() -> None:
    pairs = [(50.0, 50.0)] * 6 + [(50.0, 1.0)]
    assert len(sharp_change_markers(cohort(pairs), KNOWN)) == 1
    same_year = [
        Score(row.school_id, GRADE_5_SAME_YEAR.procedure_id, 20, row.mean_score)
        if row.procedure_id == RUSSIAN_5.procedure_id
        else row
        for row in cohort(pairs)
    ]
    autumn = [
        Score(row.school_id, AUTUMN.procedure_id, 20, row.mean_score)
        if row.procedure_id == RUSSIAN_4.procedure_id
        else row
        for row in cohort(pairs)
    ]
    assert sharp_change_markers(same_year, KNOWN) == sharp_change_markers(autumn, KNOWN) == ()
    assert sharp_change_markers(cohort(pairs), KNOWN, grades=(6, 7)) == ()


def test_missing_and_zero_means_are_left_out() -> None:
    rows = [*cohort([(50.0, 50.0)] * 6), score(80.0), Score("a", RUSSIAN_5.procedure_id, 5, 0.0)]
    assert sharp_change_markers(rows, KNOWN) == ()
    assert sharp_change_markers([Score("b", RUSSIAN_4.procedure_id, 5, None)], KNOWN) == ()


@given(
    st.lists(st.tuples(st.integers(10, 100), st.integers(10, 100)), min_size=5, max_size=12),
    st.sampled_from([0.25, 0.5, 2.0, 4.0]),
)
def test_unit_of_the_score_changes_nothing(pairs: list[tuple[int, int]], unit: float) -> None:
    plain = sharp_change_markers(cohort(pairs), KNOWN)
    other = sharp_change_markers(cohort([(a * unit, b) for a, b in pairs]), KNOWN)
    assert kinds(plain) == kinds(other)


@given(st.permutations(range(7)))
def test_order_of_schools_changes_nothing(order: list[int]) -> None:
    pairs = [(50.0, 50.0), (52.0, 50.0), (51.0, 49.0), (48.0, 50.0), (50.0, 52.0), (55.0, 52.0)]
    pairs.append((80.0, 20.0))
    rows = cohort(pairs)
    mixed = [rows[2 * place + half] for place in order for half in (0, 1)]
    assert kinds(sharp_change_markers(mixed, KNOWN)) == [("s6", MarkerKind.SHARP_FALL)]


def test_level_counts_schools_and_not_markers() -> None:
    markers = journal_markers([Journal(2, 30, 50), Journal(50, 30, 2)], KNOWN)
    assert len(markers) == 2
    assert objectivity_level(markers, ["a", "b", "c", "d"]) == 75
    assert objectivity_level([], ["a"]) == 100
    assert objectivity_level(markers, ["b"]) == 100
    with pytest.raises(StatisticsError):
        objectivity_level(markers, [])


def demo_markers() -> list[Marker]:
    def rows(name: str) -> list[dict[str, str]]:
        with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    known = {
        row["procedure_id"]: Procedure(
            Kind(row["kind"]), row["subject"], int(row["grade"]), int(row["year"]),
            Season(row["season"]),
        )
        for row in rows("procedures")
    }  # fmt: skip
    scores = [
        Score(r["school_id"], r["procedure_id"], int(r["participants"]), float(r["mean_score"]))
        for r in rows("assessments")
    ]
    regions = [
        Region(r["procedure_id"], int(r["participants"]), float(r["mean_score"]), float(r["sd"]))
        for r in rows("benchmarks")
        if r["scope"] == "region"
    ]
    journal = [
        Journal(int(r["lowered"]), int(r["confirmed"]), int(r["raised"]), r["procedure_id"],
                r["school_id"])
        for r in rows("journal")
    ]  # fmt: skip
    return [
        *journal_markers(journal, known),
        *high_mean_markers(scores, regions, known),
        *sharp_change_markers(scores, known),
    ]


def test_invented_school_shows_all_three_signs() -> None:
    of_school = [found for found in demo_markers() if found.school_id == "demo-7"]
    grade_4 = {found.kind for found in of_school if "-4-2024-" in found.procedure_id}
    assert grade_4 == {MarkerKind.JOURNAL_RAISED, MarkerKind.HIGH_MEAN}
    falls = [found for found in of_school if found.kind is MarkerKind.SHARP_FALL]
    assert [found.procedure_id for found in falls] == ["vpr-math-5-2024-spring"]


def test_every_sentence_says_possible_and_shames_nobody() -> None:
    shaming = re.compile(r"наруш|необъектив|завыш|худш|фальсиф|списыва", re.IGNORECASE)
    for found in demo_markers():
        assert found.evidence.startswith("Возможный признак: ВПР ") or "ОГЭ" in found.evidence
        assert found.evidence.endswith(".")
        assert not shaming.search(found.evidence)
        assert "." not in re.sub(r"\.$", "", found.evidence)
