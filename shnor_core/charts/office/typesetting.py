"""Room that text takes on paper, in centimetres: an Office file is laid out without its fonts."""

from __future__ import annotations

# Advance widths of Liberation Serif, metrically equal to Times New Roman, in hundredths of the
# font size. Letters not named here are as wide as a numeral.
_ADVANCES = {
    24: " .,\u00a0\u202f",
    27: ";:/",
    33: "!()-",
    42: "гзэ",
    45: "?аеёстья",
    54: "ийнпц",
    57: "БГРЬ",
    62: "●ЕЁТфыВКСЧЭЯм",
    72: "жДЛАИЙНОПУХЦЪ",
    78: "юшщФ",
    88: "%ЫЖМ",
    100: "№—→▲▼ШЩЮ",
}
_WIDTHS = {letter: width for width, letters in _ADVANCES.items() for letter in letters}
_NUMERAL = 50
_BOLD = 1.09
_LONGEST_WORD = 30  # letters
_JOINT = "\u200b"
_POINT = 2.54 / 72
LINE = 1.2 * _POINT  # height of a line of text, centimetres to a point of its size


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in centimetres at a size in points."""
    units = sum(_WIDTHS.get(letter, _NUMERAL) for letter in text)
    return units * size * _POINT / 100 * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break text at spaces into lines of at most ``width`` cm; a longer word is broken too."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, size, width, bold=bold))
    return lines or [""]


def _pieces(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    """A word as it is where it fits, else cut into pieces that do."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def clipped(lines: list[str], most: int) -> list[str]:
    """At most ``most`` lines, the last one saying that something is left out."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def breakable(text: str) -> str:
    """Unseen places to break words too long for any axis; Office breaks at nothing else."""
    return " ".join(
        _JOINT.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
        for word in text.split(" ")
    )


def widest(texts: list[str], size: float) -> float:
    """Width of the widest line of the texts, 0 for none."""
    return max((width_of(line, size) for text in texts for line in text.split("\n")), default=0.0)
