"""The printed text of a meeting made into a protocol, its tables put where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shnor_core.exchange.meetings import Line, Resolution, ShippedMeeting
from shnor_core.exchange.protocol import Approval, ProtocolDocument
from shnor_core.exchange.word.blocks import Block, Bullets, Item, NumberedList, Paragraph, Section


def protocol_of(
    meeting: ShippedMeeting,
    tables: Mapping[str, Sequence[Block]],
    *,
    facts: tuple[tuple[str, str], ...] = (),
    vpr: bool = False,
    invented: bool = False,
) -> ProtocolDocument:
    """The whole protocol in its printed order.

    Parameters
    ----------
    tables
        What stands at the tables: blocks for ``""``, the municipal table, and for the id of each
        school. A table without blocks leaves only its heading.
    """
    return ProtocolDocument(
        number=meeting.number,
        body=meeting.body,
        held_on=meeting.held_on,
        place=meeting.place,
        approval=Approval(meeting.approval_post) if meeting.approval_post else None,
        attendance=meeting.attendance,
        agenda=meeting.agenda,
        sections=_sections(meeting, tables),
        secretary=meeting.secretary,
        facts=facts,
        vpr=vpr,
        invented=invented,
    )


def _sections(
    meeting: ShippedMeeting, tables: Mapping[str, Sequence[Block]]
) -> tuple[Section, ...]:
    sections: list[Section] = []
    blocks: list[Block] = []
    head = Line("heading", "")
    for line in (*meeting.lines, Line("heading", "")):
        starts = line.kind in ("heading", "subheading") or line.kind.endswith("_table")
        if starts:
            if head.text:
                sections.append(_section(head, blocks))
            head, blocks = line, []
        _add(blocks, meeting, tables, line)
    return tuple(sections)


def _section(head: Line, blocks: Sequence[Block]) -> Section:
    level = 1 if head.kind == "heading" else 2
    return Section(head.text, tuple(blocks), said=head.said, level=level)


def _add(
    blocks: list[Block],
    meeting: ShippedMeeting,
    tables: Mapping[str, Sequence[Block]],
    line: Line,
) -> None:
    if line.kind.endswith("_table"):
        blocks.extend(tables.get(line.school_id, ()))
    elif line.kind == "paragraph":
        blocks.append(Paragraph(line.text))
    elif line.kind == "bullet":
        _join_bullet(blocks, line.text)
    elif line.kind == "numbered":
        _join_numbered(blocks, line.text)
    elif line.kind.startswith("resolution"):
        blocks.extend(_resolved(line.kind, meeting.section(line.text)))


def _join_bullet(blocks: list[Block], text: str) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Bullets):
        blocks[-1] = Bullets((*last.items, text))
    else:
        blocks.append(Bullets((text,)))


def _join_numbered(blocks: list[Block], text: str) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, NumberedList):
        blocks[-1] = NumberedList((*last.items, Item(text)))
    else:
        blocks.append(NumberedList((Item(text),)))


def _resolved(kind: str, found: Sequence[Resolution]) -> list[Block]:
    if kind == "resolution_bullets":
        return [Bullets(tuple(one.text for one in found))]
    if kind == "resolution_paragraphs":
        return [Paragraph(one.text) for one in found]
    return [NumberedList(nested(found))]


def nested(found: Sequence[Resolution], parent: str = "") -> tuple[Item, ...]:
    """Numbered lines with those inside them: 5 holds 5.1, 5.2, …"""
    return tuple(Item(one.text, nested(found, one.number)) for one in found if one.parent == parent)
