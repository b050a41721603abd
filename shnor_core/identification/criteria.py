"""Tables of criteria: each row is judged by itself, and the rows that hold are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from shnor_core.errors import MethodError, UnknownSchoolError
from shnor_core.identification.methods import Comparison, CriteriaTable, Criterion, Method
from shnor_core.identification.results import Flags
from shnor_core.identification.verdict import RuleResult, Verdict
from shnor_core.stats.ranks import lowest_quarter
from shnor_core.wording import number

# whole numbers and fractions compare exactly; a float compares as the binary number it is
Value = int | float | Fraction | None
Values = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion for one school: ``holds`` is ``None`` when the value is not there."""

    criterion: Criterion
    value: Value
    holds: bool | None
    schools_with_data: int

    @property
    def text(self) -> str:
        """«продолжили обучение на старшей ступени: 45 %, граница — меньше 60 %»."""
        title, unit = self.criterion.title, self.criterion.unit
        if self.value is None:
            return f"{title}: данных нет"
        shown = f"{number(float(self.value), 2)} {unit}".strip()
        if self.criterion.comparison is Comparison.LOWEST_SHARE:
            return f"{title}: {shown}; школ с данными {self.schools_with_data}"
        word = _BORDERS[self.criterion.comparison]
        border = f"{number(float(self.criterion.threshold), 2)} {unit}".strip()
        return f"{title}: {shown}, граница — {word} {border}"


_BORDERS = {
    Comparison.BELOW: "меньше",
    Comparison.AT_MOST: "не больше",
    Comparison.AT_LEAST: "не меньше",
    Comparison.ABOVE: "больше",
}


@dataclass(frozen=True, eq=False)
class CriteriaJudgement:
    """Results of every criterion (rows) for every school (columns)."""

    method: Method
    year: int
    schools: tuple[str, ...]
    results: tuple[tuple[CriterionResult, ...], ...]

    @cached_property
    def met(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """How many criteria hold, per school."""
        counts = [sum(bool(row[s].holds) for row in self.results) for s in range(len(self.schools))]
        return np.asarray(counts, dtype=np.int64)

    @cached_property
    def listed(self) -> Flags:
        return np.asarray(self.met >= _table_of(self.method).needed)

    @cached_property
    def judged(self) -> Flags:
        """Schools with a value for at least one criterion."""
        known = [
            any(row[school].holds is not None for row in self.results)
            for school in range(len(self.schools))
        ]
        return np.asarray(known, dtype=bool)

    def explain(self, school_id: str) -> Verdict:
        """The verdict about one school, a rule per criterion.

        Raises
        ------
        UnknownSchoolError
            No such school among those judged.
        """
        if school_id not in self.schools:
            raise UnknownSchoolError(f"Школы «{school_id}» нет среди проверенных.")
        school = self.schools.index(school_id)
        own = [row[school] for row in self.results]
        absent = [result.criterion.code for result in own if result.holds is None]
        return Verdict(
            school_id=school_id,
            method_id=self.method.method_id,
            method_title=self.method.title,
            year=self.year,
            listed=bool(self.listed[school]) if self.judged[school] else None,
            rules=tuple(
                RuleResult(r.criterion.code, r.criterion.title, r.holds, text=r.text) for r in own
            ),
            notes=(f"Данных нет: {', '.join(absent)}.",) if absent else (),
        )


def judge_criteria(
    values: Values, method: Method, *, year: int, schools: Sequence[str] | None = None
) -> CriteriaJudgement:
    """Judge schools by a table of criteria.

    Parameters
    ----------
    values
        School → code of the input (``Criterion.indicator``) → value in the unit of the
        criterion; gaps are positive when the school is behind. Missing is ``None`` or no key.
    schools
        All schools to be judged; by default the keys of ``values``.

    Raises
    ------
    MethodError
        The method judges by something else.
    """
    ids = tuple(values if schools is None else schools)
    results = tuple(
        judge_criterion(criterion, values, ids) for criterion in _table_of(method).criteria
    )
    return CriteriaJudgement(method, year, ids, results)


def judge_criterion(
    criterion: Criterion, values: Values, schools: Sequence[str]
) -> tuple[CriterionResult, ...]:
    """One criterion for all schools; a missing value is «данных нет» and never «не выполнено»."""
    column = [_known(values.get(school, {}).get(criterion.indicator)) for school in schools]
    with_data = sum(value is not None for value in column)
    if criterion.comparison is Comparison.LOWEST_SHARE:
        floats = np.asarray([np.nan if v is None else float(v) for v in column], dtype=np.float64)
        marks = lowest_quarter(floats, float(criterion.threshold))
        holds = [None if v is None else bool(m) for v, m in zip(column, marks, strict=True)]
    else:
        holds = [None if v is None else _meets(v, criterion) for v in column]
    return tuple(
        CriterionResult(criterion, value, held, with_data)
        for value, held in zip(column, holds, strict=True)
    )


def _known(value: Value) -> Value:
    return None if isinstance(value, float) and np.isnan(value) else value


def _meets(value: int | float | Fraction, criterion: Criterion) -> bool:
    exact, border = Fraction(value), criterion.threshold
    return {
        Comparison.BELOW: exact < border,
        Comparison.AT_MOST: exact <= border,
        Comparison.AT_LEAST: exact >= border,
        Comparison.ABOVE: exact > border,
    }[criterion.comparison]


def _table_of(method: Method) -> CriteriaTable:
    if not isinstance(method.rule, CriteriaTable):
        raise MethodError(method.file or method.method_id, "kind", "«criteria_table»")
    return method.rule
