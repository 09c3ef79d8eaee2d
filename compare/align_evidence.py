"""Evidence for pairs of sentences and of paragraphs, and what it is worth.

Each function returns one row of numbers per pair.  Their weights, in `align_weights`, were
learned by logistic regression from hand-made links (`make fit`), so the result is a
probability, and serves as confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from compare.align_units import Side
from compare.pairs import Floats, Pairs, distinct, margins, neighbours
from compare.similarity import Bags, bags_of, overlap

#: Pairs less alike than this are not looked at.
MIN_SENTENCE_COSINE = 0.06
MIN_UNIT_COSINE = 0.05
#: Sentence links less likely than this do not speak for their paragraphs.
MIN_SUPPORT = 0.05
#: Characters of support that every paragraph grants to "none of these".
_NO_PARTNER = 20.0

SENTENCE_EVIDENCE = (
    "bias", "cosine", "containment", "worse_margin", "better_margin", "log_length", "length_ratio", "near", "far",
    "paragraph_rank", "position", "paragraph",
)  # fmt: skip
UNIT_EVIDENCE = (
    "bias", "cosine", "worse_margin", "better_margin", "support", "support_worse_margin",
    "support_better_margin", "smaller_share", "larger_share", "near", "far", "support_near", "lead", "length_ratio",
    "log_length", "position", "topics", "topics_worse_margin", "topics_better_margin", "section", "near_paragraph",
    "far_paragraph",
)  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """Pairs with cosine and containment (shared weight over the smaller unit's), and the bags they are of."""

    pairs: Pairs
    cosine: Floats
    containment: Floats
    bags: Bags

    def keep(self, mask: np.ndarray) -> Alike:
        return Alike(self.pairs.keep(mask), self.cosine[mask], self.containment[mask], self.bags)


def alike(old: list[str], new: list[str]) -> Alike:
    """All pairs of folded texts that have something in common."""
    bags = bags_of(old, new)
    pairs, shared = overlap(bags)
    mass_old, mass_new = bags.mass()
    a, b = mass_old[pairs.old], mass_new[pairs.new]
    return Alike(pairs, shared / np.sqrt(a * b + 1e-12), shared / (np.minimum(a, b) + 1e-12), bags)


def _position(pairs: Pairs, n_old: int) -> Floats:
    """How far apart the two stand in their texts, in [0, 1]."""
    difference: Floats = np.abs((pairs.old + 0.5) / max(n_old, 1) - (pairs.new + 0.5) / max(pairs.width, 1))
    return difference


def _rank(values: Floats, pairs: Pairs, n_old: int) -> Floats:
    """Value over the best of its row and of its column, the smaller of the two."""
    row, column = np.zeros(n_old), np.zeros(pairs.width)
    np.maximum.at(row, pairs.old, values)
    np.maximum.at(column, pairs.new, values)
    ratio: Floats = np.minimum(values / (row[pairs.old] + 1e-9), values / (column[pairs.new] + 1e-9))
    return ratio


def sentence_evidence(
    found: Alike, units: Alike, old: Side, new: Side, paragraph: Floats | None = None
) -> Floats:
    """One row per sentence pair, columns as in SENTENCE_EVIDENCE.

    `paragraph` holds the probabilities of the unit pairs once they are known; without it
    the last column is missing.
    """
    pairs = found.pairs
    margin = np.sort(margins(pairs, found.cosine, len(old.sentences)), axis=0)
    near, far = neighbours(pairs, found.cosine)
    lengths = old.sentence_lengths[pairs.old], new.sentence_lengths[pairs.new]
    of_units = old.unit_of_sentence[pairs.old] * units.pairs.width + new.unit_of_sentence[pairs.new]
    rank = _rank(units.cosine, units.pairs, len(old.units))
    columns = [
        np.ones(len(pairs.old)),
        found.cosine,
        found.containment,
        *margin,
        np.log(np.maximum(np.minimum(*lengths), 1.0)),
        np.abs(np.log(np.maximum(lengths[0], 1.0) / np.maximum(lengths[1], 1.0))),
        near,
        far,
        units.pairs.find(rank, of_units),
        _position(pairs, len(old.sentences)),
    ]
    if paragraph is not None:
        columns.append(units.pairs.find(paragraph, of_units))
    return np.stack(columns, axis=1) if len(pairs.old) else np.zeros((0, len(columns)))


def unit_support(units: Pairs, sentences: Pairs, probability: Floats, old: Side, new: Side) -> Floats:
    """For every unit pair the expected number of characters in linked sentences."""
    strong = probability >= MIN_SUPPORT
    pairs = sentences.keep(strong)
    shared = np.minimum(old.sentence_lengths[pairs.old], new.sentence_lengths[pairs.new])
    # A salutation at the head of many paragraphs speaks for none of them.
    shared[old.phrases[pairs.old] & new.phrases[pairs.new]] = 0.0
    key = old.unit_of_sentence[pairs.old] * units.width + new.unit_of_sentence[pairs.new]
    place = np.searchsorted(units.key, key)
    inside = place < len(units.old)
    hit = np.zeros(len(key), dtype=bool)
    hit[inside] = units.key[place[inside]] == key[inside]
    return np.bincount(place[hit], (probability[strong] * shared)[hit], len(units.old)).astype(np.float64)


def unit_evidence(
    units: Alike,
    sentences: Alike,
    probability: Floats,
    topics: Floats,
    old: Side,
    new: Side,
    first_pass: Floats | None = None,
) -> Floats:
    """One row per unit pair, columns as in UNIT_EVIDENCE.

    `probability` is that of the sentence pairs, `topics` the likeness of the unit pairs by topic.

    `first_pass` holds the probabilities of the unit pairs by the other columns; without it
    the last three are missing.
    """
    pairs = units.pairs
    n_old = len(old.units)
    support = unit_support(pairs, sentences.pairs, probability, old, new)
    a, b = old.unit_lengths[pairs.old] + 1.0, new.unit_lengths[pairs.new] + 1.0
    part = support / np.minimum(a, b)
    margin = np.sort(margins(pairs, units.cosine, n_old), axis=0)
    support_margin = np.sort(margins(pairs, part, n_old), axis=0)
    row_sum = np.bincount(pairs.old, support, n_old)[pairs.old]
    column_sum = np.bincount(pairs.new, support, pairs.width)[pairs.new]
    shares = np.sort([support / (row_sum + _NO_PARTNER), support / (column_sum + _NO_PARTNER)], axis=0)
    near, far = neighbours(pairs, units.cosine)
    first = old.first_sentence[pairs.old] * sentences.pairs.width + new.first_sentence[pairs.new]
    columns = [
        np.ones(len(pairs.old)),
        units.cosine,
        *margin,
        part,
        *support_margin,
        *shares,
        near,
        far,
        neighbours(pairs, part)[0],
        sentences.pairs.find(sentences.cosine, first),
        np.abs(np.log(a / b)),
        np.log(np.minimum(a, b)),
        _position(pairs, n_old),
        topics,
        *np.sort(margins(pairs, topics, n_old), axis=0),
    ]
    if first_pass is not None:
        columns += [_section_share(pairs, first_pass, old, new), *neighbours(pairs, first_pass)]
    return np.stack(columns, axis=1) if len(pairs.old) else np.zeros((0, len(columns)))


def _section_share(pairs: Pairs, probability: Floats, old: Side, new: Side) -> Floats:
    """How much of the smaller of the two sections around a pair is linked into the other, the pair itself aside."""
    shared = probability * np.minimum(old.unit_lengths[pairs.old], new.unit_lengths[pairs.new])
    numbers = old.section_numbers[pairs.old], new.section_numbers[pairs.new]
    width = int(new.section_numbers.max(initial=0)) + 1
    key = numbers[0] * width + numbers[1]
    _, where = distinct(key)
    total = np.bincount(where, shared)[where] - shared
    sizes = (
        np.bincount(old.section_numbers, old.unit_lengths)[numbers[0]] - old.unit_lengths[pairs.old],
        np.bincount(new.section_numbers, new.unit_lengths)[numbers[1]] - new.unit_lengths[pairs.new],
    )
    share: Floats = total / (np.minimum(*sizes) + _NO_PARTNER)
    return np.minimum(share, 1.0)
