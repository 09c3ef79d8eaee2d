"""How alike units of two texts are: cosine of their character n-grams weighted by rarity.

Source of the method: TF-IDF with binary term frequency over overlapping bigrams, the usual
baseline for Chinese retrieval without word cutting.  Western words and numbers count as one
character each, and also alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.pairs import Floats, Ints, Pairs, distinct, distinct_values, order_of, rank_in

#: One class of characters comes first, so that the text is run through for the class alone.
_WORD = re.compile(r"[a-z\d](?:(?<=[a-z])[a-z]*(?:['’-][a-z]+)*|(?<=\d)\d*(?:[.,]\d+)*)")
#: White space, as `str.isspace` has it.
_BLANKS = np.array([code for code in range(0x3001) if chr(code).isspace()])
#: Symbols for words begin above all code points.
_FIRST_WORD = 0x110000
_SHIFT = 22
#: Grams in more pairs of units than this say little and cost much; on reports of usual length none is that common.
MAX_POSTINGS = 40_000
#: Up to so many sums (reports of four times the usual length need half a million) all pairs of units that
#: share a gram are kept; beyond it only those that come into question.
_ALL_PAIRS_SUMS = 1_000_000
#: A table with more than so many cells for each sum costs more than sorting.
_SPARSE = 12
#: Of long texts a pair comes into question if it is among so many of the likest of one of its units.
#: In texts of ten and fifty times the usual length no link was ever beyond the twentieth.
MOST_PARTNERS = 24
#: Of long texts a pair less alike than this comes into question only where a caller wants it.
LEAST_COSINE = 0.05
#: Of long texts candidates are found through the rarest grams of each old unit, for so many sums.  Links of
#: texts of ten times the usual length are then those of all pairs but for 1 in 100 (with 500: 2, with 100: 6).
RARE_POSTINGS = 1000
#: By these grams alone they need so much of the likeness that is asked for, and may be so many times as many.
_LEAST_BY_RARE = 0.5
_CANDIDATES = 3
#: What a pair from one end of the one text and the other end of the other loses of its rank.
_FAR = 0.01
#: Cells of a table that tells which units have a gram, to bound memory.
_TABLE_CELLS = 32_000_000
#: Sums taken in one go, to bound memory.
_CHUNK = 200_000
#: A gram in every unit still says something about two units that share it.
_SMOOTHING = 0.05


@dataclass(frozen=True)
class Bags:
    """For each unit of both sides the set of its grams, as parallel arrays sorted by unit."""

    unit_old: Ints
    gram_old: Ints
    unit_new: Ints
    gram_new: Ints
    weight: Floats  # by gram: squared inverse document frequency
    n_old: int
    n_new: int

    def mass(self) -> tuple[Floats, Floats]:
        """Squared norms of the units of either side."""
        return (
            np.bincount(self.unit_old, self.weight[self.gram_old], self.n_old).astype(np.float64, copy=False),
            np.bincount(self.unit_new, self.weight[self.gram_new], self.n_new).astype(np.float64, copy=False),
        )


def _symbols(texts: Sequence[str], words: dict[str, int]) -> tuple[Ints, Ints]:
    """All units as one array of symbols, and the unit of each symbol; -1 parts units."""
    joined = "\n".join([*texts, ""])
    symbols = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    units = np.repeat(np.arange(len(texts)), lengths)
    kept = ~np.isin(symbols, _BLANKS)
    found = list(_WORD.finditer(joined))
    starts, ends = np.array([match.span() for match in found], dtype=np.int64).reshape(-1, 2).T
    symbols[starts] = [_FIRST_WORD + words.setdefault(match.group(), len(words)) for match in found]
    # Of the characters of a word the first stands for all.
    steps = np.zeros(len(symbols) + 1, dtype=np.int64)
    steps[starts + 1] += 1
    steps[ends] -= 1
    kept &= np.cumsum(steps)[:-1] == 0
    parting = np.cumsum(lengths) - 1
    symbols[parting] = -1
    kept[parting] = True
    return symbols[kept], units[kept]


def _grams(symbols: Ints, units: Ints) -> tuple[Ints, Ints]:
    """Distinct (unit, gram) pairs: bigrams of symbols, and words alone."""
    whole = (symbols[:-1] >= 0) & (symbols[1:] >= 0)
    bigrams = (symbols[:-1][whole] << _SHIFT) | symbols[1:][whole]
    alone = symbols >= _FIRST_WORD
    # A unit of one character has no bigram; it stands for itself.
    lonely = np.ones(len(symbols), dtype=bool)
    lonely[:-1] &= symbols[1:] < 0
    lonely[1:] &= symbols[:-1] < 0
    single = alone | (lonely & (symbols >= 0))
    return (
        np.concatenate([units[:-1][whole], units[single]]),
        np.concatenate([bigrams, symbols[single]]),
    )


def bags_of(old: Sequence[str], new: Sequence[str]) -> Bags:
    """Gram sets of the units (folded texts) of both sides with weights by their rarity in either."""
    words: dict[str, int] = {}
    sides = [_grams(*_symbols(texts, words)) for texts in (old, new)]
    count = len(sides[0][1])
    vocabulary, ids = distinct(np.concatenate([sides[0][1], sides[1][1]]))
    size = max(len(vocabulary), 1)
    cells = [
        distinct_values(units * size + part)
        for (units, _), part in zip(sides, (ids[:count], ids[count:]), strict=True)
    ]
    (unit_old, gram_old), (unit_new, gram_new) = ((c // size, c % size) for c in cells)
    total = len(old) + len(new)
    frequency = np.bincount(gram_old, minlength=size), np.bincount(gram_new, minlength=size)
    weight = (np.log(max(total, 1) / np.maximum(frequency[0] + frequency[1], 1)) + _SMOOTHING) ** 2
    # What is left out of the sums must not count as a difference either.
    weight[frequency[0] * frequency[1] > MAX_POSTINGS] = 0.0
    return Bags(unit_old, gram_old, unit_new, gram_new, weight, len(old), len(new))


def overlap(bags: Bags, least: float = LEAST_COSINE, most: int = MOST_PARTNERS) -> tuple[Pairs, Floats]:
    """All pairs of units that share a gram, with the summed weight of what they share.

    Of long texts only the `most` likest pairs of every unit, and none whose cosine is below
    `least`: time and memory grow with what the texts share, not with their square.
    """
    unit_new = bags.unit_new[order_of(bags.gram_new)]
    size = len(bags.weight)
    per_gram = np.bincount(bags.gram_new, minlength=size)
    starts = np.concatenate([[0], np.cumsum(per_gram)[:-1]])
    useful = (bags.weight > 0) & (per_gram > 0)
    rows = useful[bags.gram_old]
    postings = _Postings(bags.unit_old[rows], bags.gram_old[rows], per_gram, starts, unit_new)
    if per_gram[postings.gram_old].sum() <= _ALL_PAIRS_SUMS:
        return _all_pairs(bags, postings)
    return _likest_pairs(bags, postings, least, most)


@dataclass(frozen=True)
class _Postings:
    """Cells of the old side, and for every gram the run of new units that have it."""

    unit_old: Ints
    gram_old: Ints
    per_gram: Ints
    starts: Ints
    unit_new: Ints

    def keep(self, cells: NDArray[np.bool_]) -> _Postings:
        """Those of some cells of the old side."""
        return _Postings(
            self.unit_old[cells], self.gram_old[cells], self.per_gram, self.starts, self.unit_new
        )

    def spread(self, cells: slice) -> tuple[Ints, Ints]:
        """The run of each cell, laid end to end: the number of its cell in `cells`, and the new unit."""
        gram = self.gram_old[cells]
        counts = self.per_gram[gram]
        ends = np.cumsum(counts)
        cell = np.repeat(np.arange(len(gram)), counts)
        place = np.arange(len(cell)) + (self.starts[gram] - (ends - counts))[cell]
        return cell, self.unit_new[place]


def _all_pairs(bags: Bags, postings: _Postings) -> tuple[Pairs, Floats]:
    parts = [(np.zeros(0, dtype=np.int64), np.zeros(0)), *_sums_in_parts(bags, postings)]
    key, shared = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Pairs(key // bags.n_new, key % bags.n_new, bags.n_new), shared


def _sums(bags: Bags, postings: _Postings, cells: slice, first: int, stop: int) -> tuple[Ints, Floats]:
    """Keys of the pairs that share a gram, and their summed weight.

    `cells` are those of the old units from `first` up to `stop`.
    """
    cell, new = postings.spread(cells)
    unit, gram = postings.unit_old[cells], postings.gram_old[cells]
    size = (stop - first) * bags.n_new
    key = ((unit - first) * bags.n_new)[cell] + new
    weight = bags.weight[gram][cell]
    if size <= len(cell) * _SPARSE:
        table: Floats = np.bincount(key, weight, size).astype(np.float64, copy=False)
        key = np.flatnonzero(table > 0)
        return key + first * bags.n_new, table[key]
    order = order_of(key)
    key = key[order]
    head = np.flatnonzero(np.diff(key, prepend=-1))
    return key[head] + first * bags.n_new, np.add.reduceat(weight[order], head)


def _likest_pairs(bags: Bags, postings: _Postings, least: float, most: int) -> tuple[Pairs, Floats]:
    """Candidates share rare grams; what they share of the others is added where a pair is one."""
    norm_old, norm_new = (np.sqrt(mass) for mass in bags.mass())

    def likeness(old: Ints, new: Ints, shared: Floats) -> tuple[Floats, Floats]:
        """Cosines, and what pairs are ranked by: of what repeats all over the text, the nearest come first."""
        cosine = shared / (norm_old[old] * norm_new[new] + 1e-12)
        return cosine, cosine * (1.0 - _FAR * np.abs(old / bags.n_old - new / bags.n_new))

    rare = _rarest(postings)
    parts = [(np.zeros(0, dtype=np.int64), np.zeros(0))]
    for key, shared in _sums_in_parts(bags, postings.keep(rare)):
        old = key // bags.n_new
        cosine, value = likeness(old, key % bags.n_new, shared)
        likely = np.flatnonzero(cosine >= least * _LEAST_BY_RARE)
        likely = likely[rank_in(old[likely], value[likely]) < most * _CANDIDATES]
        parts.append((key[likely], shared[likely]))
    key, shared = (np.concatenate(column) for column in zip(*parts, strict=True))
    pairs = Pairs(key // bags.n_new, key % bags.n_new, bags.n_new)
    shared += _shared_beyond(bags, pairs, postings.keep(~rare))
    cosine, value = likeness(pairs.old, pairs.new, shared)
    kept = (cosine >= least) & ((rank_in(pairs.old, value) < most) | (rank_in(pairs.new, value) < most))
    return pairs.keep(kept), shared[kept]


def _rarest(postings: _Postings) -> NDArray[np.bool_]:
    """Which cells of the old side are the rarest of their unit: at least one, at most `RARE_POSTINGS` sums."""
    counts = postings.per_gram[postings.gram_old]
    order = order_of(postings.unit_old * (int(counts.max(initial=0)) + 1) + counts)
    total = np.cumsum(counts[order])
    head = np.diff(postings.unit_old, prepend=-1) != 0  # units are in order, before and after
    before = np.maximum.accumulate(np.where(head, total - counts[order], 0))
    rare = np.empty(len(order), dtype=bool)
    rare[order] = head | (total - before <= RARE_POSTINGS)
    return rare


def _sums_in_parts(bags: Bags, postings: _Postings) -> Iterator[tuple[Ints, Floats]]:
    """`_sums` of a few old units at a time."""
    ends = np.cumsum(postings.per_gram[postings.gram_old])
    first = np.searchsorted(postings.unit_old, np.arange(bags.n_old + 1))
    before = np.concatenate([[0], ends])[first]  # sums up to the first cell of every unit
    at = 0
    while at < bags.n_old:
        stop = max(int(np.searchsorted(before, before[at] + _CHUNK, side="right")) - 1, at + 1)
        yield _sums(bags, postings, slice(first[at], first[stop]), at, stop)
        at = stop


def _shared_beyond(bags: Bags, pairs: Pairs, postings: _Postings) -> Floats:
    """The weight that each of the pairs shares of these cells, whose grams are few and in many units."""
    shared = np.zeros(len(pairs.old))
    grams = distinct_values(postings.gram_old)
    step = max(_TABLE_CELLS // max(bags.n_new, 1), 1)
    for at in range(0, len(grams), step):
        some = grams[at : at + step]
        number = np.full(len(bags.weight), -1)
        number[some] = np.arange(len(some))
        has = np.zeros((bags.n_new, len(some)), dtype=bool)
        cells = number[bags.gram_new] >= 0
        has[bags.unit_new[cells], number[bags.gram_new[cells]]] = True
        cells = number[postings.gram_old] >= 0
        gram = postings.gram_old[cells]
        first = np.searchsorted(postings.unit_old[cells], np.arange(bags.n_old + 1))
        counts = np.diff(first)[pairs.old]
        ends = np.cumsum(counts)
        start = 0
        while start < len(shared):
            base = ends[start] - counts[start]
            stop = max(int(np.searchsorted(ends, base + _CHUNK, side="right")), start + 1)
            part = slice(start, stop)
            pair = np.repeat(np.arange(start, stop), counts[part])
            place = np.arange(len(pair)) + (first[pairs.old] - ends + counts + base)[pair]
            hit = has[pairs.new[pair], number[gram[place]]]
            shared[part] += np.bincount(pair[hit] - start, bags.weight[gram[place[hit]]], stop - start)
            start = stop
    return shared
