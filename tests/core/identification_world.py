"""Small invented schools and the plainest possible reading of a rule, to check the engine by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from shnor_core.identification import Join, Method, MethodKind, Results, Scope, load_methods
from shnor_core.identification.methods import Branch, LowShareRule

YEAR = 2024
KEYS = ("vpr-math-5", "vpr-math-6", "vpr-russian-5", "vpr-russian-6", "oge-math-9", "oge-russian-9")
METHODS = {
    method.method_id: method
    for method in load_methods(Path(__file__).parents[2] / "data" / "methods")
}

# (двоек, участников) по процедурам; None — строки нет
Cell = tuple[int, int] | None
Year = Sequence[Cell]
# последний год, предыдущий год
School = tuple[Year, Year]

A = Branch("А", "две за год", 2, 0)
B_ANY = Branch("Б", "по одной в двух годах", 1, 1)
B_SAME = Branch("Б", "одна и та же", 1, 1, Scope.SAME)


def method(
    *branches: Branch,
    join: Join = Join.OR,
    threshold: Fraction = Fraction(30, 100),
    procedures: int = 4,
    minimum: int = 0,
) -> Method:
    rule = LowShareRule(KEYS[:procedures], threshold, branches, join, minimum)
    day = date(2024, 1, 1)
    return Method("test", "Проверка", MethodKind.LOW_SHARE, "нет", day, "нет", (), rule)


def results(schools: Mapping[str, School] | School) -> Results:
    """Results of several schools, or of one called «ш»."""
    table = schools if isinstance(schools, Mapping) else {"ш": schools}
    rows = [
        (school, key, YEAR - back, *cell)
        for school, years in table.items()
        for back, cells in enumerate(years)
        for key, cell in zip(KEYS, cells, strict=False)
        if cell is not None
    ]
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    return Results.of(
        school=columns[0],
        procedure=columns[1],
        year=columns[2],
        low=columns[3],
        participants=columns[4],
        schools=tuple(table),
    )


def is_low(cell: Cell, threshold: Fraction) -> bool:
    return cell is not None and cell[1] > 0 and Fraction(cell[0], cell[1]) >= threshold


def plainly_listed(school: School, tested: Method) -> bool:
    """The rule read word by word, with fractions and no tables."""
    rule = tested.low_share
    years = [[is_low(cell, rule.threshold) for cell in year] for year in school]
    return holds(years[0], years[1], rule)


def holds(last: Sequence[bool], previous: Sequence[bool], rule: LowShareRule) -> bool:
    held = []
    for branch in rule.branches:
        if branch.scope is Scope.SAME:
            twice = sum(a and b for a, b in zip(last, previous, strict=True))
            held.append(twice >= branch.last_year)
        else:
            held.append(sum(last) >= branch.last_year and sum(previous) >= branch.previous_year)
    return any(held) if rule.join is Join.OR else all(held)


VARIANTS = [
    method(A, B_ANY),
    method(A, B_SAME),
    method(A, B_ANY, join=Join.AND),
    method(A, B_SAME, join=Join.AND),
    method(A),
    method(B_SAME),
    method(Branch("В", "три за год", 3, 0), Branch("Г", "две одних и тех же", 2, 2, Scope.SAME)),
    method(Branch("Д", "две и одна", 2, 1), B_SAME, threshold=Fraction(1, 2)),
]
