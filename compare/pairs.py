"""Sparse sets of (old, new) index pairs with values, as sorted numpy arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: A table with more than so many cells for each value costs more than putting the values in order.
_SPARSE = 12


@dataclass(frozen=True)
class Pairs:
    """Pairs of an old and a new unit, sorted by old, then new; `width` is the number of new units."""

    old: Ints
    new: Ints
    width: int

    @property
    def key(self) -> Ints:
        return self.old * self.width + self.new

    def at(self, values: Floats, down: int, right: int) -> Floats:
        """For each pair (i, j) the value of (i + down, j + right), 0 where that is no pair."""
        wanted = self.key + down * self.width + right
        inside = (self.new + right >= 0) & (self.new + right < self.width)
        return np.where(inside, self.find(values, wanted), 0.0)

    def find(self, values: Floats, wanted: Ints) -> Floats:
        """Values of the pairs with the keys `wanted`, 0 where there is none."""
        if not len(self.old):
            return np.zeros(len(wanted))
        key = self.key
        place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        found: Floats = np.where(key[place] == wanted, values[place], 0.0)
        return found

    def keep(self, mask: NDArray[np.bool_]) -> Pairs:
        return Pairs(self.old[mask], self.new[mask], self.width)


def order_of(values: NDArray[np.integer]) -> Ints:
    """The places of values (none below 0) from the least to the greatest, of equal ones in their order.

    By digits of 16 bits, the last first: `numpy` sorts those by counting, which takes a third of the
    time of comparing.
    """
    order: Ints = np.argsort(values.astype(np.uint16), kind="stable")
    greatest = int(values.max(initial=0))
    for bits in range(16, greatest.bit_length(), 16):
        order = order[np.argsort((values >> bits).astype(np.uint16)[order], kind="stable")]
    return order


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values in order, and the place of each value among them.

    By sorting: `numpy.unique` hashes, which takes ten times as long on these arrays.
    """
    order = order_of(values)
    ordered = values[order]
    new = np.ones(len(values), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    place = np.empty(len(values), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    return ordered[new], place


def distinct_values(values: Ints) -> Ints:
    """The distinct values in order."""
    ordered = values[order_of(values)]
    new = np.ones(len(values), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def sums_by(keys: Ints, values: Floats) -> Floats:
    """For every value the sum of all that have its key (none below 0)."""
    if int(keys.max(initial=0)) > _SPARSE * len(keys):
        keys = distinct(keys)[1]
    found: Floats = np.bincount(keys, values).astype(np.float64, copy=False)[keys]
    return found


def rank_in(group: Ints, values: Floats) -> Ints:
    """How many values of its group are higher than each value, or as high and before it.

    Values are in [0, 1] and told apart to 2⁻²⁰: group and value are sorted as one number.
    """
    count = len(group)
    steps = 1 << 20
    lower = np.rint((1.0 - np.clip(values, 0.0, 1.0)) * (steps - 1)).astype(np.int64)
    order = order_of(group * steps + lower)
    in_group = group[order]
    head = np.ones(count, dtype=bool)
    head[1:] = in_group[1:] != in_group[:-1]
    place = np.arange(count)
    rank = np.empty(count, dtype=np.int64)
    rank[order] = place - np.maximum.accumulate(np.where(head, place, 0))
    return rank


def best_two(group: Ints, values: Floats, groups: int) -> tuple[Floats, Floats]:
    """Highest and second highest value of every group (0 where there are fewer)."""
    first = np.full(groups, -np.inf)
    np.maximum.at(first, group, values)
    best = values == first[group]
    second = np.where(np.bincount(group[best], minlength=groups) > 1, first, -np.inf)
    np.maximum.at(second, group[~best], values[~best])
    return np.where(np.isfinite(first), first, 0.0), np.where(np.isfinite(second), second, 0.0)


def margins(pairs: Pairs, values: Floats, n_old: int) -> tuple[Floats, Floats]:
    """How much each value beats the best other one of its old or its new unit: the lesser, and the greater."""

    def margin(group: Ints, groups: int) -> Floats:
        first, second = best_two(group, values, groups)
        rival = np.where(values >= first[group], second[group], first[group])
        difference: Floats = values - rival
        return difference

    margin_old, margin_new = margin(pairs.old, n_old), margin(pairs.new, pairs.width)
    return np.minimum(margin_old, margin_new), np.maximum(margin_old, margin_new)


def neighbours(pairs: Pairs, values: Floats) -> tuple[Floats, Floats]:
    """Support from the pairs just before and after on both sides, and from those two steps away."""
    near = np.maximum(pairs.at(values, -1, -1), pairs.at(values, 1, 1))
    steps = ((2, 2), (1, 2), (2, 1))
    far = np.max([pairs.at(values, s * i, s * j) for i, j in steps for s in (1, -1)], axis=0)
    return near, far


def beside(pairs: Pairs, values: Floats) -> Floats:
    """Support for a split or a merge: the best pair of the one unit with a neighbour of the other."""
    found: Floats = np.max([pairs.at(values, *step) for step in ((0, 1), (0, -1), (1, 0), (-1, 0))], axis=0)
    return found


def sigmoid(values: Any) -> Floats:
    """The logistic function."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0)))
    return result
