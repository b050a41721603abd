"""Assessment procedures: kinds, subjects, grades, their names and keys.

A procedure is kind × subject × grade *of the work* × school year × season. Its ``key`` leaves the
year out, so that the same work can be followed through the years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shnor_core.errors import StatisticsError


class Kind(StrEnum):
    """Who sets the work."""

    VPR = "vpr"
    OGE = "oge"
    EGE = "ege"
    KDR = "kdr"


class Season(StrEnum):
    """Autumn ВПР are written by pupils one grade older and are another procedure."""

    SPRING = "spring"
    AUTUMN = "autumn"


class Scale(StrEnum):
    """What ``n2…n5`` count: marks, the number below the minimum, or levels."""

    MARKS = "marks"
    MINIMUM = "minimum"
    LEVELS = "levels"


KIND_TITLES: Final = MappingProxyType(
    {Kind.VPR: "ВПР", Kind.OGE: "ОГЭ", Kind.EGE: "ЕГЭ", Kind.KDR: "КДР"}
)

SUBJECT_TITLES: Final = MappingProxyType(
    {
        "math": "математика",
        "math_base": "математика базовая",
        "math_profile": "математика профильная",
        "russian": "русский",
        "world": "окружающий мир",
        "history": "история",
        "social": "обществознание",
        "geography": "география",
        "biology": "биология",
        "physics": "физика",
        "chemistry": "химия",
        "informatics": "информатика",
        "literature": "литература",
        "foreign": "иностранный язык",
        "reading": "читательская грамотность",
        "math_literacy": "математическая грамотность",
        "science": "естественно-научная грамотность",
    }
)

_COMPULSORY: Final = {"math", "russian"}
_SCHOOL_SUBJECTS: Final = {
    "history", "social", "geography", "biology", "physics", "chemistry", "informatics",
    "literature", "foreign",
}  # fmt: skip
_KDR_WORKS: Final = {("reading", 4), ("reading", 6), ("math_literacy", 7), ("science", 8)}


@dataclass(frozen=True, slots=True, order=True)
class Procedure:
    """One work written in one school year (``year`` is the calendar year in which it ends)."""

    kind: Kind
    subject: str
    grade: int
    year: int
    season: Season = Season.SPRING

    @property
    def key(self) -> str:
        return procedure_key(self.kind, self.subject, self.grade, self.season)

    @property
    def procedure_id(self) -> str:
        return procedure_id(self.kind, self.subject, self.grade, self.year, self.season)

    @property
    def title(self) -> str:
        return key_title(self.key)

    @property
    def scale(self) -> Scale:
        return scale_of(self.kind, self.subject)


def procedure_key(kind: str, subject: str, grade: int, season: str = "spring") -> str:
    """Key of the same work through the years; an autumn work has a key of its own.

    >>> procedure_key("vpr", "math", 5), procedure_key("vpr", "math", 5, "autumn")
    ('vpr-math-5', 'vpr-math-5-autumn')
    """
    tail = f"-{Season.AUTUMN}" if season == Season.AUTUMN else ""
    return f"{kind}-{subject}-{grade}{tail}"


def procedure_id(kind: str, subject: str, grade: int, year: int, season: str = "spring") -> str:
    """Natural key of one procedure.

    >>> procedure_id("vpr", "math", 5, 2024)
    'vpr-math-5-2024-spring'
    """
    return f"{kind}-{subject}-{grade}-{year}-{season}"


def split_key(key: str) -> tuple[Kind, str, int, Season]:
    """Kind, subject, grade and season of a key.

    Raises
    ------
    StatisticsError
        No such procedure.
    """
    match = re.fullmatch(r"([a-z]+)-([a-z_]+)-(\d+)(-autumn)?", key)
    if match and is_known(match[1], match[2], int(match[3])):
        season = Season.AUTUMN if match[4] else Season.SPRING
        return Kind(match[1]), match[2], int(match[3]), season
    raise StatisticsError(f"Процедуры «{key}» нет в справочнике.")


def key_title(key: str) -> str:
    """Russian name of a key; the grade is left out where the kind already says it.

    >>> key_title("vpr-russian-6"), key_title("oge-math-9"), key_title("ege-math_base-11")
    ('ВПР русский 6', 'ОГЭ математика', 'ЕГЭ математика базовая')
    """
    kind, subject, grade, season = split_key(key)
    words = [KIND_TITLES[kind], SUBJECT_TITLES[subject]]
    if kind in (Kind.VPR, Kind.KDR):
        words.append(str(grade))
    return " ".join(words) + (", осень" if season is Season.AUTUMN else "")


def scale_of(kind: str, subject: str) -> Scale:
    """Scale of a work: ЕГЭ except base maths has a minimum score, КДР has levels."""
    if kind == Kind.KDR:
        return Scale.LEVELS
    return Scale.MINIMUM if kind == Kind.EGE and subject != "math_base" else Scale.MARKS


def is_known(kind: str, subject: str, grade: int) -> bool:
    """Whether such a work exists at all."""
    if kind == Kind.KDR:
        return (subject, grade) in _KDR_WORKS
    if kind == Kind.OGE:
        return grade == 9 and subject in _COMPULSORY | _SCHOOL_SUBJECTS
    if kind == Kind.EGE:
        allowed = _SCHOOL_SUBJECTS | {"russian", "math_base", "math_profile"}
        return grade == 11 and subject in allowed
    allowed = _COMPULSORY | _SCHOOL_SUBJECTS | {"world"}
    return kind == Kind.VPR and grade in (4, 5, 6, 7, 8, 10, 11) and subject in allowed


def known_keys() -> tuple[str, ...]:
    """Keys of every work of the dictionary; only ВПР are also written in autumn."""
    works = [
        (kind, subject, grade)
        for kind in Kind
        for subject in SUBJECT_TITLES
        for grade in range(4, 12)
        if is_known(kind, subject, grade)
    ]
    autumn = [procedure_key(*work, Season.AUTUMN) for work in works if work[0] is Kind.VPR]
    return (*(procedure_key(*work) for work in works), *autumn)


def not_held(kind: str, subject: str, year: int) -> str:
    """Why nobody wrote this work in that school year; empty when it was held.

    >>> not_held("oge", "math", 2020)
    'ОГЭ 2020 года отменены'
    """
    if kind == Kind.OGE and year == 2020:
        return "ОГЭ 2020 года отменены"
    if kind == Kind.OGE and year == 2021 and subject not in _COMPULSORY:
        return "ОГЭ 2021 года проводились только по русскому языку и математике"
    if (kind, subject, year) == (Kind.EGE, "math_base", 2021):
        return "ЕГЭ по базовой математике в 2021 году не проводился"
    return ""


def school_year(year: int) -> str:
    """Name of the school year that ends in ``year``.

    >>> school_year(2024), school_year(2000)
    ('2023/24', '1999/00')
    """
    return f"{year - 1}/{year % 100:02d}"
