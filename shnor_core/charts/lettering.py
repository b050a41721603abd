"""Text on a chart: how wide it will be, where it breaks, and how a value is written."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from shnor_core import wording

FAMILY = '"Source Sans", "Source Sans 3", "PT Sans", "DejaVu Sans", Arial, sans-serif'

# Advance widths of Source Sans in hundredths of the font size, measured in a browser. A chart is
# laid out on the server, which has no fonts; letters not named here are as wide as a numeral.
_ADVANCES = {
    22: " \u00a0\u202f",
    27: ".,;:ijlI!",
    33: "()-frt/",
    44: "гзстухэcsvxyz«»?",
    53: "бдлопрАЕЗТbdhnopquAESTZ",
    58: "ийнцБВКРСЬЭЯBCKPR",
    63: "мъыЛЧДИЙНОПЦHNOQUDG→▲▼●",
    70: "жФМwM",
    76: "фшщюW",
    82: "ЖЫ—%m",
    91: "ШЩЮ№",
}
_WIDTHS = {letter: width for width, letters in _ADVANCES.items() for letter in letters}
_NUMERAL = 50
_BOLD = 1.06


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text in pixels at a font size in pixels, within a few per cent."""
    units = sum(_WIDTHS.get(letter, _NUMERAL) for letter in text)
    return units * size / 100 * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break text at spaces into lines no wider than ``width``; a longer word keeps its line."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def block(lines: Sequence[str]) -> str:
    """Lines as plotly markup; the text itself is data and cannot carry markup of its own."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """Width of the widest text, 0 for none."""
    return max((width_of(text, size, bold=bold) for text in texts), default=0.0)


def with_unit(value: float | None, unit: str, digits: int = 1) -> str:
    """«35 %», «31 чел.»; a missing value stays a dash without a unit."""
    text = wording.number(value, digits)
    return f"{text}{wording.HARD_SPACE}{unit}" if unit and text != wording.EN_DASH else text
