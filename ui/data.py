"""Cached one-line wrappers over the use cases; every key holds the file and its data version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.model import Territory
from shnor_core.tables import TableSpec
from shnor_core.workflow import identification as judging
from shnor_core.workflow import (
    identification_charts,
    identification_tables,
    index_tables,
    monitoring,
    results_tables,
)
from shnor_core.workflow import municipality as municipal_workflow
from shnor_core.workflow import overview as overview_workflow
from shnor_core.workflow import programme as programme_workflow
from shnor_core.workflow import programme_attention as programme_attention_workflow
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow import school as school_workflow
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.definitions import Definition
from shnor_core.workflow.identification import Judgement, Method, Verdict, WhatIf
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.municipality import MunicipalView
from shnor_core.workflow.overview import AttentionGroup, Overview
from shnor_core.workflow.programme import ProgrammePicture, ProgrammeRow
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school import SchoolCard
from shnor_core.workflow.store import Store

P = ParamSpec("P")
T = TypeVar("T")


_stores: dict[str, Store] = {}
_opening = Lock()


def store() -> Store:
    """The open database of this process; the first session opens it, the others wait."""
    path = str(store_workflow.default_path())
    if path not in _stores:
        with st.spinner("Открываем базу…"):
            open_database()
    return _stores[path]


def open_database() -> None:
    """Open the database unless it is open; the server does it before anybody comes."""
    path = str(store_workflow.default_path())
    with _opening:
        if path not in _stores:
            _stores[path] = store_workflow.open_store()


def opened() -> Store | None:
    """The open database, ``None`` before anybody has asked for it."""
    return _stores.get(str(store_workflow.default_path()))


def version() -> tuple[str, int]:
    """What everything cached depends on."""
    now = store()
    return str(now.path), now.data_version


class _Answer(Generic[T]):
    """One answer in the making: who asks for it meanwhile waits instead of making it again."""

    def __init__(self) -> None:
        self._making = Lock()
        self._made: tuple[T] | None = None

    def of(self, make: Callable[[], T]) -> T:
        if self._made is None:
            with self._making:
                if self._made is None:
                    self._made = (make(),)
        return self._made[0]


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last results of a function until the data change.

    Results are frozen, so all sessions share one object; a plain cache costs microseconds where
    Streamlit's own costs a millisecond, and a page asks a dozen times.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def kept(_version: tuple[str, int], *args: P.args, **kwargs: P.kwargs) -> _Answer[T]:
            return _Answer()

        seen: tuple[str, int] | None = None

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            nonlocal seen
            now = version()
            if now != seen:
                # pictures of old data would fill the memory of a server that runs for weeks
                kept.cache_clear()
                seen = now
            return kept(now, *args, **kwargs).of(lambda: function(*args, **kwargs))

        return asked

    return decorate


@remembered(4)
def territories() -> tuple[Territory, ...]:
    return store_workflow.territories(store())


@remembered(32)
def indicator_sets(territory: str) -> dict[str, str]:
    """Code → title of the sets of tables, the one shown first in front."""
    return monitoring.indicator_sets(store(), territory)


def picture(territory: str, indicator_set: str | None = None) -> Picture:
    """One set of tables; whoever names the first one and who names none share one picture."""
    return _picture(territory, indicator_set or next(iter(indicator_sets(territory)), ""))


@remembered(32)
def _picture(territory: str, indicator_set: str) -> Picture:
    return monitoring.load(store(), territory, indicator_set)


@remembered(64)
def overview(
    territory: str,
    indicator_set: str,
    base: int,
    year: int,
    definition: Definition,
    show_level: bool,
) -> Overview:
    return overview_workflow.overview(
        picture(territory, indicator_set),
        base=base,
        year=year,
        definition=definition,
        show_level=show_level,
    )


@remembered(64)
def municipal(
    territory: str, indicator_set: str, base: int, year: int, definition: Definition
) -> MunicipalView:
    return municipal_workflow.municipal(
        picture(territory, indicator_set), base=base, year=year, definition=definition
    )


@remembered(128)
def card(
    territory: str, indicator_set: str, school: str, base: int, year: int, definition: Definition
) -> SchoolCard:
    return school_workflow.card(
        picture(territory, indicator_set), school, base=base, year=year, definition=definition
    )


@remembered(16)
def results(territory: str) -> ResultsPicture:
    return results_workflow.load(store(), territory)


@remembered(64)
def judgement(territory: str, method: Method, year: int, what_if: WhatIf) -> Judgement:
    """Verdicts of all schools; a changed method file is another method and is judged anew."""
    return judging.judge(store(), results(territory), method, year, what_if)


@remembered(128)
def verdict(territory: str, method: Method, year: int, what_if: WhatIf, school: str) -> Verdict:
    found = judgement(territory, method, year, what_if)
    return judging.verdict_of(store(), results(territory), found, school)


@remembered(128)
def evidence_chart(
    territory: str, method: Method, year: int, what_if: WhatIf, school: str
) -> ChartSpec | None:
    found = verdict(territory, method, year, what_if, school)
    return identification_charts.evidence_chart(found, results(territory).names[school])


@remembered(64)
def neighbours(
    territory: str, method: Method, year: int, what_if: WhatIf, shares: tuple[float, ...]
) -> tuple[tuple[int, str], ...]:
    """Who would enter and leave at other thresholds."""
    return judging.neighbours(results(territory), method, year, what_if, shares)


@remembered(64)
def verdict_list(
    territory: str, method: Method, year: int, what_if: WhatIf
) -> tuple[str, TableSpec]:
    """The conclusion and the table of verdicts."""
    found = judgement(territory, method, year, what_if)
    official = judging.official(results(territory), year)
    rows = identification_tables.rows_of(found, official)
    table = identification_tables.verdict_table(results(territory), found, rows, official)
    return identification_tables.conclusion(found, rows), table


@remembered(32)
def heat_table(territory: str, year: int) -> TableSpec:
    return results_tables.heat_table(results(territory), year)


@remembered(16)
def index_table(territory: str, year: int) -> TableSpec | None:
    return index_tables.index_table(store(), results(territory), year)


@remembered(16)
def criteria_table(territory: str) -> TableSpec | None:
    return index_tables.criteria_table(store(), territory)


@remembered(16)
def programmes(territory: str) -> tuple[ProgrammeRow, ...]:
    return programme_workflow.programmes(store(), territory)


@remembered(16)
def programme(territory: str, programme_id: str) -> ProgrammePicture:
    return programme_workflow.load(store(), territory, programme_id)


@remembered(32)
def programme_attention(territory: str, on: date) -> tuple[AttentionGroup, ...]:
    """What the work list of «Обзор» says of the programme."""
    pictures = [programme(territory, one.programme_id) for one in programmes(territory)]
    return programme_attention_workflow.attention(pictures, on)
