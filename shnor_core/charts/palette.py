"""Colours of charts, the same as those of the screen in ``.streamlit/config.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.model import Tone


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; ``marks`` are those of the school marks 2, 3, 4 and 5,
    ``groups`` those of groups without an order."""

    paper: str
    text: str
    muted: str
    rule: str
    faint: str
    accent: str
    better: str
    worse: str
    same: str
    doubt: str
    better_fill: str
    worse_fill: str
    same_fill: str
    doubt_fill: str
    context: str
    previous: str
    marks: tuple[str, str, str, str]
    mark_texts: tuple[str, str, str, str]
    steps: tuple[str, ...]
    groups: tuple[str, ...]

    def shape(self, tone: Tone) -> str:
        """The strong colour of a tone: shapes and thin lines only."""
        return {
            Tone.BETTER: self.better,
            Tone.WORSE: self.worse,
            Tone.SAME: self.same,
            Tone.DOUBT: self.doubt,
            Tone.NONE: self.same,
        }.get(tone, self.accent)

    def fill(self, tone: Tone) -> str:
        """The pale ground of a tone, behind text."""
        return {
            Tone.BETTER: self.better_fill,
            Tone.WORSE: self.worse_fill,
            Tone.SAME: self.same_fill,
            Tone.DOUBT: self.doubt_fill,
        }.get(tone, self.paper)


LIGHT = Palette(
    paper="#FFFFFF",
    text="#1B2430",
    muted="#5B6673",
    rule="#D3DAE1",
    faint="#E9EDF1",
    accent="#1F4E79",
    better="#0B6FB8",
    worse="#C2571A",
    same="#7B8794",
    doubt="#7A5195",
    better_fill="#DCEBF7",
    worse_fill="#FBE4D5",
    same_fill="#ECEFF2",
    doubt_fill="#EFE6F5",
    context="#CBD2DA",
    previous="#8FB0CE",
    marks=("#B34D14", "#F6D9C3", "#8FBCE0", "#1F6CA8"),
    mark_texts=("#FFFFFF", "#1B2430", "#1B2430", "#FFFFFF"),
    steps=("#F1F5F9", "#D6E4F0", "#A9C8E0", "#6E9FC6", "#3A75A6", "#1F4E79"),
    groups=("#1F4E79", "#1E7B5A", "#8A6200", "#9C2F6B", "#52707C", "#6B4F3A"),
)

DARK = Palette(
    paper="#12181F",
    text="#E8EDF2",
    muted="#A3AFBB",
    rule="#3A4654",
    faint="#27313C",
    accent="#9CC6F0",
    better="#5AAEF0",
    worse="#F0935A",
    same="#94A0AD",
    doubt="#C39BE3",
    better_fill="#17334B",
    worse_fill="#452A1A",
    same_fill="#252F3A",
    doubt_fill="#37284B",
    context="#465260",
    previous="#5F7F9E",
    marks=("#E07C42", "#7A5238", "#22435C", "#4C94CF"),
    mark_texts=("#12181F", "#E8EDF2", "#E8EDF2", "#12181F"),
    steps=("#1B2531", "#1F3A53", "#27557D", "#3776A8", "#5F9ED0", "#9CC6F0"),
    groups=("#9CC6F0", "#5CC6A0", "#E0B552", "#EE8CBE", "#A9C3CC", "#CDB39C"),
)


def palette(dark: bool) -> Palette:
    """The palette of the reader's theme."""
    return DARK if dark else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1…21, by WCAG 2.2 («contrast ratio», relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(steps: tuple[str, ...], share: float) -> str:
    """The colour at a share 0…1 of a row of colours, as a browser blends them."""
    place = min(max(share, 0.0), 1.0) * (len(steps) - 1)
    at = min(int(place), len(steps) - 2)
    pairs = zip(_channels(steps[at]), _channels(steps[at + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (place - at)):02X}" for a, b in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    parts = [channel / 255 for channel in _channels(color)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
