"""Pairs in the words of a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shnor_core.partners.assignment import Excluded, Forced, Partner, Unassigned
from shnor_core.wording import joined, number

Names = Mapping[str, str]


def reasons(pair: Partner, names: Names) -> tuple[str, ...]:
    """Why this leader, sentence by sentence.

    Parameters
    ----------
    names
        School id → name; an id without a name is shown as it is.
    """
    if pair.locked:
        remark = f" Замечание: {pair.remark}." if pair.remark else ""
        return (f"Пара закреплена решением рабочей группы.{remark}",)
    found = [f"Расстояние по условиям работы – {number(pair.cost, 2)}."]
    if pair.passed_over:
        found.append(f"Ближе по условиям, но не подходят: {_listing(pair.passed_over, names)}.")
    if pair.forced:
        found.append(_forced(pair.forced, names))
    elif not pair.passed_over:
        found.append("Это ближайший по условиям лидер.")
    return tuple(found)


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
