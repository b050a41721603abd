"""The measurement itself: three engines must name the same schools before times are compared."""

from __future__ import annotations

import pytest

from benchmarks.identification import columns, measure, method, verdicts
from shnor_core.identification import listed_ids


def test_three_engines_name_the_same_schools():
    measured = measure(300, repeats=1)
    assert 0 < measured.listed < 300


def test_engines_are_told_apart_when_one_is_wrong(monkeypatch):
    monkeypatch.setattr("benchmarks.identification.bare_pandas", lambda frame: set())
    with pytest.raises(AssertionError):
        measure(20, repeats=1)


def test_generated_table_is_the_same_every_time():
    first, second = columns(5), columns(5)
    assert first.low.tolist() == second.low.tolist()
    assert listed_ids(verdicts(first, method())) == listed_ids(verdicts(second, method()))
