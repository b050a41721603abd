"""Formats of a workbook: as few as the cells need, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shnor_core.exchange.flat_table import FlatColumn, Value
from shnor_core.model import Tone
from shnor_core.tables import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": "#1B2430"}
_RULE = "#B8C1CB"
_MUTED = "#5B6673"
_FILLS = {
    Tone.BETTER: "#DCEBF7",
    Tone.WORSE: "#FBE4D5",
    Tone.SAME: "#ECEFF2",
    Tone.DOUBT: "#EFE6F5",
}
_SHAPES = {Tone.BETTER: "▲", Tone.WORSE: "▼", Tone.SAME: "●", Tone.DOUBT: "?"}
_NAMED: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"},
    "caption": {"font_color": _MUTED, "text_wrap": True, "valign": "top"},
    "note": {"font_color": _MUTED, "text_wrap": True, "valign": "top"},
    "group": {"bold": True, "bottom": 1, "bottom_color": _RULE, "valign": "bottom"},
    "fact": {"bold": True, "valign": "top", "text_wrap": True},
    "words": {"valign": "top", "text_wrap": True},
    "head": {
        "bold": True,
        "font_color": _MUTED,
        "text_wrap": True,
        "valign": "bottom",
        "indent": 1,
        "bottom": 2,
        "bottom_color": _RULE,
    },
}


class Styles:
    """Formats of one workbook by what they mean."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def named(self, name: str) -> Format:
        """A format of a heading, a note or a fact."""
        return self._format(_NAMED[name])

    def head(self, align: str) -> Format:
        """The format of a column title, at the side of the column's values."""
        return self._format(_NAMED["head"] | {"align": align})

    def cell(self, column: FlatColumn, cell: Cell, kind: str) -> Format:
        """The format of a data cell: number, side, fill of its tone, rules of its row."""
        wanted: dict[str, Any] = {
            "valign": "top" if cell.rowspan > 1 else "vcenter",
            "text_wrap": True,
            "align": column.column.align,
            "indent": 0 if column.column.align == "center" else 1,
            "bottom": 1,
            "bottom_color": _RULE,
        }
        if column.part == "sub":
            return self._format(wanted | {"font_color": _MUTED})
        number_format = _with_shape(_format_of(column, cell), _shape(cell))
        wanted["num_format"] = number_format or "General"
        if cell.tone in _FILLS and not cell.spark and not cell.interval:
            wanted["bg_color"] = _FILLS[cell.tone]
        if cell.strong or kind == "total":
            wanted["bold"] = True
        if kind == "total":
            wanted |= {"top": 2, "top_color": _RULE}
        return self._format(wanted)

    def worded(self, value: Value, column: FlatColumn, cell: Cell) -> Value:
        """A text with the shape of its tone: colour alone says nothing on a grey printer."""
        shape = "" if cell.tone is Tone.PLAIN else _shape(cell)
        if not shape or not isinstance(value, str) or column.part != "value":
            return value
        return value if value.startswith(shape) else f"{shape} {value}"

    def _format(self, wanted: dict[str, Any]) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_FONT | wanted)
        return self._made[key]


def _shape(cell: Cell) -> str:
    """The shape that stands for a verdict; a small line says its own."""
    if cell.spark or cell.interval:
        return ""
    return cell.icon or ("" if cell.chip and cell.tone is Tone.SAME else _SHAPES.get(cell.tone, ""))


def _format_of(column: FlatColumn, cell: Cell) -> str:
    """The format of the column; Excel itself would leave a comma after a whole number."""
    whole = isinstance(cell.value, (int, float)) and float(cell.value).is_integer()
    return column.column.number_format.replace("0.#", "0" if whole else "0.0")


def _with_shape(number_format: str, shape: str) -> str:
    """A number format that writes the shape before the number, in each of its sections.

    >>> _with_shape("0.0", "▼")
    '"▼ "0.0;"▼ "-0.0'
    >>> _with_shape("+0.0;-0.0;0", "▲")
    '"▲ "+0.0;"▲ "-0.0;"▲ "0'
    """
    if not shape:
        return number_format
    sections = (number_format or "General").split(";")
    if len(sections) == 1:
        # one section would put the minus before the shape
        sections = [sections[0], f"-{sections[0]}"]
    return ";".join(f'"{shape} "{section}' for section in sections)
