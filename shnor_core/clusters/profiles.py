"""What sets a group apart, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from shnor_core.clusters.results import Difference
from shnor_core.clusters.table import Table
from shnor_core.clusters.ward import Labels
from shnor_core.wording import signed

# in standard deviations: a smaller difference names nothing
NOTABLE = 0.5
# as many traits as fit into a name
_NAMED = 3

AVERAGE = "близка к среднему по всем показателям"


def differences(
    table: Table, labels: Labels, group: int, titles: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Every indicator of one group against all grouped schools, in the order of ``titles``.

    Only known values are averaged: a gap put at the mean for grouping is not a value.
    """
    inside = labels == group
    found = []
    for code in titles:
        if code not in table.codes:
            continue
        column = table.raw[:, table.codes.index(code)]
        own = column[inside & ~np.isnan(column)]
        overall, spread = float(np.nanmean(column)), float(np.nanstd(column))
        mean = float(own.mean()) if own.size else None
        away = None if mean is None else (mean - overall) / spread
        found.append(Difference(code, titles[code], mean, overall, away, own.size))
    return tuple(found)


def group_name(found: Sequence[Difference], phrases: Mapping[str, str]) -> str:
    """What sets the group apart: its largest standardised differences.

    Parameters
    ----------
    phrases
        Code → what the indicator counts, in the genitive («педагогов с категорией»); without one
        the title is quoted.

    Examples
    --------
    >>> staff = Difference("a", "С категорией", 10, 40, -1.2, 5)
    >>> found = [Difference("b", "ОВЗ", 9, 5, 0.9, 5), staff]
    >>> group_name(found, {"a": "педагогов с категорией"})
    'меньше педагогов с категорией (−1,2), «ОВЗ» выше среднего (+0,9)'
    """
    apart = [one for one in found if one.difference and abs(one.difference) >= NOTABLE]
    # equal but for rounding bits: the code decides
    apart.sort(key=lambda one: (-round(abs(one.difference or 0.0), 9), one.code))
    return ", ".join(_trait(one, phrases) for one in apart[:_NAMED]) or AVERAGE


def _trait(one: Difference, phrases: Mapping[str, str]) -> str:
    more = (one.difference or 0.0) > 0
    size = signed(one.difference)
    if one.code in phrases:
        return f"{'больше' if more else 'меньше'} {phrases[one.code]} ({size})"
    return f"«{one.title}» {'выше' if more else 'ниже'} среднего ({size})"
