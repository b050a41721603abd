"""``import`` of the command line: the screen «Загрузка» without the screen."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from shnor_core.db.connection import Store
from shnor_core.errors import IntakeError
from shnor_core.exchange import inbox
from shnor_core.intake.delivery import Fault
from shnor_core.wording import counted
from shnor_core.workflow import intake
from shnor_core.workflow.intake import Examination

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def run(
    store: Store, path: Path, *, territory: str, name: str, accept_good: bool, now: datetime
) -> int:
    """Examine a file, print what is wrong with it, take it if nothing is or only the good is asked.

    Returns
    -------
    int
        0 when all rows are good, 1 when some are at fault.

    Raises
    ------
    IntakeError
        The code of the territory is not a code.
    UnreadableFileError
        The file is not one the product understands.
    """
    if not _ID.fullmatch(territory):
        raise IntakeError(
            f"Код территории «{territory}» не подходит: латинские буквы, цифры, «-» и «_»."
        )
    delivery = inbox.read(path)
    seen = intake.examine(store, delivery, territory=territory, today=now.date(), name=name)
    if name and not seen.is_new and name.strip() != seen.territory_name:
        print(f"Территория уже есть, её название прежнее: «{seen.territory_name}».")
    for fault in seen.faults:
        print(_told(fault), file=sys.stderr)
    good = seen.assembly.accepted
    if seen.faults and not (accept_good and good):
        told = counted(len(seen.faults), "замечание", "замечания", "замечаний")
        print(f"Ничего не записано: {told}. Хороших строк {good}: --accept-good.")
        return 1
    outcome = intake.confirm(store, seen, accept_good=accept_good, at=now)
    print(outcome.sentence or _taken(outcome.examination))
    return 1 if seen.faults else 0


def _told(fault: Fault) -> str:
    places = (
        f"лист «{fault.sheet}»" if fault.sheet else "",
        f"строка {fault.row}" if fault.row else "",
        f"столбец «{fault.column}»" if fault.column else "",
    )
    place = ", ".join(filter(None, places)) or "файл"
    return f"{place}: {fault.message} {fault.what_to_do}"


def _taken(seen: Examination) -> str:
    new, changed, same, _ = intake.totals(seen)
    schools = intake.new_schools(seen)
    rows = counted(seen.assembly.accepted, "строка", "строки", "строк")
    told = counted(len(schools), "новая школа", "новые школы", "новых школ")
    lines = [
        f"Принято: {rows}, {told}. Замечаний: {len(seen.faults)}.",
        f"В базе новых записей {new}, изменено {changed}, без изменений {same}.",
    ]
    if schools:
        lines.append("Новые школы: " + "; ".join(schools))
    return "\n".join(lines)
