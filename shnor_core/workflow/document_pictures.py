"""Pictures in place of native charts, for those who ask; without a browser the charts stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shnor_core.charts.pictures import pictures
from shnor_core.errors import PictureError
from shnor_core.exchange.word.blocks import Block, ChartBlock, Section

Facts = tuple[tuple[str, str], ...]


def drawn(sections: Sequence[Section]) -> tuple[tuple[Section, ...], Facts]:
    """Sections whose charts are pictures, and what the document says of it.

    When pictures cannot be made, the sections come back as they were with the reason.
    """
    charts = [one.chart for section in sections for one in _charts(section.blocks)]
    try:
        made = iter(pictures(charts))
    except PictureError as error:
        return tuple(sections), (("Диаграммы", f"встроенные, а не картинками: {error}"),)
    return (
        tuple(
            replace(
                section,
                blocks=tuple(
                    replace(one, picture=next(made)) if isinstance(one, ChartBlock) else one
                    for one in section.blocks
                ),
            )
            for section in sections
        ),
        (),
    )


def _charts(blocks: Sequence[Block]) -> list[ChartBlock]:
    return [one for one in blocks if isinstance(one, ChartBlock)]
