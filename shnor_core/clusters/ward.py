"""Ward's tree: which schools join at which height, and how the tree is cut into groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shnor_core.clusters.table import Floats

Labels = NDArray[np.intp]

# up to here scipy keeps all pairwise distances: 2,000 schools are 16 MB, 20,000 are 1.6 GB
LARGE = 2_000


def ward(points: Floats) -> Floats:
    """Ward's minimum-variance tree in the form of :func:`scipy.cluster.hierarchy.linkage`.

    Groups *a* and *b* join at ``√(2·|a|·|b|/(|a|+|b|))·‖mean_a − mean_b‖`` (Ward 1963, *JASA* 58,
    236–244), always the two for which it is the least.

    Parameters
    ----------
    points
        Shape (n, p), n at least 2.

    Returns
    -------
    ndarray
        Shape (n − 1, 4): the two nodes (a point, or n + the row that made it), height, size.
    """
    if len(points) > LARGE:
        return chain_tree(points)
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(points, method="ward"))


def chain_tree(points: Floats) -> Floats:
    """The same tree in memory proportional to the number of points.

    Nearest-neighbour chains (Murtagh 1983, *The Computer Journal* 26, 354–359) on group means:
    a chain of nearest neighbours ends in two groups that are nearest to each other, and these can
    be joined at once because joining brings no third group nearer (Müllner 2011, arXiv:1109.2378).
    Time grows with n², memory with n. Ties are broken by place as scipy breaks them, so schools
    with equal values change nothing; other distances equal in theory differ in their last bits,
    and there both trees are Ward's, though perhaps not the same one.

    Parameters
    ----------
    points
        Shape (n, p), n at least 2.

    Returns
    -------
    ndarray
        As :func:`ward`.
    """
    count = len(points)
    means, sizes = np.array(points.T, dtype=np.float64, order="C"), np.ones(count)
    nodes, chain = np.arange(count), [0]
    merges, room = np.empty((count - 1, 3)), np.empty((2, count))
    done, living = 0, count
    while done < count - 1:
        if not chain:
            chain = [int(np.flatnonzero(nodes >= 0)[0])]
        tip, before = chain[-1], chain[-2] if len(chain) > 1 else -1
        squared = _squared_heights(means, sizes, tip, room)
        near = int(squared.argmin())
        # of equal neighbours the one we came from, or the chain would never end
        if before < 0 or squared[near] < squared[before]:
            chain.append(near)
            continue
        merges[done] = nodes[before], nodes[tip], np.sqrt(squared[before])
        # the later place is kept, as scipy does: the next tie is then broken as scipy breaks it
        gone, kept = sorted((before, tip))
        _join(means, sizes, kept, gone)
        nodes[kept], nodes[gone] = count + done, -1
        del chain[-2:]
        done, living = done + 1, living - 1
        if 2 * living < nodes.size:
            means, sizes, nodes, chain = _without_dead(means, sizes, nodes, chain)
    return _in_order(merges, count)


def _squared_heights(means: Floats, sizes: Floats, tip: int, room: Floats) -> Floats:
    """Squared joining heights of ``tip`` with every other; written into ``room``, shape (2, …)."""
    total, step = room[:, : sizes.size]
    total.fill(0.0)
    # in this order d(a, b) is d(b, a) to the bit: otherwise a chain could run in a circle
    for row in means:
        np.subtract(row, row[tip], out=step)
        np.multiply(step, step, out=step)
        np.add(total, step, out=total)
    total *= np.multiply(sizes, 2 * sizes[tip], out=step)
    total /= np.add(sizes, sizes[tip], out=step)
    total[tip] = np.inf
    return np.asarray(total)


def _join(means: Floats, sizes: Floats, kept: int, gone: int) -> None:
    whole = sizes[kept] + sizes[gone]
    # the difference form loses no digits when one group is much larger than the other
    means[:, kept] += (means[:, gone] - means[:, kept]) * (sizes[gone] / whole)
    sizes[kept] = whole
    means[:, gone] = np.inf


def _without_dead(
    means: Floats, sizes: Floats, nodes: Labels, chain: list[int]
) -> tuple[Floats, Floats, Labels, list[int]]:
    living = np.flatnonzero(nodes >= 0)
    moved = np.searchsorted(living, chain).tolist()
    return np.ascontiguousarray(means[:, living]), sizes[living], nodes[living], moved


def _in_order(merges: Floats, count: int) -> Floats:
    """Rows by height, nodes renumbered after the rows that make them."""
    heights, pairs = merges[:, 2], merges[:, :2].astype(np.intp)
    for at, (left, right) in enumerate(pairs.tolist()):
        # equal by theory, lower by a bit: a group would come before its own parts
        below = [heights[node - count] for node in (left, right) if node >= count]
        heights[at] = max(heights[at], *below) if below else heights[at]
    order = np.argsort(heights, kind="stable")
    renamed = np.arange(2 * count - 1)
    renamed[count + order] = count + np.arange(count - 1)
    sizes = np.ones(2 * count - 1)
    tree = np.empty((count - 1, 4))
    for row, at in enumerate(order):
        left, right = sorted(renamed[pairs[at]])
        sizes[count + row] = sizes[left] + sizes[right]
        tree[row] = left, right, heights[at], sizes[count + row]
    return tree


def leaf_order(tree: Floats) -> Labels:
    """Points from left to right under the tree, so that no lines cross."""
    order = np.empty(len(tree) + 1, dtype=np.intp)
    starts = _starts(tree)
    order[starts[: order.size]] = np.arange(order.size)
    return order


def cut(tree: Floats, counts: Sequence[int]) -> list[Labels]:
    """Labels of the points when the tree is cut into each number of groups.

    Groups are numbered by their first point, so that point 0 is always in group 0.

    >>> tree = np.array([[0, 1, 1.0, 2], [2, 3, 2.0, 3]])
    >>> [labels.tolist() for labels in cut(tree, (2, 3))]
    [[0, 0, 1], [0, 1, 2]]
    """
    points = len(tree) + 1
    starts, order = _starts(tree), leaf_order(tree)
    sizes = np.concatenate([np.ones(points, dtype=np.intp), tree[:, 3].astype(np.intp)])
    labels = []
    for count in counts:
        split = tree[points - count :, :2].astype(np.intp).ravel()
        roots = split[split < 2 * points - count] if count > 1 else np.array([2 * points - 2])
        found = np.empty(points, dtype=np.intp)
        for root in roots:
            members = order[starts[root] : starts[root] + sizes[root]]
            found[members] = members.min()
        labels.append(np.unique(found, return_inverse=True)[1].astype(np.intp))
    return labels


def _starts(tree: Floats) -> Labels:
    """Where the leaves of every node begin in the leaf order."""
    points = len(tree) + 1
    pairs = tree[:, :2].astype(np.intp).tolist()
    sizes = [1] * points + tree[:, 3].astype(np.intp).tolist()
    starts = [0] * (2 * points - 1)
    for row in range(points - 2, -1, -1):
        left, right = pairs[row]
        starts[left] = starts[points + row]
        starts[right] = starts[points + row] + sizes[left]
    return np.array(starts, dtype=np.intp)


def cophenetic_correlation(points: Floats, tree: Floats) -> float | None:
    """How truly the tree keeps the distances: their correlation with the joining heights.

    Sokal & Rohlf (1962), *Taxon* 11, 33–40. ``None`` beyond 2,000 points (it needs all pairs) and
    where all distances are equal.
    """
    if len(points) > LARGE:
        return None
    from scipy.cluster.hierarchy import cophenet
    from scipy.spatial.distance import pdist

    distances, heights = pdist(points), np.asarray(cophenet(tree))
    if np.ptp(distances) == 0 or np.ptp(heights) == 0:
        return None
    return float(np.corrcoef(distances, heights)[0, 1])
