"""The meeting № 12 that ships: printed texts in printed order, posts instead of people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shnor_core.errors import DataFileError
from shnor_core.exchange.meeting_text import nested, protocol_of
from shnor_core.exchange.meetings import Resolution, ShippedMeeting, read_meetings
from shnor_core.exchange.word.blocks import Bullets, Item, NumberedList, Paragraph
from tests.data.test_kamensk_uralsky import PERSON

FOLDER = Path(__file__).parents[2] / "data" / "kamensk_uralsky"


@pytest.fixture(scope="module")
def meeting() -> ShippedMeeting:
    (found,) = read_meetings(FOLDER)
    return found


def test_the_head_of_the_protocol(meeting: ShippedMeeting) -> None:
    assert (meeting.number, str(meeting.held_on), meeting.place) == (
        "12",
        "2022-05-25",
        "кабинет № 101",
    )
    assert len(meeting.attendance) == 7
    assert meeting.attendance[4] == "заместитель начальника Управления образования"
    assert meeting.agenda[2] == "Результаты мониторинга."
    assert meeting.body.startswith("заседания муниципальной рабочей группы")


@pytest.mark.parametrize("name", ["meetings", "meeting_items", "attendance"])
def test_no_person_is_named(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert PERSON.findall(text) == []
    assert "\r" not in text


def test_what_was_left_out_is_said(meeting: ShippedMeeting) -> None:
    cut = [line for line in meeting.lines if line.omitted]
    assert {line.omitted for line in cut} == {"имена"}
    assert sum(line.kind == "heading" for line in cut) == 3
    assert sum(line.kind == "school_table" for line in cut) == 14
    assert all(line.source_ref.startswith("строк") for line in meeting.lines)


def test_lines_stand_in_the_order_of_the_document(meeting: ShippedMeeting) -> None:
    first = [int(line.source_ref.split()[1].partition("–")[0]) for line in meeting.lines]
    assert first == sorted(first)
    assert len(first) == 162


def test_schools_stand_in_their_printed_order(meeting: ShippedMeeting) -> None:
    schools = [line.school_id.removeprefix("kamensk-uralsky-") for line in meeting.lines]
    assert [one for one in schools if one] == (
        "1 2 7 9-licey 14 17 27 32 35 37 38 39 51 60".split()
    )


def test_sections_follow_the_printed_protocol(meeting: ShippedMeeting) -> None:
    document = protocol_of(meeting, {})
    heads = [one.heading for one in document.sections if one.level == 1]
    assert heads == [
        "По первому вопросу",
        "По второму вопросу",
        "Принятие мер.",
        "Управленческие решения",
        "Анализ эффективности принятых мер",
        "По третьему вопросу",
        "Решили:",
    ]
    said = [one.said for one in document.sections if one.level == 1 and one.said]
    assert [one.split()[0] for one in said] == ["слушали", "заслушали", "слушали"]


def test_lists_are_lists(meeting: ShippedMeeting) -> None:
    sections = {one.heading: one for one in protocol_of(meeting, {}).sections}
    (tasks, *_) = sections["Ключевые задачи:"].blocks
    assert isinstance(tasks, NumberedList)
    assert len(tasks.items) == 8
    measures = sections["Принятие мер."].blocks
    assert isinstance(measures[1], Bullets)
    assert len(measures[1].items) == 20
    decisions, last = sections["Решили:"].blocks
    assert isinstance(decisions, NumberedList)
    assert [len(one.items) for one in decisions.items] == [0, 0, 0, 0, 12, 2, 0]
    assert isinstance(last, Paragraph)


def test_tables_stand_at_their_schools(meeting: ShippedMeeting) -> None:
    tables = {"": [Paragraph("свод")], "kamensk-uralsky-17": [Paragraph("семнадцатая")]}
    placed = [
        (at, one.heading, block.text)
        for at, one in enumerate(protocol_of(meeting, tables).sections)
        for block in one.blocks
        if isinstance(block, Paragraph) and block.text in ("свод", "семнадцатая")
    ]
    assert [text for _, _, text in placed] == ["свод", "семнадцатая"]
    assert "№ 17" in placed[1][1]


def test_nested_lines_keep_their_parent() -> None:
    lines = [Resolution("Решили", *one) for one in (("1", "", "а"), ("2", "", "б"))]
    lines.append(Resolution("Решили", "2.1", "2", "в"))
    assert nested(lines) == (Item("а"), Item("б", (Item("в"),)))


def test_a_folder_without_meetings_has_none(tmp_path: Path) -> None:
    assert read_meetings(tmp_path) == ()


@pytest.mark.parametrize(
    ("name", "before", "after", "column"),
    [
        ("meetings", "2022-05-25", "25.05.2022", "held_on"),
        ("meeting_items", ",heading,", ",заголовок,", "kind"),
        ("attendance", "kamensk-uralsky:12,1,", "kamensk-uralsky:13,1,", "meeting_id"),
        ("meeting_items", "meeting_id,position", "meeting,position", "meeting_id"),
        ("attendance", "kamensk-uralsky:12,2,", "kamensk-uralsky:12,второй,", "position"),
    ],
)
def test_a_spoiled_file_is_refused_with_its_place(
    tmp_path: Path, name: str, before: str, after: str, column: str
) -> None:
    folder = tmp_path / "kamensk_uralsky"
    shutil.copytree(FOLDER, folder)
    path = folder / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        read_meetings(folder)
    assert refused.value.file == f"kamensk_uralsky/{name}.csv"
    assert refused.value.column == column
