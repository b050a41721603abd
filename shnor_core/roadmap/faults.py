"""Contradictions inside a roadmap, found by rules; nothing is corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shnor_core import wording
from shnor_core.roadmap.measures import Measure, Window
from shnor_core.roadmap.state import span_text
from shnor_core.russian_dates import day as shown_day


@dataclass(frozen=True, slots=True)
class RoadmapFault:
    """One finding: ``code`` of the rule, a Russian sentence, the measures concerned."""

    code: str
    sentence: str
    measure_ids: tuple[str, ...] = ()


def faults(
    measures: Sequence[Measure],
    *,
    issued: date | None = None,
    last_day: date | None = None,
) -> tuple[RoadmapFault, ...]:
    """What a roadmap contradicts itself in.

    Parameters
    ----------
    issued
        The date of the order that approves the roadmap.
    last_day
        The last day the roadmap is written for.

    Examples
    --------
    >>> from shnor_core.roadmap.due_text import parse_due
    >>> rows = [Measure(n, n, "Мера", text, parse_due(text))
    ...         for n, text in (("2", "Сентябрь 2023"), ("5", "По графику"))]
    >>> [fault.code for fault in faults(rows, issued=date(2023, 11, 10))]
    ['due_before_order', 'missing_numbers']
    """
    found = [*_before_order(measures, issued), *_after_end(measures, last_day)]
    found += [*_missing_numbers(measures), *_places(measures), *_no_due(measures)]
    return tuple(found)


def _before_order(measures: Sequence[Measure], issued: date | None) -> Iterator[RoadmapFault]:
    for measure in measures:
        end = measure.due.end
        if issued is None or end is None or end >= issued:
            continue
        yield RoadmapFault(
            "due_before_order",
            f"{_name(measure)}: срок «{measure.due_text}» истёк {shown_day(end)}, "
            f"а приказ издан {shown_day(issued)}.",
            (measure.measure_id,),
        )


def _after_end(measures: Sequence[Measure], last_day: date | None) -> Iterator[RoadmapFault]:
    for measure in measures:
        start, end = measure.due.start, measure.due.end
        begins = start or end
        if last_day is None or begins is None or begins <= last_day:
            continue
        yield RoadmapFault(
            "due_after_end",
            f"{_name(measure)}: срок «{measure.due_text}» ({span_text(Window(start, end))}) "
            f"позже последнего дня дорожной карты, {shown_day(last_day)}.",
            (measure.measure_id,),
        )


def _missing_numbers(measures: Sequence[Measure]) -> Iterator[RoadmapFault]:
    for name, numbers in _numberings(measures):
        missing = [n for n in range(min(numbers), max(numbers)) if n not in numbers]
        if not missing:
            continue
        nouns = wording.plural(len(missing), "номера", "номеров", "номеров")
        listed = wording.joined([str(number) for number in missing])
        where = f"{name}: н" if name else "Н"
        yield RoadmapFault(
            "missing_numbers",
            f"{where}умерация идёт от {min(numbers)} до {max(numbers)}, {nouns} {listed} нет.",
        )


def _numberings(measures: Sequence[Measure]) -> Iterator[tuple[str, list[int]]]:
    """The widest scope in which numbers do not repeat: the roadmap, a section, a task."""
    scopes: tuple[Callable[[Measure], str], ...] = (
        lambda measure: "",
        lambda measure: measure.section,
        lambda measure: measure.task or measure.section,
    )
    for scope in scopes:
        groups: dict[str, list[int]] = {}
        for measure in measures:
            number = measure.number.strip().rstrip(".")
            if number.isdecimal():
                groups.setdefault(scope(measure), []).append(int(number))
        if all(len(set(numbers)) == len(numbers) for numbers in groups.values()):
            yield from groups.items()
            return


def _places(measures: Sequence[Measure]) -> Iterator[RoadmapFault]:
    for measure in measures:
        if measure.due.place:
            yield RoadmapFault(
                "place_for_date",
                f"{_name(measure)}: в графе сроков напечатано место «{measure.due_text}».",
                (measure.measure_id,),
            )


def _no_due(measures: Sequence[Measure]) -> Iterator[RoadmapFault]:
    lacking = [measure for measure in measures if not measure.due_text.strip()]
    if lacking:
        yield RoadmapFault(
            "no_due",
            f"Графа сроков пуста: {_names(lacking)}.",
            tuple(measure.measure_id for measure in lacking),
        )


def _name(measure: Measure) -> str:
    return f"Мера {measure.number.strip().rstrip('.')}" if measure.number else f"«{measure.title}»"


def _names(measures: Iterable[Measure]) -> str:
    return "; ".join(_name(measure) for measure in measures)
