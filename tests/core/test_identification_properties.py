"""What must hold for any data: one more pass helps or changes nothing, names and order do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.identification import Results, identify, verdict_rows
from tests.core.identification_world import KEYS, VARIANTS, YEAR, results

count = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
cell = st.one_of(st.none(), count)
year = st.tuples(cell, cell, cell, cell)
school = st.tuples(year, year)
districts = st.lists(school, min_size=2, max_size=6)


@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=40, deadline=None)
@given(before=school, data=st.data())
def test_one_more_pass_never_worsens_a_verdict_nor_raises_the_probability(tested, before, data):
    low = [
        (side, place)
        for side, cells in enumerate(before)
        for place, c in enumerate(cells)
        if c is not None and c[0] > 0
    ]
    if not low:
        return
    side, place = data.draw(st.sampled_from(low))
    after = [list(cells) for cells in before]
    after[side][place] = (before[side][place][0] - 1, before[side][place][1])
    table = results({"до": before, "после": (tuple(after[0]), tuple(after[1]))})
    found = identify(table, tested, year=YEAR, reference_share=0.2)
    if not found.judged.all():
        return
    assert found.listed[0] or not found.listed[1]
    worse, better = found.certainty.probability
    assert better <= worse + 1e-12
    for column in (found.certainty.lower, found.certainty.median, found.certainty.upper):
        assert np.isnan(column).all() or column[1] <= column[0] + 1e-4
    # a result is not a cohort: what luck alone does stays the same
    assert found.chance_of_label[0] == found.chance_of_label[1]


def columns(district):
    return [
        (f"школа {number}", key, YEAR - back, *c)
        for number, years in enumerate(district)
        for back, cells in enumerate(years)
        for key, c in zip(KEYS, cells, strict=False)
        if c is not None
    ]


def rows_of(table, tested, names):
    return verdict_rows(
        identify(
            Results.of(
                school=[row[0] for row in table],
                procedure=[row[1] for row in table],
                year=[row[2] for row in table],
                low=[row[3] for row in table],
                participants=[row[4] for row in table],
                schools=names,
            ),
            tested,
            year=YEAR,
        )
    )


@pytest.mark.parametrize("tested", VARIANTS[:4])
@settings(max_examples=20, deadline=None)
@given(district=districts, data=st.data())
def test_order_of_rows_and_of_schools_changes_nothing(tested, district, data):
    table = columns(district)
    names = [f"школа {number}" for number in range(len(district))]
    expected = {row["school"]: row for row in rows_of(table, tested, names)}
    shuffled = data.draw(st.permutations(table))
    found = rows_of(shuffled, tested, data.draw(st.permutations(names)))
    assert {row["school"]: row for row in found} == expected


@pytest.mark.parametrize("tested", VARIANTS[:4])
@settings(max_examples=20, deadline=None)
@given(district=districts, data=st.data())
def test_renaming_schools_changes_nothing_but_names(tested, district, data):
    table = columns(district)
    names = [f"школа {number}" for number in range(len(district))]
    new = dict(
        zip(
            names,
            data.draw(st.permutations([f"лицей {n}" for n in range(len(names))])),
            strict=True,
        )
    )
    renamed = [(new[row[0]], *row[1:]) for row in table]
    expected = [{**row, "school": new[row["school"]]} for row in rows_of(table, tested, names)]
    assert rows_of(renamed, tested, [new[name] for name in names]) == expected


@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=20, deadline=None)
@given(district=districts)
def test_a_school_is_judged_alone(tested, district):
    """Other schools change nothing but the pooled share, which is given here."""
    schools = {f"ш{number}": years for number, years in enumerate(district)}
    together = verdict_rows(identify(results(schools), tested, year=YEAR, reference_share=0.2))
    for row in together:
        one = results({row["school"]: schools[row["school"]]})
        alone = verdict_rows(identify(one, tested, year=YEAR, reference_share=0.2))[0]
        # the grid of the band is as fine as the largest class asks for
        for key in ("band_lower", "band_median", "band_upper"):
            assert row.pop(key) == pytest.approx(alone.pop(key), abs=1e-3)
        assert row == pytest.approx(alone)


@settings(max_examples=40, deadline=None)
@given(district=districts)
def test_row_and_explanation_of_a_school_say_the_same(district):
    schools = {f"ш{number}": years for number, years in enumerate(district)}
    found = identify(results(schools), VARIANTS[0], year=YEAR)
    for row in verdict_rows(found):
        verdict = found.explain(row["school"])
        assert row["listed"] == verdict.listed
        assert row["rules"] == " и ".join(verdict.rule_codes)
        if verdict.certainty is None:
            assert row["probability"] is None
            assert row["certainty"] is None
            assert row["distance"] is None
            continue
        assert row["probability"] == verdict.certainty.probability
        assert row["certainty"] == verdict.certainty.word
        assert row["distance"] == verdict.distance.pupils
        assert row["chance_of_label"] == verdict.certainty.chance_of_label
        share = verdict.certainty.share
        assert row["deciding_share"] == (share and share.observed)
        assert row["deciding_procedure"] == (share and share.evidence.title)
        assert row["band_median"] == (share and share.median)
