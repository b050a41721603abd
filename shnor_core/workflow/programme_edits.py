"""Facts of targets and states of measures, entered by people: checked, guarded, logged, undone."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from shnor_core.db import decisions as log
from shnor_core.db import programme as db
from shnor_core.db.connection import Store
from shnor_core.db.programme import FactRow, StateRow
from shnor_core.db.queries import LogEntry
from shnor_core.errors import DecisionError
from shnor_core.workflow import access
from shnor_core.workflow.edit_log import standing, unchanged
from shnor_core.workflow.programme import ProgrammePicture

__all__ = ["FactRow", "LogEntry", "StateRow", "enter_fact", "enter_state", "undo"]


def enter_fact(
    store: Store, picture: ProgrammePicture, fact: FactRow, *, why: str, at: datetime
) -> None:
    """Write a fact, guarded by the version it was read at, and log what stood there before.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        The fact says nothing, or its numbers cannot be a fact.
    EditConflictError
        Somebody else has written the fact of that date meanwhile.
    """
    who = _editor(picture)
    _check_fact(fact, at.date())
    before = _fact_now(picture, fact)
    with store.writing():
        db.save_fact(store, fact)
        _log(store, picture, f"fact:{fact.target_id}:{fact.as_of}", before, fact, who, why, at)


def _editor(picture: ProgrammePicture) -> str:
    return access.require_editor(picture.territory.territory_id).name


def _check_fact(fact: FactRow, today: date) -> None:
    if fact.value is None and fact.numerator is None and fact.yes is None:
        raise DecisionError("Введите значение, «сколько из скольких» или «да / нет».")
    if (fact.numerator is None) != (fact.denominator is None):
        raise DecisionError("«Сколько» и «из скольких» вводятся вместе.")
    numbers = (fact.value, fact.numerator, fact.denominator)
    if any(one is not None and not (math.isfinite(one) and one >= 0) for one in numbers):
        raise DecisionError("Факт не может быть отрицательным.")
    if fact.denominator == 0:
        raise DecisionError("«Из скольких» не может быть нулём.")
    if fact.numerator is not None and fact.denominator is not None:
        if fact.numerator > fact.denominator:
            raise DecisionError("Часть не может быть больше целого.")
    if fact.as_of > today:
        raise DecisionError("Факт на дату, которая ещё не наступила, не вводится.")


def _fact_now(picture: ProgrammePicture, fact: FactRow) -> FactRow | None:
    known = picture.facts.get(fact.target_id, ())
    return next((one for one in known if one.as_of == fact.as_of), None)


def enter_state(
    store: Store, picture: ProgrammePicture, state: StateRow, *, why: str, at: datetime
) -> None:
    """Write the state of a measure, guarded by its version, and log what stood there before.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        Done without a date.
    EditConflictError
        Somebody else has written it meanwhile.
    """
    who = _editor(picture)
    if state.status == "done" and state.done_on is None:
        raise DecisionError("Укажите, когда мероприятие выполнено.")
    before = picture.states.get(state.measure_id)
    with store.writing():
        db.save_state(store, state)
        _log(store, picture, f"measure:{state.measure_id}", before, state, who, why, at)


def undo(store: Store, picture: ProgrammePicture, entry_id: str, *, at: datetime) -> None:
    """Put back what stood before one entry of the log.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        There is no such entry, or it has been undone.
    EditConflictError
        The fact or measure has been changed since.
    """
    who = _editor(picture)
    entry = standing(picture.log, entry_id)
    with store.writing():
        if entry.subject.startswith("fact:"):
            _restore_fact(store, picture, entry)
        else:
            _restore_state(store, picture, entry)
        log.add(
            store,
            action="undo",
            territory=picture.territory.territory_id,
            subject=entry.subject,
            before=entry.after,
            after=entry.before,
            reason="отмена записи",
            who=who,
            at=at,
            undoes=entry_id,
        )


def _restore_fact(store: Store, picture: ProgrammePicture, entry: LogEntry) -> None:
    after = FactRow(**_read(entry.after))
    now = unchanged(after, _fact_now(picture, after))
    if entry.before:
        db.save_fact(store, replace(FactRow(**_read(entry.before)), version=now.version))
    else:
        db.remove_fact(store, after.target_id, after.as_of, now.version)


def _restore_state(store: Store, picture: ProgrammePicture, entry: LogEntry) -> None:
    after = StateRow(**_read(entry.after))
    now = unchanged(after, picture.states.get(after.measure_id))
    if entry.before:
        db.save_state(store, replace(StateRow(**_read(entry.before)), version=now.version))
    else:
        db.remove_state(store, after.measure_id, now.version)


def _log(
    store: Store,
    picture: ProgrammePicture,
    subject: str,
    before: FactRow | StateRow | None,
    after: FactRow | StateRow,
    who: str,
    why: str,
    at: datetime,
) -> None:
    log.add(
        store,
        action="edit",
        territory=picture.territory.territory_id,
        subject=subject,
        before=_written(before) if before else "",
        after=_written(after),
        reason=why.strip() or "ввод данных",
        who=who,
        at=at,
    )


def _written(row: FactRow | StateRow) -> str:
    return json.dumps(asdict(row), default=str, ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    for name in ("as_of", "done_on"):
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    return found
