"""The share of schools with positive dynamics (indicators 8.1–8.8), from assessments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from shnor_core import wording
from shnor_core.errors import StatisticsError
from shnor_core.targets.target import Ceiling, Fact
from shnor_core.wording import HARD_SPACE


class ChangeLike(Protocol):
    """What is asked of a change between two years: the verdict of one named definition."""

    @property
    def positive(self) -> bool | None: ...
    @property
    def definition(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one school adds: ``counts`` is ``None`` where the definition says nothing about it."""

    school: str
    counts: bool | None
    held: bool
    text: str


@dataclass(frozen=True, slots=True)
class DynamicsShare:
    """Schools with positive dynamics among all schools of the denominator.

    ``judged`` schools have a verdict; ``numerator`` is ``None`` while none has, because missing is
    not zero. ``ceiling`` says how much can be reached where some schools do not hold the work.
    """

    numerator: int | None
    denominator: int
    judged: int
    definition: str
    contributions: tuple[Contribution, ...]
    ceiling: Ceiling | None

    @property
    def percent(self) -> float | None:
        if self.numerator is None or self.denominator == 0:
            return None
        return 100 * self.numerator / self.denominator

    @property
    def sentence(self) -> str:
        """«3 школы из 7 с положительной динамикой; данных нет у 2 школ»."""
        if self.numerator is None:
            return f"Нет данных ни у одной школы из{HARD_SPACE}{self.denominator}."
        said = f"{wording.counted(self.numerator, 'школа', 'школы', 'школ')} из{HARD_SPACE}"
        said += f"{self.denominator} с положительной динамикой"
        silent = self.denominator - self.judged
        if silent:
            said += f"; данных нет у {wording.counted(silent, 'школы', 'школ', 'школ')}"
        return said + "."


def share_with_dynamics(
    changes: Mapping[str, ChangeLike | None],
    definition: str,
    *,
    not_held: Collection[str] = (),
) -> DynamicsShare:
    """Count the schools whose change is positive under one definition.

    Parameters
    ----------
    changes
        School → its change, ``None`` without results. Its keys are the denominator as printed
        («от общего числа школ ШНРО и ШНСУ»): all listed schools, also those without data.
    definition
        The definition all changes must have been judged by.
    not_held
        Schools that do not hold the work at all (no ЕГЭ in a nine-year school): they stay in the
        denominator and cap what can be reached.

    Raises
    ------
    StatisticsError
        A change was judged by another definition, or a school of ``not_held`` is not listed.
    """
    unknown = sorted(set(not_held) - set(changes))
    if unknown:
        raise StatisticsError(f"Школы нет в знаменателе показателя: {', '.join(unknown)}.")
    found = tuple(
        _contribution(school, change, definition, held=school not in not_held)
        for school, change in changes.items()
    )
    judged = [one for one in found if one.counts is not None]
    return DynamicsShare(
        numerator=sum(one.counts is True for one in judged) if judged else None,
        denominator=len(found),
        judged=len(judged),
        definition=str(definition),
        contributions=found,
        ceiling=_ceiling(len(found), len(set(not_held))),
    )


def typed_against(share: DynamicsShare, fact: Fact | None) -> str:
    """What the computed share says about the typed one, in Russian; neither replaces the other.

    >>> from datetime import date
    >>> typed = Fact(date(2023, 12, 31), numerator=4, denominator=7)
    >>> typed_against(DynamicsShare(3, 7, 7, "document", (), None), typed)
    'введено 4 из\\xa07, рассчитано 3 из\\xa07: разница 1\\xa0школа'
    """
    if share.numerator is None:
        return "рассчитать не по чему: нет данных ни у одной школы"
    computed = f"{share.numerator} из{HARD_SPACE}{share.denominator}"
    if fact is None or (fact.counts is None and fact.value is None):
        return f"рассчитано {computed}, факт не введён"
    if fact.counts is None or fact.counts[1] != share.denominator:
        return _percents(share, fact, computed)
    typed = f"{wording.number(fact.counts[0])} из{HARD_SPACE}{share.denominator}"
    apart = abs(fact.counts[0] - share.numerator)
    if apart == 0:
        return f"рассчитано {computed}, ввод совпадает"
    schools = wording.counted(round(apart), "школа", "школы", "школ")
    return f"введено {typed}, рассчитано {computed}: разница {schools}"


def _percents(share: DynamicsShare, fact: Fact, computed: str) -> str:
    value = 100 * fact.counts[0] / fact.counts[1] if fact.counts is not None else fact.value
    if value is None or share.percent is None:
        return f"рассчитано {computed}"
    said = f"{computed} ({wording.percent(share.percent)})"
    # a typed percentage is rounded to what stands on the screen
    if wording.number(value) == wording.number(share.percent):
        return f"рассчитано {said}, ввод совпадает"
    gap = f"{wording.number(abs(value - share.percent))}{HARD_SPACE}п.п."
    return f"введено {wording.percent(value)}, рассчитано {said}: разница {gap}"


def _contribution(
    school: str, change: ChangeLike | None, definition: str, *, held: bool
) -> Contribution:
    if not held:
        return Contribution(school, None, held, "процедура не проводится")
    if change is None:
        return Contribution(school, None, held, "нет результатов")
    if str(change.definition) != str(definition):
        raise StatisticsError(
            f"Изменение школы «{school}» оценено определением «{change.definition}», "
            f"а показатель – определением «{definition}»."
        )
    if change.positive is None:
        reason = change.reason or "определение об этом не говорит"
        return Contribution(school, None, held, f"не оценивается: {reason}")
    text = "положительная динамика" if change.positive else "положительной динамики нет"
    return Contribution(school, change.positive, held, text)


def _ceiling(schools: int, without: int) -> Ceiling | None:
    if not without or not schools:
        return None
    held = schools - without
    counted = wording.counted(held, "школе", "школах", "школах")
    return Ceiling(100 * held / schools, f"процедура есть в {counted} из{HARD_SPACE}{schools}")
