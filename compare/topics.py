"""What units are about: their place among the topics of both texts, where other words say the same.

Latent semantic analysis (Deerwester et al. 1990): the strongest directions of the matrix of
units and weighted n-grams; where the matrix is large, found in a block Krylov space (Musco and
Musco 2015), since it is sparse and only a few dozen directions are wanted.  Words that stand
beside each other in any paragraph of the two texts come near each other, so "消费" finds "内需".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from compare.pairs import Floats, Ints, Pairs, order_of
from compare.similarity import Bags

#: One topic for so many units of both texts together, within bounds.  Of the development pairs
#: anything between 8 and 18 units to the topic raises F1 of paragraphs by 0.02 to 0.03.
UNITS_PER_TOPIC = 9
MOST_TOPICS = 60
FEWEST_TOPICS = 12
#: Directions followed at a time, and how often: together more than three for every topic.  Against the
#: exact solution the likeness of 2,000 units correlates at 0.996; half as many steps give 0.9.
_BLOCK = 20
_STEPS = 10
#: Up to so many units the problem is solved exactly, in some milliseconds.  No report of usual
#: length has as many.
_EXACT_UNITS = 600
#: Directions that lead no further than this (a unit's own length is 1) lead nowhere.
_NOTHING_NEW = 1e-5
#: So many cells of the matrix are written out in one go, to bound memory.
_DENSE_CELLS = 8_000_000
#: Cells of the sparse matrix multiplied in one go: what comes of them stays in the processor's cache,
#: which makes this five to nine times as fast as all in one go.
_CELLS = 4096
#: Pairs looked at in one go, to bound memory.
_CHUNK = 200_000


def topic_vectors(bags: Bags) -> tuple[Floats, Floats]:
    """Units of the old and of the new text as unit vectors in the space of their common topics."""
    count = bags.n_old + bags.n_new
    topics = max(FEWEST_TOPICS, min(count // UNITS_PER_TOPIC, MOST_TOPICS))
    unit = np.concatenate([bags.unit_old, bags.unit_new + bags.n_old])
    gram = np.concatenate([bags.gram_old, bags.gram_new])
    times = np.bincount(gram, minlength=len(bags.weight))
    squares = np.bincount(unit, bags.weight[gram], count)
    # Grams of one unit alone join it to no other.
    common = (times[gram] > 1) & (bags.weight[gram] > 0)
    if not common.any():
        return np.zeros((bags.n_old, 1)), np.zeros((bags.n_new, 1))
    unit, gram = unit[common], gram[common]
    value = np.sqrt(bags.weight[gram] / squares[unit])
    column = (np.cumsum(times > 1) - 1)[gram]
    width = int(column.max()) + 1
    if count <= _EXACT_UNITS:
        strength, vectors = _all_directions(unit, column, value, (count, width))
    else:
        strength, vectors = _strong_directions(_Sparse(unit, column, value, count))
    chosen = slice(max(len(strength) - topics, 0), None)
    placed = vectors[:, chosen] * np.sqrt(np.maximum(strength[chosen], 0.0))
    placed /= np.linalg.norm(placed, axis=1, keepdims=True) + 1e-9
    return placed[: bags.n_old], placed[bags.n_old :]


def _all_directions(unit: Ints, column: Ints, value: Floats, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Strengths (ascending) and directions of a matrix of few units, as numpy finds them."""
    count, width = shape
    step = max(_DENSE_CELLS // count, 1)
    products = np.zeros((count, count), dtype=np.float32)
    for at in range(0, width, step):
        matrix = np.zeros((count, min(step, width - at)), dtype=np.float32)
        here = (column >= at) & (column < at + step)
        matrix[unit[here], column[here] - at] = value[here]
        products += matrix @ matrix.T
    strength, vectors = np.linalg.eigh(products)
    return strength.astype(np.float64), vectors.astype(np.float64)


def _strong_directions(matrix: _Sparse) -> tuple[Floats, Floats]:
    """The strongest directions of a large sparse matrix, the weakest of them first."""
    # Any start will do that leans on no direction; this one is the same on every machine.
    block = np.cos(np.outer(np.arange(1, matrix.count + 1) ** 2, np.arange(1, _BLOCK + 1)) % (2 * np.pi))
    basis = np.zeros((matrix.count, _BLOCK * _STEPS))
    image = np.zeros_like(basis)
    for step in range(0, _BLOCK * _STEPS, _BLOCK):
        known, place = basis[:, :step], slice(step, step + _BLOCK)
        block = block - known @ (known.T @ block)
        if np.linalg.norm(block) < _NOTHING_NEW:
            basis, image = known, image[:, :step]
            break
        block = np.linalg.qr(block)[0]
        # Once more: directions that hardly led anywhere new still hold much of what is known.
        basis[:, place] = np.linalg.qr(block - known @ (known.T @ block))[0]
        image[:, place] = block = matrix.times_own(basis[:, place])
    strength, turn = np.linalg.eigh(basis.T @ image)
    return strength, basis @ turn


def topic_likeness(vectors: tuple[Floats, Floats], pairs: Pairs) -> Floats:
    """Cosine of the topics of each pair, in [-1, 1]."""
    found = np.empty(len(pairs.old))
    for at in range(0, len(found), _CHUNK):
        part = slice(at, at + _CHUNK)
        found[part] = np.einsum("ij,ij->i", vectors[0][pairs.old[part]], vectors[1][pairs.new[part]])
    return found


class _Sparse:
    """A matrix of units and grams that can be multiplied with its own transpose."""

    def __init__(self, unit: Ints, gram: Ints, value: Floats, count: int) -> None:
        self.count = count
        order = order_of(gram)
        self.unit, ordered = unit[order], gram[order]
        self.value = value[order, None].astype(np.float32)
        self.gram_starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        column = np.repeat(np.arange(len(self.gram_starts)), np.diff([*self.gram_starts, len(gram)]))
        # The same cells in the order of the units, for sums over those.
        by_unit = order_of(self.unit)
        units = self.unit[by_unit]
        self.unit_starts = np.flatnonzero(np.concatenate([[True], units[1:] != units[:-1]]))
        self.units = units[self.unit_starts]
        self.column_by_unit, self.value_by_unit = column[by_unit], self.value[by_unit]

    def times_own(self, basis: Floats) -> Floats:
        """X Xᵀ basis, X being the matrix."""
        by_gram = _sums(basis.astype(np.float32), self.unit, self.value, self.gram_starts)
        found = np.zeros(basis.shape)
        found[self.units] = _sums(by_gram, self.column_by_unit, self.value_by_unit, self.unit_starts)
        return found


def _sums(
    rows: NDArray[np.float32], index: Ints, value: NDArray[np.float32], starts: Ints
) -> NDArray[np.float32]:
    """For every run of cells, which begin at `starts`, the sum of value times row `index` over its cells."""
    found = np.empty((len(starts), rows.shape[1]), dtype=np.float32)
    ends = np.append(starts[1:], len(index))
    at = 0
    while at < len(starts):
        stop = max(int(np.searchsorted(ends, starts[at] + _CELLS, side="right")), at + 1)
        cells = slice(starts[at], ends[stop - 1])
        part = rows[index[cells]]
        part *= value[cells]
        np.add.reduceat(part, starts[at:stop] - starts[at], out=found[at:stop])
        at = stop
    return found
