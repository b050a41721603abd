"""Schools of a file: its sheet «Школы», the names on other sheets, and who each of them is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from shnor_core.intake.cell_values import Refusal
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import Sheet, Value, text_of
from shnor_core.intake.linking import Link, NamedSchool, Register, RegisterSchool
from shnor_core.intake.school_names import login_of, without_login
from shnor_core.intake.shapes import records
from shnor_core.intake.sheet_rows import SheetRows, read_sheet, repeated

#: decisions about a name that are not a school of the register
AS_NEW: Final = "new"
NOT_TAKEN: Final = "none"


def _login(value: Value) -> str | Refusal:
    text = text_of(value)
    digits = login_of(text) or (text if re.fullmatch(r"\d{6}", text) else "")
    return digits or Refusal(
        "not_a_login",
        f"Стоит «{text}»: это не логин ФИС ОКО.",
        "Логин — «edu» или «sch» и шесть цифр; если он не известен, оставьте пустым.",
    )


def read_schools(sheet: Sheet) -> SheetRows:
    """The sheet «Школы»."""
    rows = read_sheet(sheet, {"fis_oko": _login})
    rows.cells["school"] = rows.cells["school"].map(without_login, na_action="ignore")
    return rows


def repeated_schools(sheets: Sequence[SheetRows]) -> None:
    """One name or one login twice on the sheet «Школы»."""
    for column, what in (("school", "Школа «{}»"), ("fis_oko", "Логин «{}»")):
        repeated([(one, one.cells[column].dropna()) for one in sheets], column, what.format)


@dataclass(frozen=True)
class Linked:
    """Names of a file and who they are.

    ``links`` are in the order of the file, ``ids`` hold the names that are taken; ``new`` are
    names that make a new school, ``confirmed`` those a person has joined with a school,
    ``left_out`` those a person has decided not to take. ``asked`` are links a person has a word
    in: names that resemble a school, and names a register that is there does not know at all.
    """

    links: tuple[Link, ...]
    ids: Mapping[str, str]
    new: tuple[str, ...]
    confirmed: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    asked: tuple[Link, ...] = ()


def register_of(context: Context) -> list[RegisterSchool]:
    """Stored schools with their aliases."""
    aliases: dict[str, list[str]] = {}
    for row in records(context.stored["school_alias"]):
        aliases.setdefault(row["school_id"], []).append(row["alias"])
    return [
        RegisterSchool(
            row["school_id"],
            row["short_name"],
            row["full_name"],
            row["fis_oko"] or "",
            row["oge_code"] or "",
            row["ege_code"] or "",
            tuple(aliases.get(row["school_id"], ())),
        )
        for row in records(context.stored["school"])
    ]


def link_schools(
    sheets: Sequence[SheetRows],
    names: Iterable[str],
    context: Context,
    decisions: Mapping[str, str],
) -> Linked:
    """Who every school of the file is.

    Parameters
    ----------
    sheets
        Sheets «Школы»: their schools are known to the names on other sheets.
    names
        Different names on the other sheets.
    decisions
        Printed name → id of a school, ``AS_NEW`` or ``NOT_TAKEN``, as a person said.
    """
    known = register_of(context)
    ids_known = {one.school_id for one in known}
    register = Register(known)
    links: dict[str, Link] = {}
    ids: dict[str, str] = {}
    new: list[str] = []
    confirmed: list[str] = []
    left_out: list[str] = []
    asked: list[Link] = []

    def settle(named: NamedSchool, *, listed: bool) -> bool:
        """Whether the name makes a school of its own."""
        link = links[named.printed] = register.link(named)
        # the first file of a territory makes its register; later a new school is told, not guessed
        is_new = link.outcome == "new" and (listed or not known)
        if link.outcome != "certain" and not is_new:
            asked.append(link)
        said = decisions.get(named.printed, "")
        if said == NOT_TAKEN:
            left_out.append(named.printed)
            return False
        if said and said != AS_NEW and said in ids_known:
            ids[named.printed] = said
            if link.school_id != said:
                confirmed.append(named.printed)
            return False
        if link.outcome == "certain" and said != AS_NEW:
            ids[named.printed] = link.school_id
        elif is_new or said == AS_NEW:
            ids[named.printed] = f"{context.territory_id}:{without_login(named.printed)}"
            new.append(named.printed)
            return True
        return False

    rows = [(named, settle(named, listed=True)) for named in _listed_schools(sheets)]
    for named, is_made in rows:
        if is_made:
            ids_known.add(ids[named.printed])
            register.add(_registered(named, ids[named.printed]))
    for name in dict.fromkeys(names):
        named = NamedSchool(name)
        if name not in links and settle(named, listed=False):
            register.add(_registered(named, ids[name]), listed=False)
    return Linked(
        tuple(links.values()), ids, tuple(new), tuple(confirmed), tuple(left_out), tuple(asked)
    )


def _listed_schools(sheets: Sequence[SheetRows]) -> list[NamedSchool]:
    return [
        NamedSchool(row["school"], *(row[one] or "" for one in _CODES))
        for sheet in sheets
        for _, row in sheet.lines()
    ]


_CODES: Final = ("full_name", "fis_oko", "oge_code", "ege_code")


def _registered(named: NamedSchool, school_id: str) -> RegisterSchool:
    return RegisterSchool(
        school_id,
        without_login(named.printed),
        named.full_name,
        named.login,
        named.oge_code,
        named.ege_code,
    )


def refuse_unlinked(rows: SheetRows, linked: Linked) -> pd.Series:
    """School id per row; rows of a name that is undecided or left out are refused."""
    links = {one.printed: one for one in linked.links}
    names = rows.cells["school"].to_numpy(object)
    places, different = pd.factorize(names)
    ids = np.array([*map(linked.ids.get, different), None], dtype=object)[places]
    missing = (places >= 0) & pd.isna(ids) & ~rows.at_fault
    rows.refuse_where(missing, "school", lambda at: _unlinked(links[names[at]], linked))
    return pd.Series(ids, dtype=object)


def _unlinked(link: Link, linked: Linked) -> Refusal:
    if link.printed in linked.left_out:
        return Refusal(
            "school_left_out", "Решено не брать строки этой школы.", "Измените решение о школе."
        )
    if not link.candidates:
        return Refusal(
            "school_unknown",
            "Этой школы нет в реестре, и ни одна на неё не похожа.",
            "Скажите на экране «Загрузка», в «Какие это школы», новая ли она, или внесите её на"
            " лист «Школы».",
        )
    near = ", ".join(f"«{one.short_name}»" for one in link.candidates)
    alike = "похожа" if len(link.candidates) == 1 else "похожи"
    return Refusal(
        "school_unknown",
        f"Школа не узнана: {alike} {near} ({link.candidates[0].reason}).",
        "Исправьте название или скажите на экране «Загрузка», в «Какие это школы», кто это.",
    )


def school_table(
    sheets: Sequence[SheetRows], linked: Linked, used: Container[str], context: Context
) -> pd.DataFrame:
    """Rows of the register: those of the sheet «Школы», and new schools known by name only.

    ``used`` are names that still stand in a good row.
    """
    found: dict[str, dict[str, object]] = {}
    stored = context.stored["school"]
    heads = dict(zip(stored["short_name"], stored["school_id"], strict=True)) | dict(linked.ids)
    for sheet in sheets:
        _refuse_parents(sheet, heads)
        for at, row in sheet.lines():
            name = row["school"]
            if name in linked.ids:
                found[linked.ids[name]] = {
                    **{column: row[column] for column in (*_CODES, "type", "rural", "small")},
                    "short_name": name,
                    "parent_id": heads[row["parent"]] if row["parent"] else None,
                    "source_ref": sheet.place(at),
                }
    for name in filter(used.__contains__, linked.new):
        found.setdefault(
            linked.ids[name], {"short_name": without_login(name), "fis_oko": login_of(name) or None}
        )
    first = int(stored["position"].max()) if len(stored) else 0
    return pd.DataFrame(
        [
            {
                "school_id": school_id,
                "territory_id": context.territory_id,
                "number": "".join(re.findall(r"\d+", str(row["short_name"]))[:1]),
                "position": first + place,
                "source_id": context.source_id,
                **row,
            }
            for place, (school_id, row) in enumerate(found.items(), 1)
        ],
        dtype=object,
    )


def _refuse_parents(sheet: SheetRows, heads: Mapping[str, str]) -> None:
    parents = sheet.cells["parent"]
    unknown = (parents.notna() & ~parents.isin(list(heads))).to_numpy() & ~sheet.at_fault
    refusal = Refusal(
        "unknown_parent",
        "Головной школы с таким названием нет ни в реестре, ни на листе.",
        "Напишите название головной школы точно так же, как в её собственной строке.",
    )
    sheet.refuse_where(unknown, "parent", lambda _: refusal)


def alias_table(linked: Linked, file_name: str) -> pd.DataFrame:
    """Names a person has joined with a school: next time they are known."""
    return pd.DataFrame(
        [
            {
                "school_id": linked.ids[name],
                "alias": without_login(name),
                "reason": f"подтверждено при загрузке файла {file_name}",
            }
            for name in linked.confirmed
        ],
        columns=["school_id", "alias", "reason"],
        dtype=object,
    )
