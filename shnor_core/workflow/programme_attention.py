"""What «Обзор» says of the programme: overdue measures and targets that will not be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from shnor_core.model import Tone
from shnor_core.roadmap import StateKind
from shnor_core.targets import Status, shipped_rules
from shnor_core.wording import clipped, counted
from shnor_core.workflow.overview import AttentionGroup
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.roadmap_tables import lines
from shnor_core.workflow.target_tables import judge

# letters of a name in the narrow work list: what is wrong with it has to be read too
NAME = 60


def attention(pictures: Sequence[ProgrammePicture], on: date) -> tuple[AttentionGroup, ...]:
    """Two blocks of the work list; silence about a missing programme would read as «none»."""
    if not pictures:
        missing = "Программа не загружена: просрочку мер не проверить."
        return (AttentionGroup(Tone.NONE, "—", "Сроки мер", "нет данных", (missing,)),)
    return _overdue(pictures, on), _at_risk(pictures, on)


def _overdue(pictures: Sequence[ProgrammePicture], on: date) -> AttentionGroup:
    urgent = [
        one
        for picture in pictures
        for one in lines(picture, on)
        if one.state.kind in (StateKind.OVERDUE, StateKind.SOON)
    ]
    urgent.sort(key=lambda one: one.state.kind is not StateKind.OVERDUE)
    overdue = sum(one.state.kind is StateKind.OVERDUE for one in urgent)
    told = tuple(
        f"{one.row.number} {clipped(one.row.title, NAME)}: {one.state.text}".strip()
        for one in urgent
    )
    count = f"{counted(overdue, 'мера просрочена', 'меры просрочены', 'мер просрочено')}"
    return AttentionGroup(Tone.WORSE, "▼", "Сроки мер", count, told, "roadmap")


def _at_risk(pictures: Sequence[ProgrammePicture], on: date) -> AttentionGroup:
    found = [
        one
        for picture in pictures
        for one in judge(picture, on)
        if one.found.status in (Status.AT_RISK, Status.BEHIND)
    ]
    found.sort(key=lambda one: one.found.status is not Status.AT_RISK)
    words = {status: text.title for status, text in shipped_rules().texts.items()}
    told = tuple(
        f"{one.row.code} {clipped(one.row.title, NAME)}: {words[one.found.status]}" for one in found
    )
    tally = Counter(words[one.found.status] for one in found)
    count = ", ".join(f"{word} — {number}" for word, number in tally.items()) or "нет"
    return AttentionGroup(Tone.WORSE, "▽", "Цели, которые требуют внимания", count, told, "targets")
