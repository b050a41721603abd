"""Identification at the size of a country: our verdicts beside the bare rule in pandas and polars.

``python -m benchmarks.identification --schools 40000`` prints the tables.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import scipy.special  # noqa: F401  the engine imports it when first used; not part of a time

from shnor_core.identification import Identification, Method, Results, identify, load_methods

YEAR = 2024
YEARS = (2022, 2023, 2024)
PROCEDURES = 12
SCHOOLS = 40_000
GROWTH = (13, 130, 1_300, 13_000, 40_000)
METHODS = Path(__file__).parents[1] / "data" / "methods"
SEED = 20240901

GOAL_VERDICTS_OVER_POLARS = 0.5  # seconds
GOAL_CERTAINTY_AND_DISTANCE = 5.0  # seconds
GOAL_MEMORY = 2.0  # gigabytes


@dataclass(frozen=True)
class Columns:
    """Plain columns as a database gives them: names are text."""

    school: np.ndarray
    procedure: np.ndarray
    year: np.ndarray
    participants: np.ndarray
    low: np.ndarray


def method() -> Method:
    """The rule of 2022 on twelve procedures, so that every generated row counts."""
    methods = {one.method_id: one for one in load_methods(METHODS)}
    chosen = methods["fioko-2022"]
    keys = methods["pirovskoe-2022"].low_share.procedures[:PROCEDURES]
    return chosen.with_rule(replace(chosen.low_share, procedures=keys))


def columns(schools: int) -> Columns:
    """Invented results: log-normal class sizes (median 20), shares of «2» as in a real region."""
    rng = np.random.default_rng(SEED)
    shape = (schools, PROCEDURES, len(YEARS))
    size = rng.lognormal(3.0, 0.8, (schools, 1, 1)) * rng.uniform(0.7, 1.3, shape)
    participants = np.clip(size, 1, 180).astype(np.int64)
    share = rng.beta(2, 12, (schools, 1, 1)) * rng.uniform(0.5, 1.5, shape)
    low = rng.binomial(participants, np.clip(share, 0, 1))
    names = np.array([f"school-{number:05d}" for number in range(schools)])
    keys = np.array(method().low_share.procedures)
    # a database gives every row its own text: shared objects would flatter our dictionary
    return Columns(
        np.repeat(names, PROCEDURES * len(YEARS)).astype(object),
        np.tile(np.repeat(keys, len(YEARS)), schools).astype(object),
        np.tile(np.array(YEARS), schools * PROCEDURES),
        participants.reshape(-1),
        low.reshape(-1),
    )


def verdicts(data: Columns, rule: Method) -> Identification:
    """Ours: from text columns to every verdict with its evidence."""
    results = Results.of(
        school=data.school,
        procedure=data.procedure,
        year=data.year,
        participants=data.participants,
        low=data.low,
    )
    return identify(results, rule, year=YEAR)


def certainty(found: Identification) -> None:
    """Probability, band, word and chance of the label for every school."""
    _ = (found.certainty, found.words, found.chance_of_label)


def distances(found: Identification) -> None:
    """Pupils to the other verdict and the procedures they are in, for every school."""
    _ = found.moves


def bare_polars(frame: pl.DataFrame) -> set[str]:
    """The rule and nothing else: names of the schools."""
    low, year = 10 * pl.col("low") >= 3 * pl.col("participants"), pl.col("year")
    return set(
        frame.lazy()
        .filter(low & (year >= YEAR - 1) & (pl.col("participants") > 0))
        .group_by("school")
        .agg(last=(year == YEAR).sum(), previous=(year == YEAR - 1).sum())
        .filter((pl.col("last") >= 2) | ((pl.col("last") >= 1) & (pl.col("previous") >= 1)))
        .select("school")
        .collect()
        .to_series()
    )


def bare_pandas(frame: pd.DataFrame) -> set[str]:
    """The rule and nothing else: names of the schools."""
    low = 10 * frame["low"] >= 3 * frame["participants"]
    rows = frame[low & (frame["year"] >= YEAR - 1) & (frame["participants"] > 0)]
    flags = pd.DataFrame(
        {
            "school": rows["school"],
            "last": rows["year"] == YEAR,
            "previous": rows["year"] == YEAR - 1,
        }
    )
    counts = flags.groupby("school").sum()
    listed = (counts["last"] >= 2) | ((counts["last"] >= 1) & (counts["previous"] >= 1))
    return set(counts.index[listed])


def timed(work: Callable[[], Any], repeats: int) -> float:
    """Median seconds; the engines take turns only within one size, one after another."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


@dataclass(frozen=True)
class Measured:
    """Seconds of one size."""

    schools: int
    listed: int
    verdicts: float
    certainty: float
    distances: float
    polars: float
    pandas: float


