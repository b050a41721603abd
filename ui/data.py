"""Cached one-line wrappers over the use cases; every key holds the file and its data version."""

from __future__ import annotations

import streamlit as st

from shnor_core.model import Territory
from shnor_core.tables import TableSpec
from shnor_core.workflow import identification as identification_workflow
from shnor_core.workflow import index_tables, monitoring
from shnor_core.workflow import programme as programme_workflow
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.identification import Judgement, Verdict, WhatIf
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.programme import ProgrammePicture, ProgrammeRow
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.store import Store


def store() -> Store:
    """The open database of this process."""
    return _store(str(store_workflow.default_path()))


@st.cache_resource(show_spinner="Открываем базу…")
def _store(path: str) -> Store:
    return store_workflow.open_store()


def version() -> tuple[str, int]:
    """What every cached picture depends on."""
    opened = store()
    return str(opened.path), opened.data_version


@st.cache_resource(max_entries=4, show_spinner=False)
def _territories(key: tuple[str, int]) -> tuple[Territory, ...]:
    return store_workflow.territories(store())


def territories() -> tuple[Territory, ...]:
    return _territories(version())


# a picture is frozen, so all sessions share one object instead of a copy each
@st.cache_resource(max_entries=32, show_spinner=False)
def _picture(key: tuple[str, int], territory: str, indicator_set: str | None) -> Picture:
    return monitoring.load(store(), territory, indicator_set)


def picture(territory: str, indicator_set: str | None = None) -> Picture:
    return _picture(version(), territory, indicator_set)


@st.cache_resource(max_entries=32, show_spinner=False)
def _sets(key: tuple[str, int], territory: str) -> dict[str, str]:
    return monitoring.indicator_sets(store(), territory)


def indicator_sets(territory: str) -> dict[str, str]:
    """Code → title of the sets of tables, the one shown first in front."""
    return _sets(version(), territory)


@st.cache_resource(max_entries=16, show_spinner=False)
def _results(key: tuple[str, int], territory: str) -> ResultsPicture:
    return results_workflow.load(store(), territory)


def results(territory: str) -> ResultsPicture:
    return _results(version(), territory)


@st.cache_resource(max_entries=64, show_spinner=False)
def _judgement(
    key: tuple[str, int], territory: str, method: str, stamp: int, year: int, what_if: WhatIf
) -> Judgement:
    found = identification_workflow.method_of(method)
    return identification_workflow.judge(store(), results(territory), found, year, what_if)


def judgement(territory: str, method: str, year: int, what_if: WhatIf) -> Judgement:
    """Verdicts of all schools; a changed method file is judged anew."""
    stamp = hash(identification_workflow.method_of(method))
    return _judgement(version(), territory, method, stamp, year, what_if)


def verdict(territory: str, method: str, year: int, what_if: WhatIf, school: str) -> Verdict:
    found = judgement(territory, method, year, what_if)
    return identification_workflow.verdict_of(store(), results(territory), found, school)


@st.cache_resource(max_entries=64, show_spinner=False)
def _neighbours(
    key: tuple[str, int],
    territory: str,
    method: str,
    stamp: int,
    year: int,
    what_if: WhatIf,
    shares: tuple[float, ...],
) -> tuple[tuple[int, str], ...]:
    found = identification_workflow.method_of(method)
    return identification_workflow.neighbours(results(territory), found, year, what_if, shares)


def neighbours(
    territory: str, method: str, year: int, what_if: WhatIf, shares: tuple[float, ...]
) -> tuple[tuple[int, str], ...]:
    """Who would enter and leave at other thresholds."""
    stamp = hash(identification_workflow.method_of(method))
    return _neighbours(version(), territory, method, stamp, year, what_if, shares)


@st.cache_resource(max_entries=16, show_spinner=False)
def _index_table(key: tuple[str, int], territory: str, year: int) -> TableSpec | None:
    return index_tables.index_table(store(), results(territory), year)


def index_table(territory: str, year: int) -> TableSpec | None:
    return _index_table(version(), territory, year)


@st.cache_resource(max_entries=16, show_spinner=False)
def _criteria_table(key: tuple[str, int], territory: str) -> TableSpec | None:
    return index_tables.criteria_table(store(), territory)


def criteria_table(territory: str) -> TableSpec | None:
    return _criteria_table(version(), territory)


@st.cache_resource(max_entries=16, show_spinner=False)
def _programmes(key: tuple[str, int], territory: str) -> tuple[ProgrammeRow, ...]:
    return programme_workflow.programmes(store(), territory)


def programmes(territory: str) -> tuple[ProgrammeRow, ...]:
    return _programmes(version(), territory)


@st.cache_resource(max_entries=16, show_spinner=False)
def _programme(key: tuple[str, int], territory: str, programme: str) -> ProgrammePicture:
    return programme_workflow.load(store(), territory, programme)


def programme(territory: str, programme: str) -> ProgrammePicture:
    return _programme(version(), territory, programme)
