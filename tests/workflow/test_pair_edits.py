"""Pairs settled by the group: checked, guarded, logged, undone; the rest moves around them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
import pytest

from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.tables import TableSpec
from shnor_core.workflow import (
    documents,
    pair_edits,
    pair_options,
    pair_tables,
    partner_tables,
    partners,
    school_inputs,
)
from shnor_core.workflow import meeting as meetings
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.pair_edits import Choice
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.store import Store

YEAR, TERRITORY = 2024, "demo"
NOON = datetime(2024, 6, 15, 12, 0)
GROUP = "рабочая группа"


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


@pytest.fixture
def demo(store: Store) -> ResultsPicture:
    return results_workflow.load(store, TERRITORY)


def pairs_of(store: Store, picture: ResultsPicture, year: int, **bounds: object) -> Pairs:
    known = school_inputs.read(store, picture, year)
    return partners.pairs(store, picture, known, **bounds)


class Meeting:
    """The group at work: what it sees now and what it decides."""

    def __init__(self, store: Store, picture: ResultsPicture) -> None:
        self.store, self.picture = store, picture
        self.seen: dict[int, Pairs] = {}

    def pairs(self, **bounds: object) -> Pairs:
        if bounds:
            return pairs_of(self.store, self.picture, YEAR, **bounds)
        version = self.store.data_version
        if version not in self.seen:
            self.seen[version] = pairs_of(self.store, self.picture, YEAR)
        return self.seen[version]

    def version(self, school: str) -> int:
        now = self.pairs().settled.get(school)
        return now.version if now else 0

    def decide(
        self, school: str, leader: str, action: str, why: str = "", version: int | None = None
    ) -> None:
        seen = self.version(school) if version is None else version
        choice = Choice(school, leader, action, why, seen)
        pair_edits.decide(self.store, self.picture, self.pairs(), choice, who=GROUP, at=NOON)

    def undo(self) -> None:
        log = pair_edits.history(self.store, TERRITORY, YEAR)
        entry = next(one for one in log if not one.undone)
        pair_edits.undo(self.store, TERRITORY, entry.decision_id, at=NOON)

    def options(self, school: str) -> tuple[pair_options.Option, ...]:
        return pair_options.options(self.picture, self.pairs(), school)

    def log(self) -> list[str]:
        found = pair_edits.history(self.store, TERRITORY, YEAR)
        return [pair_tables.describe(self.picture, one) for one in found]

    def row(self, school: str) -> list[str]:
        return cells(partner_tables.table(self.picture, self.pairs()), school)


def cells(table: TableSpec | None, key: str) -> list[str]:
    assert table is not None
    return [cell.text for row in table.rows if row.key == key for cell in row.cells]


@pytest.fixture
def meeting(store: Store, demo: ResultsPicture) -> Meeting:
    return Meeting(store, demo)


@pytest.fixture
def rival(meeting: Meeting) -> tuple[str, str, str]:
    """(a school, the leader of another one it may have too, that other school)."""
    for one in meeting.pairs().assignment.pairs:
        for option in meeting.options(one.school):
            if not option.against and option.helps:
                return one.school, option.leader, option.helps[0]
    raise AssertionError("в вымышленном округе нет школы, которой подошёл бы лидер другой")


def test_a_locked_pair_stands_and_the_rest_is_assigned_anew(
    meeting: Meeting, rival: tuple[str, str, str]
) -> None:
    school, leader, other = rival
    before = meeting.pairs().assignment
    meeting.decide(school, leader, "lock")
    now = meeting.pairs().assignment
    assert before.leader_of(other) == leader
    assert now.leader_of(school) == leader
    assert now.leader_of(other) != leader
    pair = next(one for one in now.pairs if one.school == school)
    assert pair.price is not None
    assert pair.price.without == before.leader_of(school)
    assert pair.price.total == pytest.approx(before.total)
    assert pair.price.extra == pytest.approx(now.total - before.total)
    assert now.total > before.total
    _, name, status, _, why, _ = meeting.row(school)
    assert (name, status) == (meeting.picture.names[leader], "закреплена")
    assert "сумма расстояний всех пар" in why
    assert meeting.picture.names[other] in why


def test_confirming_logs_who_when_and_why_and_fills_the_table(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    names = meeting.picture.names
    meeting.decide(pair.school, pair.leader, "confirm", "  ездить   близко ")
    found = meeting.pairs()
    table = pair_tables.confirmed_table(meeting.picture, found)
    assert cells(table, pair.school) == [
        names[pair.school],
        names[pair.leader],
        meeting.row(pair.school)[3],
        GROUP,
        "15.06.2024",
        "ездить близко",
        "–",
    ]
    assert "1 пара утверждена" in partner_tables.conclusion(meeting.picture, found).replace(
        "\u00a0", " "
    )
    assert meeting.log() == [
        f"{names[pair.school]}: по расчёту → утверждена пара «{names[pair.leader]}»"
    ]


def test_the_protocol_of_a_meeting_carries_confirmed_pairs(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "confirm", "договорились на заседании")
    table = pair_tables.confirmed_table(meeting.picture, meeting.pairs())
    assert table is not None
    store = meeting.store
    meetings.add(store, TERRITORY, table, facts={}, address="", at=NOON)
    draft = meetings.draft(store, TERRITORY)
    assert draft is not None
    items = meetings.items(store, draft.meeting_id)
    content = documents.draft_protocol(draft, items, meeting.picture.territory, NOON.date())
    document = docx.Document(io.BytesIO(content))
    written = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows]
    assert cells(table, pair.school) in written


def test_a_lock_is_confirmed_later_and_keeps_its_reason(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "lock", "уже работают вместе")
    assert pair_tables.confirmed_table(meeting.picture, meeting.pairs()) is None
    meeting.decide(pair.school, pair.leader, "confirm")
    settled = meeting.pairs().settled[pair.school]
    assert (settled.status, settled.reason) == ("confirmed", "уже работают вместе")


def test_a_leader_the_rules_refuse_needs_a_written_reason(meeting: Meeting) -> None:
    school = meeting.pairs().listed[0]
    option = next(one for one in meeting.options(school) if one.against)
    with pytest.raises(DecisionError, match="Напишите, почему группа"):
        meeting.decide(school, option.leader, "confirm")
    with pytest.raises(DecisionError, match=option.against.split(":")[0]):
        meeting.decide(school, option.leader, "lock", "   ")
    assert meeting.pairs().settled == {}
    assert meeting.log() == []
    meeting.decide(school, option.leader, "confirm", "школы в одном здании")
    found = meeting.pairs()
    assert found.assignment.leader_of(school) == option.leader
    table = pair_tables.confirmed_table(meeting.picture, found)
    assert cells(table, school)[-2:] == ["школы в одном здании", option.against]
    assert cells(table, school)[2] != "–"


def test_a_leader_whose_places_are_settled_needs_a_reason_too(
    meeting: Meeting, rival: tuple[str, str, str]
) -> None:
    school, leader, other = rival
    meeting.decide(school, leader, "lock")
    with pytest.raises(DecisionError, match="места заняты решениями группы"):
        meeting.decide(other, leader, "lock")
    meeting.decide(other, leader, "lock", "лидер согласен взять двоих")
    pair = next(one for one in meeting.pairs().assignment.pairs if one.school == other)
    assert pair.remark == "закреплено школ: 2, мест: 1"
    assert {one.remark for one in meeting.pairs(capacity=2).assignment.pairs} == {""}


def test_a_forbidden_pair_is_not_made_until_it_is_released(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    with pytest.raises(DecisionError, match="почему эту пару не создавать"):
        meeting.decide(pair.school, pair.leader, "forbid")
    meeting.decide(pair.school, pair.leader, "forbid", "далеко ехать")
    found = meeting.pairs()
    assert found.assignment.leader_of(pair.school) != pair.leader
    option = next(one for one in meeting.options(pair.school) if one.leader == pair.leader)
    assert option.against == "рабочая группа решила не создавать эту пару: далеко ехать"
    notes = partner_tables.table(meeting.picture, found).notes
    assert "далеко ехать. Без этого решения лидер – " in notes[0]
    meeting.decide(pair.school, pair.leader, "release")
    assert meeting.pairs().assignment.leader_of(pair.school) == pair.leader
    assert meeting.log()[0].endswith("→ по расчёту")


def test_a_forbidden_leader_chosen_after_all_is_no_longer_forbidden(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "forbid", "далеко ехать")
    meeting.decide(pair.school, pair.leader, "confirm", "нашли автобус")
    settled = meeting.pairs().settled[pair.school]
    assert (settled.leader_id, dict(settled.forbidden)) == (pair.leader, {})
    with pytest.raises(DecisionError, match="сначала снимите"):
        meeting.decide(pair.school, pair.leader, "forbid", "передумали")


def test_what_cannot_be_decided_is_refused_in_words(meeting: Meeting) -> None:
    found = meeting.pairs()
    listed = found.listed[0]
    free = next(one for one in found.candidates if one not in found.listed)
    leader = found.assignment.leader_of(listed)
    assert leader is not None
    refused = {
        (free, leader, "lock", ""): "нет в списке ШНОР",
        (listed, listed, "lock", ""): "другую школу",
        (listed, "nobody", "lock", ""): "другую школу",
        (listed, leader, "release", ""): "снимать нечего",
        (listed, leader, "lock", "а" * 501): "500",
    }
    for said, match in refused.items():
        with pytest.raises(DecisionError, match=match):
            meeting.decide(*said)
    meeting.decide(listed, leader, "lock")
    with pytest.raises(DecisionError, match="так уже записана"):
        meeting.decide(listed, leader, "lock")
    assert len(meeting.log()) == 1


def test_undo_puts_back_what_stood_before_step_by_step(meeting: Meeting) -> None:
    before = meeting.pairs()
    pair = before.assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "lock", "близко")
    meeting.decide(pair.school, pair.leader, "confirm")
    meeting.undo()
    settled = meeting.pairs().settled[pair.school]
    assert (settled.status, settled.reason) == ("locked", "близко")
    meeting.undo()
    assert meeting.pairs() == before
    log = pair_edits.history(meeting.store, TERRITORY, YEAR)
    assert [one.undone for one in log] == [True, True]
    with pytest.raises(DecisionError, match="отменена"):
        pair_edits.undo(meeting.store, TERRITORY, log[0].decision_id, at=NOON)


def test_an_earlier_entry_is_not_undone_under_a_later_one(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "lock")
    first = pair_edits.history(meeting.store, TERRITORY, YEAR)[0]
    meeting.decide(pair.school, pair.leader, "confirm")
    with pytest.raises(EditConflictError, match="более позднюю"):
        pair_edits.undo(meeting.store, TERRITORY, first.decision_id, at=NOON)
    assert meeting.pairs().settled[pair.school].status == "confirmed"


@pytest.mark.parametrize("known", [False, True])
def test_the_later_of_two_editors_is_told_and_nothing_is_half_written(
    meeting: Meeting, known: bool
) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    other = next(one for one in meeting.options(pair.school) if one.leader != pair.leader)
    if known:
        meeting.decide(pair.school, pair.leader, "lock")
    seen = meeting.version(pair.school)
    meeting.decide(pair.school, pair.leader, "confirm", "первый", seen)
    log, version = meeting.log(), meeting.store.data_version
    with pytest.raises(EditConflictError, match="чужое не потеряно"):
        meeting.decide(pair.school, other.leader, "confirm", "второй", seen)
    assert meeting.pairs().settled[pair.school].reason == "первый"
    assert (meeting.log(), meeting.store.data_version) == (log, version)


def test_a_writer_in_the_same_moment_is_stopped_by_the_database(meeting: Meeting) -> None:
    found = meeting.pairs()
    pair = found.assignment.pairs[0]
    meeting.decide(pair.school, pair.leader, "confirm", "первый")
    log, version = meeting.log(), meeting.store.data_version
    late = Choice(pair.school, pair.leader, "lock", "второй")
    # what the second person sees was read before the first one wrote
    with pytest.raises(EditConflictError, match="чужое не потеряно"):
        pair_edits.decide(meeting.store, meeting.picture, found, late, who=GROUP, at=NOON)
    assert (meeting.log(), meeting.store.data_version) == (log, version)


def test_decisions_about_different_schools_do_not_meet(meeting: Meeting) -> None:
    first, second, *_ = meeting.pairs().assignment.pairs
    seen = {one.school: meeting.version(one.school) for one in (first, second)}
    for one in (first, second):
        meeting.decide(one.school, one.leader, "confirm", "", seen[one.school])
    assert meeting.pairs().held == {one.school: one.leader for one in (first, second)}


def test_decisions_outlive_a_rebuild(own_database: Path) -> None:
    opened = store_workflow.open_store(own_database)
    meeting = Meeting(opened, results_workflow.load(opened, TERRITORY))
    first, second, *_ = meeting.pairs().assignment.pairs
    meeting.decide(first.school, first.leader, "confirm", "договорились")
    meeting.decide(second.school, second.leader, "forbid", "далеко ехать")
    settled, log = meeting.pairs().settled, meeting.log()
    opened.close()
    store_workflow.build(own_database)
    again = store_workflow.open_store(own_database)
    rebuilt = Meeting(again, results_workflow.load(again, TERRITORY))
    assert (rebuilt.pairs().settled, rebuilt.log()) == (settled, log)
    rebuilt.undo()
    assert rebuilt.pairs().settled == {first.school: settled[first.school]}
    again.close()


def test_a_decision_about_another_year_holds_nothing_here(meeting: Meeting) -> None:
    pair = meeting.pairs().assignment.pairs[0]
    before = pairs_of(meeting.store, meeting.picture, YEAR - 1)
    meeting.decide(pair.school, pair.leader, "confirm")
    assert pairs_of(meeting.store, meeting.picture, YEAR - 1) == before


def test_places_of_one_leader_are_its_own(meeting: Meeting) -> None:
    taken = meeting.pairs().assignment.pairs[0].leader
    found = meeting.pairs(places=((taken, 0),))
    assert taken not in {one.leader for one in found.assignment.pairs}
    assert pair_options.against(meeting.picture, found, found.listed[0], taken)
    two = meeting.pairs(places=((taken, 2),))
    assert two.assignment.total <= meeting.pairs().assignment.total + 1e-9


def test_allowed_leaders_stand_first_and_are_nearer_and_better(meeting: Meeting) -> None:
    found = meeting.pairs()
    for school in found.listed:
        offered = meeting.options(school)
        assert {one.leader for one in offered} == set(found.candidates) - {school}
        allowed = [one for one in offered if not one.against]
        assert list(offered[: len(allowed)]) == allowed
        distances = [one.distance for one in allowed]
        assert distances == sorted(distances)
        assert all((one.ahead or 0) > 0 for one in allowed)
        table = pair_tables.options_table(meeting.picture, found, school, offered)
        assert len(table.rows) <= len(offered)
        assert table.title.endswith(f"подходящих лидеров {len(allowed)}")


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2024, "за 2021/22, 2022/23 и 2023/24 учебные годы вместе"),
        (2022, "за 2020/21 и 2021/22 учебные годы вместе"),
        (2021, "за 2020/21 учебный год,"),
    ],
)
def test_the_years_of_the_marks_are_those_that_are_loaded(
    store: Store, year: int, words: str
) -> None:
    picture = results_workflow.load(store, "demo")
    found = pairs_of(store, picture, year)
    school = next(iter(found.candidates))
    table = pair_tables.options_table(picture, found, school, ())
    assert words in table.notes[1]
    assert "три года" not in " ".join(table.notes)


def test_without_results_no_years_are_named(store: Store) -> None:
    picture = results_workflow.load(store, "kamensk-uralsky")
    found = pairs_of(store, picture, 2022)
    table = pair_tables.options_table(picture, found, next(iter(found.candidates)), ())
    assert "не загружено" in table.notes[1]


def test_a_curator_pair_is_confirmed_without_any_results(store: Store) -> None:
    kamensk = results_workflow.load(store, "kamensk-uralsky")
    school, curator = "kamensk-uralsky-1", "kamensk-uralsky-15"
    found = pairs_of(store, kamensk, 2022)
    assert pair_options.first(found, school) == curator
    with pytest.raises(DecisionError, match="нет результатов"):
        pair_edits.decide(
            store, kamensk, found, Choice(school, curator, "confirm"), who=GROUP, at=NOON
        )
    choice = Choice(school, curator, "confirm", "куратор по протоколу № 12")
    pair_edits.decide(store, kamensk, found, choice, who=GROUP, at=NOON)
    found = pairs_of(store, kamensk, 2022)
    row = cells(pair_tables.confirmed_table(kamensk, found), school)
    assert row[1:3] == ["Средняя школа № 15", "–"]
    assert row[-2:] == ["куратор по протоколу № 12", "нет результатов"]
    existing = partner_tables.existing_table(kamensk, found)
    assert existing is not None
    assert existing.rows[0].cells[3].text == "Средняя школа № 15"
