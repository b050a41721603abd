"""From a file to what was found in it: the part that runs apart, with limits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.form_words import VERSION_SHEET
from shnor_core.exchange.inbox.container import kind_of
from shnor_core.exchange.inbox.csv_grid import csv_grid
from shnor_core.exchange.inbox.document import blocks
from shnor_core.exchange.inbox.fis_oko_reports import read_report
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.protocol_tables import read_protocol, read_sheet
from shnor_core.exchange.inbox.results import note_years
from shnor_core.exchange.inbox.subject_tables import read_table
from shnor_core.exchange.inbox.workbook import grids
from shnor_core.intake.delivery import (
    BLANK,
    FIS_OKO_JOURNAL,
    FIS_OKO_MARKS,
    FIS_OKO_PUPILS,
    PROTOCOL,
    TABLE,
    Delivery,
)

_TITLES: Final = {
    BLANK: "Форма ШНОР-монитора",
    FIS_OKO_MARKS: "ФИС ОКО, «Статистика по отметкам»",
    FIS_OKO_JOURNAL: "ФИС ОКО, «Сравнение отметок с отметками по журналу»",
    FIS_OKO_PUPILS: "ФИС ОКО, «Индивидуальные результаты»",
    PROTOCOL: "Протокол, таблицы мониторинга",
    TABLE: "Таблица",
}


def parse(path: Path, *, file_name: str, sha256: str) -> Delivery:
    """Read a file into a delivery, whatever kind it is.

    Raises
    ------
    UnreadableFileError
        Nothing in it was understood.
    """
    found = Found()
    kind = _READERS[kind_of(path)](path, Path(file_name).stem, found)
    note_years(found.sheets, found)
    if found.examples:
        found.notes.append(f"Строки с пометкой «пример» пропущены: {found.examples}.")
    if not found.sheets and not found.faults:
        raise UnreadableFileError("В файле нет ни одной строки данных.")
    return Delivery(
        file_name=file_name,
        sha256=sha256,
        kind=kind,
        title=_TITLES[kind],
        sheets=tuple(found.sheets),
        faults=tuple(found.faults),
        notes=tuple(found.notes),
    )


def _read_workbook(path: Path, stem: str, found: Found) -> str:
    kind = TABLE
    for grid in grids(path):
        if grid.name == VERSION_SHEET:
            kind = BLANK
        report = read_report(grid, found)
        if report:
            kind = report if kind == TABLE else kind
        elif not read_sheet(grid, found):
            read_table(grid, found)
    return kind


def _read_document(path: Path, stem: str, found: Found) -> str:
    read_protocol(blocks(path), found)
    return PROTOCOL


def _read_text(path: Path, stem: str, found: Found) -> str:
    grid = csv_grid(path.read_bytes(), stem)
    if not read_sheet(grid, found):
        read_table(grid, found)
    return TABLE


_READERS: Final = {"xlsx": _read_workbook, "docx": _read_document, "text": _read_text}
