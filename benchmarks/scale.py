"""What one machine carries: a municipality, a region, a country, and the pupils behind them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb

from benchmarks import bare, pages
from shnor_core import wording
from shnor_core.db.build import insert
from shnor_core.db.connection import Store, connect
from shnor_core.workflow import identification, region, store
from tests.server import APP

YEARS = (2022, 2023, 2024)
PUPILS = 100_000_000
MEGABYTES = 512
ROUNDS = 5
REGIONS = {1: "муниципалитет", 50: "область", 500: "округ из областей", 1334: "страна"}
SCHOOLS = 30
WORKS = tuple(
    (f"vpr-{subject}-{grade}", subject, grade)
    for subject in ("math", "russian")
    for grade in range(4, 9)
)


def report() -> list[str]:
    """Measure everything and return the section of ``RESULTS.md`` as lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [_territories(folder, count, title) for count, title in REGIONS.items()]
        pupils = _pupils(folder)
    return [
        "## Масштаб",
        "",
        f"Территории вымышлены: по {SCHOOLS} школ, {len(WORKS)} работ, {len(YEARS)} года."
        " «Территории рядом» — один запрос и один проход правил по всем школам; страница — медиана"
        " сценария и отношение к пустой странице с теми же элементами.",
        "",
        "| Что | Школ | Результатов | Файл, МБ | Территории рядом, с | Страница, мс | Отношение |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *lines,
        "",
        *pupils,
    ]


def _territories(folder: Path, count: int, title: str) -> str:
    path = folder / f"{count}.duckdb"
    store.build(path)
    opened = connect(path)
    results = _fill(opened, count)
    judged = _timed(lambda: region.region(opened, identification.method_of("fioko-2022"), 2024))
    opened.close()
    ours, theirs = _page(folder / str(count), path)
    cells = [
        title,
        wording.number(count * SCHOOLS, 0),
        wording.number(results, 0),
        wording.number(path.stat().st_size / 2**20),
        wording.number(judged, 2),
        wording.number(ours),
        wording.number(ours / theirs, 2),
    ]
    return f"| {' | '.join(cells)} |"


def _fill(opened: Store, count: int) -> int:
    """Add ``count`` invented territories; marks come from a fixed rule, not from chance."""
    territories = [
        {"territory_id": f"t{t}", "name": f"Территория {t:03}", "origin": "user"}
        for t in range(count)
    ]
    schools = [
        {
            "school_id": f"t{t}-{s}",
            "territory_id": f"t{t}",
            "short_name": f"Школа № {s}",
            "position": s,
        }
        for t in range(count)
        for s in range(SCHOOLS)
    ]
    known = set(opened.cursor().execute("select procedure_id from procedure").df()["procedure_id"])
    works = [
        (f"{key}-{year}-spring", subject, grade, year)
        for key, subject, grade in WORKS
        for year in YEARS
    ]
    procedures = [
        {
            "procedure_id": key, "kind": "vpr", "subject": subject, "grade": grade, "year": year,
            "season": "spring", "scale": "marks", "title": key, "held": True,
        }
        for key, subject, grade, year in works
        if key not in known
    ]  # fmt: skip
    assessments = [
        _assessment(school["school_id"], key, (place * 7 + work * 13) % 40)
        for place, school in enumerate(schools)
        for work, (key, *_) in enumerate(works)
    ]
    insert(
        opened,
        {
            "territory": territories,
            "school": schools,
            "procedure": procedures,
            "assessment": assessments,
        },
    )
    return len(assessments)


def _assessment(school: str, procedure: str, low: int) -> dict[str, object]:
    return {
        "school_id": school,
        "procedure_id": procedure,
        "participants": 60,
        "n2": low // 2,
        "n3": 30 - low // 2,
        "n4": 20,
        "n5": 10,
    }


def _page(folder: Path, database: Path) -> tuple[float, float]:
    """Median milliseconds of the script of «Территории» and of its bare twin."""
    os.environ["SHNOR_DB"] = str(database)
    ours = pages.open_pages(APP, "t0")
    twin = bare.write_app(folder / "bare", {key: page for key, (_, page) in ours.items()})
    theirs = pages.open_pages(twin, "t0")
    timing = pages.Timing("region", "Территории", 0)
    pages._compare_scripts(timing, ours["region"][1], theirs["region"][1])
    return median(timing.script_ours), median(timing.script_bare)


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


_PUPILS = """
    copy (
        select 'Школа № ' || (i // 2500) as school, 'ВПР' as kind, 'математика' as subject,
               cast(4 + i % 5 as tinyint) as grade, cast(2022 + i % 3 as smallint) as year,
               'весна' as season, cast(2 + hash(i) % 4 as tinyint) as mark
        from range($rows) t(i)
    ) to '{path}' (format parquet)
"""


# a process of its own: the children of this one were many
_WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _pupils(folder: Path) -> list[str]:
    """Rows of pupils counted by the command itself, in a process whose memory is measured."""
    source, target = folder / "pupils.parquet", folder / "results.csv"
    duckdb.connect().execute(_PUPILS.format(path=source), {"rows": PUPILS})
    start = time.perf_counter()
    command = [sys.executable, "-m", "shnor_core", "aggregate", str(source), str(target)]
    command += ["--memory", str(MEGABYTES)]
    said = subprocess.run(
        [sys.executable, "-c", _WATCHED, *command], check=True, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    peak = int(said.stdout.split()[-1]) / 1024
    with target.open(encoding="utf-8") as written:
        rows = sum(1 for _ in written) - 1
    return [
        f"`python -m shnor_core aggregate`: {wording.number(PUPILS, 0)} строк учеников"
        f" ({wording.number(source.stat().st_size / 2**20, 0)} МБ Parquet) →"
        f" {wording.number(rows, 0)} результатов за {wording.number(seconds)} с вместе с запуском;"
        f" предел {MEGABYTES} МБ на счёт, весь процесс занял {wording.number(peak, 0)} МБ.",
    ]
