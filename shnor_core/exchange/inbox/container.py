"""What a file is, by its bytes, and whether it is safe to open: looked at before any parser."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from shnor_core.errors import UnreadableFileError

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 10 * MEGABYTE
_LARGEST_WHOLE: Final = 200 * MEGABYTE
_LARGEST_PART: Final = 100 * MEGABYTE
_MOST_PARTS: Final = 500
_RATIO: Final = 150
#: a small part may shrink a lot without being a bomb: an empty sheet, a list of styles
_RATIO_FROM: Final = MEGABYTE
_START: Final = 4096

#: what Python's zip reader says about a damaged archive
ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,  # a part that is not there, an encoding nobody knows
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
_MAIN_TYPE: Final = re.compile(rb"application/vnd\.[\w.\-]*(?:sheet|document)[\w.\-]*\.main\+xml")
_BEGINNINGS: Final = (
    (b"%PDF", "это PDF: таблицы из него не читаются. Нужен файл .xlsx, .docx или .csv"),
    (b"{\\rtf", "это RTF. Откройте его в Word и сохраните как .docx"),
    (b"\x89PNG", "это картинка: числа из неё не читаются"),
    (b"\xff\xd8\xff", "это картинка: числа из неё не читаются"),
    (b"Rar!", "это архив: распакуйте его и загрузите файлы по одному"),
    (b"7z\xbc\xaf", "это архив: распакуйте его и загрузите файлы по одному"),
)
_HTML: Final = re.compile(rb"^\W*<(?:!doctype|html|table|head|meta|\?xml)", re.IGNORECASE)


def kind_of(path: Path) -> str:
    """``xlsx``, ``docx`` or ``text``.

    Raises
    ------
    UnreadableFileError
        Anything else, each with a sentence of its own: too large, encrypted, of an old format,
        with macros, an archive, damaged, or made to exhaust the machine.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFileError("Файл пуст.")
    for beginning, words in _BEGINNINGS:
        if start.startswith(beginning):
            raise UnreadableFileError(f"Файл не подходит: {words}.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(_old_format(path))
    if start.startswith(b"PK"):
        return _office_kind(path)
    if _HTML.match(start.lstrip(b"\xef\xbb\xbf")):
        raise UnreadableFileError(
            "Внутри файла веб-страница, а не книга. Откройте её в Excel и сохраните как .xlsx."
        )
    return "text"


def _old_format(path: Path) -> str:
    """An OLE file is an encrypted workbook or one of the formats before 2007."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "Файл защищён паролем. Снимите пароль («Файл» → «Сведения») и загрузите снова."
    return "Файл старого формата (.xls или .doc). Сохраните его как .xlsx или .docx."


def _office_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            _check_starts(archive, parts)
            types = _beginning(archive, "[Content_Types].xml", MEGABYTE)
    except ZIP_FAULTS as error:
        raise UnreadableFileError(
            "Файл повреждён: его архив не открывается. Сохраните его заново и загрузите."
        ) from error
    return _named_kind(b" ".join(_MAIN_TYPE.findall(types)), {part.filename for part in parts})


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Limits on what the directory of the archive promises (docs/decisions.md)."""
    whole = sum(part.file_size for part in parts)
    bomb = any(
        part.file_size > _RATIO_FROM and part.file_size > _RATIO * max(part.compress_size, 1)
        for part in parts
    )
    largest = max((part.file_size for part in parts), default=0)
    if bomb or whole > _LARGEST_WHOLE or largest > _LARGEST_PART or len(parts) > _MOST_PARTS:
        raise UnreadableFileError(
            "Файл при распаковке становится слишком большим: так выглядят только вредоносные файлы."
        )
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise UnreadableFileError("Файл повреждён: части его архива повторяются.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError("Архив файла зашифрован. Снимите пароль и загрузите снова.")


def _check_starts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            start = _beginning(archive, part.filename, _START).replace(b"\0", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise UnreadableFileError(
                    "Внутри файла объявлены внешние сущности: Excel и Word так не пишут."
                )


def _beginning(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    with archive.open(name) as part:
        return part.read(size)


def part_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part, never more than the limit: the size in the directory can lie."""
    content = _beginning(archive, name, _LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise UnreadableFileError("Часть файла слишком велика.")
    return content


def _named_kind(main: bytes, names: set[str]) -> str:
    if b"macroEnabled" in main or any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableFileError(
            "В файле есть макросы. Сохраните его как «Книга Excel (.xlsx)» или «Документ Word"
            " (.docx)» и загрузите снова."
        )
    if b"spreadsheetml.sheet" in main:
        return "xlsx"
    if b"wordprocessingml.document" in main:
        return "docx"
    raise UnreadableFileError(_archive_words(names))


def _archive_words(names: set[str]) -> str:
    if "mimetype" in names:
        return "Файл OpenDocument. Сохраните его как .xlsx или .docx."
    if "xl/workbook.bin" in names:
        return "Файл .xlsb. Сохраните его как «Книга Excel (.xlsx)»."
    if any(_is_file(name) for name in names):
        return "Это архив с файлами. Распакуйте его и загрузите файлы по одному."
    return "Файл не похож ни на книгу Excel, ни на документ Word."


def _is_file(name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xls", ".docx", ".doc", ".csv", ".pdf"))
