"""An examined file in numbers and sentences."""

from __future__ import annotations

from shnor_core.intake.assembly import REPLACEABLE
from shnor_core.intake.difference import TableDifference
from shnor_core.wording import number
from shnor_core.workflow.intake_examination import Examination

# made on the way to a row somebody has written
_DEFINITIONS = ("procedure", "indicator_set")


def totals(one: Examination) -> tuple[int, int, int, int]:
    """Rows that are new, changed, the same, stored but not in the file: over all tables."""
    new, changed, same, gone = 0, 0, 0, 0
    for found in told_tables(one):
        told = found.told()
        new, changed = new + told[0], changed + told[1]
        same, gone = same + told[2], gone + told[3]
    return new, changed, same, gone


def told_tables(one: Examination) -> tuple[TableDifference, ...]:
    """Differences a person is told about, without what is made on the way."""
    return tuple(d for d in one.differences if d.shape.table not in _DEFINITIONS)


def same(one: Examination, two: Examination) -> bool:
    if len(one.differences) != len(two.differences) or one.faults != two.faults:
        return False
    return all(
        a.new.equals(b.new)
        and a.before.equals(b.before)
        and a.after.equals(b.after)
        and a.gone.equals(b.gone)
        for a, b in zip(one.differences, two.differences, strict=True)
    )


def meanwhile(seen: Examination, now: Examination) -> str:
    """What the file would do otherwise than was shown; empty when it is the same."""
    if same(seen, now):
        return ""
    before, after = totals(seen), totals(now)
    return (
        "Пока вы смотрели, данные изменили в другом окне, и файл сделает уже не то, что было"
        f" показано: новых строк было {number(before[0])}, стало {number(after[0])}; изменённых"
        f" было {number(before[1])}, стало {number(after[1])}. Ничего не записано: посмотрите"
        " заново и подтвердите."
    )


def nothing_new(seen: Examination) -> str:
    """Why confirming the file would change nothing; empty when it would."""
    if seen.changes():
        return ""
    if seen.taken is not None:
        return (
            f"Этот файл уже принят {seen.taken.made_at:%d.%m.%Y в %H:%M}: повторная загрузка ничего"
            " не меняет."
        )
    if not seen.assembly.accepted:
        return "В файле нет ни одной строки, которую можно взять."
    return "В базе уже всё то же, что в файле: менять нечего."


def replaced_rows(seen: Examination) -> int:
    """How many stored rows a file that replaces would take away."""
    return sum(
        len(one.gone)
        for one in seen.differences
        if one.shape.table in REPLACEABLE and one.shape.table != "target_plan"
    )


def new_schools(seen: Examination) -> tuple[str, ...]:
    """Names of schools the file would add to the register."""
    return tuple(
        str(name)
        for one in seen.differences
        if one.shape.table == "school"
        for name in one.new["short_name"]
    )