def measure(schools: int, repeats: int = 3) -> Measured:
    """Time everything on one generated table; all engines must name the same schools."""
    data, rule = columns(schools), method()
    table = {name: getattr(data, name) for name in Columns.__annotations__}
    fast, plain = pl.DataFrame(table), pd.DataFrame(table)
    found = verdicts(data, rule)
    listed = {school for school, held in zip(found.schools, found.listed, strict=True) if held}
    if not listed == bare_polars(fast) == bare_pandas(plain):
        raise AssertionError("Движки назвали разные школы.")

    def fresh(work: Callable[[Identification], None]) -> float:
        # columns are kept once worked out: every repeat needs an identification of its own
        return median(timed(partial(work, verdicts(data, rule)), 1) for _ in range(repeats))

    return Measured(
        schools,
        len(listed),
        timed(partial(verdicts, data, rule), repeats),
        fresh(certainty),
        fresh(distances),
        timed(partial(bare_polars, fast), repeats),
        timed(partial(bare_pandas, plain), repeats),
    )


def peak_memory(schools: int) -> float:
    """Gigabytes at the peak of a process of its own: generation, verdicts, certainty, distances."""
    command = [sys.executable, "-m", "benchmarks.identification", "--memory", str(schools)]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return float(done.stdout)


def _memory_of_this_process(schools: int) -> float:
    found = verdicts(columns(schools), method())
    certainty(found)
    distances(found)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def report(schools: int = SCHOOLS) -> list[str]:
    """Lines of Markdown for ``make bench``."""
    sizes = sorted({*(size for size in GROWTH if size < schools), schools})
    measured = [measure(size) for size in sizes]
    largest, memory = measured[-1], peak_memory(schools)
    return [
        "## Идентификация",
        "",
        f"{_count(schools)} школ × {PROCEDURES} процедур × {len(YEARS)} года, данные вымышлены"
        f" (зерно {SEED}); в списке {_count(largest.listed)} школ, у всех трёх движков одни и те"
        " же. Медиана трёх запусков, имена школ и процедур — текст.",
        "",
        "| Что | Время, с | Цель |",
        "|---|---:|---|",
        f"| polars, одно правило | {_seconds(largest.polars)} | — |",
        f"| pandas, одно правило | {_seconds(largest.pandas)} | — |",
        f"| наши выводы со свидетельствами | {_seconds(largest.verdicts)} |"
        f" {_verdict_goal(largest)} |",
        f"| вероятность, полоса, слово, шанс попасть | {_seconds(largest.certainty)} | |",
        f"| расстояние в учениках и где | {_seconds(largest.distances)} | |",
        f"| вероятность и расстояние вместе | {_seconds(largest.certainty + largest.distances)} |"
        f" {_certainty_goal(largest)} |",
        f"| память процесса на пике, ГБ | {_seconds(memory)} | {_memory_goal(memory)} |",
        "",
        "Как время растёт с числом школ, мс:",
        "",
        "| Школ | выводы | вероятность | расстояние | polars | pandas |",
        "|---:|---:|---:|---:|---:|---:|",
        *(_growth_row(one) for one in measured),
    ]


def markdown(schools: int = SCHOOLS) -> str:
    """The same as one text."""
    return "\n".join(report(schools))


def _growth_row(one: Measured) -> str:
    times = (one.verdicts, one.certainty, one.distances, one.polars, one.pandas)
    return f"| {_count(one.schools)} | " + " | ".join(f"{1000 * t:.0f}" for t in times) + " |"


def _seconds(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _count(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _verdict_goal(one: Measured) -> str:
    limit = one.polars + GOAL_VERDICTS_OVER_POLARS
    return f"≤ {_seconds(limit)} (polars + 0,5): {_met(one.verdicts <= limit)}"


def _certainty_goal(one: Measured) -> str:
    return f"≤ 5: {_met(one.certainty + one.distances <= GOAL_CERTAINTY_AND_DISTANCE)}"


def _memory_goal(memory: float) -> str:
    return f"≤ 2: {_met(memory <= GOAL_MEMORY)}"


def _met(reached: bool) -> str:
    return "достигнута" if reached else "не достигнута"


def main() -> None:
    """Print the tables, or with ``--memory`` the peak of this process alone."""
    parser = argparse.ArgumentParser(description="Скорость идентификации рядом с polars и pandas")
    parser.add_argument("--schools", type=int, default=SCHOOLS, help="число школ")
    parser.add_argument("--memory", type=int, help="только память: число школ")
    arguments = parser.parse_args()
    if arguments.memory:
        print(_memory_of_this_process(arguments.memory))
    else:
        print(markdown(arguments.schools))


if __name__ == "__main__":
    main()
