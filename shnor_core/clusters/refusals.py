"""Why there are no groups, in words."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.clusters.results import Choice, Why
from shnor_core.clusters.table import Table
from shnor_core.wording import counted, number, percent

#: two groups of three are the least that can be called a division
FEWEST_SCHOOLS = 6
FEWEST_INDICATORS = 2

Reason = tuple[Why, str]


def too_little(given: int, table: Table) -> Reason | None:
    """Too few schools were ``given``, or too few schools or indicators are left in the table."""
    schools, codes = table.raw.shape
    if given < FEWEST_SCHOOLS:
        return Why.FEW_SCHOOLS, f"{_SCHOOLS_NEEDED}, а {_amount('есть', given)}."
    if codes < FEWEST_INDICATORS:
        left = "ни одного" if codes == 0 else "только один"
        return Why.FEW_INDICATORS, (
            f"Для деления на группы нужно хотя бы {FEWEST_INDICATORS} показателя, по которым "
            f"школы различаются, а среди выбранных – {left}."
        )
    if schools < FEWEST_SCHOOLS:
        left = _amount("осталось", schools)
        return Why.FEW_SCHOOLS, f"{_SCHOOLS_NEEDED}, а без пропусков {left}."
    return None


_SCHOOLS_NEEDED = f"Для деления на группы нужно хотя бы {FEWEST_SCHOOLS} школ"


def too_many(k: int, different: int) -> Reason:
    """More groups are wanted than there are schools with values of their own."""
    return Why.NO_SUCH_NUMBER, (
        f"{_UNSUPPORTED} на {_into(k)}: школ с разными значениями всего {different}."
    )


def no_division(k: int | None) -> Reason:
    """All groups but one have one or two schools, for the wanted number or for every number."""
    groups = "группы" if k is None else _into(k)
    return Why.NO_SUCH_NUMBER, (
        f"{_UNSUPPORTED} на {groups}: кроме отдельно стоящих школ и пар остаётся одна группа."
    )


def by_chance(choice: Choice, p_value: float, k: int | None, allowed: float) -> Reason:
    """Tables without groups look as divided."""
    other = "" if k is not None else " и на другое число групп"
    return Why.NOT_SUPPORTED, (
        f"{_UNSUPPORTED} на {_into(choice.k)}{other}: силуэт {number(choice.silhouette, 2)}, "
        f"а у случайных таблиц без групп в среднем {number(choice.expected, 2)}; не менее "
        f"выраженное деление дают {percent(100 * p_value)} таких таблиц при допустимом "
        f"{percent(100 * allowed)}."
    )


def unstable(k: int, weakest: Sequence[tuple[str, float]], needed: float) -> Reason:
    """Groups change when schools are left out; ``weakest`` are letters with their similarity."""
    found = ", ".join(f"{letter} – {number(likeness, 2)}" for letter, likeness in weakest)
    return Why.UNSTABLE, (
        f"{_UNSUPPORTED} на {_into(k)}: без одной из школ состав групп меняется "
        f"(сходство состава {found} при нужном {number(needed, 2)})."
    )


_UNSUPPORTED = "Данные не поддерживают деление"


def _into(k: int) -> str:
    return counted(k, "группу", "группы", "групп")


def _amount(verb: str, count: int) -> str:
    return f"{verb} {count}" if count else "нет ни одной"
