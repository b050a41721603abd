"""Subjects of the blank workbook: one definition for the form, the readers and the checks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Kind = Literal["text", "printed", "school", "whole", "number", "year", "day", "flag", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its heading on the form, what may stand in it, how to fill it.

    ``synonyms`` are other headings people write; ``examples`` are one value per example row.
    """

    code: str
    title: str
    kind: Kind
    note: str
    required: bool = False
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One sheet of the form; the columns of ``key`` tell its rows apart."""

    code: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, code: str) -> Column:
        return next(one for one in self.columns if one.code == code)


@cache
def subjects() -> tuple[Subject, ...]:
    """All subjects in the order of the form."""
    text = (resources.files("shnor_core.intake") / "subjects.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    shared = {column["code"]: _column(column) for column in content["column"]}
    return tuple(_subject(entry, shared) for entry in content["subject"])


def subject(code: str) -> Subject:
    """The subject with this code."""
    return next(one for one in subjects() if one.code == code)


def _subject(entry: dict[str, Any], shared: dict[str, Column]) -> Subject:
    known = shared | {column["code"]: _column(column) for column in entry.get("column", ())}
    return Subject(
        code=entry["code"],
        title=entry["title"],
        purpose=entry["purpose"],
        columns=tuple(known[code] for code in entry["columns"]),
        key=tuple(entry["key"]),
    )


def _column(entry: dict[str, Any]) -> Column:
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Column(**given)
