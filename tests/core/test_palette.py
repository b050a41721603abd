"""Colours: the same on charts and screens, and readable on each other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from shnor_core.charts.group_signs import SIGNS
from shnor_core.charts.palette import DARK, LIGHT, Palette, contrast, mixed
from shnor_core.model import Tone

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
SAME = {
    "backgroundColor": "paper",
    "textColor": "text",
    "grayTextColor": "muted",
    "linkColor": "accent",
    "borderColor": "rule",
    "blueColor": "better",
    "orangeColor": "worse",
    "grayColor": "same",
    "violetColor": "doubt",
    "blueBackgroundColor": "better_fill",
    "orangeBackgroundColor": "worse_fill",
    "grayBackgroundColor": "same_fill",
    "violetBackgroundColor": "doubt_fill",
}


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_charts_have_the_colours_of_the_screen(theme: str, palette: Palette) -> None:
    section = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]
    assert {name: section[name] for name in SAME} == {
        name: getattr(palette, field) for name, field in SAME.items()
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("tone", [Tone.BETTER, Tone.WORSE, Tone.SAME, Tone.DOUBT, Tone.PLAIN])
def test_numbers_are_readable_on_every_fill(palette: Palette, tone: Tone) -> None:
    # WCAG 2.2: 7 for text at the strict level, 3 for shapes
    assert contrast(palette.text, palette.fill(tone)) >= 7
    assert contrast(palette.muted, palette.paper) >= 4.5
    assert contrast(palette.shape(tone), palette.paper) >= 3
    assert contrast(palette.shape(tone), palette.fill(tone)) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_groups_have_colours_of_their_own_that_say_neither_better_nor_worse(
    palette: Palette,
) -> None:
    assert len(set(palette.groups)) == len(SIGNS) == len({one.glyph for one in SIGNS})
    assert all(contrast(color, palette.paper) >= 3 for color in palette.groups)
    assert not set(palette.groups) & {palette.better, palette.worse, palette.doubt}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_labels_are_readable_on_the_parts_of_a_row_of_marks(palette: Palette) -> None:
    pairs = zip(palette.marks, palette.mark_texts, strict=True)
    assert all(contrast(ground, text) >= 4.5 for ground, text in pairs)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_one_of_two_inks_is_readable_on_every_step_of_a_heat_chart(palette: Palette) -> None:
    for share in range(101):
        ground = mixed(palette.steps, share / 100)
        assert max(contrast(palette.text, ground), contrast(palette.paper, ground)) >= 3.9


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_colours_are_mixed_as_a_browser_does() -> None:
    steps = ("#000000", "#FFFFFF", "#FF0000")
    found = [mixed(steps, share) for share in (0, 0.25, 0.5, 1, 7)]
    assert found == ["#000000", "#808080", "#FFFFFF", "#FF0000", "#FF0000"]
