"""Tables with known groups, tables without any, and two published data sets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Values = dict[str, dict[str, float | None]]

# Ruspini (1970), Information Sciences 2, 319–350: 75 points in four groups of 20, 23, 17 and 15
RUSPINI = np.array(
    [
        float(number)
        for number in """
    4 53 5 63 10 59 9 77 13 49 13 69 12 88 15 75 18 61 19 65 22 74 27 72 28 76 24 58 27 55 28 60
    30 52 31 60 32 61 36 72 28 147 32 149 35 153 33 154 38 151 41 150 38 145 38 143 32 143 34 141
    44 156 44 149 44 143 46 142 47 149 49 152 50 142 53 144 52 152 55 155 54 124 60 136 63 139
    86 132 85 115 85 96 78 94 74 96 97 122 98 116 98 124 99 119 99 128 101 115 108 111 110 111
    108 116 111 126 115 117 117 115 70 4 77 12 83 21 61 15 69 15 78 16 66 18 58 13 64 20 69 21
    66 23 61 25 76 27 72 31 64 30""".split()
    ]
).reshape(75, 2)

# USArrests of R: 50 states by murder, assault, urban population, rape (McNeil 1977)
ARRESTS = np.array(
    [
        float(number)
        for number in """
    13.2 236 58 21.2 10.0 263 48 44.5 8.1 294 80 31.0 8.8 190 50 19.5 9.0 276 91 40.6
    7.9 204 78 38.7 3.3 110 77 11.1 5.9 238 72 15.8 15.4 335 80 31.9 17.4 211 60 25.8
    5.3 46 83 20.2 2.6 120 54 14.2 10.4 249 83 24.0 7.2 113 65 21.0 2.2 56 57 11.3
    6.0 115 66 18.0 9.7 109 52 16.3 15.4 249 66 22.2 2.1 83 51 7.8 11.3 300 67 27.8
    4.4 149 85 16.3 12.1 255 74 35.1 2.7 72 66 14.9 16.1 259 44 17.1 9.0 178 70 28.2
    6.0 109 53 16.4 4.3 102 62 16.5 12.2 252 81 46.0 2.1 57 56 9.5 7.4 159 89 18.8
    11.4 285 70 32.1 11.1 254 86 26.1 13.0 337 45 16.1 0.8 45 44 7.3 7.3 120 75 21.4
    6.6 151 68 20.0 4.9 159 67 29.3 6.3 106 72 14.9 3.4 174 87 8.3 14.4 279 48 22.5
    3.8 86 45 12.8 13.2 188 59 26.9 12.7 201 80 25.5 3.2 120 80 22.9 2.2 48 32 11.2
    8.5 156 63 20.7 4.0 145 73 26.2 5.7 81 39 9.3 2.6 53 66 10.8 6.8 161 60 15.6""".split()
    ]
).reshape(50, 4)


def table(points: Floats) -> Values:
    """Schools «1», «2», … with indicators «c0», «c1», …"""
    return {
        str(row + 1): {f"c{column}": float(value) for column, value in enumerate(line)}
        for row, line in enumerate(points)
    }


def titles(count: int) -> Mapping[str, str]:
    return {f"c{column}": f"Показатель {column}" for column in range(count)}


def planted(seed: int, schools: int = 24, indicators: int = 4, apart: float = 6.0) -> Floats:
    """Three groups by turns: school «1» in the first, «2» in the second, …"""
    rng = np.random.default_rng(seed)
    group = np.arange(schools) % 3
    signs = rng.choice([-1.0, 1.0], indicators)
    return apart * np.outer(group, signs) + rng.standard_normal((schools, indicators))


def noise(seed: int, kind: str = "normal") -> Floats:
    """13 to 60 schools by three to nine indicators without any groups."""
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(13, 61)), int(rng.integers(3, 10)))
    if kind == "related":
        return rng.standard_normal(shape) + 1.5 * rng.standard_normal((shape[0], 1))
    return rng.lognormal(0, 0.8, shape) if kind == "skewed" else rng.standard_normal(shape)
