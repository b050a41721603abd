"""A sheet read column by column: values, and which rows are at fault and why."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from shnor_core.intake.cell_values import Reader, Refusal, read_cells, reader_of
from shnor_core.intake.delivery import Cells, Fault, Sheet, text_of
from shnor_core.intake.subjects import Column, Subject, subject

# a doubled block of a thousand rows is named by its first ones
_SHOWN = 5
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(eq=False)
class SheetRows:
    """Rows of one sheet.

    ``cells`` has a column per code of the subject, ``None`` where a cell is empty or was refused.
    ``at_fault`` marks rows that are not taken; every mark has its :class:`Fault`.
    """

    sheet: Sheet
    subject: Subject
    cells: pd.DataFrame
    at_fault: Mask
    faults: list[Fault] = field(default_factory=list)

    @property
    def good(self) -> pd.DataFrame:
        """Rows without a fault; the index is the place of the row on the sheet."""
        return self.cells[~self.at_fault] if self.at_fault.any() else self.cells

    def lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows without a fault one by one, each with its place on the sheet."""
        good = self.good
        for at, row in zip(good.index, good.to_dict("records"), strict=True):
            yield int(at), {str(code): value for code, value in row.items()}

    def place(self, at: int) -> str:
        """«лист «Результаты», строка 5»."""
        return self.places([at])[0]

    def places(self, index: Iterable[int]) -> list[str]:
        """The same of many rows."""
        name = f"лист «{self.sheet.name}», " if self.sheet.name else ""
        rows = self.sheet.rows
        return [f"{name}строка {rows[at]}" for at in index]

    def combinations(self, columns: Iterable[str]) -> tuple[Places, Places]:
        """The first row of every different combination of cells, and which one each row holds."""
        numbers = np.zeros(len(self.sheet.rows), dtype=np.int64)
        for column in columns:
            cells = Cells.of(self.sheet.columns.get(column, ()))
            if len(cells):
                codes = np.frombuffer(cells.codes, dtype=np.uintc)
                # numbered anew each time: a product of many columns would not fit
                numbers = pd.factorize(numbers * len(cells.different) + codes)[0]
        first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
        first[numbers[::-1]] = np.arange(len(numbers))[::-1]
        return first, numbers

    def schools(self) -> list[str]:
        """Different names of schools that stand in rows without a fault."""
        first, numbers = self.combinations(("school", "login"))
        said = first[np.bincount(numbers[~self.at_fault], minlength=len(first)) > 0]
        return list(dict.fromkeys(self.cells["school"].iloc[said].dropna()))

    def refuse(self, at: int, column: str, refusal: Refusal, value: str | None = None) -> None:
        """Mark one row; ``value`` is what stands in the cell unless something else is meant."""
        self.at_fault[at] = True
        printed = self.printed(at, column) if value is None else value
        row = self.sheet.rows[at]
        self.faults.append(
            Fault(
                self.sheet.name,
                row,
                self.sheet.cell(column, row),
                self.subject.column(column).title if column else "",
                printed,
                refusal.rule,
                refusal.message,
                refusal.what_to_do,
            )
        )

    def refuse_where(self, mask: Mask, column: str, tell: Callable[[int], Refusal]) -> None:
        """Mark every row of a mask with a sentence of its own."""
        for at in np.flatnonzero(mask):
            self.refuse(int(at), column, tell(int(at)))

    def printed(self, at: int, column: str) -> str:
        cells = self.sheet.columns.get(column)
        return text_of(cells[at]) if cells else ""


def read_sheet(
    sheet: Sheet,
    readers: Mapping[str, Reader] | None = None,
    dtypes: Mapping[str, str] | None = None,
) -> SheetRows:
    """Read a sheet by the kinds of its columns.

    Parameters
    ----------
    readers
        Codes of columns with a reader of their own, instead of the one of their kind.
    dtypes
        Codes of columns that are wanted as numbers; the others hold objects.
    """
    about = subject(sheet.subject)
    known, typed = readers or {}, dtypes or {}
    length = len(sheet.rows)
    rows = SheetRows(sheet, about, pd.DataFrame(index=range(length)), np.zeros(length, bool))
    refused: dict[str, np.ndarray[Any, Any]] = {}
    columns = {}
    for column in about.columns:
        code = column.code
        cells = sheet.columns.get(code) or Cells((None,), array("I", [0]) * length)
        read = known.get(code) or reader_of(column)
        columns[code], refusals = read_cells(cells, read, typed.get(code, "object"))
        if refusals is not None:
            refused[code] = refusals
    rows.cells = pd.DataFrame(columns, copy=False)
    if _missing_columns(rows):
        return rows
    for code, refusals in refused.items():
        rows.refuse_where(~_empty(refusals), code, refusals.__getitem__)
    for column in about.columns:
        if column.required:
            _required(rows, column, refused.get(column.code))
    return rows


def _missing_columns(rows: SheetRows) -> bool:
    """Without a required column no row can be taken: one fault for the whole sheet."""
    absent = [one for one in rows.subject.columns if one.required and _absent(rows, one)]
    for column in absent:
        rows.at_fault[:] = True
        rows.faults.append(
            Fault(
                rows.sheet.name,
                0,
                "",
                column.title,
                "",
                "missing_column",
                f"В таблице нет столбца «{column.title}».",
                "Возьмите бланк или добавьте столбец с этим заголовком.",
            )
        )
    return bool(absent)


def _absent(rows: SheetRows, column: Column) -> bool:
    return column.code not in rows.sheet.columns


def _empty(cells: np.ndarray[Any, Any] | pd.Series) -> Mask:
    found: Mask = np.asarray(pd.isna(cells))
    return found


def _required(rows: SheetRows, column: Column, refusals: np.ndarray[Any, Any] | None) -> None:
    empty = _empty(rows.cells[column.code])
    if refusals is not None:
        empty = empty & _empty(refusals)
    missing = Refusal(
        "missing_field",
        f"Не заполнено поле «{column.title}».",
        "Заполните поле: пустое значение не читается как ноль.",
    )
    rows.refuse_where(empty, column.code, lambda _: missing)


def repeated(
    sheets: Sequence[tuple[SheetRows, pd.Series]], column: str, tell: Callable[[str], str]
) -> None:
    """Two rows that say something about one thing: none of them is believed.

    The keys of each sheet are indexed by the place of the row; rows already at fault take part, for
    a faulty row may be the right one of two. ``tell`` names the thing a key stands for.
    """
    if not sheets:
        return
    keys = pd.concat([keys for _, keys in sheets], keys=range(len(sheets)))
    twice = keys[keys.duplicated(keep=False)]
    for key, places in twice.groupby(twice, sort=False).groups.items():
        members = [(sheets[number][0], int(at)) for number, at in places]
        for rows, at in members:
            others = [one for one in members[: _SHOWN + 1] if one != (rows, at)]
            rows.refuse(at, column, Refusal(
                "two_rows", f"{tell(str(key))} есть и ещё раз: {_listed(rows, others)}.",
                "Оставьте одну строку: какая верна, решить может только тот, кто их заполнял.",
            ))  # fmt: skip


def _listed(rows: SheetRows, others: Sequence[tuple[SheetRows, int]]) -> str:
    return "; ".join(
        f"строка {rows.sheet.rows[at]}" if one is rows else one.place(at)
        for one, at in others[:_SHOWN]
    )


def all_faults(sheets: Iterable[SheetRows]) -> tuple[Fault, ...]:
    """Faults of all sheets in the order of the file."""
    return tuple(
        fault for one in sheets for fault in sorted(one.faults, key=lambda fault: fault.row)
    )
