"""What a document is made of, as plain values; how it looks is the writer's business."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.charts.spec import ChartSpec
from shnor_core.tables import TableSpec


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` begins it in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A small remark: a notice, a condition, a source."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with dashes."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a numbered list; entries inside it carry dashes, as protocols print them."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedList:
    """1., 2., 3. … of its own: every list begins with 1."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. A doubtful cell with a hint gets a raised number and a remark under the table."""

    table: TableSpec


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A native chart, or the given picture of it (PNG)."""

    chart: ChartSpec
    picture: bytes | None = None


Block = Paragraph | Note | Bullets | NumberedList | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: heading of ``level`` 1 or 2, then blocks.

    ``said`` goes on in the line of the heading: «По первому вопросу слушали …».
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    said: str = ""
    level: int = 1
