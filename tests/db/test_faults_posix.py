"""A full disk and lost rights, made by limits and users that only POSIX systems have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from shnor_core.workflow import backups

ROOT = Path(__file__).parents[2]
Subjects = Callable[[Path], list[str]]

WITHIN_LIMITS = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from shnor_core.db.connection import connect
from shnor_core.errors import ShnorError
from shnor_core.workflow import backups, decisions
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.decisions import Settlement

path, noon = Path(sys.argv[1]), datetime(2024, 3, 5, 12, 0)
store = connect(path)

def settle(subject, before):
    made = Settlement("accept", reason="проверка")
    decisions.settle(
        store, territory="demo", subject=subject, settlement=made, before=before, at=noon
    )

settle("confirmed", "")
# past this size the system refuses as it does on a full disk
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
import random
noise = random.Random(1).randbytes(1_000_000).hex()
for attempt in (lambda: settle("too large", noise),
                lambda: backups.before(store, Reason.MANUAL, noon)):
    try:
        attempt()
    except ShnorError as error:
        print(error)
        assert store.coming_version == store.data_version
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
settle("afterwards", "")
"""

AS_NOBODY = """
import os, sys
from datetime import datetime
from pathlib import Path
from shnor_core.db.connection import connect, create
from shnor_core.errors import ShnorError
from shnor_core.workflow import backups, decisions
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.decisions import Settlement
noon = datetime(2024, 3, 5, 12, 0)
# everything is imported while the libraries may still be read
other = create(Path(sys.argv[1]).with_name("other.duckdb"))
backups.before(other, Reason.MANUAL, noon)
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store = other
try:
    store = connect(Path(sys.argv[1]))
    print("opened")
    made = Settlement("accept", reason="проверка")
    decisions.settle(store, territory="demo", subject="x", settlement=made, before="", at=noon)
except ShnorError as error:
    print(error)
try:
    backups.before(store, Reason.MANUAL, noon)
except ShnorError as error:
    print(error)
"""


def run(program: str, path: Path) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()


def test_a_full_disk_refuses_the_change_and_the_copy_and_keeps_the_rest(
    path: Path, subjects: Subjects
) -> None:
    written, copied = run(WITHIN_LIMITS, path)
    assert written.startswith("Не записано, на диске нет места")
    assert copied.startswith("Не записано, на диске нет места")
    assert subjects(path) == ["confirmed", "afterwards"]
    assert backups.listed(path) == ()
    assert list(backups.folder_of(path).iterdir()) == []


def test_a_read_only_file_is_refused_in_one_sentence(path: Path, subjects: Subjects) -> None:
    _open_to_all(path)
    path.chmod(0o444)
    (told, *_) = run(AS_NOBODY, path)
    assert told.startswith("Не записано, нет права записи")
    assert subjects(path) == []


def test_a_read_only_folder_is_refused_in_one_sentence(path: Path, subjects: Subjects) -> None:
    _open_to_all(path)
    path.chmod(0o666)
    path.parent.chmod(0o555)
    try:
        opened, written, copied = run(AS_NOBODY, path)
    finally:
        path.parent.chmod(0o755)
    assert opened == "opened"
    assert written.startswith("Не записано, нет права записи")
    assert copied.startswith("Не записано, нет права записи")
    assert subjects(path) == []


def _open_to_all(path: Path) -> None:
    """Pytest's own folders are closed to other users."""
    for folder in path.parents:
        if folder.name.startswith("pytest-") or "pytest-of" in str(folder):
            folder.chmod(0o755)
