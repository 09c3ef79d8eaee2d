"""How alike units of two texts are: cosine of their character n-grams weighted by rarity.

Source of the method: TF-IDF with binary term frequency over overlapping bigrams, the usual
baseline for Chinese retrieval without word cutting.  Western words and numbers count as one
character each, and also alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compare.pairs import Floats, Ints, Pairs, distinct

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+(?:[.,]\d+)*")
_BLANK = re.compile(r"\s+")
#: Symbols for words begin above all code points.
_FIRST_WORD = 0x110000
_SHIFT = 22
#: Grams in more pairs of units than this say little and cost much; on reports of usual length none is that common.
MAX_POSTINGS = 40_000
#: Up to this many cells similarities are summed in a dense table, beyond it by sorting.
_DENSE_CELLS = 4_000_000
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
            np.bincount(self.unit_old, self.weight[self.gram_old], self.n_old).astype(np.float64),
            np.bincount(self.unit_new, self.weight[self.gram_new], self.n_new).astype(np.float64),
        )


def _symbols(texts: Sequence[str], words: dict[str, int]) -> tuple[Ints, Ints]:
    """All units as one array of symbols, and the unit of each symbol; -1 parts units."""
    symbols: list[int] = []
    units: list[int] = []
    for number, text in enumerate(texts):
        row: list[int] = []
        last = 0
        text = _BLANK.sub(" ", text)
        for match in _WORD.finditer(text):
            row.extend(map(ord, text[last : match.start()].replace(" ", "")))
            row.append(words.setdefault(match.group(), _FIRST_WORD + len(words)))
            last = match.end()
        row.extend(map(ord, text[last:].replace(" ", "")))
        symbols.extend(row)
        symbols.append(-1)
        units.extend([number] * (len(row) + 1))
    return np.array(symbols, dtype=np.int64), np.array(units, dtype=np.int64)


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
        distinct(units * size + part)[0]
        for (units, _), part in zip(sides, (ids[:count], ids[count:]), strict=True)
    ]
    (unit_old, gram_old), (unit_new, gram_new) = ((c // size, c % size) for c in cells)
    total = len(old) + len(new)
    frequency = np.bincount(gram_old, minlength=size), np.bincount(gram_new, minlength=size)
    weight = (np.log(max(total, 1) / np.maximum(frequency[0] + frequency[1], 1)) + _SMOOTHING) ** 2
    # What is left out of the sums must not count as a difference either.
    weight[frequency[0] * frequency[1] > MAX_POSTINGS] = 0.0
    return Bags(unit_old, gram_old, unit_new, gram_new, weight, len(old), len(new))


def overlap(bags: Bags) -> tuple[Pairs, Floats]:
    """All pairs of units that share a gram, with the summed weight of what they share."""
    order = np.argsort(bags.gram_new, kind="stable")
    unit_new = bags.unit_new[order]
    size = len(bags.weight)
    per_gram = np.bincount(bags.gram_new, minlength=size)
    starts = np.concatenate([[0], np.cumsum(per_gram)[:-1]])
    useful = (bags.weight > 0) & (per_gram > 0)
    rows = useful[bags.gram_old]
    unit_old, gram_old = bags.unit_old[rows], bags.gram_old[rows]
    counts = per_gram[gram_old]
    # For every (old unit, gram) the run of new units with that gram, laid end to end.
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    place = np.arange(total) - np.repeat(ends - counts, counts) + np.repeat(starts[gram_old], counts)
    key = np.repeat(unit_old, counts) * bags.n_new + unit_new[place]
    weights = np.repeat(bags.weight[gram_old], counts)
    if bags.n_old * bags.n_new <= _DENSE_CELLS:
        table = np.bincount(key, weights, bags.n_old * bags.n_new).astype(np.float64)
        found = np.flatnonzero(table)
        return Pairs(found // bags.n_new, found % bags.n_new, bags.n_new), table[found]
    found, inverse = distinct(key)
    shared = np.bincount(inverse, weights).astype(np.float64)
    return Pairs(found // bags.n_new, found % bags.n_new, bags.n_new), shared
