"""Colours as people with the three kinds of colour blindness see them.

Matrices of complete dichromacy: Machado, Oliveira, Fernandes (2009), «A Physiologically-based Model
for Simulation of Color Vision Deficiency», IEEE TVCG 15(6), table 1 (severity 1.0), for linear RGB.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from shnor_core.charts.group_signs import SIGNS
from shnor_core.charts.palette import DARK, LIGHT, Palette, contrast
from shnor_core.model import Tone
from ui.theme import TONE_SHAPES, TONE_WORDS

BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SHOWN = [Tone.BETTER, Tone.WORSE, Tone.SAME, Tone.DOUBT]
EVERYBODY = pytest.mark.parametrize("kind", BLINDNESS)
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def seen(color: str, kind: str) -> str:
    """A colour ``#RRGGBB`` as a person with this blindness sees it."""
    coded = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    mixed = np.clip(np.array(BLINDNESS[kind]) @ linear, 0, 1)
    back = np.where(mixed <= 0.0031308, mixed * 12.92, 1.055 * mixed ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(part * 255):02X}" for part in back)


@EVERYBODY
def test_greys_are_seen_as_they_are(kind: str) -> None:
    assert seen("#000000", kind) == "#000000"
    assert seen("#FFFFFF", kind) == "#FFFFFF"
    assert seen("#808080", kind) in ("#808080", "#818181", "#7F7F7F")


def test_red_and_green_of_one_lightness_are_told_apart_only_by_some() -> None:
    red, green = "#B84040", "#5B7A30"
    close = contrast(seen(red, "deuteranopia"), seen(green, "deuteranopia"))
    assert close < 1.3


@BOTH
@EVERYBODY
def test_shapes_and_words_are_seen_on_their_ground(palette: Palette, kind: str) -> None:
    paper, text = seen(palette.paper, kind), seen(palette.text, kind)
    assert all(contrast(seen(palette.shape(tone), kind), paper) >= 3 for tone in SHOWN)
    for tone in SHOWN:
        ground = seen(palette.fill(tone), kind)
        assert contrast(seen(palette.shape(tone), kind), ground) >= 3
        assert contrast(text, ground) >= 7
    assert contrast(seen(palette.muted, kind), paper) >= 4.5
    assert contrast(seen(palette.accent, kind), paper) >= 3
    assert all(contrast(seen(color, kind), paper) >= 3 for color in palette.groups)


@BOTH
@EVERYBODY
def test_tones_and_groups_never_lean_on_colour_alone(palette: Palette, kind: str) -> None:
    """Two colours that stand beside each other differ by 3:1, or a shape and a word tell them."""
    for one, other in combinations(SHOWN, 2):
        apart = contrast(seen(palette.shape(one), kind), seen(palette.shape(other), kind)) >= 3
        told = TONE_SHAPES[one] != TONE_SHAPES[other] and TONE_WORDS[one] != TONE_WORDS[other]
        assert apart or told
    signs = [(sign.glyph, color) for sign, color in zip(SIGNS, palette.groups, strict=True)]
    for (glyph, color), (another, beside) in combinations(signs, 2):
        assert glyph != another or contrast(seen(color, kind), seen(beside, kind)) >= 3


@BOTH
@EVERYBODY
def test_parts_of_a_row_of_marks_are_told_from_their_neighbours(
    palette: Palette, kind: str
) -> None:
    """The parts stand in the order of marks and carry their numbers; «2» and «3» differ most."""
    parts = [seen(color, kind) for color in palette.marks]
    ratios = [contrast(one, other) for one, other in pairwise(parts)]
    assert min(ratios) >= 1.3
    assert ratios[0] >= 2
    for ground, ink in zip(palette.marks, palette.mark_texts, strict=True):
        assert contrast(seen(ink, kind), seen(ground, kind)) >= 4.5


@BOTH
@EVERYBODY
def test_a_heat_chart_is_a_ladder_of_lightness(palette: Palette, kind: str) -> None:
    away = [contrast(seen(color, kind), seen(palette.paper, kind)) for color in palette.steps]
    assert away == sorted(away)
    assert away[-1] / away[0] >= 3
