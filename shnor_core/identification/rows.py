"""One flat row per school: the same for the screen, the workbook and the command line."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import numpy as np

from shnor_core.identification.engine import Identification
from shnor_core.identification.truth import Floats
from shnor_core.identification.what_if import Judgement
from shnor_core.procedures import key_title
from shnor_core.wording import joined

#: keys of a row, in the order of the columns of a file
ROW_KEYS: Final = (
    "school",
    "listed",
    "rules",
    "certainty",
    "probability",
    "distance",
    "deciding_share",
    "deciding_procedure",
    "deciding_year",
    "deciding_low",
    "deciding_participants",
    "band_lower",
    "band_median",
    "band_upper",
    "chance_of_label",
)
OFFICIAL_KEYS: Final = ("official", "disagrees")


def verdict_rows(
    judgement: Judgement, official: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Rows in the order of the schools.

    Parameters
    ----------
    judgement
        Of any method; what a method does not give stays ``None``.
    official
        Ids of an official list; adds ``official`` and ``disagrees``.

    Returns
    -------
    list of dict
        Keys ``ROW_KEYS`` (and ``OFFICIAL_KEYS``). ``listed`` is True, False or None (no data),
        ``rules`` «А и Б», ``certainty`` a word, shares and probabilities 0…1 unrounded,
        ``distance`` pupils: negative to leave the list, positive to enter it.
    """
    if isinstance(judgement, Identification):
        rows = _of_low_shares(judgement)
    else:
        rows = [_of_verdict(judgement, school) for school in judgement.schools]
    if official is not None:
        letter = set(official)
        for row in rows:
            row["official"] = row["school"] in letter
            row["disagrees"] = None if row["listed"] is None else row["listed"] != row["official"]
    return rows


def _of_verdict(judgement: Judgement, school: str) -> dict[str, Any]:
    verdict = judgement.explain(school)
    row: dict[str, Any] = dict.fromkeys(ROW_KEYS)
    row.update(school=school, listed=verdict.listed, rules=", ".join(verdict.rule_codes))
    return row


def _of_low_shares(found: Identification) -> list[dict[str, Any]]:
    codes = np.asarray([branch.code for branch in found.rule.branches], dtype=object)
    columns = {
        "school": found.schools,
        "listed": [
            bool(listed) if judged else None
            for listed, judged in zip(found.listed, found.judged, strict=True)
        ],
        "rules": [joined(codes[holds].tolist()) for holds in found.branch_holds.T],
        "certainty": [
            str(word) if judged else None
            for word, judged in zip(found.words, found.judged, strict=True)
        ],
        "probability": _numbers(found.certainty.probability),
        "distance": [None if np.isnan(p) else int(p) for p in found.moves.pupils],
        **_deciding(found),
        "band_lower": _numbers(found.certainty.lower),
        "band_median": _numbers(found.certainty.median),
        "band_upper": _numbers(found.certainty.upper),
        "chance_of_label": _numbers(found.chance_of_label),
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _deciding(found: Identification) -> dict[str, list[Any]]:
    names = ("procedure", "year", "low", "participants")
    columns: dict[str, list[Any]] = {f"deciding_{name}": [] for name in ("share", *names)}
    for school, share in enumerate(_numbers(found.deciding.share)):
        values: tuple[Any, ...] = (None,) * 5
        if share is not None and found.judged[school]:
            cells = found.last if found.deciding.in_last[school] else found.previous
            place = int(found.deciding.procedure[school])
            counts = int(cells.low[place, school]), int(cells.participants[place, school])
            values = (share, key_title(found.rule.procedures[place]), cells.year, *counts)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    return columns


def _numbers(column: Floats) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in column]
