"""Where the parts of a small bar stand: the same on a page and on a slide."""

from __future__ import annotations

from collections.abc import Iterable

from shnor_core.tables import Bullet
from shnor_core.wording import number

WORDS = (("value", "факт"), ("forecast", "по темпу"), ("plan", "план"), ("limit", "предел"))


# the parts of a bar in the order a key explains them
_KEYS = (
    ("bar", "факт"),
    ("gap", "осталось до плана"),
    ("plan", "план"),
    ("ahead", "прогноз по темпу"),
    ("limit", "предел: больше не бывает"),
)


def keys(bullets: Iterable[Bullet]) -> tuple[tuple[str, str], ...]:
    """(part, word) for the parts that occur.

    >>> keys([Bullet(value=30.0, plan=70.0)])
    (('bar', 'факт'), ('plan', 'план'))
    """
    drawn = {part for one in bullets for part in places(one)}
    return tuple((part, word) for part, word in _KEYS if part in drawn)


def places(bullet: Bullet) -> dict[str, tuple[float, float]]:
    """Part → (left edge, width) in per cent of the bar; marks have no width of their own.

    >>> places(Bullet(value=30.0, plan=70.0, lacking=True))
    {'bar': (0.0, 30.0), 'gap': (30.0, 40.0), 'plan': (70.0, 0.0)}
    """
    found = {}
    if bullet.value is not None:
        found["bar"] = (0.0, _share(bullet, bullet.value))
        if bullet.lacking and bullet.plan is not None and bullet.plan > bullet.value:
            start = _share(bullet, bullet.value)
            found["gap"] = (start, round(_share(bullet, bullet.plan) - start, 2))
    if bullet.forecast is not None:
        found["ahead"] = (0.0, _share(bullet, bullet.forecast))
    for name, mark in (("plan", bullet.plan), ("limit", bullet.limit)):
        if mark is not None:
            found[name] = (_share(bullet, mark), 0.0)
    return found


def aloud(bullet: Bullet) -> str:
    """«Факт 42,9; план 70; предел 57,1»: the picture for those who do not see it."""
    told = [
        f"{word} {number(value)}"
        for name, word in WORDS
        if (value := getattr(bullet, name)) is not None
    ]
    return "; ".join(told).capitalize()


def _share(bullet: Bullet, value: float) -> float:
    low, high = bullet.scale
    return round(100 * (min(max(value, low), high) - low) / (high - low), 2)
