"""What the server makes ready beside its start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.server import ROOT

START = """
import sys
import ui.router
from ui import warm_up

warm_up.first_page()
print(*(heavy for heavy in ("pandas", "scipy", "openpyxl", "docx") if heavy in sys.modules))
"""


def test_the_first_page_waits_for_no_library_it_does_not_use(own_database: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env={**os.environ, "SHNOR_DB": str(own_database)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
