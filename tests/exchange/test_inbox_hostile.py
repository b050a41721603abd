"""Files that mean harm or are not what they seem: each ends in one sentence, within its limits."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import read, wire
from shnor_core.exchange.inbox import sandbox as sandboxes
from shnor_core.exchange.inbox.parse import parse
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import Delivery
from tests.exchange.inbox_files import filled_form, saved, table, workbook
from tests.proof.inbox import run

HEADER = ("Школа", "Процедура", "Предмет", "Класс", "Год", "Сезон", "Писали")
ROW = ("Школа № 1", "ВПР", "математика", 5, 2024, "весна", 20)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ZEROS = b"\0" * 64


def _repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same archive with parts changed, added, or (None) dropped."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, part in (parts | changes).items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def _book() -> bytes:
    return workbook({"Результаты": table((HEADER, ROW))})


def _types(old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_book())) as archive:
        return archive.read("[Content_Types].xml").replace(old, new)


MACROS = _types(
    b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
)
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
BOMB = b"<c/>" * (30 * 1024 * 1024 // 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (ZEROS, "пуст"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...", "RTF"),
        (b"\x89PNG\r\n", "картинка"),
        (b"Rar!\x1a\x07", "архив"),
        (b"<html><table><tr><td>1</td></tr></table>", "веб-страница"),
        (OLE, "старого формата"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        (b"PK\x03\x04" + b"\x07" * 100, "архив не открывается"),
        (b"text\0with a zero", "не текст"),
        (_repacked(_book(), {"[Content_Types].xml": MACROS}), "макросы"),
        (_repacked(_book(), {"xl/vbaProject.bin": b"x"}), "макросы"),
        (_repacked(_book(), {"[Content_Types].xml": b"<Types/>"}), "не похож"),
        (_repacked(_book(), {SHEET: None}), "не сходятся"),
        (_repacked(_book(), {SHEET: LAUGHS}), "внешние сущности"),
        (_repacked(_book(), {SHEET: BOMB}), "слишком большим"),
        (_repacked(_book(), {f"x/{n}": b"" for n in range(600)}), "слишком большим"),
        (_repacked(_book(), {SHEET: b"<worksheet><sheetData><row>"}), "повреждена"),
        (
            _repacked(_book(), {"xl/styles.xml": b'<?xml version="1.0" encoding="ZZZ"?><a/>'}),
            "не сх",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_own_sentence(
    tmp_path: Path, sandbox: Sandbox, content: bytes, words: str
) -> None:
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        read(saved(content, tmp_path), sandbox=sandbox)
    assert str(refusal.value).endswith((".", "»"))


def test_a_missing_and_a_too_large_file_are_refused_before_any_process(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="не найден"):
        read(tmp_path / "нет.xlsx")
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="больше 10 МБ"):
        read(path)


def test_one_far_cell_does_not_become_a_table_of_billions(tmp_path: Path, sandbox: Sandbox) -> None:
    def write(sheet: Any, book: Any) -> None:
        table((HEADER, ROW))(sheet, book)
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableFileError, match="за краем таблиц"):
        read(saved(workbook({"Результаты": write}), tmp_path), sandbox=sandbox)
    assert len(read(saved(_book(), tmp_path), sandbox=sandbox).sheets) == 1


def test_links_to_other_files_are_not_followed(tmp_path: Path, sandbox: Sandbox) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_bytes(b"<worksheet/>")
    with zipfile.ZipFile(io.BytesIO(_book())) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels")
    linked = relations.replace(b"worksheets/sheet1.xml", f"file://{outside}".encode())
    with pytest.raises(UnreadableFileError):
        read(
            saved(_repacked(_book(), {"xl/_rels/workbook.xml.rels": linked}), tmp_path),
            sandbox=sandbox,
        )


def test_names_and_cells_come_back_as_they_are(tmp_path: Path, sandbox: Sandbox) -> None:
    evil = "<script>alert(1)</script>"
    content = workbook({"Результаты": table((HEADER, (evil, *ROW[1:])))})
    found = read(saved(content, tmp_path), file_name=f"{evil}.xlsx", sandbox=sandbox)
    assert found.file_name == f"{evil}.xlsx"
    assert found.sheets[0].columns["school"] == (evil,)


def test_a_process_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "never"
    os.mkfifo(pipe)
    monkeypatch.setattr(sandboxes, "SECONDS", 1)
    with Sandbox() as one, pytest.raises(UnreadableFileError, match="дольше"):
        one.read(pipe, file_name="never", sha256="")


def test_an_answer_longer_than_allowed_is_not_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandboxes, "LARGEST_ANSWER", 10)
    monkeypatch.setattr(sandboxes, "_MOMENT", 0.2)
    with pytest.raises(UnreadableFileError, match="памяти"):
        read(saved(_book(), tmp_path))


def test_a_dead_process_is_replaced(tmp_path: Path) -> None:
    path = saved(_book(), tmp_path)
    with Sandbox() as one:
        first = read(path, sandbox=one)
        assert one.pid is not None
        os.kill(one.pid, signal.SIGTERM)
        with pytest.raises(UnreadableFileError, match="повреждён"):
            read(path, sandbox=one)
        assert read(path, sandbox=one) == first


def test_a_delivery_survives_the_wire(tmp_path: Path) -> None:
    found = parse(saved(filled_form(), tmp_path), file_name="форма.xlsx", sha256="0" * 64)
    assert wire.load(wire.dump(found)) == found


def _delivery() -> bytes:
    return wire.dump(Delivery("a", "b", "table", "Таблица", ()))


@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 200))
def test_nonsense_on_the_wire_is_refused_and_never_run(noise: bytes, first: int, last: int) -> None:
    honest = _delivery()
    for content in (noise, honest[:first] + noise + honest[last:], honest[:first]):
        if content == honest:
            continue
        try:
            found = wire.load(content)
        except wire.WireError:
            continue
        assert isinstance(found, Delivery)


@pytest.mark.parametrize(
    "head",
    [
        b"[]",
        b'{"sheets": [{"length": -1, "columns": {}}]}',
        b'{"file_name": 1, "sha256": "", "kind": "", "title": "", "notes": [], "faults": [],'
        b' "sheets": []}',
        b'{"file_name": "", "sha256": "", "kind": "", "title": "", "notes": [], "faults": [{}],'
        b' "sheets": []}',
        b'{"file_name": "", "sha256": "", "kind": "", "title": "", "notes": [], "faults": [],'
        b' "sheets": [{"subject": "", "name": "", "length": 1000000000000, "letters": {},'
        b' "columns": {"a": []}}]}',
        b"[" * 100_000,
    ],
)
def test_a_head_that_lies_is_refused(head: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.load(struct.pack("<Q", len(head)) + head)


def test_spoiled_files_end_in_a_delivery_or_a_sentence(tmp_path: Path) -> None:
    tally = run(100, 20260101, tmp_path)
    assert tally.slips == []
    assert sum(tally.ends.values()) == 100
    assert tally.ends["прочитан"]
    assert len(tally.ends) > 5


def test_the_process_that_reads_loads_no_more_than_reading_needs() -> None:
    program = "import sys, shnor_core.exchange.inbox.child; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert "shnor_core.exchange.inbox.parse" in told.stdout.split()
    assert not {"numpy", "pandas", "duckdb", "openpyxl"} & set(told.stdout.split())
