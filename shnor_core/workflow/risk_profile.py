"""Risk profiles of schools: levels of factors as entered, and the measures that answer them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from shnor_core.db import queries, risks
from shnor_core.db.connection import Store
from shnor_core.db.queries import LogEntry
from shnor_core.db.risks import RiskRow
from shnor_core.model import Territory
from shnor_core.workflow.monitoring import territory_of
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.store import DATA

FACTORS = DATA / "risk_factors.toml"
# from the gravest; the words of the profile of «500+»
LEVELS = {"high": "высокая", "medium": "средняя", "low": "низкая"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure of a programme against one factor; it reaches all schools when it names none."""

    measure_id: str
    number: str
    title: str
    schools: frozenset[str]
    done: bool


@dataclass(frozen=True)
class RiskProfile:
    """Levels of one territory, read once per data version; ``log`` holds entries about them."""

    territory: Territory
    school_names: Mapping[str, str]
    rows: tuple[RiskRow, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    log: tuple[LogEntry, ...]

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.year for one in self.rows}))

    @cached_property
    def by_key(self) -> dict[tuple[str, int, str], RiskRow]:
        return {(one.school_id, one.year, one.factor): one for one in self.rows}

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """Factors that are known here: entered, named by a programme, of the shipped list."""
        entered = (one.factor for one in self.rows)
        return tuple(dict.fromkeys((*shipped_factors(), *self.answers, *entered)))

    def level(self, school: str, year: int, factor: str) -> str:
        row = self.by_key.get((school, year, factor))
        return row.level if row else ""

    def answers_of(self, factor: str, school: str = "") -> tuple[Answer, ...]:
        """Measures against a factor; those that reach ``school`` when one is given."""
        return tuple(
            one
            for one in self.answers.get(factor, ())
            if not school or not one.schools or school in one.schools
        )

    def entries(self, school: str = "") -> tuple[LogEntry, ...]:
        """What was entered, newest first; about one school when it is given."""
        known = f"risk:{school}:" if school else "risk:"
        return tuple(
            one for one in self.log if one.action == "edit" and one.subject.startswith(known)
        )


@cache
def shipped_factors(path: Path = FACTORS) -> tuple[str, ...]:
    """Factors the form offers; a level may be entered about any other too."""
    with path.open("rb") as file:
        return tuple(tomllib.load(file)["factors"])


def load(store: Store, territory_id: str, programmes: Sequence[ProgrammePicture]) -> RiskProfile:
    """Read the levels of a territory and tie them to the measures of its programmes.

    Raises
    ------
    UnknownTerritoryError
    """
    return RiskProfile(
        territory=territory_of(store, territory_id),
        school_names={
            one.school_id: one.short_name for one in queries.schools(store, territory_id)
        },
        rows=risks.risks(store, territory_id),
        answers=_answers(programmes),
        log=tuple(
            one
            for one in queries.decision_log(store, territory_id)
            if one.subject.startswith("risk:")
        ),
    )


def _answers(programmes: Iterable[ProgrammePicture]) -> dict[str, tuple[Answer, ...]]:
    """Title of a factor → measures that a programme sets against it."""
    found: dict[str, tuple[Answer, ...]] = {}
    for picture in programmes:
        for factor in picture.factors.values():
            found[factor.title] = (
                *found.get(factor.title, ()),
                *(
                    Answer(
                        row.measure_id,
                        row.number,
                        row.title,
                        frozenset(filter(None, row.school_ids.split(";"))),
                        _done(picture, row.measure_id),
                    )
                    for row in picture.measure_rows
                    if row.risk_factor_id == factor.risk_factor_id
                ),
            )
    return found


def _done(picture: ProgrammePicture, measure_id: str) -> bool:
    state = picture.states.get(measure_id)
    return state is not None and state.status == "done"
