"""«Методика»: the rules and definitions in force, with their live thresholds."""

from __future__ import annotations

from pathlib import Path

from shnor_core import quality
from shnor_core.dynamics import DEFINITIONS, Definition
from shnor_core.tables import Cell, Column, Row, TableSpec

DOCUMENT = Path(__file__).parents[2] / "docs" / "methodology.md"


def definitions() -> TableSpec:
    """The named definitions of «положительная динамика»."""
    rows = tuple(
        Row(
            one.value,
            (
                Cell(DEFINITIONS[one].title, DEFINITIONS[one].title, strong=True),
                Cell(DEFINITIONS[one].text, DEFINITIONS[one].text),
            ),
        )
        for one in Definition
    )
    columns = (Column("title", "Определение"), Column("text", "Что считается", width=4))
    return TableSpec("Определения положительной динамики", columns, rows)


def quality_rules() -> TableSpec:
    """Every rule of «Качество данных» and whether it keeps values out of comparisons."""
    rows = tuple(
        Row(
            rule.code,
            (
                Cell(rule.title, rule.title, strong=True),
                Cell(rule.why, rule.why),
                Cell("да", "да") if rule.blocks else Cell("нет", "нет"),
            ),
        )
        for rule in (*quality.RULES, *quality.PROGRAMME_RULES)
    )
    columns = (
        Column("title", "Правило", width=1.6),
        Column("why", "Почему это важно", width=4),
        Column("blocks", "Не сравнивать до решения", width=1.1),
    )
    return TableSpec("Правила проверки данных", columns, rows)


def document() -> str:
    """The text of ``docs/methodology.md``."""
    return DOCUMENT.read_text(encoding="utf-8")
