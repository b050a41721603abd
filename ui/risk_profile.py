"""Risk profile and social passport on a screen: what is entered, and the form that enters it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

import streamlit as st

from shnor_core.tables import TableSpec
from shnor_core.workflow import risk_edits, risk_profile, risk_tables, social_passport
from shnor_core.workflow.overview import AttentionGroup
from shnor_core.workflow.risk_edits import RiskRow
from shnor_core.workflow.risk_profile import LEVELS, RiskProfile
from ui import actions, address, data, editing, grid, source
from ui.editing import done, drawn, seen_version
from ui.guard import guarded
from ui.sign_in import may_edit
from ui.wording import plain


@data.remembered(16)
def profile(territory: str) -> RiskProfile:
    programmes = data.programmes(territory)
    pictures = [data.programme(territory, one.programme_id) for one in programmes]
    return risk_profile.load(data.store(), territory, pictures)


@data.remembered(32)
def attention(territory: str) -> tuple[AttentionGroup, ...]:
    """What the work list of «Обзор» says of risk profiles."""
    return risk_tables.attention(profile(territory))


@data.remembered(128)
def school_table(territory: str, school: str) -> TableSpec | None:
    return risk_tables.school_table(profile(territory), school)


@data.remembered(32)
def territory_table(territory: str, year: int) -> TableSpec | None:
    return risk_tables.territory_table(profile(territory), year)


@data.remembered(16)
def passport_set(territory: str) -> str | None:
    return social_passport.passport_set(data.store(), territory)


@data.remembered(128)
def passport_table(territory: str, school: str, year: int) -> TableSpec | None:
    name = passport_set(territory)
    if name is None:
        return None
    return social_passport.passport_table(data.picture(territory, name), school, year)


def of_school(territory: str, school: str, year: int) -> None:
    """The risk profile of one school with its form, and its social passport beside it."""
    passport = passport_table(territory, school, year)
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        # an open form stays open only while its place on the page is the same
        with st.container():
            table = school_table(territory, school)
            if table is not None:
                _show(table, "school_risks", "Рисковый профиль")
            else:
                st.markdown("**Рисковый профиль**")
                st.caption("Значимость факторов риска ещё не введена: впишите её ниже.")
        _editor(profile(territory), (school,))
    with right:
        if passport is not None:
            clicked = _show(passport, "passport", "Социальный паспорт")
            source.on_click(data.picture(territory, passport_set(territory)), clicked)
        else:
            st.markdown("**Социальный паспорт**")
            st.caption(
                "Сведений о составе учеников нет: экран покажет их из таблицы показателей школ."
            )


def of_territory(territory: str) -> None:
    """Factors by significance with their schools, and the form for any school."""
    found = profile(territory)
    if not found.school_names:
        return
    with st.container():
        if found.years:
            _of_years(territory, found.years)
    _editor(found, tuple(found.school_names))


def _of_years(territory: str, known: tuple[int, ...]) -> None:
    years = list(reversed(known))
    year = years[0]
    if len(years) > 1:
        year = address.switch("Год рисковых профилей", years, key="risk_year", default=year)
    table = territory_table(territory, year)
    if table is not None:
        _show(table, "risks", "Рисковые профили")


def _show(table: TableSpec, key: str, file_name: str) -> str | None:
    # the conclusion is longer than half a screen is wide
    st.markdown(f"**{plain(table.title)}**")
    actions.for_table(table, key=key, file_name=file_name)
    return grid.show(table, key=key, dense=True, heading=False)


def _editor(found: RiskProfile, schools: tuple[str, ...]) -> None:
    with st.expander("Ввести или изменить значимость фактора риска", icon=":material/edit:"):
        form, log = st.columns([1.4, 1], gap="medium")
        with form:
            if may_edit(found.territory.territory_id):
                _form(found, schools)
        with log:
            _log(found, schools)


def _form(found: RiskProfile, schools: tuple[str, ...]) -> None:
    this_year = datetime.now().year
    key = "risk_" + (schools[0] if len(schools) == 1 else "any")
    versions = {_place(one): one.version for one in found.rows if one.school_id in schools}
    with st.form(key, border=False):
        school: str | None = schools[0]
        if len(schools) > 1:
            school = st.selectbox(
                "Школа",
                schools,
                index=None,
                format_func=found.school_names.__getitem__,
                placeholder="Выберите школу",
            )
        factor = st.selectbox(
            "Фактор риска",
            found.factors,
            index=None,
            accept_new_options=True,
            placeholder="Выберите или впишите свой",
        )
        year = st.number_input(
            "Год профиля", risk_edits.FIRST_YEAR, this_year, (found.years or (this_year,))[-1]
        )
        level = st.radio(
            "Значимость", list(LEVELS), index=None, format_func=LEVELS.get, horizontal=True
        )
        said = st.text_input(
            "Откуда известно", placeholder="Рисковый профиль, анкетирование, решение группы"
        )
        if not st.form_submit_button("Записать значимость", type="primary"):
            drawn(key, versions)
            return
    risk = RiskRow(school or "", int(year), factor or "", level or "", said)
    risk = replace(risk, version=seen_version(key, versions).get(_place(risk), 0))
    with guarded():
        risk_edits.enter(data.store(), found, risk, at=datetime.now())
    done("Значимость записана: её видно в журнале и можно отменить.")


def _place(risk: RiskRow) -> str:
    return f"{risk.school_id}:{risk.year}:{' '.join(risk.factor.split())}"


def _log(found: RiskProfile, schools: tuple[str, ...]) -> None:
    editing.log(
        found.entries(schools[0] if len(schools) == 1 else ""),
        words=partial(risk_tables.describe, found),
        undo=partial(risk_edits.undo, data.store(), found),
    )
