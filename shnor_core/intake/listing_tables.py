"""Sheet «Списки» → rows of official lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from shnor_core.intake.cell_values import Refusal
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import Sheet, Value, text_of
from shnor_core.intake.shapes import row_keys
from shnor_core.intake.sheet_rows import SheetRows, read_sheet, repeated
from shnor_core.procedure_words import read_year
from shnor_core.procedures import school_year

_LEVELS: Final = {
    "федеральный": "federal",
    "региональный": "regional",
    "муниципальный": "municipal",
}
_KEY: Final = ("owner", "list", "school_year", "level")


def _school_year(value: Value) -> str | Refusal:
    found = read_year(text_of(value))
    if found is None:
        return Refusal(
            "not_a_year", f"Стоит «{text_of(value)}»: это не учебный год.", "Напишите 2023/24."
        )
    return school_year(found)


def _list_name(value: Value) -> str:
    text = text_of(value)
    # both words stand for one list, also inside one document
    return "ШНОР" if text.casefold() in ("шнор", "шнро") else text


def read_listings(sheet: Sheet) -> SheetRows:
    """The sheet «Списки»; «2024» and «2023/2024» are «2023/24», «ШНРО» is «ШНОР»."""
    return read_sheet(sheet, {"school_year": _school_year, "list": _list_name})


def repeated_listings(sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series]) -> None:
    """One school twice in one list."""
    keys = []
    for sheet in sheets:
        rows = sheet.cells.assign(owner=owners[id(sheet)])
        keys.append((sheet, row_keys(rows[rows[list(_KEY)].notna().all(axis=1)], _KEY)))
    repeated(keys, "school", lambda key: "Школа в списке «{1}» за {2}".format(*key.split("|")))


def listing_table(
    sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series], context: Context
) -> pd.DataFrame:
    """Rows of ``listing``; what the file calls the list is kept in ``programme``."""
    return pd.DataFrame(
        [
            {
                "listing_id": f"{context.territory_id}:{row['list']}:{_LEVELS[row['level']]}:"
                f"{row['school_year']}:{owners[id(sheet)][at]}",
                "territory_id": context.territory_id,
                "school_id": owners[id(sheet)][at],
                "list_code": _code(row["list"], row["level"], row["school_year"]),
                "meaning": f"{row['list']}, {row['level']} список",
                "school_year": row["school_year"],
                "level": _LEVELS[row["level"]],
                "programme": row["list"],
                "basis": row["basis"] or "",
                "raw": sheet.printed(at, "school"),
                "source_id": context.source_id,
                "source_ref": sheet.place(at),
            }
            for sheet in sheets
            for at, row in sheet.lines()
        ],
        dtype=object,
    )


def _code(name: str, level: str, year: str) -> str:
    plain = re.sub(r"\W+", "-", name.casefold()).strip("-")
    return f"{plain}-{_LEVELS[level]}-{year[:2]}{year[-2:]}"
