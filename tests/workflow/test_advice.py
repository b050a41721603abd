"""Recommendations on the shipped data, and what the group answers to them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from shnor_core.cells import parse_schools
from shnor_core.errors import DecisionError, EditConflictError, MeetingError
from shnor_core.model import Tone
from shnor_core.workflow import (
    advice,
    advice_answers,
    advice_tables,
    documents,
    meeting,
    meeting_end,
    monitoring,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.advice import Advice, Part, Proposal
from shnor_core.workflow.advice_answers import Answer, subject_of
from shnor_core.workflow.store import Store
from tests import advice_world

TERRITORY = "kamensk-uralsky"
NOON = datetime(2022, 6, 7, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def found(store: Store, territory: str = TERRITORY, base: int = 2020, year: int = 2021) -> Advice:
    return advice_world.found(store, territory, base, year)


def proposal(store: Store, code: str, **where: object) -> Proposal:
    return next(one for one in found(store, **where).proposals if one.rule.code == code)  # type: ignore[arg-type]


def numbers(one: Proposal) -> set[str]:
    return {ground.subject.removeprefix("kamensk-uralsky-") for ground in one.grounds}


def test_first_diagnostics_name_exactly_the_schools_of_the_protocol(store: Store) -> None:
    one = proposal(store, "competences-first")
    assert numbers(one) == {"1", "17", "32", "37", "51", "60"}
    printed = (
        "необходимо совершенствовать предметные компетенции педагогических работников Средних"
        " школ №№ 1, 17, 32, 37, 51, 60"
    )
    assert parse_schools(one.text) == parse_schools(printed)
    assert one.text.replace("\u00a0", " ").endswith("Средних школ №№ 1, 17, 32, 37, 51, 60")
    assert [comparison.agrees for comparison in one.comparisons] == [True]
    assert one.grounds[0].text.replace("\u00a0", " ") == (
        "2.1 Прошли диагностику: 2019 — 0 %, 2020 — 0 %, 2021 — 27 %"
    )
    assert one.grounds[0].source == "строка 400"


def test_a_list_that_disagrees_with_the_tables_is_said_with_both(store: Store) -> None:
    one = proposal(store, "network-none")
    (comparison,) = one.comparisons
    assert {name.split("№ ")[1] for name in comparison.only_list} == {"2", "7", "27", "32"}
    assert set(comparison.only_tables) == {
        "Лицей № 9", "Средняя школа № 17", "Средняя школа № 35", "Средняя школа № 38",
    }  # fmt: skip
    told = advice_tables.comparison_sentence(comparison).replace("\u00a0", " ")
    assert "расходится" in told
    assert "только в списке — Средние школы №№ 2, 7, 32 и Основная школа № 27" in told
    assert "только по таблицам — Средние школы №№ 17, 35, 38 и Лицей № 9" in told
    table = advice_tables.comparison_table(found(store).proposals, "")
    assert table is not None
    assert table.title.replace("\u00a0", " ").startswith("3 списка документа из 4 не сходятся")
    assert sum(row.cells[0].tone is Tone.DOUBT for row in table.rows) == 3


def test_blank_cells_are_not_zeroes(store: Store) -> None:
    one = proposal(store, "landing")
    assert numbers(one) == {"9-licey", "32", "51", "60"}
    assert {ground.subject for ground in one.untold} == {"kamensk-uralsky-14", "kamensk-uralsky-35"}


def test_the_invented_district_shows_every_rule_it_has_data_for(store: Store) -> None:
    seen = found(store, "demo", 2023, 2024)
    assert seen.silent == ()
    assert len(seen.proposals) >= 15
    about = {one.rule.about for one in seen.proposals}
    assert len(about) == 3
    assert all(one.grounds and all(ground.text for ground in one.grounds) for one in seen.proposals)


def test_without_data_a_rule_is_named_as_not_checked(store: Store) -> None:
    seen = found(store)
    assert {"measures-overdue", "objectivity-visit"} <= {one.code for one in seen.silent}
    empty = found(store, "kavkazsky", 0, 0)
    assert len(empty.proposals) + len(empty.silent) <= len(advice.rules())


def answer(store: Store, code: str, year: int = 2021) -> Answer | None:
    return advice_answers.answers(store, TERRITORY).get(subject_of(code, year))


def decide(store: Store, one: Proposal, *, accept: bool = True, **said: str) -> None:
    words = {"text": one.text, "reason": "", "seen": ""} | said
    advice_answers.decide(store, TERRITORY, 2021, one, accept=accept, at=NOON, **words)


def test_only_what_was_accepted_enters_the_protocol(store: Store) -> None:
    first, second, third = (
        proposal(store, code) for code in ("competences-first", "network-none", "seminars-none")
    )
    decide(store, first)
    decide(store, second, accept=False, reason="сеть уже работает")
    decide(store, third, text="  Провести семинар\nдля школ №№ 17, 35 ")
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    taken = advice_answers.accepted(store, draft)
    assert taken == {
        Part.DECISIONS: (first.text,),
        Part.MEASURES: ("Провести семинар для школ №№ 17, 35",),
    }
    rejected = answer(store, "network-none")
    assert rejected is not None
    assert (rejected.status, rejected.reason) == ("rejected", "сеть уже работает")
    changed = answer(store, "seminars-none")
    assert changed is not None
    assert changed.edited
    assert advice_tables.status_text(changed) == "принято с правкой"
    told = advice_tables.conclusion(found(store), advice_answers.answers(store, TERRITORY))
    assert "принято 2, отклонено 1 и без решения 5" in told


def test_a_rejection_needs_a_reason_and_a_line_words(store: Store) -> None:
    one = proposal(store, "landing")
    with pytest.raises(DecisionError, match="почему"):
        decide(store, one, accept=False)
    with pytest.raises(DecisionError, match="пуста"):
        decide(store, one, text=" \n ")
    with pytest.raises(DecisionError, match="2000"):
        decide(store, one, text="я" * 2001)
    assert answer(store, "landing") is None
    assert meeting.draft(store, TERRITORY) is None


def test_of_two_windows_the_later_one_is_told(store: Store) -> None:
    one = proposal(store, "landing")
    decide(store, one)
    with pytest.raises(EditConflictError, match="в другом окне"):
        decide(store, one, accept=False, reason="иначе")
    now = answer(store, "landing")
    assert now is not None
    assert now.status == "accepted"
    decide(store, one, accept=False, reason="передумали", seen=now.decision_id)
    assert answer(store, "landing") != now


def test_an_answer_is_taken_back_and_stays_in_the_log(store: Store) -> None:
    one, subject = proposal(store, "landing"), subject_of("landing", 2021)
    decide(store, one)
    first = answer(store, "landing")
    assert first is not None
    advice_answers.undo(store, TERRITORY, first, subject, at=NOON)
    assert answer(store, "landing") is None
    with pytest.raises(EditConflictError):
        advice_answers.undo(store, TERRITORY, first, subject, at=NOON)
    log = [entry for entry in monitoring.load(store, TERRITORY).log if entry.subject == subject]
    assert [(entry.action, entry.undone) for entry in log] == [("undo", False), ("edit", True)]


def test_answers_change_no_number_and_outlive_a_rebuild(store: Store) -> None:
    version = store.data_version
    decide(store, proposal(store, "landing"))
    assert store.data_version == version
    path = store.path
    store.close()
    store_workflow.build(path)
    again = store_workflow.open_store(path)
    assert subject_of("landing", 2021) in advice_answers.answers(again, TERRITORY)
    again.close()


def test_accepted_lines_stand_in_the_document_after_the_typed_ones(store: Store) -> None:
    first, second, third = (
        proposal(store, code) for code in ("competences-first", "seminars-none", "network-none")
    )
    decide(store, first)
    decide(store, second)
    decide(store, third, accept=False, reason="сеть уже работает")
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    meeting.save(store, draft, {"decisions": "Продолжить работу\n- семинар"})
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    territory = monitoring.load(store, TERRITORY).territory
    data = documents.protocol(store, draft, territory, date(2022, 6, 8))
    said = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    decided = said[said.index("Решили") + 1 :][:5]
    assert decided == ["Продолжить работу", "семинар", first.text, "Принять меры:", second.text]
    assert third.text not in said


def test_a_line_of_a_draft_thrown_away_belongs_nowhere(store: Store) -> None:
    decide(store, proposal(store, "landing"))
    draft = meeting.draft(store, TERRITORY)
    now = answer(store, "landing")
    assert draft is not None
    assert now is not None
    assert advice_answers.meeting_of(store, TERRITORY, now) == draft
    meeting_end.remove_draft(store, draft.meeting_id)
    assert advice_answers.meeting_of(store, TERRITORY, now) is None
    decide(store, proposal(store, "landing"), seen=now.decision_id)
    again = meeting.draft(store, TERRITORY)
    assert again is not None
    assert advice_answers.accepted(store, again)[Part.DECISIONS]


def test_a_finished_protocol_keeps_its_lines(store: Store) -> None:
    one = proposal(store, "landing")
    decide(store, one)
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    meeting.save(store, draft, {"number": "13", "held_on": date(2022, 6, 7), "status": "final"})
    now = answer(store, "landing")
    assert now is not None
    with pytest.raises(MeetingError, match="завершённый протокол № 13"):
        decide(store, one, accept=False, reason="поздно", seen=now.decision_id)
    with pytest.raises(MeetingError, match="завершённый"):
        advice_answers.undo(store, TERRITORY, now, subject_of("landing", 2021), at=NOON)


def test_a_draft_that_goes_on_takes_the_accepted_lines_as_written_ones(store: Store) -> None:
    line, measure = (proposal(store, code) for code in ("competences-first", "seminars-none"))
    decide(store, line)
    decide(store, measure)
    first = meeting.draft(store, TERRITORY)
    assert first is not None
    meeting.decide(store, first.meeting_id, "Записано рукой")
    copied = meeting_end.continued(store, first.meeting_id)
    second = meeting.draft(store, TERRITORY, copied)
    assert second is not None
    assert second.decisions.splitlines() == [
        "Записано рукой",
        line.text,
        advice_answers.MEASURES_HEAD,
        f"- {measure.text}",
    ]
    # the answers stay with the meeting they were given at: no line stands twice
    assert advice_answers.completed(store, second).decisions == second.decisions
    agenda = meeting_end.with_agenda_of(store, first.meeting_id)
    third = meeting.draft(store, TERRITORY, agenda)
    assert third is not None
    assert third.decisions == ""
