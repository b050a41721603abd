"""Three kinds of surroundings a school of the district works in, and the two that changed."""

from __future__ import annotations

from enum import IntEnum

from district import School


class Surroundings(IntEnum):
    """``OUTSKIRTS`` are those with hard social conditions."""

    CENTRE = 0
    OUTSKIRTS = 1
    VILLAGE = 2


# school 6 works in hard conditions with strong results: conditions do not decide everything
_OUTSKIRTS = ("demo-3", "demo-6", "demo-9", "demo-11", "demo-16")
# school 8 was a boarding school, school 14 took in a new workers' settlement
_HARD_UNTIL = {"demo-8": 2022}
_HARD_FROM = {"demo-14": 2024}

# middle on the logit scale in the centre, on the outskirts and in a village
_MIDDLES = {
    "ctx.low_income": (-1.9, -0.35, -0.75),
    "ctx.incomplete_families": (-1.5, -0.25, -1.45),
    "ctx.both_parents_higher": (-0.3, -1.8, -2.1),
    "ctx.registered": (-4.9, -2.6, -4.6),
    "ctx.low_motivation": (-2.9, -2.2, -2.7),
    "ctx.weak_russian": (-4.0, -2.1, -4.3),
    "ctx.disability": (-2.9, -2.0, -2.7),
    "staff.off_profile": (-3.0, -2.3, -0.7),
    "staff.overload15": (-1.2, -0.7, 0.4),
}


def of(school: School, year: int) -> Surroundings:
    if school.rural:
        return Surroundings.VILLAGE
    name = school.school_id
    until, since = _HARD_UNTIL.get(name, year - 1), _HARD_FROM.get(name, year + 1)
    hard = name in _OUTSKIRTS or year <= until or year >= since
    return Surroundings.OUTSKIRTS if hard else Surroundings.CENTRE


def middle(code: str, school: School, year: int) -> float:
    """Where the share lies in schools with the surroundings of the year."""
    return _MIDDLES[code][of(school, year)]
