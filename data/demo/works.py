"""Procedures of the district, shares of marks in the region, years that may be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from district import YEARS
from numpy.typing import NDArray

Shares = NDArray[np.float64]

# Shares of «2», «3», «4», «5» in spring 2021: Altai region, 424 000 public records of ВПР.
# Printed for russian 4 and 6, math 5 and 8; the others follow the printed shares of «2».
SHARES = {
    ("vpr", "russian", 4): (7.6, 31.6, 45.0, 15.8),
    ("vpr", "russian", 5): (14.9, 38.0, 35.0, 12.1),
    ("vpr", "russian", 6): (18.3, 41.3, 32.4, 7.9),
    ("vpr", "russian", 7): (19.5, 45.0, 29.0, 6.5),
    ("vpr", "russian", 8): (21.5, 39.0, 33.0, 6.5),
    ("vpr", "math", 4): (3.3, 21.7, 46.0, 29.0),
    ("vpr", "math", 5): (14.8, 41.1, 32.2, 11.9),
    ("vpr", "math", 6): (15.0, 46.0, 31.5, 7.5),
    ("vpr", "math", 7): (14.5, 48.0, 29.0, 8.5),
    ("vpr", "math", 8): (13.6, 59.9, 24.5, 1.9),
    ("oge", "russian", 9): (4.5, 33.0, 38.0, 24.5),
    ("oge", "math", 9): (9.0, 52.0, 32.0, 7.0),
    ("ege", "russian", 11): (1.5, 98.5, 0.0, 0.0),
    ("ege", "math_base", 11): (4.0, 25.0, 42.0, 29.0),
    ("ege", "math_profile", 11): (8.0, 92.0, 0.0, 0.0),
    ("kdr", "reading", 4): (6.0, 19.0, 52.0, 23.0),
    ("kdr", "reading", 6): (8.0, 22.0, 55.0, 15.0),
    ("kdr", "math_literacy", 7): (14.0, 30.0, 46.0, 10.0),
    ("kdr", "science", 8): (12.0, 33.0, 47.0, 8.0),
}

_KINDS = {"vpr": "ВПР", "oge": "ОГЭ", "ege": "ЕГЭ", "kdr": "КДР"}
_SUBJECTS = {
    "russian": "русский",
    "math": "математика",
    "math_base": "математика базовая",
    "math_profile": "математика профильная",
    "reading": "читательская грамотность",
    "math_literacy": "математическая грамотность",
    "science": "естественно-научная грамотность",
}
_SPRING_2022 = "ВПР весны 2022 года перенесены на осень 2022 года (2022/23 учебный год)"
_NO_BASE = "в 2021 году ЕГЭ по базовой математике не проводился"
_CANCELLED = "работа отменена из-за карантина в школах округа (вымышленная причина)"
_AUTUMN = "осенью работу пишут ученики следующего класса, после каникул"
_EGE_2021 = "в 2021 году ЕГЭ сдавали только поступающие в вузы, состав участников другой"


@dataclass(frozen=True)
class Work:
    """One procedure; ``grade`` is that of the work, not of the pupils."""

    kind: str
    subject: str
    grade: int
    year: int
    season: str = "spring"
    note: str = ""

    @property
    def procedure_id(self) -> str:
        return f"{self.kind}-{self.subject}-{self.grade}-{self.year}-{self.season}"

    @property
    def base(self) -> tuple[str, str, int]:
        return self.kind, self.subject, self.grade

    @property
    def scale(self) -> str:
        if self.kind == "kdr":
            return "levels"
        return "minimum" if self.kind == "ege" and self.subject != "math_base" else "marks"

    @property
    def held(self) -> bool:
        return not self.note

    @property
    def pupils_grade(self) -> int:
        """Grade in which the writers were when the school year began."""
        return self.grade + (self.season == "autumn")

    @property
    def title(self) -> str:
        words = [_KINDS[self.kind], _SUBJECTS[self.subject]]
        words += [str(self.grade)] if self.kind in ("vpr", "kdr") else []
        return " ".join(words) + (", осень" if self.season == "autumn" else "")

    @property
    def shares(self) -> Shares:
        """Shares of the region; autumn works come out as much worse as in 2020."""
        found = np.array(SHARES[self.base])
        return shifted(found / found.sum(), 0.55 if self.season == "autumn" else 0.0)


def shifted(shares: Shares, effect: float) -> Shares:
    """Move the cumulative odds of the lower marks by ``effect`` on the logit scale."""
    below = np.clip(np.cumsum(shares)[:-1], 1e-9, 1 - 1e-9)
    odds = below / (1 - below) * np.exp(effect)
    ends = np.concatenate([[0.0], odds / (1 + odds), [1.0]])
    return np.where(shares > 0, np.diff(ends), 0.0)


def _note(kind: str, subject: str, year: int) -> str:
    notes = {
        ("vpr", 2022): _SPRING_2022,
        ("math_base", 2021): _NO_BASE,
        ("science", 2022): _CANCELLED,
    }
    return notes.get((kind, year)) or notes.get((subject, year), "")


def _works() -> Iterator[Work]:
    for year in YEARS:
        for kind, subject, grade in SHARES:
            if kind == "vpr" and year == 2023:
                yield Work(kind, subject, grade, year, "autumn")
            yield Work(kind, subject, grade, year, note=_note(kind, subject, year))


WORKS = tuple(_works())
HELD = tuple(work for work in WORKS if work.held)


def procedure_rows() -> list[list[object]]:
    return [
        [w.procedure_id, *w.base, w.year, w.season, w.scale, w.title, str(w.held).lower(), w.note]
        for w in WORKS
    ]


def comparability_rows() -> list[list[object]]:
    """Every pair of years of one work, comparable or with the reason why not."""
    rows: list[list[object]] = []
    for base in SHARES:
        chain = sorted((w for w in HELD if w.base == base), key=lambda w: (w.year, w.season))
        for first, second in combinations(chain, 2):
            reason = _reason(first, second)
            ends = [first.year, first.season, second.year, second.season]
            rows.append([*base, *ends, str(not reason).lower(), reason])
    return rows


def _reason(first: Work, second: Work) -> str:
    if first.season != second.season:
        return _AUTUMN
    return _EGE_2021 if first.kind == "ege" and first.year == 2021 else ""
