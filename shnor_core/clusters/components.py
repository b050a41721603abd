"""The plane in which the schools lie most apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shnor_core.clusters.table import Floats


@dataclass(frozen=True, slots=True)
class Components:
    """First two principal components of the standardised indicators.

    ``scores`` are the places of the schools, ``loadings`` the weights of the indicators (the
    squares of one component add up to 1), ``explained`` the shares of the whole variance, 0…1.
    """

    scores: Mapping[str, tuple[float, float]]
    loadings: Mapping[str, tuple[float, float]]
    explained: tuple[float, float]


def components(points: Floats, schools: tuple[str, ...], codes: tuple[str, ...]) -> Components:
    """Principal components by singular values (Jolliffe 2002, *Principal Component Analysis*).

    ``points = U·S·Vᵀ``: scores are ``U·S``, loadings ``V``, shares ``S²/ΣS²``. The sign of a
    component is free; it is set so that its largest loading is positive.

    Parameters
    ----------
    points
        Shape (n, p), column means 0, n and p at least 2, not all zero.
    """
    left, spread, right = np.linalg.svd(points, full_matrices=False)
    # loadings of two indicators may be equal but for their last bits: then the first one decides
    largest = np.round(np.abs(right[:2]), 9).argmax(axis=1)
    signs = np.where(right[np.arange(2), largest] < 0, -1.0, 1.0)
    scores = left[:, :2] * spread[:2] * signs
    loadings = right[:2].T * signs
    shares = np.square(spread) / np.square(spread).sum()
    return Components(
        {school: (float(x), float(y)) for school, (x, y) in zip(schools, scores, strict=True)},
        {code: (float(x), float(y)) for code, (x, y) in zip(codes, loadings, strict=True)},
        (float(shares[0]), float(shares[1])),
    )
