"""A file is shown before it is taken, taken whole or not at all, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.db.programme import FactRow
from shnor_core.errors import IntakeError
from shnor_core.intake.delivery import Sheet, Value
from shnor_core.intake.school_rows import AS_NEW, NOT_TAKEN
from shnor_core.intake.shapes import SHAPES
from shnor_core.model import Unit
from shnor_core.workflow import (
    decisions,
    identification,
    intake,
    intake_files,
    intake_history,
    intake_quality,
    intake_tables,
    monitoring,
    programme,
    programme_edits,
    programme_findings,
    results,
    target_tables,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.identification_tables import rows_of
from shnor_core.workflow.intake import Stage
from tests.intake_world import (
    NOON,
    TODAY,
    WHO,
    contents,
    delivery,
    examine,
    example_form,
    new_store,
    result,
    rules,
    sheet,
    take,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path)
    yield made
    made.close()


def undo(store: Store, at: int = 0) -> None:
    batch = intake_history.history(store, "my")[at]
    intake_history.undo(store, "my", batch.batch_id, at=NOON)


def participants(store: Store) -> dict[str, int]:
    picture = results.load(store, "my")
    return {picture.names[school]: row.participants for (school, _), row in picture.results.items()}


def test_every_column_of_a_written_table_is_known(store: Store) -> None:
    for shape in SHAPES:
        columns = store.cursor().table(shape.table).columns
        assert set(columns) == set(shape.columns), shape.table


def test_the_examples_of_the_form_make_a_working_territory(store: Store) -> None:
    outcome = take(store, example_form())
    assert outcome.examination.faults == ()
    assert outcome.batch is not None
    picture = results.load(store, "my")
    assert len(picture.results) == 2
    assert picture.journal
    assert picture.benchmarks
    assert len(picture.listings) == 2
    assert set(monitoring.indicator_sets(store, "my").values()) == {
        "Мониторинг",
        "Условия работы школ",
    }
    table = monitoring.load(store, "my")
    assert [one.reading.raw for one in table.monitoring.observations] == ["21 %", "4/27"]
    (one,) = programme.programmes(store, "my")
    loaded = programme.load(store, "my", one.programme_id)
    assert [row.code for row in loaded.target_rows] == ["1.1", "5.10"]
    assert len(loaded.measure_rows) == 2
    assert [fact.numerator for facts in loaded.facts.values() for fact in facts] == [4.0, None]
    method = identification.method_of("fioko-2022")
    judged = rows_of(identification.judge(store, picture, method, 2024), None)
    assert {row["school"] for row in judged} == {"my:Школа № 1", "my:Лицей № 2"}


def test_the_steps_of_long_work_are_told_as_they_begin(store: Store) -> None:
    told: list[Stage] = []
    csv = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2\nШкола № 1;ВПР;русский;5;2024;весна;9;1"
    read = intake_files.received(csv.encode(), "данные.csv", told.append)
    assert told == [Stage.READ]
    seen = examine(store, read, progress=told.append)
    assert told[1:] == [Stage.STORED, Stage.CHECK, Stage.COMPARE]
    intake.confirm(store, seen, accept_good=False, at=NOON, progress=told.append)
    assert told[4:] == [Stage.COPY, Stage.WRITE]


def test_who_stops_listening_before_the_write_leaves_nothing_half_done(store: Store) -> None:
    seen, before = examine(store, delivery(sheet("assessments", result()))), contents(store)

    def leave(stage: Stage) -> None:
        if stage is Stage.WRITE:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.confirm(store, seen, accept_good=False, at=NOON, progress=leave)
    assert contents(store) == before


def test_the_same_file_twice_changes_nothing_and_says_so(store: Store) -> None:
    take(store, example_form())
    before = contents(store, without=())
    again = take(store, example_form())
    assert again.batch is None
    assert "уже принят 01.09.2024" in again.sentence
    assert contents(store, without=()) == before


def test_undo_leaves_the_store_as_it_was(store: Store) -> None:
    take(store, delivery(sheet("schools", {"school": "Школа № 9"})))
    before = contents(store)
    take(store, example_form())
    assert contents(store) != before
    undo(store)
    assert contents(store) == before


def test_undo_of_the_first_file_takes_its_territory_too(store: Store) -> None:
    before = contents(store)
    take(store, example_form())
    undo(store)
    assert contents(store) == before


def test_undo_puts_back_changed_and_removed_rows(store: Store) -> None:
    rows = [result(f"Школа № {at}") for at in (1, 2, 3)]
    take(store, delivery(sheet("assessments", *rows)))
    before = contents(store)
    corrected = [result("Школа № 1", participants=21, n2=7), result("Школа № 4")]
    said = {"Школа № 4": AS_NEW}
    taken = take(store, delivery(sheet("assessments", *corrected)), replace=True, decisions=said)
    assert intake.totals(taken.examination) == (2, 1, 0, 2)
    assert participants(store) == {"Школа № 1": 21, "Школа № 4": 20}
    undo(store)
    assert contents(store) == before


def test_rows_that_are_not_in_the_file_stay_unless_it_replaces(store: Store) -> None:
    take(store, delivery(sheet("assessments", result("Школа № 1"), result("Школа № 2"))))
    seen = take(store, delivery(sheet("assessments", result("Школа № 1", n2=5, n3=9))))
    gone = {one.shape.table: len(one.gone) for one in seen.examination.differences}
    assert gone["assessment"] == 1
    assert set(participants(store)) == {"Школа № 1", "Школа № 2"}


def test_another_work_is_not_called_gone(store: Store) -> None:
    take(store, delivery(sheet("assessments", result(subject="русский"))))
    seen = examine(store, delivery(sheet("assessments", result())))
    assert intake.totals(seen)[3] == 0


def test_a_later_file_stands_in_the_way_of_undo(store: Store) -> None:
    take(store, delivery(sheet("assessments", result())))
    take(store, delivery(sheet("assessments", result(participants=21, n2=7))))
    with pytest.raises(IntakeError, match="более поздняя правка") as refused:
        undo(store, at=1)
    assert refused.value.reasons == (
        "Результаты процедур: Школа № 1 · ВПР математика 5 за 2023/24: изменено после загрузки",
    )
    undo(store)
    undo(store, at=1)
    assert queries.territories(store) == ()


def test_a_school_others_came_to_use_is_not_taken_away(store: Store) -> None:
    take(store, delivery(sheet("schools", {"school": "Школа № 1"})))
    take(store, delivery(sheet("assessments", result())))
    with pytest.raises(IntakeError) as refused:
        undo(store, at=1)
    assert any("добавлено после загрузки" in reason for reason in refused.value.reasons)


def test_a_fact_edited_on_the_screen_stands_in_the_way_of_undo(store: Store) -> None:
    take(store, example_form())
    (one,) = programme.programmes(store, "my")
    picture = programme.load(store, "my", one.programme_id)
    (fact,) = picture.facts[picture.target_rows[0].target_id]
    changed = replace(fact, numerator=5.0)
    assert isinstance(changed, FactRow)
    programme_edits.enter_fact(store, picture, changed, why="", at=NOON)
    with pytest.raises(IntakeError) as refused:
        undo(store)
    assert refused.value.reasons[0].startswith("Факты показателей: № 1.1 · 01.06.2024")


def test_a_settled_cell_stands_in_the_way_of_undo(store: Store) -> None:
    take(store, example_form())
    cell = monitoring.load(store, "my").monitoring.observations[0].observation_id
    decisions.settle(
        store,
        territory="my",
        subject=cell,
        settlement=Settlement("reading", 15.0, Unit.PERCENT, "так сказала школа", WHO),
        before="4/27",
        at=NOON,
    )
    with pytest.raises(IntakeError) as refused:
        undo(store)
    assert "принято решение" in refused.value.reasons[0]


def test_undo_twice_is_refused(store: Store) -> None:
    take(store, delivery(sheet("assessments", result())))
    (batch,) = intake_history.history(store, "my")
    undo(store)
    with pytest.raises(IntakeError, match="отменена"):
        intake_history.undo(store, "my", batch.batch_id, at=NOON)


def test_a_file_taken_back_can_be_taken_again(store: Store) -> None:
    what = delivery(sheet("assessments", result()))
    take(store, what)
    after = contents(store)
    undo(store)
    assert take(store, what).batch is not None
    assert contents(store) == after


def test_bad_rows_stop_the_file_until_the_good_ones_are_asked_for(store: Store) -> None:
    what = delivery(sheet("assessments", result(), result("Школа № 2", participants=10)))
    before = contents(store, without=())
    with pytest.raises(IntakeError, match="1\xa0замечание"):
        take(store, what)
    assert contents(store, without=()) == before
    outcome = take(store, what, accept_good=True)
    assert (outcome.batch.accepted, outcome.batch.rejected) == (1, 1)
    assert participants(store) == {"Школа № 1": 20}


def test_a_row_the_database_refuses_leaves_nothing(store: Store) -> None:
    seen = examine(store, delivery(sheet("assessments", result(), result("Школа № 2"))))
    spoiled = next(one for one in seen.differences if one.shape.table == "assessment")
    spoiled.new.loc[1, "n2"] = 500  # the schema itself forbids it
    before = contents(store, without=())
    with pytest.raises(Exception, match="CHECK"):
        intake.confirm(store, seen, accept_good=False, at=NOON)
    assert contents(store, without=()) == before


def test_a_resembling_school_waits_for_a_person(store: Store) -> None:
    take(store, delivery(sheet("schools", {"school": "Лицей № 9"})))
    what = delivery(sheet("assessments", result("СОШ № 9"), result("Лицей № 9")))
    seen = examine(store, what)
    assert rules(seen) == ["school_unknown"]
    assert "«Лицей № 9»" in seen.faults[0].message
    joined = take(store, delivery(sheet("assessments", result("СОШ № 9"))),
                  decisions={"СОШ № 9": "my:Лицей № 9"})  # fmt: skip
    assert joined.examination.faults == ()
    assert participants(store) == {"Лицей № 9": 20}
    # the confirmed name is remembered
    later = examine(store, delivery(sheet("assessments", result("СОШ № 9", grade=6))))
    assert later.faults == ()
    assert intake.new_schools(later) == ()


def test_a_resembling_school_can_be_new_or_left_out(store: Store) -> None:
    take(store, delivery(sheet("schools", {"school": "Лицей № 9"})))
    what = delivery(sheet("assessments", result("СОШ № 9")))
    assert intake.new_schools(examine(store, what, decisions={"СОШ № 9": AS_NEW})) == ("СОШ № 9",)
    left = examine(store, what, decisions={"СОШ № 9": NOT_TAKEN})
    assert rules(left) == ["school_left_out"]


def test_a_school_the_register_does_not_know_is_asked_about(store: Store) -> None:
    first = take(store, delivery(sheet("assessments", result("Школа № 1"), result("Школа № 2"))))
    assert first.examination.assembly.linked.asked == ()
    unknown = sheet("assessments", result("Гимназия № 3", grade=6), result("Школа № 1", grade=6))
    seen = examine(store, delivery(unknown))
    assert [one.printed for one in seen.assembly.linked.asked] == ["Гимназия № 3"]
    assert rules(seen) == ["school_unknown"]
    assert "ни одна на неё не похожа" in seen.faults[0].message
    assert intake.new_schools(seen) == ()
    for said, faults, new in (
        (AS_NEW, [], ("Гимназия № 3",)),
        (NOT_TAKEN, ["school_left_out"], ()),
        ("my:Школа № 2", [], ()),
    ):
        told = examine(store, delivery(unknown), decisions={"Гимназия № 3": said})
        assert (rules(told), intake.new_schools(told)) == (faults, new)
    # the sheet «Школы» says by itself that the school is new
    listed = examine(store, delivery(sheet("schools", {"school": "Гимназия № 3"}), unknown))
    assert listed.faults == ()
    assert intake.new_schools(listed) == ("Гимназия № 3",)


def test_a_second_window_is_told_what_changed_meanwhile(store: Store) -> None:
    one = examine(store, delivery(sheet("assessments", result())))
    take(store, delivery(sheet("assessments", result(participants=21, n2=7)), name="другой.xlsx"))
    outcome = intake.confirm(store, one, accept_good=False, at=NOON)
    assert outcome.batch is None
    assert "данные изменили в другом окне" in outcome.sentence
    assert participants(store) == {"Школа № 1": 21}
    # the new picture can be confirmed
    again = intake.confirm(store, outcome.examination, accept_good=False, at=NOON)
    assert again.batch is not None
    assert participants(store) == {"Школа № 1": 20}


def test_an_edit_elsewhere_does_not_stop_a_file(store: Store) -> None:
    take(store, example_form(), territory="other")
    seen = examine(store, delivery(sheet("assessments", result())))
    intake_history.new_territory(store, "Соседи", at=NOON)
    assert intake.confirm(store, seen, accept_good=False, at=NOON).batch is not None


def test_a_new_territory_gets_a_code_of_its_own(store: Store) -> None:
    first = intake_history.new_territory(store, " Щучинский  район ", at=NOON)
    assert (first.territory_id, first.name) == ("shchuchinskij-rajon", "Щучинский район")
    second = intake_history.new_territory(store, "Щучинский-район", at=NOON)
    assert second.territory_id == "shchuchinskij-rajon-2"
    for name in ("", "  ", "—", "щучинский район"):
        with pytest.raises(IntakeError):
            intake_history.new_territory(store, name, at=NOON)


def test_an_empty_territory_can_be_taken_back_a_used_one_cannot(store: Store) -> None:
    made = intake_history.new_territory(store, "Мой", at=NOON)
    (batch,) = intake_history.history(store, made.territory_id)
    take(store, delivery(sheet("assessments", result())), territory=made.territory_id)
    with pytest.raises(IntakeError, match="Отменить нельзя"):
        intake_history.undo(store, made.territory_id, batch.batch_id, at=NOON)
    (newest, _) = intake_history.history(store, made.territory_id)
    intake_history.undo(store, made.territory_id, newest.batch_id, at=NOON)
    intake_history.undo(store, made.territory_id, batch.batch_id, at=NOON)
    assert queries.territories(store) == ()


def test_every_subject_outlives_a_rebuild(tmp_path: Path) -> None:
    path, data = tmp_path / "own.duckdb", tmp_path / "data"
    data.mkdir()
    store_workflow.build(path, data)
    opened = store_workflow.open_store(path, data)
    take(opened, example_form())
    before = contents(opened, without=())
    opened.close()
    store_workflow.build(path, data)
    opened = store_workflow.open_store(path, data)
    after = contents(opened, without=())
    before.pop("meta")
    after.pop("meta")
    assert after == before
    # and what was taken before the rebuild can be taken back after it
    undo(opened)
    assert not any(contents(opened).values())
    opened.close()


def test_rows_imported_into_a_shipped_territory_outlive_a_rebuild(own_database: Path) -> None:
    opened = store_workflow.open_store(own_database)
    known = results.load(opened, "demo")
    school = known.all_schools[0]
    rows = [
        {"school": school.short_name, "full_name": "Школа с новым уставом"},
        {"school": "Школа № 777"},
    ]
    replaced = result(school.short_name, year=2024)
    take(
        opened,
        delivery(
            sheet("schools", *rows),
            sheet("assessments", replaced, result("Школа № 777", year=2024)),
            sheet("listings", {"school": "Школа № 777", "list": "ШНОР", "school_year": "2023/24",
                               "level": "региональный"}),
            sheet("measures", {"number": "90", "section": "Кадры", "measure": "Ещё одна"}),
        ),
        territory="demo",
        replace=True,
    )  # fmt: skip
    before = contents(opened)
    opened.close()
    store_workflow.build(own_database)
    opened = store_workflow.open_store(own_database)
    assert contents(opened) == before
    (batch, *_) = intake_history.history(opened, "demo")
    intake_history.undo(opened, "demo", batch.batch_id, at=NOON)
    undone = contents(opened)
    opened.close()
    store_workflow.build(own_database)
    opened = store_workflow.open_store(own_database)
    assert contents(opened) == undone
    opened.close()


def test_a_day_ahead_has_no_facts(store: Store) -> None:
    target = {"code": "1.1", "section": "Кадры", "indicator": "Доля", "due": "2024", "plan": "30 %"}
    fact = {"code": "1.1", "as_of": TODAY, "value": "4/7"}
    good = delivery(sheet("targets", target), sheet("facts", fact))
    assert examine(store, good).faults == ()
    ahead = delivery(sheet("targets", target), sheet("facts", {**fact, "as_of": "02.09.2024"}))
    assert rules(examine(store, ahead)) == ["day_ahead"]


def test_rows_left_behind_are_visible_until_the_file_is_taken_back(store: Store) -> None:
    bad = result("Школа № 2", participants=10)
    take(store, delivery(sheet("assessments", result(), bad)), accept_good=True)
    (left,) = intake_quality.rejected(store, "my")
    assert left.title.endswith("не взято строк — 1")
    assert [row.cells[0].text for row in left.checks.rows] == ["Отметки сходятся с числом писавших"]
    assert len(left.rows.rows) == 1
    undo(store)
    assert intake_quality.rejected(store, "my") == ()


def test_the_day_a_roadmap_was_uploaded_is_not_the_day_of_its_order(store: Store) -> None:
    measure = {"number": "1", "section": "Кадры", "measure": "Курсы", "due": "март 2024"}
    take(store, delivery(sheet("measures", measure)))
    (known,) = programme.programmes(store, "my")
    picture = programme.load(store, "my", known.programme_id)
    assert [one.due_text for one in picture.measure_rows] == ["март 2024"]
    assert picture.issued is None
    assert programme_findings.findings(picture) == ()


TARGET: dict[str, Value] = {
    "code": "1.1", "section": "Кадры", "indicator": "Доля", "due": "2025", "plan": "40 %",
}  # fmt: skip
FACTS: tuple[dict[str, Value], ...] = (
    {"code": "1.1", "as_of": "01.02.2023", "value": "10 %"},
    {"code": "1.1", "as_of": "01.02.2024", "value": "20 %"},
)


def term(
    title: str = "Программа 2023–2025", start: Value = date(2023, 1, 1), **cells: Value
) -> Sheet:
    return sheet("programme", {"title": title, "start": start, **cells})


def pace_of(store: Store) -> tuple[str, float | None]:
    (one, *_) = programme.programmes(store, "my")
    loaded = programme.load(store, "my", one.programme_id)
    (found,) = target_tables.judge(loaded, TODAY)
    return one.title, found.found.pace.value


def test_a_programme_that_comes_by_the_blank_has_a_pace(store: Store) -> None:
    plan = (sheet("targets", TARGET), sheet("facts", *FACTS))
    take(store, delivery(*plan, name="без сроков"))
    assert pace_of(store) == ("Программа: my", None)
    # the days come later, by a file of their own, and a file without them leaves them alone
    take(store, delivery(term(end=date(2025, 12, 31)), name="сроки"))
    title, value = pace_of(store)
    assert (title, round(value or 0, 2)) == ("Программа 2023–2025", 0.92)
    take(store, delivery(*plan, name="снова"))
    assert pace_of(store)[1] == value
    undo(store)
    assert pace_of(store) == ("Программа: my", None)


def test_days_somebody_gave_a_programme_later_stand_in_the_way_of_undo(store: Store) -> None:
    take(store, delivery(sheet("targets", TARGET)))
    take(store, delivery(term()))
    with pytest.raises(IntakeError, match=r"держится 1\sболее поздняя правка. Сначала отмените её"):
        undo(store, 1)
    undo(store, 0)
    undo(store, 1)


def test_another_title_is_another_programme(store: Store) -> None:
    take(store, delivery(term(), sheet("targets", TARGET)))
    take(store, delivery(term("Программа 2026–2028", date(2026, 1, 1)), sheet("targets", TARGET)))
    later, first = programme.programmes(store, "my")
    assert [later.title, first.title] == ["Программа 2026–2028", "Программа 2023–2025"]
    for one in (later, first):
        assert len(programme.load(store, "my", one.programme_id).target_rows) == 1
    again = examine(store, delivery(term(goal="Новая цель"), name="ещё"))
    (changed,) = [one for one in again.differences if one.shape.table == "programme"]
    assert (len(changed.new), list(changed.after["programme_id"])) == (0, [first.programme_id])


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([term(end=date(2022, 12, 31))], ["ends_early"]),
        ([term(start="скоро")], ["not_a_day"]),
        ([sheet("programme", {"title": "А", "start": date(2023, 1, 1)}, {"title": "Б"})],
         ["two_rows", "two_rows", "missing_field"]),
    ],
)  # fmt: skip
def test_a_programme_that_contradicts_itself_is_at_fault(
    store: Store, rows: list[Sheet], found: list[str]
) -> None:
    assert sorted(rules(examine(store, delivery(*rows)))) == sorted(found)


def test_indicators_of_two_sheets_are_told_apart(store: Store) -> None:
    told = [
        row.cells[0].text
        for row in intake_tables.difference_table(examine(store, example_form())).rows
    ]
    assert "Показатели (мониторинг)" in told
    assert "Показатели (контекст)" in told
    assert len(set(told)) == len(told)
