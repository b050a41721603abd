"""What the first visitors would wait for, made beside the start of the server, one view at a time.

A view that cannot be made is left to its page, which says why in its own words.
"""

from __future__ import annotations

import gc
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise

from shnor_core.charts import ChartSpec, Series
from shnor_core.charts.plotly_figure import figure
from shnor_core.errors import ShnorError
from shnor_core.workflow import identification
from shnor_core.workflow.definitions import FOR_INDICATORS
from ui import data, doubts, risk_profile
from ui.programme import own_day

# drawing anything at all imports what drawing needs
_SMALLEST = ChartSpec("bar", "", "", ("",), (Series("", (1.0,)),))
# of the time of the processor; the rest is the visitors'
_SHARE = 1 / 3
View = Callable[[], object]


def first_page() -> None:
    """What an address without a territory opens with: somebody is about to ask for it."""
    with suppress(ShnorError):
        data.open_database()
        for first in data.territories()[:1]:
            for view in _overview(first.territory_id):
                view()
    # at its first element Streamlit asks who runs the script, and that looks at every module
    inspect.stack()


def all_pages() -> None:
    """What every territory opens with."""
    with suppress(ShnorError):
        figure(_SMALLEST)
        known = [one.territory_id for one in data.territories()]
        for views in (_overview, _tables, _results):
            for territory in known:
                for view in views(territory):
                    _make(view)
    # what stays for good is not searched for garbage again: that would stop everybody
    gc.collect()
    gc.freeze()


def _make(view: View) -> None:
    begun = time.perf_counter()
    with suppress(ShnorError):
        view()
    time.sleep((time.perf_counter() - begun) * (1 / _SHARE - 1))


def _overview(territory: str) -> Iterator[View]:
    """«Обзор» of the last two years, under the usual definition."""
    for indicator_set in data.indicator_sets(territory):
        yield partial(doubts.of, territory, indicator_set)
        years = data.picture(territory, indicator_set).years[-2:]
        if len(years) == 2:
            usual = (territory, indicator_set, *years, FOR_INDICATORS[0])
            yield partial(data.overview, *usual, False)
    yield partial(data.programme_attention, territory, own_day(data.programmes(territory)))
    yield partial(risk_profile.attention, territory)


def _tables(territory: str) -> Iterator[View]:
    """The other screens of tables and programmes."""
    for indicator_set in data.indicator_sets(territory):
        years = data.picture(territory, indicator_set).years[-2:]
        if len(years) == 2:
            yield partial(data.municipal, territory, indicator_set, *years, FOR_INDICATORS[0])
    for programme in data.programmes(territory):
        yield partial(data.programme, territory, programme.programme_id)


def _results(territory: str) -> Iterator[View]:
    """What is computed from results: verdicts, clusters, pairs, proposals."""
    from ui import advice, clusters, pairs

    results = data.results(territory)
    for year in identification.judged_years(results):
        yield partial(data.heat_table, territory, year)
        for method in identification.methods():
            yield partial(data.verdict_list, territory, method, year, identification.AS_WRITTEN)
        yield partial(clusters.rule_clusters, territory, year)
    for year in clusters.years(territory):
        yield partial(clusters.inputs, territory, year)
        yield partial(pairs.view, territory, year, 1, None, ())
    years = data.picture(territory).years
    day = own_day(data.programmes(territory))
    for base, year in pairwise(years):
        yield partial(advice.proposals, territory, base, year, day)
