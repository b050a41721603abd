"""What a printed, rounded number allows."""

from __future__ import annotations

from math import ceil, floor

_SLACK = 1e-9


def half_step(printed: float) -> float:
    """Half of the last printed decimal: ``30`` → 0.5, ``27.53`` → 0.005.

    >>> half_step(30), half_step(27.53)
    (0.5, 0.005)
    """
    decimals = f"{printed:.6f}".rstrip("0").partition(".")[2]
    return 0.5 * float(f"1e-{len(decimals)}")


def rounds_to(value: float, printed: float) -> bool:
    """Whether a value, rounded as it is printed, gives the printed one; both ends included.

    >>> rounds_to(100 * 3 / 13, 23), rounds_to(100 * 4 / 13, 30)
    (True, False)
    """
    return abs(value - printed) <= half_step(printed) + _SLACK


def wholes(part: int, percent: float) -> tuple[int, ...]:
    """Whole numbers of which ``part`` makes the printed percentage.

    >>> wholes(3, 23), wholes(4, 30)
    ((13,), ())
    """
    low, high = percent - half_step(percent), percent + half_step(percent)
    if part <= 0 or low <= 0:
        return ()
    candidates = range(max(part, floor(100 * part / high)), ceil(100 * part / low) + 1)
    return tuple(whole for whole in candidates if rounds_to(100 * part / whole, percent))
