"""Formats of the blank workbook: headers, examples, cells to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT: Final = {"font_name": "Calibri", "font_size": 11, "font_color": "#1B2430"}
_MUTED: Final = "#5B6673"
_RULE: Final = "#B8C1CB"
#: a number kept as text stays «5.10»; General would turn it into 5.1 or into a day
_NUMBER_FORMATS: Final = {"whole": "0", "number": "0.0##", "year": "0", "day": "dd.mm.yyyy"}
_TO_THE_RIGHT: Final = ("whole", "number", "year", "day")


class FormStyles:
    """Formats of one workbook by what they mean."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.title = self._format({"bold": True, "font_size": 18})
        self.purpose = self._format({"font_color": _MUTED, "valign": "vcenter"})
        self.number = self._format({"font_color": _MUTED, "valign": "top", "align": "right"})
        self.line = self._format({"text_wrap": True, "valign": "top", "indent": 1})
        self.mark = self._format({"font_color": _MUTED, "italic": True, "locked": False})

    def head(self, kind: str, *, required: bool) -> Format:
        """A locked heading at the side of its values; one that must be filled stands out."""
        fill = "#CFE0EE" if required else "#E8EDF2"
        wanted = {"bold": required, "bg_color": fill, "text_wrap": True, "valign": "vcenter"}
        return self._format(_aligned(kind) | wanted | {"bottom": 2, "bottom_color": _RULE})

    def entry(self, kind: str) -> Format:
        """An unlocked cell to fill in."""
        return self._format(_of_kind(kind) | {"locked": False})

    def example(self, kind: str) -> Format:
        """A locked cell that only shows how to write."""
        look = {"italic": True, "font_color": _MUTED, "bg_color": "#F4F6F8"}
        return self._format(_of_kind(kind) | look | {"bottom": 1, "bottom_color": _RULE})

    def _format(self, wanted: dict[str, Any]) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_FONT | wanted)
        return self._made[key]


def _of_kind(kind: str) -> dict[str, Any]:
    return _aligned(kind) | {"num_format": _NUMBER_FORMATS.get(kind, "@"), "valign": "vcenter"}


def _aligned(kind: str) -> dict[str, Any]:
    return {"align": "right" if kind in _TO_THE_RIGHT else "left", "indent": 1}
