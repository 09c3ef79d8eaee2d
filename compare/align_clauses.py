"""What two sentences have in common in order, and in their likest clauses.

Long sentences are lists of things to do; of two that share one clause word for word the
bags of grams as a whole say little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from compare.pairs import Floats, Ints, Pairs, distinct
from compare.similarity import bags_of, overlap

_CLAUSE = re.compile(r"[^，、：；。！？,;:!?]{2,}")
#: In long texts clauses less alike than this, or not among so many of the likest of one of the two, count as
#: having nothing in common.
_LEAST_COSINE = 0.2
_MOST_PARTNERS = 8
#: Pairs looked at in one go, to bound memory.
_CHUNK = 100_000


def clause_likeness(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Floats:
    """For every pair of sentences (folded texts) the cosine of their likest clauses, in [0, 1]."""
    clauses_old, owner_old = _clauses(old)
    clauses_new, owner_new = _clauses(new)
    bags = bags_of(clauses_old, clauses_new)
    found, shared = overlap(bags, _LEAST_COSINE, _MOST_PARTNERS)
    mass_old, mass_new = bags.mass()
    cosine = shared / np.sqrt(mass_old[found.old] * mass_new[found.new] + 1e-12)
    keys, place = distinct(owner_old[found.old] * pairs.width + owner_new[found.new])
    best = np.zeros(len(keys))
    np.maximum.at(best, place, cosine)
    sentences = Pairs(keys // max(pairs.width, 1), keys % max(pairs.width, 1), pairs.width)
    return sentences.find(best, pairs.key)


def _clauses(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The clauses of all texts, and of each the number of its text."""
    clauses: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        found = _CLAUSE.findall(text)
        clauses.extend(found)
        owner.extend([number] * len(found))
    return clauses, np.array(owner, dtype=np.int64)


def common_order(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> tuple[Floats, Floats]:
    """For every pair the longest common subsequence of characters, over the lengths of the shorter and longer text."""
    lengths = np.array([len(text) for text in old]), np.array([len(text) for text in new])
    common = np.zeros(len(pairs.old))
    for at in range(0, len(common), _CHUNK):
        a, b = pairs.old[at : at + _CHUNK], pairs.new[at : at + _CHUNK]
        common[at : at + _CHUNK] = process.cpdist(
            [old[i] for i in a.tolist()],
            [new[j] for j in b.tolist()],
            scorer=LCSseq.similarity,
            dtype=np.int32,
        )
    of_pairs = lengths[0][pairs.old], lengths[1][pairs.new]
    return common / np.maximum(np.minimum(*of_pairs), 1), common / np.maximum(np.maximum(*of_pairs), 1)
