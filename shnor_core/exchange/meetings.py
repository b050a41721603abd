"""Meetings that ship with a territory, read from three text files of its folder.

``meetings.csv``
    ``meeting_id``, ``number``, ``held_on`` (2022-05-25), ``body`` (goes on after «ПРОТОКОЛ № …»),
    ``place``, ``approval_post``, ``secretary``.
``attendance.csv``
    ``meeting_id``, ``position``, ``post``: who attended, in printed order, without names.
``meeting_items.csv``
    The text line by line: ``meeting_id``, ``position``, ``kind``, ``text`` as printed, ``said``
    (what goes on in the line of a heading), ``school_id`` of a school's table, ``omitted`` (what of
    the printed text was left out: «имена»).

Kinds of lines: ``heading``, ``subheading``, ``paragraph``, ``bullet`` and ``numbered`` (neighbours
make one list), ``municipal_table`` and ``school_table`` (where the tables stand), and three that
take their text from ``resolutions.csv``, ``text`` being the name of its section:
``resolution_paragraphs``, ``resolution_bullets``, ``resolution_numbers``. Every row ends with
``source_id`` and ``source_ref``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shnor_core.errors import DataFileError
from shnor_core.exchange.fields import (
    Parser,
    RefusedError,
    needed_text,
    one_of,
    optional_day,
    text,
    whole_number,
)

AGENDA = "Повестка"
KINDS = (
    *("heading", "subheading", "paragraph", "bullet", "numbered"),
    *("municipal_table", "school_table"),
    *("resolution_paragraphs", "resolution_bullets", "resolution_numbers"),
)
_SOURCED: Mapping[str, Parser] = {"source_id": text, "source_ref": text}
_FILES: Mapping[str, Mapping[str, Parser]] = {
    "meetings": {
        "meeting_id": needed_text,
        "number": needed_text,
        "held_on": optional_day,
        **dict.fromkeys(("body", "place", "approval_post", "secretary"), text),
        **_SOURCED,
    },
    "attendance": {
        "meeting_id": needed_text,
        "position": whole_number,
        "post": needed_text,
        **_SOURCED,
    },
    "meeting_items": {
        "meeting_id": needed_text,
        "position": whole_number,
        "kind": one_of(*KINDS),
        "text": needed_text,
        **dict.fromkeys(("said", "school_id", "omitted"), text),
        **_SOURCED,
    },
    "resolutions": {
        "section": needed_text,
        "number": needed_text,
        "parent_number": text,
        "text": needed_text,
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the printed text; ``omitted`` says what of it was left out."""

    kind: str
    text: str
    said: str = ""
    school_id: str = ""
    omitted: str = ""
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A numbered line of a section: agenda, measures, decisions. ``parent`` is its number."""

    section: str
    number: str
    parent: str
    text: str


@dataclass(frozen=True, slots=True)
class ShippedMeeting:
    """A meeting as its document prints it, posts instead of names."""

    meeting_id: str
    number: str
    held_on: date | None
    body: str
    place: str
    approval_post: str
    secretary: str
    attendance: tuple[str, ...]
    lines: tuple[Line, ...]
    resolutions: tuple[Resolution, ...]

    def section(self, name: str) -> tuple[Resolution, ...]:
        return tuple(one for one in self.resolutions if one.section == name)

    @property
    def agenda(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.section(AGENDA))


def read_meetings(folder: Path) -> tuple[ShippedMeeting, ...]:
    """Meetings of a territory's folder, none when it has no ``meetings.csv``.

    Raises
    ------
    DataFileError
        With file, line, column, what stands there and what was expected.
    """
    files = {name: list(_rows(folder / f"{name}.csv", columns)) for name, columns in _FILES.items()}
    known = {row["meeting_id"] for _, row in files["meetings"]}
    for name in ("attendance", "meeting_items"):
        for line, row in files[name]:
            if row["meeting_id"] not in known:
                place = f"{folder.name}/{name}.csv"
                expected = "значение из meetings.csv"
                raise DataFileError(place, line, "meeting_id", row["meeting_id"], expected)
    resolutions = tuple(
        Resolution(row["section"], row["number"], row["parent_number"], row["text"])
        for _, row in files["resolutions"]
    )
    return tuple(_meeting(row, files, resolutions) for _, row in files["meetings"])


def _meeting(
    row: Mapping[str, Any],
    files: Mapping[str, Sequence[tuple[int, Mapping[str, Any]]]],
    resolutions: tuple[Resolution, ...],
) -> ShippedMeeting:
    def own(name: str) -> list[Mapping[str, Any]]:
        found = [one for _, one in files[name] if one["meeting_id"] == row["meeting_id"]]
        return sorted(found, key=lambda one: int(one["position"]))

    names = ("kind", "text", "said", "school_id", "omitted", "source_ref")
    return ShippedMeeting(
        **{name: row[name] for name in _FILES["meetings"] if name not in _SOURCED},
        attendance=tuple(one["post"] for one in own("attendance")),
        lines=tuple(Line(*(one[name] for name in names)) for one in own("meeting_items")),
        resolutions=resolutions,
    )


def _rows(path: Path, columns: Mapping[str, Parser]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if not path.exists():
        return
    shown = f"{path.parent.name}/{path.name}"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header = reader.fieldnames or []
        for column in columns:
            if column not in header:
                raise DataFileError(shown, 1, column, ",".join(header), "такой столбец")
        for record in reader:
            yield reader.line_num, _parsed(shown, reader.line_num, record, columns)


def _parsed(
    shown: str, line: int, record: Mapping[str, str | None], columns: Mapping[str, Parser]
) -> Mapping[str, Any]:
    row: dict[str, Any] = {}
    for column, parse in columns.items():
        found = record[column] or ""
        try:
            row[column] = parse(found)
        except RefusedError as expected:
            raise DataFileError(shown, line, column, found, str(expected)) from expected
    return row
