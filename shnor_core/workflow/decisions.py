"""What a coordinator decides about doubtful cells: settle with a reason, undo, look at the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from shnor_core.db import decisions as log
from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.model import Finding, Observation, Quality, Reading, Unit
from shnor_core.wording import number, percent
from shnor_core.workflow import access

REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Settlement:
    """One decision in force.

    ``kind`` is ``reading`` (the cell is read as ``value`` in ``unit``), ``no_value`` (shown as
    printed, left out of every computation) or ``accept`` (a finding stands as it is).
    """

    kind: str
    value: float | None = None
    unit: Unit = Unit.UNKNOWN
    reason: str = ""
    who: str = ""
    decision_id: str = ""

    def text(self) -> str:
        """What was decided, in words."""
        if self.kind == "accept":
            return "верно, как напечатано"
        if self.kind == "no_value":
            return "оставлено без значения"
        return percent(self.value) if self.unit is Unit.PERCENT else number(self.value)

    def as_json(self) -> str:
        return json.dumps({"kind": self.kind, "value": self.value, "unit": self.unit})


def in_force(entries: Iterable[queries.LogEntry]) -> dict[str, Settlement]:
    """The newest settlement of each subject that nobody has undone."""
    found: dict[str, Settlement] = {}
    for entry in entries:
        if entry.action == "settle" and not entry.undone:
            found.setdefault(entry.subject, _settlement(entry))
    return found


def _settlement(entry: queries.LogEntry) -> Settlement:
    said = json.loads(entry.after)
    return Settlement(
        said["kind"],
        said["value"],
        Unit(said["unit"]),
        entry.reason,
        entry.who,
        entry.decision_id,
    )


def apply(observation: Observation, settled: Mapping[str, Settlement]) -> Observation:
    """The observation as decided; the printed text stays."""
    settlement = settled.get(observation.observation_id)
    if settlement is None or settlement.kind == "accept":
        return observation
    return observation.with_reading(_settled_reading(observation.reading, settlement))


def _settled_reading(reading: Reading, settlement: Settlement) -> Reading:
    note = f"решение: {settlement.text()} — {settlement.reason}"
    if settlement.kind == "no_value":
        return replace(reading, value=None, quality=Quality.UNREADABLE, note=note)
    return replace(
        reading,
        value=settlement.value,
        unit=settlement.unit,
        numerator=None,
        denominator=None,
        quality=Quality.OK,
        note=note,
    )


def settle(
    store: Store,
    *,
    territory: str,
    subject: str,
    settlement: Settlement,
    before: str,
    at: datetime,
    seen: str | None = None,
) -> str:
    """Write one decision; returns its id.

    ``seen`` is the id of the decision in force when the form was drawn, empty for none; without it
    nothing is compared.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        No reason is given, the reason is too long, or a number is needed and missing.
    EditConflictError
        Somebody else has decided meanwhile; the sentence repeats both decisions.
    """
    who = access.require_editor(territory).name
    reason = " ".join(settlement.reason.split())
    if not reason:
        raise DecisionError("Напишите причину решения: она войдёт в журнал и в сноску протокола.")
    if len(reason) > REASON_LIMIT:
        raise DecisionError(f"Причина длиннее {REASON_LIMIT} знаков: сократите её.")
    _check_value(settlement)
    _check_nobody_decided(store, territory, subject, settlement, seen)
    return log.add(
        store,
        action="settle",
        territory=territory,
        subject=subject,
        before=before,
        after=settlement.as_json(),
        reason=reason,
        who=who,
        at=at,
    )


def _check_nobody_decided(
    store: Store, territory: str, subject: str, settlement: Settlement, seen: str | None
) -> None:
    if seen is None:
        return
    now = in_force(queries.decision_log(store, territory)).get(subject)
    if (now.decision_id if now else "") == seen:
        return
    other = f"решено: {now.text()} — {now.reason}" if now else "решение отменено"
    raise EditConflictError(
        f"Пока форма была открыта, в другом окне {other}. Ваше решение не записано:"
        f" {settlement.text()} — {settlement.reason}"
    )


def _check_value(settlement: Settlement) -> None:
    if settlement.kind != "reading":
        return
    value = settlement.value
    if value is None or value != value or value < 0:
        raise DecisionError("Введите число не меньше нуля.")
    if settlement.unit is Unit.PERCENT and value > 100:
        raise DecisionError("Процент не может быть больше 100.")
    if settlement.unit is Unit.COUNT and value != int(value):
        raise DecisionError("Число людей или школ должно быть целым.")


def undo(store: Store, *, territory: str, decision_id: str, at: datetime) -> None:
    """Take one decision back; it stays in the log, struck through.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        There is no such decision, or it has been undone already.
    """
    who = access.require_editor(territory).name
    entries = {entry.decision_id: entry for entry in queries.decision_log(store, territory)}
    entry = entries.get(decision_id)
    if entry is None or entry.action != "settle":
        raise DecisionError("Такого решения в журнале нет.")
    if entry.undone:
        raise DecisionError("Это решение уже отменено.")
    log.add(
        store,
        action="undo",
        territory=territory,
        subject=entry.subject,
        before=entry.after,
        reason="отмена решения",
        who=who,
        at=at,
        undoes=decision_id,
    )


def accepted(settled: Mapping[str, Settlement], findings: Iterable[Finding]) -> set[str]:
    """Findings that stand as they are: accepted themselves, or all their cells accepted."""
    agreed = {subject for subject, one in settled.items() if one.kind == "accept"}
    return {
        finding.finding_id
        for finding in findings
        if finding.finding_id in agreed or (finding.cells and agreed.issuperset(finding.cells))
    }
