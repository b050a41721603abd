"""How often grouping is fooled by noise, how often it finds planted groups, how fast the tree is.

``python -m benchmarks.clusters`` prints the tables.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shnor_core.clusters import Clustering, cluster
from shnor_core.clusters.ward import LARGE, chain_tree

Floats = NDArray[np.float64]

RUNS = 100
FEWEST, MOST = 13, 60  # schools
SIZES = (5_000, 10_000, 20_000, 40_000)
PAIRS_UP_TO = 10_000  # all pairs of 20,000 schools take 3 GB
INDICATORS = 12
GOAL = 95  # of a hundred
SAME_HEIGHT = 1e-9


def _shape(rng: np.random.Generator) -> tuple[int, int]:
    return int(rng.integers(FEWEST, MOST + 1)), int(rng.integers(3, 10))


def _normal(rng: np.random.Generator) -> Floats:
    return rng.standard_normal(_shape(rng))


def _related(rng: np.random.Generator) -> Floats:
    rows, columns = _shape(rng)
    return rng.standard_normal((rows, columns)) + 1.5 * rng.standard_normal((rows, 1))


def _uniform(rng: np.random.Generator) -> Floats:
    return rng.random(_shape(rng))


def _skewed(rng: np.random.Generator) -> Floats:
    return rng.lognormal(0, 0.8, _shape(rng))


def _heavy(rng: np.random.Generator) -> Floats:
    return rng.standard_t(3, _shape(rng))


def _shares(rng: np.random.Generator) -> Floats:
    return rng.binomial(25, rng.beta(2, 8, _shape(rng))) / 25


NOISE: dict[str, Callable[[np.random.Generator], Floats]] = {
    "независимые нормальные": _normal,
    "связанные общим фактором": _related,
    "равномерные": _uniform,
    "с длинным правым хвостом (логнормальные)": _skewed,
    "с тяжёлыми хвостами (t, 3 степени)": _heavy,
    "доли в классах по 25": _shares,
}


def _in_line(rng: np.random.Generator, apart: float, columns: int) -> Floats:
    return apart * np.outer(range(3), rng.choice([-1.0, 1.0], columns))


def _by_columns(rng: np.random.Generator, apart: float, columns: int) -> Floats:
    return apart * np.eye(3)[:, np.arange(columns) % 3]


def _turned(rng: np.random.Generator, apart: float, columns: int) -> Floats:
    """Three centres equally far apart in any direction."""
    turn = np.linalg.qr(rng.standard_normal((columns, columns)))[0]
    return np.asarray(apart * np.sqrt(columns / 2) * np.eye(3, columns) @ turn)


CENTRES: dict[str, Callable[[np.random.Generator, float, int], Floats]] = {
    "на одной прямой": _in_line,
    "каждая выделяется своими показателями": _by_columns,
    "треугольник в случайном направлении": _turned,
}


def planted(kind: str, seed: int, apart: float) -> tuple[Floats, NDArray[np.intp]]:
    """Three groups of at least three schools, ``apart`` standard deviations per indicator."""
    rng = np.random.default_rng([seed, 2])
    rows, columns = _shape(rng)
    group = rng.integers(0, 3, rows)
    while np.bincount(group, minlength=3).min() < 3:
        group = rng.integers(0, 3, rows)
    centres = CENTRES[kind](rng, apart, columns)
    return centres[group] + rng.standard_normal((rows, columns)), group


def grouped(points: Floats) -> Clustering | None:
    """The groups of a plain table, ``None`` when refused."""
    values = {
        str(row): {str(column): float(value) for column, value in enumerate(line)}
        for row, line in enumerate(points)
    }
    found = cluster(values, {str(column): str(column) for column in range(points.shape[1])})
    return found if isinstance(found, Clustering) else None


def refused_of_noise(kind: str, runs: int) -> int:
    tables = (NOISE[kind](np.random.default_rng([seed, 1])) for seed in range(runs))
    return sum(grouped(table) is None for table in tables)


def found_of_planted(kind: str, apart: float, runs: int) -> int:
    """Runs that give back exactly the three planted groups."""
    hits = 0
    for seed in range(runs):
        points, group = planted(kind, seed, apart)
        found = grouped(points)
        if found is not None and found.k == 3:
            pairs = {(found.group_of(str(row)), label) for row, label in enumerate(group.tolist())}
            hits += len(pairs) == 3
    return hits


@dataclass(frozen=True)
class Tree:
    """Seconds and peak gigabytes of one tree in a process of its own."""

    schools: int
    ours: float
    ours_memory: float
    pairs: float | None = None
    pairs_memory: float | None = None
    difference: float | None = None


def measured_tree(schools: int) -> Tree:
    """Our tree, and scipy's where its pairs fit, with the largest difference of heights."""
    ours, ours_memory, _ = _alone(schools, "ours")
    if schools > PAIRS_UP_TO:
        return Tree(schools, ours, ours_memory)
    pairs, memory, difference = _alone(schools, "pairs")
    if difference > SAME_HEIGHT:
        raise AssertionError(f"Деревья {schools} школ разошлись на {difference}.")
    return Tree(schools, ours, ours_memory, pairs, memory, difference)


