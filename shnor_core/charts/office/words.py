"""Words of a chart outside its plot: caption, alternative text, and text safe for any file."""

from __future__ import annotations

import re
from dataclasses import replace

from shnor_core import wording
from shnor_core.charts.spec import ChartSpec, Reference, Series

# Characters XML 1.0 forbids, and lone surrogates, which no encoding can write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")  # a sheet would show it as «_x000D_»
NO_NUMBERS = "Нет данных."
_LONGEST_ALT = 900  # Word reads it aloud; the numbers stand in the sheet behind the chart


def printable(text: str) -> str:
    """Text without characters that no Office file may hold; tabs and line feeds stay."""
    return _LINE_END.sub("\n", _FORBIDDEN.sub("", text))


def tidy(spec: ChartSpec) -> ChartSpec:
    """The same chart with every text printable."""

    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(printable(text) for text in texts)

    def series(one: Series) -> Series:
        return replace(one, name=printable(one.name), labels=each(one.labels))

    return replace(
        spec,
        conclusion=printable(spec.conclusion),
        measure=printable(spec.measure),
        categories=each(spec.categories),
        series=tuple(series(one) for one in spec.series),
        unit=printable(spec.unit),
        references=tuple(Reference(one.value, printable(one.label)) for one in spec.references),
        columns=each(spec.columns),
        notes=each(spec.notes),
        source=printable(spec.source),
        alt=printable(spec.alt),
    )


def has_numbers(spec: ChartSpec) -> bool:
    """Whether there is anything to draw; a chart without numbers is a sentence."""
    return any(value is not None for series in spec.series for value in series.values)


def caption_lines(spec: ChartSpec, unsaid: tuple[str, ...] = ()) -> list[str]:
    """What stands under a chart: the measure, what the plot could not say, notes, the source."""
    source = f"Источник: {spec.source}" if spec.source else ""
    return [_sentence(text) for text in (spec.measure, *unsaid, *spec.notes, source) if text]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def alt_text(spec: ChartSpec) -> str:
    """What the chart says for those who do not see it: conclusion, measure, numbers."""
    lead = [_sentence(text) for text in (spec.conclusion, spec.alt or spec.measure) if text]
    text = " ".join([*lead, *(_told(spec, one) for one in spec.series)])
    return text if len(text) <= _LONGEST_ALT else text[: _LONGEST_ALT - 1] + "…"


def _told(spec: ChartSpec, series: Series) -> str:
    names = spec.columns if spec.kind == "heat" else spec.categories
    pairs = zip(names, series.values, strict=False)
    numbers = ", ".join(
        f"{name} – {'нет данных' if value is None else wording.number(value, spec.digits)}"
        for name, value in pairs
    )
    return f"{series.name}: {numbers}." if series.name else f"{numbers}."
