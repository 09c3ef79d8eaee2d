"""Runs of Han characters that come again and behave like words, by how they hang together and branch.

Inner cohesion: the least pointwise mutual information over the two halves of every cut
(Sun, Shen and Tsou, COLING 1998).  Free borders: the branching entropy on
either side (Jin and Tanaka-Ishii, ACL 2006) in its least form, the min-entropy: minus the logarithm of the
share of the commonest neighbour, which needs no counts but those of the runs one longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.pairs import distinct, order_of

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
Ints = NDArray[np.int32]

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
    phrases: list[Phrase] = []
    counts: list[Ints] = []
    shorter: Ints = np.zeros(0, np.int32)
    for length, (count, numbers) in enumerate(_count_runs(codes), 1):
        counts.append(count)
        # What stands beside a run is known from the runs one longer.
        if length > MIN_CHARS:
            phrases += _phrases_of(text, counts, shorter)
        shorter = numbers
    return sorted(phrases, key=lambda phrase: (-phrase.count, phrase.words))


def _count_runs(codes: NDArray[np.uint32]) -> Iterator[tuple[Ints, Ints]]:
    """For every length, from 1: how often the run at each place occurs, and its number.

    The count is 0 where there is no run of Han characters, or one that cannot repeat.
    """
    han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    number: Ints = np.where(han, codes, 0).astype(np.int32)
    count: Ints = np.where(han, np.bincount(number, minlength=1)[number], 0).astype(np.int32)
    radix = LAST_HAN + 1
    for _ in range(MAX_CHARS):
        yield count, number
        # A run can repeat only where both runs that are one shorter do.
        often = count > 1
        places = np.flatnonzero(often[:-1] & often[1:])
        keys = number[places].astype(np.int64) * radix + number[places + 1]
        known, which = distinct(keys)
        count, number = np.zeros_like(count), np.zeros_like(number)
        count[places], number[places] = np.bincount(which, minlength=1)[which], which
        radix = len(known)
    yield count, number


def _phrases_of(text: str, counts: list[Ints], numbers: Ints) -> list[Phrase]:
    """The phrases that are one shorter than the longest runs counted; `numbers` are theirs."""
    length = len(counts) - 1
    count, longer = counts[-2], counts[-1]
    places = np.flatnonzero(count >= MIN_COUNT)
    if not len(places):
        return []
    places = places[order_of(numbers[places])]
    groups = numbers[places]
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    heads = places[starts]
    behind = np.maximum.reduceat(longer[places], starts)
    ahead = np.maximum.reduceat(np.where(places > 0, longer[places - 1], 0), starts)
    occurs = count[heads].astype(float)
    # Runs one longer that were not counted occur once: no common neighbour either.
    free = np.maximum(ahead, behind) <= np.maximum(MAX_NEIGHBOUR * occurs, 1)
    halves = [
        (counts[cut - 1][heads].astype(float), counts[length - cut - 1][heads + cut].astype(float))
        for cut in range(1, length)
    ]
    expected = np.max([one * two for one, two in halves], axis=0)
    cohesion = np.log2(occurs * np.count_nonzero(counts[0]) / expected)
    parts = np.array([occurs / np.minimum(one, two) for one, two in halves])
    return [
        Phrase(text[head : head + length], int(occurs[index]), tuple(parts[:, index].tolist()))
        for index in np.flatnonzero(free & (cohesion >= MIN_COHESION)).tolist()
        for head in (int(heads[index]),)
    ]