def _alone(schools: int, which: str) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "benchmarks.clusters", "--tree", which, str(schools)]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    seconds, memory, difference = map(float, done.stdout.split())
    return seconds, memory, difference


def _tree_of_this_process(which: str, schools: int) -> str:
    from scipy.cluster.hierarchy import linkage

    points = np.random.default_rng(schools).standard_normal((schools, INDICATORS))
    start = time.perf_counter()
    tree = chain_tree(points) if which == "ours" else linkage(points, "ward")
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    difference = 0.0
    if which == "pairs":
        ours = chain_tree(points)
        same = (ours[:, [0, 1, 3]] == tree[:, [0, 1, 3]]).all()
        difference = float(np.abs(ours[:, 2] - tree[:, 2]).max()) if same else float("inf")
    return f"{seconds} {memory} {difference}"


def report(runs: int = RUNS, sizes: tuple[int, ...] = SIZES) -> list[str]:
    """Lines of Markdown for ``make bench``."""
    start = time.perf_counter()
    noise = {kind: refused_of_noise(kind, runs) for kind in NOISE}
    groups = {
        (kind, apart): found_of_planted(kind, apart, runs) for kind in CENTRES for apart in (5, 6)
    }
    each = (time.perf_counter() - start) / (runs * (len(noise) + len(groups)))
    return [
        "## Группы школ",
        "",
        f"Таблицы по {FEWEST}–{MOST} школ и 3–9 показателей, {runs} на строку, зёрна"
        f" 0…{runs - 1}; в среднем {_decimal(each)} с на таблицу. Цель – не меньше {GOAL} из 100.",
        "",
        "| Показатели без групп | отказов | |",
        "|---|---:|---|",
        *(f"| {kind} | {hits} из {runs} | {_met(hits, runs)} |" for kind, hits in noise.items()),
        "",
        "| Три посаженные группы | расстояние по показателю, σ | найдены точно | |",
        "|---|---:|---:|---|",
        *(
            f"| {kind} | {apart} | {hits} из {runs} | {_met(hits, runs)} |"
            for (kind, apart), hits in groups.items()
        ),
        "",
        f"Дерево Уорда, {INDICATORS} показателей, каждое в своём процессе (с памятью библиотек);"
        f" наше работает от {LARGE + 1} школ, деревья совпадают, высоты – до 1e-9.",
        "",
        "| Школ | наше, с | ГБ | scipy, с | ГБ | наибольшая разность высот |",
        "|---:|---:|---:|---:|---:|---:|",
        *(_tree_row(measured_tree(size)) for size in sizes),
    ]


def _tree_row(tree: Tree) -> str:
    cells = [str(tree.schools), _decimal(tree.ours), _decimal(tree.ours_memory)]
    if tree.pairs is None or tree.pairs_memory is None or tree.difference is None:
        cells += ["–", "–", "–"]
    else:
        cells += [_decimal(tree.pairs), _decimal(tree.pairs_memory), f"{tree.difference:.0e}"]
    return f"| {' | '.join(cells)} |"


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _met(hits: int, runs: int) -> str:
    return "достигнута" if 100 * hits >= GOAL * runs else "не достигнута"


def main() -> None:
    """Print the tables, or with ``--tree`` what one tree costs this process."""
    parser = argparse.ArgumentParser(description="Группы школ: надёжность и скорость")
    parser.add_argument("--runs", type=int, default=RUNS, help="таблиц на строку")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="числа школ")
    parser.add_argument("--tree", nargs=2, metavar=("ЧЬЁ", "ШКОЛ"), help="только одно дерево")
    arguments = parser.parse_args()
    if arguments.tree:
        which, schools = arguments.tree
        print(_tree_of_this_process(which, int(schools)))
    else:
        print("\n".join(report(arguments.runs, tuple(arguments.sizes))))


if __name__ == "__main__":
    main()
