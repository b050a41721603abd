"""Every statistic equals a spreadsheet formula that anybody can audit."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from shnor_core import marks, stats

WORKBOOK = Path(__file__).parents[1] / "golden" / "statistics.xlsx"
ABSOLUTE = 1e-10
Row = dict[str, Any]

# typed inputs of each sheet; every other column must be a formula
INPUTS: dict[str, tuple[str, ...]] = {
    "wilson": ("x", "n", "confidence"),
    "jeffreys": ("x", "n", "confidence"),
    "newcombe": ("x1", "n1", "x2", "n2"),
    "double_difference": ("x1", "n1", "x2", "n2", "x3", "n3", "x4", "n4"),
    "fisher": ("x1", "n1", "x2", "n2"),
    "cochran_armitage": tuple(f"{name}{i}" for name in "xns" for i in range(1, 5)),
    "benjamini_hochberg": ("p",),
    "benjamini_hochberg_ties": ("p",),
    "ranks": ("value",),
    "ranks_ties": ("value",),
    "marks": ("n2", "n3", "n4", "n5", "absent"),
}


def read_sheet(formulas: Workbook, values: Workbook, title: str) -> list[Row]:
    """Rows of computed values, refused unless each computed cell holds a formula and a value."""
    headers = [str(cell.value) for cell in formulas[title][1]]
    rows = []
    for printed, computed in zip(
        formulas[title].iter_rows(min_row=2), values[title].iter_rows(min_row=2), strict=True
    ):
        row = {}
        for header, formula, value in zip(headers, printed, computed, strict=True):
            is_formula = isinstance(formula.value, str) and formula.value.startswith("=")
            assert is_formula != (header in INPUTS[title]), f"{title}!{formula.coordinate}"
            assert value.value is not None or not is_formula, f"{title}!{value.coordinate}"
            row[header] = value.value
        rows.append(row)
    return rows


@pytest.fixture(scope="module")
def workbook() -> Callable[[str], list[Row]]:
    formulas, values = load_workbook(WORKBOOK), load_workbook(WORKBOOK, data_only=True)
    assert set(formulas.sheetnames) == set(INPUTS)
    return lambda title: read_sheet(formulas, values, title)


@pytest.mark.parametrize("title", INPUTS)
def test_every_sheet_has_about_a_dozen_rows_of_live_formulas(
    workbook: Callable[[str], list[Row]], title: str
) -> None:
    assert len(workbook(title)) >= 9


def test_a_number_pasted_over_a_formula_is_refused() -> None:
    formulas, values = load_workbook(WORKBOOK), load_workbook(WORKBOOK, data_only=True)
    formulas["wilson"]["E2"] = 0.2552885198782742
    with pytest.raises(AssertionError, match="wilson!E2"):
        read_sheet(formulas, values, "wilson")


def test_a_workbook_without_computed_values_is_refused() -> None:
    formulas = load_workbook(WORKBOOK)
    values = load_workbook(WORKBOOK, data_only=True)
    values["wilson"]["E2"] = None
    with pytest.raises(AssertionError, match="wilson!E2"):
        read_sheet(formulas, values, "wilson")


@pytest.mark.parametrize("title", ["wilson", "jeffreys"])
def test_interval_of_a_share(workbook: Callable[[str], list[Row]], title: str) -> None:
    interval = getattr(stats, title)
    for row in workbook(title):
        expected = (row["lower"], row["upper"])
        assert interval(row["x"], row["n"], row["confidence"]) == pytest.approx(
            expected, abs=ABSOLUTE
        )


def test_newcombe_one_by_one_and_as_arrays(workbook: Callable[[str], list[Row]]) -> None:
    rows = workbook("newcombe")
    columns = [[row[name] for row in rows] for name in INPUTS["newcombe"]]
    lower, upper = stats.newcombe(*columns)
    for place, row in enumerate(rows):
        expected = pytest.approx((row["lower"], row["upper"]), abs=ABSOLUTE)
        assert stats.newcombe(row["x1"], row["n1"], row["x2"], row["n2"]) == expected
        assert (lower[place], upper[place]) == expected


def test_double_difference(workbook: Callable[[str], list[Row]]) -> None:
    for row in workbook("double_difference"):
        counts = [row[name] for name in INPUTS["double_difference"]]
        found = stats.double_difference(tuple(counts[:4]), tuple(counts[4:]))
        expected = (row["difference"], row["lower"], row["upper"])
        assert found == pytest.approx(expected, abs=ABSOLUTE)


def test_fisher_exact(workbook: Callable[[str], list[Row]]) -> None:
    for row in workbook("fisher"):
        p = stats.fisher_exact(row["x1"], row["n1"], row["x2"], row["n2"])
        assert p == pytest.approx(row["p"], abs=ABSOLUTE)


def test_cochran_armitage(workbook: Callable[[str], list[Row]]) -> None:
    for row in workbook("cochran_armitage"):
        x, n, s = ([row[f"{name}{i}"] for i in range(1, 5)] for name in "xns")
        assert stats.cochran_armitage(x, n, s) == pytest.approx((row["z"], row["p"]), abs=ABSOLUTE)


@pytest.mark.parametrize("title", ["benjamini_hochberg", "benjamini_hochberg_ties"])
def test_benjamini_hochberg(workbook: Callable[[str], list[Row]], title: str) -> None:
    rows = workbook(title)
    adjusted = stats.benjamini_hochberg([row["p"] for row in rows])
    expected = [math.nan if row["p"] is None else row["adjusted"] for row in rows]
    np.testing.assert_allclose(adjusted, expected, rtol=0, atol=ABSOLUTE)


@pytest.mark.parametrize("title", ["ranks", "ranks_ties"])
def test_ranks_and_the_lowest_quarter(workbook: Callable[[str], list[Row]], title: str) -> None:
    rows = workbook(title)
    values = [row["value"] for row in rows]
    expected = [math.nan if row["value"] is None else row["rank"] for row in rows]
    np.testing.assert_array_equal(stats.minimum_rank(values), expected)
    assert stats.lowest_quarter(values).tolist() == [row["lowest"] for row in rows]


def test_marks(workbook: Callable[[str], list[Row]]) -> None:
    for row in workbook("marks"):
        counts = [row[name] for name in ("n2", "n3", "n4", "n5")]
        found = {
            name: getattr(marks, name)(*counts)
            for name in ("low_share", "success", "quality", "mean_mark")
        } | {"sou": marks.sou(*counts, absent=row["absent"])}
        expected = {name: row[name] for name in found}
        assert found == pytest.approx(expected, abs=ABSOLUTE)
