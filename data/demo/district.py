"""The invented district: its schools, its years, and a random stream of its own for every table."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

SEED = 20240901
TERRITORY = "demo"
YEARS = (2021, 2022, 2023, 2024)

# the school whose results and tables of one year are missing altogether
MISSING_SCHOOL, MISSING_YEAR = "demo-10", 2023


@dataclass(frozen=True)
class School:
    """``size`` is pupils of one year group; ``effect`` shifts the odds of low marks by year."""

    school_id: str
    name: str
    size: int
    effect: tuple[float, float, float, float]
    type: str = "средняя"
    parent_id: str = ""
    rural: bool = False
    distance_km: int = 2

    @property
    def number(self) -> str:
        return "" if self.parent_id else self.name.rpartition(" ")[2]

    @property
    def senior(self) -> bool:
        """Whether there are grades 10 and 11."""
        return self.type == "средняя"

    @property
    def teachers(self) -> int:
        return round(8 + 0.55 * self.size)

    def shift(self, year: int) -> float:
        return self.effect[YEARS.index(year)]


def _steady(effect: float) -> tuple[float, float, float, float]:
    return effect, effect, effect, effect


SCHOOLS = (
    School("demo-1", "Школа № 1", 140, _steady(-0.3)),
    School("demo-2", "Школа № 2", 22, (0.3, 0.2, -0.2, -0.1), rural=True, distance_km=9),
    School("demo-3", "Школа № 3", 60, (0.9, 0.6, 0.1, -0.3)),
    School("demo-4", "Школа № 4", 26, (1.2, 1.2, 1.3, 1.3), rural=True, distance_km=14),
    School("demo-5", "Школа № 5", 80, _steady(-0.15)),
    School("demo-5-branch", "Филиал школы № 5", 11, _steady(-0.6), "основная", "demo-5", True, 17),
    School("demo-6", "Школа № 6", 48, _steady(-1.2)),
    School("demo-7", "Школа № 7", 92, _steady(0.0)),
    School("demo-8", "Школа № 8", 36, (-0.6, -0.5, -0.3, -0.1)),
    School("demo-9", "Школа № 9", 31, (1.5, 1.5, 1.5, 1.5), distance_km=6),
    School("demo-10", "Школа № 10", 14, _steady(-0.3), "основная", rural=True, distance_km=22),
    School("demo-11", "Школа № 11", 22, (-0.4, -0.4, -0.5, -0.2), distance_km=4),
    School("demo-12", "Школа № 12", 70, _steady(-0.2)),
    School(
        "demo-12-branch", "Филиал школы № 12", 9, _steady(-0.5), "основная", "demo-12", True, 31
    ),
    School("demo-13", "Школа № 13", 110, _steady(-0.9)),
    School("demo-14", "Школа № 14", 40, (-0.8, -0.5, -0.3, -0.1)),
    School("demo-15", "Школа № 15", 17, (1.3, 0.8, -0.2, -0.9), rural=True, distance_km=12),
    School("demo-16", "Школа № 16", 36, (0.9, 0.9, 1.0, 1.0), distance_km=5),
)
BY_ID = {school.school_id: school for school in SCHOOLS}


def stream(*names: object) -> np.random.Generator:
    """Random numbers of one table: a change in another table does not move them."""
    return np.random.default_rng([SEED, zlib.crc32("/".join(map(str, names)).encode())])


def year_group(school: School, cohort: int) -> int:
    """Pupils of the year group that enters grade 1 in ``cohort``."""
    smaller = stream("year group", school.school_id, cohort).random() * 0.12
    return round(school.size * (1 - smaller))


def enrolled(school: School, grade: int, year: int) -> int:
    """Pupils of a grade in the school year that ends in ``year``."""
    group = year_group(school, year - grade)
    if grade < 10:
        return group
    return round(group * 0.45) if school.senior else 0


def missing(school: School, year: int) -> bool:
    return (school.school_id, year) == (MISSING_SCHOOL, MISSING_YEAR)


def school_year(year: int) -> str:
    return f"{year - 1}/{year % 100:02d}"
