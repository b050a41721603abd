"""What the group answers to a proposal: accepted, edited or rejected, logged and undone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime

from shnor_core.db import decisions as log
from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.db.meetings import Meeting
from shnor_core.errors import DecisionError, MeetingError
from shnor_core.recommendations import Part, Proposal
from shnor_core.workflow import access, meeting

LONGEST = 2000
ACCEPTED, REJECTED = "accepted", "rejected"
MEASURES_HEAD = "Принять меры:"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the group said to one proposal.

    ``proposed`` is the line as the rule worded it then: a later change of the data shows.
    """

    status: str
    part: str
    text: str
    proposed: str
    meeting_id: str = ""
    reason: str = ""
    who: str = ""
    at: datetime | None = None
    decision_id: str = ""

    @property
    def edited(self) -> bool:
        return self.text != self.proposed


def subject_of(code: str, year: int) -> str:
    """The key of the log: one answer for a rule and a year."""
    return f"advice:{code}:{year}"


def answers(store: Store, territory: str) -> dict[str, Answer]:
    """The answer in force to each proposal, by :func:`subject_of`."""
    found: dict[str, Answer] = {}
    for entry in queries.decision_log(store, territory):
        if entry.action == "edit" and entry.subject.startswith("advice:") and not entry.undone:
            said = json.loads(entry.after)
            found.setdefault(
                entry.subject,
                Answer(
                    **said,
                    reason=entry.reason,
                    who=entry.who,
                    at=entry.at,
                    decision_id=entry.decision_id,
                ),
            )
    return found


def decide(
    store: Store,
    territory: str,
    year: int,
    proposal: Proposal,
    *,
    accept: bool,
    text: str,
    reason: str,
    at: datetime,
    seen: str,
    wanted: str = "",
) -> None:
    """Accept a line as worded or edited into the draft of the meeting, or reject it.

    Parameters
    ----------
    seen
        Id of the answer the form was drawn over, empty for none.
    wanted
        Id of the draft the person works on; without it the first draft.

    Raises
    ------
    AccessError
        The person may not change this territory.
    DecisionError
        An empty or too long line, a rejection without a reason.
    EditConflictError
        Somebody else has answered meanwhile.
    MeetingError
        The answer before belongs to a finished protocol.
    """
    who = access.require_editor(territory).name
    line, why = _one_line(text), _one_line(reason)
    _check(line, why, accept=accept)
    subject = subject_of(proposal.rule.code, year)
    before = answers(store, territory).get(subject)
    _check_open(store, territory, before)
    said = {
        "status": ACCEPTED if accept else REJECTED,
        "part": proposal.rule.part.value,
        "text": line,
        "proposed": proposal.text,
        "meeting_id": _draft(store, territory, wanted, start=accept),
    }
    log.add(
        store,
        action="edit",
        territory=territory,
        subject=subject,
        before=before.text if before else "",
        after=json.dumps(said, ensure_ascii=False),
        reason=why,
        who=who,
        at=at,
        seen=seen,
        data=False,
    )


def _one_line(text: str) -> str:
    """Breaks become spaces; the hard spaces of a list of schools stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" \u00a0")


def _check(line: str, why: str, *, accept: bool) -> None:
    if accept and not line:
        raise DecisionError("Строка решения пуста: напишите её или отклоните предложение.")
    if max(len(line), len(why)) > LONGEST:
        raise DecisionError(f"Текст длиннее {LONGEST} знаков: сократите его.")
    if not accept and not why:
        raise DecisionError("Напишите, почему предложение отклонено: причина останется рядом.")


def _check_open(store: Store, territory: str, before: Answer | None) -> None:
    found = meeting_of(store, territory, before) if before else None
    if found is not None and not found.is_draft:
        number = f" № {found.number}" if found.number else ""
        raise MeetingError(f"Решение уже вошло в завершённый протокол{number}: его не изменить.")


def meeting_of(store: Store, territory: str, answer: Answer) -> Meeting | None:
    """The meeting an answer belongs to; ``None`` when its draft was thrown away."""
    known = meeting.meetings_of(store, territory)
    return next((one for one in known if one.meeting_id == answer.meeting_id), None)


def _draft(store: Store, territory: str, wanted: str, *, start: bool) -> str:
    """The draft of the meeting; an accepted line starts one when there is none."""
    current = meeting.draft(store, territory, wanted)
    if current is not None:
        return current.meeting_id
    return meeting.new_draft(store, territory) if start else ""


def undo(store: Store, territory: str, answer: Answer, subject: str, *, at: datetime) -> None:
    """Take an answer back: the one before it is in force again, if there was one.

    Raises
    ------
    AccessError
        The person may not change this territory.
    EditConflictError
        Somebody else has answered meanwhile.
    MeetingError
        The answer belongs to a finished protocol.
    """
    who = access.require_editor(territory).name
    _check_open(store, territory, answer)
    log.add(
        store,
        action="undo",
        territory=territory,
        subject=subject,
        before=answer.text,
        reason="отмена ответа на рекомендацию",
        who=who,
        at=at,
        undoes=answer.decision_id,
        seen=answer.decision_id,
        data=False,
    )


def accepted(store: Store, found: Meeting) -> dict[Part, tuple[str, ...]]:
    """Accepted lines of a meeting by part of the protocol, oldest first."""
    lines = [
        one
        for one in reversed(answers(store, found.territory_id).values())
        if one.status == ACCEPTED and one.meeting_id == found.meeting_id
    ]
    return {part: tuple(one.text for one in lines if one.part == part.value) for part in Part}


def completed(store: Store, found: Meeting) -> Meeting:
    """The meeting with its accepted lines among the decisions, measures under one of them."""
    lines = accepted(store, found)
    measures = [f"- {text}" for text in lines[Part.MEASURES]]
    told = [
        found.decisions.strip(),
        *lines[Part.DECISIONS],
        *([MEASURES_HEAD, *measures] if measures else []),
    ]
    return replace(found, decisions="\n".join(filter(None, told)))
