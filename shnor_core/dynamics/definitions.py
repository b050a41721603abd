"""What «положительная динамика» means: three named definitions, because no document gives one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from shnor_core.model import Direction, Tone


class Fact(StrEnum):
    """What happened to the number, before anybody says whether it is good."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"


class Definition(StrEnum):
    """A named definition of «положительная динамика»."""

    DOCUMENT = "document"
    FIOKO_2026 = "fioko_2026"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class DefinitionText:
    """How a definition is shown: ``title`` beside a number, the rest on «Методика»."""

    title: str
    text: str
    source: str


DEFINITIONS: dict[Definition, DefinitionText] = {
    Definition.DOCUMENT: DefinitionText(
        "по документу",
        "Положительная динамика – любое изменение в желаемую сторону, каким бы малым оно ни было.",
        "Документы муниципалитетов называют динамику положительной и не определяют её.",
    ),
    Definition.FIOKO_2026: DefinitionText(
        "ФИОКО-2026",
        "Только для доли «2»: доля не выросла – положительная динамика, выросла на 10 п.п. "
        "и больше – отрицательная, между ними – нейтральная.",
        "ФИОКО. Рекомендации по проведению анализа результатов ВПР, 2026, с. 8 (по цитате).",
    ),
    Definition.CONFIRMED: DefinitionText(
        "подтверждённая",
        "Изменение в желаемую сторону, у которого доверительный интервал разности долей "
        "не содержит нуля. Без численности не оценивается.",
        "Newcombe R. G. (1998), Statistics in Medicine 17, 873–890, метод 10.",
    ),
}

# p.p. of the share of «2»; both borders belong to the outer classes
FIOKO_GOOD_UP_TO = 0.0
FIOKO_NEGATIVE_FROM = 10.0

# shares such as 0.57·100 miss the printed 57 by one bit
NOISE = 1e-9


def fact_of(before: float, after: float) -> Fact:
    """Up, down or the same; a difference of rounding bits is no difference."""
    if math.isclose(before, after, rel_tol=NOISE, abs_tol=NOISE):
        return Fact.SAME
    return Fact.UP if after > before else Fact.DOWN


def tone_of(fact: Fact, direction: Direction) -> Tone:
    """Better or worse; a neutral indicator only moves.

    >>> tone_of(Fact.UP, Direction.LOWER), tone_of(Fact.SAME, Direction.LOWER)
    (<Tone.WORSE: 'worse'>, <Tone.SAME: 'same'>)
    """
    if fact is Fact.NO_DATA:
        return Tone.NONE
    if fact is Fact.NOT_COMPARABLE:
        return Tone.DOUBT
    if fact is Fact.SAME:
        return Tone.SAME
    if direction is Direction.NEUTRAL:
        return Tone.PLAIN
    wanted = Fact.UP if direction is Direction.HIGHER else Fact.DOWN
    return Tone.BETTER if fact is wanted else Tone.WORSE


def by_document(tone: Tone, direction: Direction) -> tuple[bool | None, Tone]:
    """Any change in the wanted direction is positive."""
    positive = None if direction is Direction.NEUTRAL else tone is Tone.BETTER
    return positive, tone


def by_fioko(difference: float, share_of_twos: bool) -> tuple[bool | None, Tone]:
    """Borders of FIOKO-2026 on the change of the share of «2», p.p.; other shares have none.

    >>> [by_fioko(d, share_of_twos=True)[1].value for d in (-1, 0, 9.9, 10)]
    ['better', 'same', 'same', 'worse']
    """
    if not share_of_twos:
        return None, Tone.PLAIN
    if difference <= FIOKO_GOOD_UP_TO + NOISE:
        return True, Tone.BETTER if difference < -NOISE else Tone.SAME
    worse = difference >= FIOKO_NEGATIVE_FROM - NOISE
    return False, Tone.WORSE if worse else Tone.SAME


def by_interval(tone: Tone, direction: Direction, proven: bool | None) -> tuple[bool | None, Tone]:
    """Only a change whose interval excludes zero counts; without counts nothing is said."""
    if proven is None or direction is Direction.NEUTRAL:
        return None, Tone.PLAIN
    return (tone is Tone.BETTER, tone) if proven else (False, Tone.SAME)
