"""A full protocol, 14 school tables and 20 native charts: time and memory of a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from shnor_core.wording import number

SECONDS, MEGABYTES = 10, 300
ROUNDS = 3
ROOT = Path(__file__).parents[1]

# measured in a process of its own: memory is the highest ever, imports and the database included;
# the kernel's VmHWM begins anew with the program, ru_maxrss would remember the one that started it
_WRITE = """
import json, sys, time
from datetime import date, datetime
from pathlib import Path
from shnor_core.tables import TableSpec
from shnor_core.workflow import documents, meeting, monitoring, shipped_meetings, store

opened = store.open_store(Path(sys.argv[1]))
picture = monitoring.load(opened, "kamensk-uralsky")
told = [*shipped_meetings.municipal_shown(picture)]
for school in picture.schools:
    told += shipped_meetings.school_shown(picture, school.school_id)
parts = [what for what, _ in told]
charts = [one for one in parts if not isinstance(one, TableSpec)]
parts += charts[: 20 - len(charts)]
for one in parts:
    meeting.add(opened, "kamensk-uralsky", one, facts={}, address="", at=datetime(2022, 5, 25))
draft = meeting.draft(opened, "kamensk-uralsky")
items = meeting.items(opened, draft.meeting_id)
began = time.perf_counter()
content = documents.draft_protocol(draft, items, picture.territory, date(2022, 5, 25))
seconds = time.perf_counter() - began
status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
peak = next(line for line in status if line.startswith("VmHWM"))
print(json.dumps({
    "seconds": seconds,
    "megabytes": int(peak.split()[1]) / 1024,
    "size": len(content) / 1e6,
    "tables": sum(isinstance(one, TableSpec) for one in parts),
    "charts": sum(not isinstance(one, TableSpec) for one in parts),
}))
"""


def report() -> list[str]:
    """Measure a few times and say whether the goal is met."""
    found = [_measured() for _ in range(ROUNDS)]
    seconds = sorted(one["seconds"] for one in found)
    memory = max(one["megabytes"] for one in found)
    fits = seconds[-1] <= SECONDS and memory <= MEGABYTES
    one = found[0]
    return [
        "## Протокол целиком",
        "",
        f"Цель: не больше {SECONDS} с и {MEGABYTES} МБ, {'' if fits else 'не '}достигнута."
        f" Таблиц {one['tables']:.0f} (свод и 14 школ), встроенных диаграмм {one['charts']:.0f},"
        f" файл {number(one['size'])} МБ.",
        "",
        f"Запись документа: {number(seconds[len(seconds) // 2])} с в середине из {ROUNDS} запусков,"
        f" дольше всего {number(seconds[-1])} с. Память процесса вместе с базой и библиотеками —"
        f" до {number(memory, 0)} МБ.",
    ]


def _measured() -> dict[str, float]:
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _WRITE, str(Path(folder) / "shnor.duckdb")]
        answer = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found
