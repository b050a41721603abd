"""A CSV of procedure results as people really save it: UTF-8 or cp1251, comma or semicolon."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from shnor_core.errors import UnreadableFileError

LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of a text file by column name, with the fingerprint of its bytes."""

    file_name: str
    sha256: str
    rows: tuple[dict[str, str | None], ...]
    lines: tuple[int, ...]


def read_table(path: Path) -> TextTable:
    """Read a delimited file with a header row.

    Raises
    ------
    UnreadableFileError
        No such file, too large, empty, not text, or without a header.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LIMIT else b""
    except OSError as error:
        raise UnreadableFileError(f"Файл {path} не найден или не читается.") from error
    if size > LIMIT:
        raise UnreadableFileError(f"Файл {path.name} больше {LIMIT // 1024**2} МБ: это не сводка.")
    if b"\0" in content:
        raise UnreadableFileError(f"Файл {path.name} — не текст. Сохраните таблицу как CSV.")
    text = _decoded(content)
    header = text.partition("\n")[0]
    if not header.strip():
        raise UnreadableFileError(f"Файл {path.name} пуст: нужна строка заголовков и данные.")
    delimiter = max(";,\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    numbered = [(reader.line_num, row) for row in reader]
    return TextTable(
        path.name,
        hashlib.sha256(content).hexdigest(),
        tuple(row for _, row in numbered),
        tuple(line for line, _ in numbered),
    )


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")
