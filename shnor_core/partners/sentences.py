"""Pairs in the words of a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shnor_core.partners.assignment import Excluded, Forced, Partner, Unassigned
from shnor_core.partners.prices import Moved, Price
from shnor_core.wording import joined, number

Names = Mapping[str, str]


def reasons(pair: Partner, names: Names) -> tuple[str, ...]:
    """Why this leader, sentence by sentence.

    Parameters
    ----------
    names
        School id → name; an id without a name is shown as it is.
    """
    if pair.price is not None:
        remark = f" Замечание: {pair.remark}." if pair.remark else ""
        told = f"Пара закреплена решением рабочей группы.{remark}"
        return (told, price_words(pair.price, names))
    found = [f"Расстояние по условиям работы – {number(pair.cost, 2)}."]
    if pair.passed_over:
        found.append(f"Ближе по условиям, но не подходят: {_listing(pair.passed_over, names)}.")
    if pair.forced:
        found.append(_forced(pair.forced, names))
    elif not pair.passed_over:
        found.append("Это ближайший по условиям лидер.")
    return tuple(found)


def price_words(price: Price, names: Names) -> str:
    """What one decision of the group changes: the leader, the sum of distances, other schools."""
    if price.now == price.without and not price.moved:
        settled = price.now == price.leader
        return "Расчёт предлагает ту же пару." if settled else "Запрет ничего не меняет."
    if price.without is None:
        found = "Без этого решения лидера у школы не было бы"
    else:
        found = f"Без этого решения лидер – {_name(price.without, names)}{_sum(price)}"
    moved = "; ".join(_moved(one, names) for one in price.moved)
    return f"{found}. Из-за него меняется лидер: {moved}." if moved else f"{found}."


def why_none(school: Unassigned, names: Names) -> str:
    """Why a school has no leader."""
    found = []
    if school.full:
        full = "; ".join(
            _name(leader, names) + (f" ({_taken(by, names)})" if by else "")
            for leader, by in school.full
        )
        found.append(f"мест нет – {full}")
    if school.excluded:
        found.append(f"не подходят – {_listing(school.excluded, names)}")
    return f"Лидера нет: {'; '.join(found) or 'нет ни одной школы, которая могла бы им стать'}."


def _sum(price: Price) -> str:
    if price.total is None or price.extra is None:
        return ""
    total, extra = number(price.total, 2), number(abs(price.extra), 2)
    if extra == "0":
        return f", сумма расстояний всех пар та же, {total}"
    word = "меньше" if price.extra > 0 else "больше"
    return f", сумма расстояний всех пар – {total}, на {extra} {word}"


def _moved(one: Moved, names: Names) -> str:
    now = _name(one.now, names) if one.now else "без лидера"
    without = _name(one.without, names) if one.without else "без лидера"
    return f"{_name(one.school, names)} – {now}, а было бы {without}"


def _forced(forced: Forced, names: Names) -> str:
    head = (
        f"Ближайший лидер – {_name(forced.nearest, names)} ({number(forced.cost, 2)}), "
        f"но {_taken(forced.taken_by, names)}"
    )
    if forced.total is None or forced.extra is None:
        return f"{head} решением рабочей группы." if forced.taken_by else f"{head}."
    if forced.left:
        left = joined([_name(one, names) for one in forced.left])
        return f"{head}; если отдать место этой школе, без лидера останется {left}."
    return (
        f"{head}; если отдать место этой школе, сумма расстояний всех пар вырастет на "
        f"{number(forced.extra, 2)}, до {number(forced.total, 2)}."
    )


def _taken(schools: Iterable[str], names: Names) -> str:
    given = [_name(one, names) for one in schools]
    if not given:
        return "мест у него нет"
    return f"{'его место занимает' if len(given) == 1 else 'его места занимают'} {joined(given)}"


def _listing(excluded: Iterable[Excluded], names: Names) -> str:
    return "; ".join(f"{_name(one.leader, names)} ({one.reason})" for one in excluded)


def _name(school: str, names: Names) -> str:
    return names.get(school, school)
