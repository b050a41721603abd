"""Blocks into a document: one method for each kind of block."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from shnor_core.charts.office.heat import heat_rows
from shnor_core.charts.office.word import inline_chart
from shnor_core.charts.office.words import (
    NO_NUMBERS,
    alt_text,
    caption_lines,
    has_numbers,
    printable,
    tidy,
)
from shnor_core.charts.spec import ChartSpec
from shnor_core.exchange.word import styles
from shnor_core.exchange.word.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Item,
    Note,
    NumberedList,
    Paragraph,
    Section,
    TableBlock,
)
from shnor_core.exchange.word.elements import element, field, run, sentence
from shnor_core.exchange.word.layout import folded, keep, keep_rows
from shnor_core.exchange.word.numbering import Numbering
from shnor_core.exchange.word.pages import section_end, text_width, turned_width
from shnor_core.exchange.word.tables import Remarks, heat_table, least_width, mark, word_table
from shnor_core.exchange.word.template import Sheet
from shnor_core.tables import TableSpec

_SUPERSCRIPT = "superscript"
_CM = 360_000


class Writer:
    """Writes blocks one after another at the place of the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.document = sheet.document
        self._before = sheet.before
        self._lists = Numbering(sheet.document)
        self._remarks = Remarks()
        self._notes: set[str] = set()
        self._counts = {"Таблица": 0, "Рисунок": 0}
        self.width, self._aside = text_width(sheet.document.sections[0]), False

    def sections(self, sections: Iterable[Section]) -> None:
        for one in sections:
            first = next(iter(one.blocks), None)
            # a heading stands on the sheet of its table, however that one lies
            wide = isinstance(first, TableBlock) and self._is_wide(self._upright(first.table))
            with self._turned() if wide else nullcontext():
                self.heading(one.heading, one.level, one.said)
                self.blocks(one.blocks[:1])
            self.blocks(one.blocks[1:])

    def blocks(self, blocks: Iterable[Block]) -> None:
        for one in blocks:
            self.block(one)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                pieces = [run(f"{block.lead} ", element("b"))] if block.lead else []
                self.paragraph(styles.TEXT, *pieces, sentence(block.text))
            case Note():
                self.paragraph(styles.NOTE, sentence(block.text))
            case Bullets():
                for text in block.items:
                    self._listed(text, self._lists.dashes, 0)
            case NumberedList():
                self._numbered(block.items, self._lists.new_list(), 0)
            case TableBlock():
                self._laid(block.table)
            case ChartBlock():
                self._chart(block)

    def heading(self, text: str, level: int = 1, said: str = "") -> None:
        """A heading; what was said goes on in its line in ordinary letters.

        Remarks and notes are said once in a section, so they begin anew here.
        """
        self._remarks, self._notes = Remarks(), set()
        pieces = [sentence(text)]
        if said:
            pieces.append(sentence(f" {said}", element("b", val=0)))
        self.paragraph(styles.HEADINGS[level - 1], *pieces)

    def paragraph(self, style: str, *runs: Any) -> Any:
        """A paragraph of a named style; the element is returned for what only few need."""
        made = element("p", element("pPr", element("pStyle", val=self._style_id(style))), *runs)
        self._put(made)
        return made

    def _put(self, made: Any) -> None:
        if self._before is not None:
            self._before.addprevious(made)
            return
        body = self.document.element.body
        body.insert(len(body) - 1 if body.sectPr is not None else len(body), made)

    def _style_id(self, name: str) -> str:
        return str(self.document.styles[name].style_id)

    def _numbered(self, items: Iterable[Item], number: int, level: int) -> None:
        for one in items:
            self._listed(one.text, number, level)
            self._numbered(one.items, number, level + 1)

    def _listed(self, text: str, number: int, level: int) -> None:
        made = self.paragraph(styles.LISTED, sentence(text))
        place = element("numPr", element("ilvl", val=min(level, 2)), element("numId", val=number))
        made.pPr.append(place)

    def _laid(self, table: TableSpec) -> None:
        """A table whose words need more than the sheet is wide stands on a sheet turned aside."""
        table = self._upright(table)
        with self._turned() if self._is_wide(table) else nullcontext():
            self._table(table)

    def _upright(self, table: TableSpec) -> TableSpec:
        """Folded where that spares turning the sheet."""
        narrow = folded(table) if self._is_wide(table) else table
        return table if self._is_wide(narrow) else narrow

    def _is_wide(self, table: TableSpec) -> bool:
        return not self._aside and least_width(table) > self.width

    @contextmanager
    def _turned(self) -> Iterator[None]:
        """What is written meanwhile stands on sheets turned aside."""
        upright = self.document.sections[0]._sectPr
        self._put(section_end(upright))
        self.width, self._aside = turned_width(self.document.sections[0]), True
        yield
        self.width, self._aside = text_width(self.document.sections[0]), False
        self._put(section_end(upright, turned=True))

    def _table(self, table: TableSpec) -> None:
        title = ". ".join(part.rstrip(".") for part in (table.title, table.caption) if part)
        self._caption("Таблица", [title], above=True)
        made = word_table(table, self.width, self._style_id(styles.TABLE), self._remarks)
        self._put(made)
        below = list(self._below(table))
        keep_rows(made, noted=bool(below))
        for paragraph in below[:-1]:
            keep(paragraph)
        self._notes.update(table.notes)

    def _below(self, table: TableSpec) -> Iterator[Any]:
        """Remarks, notes and the source under a table."""
        for number, text in self._remarks.fresh():
            raised = element("vertAlign", val=_SUPERSCRIPT)
            yield self.paragraph(styles.NOTE, run(mark(number), raised), sentence(f" {text}"))
        source = f"Источник: {table.source}" if table.source else ""
        for text in (*(one for one in table.notes if one not in self._notes), source):
            if text:
                yield self.paragraph(styles.NOTE, sentence(text))

    def _chart(self, block: ChartBlock) -> None:
        chart = tidy(block.chart)
        if block.picture is not None:
            unsaid: tuple[str, ...] = ()
            self._picture(block.picture, chart)
        elif not has_numbers(chart):
            unsaid = (NO_NUMBERS,)
            self._lead(chart.conclusion)
        elif chart.kind == "heat":
            unsaid = ()
            self._heat(chart)
        else:
            drawing, unsaid = inline_chart(self.document, chart, width=self.width)
            self._drawn(drawing)
        self._caption("Рисунок", caption_lines(chart, unsaid))

    def _drawn(self, drawing: Any) -> None:
        keep(self.paragraph(styles.NOTE, element("r", drawing)))

    def _picture(self, picture: bytes, chart: ChartSpec) -> None:
        width = round(self.width * _CM)
        drawing = self.document.part.new_pic_inline(io.BytesIO(picture), width=width)
        drawing.docPr.set("descr", alt_text(chart))
        self._drawn(element("drawing", drawing))

    def _heat(self, chart: ChartSpec) -> None:
        self._lead(chart.conclusion)
        rows = list(zip(chart.categories, heat_rows(chart), strict=True))
        style = self._style_id(styles.TABLE)
        self._put(heat_table(chart.columns, rows, chart.conclusion, self.width, style))

    def _lead(self, text: str) -> None:
        keep(self.paragraph(styles.NOTE, run(text, element("b"))))

    def _caption(self, word: str, lines: list[str], *, above: bool = False) -> None:
        self._counts[word] += 1
        counter = field(f"SEQ {word} \\* ARABIC", str(self._counts[word]))
        text = printable(" ".join(lines))
        made = self.paragraph(styles.CAPTION, run(f"{word} "), *counter, sentence(f" – {text}"))
        if above:
            keep(made)
