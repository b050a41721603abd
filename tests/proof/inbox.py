"""Thousands of spoiled files: each ends in a delivery or in a sentence, within its limits.

What was read is also marked: its copy must open and list every fault.

``python -m tests.proof.inbox --files 10000 --seed 1`` prints the figures; the exit code is 1 when
a file ended otherwise. A file that is reported is made again by the same seed and number.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import read
from shnor_core.exchange.inbox.limits import SECONDS
from shnor_core.exchange.inbox.sandbox import DIED, SLOW, Sandbox
from shnor_core.intake.delivery import Delivery
from tests.exchange.inbox_files import (
    INDICATORS,
    TABLE_HEADER,
    add_monitoring_table,
    document_bytes,
    filled_form,
    journal_report,
    marks_report,
    pupils_report,
    table,
    workbook,
)
from tests.proof.marked_copies import copied
from tests.proof.mutations import mutated

_PUPILS = {"МБОУ «СОШ № 1»(edu240001)": ((1, 2, 3, 5, 5), (0, "X", 0, 2, 3), (None, None, 0))}
_TEXT = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2;3;4;5\n" + (
    "«Школа № 1»;ВПР;математика;5;2024;весна;20;6;8;4;2\n" * 40
)


def originals() -> tuple[bytes, ...]:
    """Good files of every kind the reader knows."""
    protocol = Document()
    add_monitoring_table(protocol)
    protocol.add_paragraph("МБОУ «Средняя школа № 1» (директор И. О. Фамилия)")
    add_monitoring_table(protocol)
    return (
        filled_form(),
        workbook({"МА 4": marks_report(), "МА 4 журнал": journal_report()}),
        workbook({"Лист1": pupils_report(_PUPILS)}),
        workbook({"Школа № 7": table((TABLE_HEADER, *INDICATORS))}, {"date_1904": True}),
        document_bytes(protocol),
        _TEXT.encode("cp1251"),
        _TEXT.replace(";", ",").encode("utf-8-sig"),
        _TEXT.replace(";", "\t").encode("utf-16"),
    )


@dataclass
class Tally:
    """How the files ended; ``slips`` are those that ended in a traceback, a hang or nonsense."""

    ends: Counter[str] = field(default_factory=Counter)
    slips: list[str] = field(default_factory=list)
    copies: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    most_memory: int = 0

    def lines(self) -> list[str]:
        """The figures in words."""
        ends = [
            f"{count:7}  {end}" for told in (self.ends, self.copies)
            for end, count in told.most_common()
        ]  # fmt: skip
        figures = f"дольше всех {self.slowest:.2f} с, памяти не больше {self.most_memory} МБ"
        return [*ends, figures, *self.slips]


def run(files: int, seed: int, folder: Path) -> Tally:
    """Spoil and read ``files`` files; number ``n`` depends on the seed and ``n`` alone."""
    tally, good = Tally(), originals()
    path, log = folder / "spoiled", folder / "log"
    with log.open("w+b") as errors, Sandbox(writes=True, log=errors) as sandbox:
        for number in range(files):
            rng = random.Random(f"{seed}/{number}")
            path.write_bytes(mutated(rng.choice(good), rng))
            errors.truncate(0)
            begun = time.perf_counter()
            end, found = _end(path, sandbox)
            seconds = time.perf_counter() - begun
            tally.ends[end] += 1
            said = log.read_bytes().decode("utf-8", "replace").strip("\0")
            wrong = said[-300:] if end in (DIED, SLOW) else ""
            if found:
                begun = time.perf_counter()
                copy, wrong = copied(path, found, sandbox, rng)
                seconds = max(seconds, time.perf_counter() - begun)
                tally.copies[copy] += 1
            tally.slowest = max(tally.slowest, seconds)
            tally.most_memory = max(tally.most_memory, _peak_memory(sandbox))
            if seconds > SECONDS + 5 or end in (DIED, SLOW) or wrong:
                tally.slips.append(f"файл {number} (seed {seed}): {end} {wrong}")
    return tally


def _peak_memory(sandbox: Sandbox) -> int:
    """Most resident memory of the reading process so far, megabytes; 0 where it is not told."""
    status = Path(f"/proc/{sandbox.pid}/status")
    try:
        found = re.search(r"VmHWM:\s*(\d+)", status.read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


def _end(path: Path, sandbox: Sandbox) -> tuple[str, Delivery | None]:
    try:
        found = read(path, sandbox=sandbox)
    except UnreadableFileError as error:
        return re.sub("«[^»]*»", "«…»", str(error)), None
    return ("прочитан, с замечаниями" if found.faults else "прочитан"), found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(chosen.files, chosen.seed, Path(folder))
    print("\n".join(tally.lines()))
    return 1 if tally.slips else 0


if __name__ == "__main__":
    sys.exit(main())
