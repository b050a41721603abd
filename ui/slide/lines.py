"""Text in lines that are printed as they are, so that their height is known beforehand."""

from __future__ import annotations

import re

from shnor_core.charts.lettering import width_of

TEXT = 24  # pixels
HYPHENS = re.compile(r"[^-]*-|[^-]+")
SLACK = 1.05  # letters in a browser may be a little wider than the measured ones


def broken(text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Text in lines no wider than ``width``; a word that is wider is cut."""
    lines: list[str] = []
    for word in words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer, bold) <= width:
            lines[-1] = longer
            continue
        pieces = _pieces(word, width, bold)
        lines += pieces
    return tuple(lines) if text else ()


def words(text: str) -> list[str]:
    """Words of a text; «№» keeps its number."""
    return " ".join(text.replace("№ ", "№\u00a0").split(" ")).replace("\n", " ").split(" ")


def _pieces(word: str, width: float, bold: bool) -> list[str]:
    """A word in pieces: whole where it fits, else after its hyphens, else anywhere."""
    if wide(word, bold) <= width:
        return [word]
    pieces = [""]
    for part in HYPHENS.findall(word):
        units = [part] if wide(part, bold) <= width else list(part)
        for unit in units:
            if pieces[-1] and wide(pieces[-1] + unit, bold) > width:
                pieces.append("")
            pieces[-1] += unit
    return pieces


def wide(text: str, bold: bool) -> float:
    return width_of(text, TEXT, bold=bold) * SLACK


def shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Not more lines than ``most``; the last one says that there was more."""
    return lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1] + "…")
