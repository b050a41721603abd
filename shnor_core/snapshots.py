"""Tables and charts as text: what entered a protocol stays as it was."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from shnor_core.charts.spec import ChartSpec, Reference, Role, Series
from shnor_core.errors import SnapshotError
from shnor_core.model import Tone
from shnor_core.tables import Bullet, Cell, Chip, Column, Row, Span, TableSpec

Shown = TableSpec | ChartSpec


def freeze(shown: Shown) -> str:
    """A table or a chart as JSON; numbers keep every digit.

    Fields that stand at their default are left out, so a later version may add fields.
    """
    kind = "table" if isinstance(shown, TableSpec) else "chart"
    return json.dumps({"kind": kind, "content": _plain(shown)}, ensure_ascii=False)


def thaw(text: str) -> Shown:
    """The table or chart that :func:`freeze` wrote.

    Raises
    ------
    SnapshotError
        The text is not a frozen table or chart.
    """
    try:
        data = json.loads(text)
        return _table(data["content"]) if data["kind"] == "table" else _chart(data["content"])
    except (KeyError, TypeError, ValueError) as error:
        raise SnapshotError(
            "Сохранённая таблица повреждена: добавьте её в протокол заново."
        ) from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _table(data: dict[str, Any]) -> TableSpec:
    return TableSpec(
        **_simple(data, "columns", "rows", "notes"),
        columns=tuple(_column(one) for one in data["columns"]),
        rows=tuple(_row(one) for one in data["rows"]),
        notes=tuple(data.get("notes", ())),
    )


def _column(data: dict[str, Any]) -> Column:
    scale = data.get("scale")
    return Column(
        **_simple(data, "scale", "ticks"),
        scale=tuple(scale) if scale else None,
        ticks=tuple((place, word) for place, word in data.get("ticks", ())),
    )


def _row(data: dict[str, Any]) -> Row:
    return Row(**_simple(data, "cells"), cells=tuple(_cell(one) for one in data["cells"]))


def _cell(data: dict[str, Any]) -> Cell:
    interval, bullet = data.get("interval"), data.get("bullet")
    return Cell(
        **_simple(data, "tone", "spark", "interval", "bullet", "chips", "spans"),
        tone=Tone(data.get("tone", Tone.PLAIN)),
        spark=tuple(data.get("spark", ())),
        interval=tuple(interval) if interval else None,
        bullet=None if bullet is None else _bullet(bullet),
        chips=tuple(Chip(**one) for one in data.get("chips", ())),
        spans=tuple(_span(one) for one in data.get("spans", ())),
    )


def _bullet(data: dict[str, Any]) -> Bullet:
    return Bullet(
        **_simple(data, "scale", "tone"),
        scale=tuple(data.get("scale", Bullet().scale)),
        tone=Tone(data.get("tone", Tone.PLAIN)),
    )


def _span(data: dict[str, Any]) -> Span:
    return Span(**_simple(data, "tone"), tone=Tone(data.get("tone", Tone.PLAIN)))


def _chart(data: dict[str, Any]) -> ChartSpec:
    value_range = data.get("value_range")
    fields = _simple(data, "series", "references", "value_range")
    fields |= _lists(data, "categories", "columns", "notes")
    return ChartSpec(
        **fields,
        series=tuple(_series(one) for one in data["series"]),
        references=tuple(Reference(**one) for one in data.get("references", ())),
        value_range=tuple(value_range) if value_range else None,
    )


def _series(data: dict[str, Any]) -> Series:
    fields = _simple(data, "role", "tones")
    fields |= _lists(data, "values", "labels", "lower", "upper", "hints", "across")
    return Series(
        **fields,
        role=Role(data.get("role", Role.FOCUS)),
        tones=tuple(Tone(one) for one in data.get("tones", ())),
    )


def _simple(data: dict[str, Any], *others: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in others}


def _lists(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: tuple(data.get(name, ())) for name in names}
