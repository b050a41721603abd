"""Levels of risk factors entered by people: checked, guarded, logged, undone."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from shnor_core.db import decisions as log
from shnor_core.db import risks
from shnor_core.db.connection import Store
from shnor_core.db.risks import RiskRow
from shnor_core.errors import DecisionError
from shnor_core.workflow import access
from shnor_core.workflow.edit_log import standing, unchanged
from shnor_core.workflow.risk_profile import LEVELS, RiskProfile

__all__ = ["FIRST_YEAR", "RiskRow", "enter", "undo"]

# the project «500+» began in 2020; a territory may have asked the same questions before
FIRST_YEAR = 2015
TEXT_LIMIT = 300


def enter(store: Store, profile: RiskProfile, risk: RiskRow, *, at: datetime) -> None:
    """Write one level, guarded by the version it was read at, and log what stood there before.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        The school is unknown, something is missing, or nothing would change.
    EditConflictError
        Somebody else has written the level meanwhile.
    """
    who = access.require_editor(profile.territory.territory_id).name
    risk = replace(
        risk, factor=" ".join(risk.factor.split()), source_ref=" ".join(risk.source_ref.split())
    )
    before = profile.by_key.get((risk.school_id, risk.year, risk.factor))
    _check(profile, risk, at.year)
    if before and (before.level, before.source_ref) == (risk.level, risk.source_ref):
        raise DecisionError("Так уже записано.")
    with store.writing() as cursor:
        risks.save(cursor, risk)
        log.write(
            cursor,
            action="edit",
            territory=profile.territory.territory_id,
            subject=_subject(risk),
            before=_written(before) if before else "",
            after=_written(risk),
            reason=risk.source_ref,
            who=who,
            at=at,
        )


def _check(profile: RiskProfile, risk: RiskRow, this_year: int) -> None:
    if risk.school_id not in profile.school_names:
        raise DecisionError("Такой школы в данных территории нет.")
    if not risk.factor:
        raise DecisionError("Выберите фактор риска или впишите свой.")
    if risk.level not in LEVELS:
        raise DecisionError("Выберите значимость: высокая, средняя или низкая.")
    if not FIRST_YEAR <= risk.year <= this_year:
        raise DecisionError(f"Год профиля — от {FIRST_YEAR} до {this_year}.")
    if not risk.source_ref:
        raise DecisionError(
            "Напишите, откуда это известно: рисковый профиль, анкетирование, решение группы."
        )
    if max(len(risk.factor), len(risk.source_ref)) > TEXT_LIMIT:
        raise DecisionError(f"Текст длиннее {TEXT_LIMIT} знаков: сократите его.")


def undo(store: Store, profile: RiskProfile, entry_id: str, *, at: datetime) -> None:
    """Put back what stood before one entry of the log.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        There is no such entry, or it has been undone.
    EditConflictError
        The level has been changed since.
    """
    who = access.require_editor(profile.territory.territory_id).name
    entry = standing(profile.entries(), entry_id)
    after = RiskRow(**json.loads(entry.after))
    now = unchanged(after, profile.by_key.get((after.school_id, after.year, after.factor)))
    with store.writing() as cursor:
        if entry.before:
            risks.save(cursor, replace(RiskRow(**json.loads(entry.before)), version=now.version))
        else:
            risks.remove(cursor, now)
        log.write(
            cursor,
            action="undo",
            territory=profile.territory.territory_id,
            subject=entry.subject,
            before=entry.after,
            after=entry.before,
            reason="отмена записи",
            who=who,
            at=at,
            undoes=entry_id,
        )


def _subject(risk: RiskRow) -> str:
    return f"risk:{risk.school_id}:{risk.year}:{risk.factor}"


def _written(risk: RiskRow) -> str:
    return json.dumps(asdict(risk), ensure_ascii=False)
