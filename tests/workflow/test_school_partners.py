"""The partner and the neighbours of one school: on the screen and on its page in Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from shnor_core.dynamics import Definition
from shnor_core.workflow import (
    clusters,
    monitoring,
    pair_edits,
    partners,
    school,
    school_dossier,
    school_inputs,
    school_page,
    school_partners,
    similar,
    similar_tables,
)
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.pair_edits import Choice
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school_partners import SchoolPartners
from shnor_core.workflow.store import Store

YEAR = 2024
NOON = datetime(2024, 6, 15, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


@pytest.fixture
def demo(store: Store) -> ResultsPicture:
    return results_workflow.load(store, "demo")


def pairs_of(store: Store, picture: ResultsPicture, year: int) -> Pairs:
    return partners.pairs(store, picture, school_inputs.read(store, picture, year))


def told(store: Store, picture: ResultsPicture, school_id: str, year: int = YEAR) -> list[str]:
    found = pairs_of(store, picture, year)
    lines = school_partners.partner(picture, found, school_id, year)
    return [line.replace("\u00a0", " ") for line in lines]


def test_a_proposed_partner_becomes_a_locked_and_a_confirmed_one(
    store: Store, demo: ResultsPicture
) -> None:
    found = pairs_of(store, demo, YEAR)
    pair = found.assignment.pairs[0]
    leader = demo.names[pair.leader]
    first = told(store, demo, pair.school)[0]
    assert first.startswith(f"2023/24. По расчёту помочь может {leader}. Расстояние")
    assert first.endswith("Рабочая группа о паре ещё не решила.")
    helped = demo.names[pair.school].replace("Школа №", "школе №")
    assert f"2023/24. {leader} может помочь {helped} (по расчёту)." in told(
        store, demo, pair.leader
    )

    for version, (action, words) in enumerate(
        [("lock", "Закреплён рабочей группой, но ещё не утверждён"), ("confirm", "Утверждён")]
    ):
        choice = Choice(pair.school, pair.leader, action, "рядом", version)
        now = pairs_of(store, demo, YEAR)
        pair_edits.decide(store, demo, now, choice, who="рабочая группа", at=NOON)
        line = told(store, demo, pair.school)[0]
        assert words in line
        assert f"{leader} (рабочая группа, 15.06.2024)" in line
        assert line.endswith("Причина: рядом.")
    assert f"2023/24. {leader} может помочь {helped} (решение рабочей группы)." in told(
        store, demo, pair.leader
    )


def test_a_chosen_partner_the_rules_refuse_is_shown_with_the_remark(
    store: Store, demo: ResultsPicture
) -> None:
    one, other, *_ = clusters.listed(demo, YEAR)
    choice = Choice(one, other, "confirm", "в одном здании")
    found = pairs_of(store, demo, YEAR)
    pair_edits.decide(store, demo, found, choice, who="рабочая группа", at=NOON)
    assert told(store, demo, one)[0].endswith("Причина: в одном здании. Замечание: сама в списке.")


def test_a_school_without_a_leader_is_told_why(store: Store, demo: ResultsPicture) -> None:
    known = school_inputs.read(store, demo, YEAR)
    found = partners.pairs(store, demo, known, 1, 0.0)
    school_id = found.listed[0]
    assert "Лидера нет" in school_partners.partner(demo, found, school_id, YEAR)[0]


def test_a_printed_curator_from_the_newest_list_is_remarked_on(store: Store) -> None:
    kamensk = results_workflow.load(store, "kamensk-uralsky")
    years = clusters.years(kamensk, ())
    assert school_partners.pair_years(kamensk, years, "kamensk-uralsky-14") == (2021, 2022)
    assert school_partners.pair_years(kamensk, years, "kamensk-uralsky-17") == (2022, 2022)
    assert school_partners.pair_years(kamensk, (), "kamensk-uralsky-17") is None
    lines = school_partners.partner(
        kamensk, pairs_of(store, kamensk, 2021), "kamensk-uralsky-14", 2022
    )
    assert lines[0] == "2020/21. Партнёра по расчёту не подобрать: результатов процедур нет."
    assert lines[1].startswith("По документу куратор — Средняя школа № 1 (строка 454")
    assert lines[1].endswith("; замечание: школа сама в списке ШНОР 2021/22 года.")
    seventeen = told(store, kamensk, "kamensk-uralsky-17", 2022)
    assert "замечание" not in seventeen[1]
    curating = told(store, kamensk, "kamensk-uralsky-1", 2022)
    assert sum(line.startswith("По документу курирует: ") for line in curating) == 2


def test_a_chip_names_the_kind_of_help(store: Store) -> None:
    picture = monitoring.load(store, "demo")
    assert {"куратор — Школа № 5", "школа-лидер — Школа № 6"} <= set(
        school.chips(picture, "demo-4")
    )
    assert "школа-лидер для: Школа № 4" in school.chips(picture, "demo-6")


def test_the_page_of_a_school_carries_partner_and_neighbours(
    store: Store, demo: ResultsPicture
) -> None:
    known = school_inputs.read(store, demo, YEAR)
    near = similar.similar(store, demo, known, "demo-4")
    lines = school_partners.partner(demo, pairs_of(store, demo, YEAR), "demo-4", YEAR)
    alike = similar_tables.table(demo, near)
    shown = SchoolPartners(lines, alike, similar_tables.gap_table(demo, near))
    found = school_dossier.dossier(
        store,
        monitoring.load(store, "demo"),
        demo,
        (),
        "demo-4",
        base=2023,
        year=YEAR,
        definition=Definition.DOCUMENT,
        on=date(2024, 6, 1),
        partners=shown,
    )
    document = docx.Document(io.BytesIO(school_page.school_page(found)))
    # a sheet never ends a line between «№» and its number
    text = "\n".join(one.text for one in document.paragraphs).replace("\u00a0", " ")
    assert all(line in text for line in lines)
    for row in alike.rows[:3]:
        assert f"{row.cells[0].text} — расстояние {row.cells[1].text}" in text
    assert shown.gaps is not None
    assert shown.gaps.rows[0].cells[0].text in text


def test_nobody_is_called_bad(store: Store, demo: ResultsPicture) -> None:
    text = " ".join(" ".join(told(store, demo, one.school_id)) for one in demo.schools).lower()
    assert text
    assert not [word for word in ("худш", "слаб", "отстающ", "плох") if word in text]
