"""Tables an import writes: their columns, what a row is known by, what makes it another row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

ColumnKind = Literal["text", "code", "whole", "number", "flag", "day"]

_DTYPES: Final[dict[str, Any]] = {"whole": "Int64", "number": "Float64", "flag": "boolean"}
_PROVENANCE: Final = ("source_id", "source_ref")


@dataclass(frozen=True)
class Shape:
    """One table.

    ``key`` is its primary key, ``match`` tells which stored row a row of a file speaks of,
    ``compared`` are the columns a file has a say in, ``follows`` those computed from them. With
    ``blank_keeps`` an empty cell of the file leaves what is stored. ``derived`` columns are
    computed after the write and belong to nobody. ``witness`` columns tell whether a row still is
    what a file left; without them all columns do. Kinds: ``text`` is never null, ``code`` may be.
    """

    table: str
    columns: Mapping[str, ColumnKind]
    key: tuple[str, ...]
    match: tuple[str, ...]
    compared: tuple[str, ...]
    follows: tuple[str, ...] = ()
    blank_keeps: bool = False
    derived: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()

    @property
    def watched(self) -> tuple[str, ...]:
        """Columns by which a later change of a row is seen."""
        return self.witness or tuple(one for one in self.columns if one not in self.derived)

    @property
    def written(self) -> tuple[str, ...]:
        """Columns a changed row takes from the file, its place in the file among them."""
        place = (one for one in _PROVENANCE if one in self.columns)
        return (*self.compared, *self.follows, *place)


def row_keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """The named columns of every row as one text, parts joined by «|»; empty parts stay empty."""
    parts = [_parts(frame[column].tolist()) for column in columns]
    keys = parts[0] if len(parts) == 1 else list(map("|".join, zip(*parts, strict=True)))
    return pd.Series(keys, frame.index, dtype=object)


def _parts(values: list[Any]) -> list[str]:
    if set(map(type, values)) == {str}:
        return values
    return [_part(value) for value in values]


def _part(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows one by one, by name of column."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def fitted(frame: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """The frame with exactly the columns of the table and one dtype per kind of column."""
    return pd.DataFrame(
        {
            name: _column(frame[name] if name in frame else None, kind, len(frame))
            for name, kind in shape.columns.items()
        }
    )


def _column(found: pd.Series | None, kind: ColumnKind, length: int) -> pd.Series:
    if not length:
        return pd.Series(dtype=_DTYPES.get(kind, object))
    if found is None:
        found = pd.Series([None] * length, dtype=object)
    found = found.reset_index(drop=True)
    if kind in _DTYPES:
        typed: pd.Series = found.astype(_DTYPES[kind])
        return typed
    if kind == "day":
        days = pd.to_datetime(found, errors="coerce")
        return days.dt.date.astype(object).where(days.notna(), None)
    plain, missing = found.astype(object), found.isna()
    return plain.mask(missing, "" if kind == "text" else None) if missing.any() else plain


def _shape(
    table: str,
    key: str,
    compared: str,
    *,
    match: str = "",
    follows: str = "",
    other: str = "",
    codes: str = "",
    wholes: str = "",
    numbers: str = "",
    flags: str = "",
    days: str = "",
    blank_keeps: bool = False,
    derived: str = "",
    witness: str = "",
) -> Shape:
    """A shape from lists of names; a name in no list of kinds is text."""
    kinds: dict[str, ColumnKind] = {}
    lists: tuple[tuple[ColumnKind, str], ...] = (
        ("code", codes),
        ("whole", wholes),
        ("number", numbers),
        ("flag", flags),
        ("day", days),
    )
    for kind, names in lists:
        kinds |= dict.fromkeys(names.split(), kind)
    order = dict.fromkeys(f"{key} {compared} {follows} {other}".split())
    return Shape(
        table,
        {name: kinds.get(name, "text") for name in order},
        tuple(key.split()),
        tuple((match or key).split()),
        tuple(compared.split()),
        tuple(follows.split()),
        blank_keeps,
        tuple(derived.split()),
        tuple(witness.split()),
    )


_SOURCED: Final = "source_id source_ref"
# results come from files only, and every file writes its source over the rows it changes: keeping
# each row of a hundred thousand a second time would cost as much as writing them
_FILE: Final = "source_id"
_MARKS: Final = "participants n2 n3 n4 n5"

#: parents before children
SHAPES: Final = (
    _shape("territory", "territory_id", "", other="name region invented origin", flags="invented"),
    _shape(
        "source",
        "source_id",
        "",
        other="territory_id title kind number issued file_name sha256",
        days="issued",
    ),
    _shape(
        "school",
        "school_id",
        "full_name type fis_oko oge_code ege_code parent_id rural small",
        other=f"territory_id short_name number position {_SOURCED}",
        codes="fis_oko oge_code ege_code parent_id source_id",
        wholes="position",
        flags="rural small",
        blank_keeps=True,
    ),
    _shape("school_alias", "school_id alias", "", other="until_year reason", wholes="until_year"),
    _shape(
        "indicator_set",
        "indicator_set",
        "",
        other="territory_id title position",
        wholes="position",
    ),
    _shape(
        "indicator",
        "indicator_id",
        "title",
        other="indicator_set level code short_title section unit direction whole_code needs_code"
        " school_code school_relation position",
        wholes="position",
        blank_keeps=True,
    ),
    _shape(
        "observation",
        "observation_id",
        "raw unit_printed",
        follows="value numerator denominator unit quality quality_note read_quality read_note"
        " schools parts title_printed",
        match="indicator_id school_id year",
        other=f"territory_id school_id indicator_id year wave {_SOURCED}",
        codes="school_id source_id raw",
        wholes="year",
        numbers="value numerator denominator",
        derived="quality quality_note",
    ),
    _shape(
        "listing",
        "listing_id",
        "basis",
        match="school_id programme school_year level",
        other="territory_id school_id list_code meaning school_year level programme raw"
        f" {_SOURCED}",
        codes="source_id",
    ),
    _shape(
        "programme",
        "programme_id",
        "title start_date end_date goal",
        other=f"territory_id {_SOURCED}",
        codes="source_id",
        days="start_date end_date",
        blank_keeps=True,
    ),
    _shape(
        "target",
        "target_id",
        "section kind title printed direction denominator evidence",
        follows="shape unit operator",
        match="programme_id code",
        other="programme_id code position note source_ref",
        wholes="position",
    ),
    _shape(
        "target_plan",
        "target_id position",
        "printed due_year due_month school_year value yes",
        wholes="position due_year due_month",
        numbers="value",
        flags="yes",
    ),
    _shape(
        "target_fact",
        "fact_id",
        "value numerator denominator yes evidence note",
        follows="version",
        match="target_id as_of",
        other="target_id as_of",
        numbers="value numerator denominator",
        flags="yes",
        days="as_of",
        wholes="version",
    ),
    _shape(
        "measure",
        "measure_id",
        "section task title expected due_text responsible target_codes",
        follows="due_start due_end recurrence",
        match="programme_id number",
        other="programme_id number risk_factor_id indicator school_ids position note source_ref",
        codes="risk_factor_id",
        days="due_start due_end",
        wholes="position",
    ),
    _shape(
        "measure_state",
        "measure_id",
        "status evidence",
        follows="version",
        other="done_on note",
        days="done_on",
        wholes="version",
    ),
    _shape(
        "procedure",
        "procedure_id",
        "",
        other="kind subject grade year season scale title held note",
        wholes="grade year",
        flags="held",
    ),
    _shape(
        "assessment",
        "school_id procedure_id",
        f"{_MARKS} mean_score",
        other=_SOURCED,
        codes="source_id",
        wholes=_MARKS,
        numbers="mean_score",
        witness=_FILE,
    ),
    _shape(
        "benchmark",
        "scope territory_id procedure_id",
        f"{_MARKS} mean_score sd",
        other=_SOURCED,
        codes="source_id",
        wholes=_MARKS,
        numbers="mean_score sd",
        witness=_FILE,
    ),
    _shape(
        "journal_comparison",
        "school_id procedure_id",
        "lowered confirmed raised",
        other=_SOURCED,
        codes="source_id",
        wholes="lowered confirmed raised",
        witness=_FILE,
    ),
)
BY_TABLE: Final = {one.table: one for one in SHAPES}
