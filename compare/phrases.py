"""Runs of Han characters that come again and behave like words, by how they hang together and branch.

Inner cohesion: the least pointwise mutual information over the two halves of every cut
(Sun, Shen and Tsou, COLING 1998).  Free borders: the branching entropy on
either side (Jin and Tanaka-Ishii, ACL 2006) in its least form, the min-entropy: minus the logarithm of the
share of the commonest neighbour, which needs no counts but those of the runs one longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
Ints = NDArray[np.int64]

#: Characters of a phrase: words of two are the dictionary's business, longer ones are sentences.
MIN_CHARS, MAX_CHARS = 3, 8
#: Fewer occurrences say nothing of what may stand beside.
MIN_COUNT = 3
#: Bits: the halves meet at least eight times as often as by chance.
MIN_COHESION = 3.0
#: The commonest neighbour on a side stands there at most this often; more and it belongs to the phrase.
MAX_NEIGHBOUR = 0.5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A repeated run: its words, how often it occurs, and how much of its parts.

    `parts[k]` is the greater share of its occurrences in those of its first k+1 characters,
    and of the characters behind them: 1.0 where either half never stands without the other.
    """

    words: str
    count: int
    parts: tuple[float, ...]


def find_phrases(text: str) -> list[Phrase]:
    """The phrases of plain `text`, the most frequent first.  Time grows a little more than linearly."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes):
        return []
    counts, ids = _count_runs(codes)
    phrases: list[Phrase] = []
    for length in range(MIN_CHARS, min(MAX_CHARS, len(counts) - 1) + 1):
        phrases += _phrases_of(text, length, counts, ids[length])
    return sorted(phrases, key=lambda phrase: (-phrase.count, phrase.words))


def _count_runs(codes: Any) -> tuple[list[Ints], list[Ints]]:
    """For every length (0 unused) and place: how often the run there occurs, and its number.

    The count is 0 where there is no run of Han characters, or one that cannot repeat.
    """
    size = len(codes)
    first = np.where((codes >= FIRST_HAN) & (codes <= LAST_HAN), codes, 0).astype(np.int64)
    single = np.where(first > 0, np.bincount(first)[first], 0)
    counts, ids = [np.zeros(0, np.int64), single], [np.zeros(0, np.int64), first]
    radix = LAST_HAN + 1
    for _ in range(2, MAX_CHARS + 2):
        shorter, before = counts[-1], ids[-1]
        # A run can repeat only where both runs that are one shorter do.
        often = shorter > 1
        places = np.flatnonzero(often[:-1] & often[1:])
        count, number = np.zeros(size, np.int64), np.zeros(size, np.int64)
        if len(places):
            keys = before[places] * radix + before[places + 1]
            unique, inverse, occurs = np.unique(keys, return_inverse=True, return_counts=True)
            count[places], number[places] = occurs[inverse], inverse
            radix = len(unique)
        counts.append(count)
        ids.append(number)
    return counts, ids


def _phrases_of(text: str, length: int, counts: list[Ints], numbers: Ints) -> list[Phrase]:
    """The phrases of one length."""
    count, longer = counts[length], counts[length + 1]
    places = np.flatnonzero(count >= MIN_COUNT)
    if not len(places):
        return []
    places = places[np.argsort(numbers[places], kind="stable")]
    groups = numbers[places]
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    heads = places[starts]
    behind = np.maximum.reduceat(longer[places], starts)
    ahead = np.maximum.reduceat(np.where(places > 0, longer[places - 1], 0), starts)
    occurs = count[heads]
    # Runs one longer that were not counted occur once: no common neighbour either.
    free = np.maximum(ahead, behind) <= np.maximum(MAX_NEIGHBOUR * occurs, 1)
    halves = [(counts[cut][heads], counts[length - cut][heads + cut]) for cut in range(1, length)]
    expected = np.max([one * two.astype(float) for one, two in halves], axis=0)
    cohesion = np.log2(occurs * float(np.count_nonzero(counts[1])) / expected)
    parts = np.array([occurs / np.minimum(one, two) for one, two in halves])
    return [
        Phrase(text[head : head + length], int(occurs[index]), tuple(parts[:, index].tolist()))
        for index in np.flatnonzero(free & (cohesion >= MIN_COHESION)).tolist()
        for head in (int(heads[index]),)
    ]
