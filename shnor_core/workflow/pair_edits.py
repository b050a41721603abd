"""Pairs settled by the group: locked, confirmed, forbidden; checked, guarded, logged, undone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from shnor_core.db import decisions as log
from shnor_core.db import queries, school_pairs
from shnor_core.db.connection import Store
from shnor_core.db.queries import LogEntry
from shnor_core.db.school_pairs import SchoolPair
from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.workflow import access
from shnor_core.workflow.decisions import REASON_LIMIT
from shnor_core.workflow.edit_log import standing, unchanged
from shnor_core.workflow.pair_options import against
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture

__all__ = ["ACTIONS", "WHO", "Choice", "LogEntry", "decide", "history", "read", "undo"]

ACTIONS = {
    "confirm": "утвердить пару",
    "lock": "закрепить, утвердить позже",
    "forbid": "не создавать эту пару",
    "release": "снять решение об этой паре",
}
WHO = ("рабочая группа", "муниципальный координатор")
_HELD = {"confirm": "confirmed", "lock": "locked"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the group decides about a school and a leader: ``action`` is a key of ``ACTIONS``.

    ``version`` is that of the decision the form was drawn over, 0 when there was none.
    """

    school: str
    leader: str
    action: str
    why: str = ""
    version: int = 0


def decide(
    store: Store, picture: ResultsPicture, found: Pairs, choice: Choice, *, who: str, at: datetime
) -> None:
    """Write one decision about a pair and log what stood there before.

    ``who`` is whose decision it is; the log names the person who wrote it down.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        The school is not listed, the leader unknown, a reason is needed and missing, or nothing
        would change.
    EditConflictError
        Somebody else has decided about the school meanwhile.
    """
    actor = access.require_editor(picture.territory.territory_id)
    before = found.settled.get(choice.school)
    # told before anything else: the rules below would judge by a decision the editor has not seen
    if choice.version != (before.version if before else 0):
        raise EditConflictError(school_pairs.CONFLICT)
    now = before or SchoolPair(choice.school, found.year, who, at)
    choice = replace(choice, why=" ".join(choice.why.split()))
    _check(picture, found, choice, now)
    after = replace(_next(now, choice), who=who, decided_at=at, version=choice.version)
    territory = picture.territory.territory_id
    with store.writing() as cursor:
        school_pairs.save(cursor, territory, after)
        log.write(
            cursor,
            action="edit",
            territory=territory,
            subject=_subject(after),
            before=_written(before) if before else "",
            after=_written(after),
            reason=choice.why or ACTIONS[choice.action],
            who=actor.name,
            at=at,
        )


def _check(picture: ResultsPicture, found: Pairs, choice: Choice, now: SchoolPair) -> None:
    if choice.school not in found.listed:
        raise DecisionError("Школы нет в списке ШНОР этого года: пара ей не подбирается.")
    if choice.leader not in found.candidates or choice.leader == choice.school:
        raise DecisionError("Выберите лидером другую школу территории.")
    if len(choice.why) > REASON_LIMIT:
        raise DecisionError(f"Причина длиннее {REASON_LIMIT} знаков: сократите её.")
    if choice.action in _HELD:
        _check_held(picture, found, choice, now)
    elif choice.action == "forbid":
        _check_forbidden(choice, now)
    elif choice.leader not in (now.leader_id, *now.forbidden):
        raise DecisionError("Об этой паре решения нет: снимать нечего.")


def _check_held(picture: ResultsPicture, found: Pairs, choice: Choice, now: SchoolPair) -> None:
    same = (now.leader_id, now.status) == (choice.leader, _HELD[choice.action])
    if same and choice.why in ("", now.reason):
        raise DecisionError("Эта пара так уже записана.")
    reason = against(picture, found, choice.school, choice.leader)
    kept = now.reason if now.leader_id == choice.leader else ""
    if reason and not (choice.why or kept):
        raise DecisionError(
            f"По правилам эта школа лидером не предлагается: {reason}. Напишите, почему группа"
            " выбирает её: причина войдёт в журнал и в протокол."
        )


def _check_forbidden(choice: Choice, now: SchoolPair) -> None:
    if now.leader_id == choice.leader:
        raise DecisionError("Эта пара закреплена или утверждена: сначала снимите это решение.")
    if not choice.why:
        raise DecisionError("Напишите, почему эту пару не создавать: причина войдёт в журнал.")
    if now.forbidden.get(choice.leader) == choice.why:
        raise DecisionError("Эта пара так уже записана.")


def _next(now: SchoolPair, choice: Choice) -> SchoolPair:
    """The row after the decision; a chosen leader is no longer forbidden."""
    others = {one: why for one, why in now.forbidden.items() if one != choice.leader}
    if choice.action in _HELD:
        kept = now.reason if now.leader_id == choice.leader else ""
        status = _HELD[choice.action]
        return replace(
            now,
            leader_id=choice.leader,
            status=status,
            forbidden=others,
            reason=choice.why or kept,
        )
    if choice.action == "forbid":
        return replace(now, forbidden={**others, choice.leader: choice.why})
    if now.leader_id == choice.leader:
        return replace(now, leader_id="", status="", reason="")
    return replace(now, forbidden=others)


def history(store: Store, territory: str, year: int) -> tuple[LogEntry, ...]:
    """Entries about pairs of the year, newest first, undone ones kept."""
    return _about_pairs(store, territory, f"pair:{year}:")


def _about_pairs(store: Store, territory: str, subject: str = "pair:") -> tuple[LogEntry, ...]:
    return tuple(
        one
        for one in queries.decision_log(store, territory)
        if one.action == "edit" and one.subject.startswith(subject)
    )


def undo(store: Store, territory: str, entry_id: str, *, at: datetime) -> None:
    """Put back what stood before one entry of the log.

    Raises
    ------
    DecisionError
        There is no such entry, or it has been undone.
    EditConflictError
        The decision about the school has been changed since.
    """
    actor = access.require_editor(territory)
    entry = standing(_about_pairs(store, territory), entry_id)
    after = read(entry.after)
    found = school_pairs.school_pairs(store, territory, after.year)
    now = unchanged(after, found.get(after.school_id))
    with store.writing() as cursor:
        if entry.before:
            before = replace(read(entry.before), version=now.version)
            school_pairs.save(cursor, territory, before)
        else:
            school_pairs.remove(cursor, now)
        log.write(
            cursor,
            action="undo",
            territory=territory,
            subject=entry.subject,
            before=entry.after,
            after=entry.before,
            reason="отмена записи",
            who=actor.name,
            at=at,
            undoes=entry_id,
        )


def _subject(pair: SchoolPair) -> str:
    return f"pair:{pair.year}:{pair.school_id}"


def _written(pair: SchoolPair) -> str:
    return json.dumps(asdict(pair), default=str, ensure_ascii=False)


def read(text: str) -> SchoolPair:
    """A row as the log keeps it."""
    found = json.loads(text)
    return SchoolPair(**{**found, "decided_at": datetime.fromisoformat(found["decided_at"])})
