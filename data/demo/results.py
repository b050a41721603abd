"""Marks, mean scores and journal marks of every school in every procedure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from district import BY_ID, SCHOOLS, TERRITORY, School, enrolled, missing, stream
from numpy.typing import NDArray
from works import HELD, Shares, Work, shifted

Counts = tuple[int, int, int, int]

# how strongly one school's shares in one procedure stay near its own level (beta-binomial)
CONCENTRATION = 250
JOURNAL_CONCENTRATION = 200
ABSENT = 0.07

# middle of each mark, per cent of the greatest score; spread of the scores inside a mark
MARK_SCORES = np.array([28.0, 47.0, 67.0, 88.0])
INSIDE_MARK = 6.0
# mean, change per unit of effect and spread of ЕГЭ test scores
TEST_SCORES = {"math_profile": (56.0, 9.0, 16.0), "russian": (67.0, 6.0, 13.0)}
REGION_SIZE = {"vpr": 9400, "oge": 8700, "ege": 3900, "kdr": 9100}

# Counts that must stand exactly so: the threshold of 30 % met by the last pupil (6 of 20, 3 of 10),
# missed by one, met by so few that it says little (3 of 9), met once a year by different works;
# pupils of school 7 fall sharply from grade 4 to grade 5.
PLANTED: dict[tuple[str, str], Counts] = {
    ("demo-11", "vpr-math-6-2024-spring"): (7, 9, 3, 1),
    ("demo-11", "vpr-russian-6-2024-spring"): (6, 8, 5, 1),
    ("demo-2", "vpr-math-5-2024-spring"): (6, 7, 5, 2),
    ("demo-2", "vpr-russian-6-2024-spring"): (5, 9, 5, 1),
    ("demo-7", "vpr-math-5-2024-spring"): (19, 47, 13, 1),
    ("demo-10", "vpr-russian-5-2024-spring"): (3, 4, 2, 1),
    ("demo-10", "vpr-math-6-2024-spring"): (2, 5, 3, 1),
    ("demo-10", "oge-math-9-2024-spring"): (2, 6, 2, 1),
    ("demo-12-branch", "vpr-math-6-2024-spring"): (3, 4, 2, 0),
    ("demo-12-branch", "vpr-russian-6-2024-spring"): (3, 3, 2, 0),
    ("demo-14", "vpr-russian-6-2023-spring"): (12, 17, 7, 1),
    ("demo-14", "vpr-math-6-2024-spring"): (12, 18, 7, 1),
    ("demo-14", "vpr-russian-6-2024-spring"): (8, 14, 9, 2),
}

# what the journal of the suspicious school looks like: half the pupils get more than they had
SUSPICIOUS, SUSPICIOUS_GRADES = "demo-7", (4,)
SUSPICIOUS_JOURNAL = (3.0, 47.0, 50.0)
# shares «понизили / подтвердили / повысили» of a whole region in spring 2021, per cent
JOURNAL = {
    ("math", 4): (12.9, 65.3, 21.8),
    ("russian", 4): (19.3, 68.5, 12.2),
    ("math", 5): (35.4, 57.6, 7.1),
    ("russian", 5): (33.5, 59.9, 6.6),
}


@cache
def marks(school_id: str, work: Work) -> Counts | None:
    """Counts of «2», «3», «4», «5»; ``None`` when the school has no results at all."""
    school = BY_ID[school_id]
    if missing(school, work.year):
        return None
    planted = PLANTED.get((school_id, work.procedure_id))
    writers = _writers(school, work)
    if planted or not writers:
        return planted
    draw = stream("marks", school_id, work.procedure_id)
    pupils = int(draw.binomial(writers, 1 - ABSENT))
    target = shifted(work.shares, _effect(school, work)) * CONCENTRATION
    own = np.zeros(4)
    own[target > 0] = draw.dirichlet(target[target > 0])
    two, three, four, five = (int(count) for count in draw.multinomial(pupils, own))
    return (two, three, four, five) if pupils else None


def _writers(school: School, work: Work) -> int:
    pupils = enrolled(school, work.pupils_grade, work.year)
    if work.kind != "ege" or work.subject == "russian":
        return pupils
    profile = round(pupils * 0.45)
    return profile if work.subject == "math_profile" or work.year == 2021 else pupils - profile


def _effect(school: School, work: Work) -> float:
    noise = stream("subject", school.school_id, work.base).normal(0, 0.12)
    noise += stream("cohort", school.school_id, work.year - work.pupils_grade).normal(0, 0.12)
    if school.school_id == SUSPICIOUS and work.kind == "vpr" and work.season == "spring":
        noise += -2.1 * (work.grade in SUSPICIOUS_GRADES)
    return school.shift(work.year) + float(noise)


def mean_score(counts: Counts, work: Work, effect: float, draw: np.random.Generator) -> float:
    """Mean score of a group: test score of ЕГЭ, otherwise per cent of the greatest score."""
    pupils = sum(counts)
    if work.scale == "minimum":
        mean, change, spread = TEST_SCORES[work.subject]
        drawn = mean - change * effect + draw.normal(0, spread / np.sqrt(pupils))
        return round(float(np.clip(drawn, 5, 98)), 1)
    middle = float(np.dot(counts, MARK_SCORES) / pupils)
    return round(middle + float(draw.normal(0, INSIDE_MARK / np.sqrt(pupils))), 1)


def _spread(counts: NDArray[np.int64] | Counts, work: Work) -> float:
    if work.scale == "minimum":
        return TEST_SCORES[work.subject][2]
    shares = np.asarray(counts) / np.sum(counts)
    between = float(np.dot(shares, MARK_SCORES**2) - np.dot(shares, MARK_SCORES) ** 2)
    return round(float(np.sqrt(between + INSIDE_MARK**2)), 1)


def _printed(counts: Counts, work: Work) -> list[object]:
    """Participants and counts; above the minimum nothing more is known."""
    tail = ["", "", ""] if work.scale == "minimum" else list(counts[1:])
    return [sum(counts), counts[0], *tail]


def _score(school: School, work: Work, counts: Counts) -> float:
    draw = stream("score", school.school_id, work.procedure_id)
    return mean_score(counts, work, _effect(school, work), draw)


def _taken(work: Work) -> Iterator[tuple[int, School, Counts]]:
    for line, school in enumerate(SCHOOLS, start=1):
        counts = marks(school.school_id, work)
        if counts:
            yield line, school, counts


def assessment_rows() -> list[list[object]]:
    rows: list[list[object]] = []
    for work in HELD:
        source = f"{TERRITORY}-{work.kind if work.kind in ('vpr', 'kdr') else 'gia'}-{work.year}"
        for line, school, counts in _taken(work):
            score = _score(school, work, counts)
            place = f"лист «{work.title}», строка {line}"
            numbers = _printed(counts, work)
            rows.append([school.school_id, work.procedure_id, *numbers, score, source, place])
    return rows


def benchmark_rows() -> list[list[object]]:
    """The region is drawn from its shares; the municipality is all its schools, pupil by pupil."""
    return [row for work in HELD for row in (_region(work), _municipality(work))]


def _region(work: Work) -> list[object]:
    draw = stream("region", work.procedure_id)
    pupils = REGION_SIZE[work.kind] + int(draw.integers(-300, 300))
    shares: Shares = shifted(work.shares, float(draw.normal(0, 0.04)))
    two, three, four, five = (int(count) for count in draw.multinomial(pupils, shares))
    counts = two, three, four, five
    score = mean_score(counts, work, 0.0, draw)
    return ["region", work.procedure_id, *_printed(counts, work), score, _spread(counts, work)]


def _municipality(work: Work) -> list[object]:
    taken = [(school, counts) for _, school, counts in _taken(work)]
    total = np.sum([counts for _, counts in taken], axis=0)
    two, three, four, five = (int(count) for count in total)
    points = sum(_score(school, work, counts) * sum(counts) for school, counts in taken)
    numbers = _printed((two, three, four, five), work)
    score = round(points / int(total.sum()), 1)
    return ["municipality", work.procedure_id, *numbers, score, _spread(total, work)]


def journal_rows() -> list[list[object]]:
    rows: list[list[object]] = []
    for work in HELD:
        if work.kind != "vpr":
            continue
        for _, school, counts in _taken(work):
            draw = stream("journal", school.school_id, work.procedure_id)
            shares = draw.dirichlet(_journal(school, work) * JOURNAL_CONCENTRATION)
            drawn = draw.multinomial(sum(counts), shares)
            rows.append([school.school_id, work.procedure_id, *(int(count) for count in drawn)])
    return rows


def _journal(school: School, work: Work) -> Shares:
    found = np.array(JOURNAL.get((work.subject, work.grade)) or JOURNAL[(work.subject, 5)])
    if school.school_id == SUSPICIOUS and work.season == "spring":
        if work.grade in SUSPICIOUS_GRADES:
            found = np.array(SUSPICIOUS_JOURNAL)
    return found / found.sum()
