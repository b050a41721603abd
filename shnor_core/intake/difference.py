"""What a file changes: rows that are new, changed, the same, or stored and not in the file."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from shnor_core.intake.shapes import Shape, fitted, row_keys


@dataclass(frozen=True)
class TableDifference:
    """One table.

    ``before`` and ``after`` are the changed rows, line by line; ``new``, ``gone`` hold whole rows.
    """

    shape: Shape
    new: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    gone: pd.DataFrame
    same: int

    @property
    def empty(self) -> bool:
        """Whether writing it would change nothing; rows that are only gone are not written."""
        return self.new.empty and self.after.empty

    def told(self) -> tuple[int, int, int, int]:
        """New, changed, same, gone."""
        return len(self.new), len(self.after), self.same, len(self.gone)


def compare(
    shape: Shape, stored: pd.DataFrame, given: pd.DataFrame, scope: pd.Series | None = None
) -> TableDifference:
    """Set rows of a file against stored rows.

    Parameters
    ----------
    stored, given
        Rows of the table; ``given`` is unique on ``shape.match``.
    scope
        Which stored rows the file speaks about: those of them it does not hold are ``gone``.
        Without it nothing is.
    """
    stored, given = fitted(stored, shape), fitted(given, shape)
    if stored.empty:
        return TableDifference(shape, given, stored, stored, stored, 0)
    # without a dtype pandas would look at every text and copy it
    known = pd.Index(row_keys(stored, shape.match), dtype=object)
    said_of = pd.Index(row_keys(given, shape.match), dtype=object)
    first = ~known.duplicated()
    places = known[first].get_indexer(said_of)
    found = places >= 0
    twins = stored[first].iloc[places[found]].reset_index(drop=True)
    said = given[found].reset_index(drop=True)
    after = _merged(shape, twins, said)
    changed = _differs(twins, after, shape.compared)
    gone = stored.iloc[:0]
    if scope is not None:
        mentioned = known.isin(said_of)
        gone = stored[scope.to_numpy(bool) & ~mentioned].reset_index(drop=True)
    return TableDifference(
        shape,
        given[~found].reset_index(drop=True),
        twins[changed].reset_index(drop=True),
        after[changed].reset_index(drop=True),
        gone,
        int((~changed).sum()),
    )


def _merged(shape: Shape, stored: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Stored rows with what the file says written over them."""
    merged = stored.copy()
    for column in shape.written:
        value = said[column]
        if shape.blank_keeps:
            value = value.where(~_blank(value), stored[column])
        merged[column] = value
    return merged


def _differs(one: pd.DataFrame, two: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    found = pd.Series(False, index=one.index)
    for column in columns:
        left, right = one[column], two[column]
        same = (left == right).fillna(False).astype(bool) | (left.isna() & right.isna())
        found |= ~same
    return found


def _blank(values: pd.Series) -> pd.Series:
    return values.isna() | (values.astype(object) == "")
