"""A delivery on its way out of the process that parsed the file.

The parser may have been taken over by the file it read, so nothing is unpickled: a JSON head says
which sheets, columns and distinct values there are, and the codes of the cells follow as unsigned
integers. Whatever does not fit together is refused.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from shnor_core.intake.delivery import Cells, Delivery, Fault, Sheet, Value

_HEAD: Final = struct.Struct("<Q")
_CODE: Final = "I"
_DAY: Final = "day"


class WireError(ValueError):
    """The bytes are not a delivery."""


def dump(delivery: Delivery) -> bytes:
    """The delivery as bytes: the length of the head, the head, the codes of all columns."""
    codes = array(_CODE)
    head = {
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "kind": delivery.kind,
        "title": delivery.title,
        "faults": [asdict(one) for one in delivery.faults],
        "notes": delivery.notes,
        "sheets": [_sheet_head(one, codes) for one in delivery.sheets],
    }
    text = json.dumps(head, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    if sys.byteorder == "big":
        codes.byteswap()
    return b"".join((_HEAD.pack(len(text)), text, codes.tobytes()))


def _sheet_head(sheet: Sheet, codes: array[int]) -> dict[str, Any]:
    codes.extend(sheet.rows)
    columns = {code: _encoded(Cells.of(cells), codes) for code, cells in sheet.columns.items()}
    return {
        "subject": sheet.subject,
        "name": sheet.name,
        "length": len(sheet.rows),
        "letters": sheet.letters,
        "columns": columns,
    }


def _encoded(cells: Cells, codes: array[int]) -> list[Any]:
    """Write the codes of a column; its different values."""
    codes.extend(cells.codes)
    return [
        {_DAY: cell.isoformat()} if isinstance(cell, date) else cell for cell in cells.different
    ]


def load(content: bytes) -> Delivery:
    """The delivery back.

    Raises
    ------
    WireError
        The bytes were not written by :func:`dump`.
    """
    try:
        (size,) = _HEAD.unpack_from(content)
        body = _HEAD.size + size
        head = json.loads(content[_HEAD.size : body])
        codes = array(_CODE)
        codes.frombytes(content[body:])
        if sys.byteorder == "big":
            codes.byteswap()
        return _delivery(head, codes)
    except (
        struct.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError
    ) as error:  # fmt: skip
        raise WireError("not a delivery") from error


def _delivery(head: dict[str, Any], codes: array[int]) -> Delivery:
    sheets, at = [], 0
    for one in head["sheets"]:
        columns = {str(code): list(map(_value, cells)) for code, cells in one["columns"].items()}
        pieces = [codes[at + n * one["length"] :][: one["length"]] for n in range(len(columns) + 1)]
        at += one["length"] * len(pieces)
        sheets.append(_sheet(one, columns, pieces))
    if at != len(codes):
        raise WireError("codes are left over")
    texts = {name: _text(head[name]) for name in ("file_name", "sha256", "kind", "title")}
    faults = tuple(Fault(**_fault(one)) for one in head["faults"])
    return Delivery(**texts, sheets=tuple(sheets), faults=faults, notes=_texts(head["notes"]))


def _sheet(
    head: dict[str, Any], columns: dict[str, list[Value]], pieces: list[array[int]]
) -> Sheet:
    if any(len(piece) != head["length"] for piece in pieces):
        raise WireError("codes are missing")
    cells: dict[str, Sequence[Value]] = {}
    for (code, values), piece in zip(columns.items(), pieces[1:], strict=True):
        if max(piece, default=-1) >= len(values):
            raise WireError("codes lead nowhere")
        cells[code] = Cells(values, piece)
    letters = {str(code): _text(letter) for code, letter in head["letters"].items()}
    return Sheet(_text(head["subject"]), _text(head["name"]), tuple(pieces[0]), cells, letters)


def _value(cell: Any) -> Value:
    if isinstance(cell, dict):
        return date.fromisoformat(cell[_DAY])
    if cell is None or isinstance(cell, str | int | float | bool):
        return cell
    raise WireError("not a cell")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WireError("not a text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _fault(head: dict[str, Any]) -> dict[str, Any]:
    return {name: int(value) if name == "row" else _text(value) for name, value in head.items()}
