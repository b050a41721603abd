"""The tab «Пары»: proposed pairs, what the group decides about each, pairs of the documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from shnor_core.tables import TableSpec
from shnor_core.workflow import pair_edits, pair_options, pair_tables, partner_tables, partners
from shnor_core.workflow.pair_edits import LogEntry
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture
from ui import actions, address, data, grid, pair_decision
from ui.clusters import inputs
from ui.editing import told
from ui.guard import guarded
from ui.sign_in import may_edit
from ui.wording import plain

UNLIMITED = 100  # hundredths; no distance is above 1
LIMITS = [*range(5, UNLIMITED, 5), UNLIMITED]
CAPACITIES = [1, 2, 3, 4, 5]
MOST_PLACES = 9


@dataclass(frozen=True, slots=True)
class View:
    """Everything the tab shows of one year under one capacity and limit."""

    found: Pairs
    conclusion: str
    table: TableSpec
    confirmed: TableSpec | None
    existing: TableSpec | None


@data.remembered(32)
def view(
    territory: str,
    year: int,
    capacity: int = 1,
    limit: float | None = None,
    places: tuple[tuple[str, int], ...] = (),
) -> View:
    picture = data.results(territory)
    known = inputs(territory, year)
    found = partners.pairs(data.store(), picture, known, capacity, limit, places)
    return View(
        found,
        partner_tables.conclusion(picture, found),
        partner_tables.table(picture, found),
        pair_tables.confirmed_table(picture, found),
        partner_tables.existing_table(picture, found),
    )


@data.remembered(16)
def history(territory: str, year: int) -> tuple[LogEntry, ...]:
    return pair_edits.history(data.store(), territory, year)


def show(picture: ResultsPicture, year: int, title: Callable[[str], None], load: str) -> None:
    """Draw the tab; ``title`` writes its conclusion at the top of the page."""
    told()
    with guarded():
        seen = view(picture.territory.territory_id, year, *_bounds(picture, year))
    title(seen.conclusion)
    if not picture.results:
        st.info(
            f"Пары по расчёту подбираются по результатам учеников. {load}",
            icon=":material/upload_file:",
        )
    if not seen.found.listed:
        _tables(seen)
        return
    school = _chosen(seen, year)
    offered = pair_options.options(picture, seen.found, school)
    if not offered:
        st.info("Других школ в территории нет: пару составить не с кем.")
        return
    main, side = _columns(picture, seen)
    pair_decision.choose_leader(seen.found, school, offered)
    with main:
        if picture.results:
            pair_decision.leaders(picture, seen.found, school, offered)
        _tables(seen)
    with side:
        st.markdown(f"**Решение: {plain(picture.names[school])}**")
        if may_edit(picture.territory.territory_id):
            pair_decision.form(picture, seen.found, school, offered)
        pair_decision.log(picture, history(picture.territory.territory_id, year))


def _columns(
    picture: ResultsPicture, seen: View
) -> tuple[st.delta_generator.DeltaGenerator, st.delta_generator.DeltaGenerator]:
    """The tables and the form beside them, or the form alone where there is no table."""
    if picture.results or seen.confirmed is not None or seen.existing is not None:
        main, side = st.columns([1.9, 1], gap="medium")
        return main, side
    return st.container(), st.columns([1, 1.9])[0]


def _tables(seen: View) -> None:
    """Confirmed pairs and pairs of the documents."""
    year = seen.found.year
    if seen.confirmed is not None:
        actions.shown(seen.confirmed, key="confirmed_pairs", file_name=f"Утверждённые пары {year}")
    if seen.existing is not None:
        actions.shown(seen.existing, key="existing_pairs", file_name=f"Пары из документов {year}")


def _bounds(
    picture: ResultsPicture, year: int
) -> tuple[int, float | None, tuple[tuple[str, int], ...]]:
    """Capacity, limit and places of single leaders, all of them parts of the address."""
    if not picture.results:
        return 1, None, ()
    capacity, limit, places, _ = st.columns([1.1, 2, 1.2, 3], vertical_alignment="bottom")
    with capacity:
        count = address.select("Школ на одного лидера", CAPACITIES, key="capacity", default=1)
    with limit:
        address.take("limit", LIMITS, UNLIMITED, "Предел расстояния")
        most = st.select_slider("Предел расстояния", LIMITS, key="limit", format_func=_limit)
        address.keep("limit")
    with places:
        own = _places(picture, count)
    return count, None if most == UNLIMITED else most / 100, own


def _limit(hundredths: int) -> str:
    return "без предела" if hundredths == UNLIMITED else f"0,{hundredths:02d}"


def _places(picture: ResultsPicture, capacity: int) -> tuple[tuple[str, int], ...]:
    """Leaders that take another number of schools than the rest: ``places=demo-3.2,demo-6.0``."""
    names, state = picture.names, st.session_state
    _take_places()
    state["places_of"] = [one for one in state["places_of"] if one in names]
    count = len(state["places_of"])
    with st.popover("Места у лидеров" + (f": {count}" if count else "")):
        chosen = st.multiselect(
            "Кому дать другое число мест",
            list(names),
            key="places_of",
            format_func=names.get,
            placeholder="Выберите школы",
        )
        for one in chosen:
            state.setdefault(f"places_{one}", capacity)
            st.number_input(plain(names[one]), 0, MOST_PLACES, key=f"places_{one}")
    found = tuple((one, state[f"places_{one}"]) for one in chosen)
    state["url_places"] = ",".join(f"{one}.{count}" for one, count in found)
    if st.query_params.get("places", "") != state["url_places"]:
        st.query_params["places"] = state["url_places"]
    return found


def _take_places() -> None:
    """Bring the widgets in line with a new address; without one they keep what they had."""
    state = st.session_state
    known = state.get("url_places", "")
    asked = st.query_params.get("places", known)
    if asked == known and "places_of" in state:
        return
    pieces = [one.rpartition(".") for one in asked.split(",")]
    counts = {school: int(count) for school, _, count in pieces if count.isdecimal()}
    state["places_of"] = list(counts)
    for school, count in counts.items():
        state[f"places_{school}"] = min(count, MOST_PLACES)


def _chosen(seen: View, year: int) -> str:
    """The table of pairs; returns the school whose row is chosen."""
    listed = seen.found.listed
    clicked = grid.clicked("pairs")
    if clicked in listed:
        st.session_state["pair"] = clicked
    else:
        address.take("pair", listed, listed[0], "Школа")
    address.keep("pair")
    school: str = st.session_state["pair"]
    table = seen.table
    actions.headed(plain(table.title), table, key="pairs", file_name=f"Пары {year}")
    grid.show(table, key="pairs", selectable=True, selected=school, dense=True, heading=False)
    return school
