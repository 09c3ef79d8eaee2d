"""Evidence for pairs of sentences and of paragraphs, and what it is worth.

Each function returns one row of numbers per pair.  Their weights, in `align_weights`, were
learned by logistic regression from hand-made links (`make fit`), so the result is a
probability, and serves as confidence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from compare.align_clauses import clause_likeness, common_order
from compare.align_units import Side
from compare.pairs import Flags, Floats, Ints, Pairs, beside, distinct_values, margins, neighbours, sums_by
from compare.similarity import LEAST_COSINE, Bags, bags_of, overlap

#: Pairs less alike than this are not looked at.
MIN_SENTENCE_COSINE = 0.06
MIN_UNIT_COSINE = 0.05
#: Sentence links less likely than this do not speak for their paragraphs.
MIN_SUPPORT = 0.05
#: First paragraphs of sections are compared if so much of the sections seems linked, whatever their words.
LEAD_SHARE = 0.1
#: Characters of support that every paragraph grants to "none of these".
_NO_PARTNER = 20.0
#: The same where a heading is all that there is besides.
_ONLY_HEADING = 1.0

SENTENCE_EVIDENCE = (
    "bias", "cosine", "containment", "worse_margin", "better_margin", "log_length", "length_ratio", "near", "far",
    "paragraph_rank", "position", "weight", "weight_worse_margin", "weight_better_margin", "order", "clause",
    "paragraph",
)  # fmt: skip
UNIT_EVIDENCE = (
    "bias", "cosine", "worse_margin", "better_margin", "support", "support_worse_margin",
    "support_better_margin", "smaller_share", "larger_share", "near", "far", "support_near", "lead", "length_ratio",
    "log_length", "position", "topics", "topics_worse_margin", "topics_better_margin", "section", "near_paragraph",
    "far_paragraph", "slot", "beside", "paragraph_worse_margin", "paragraph_better_margin",
)  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """Pairs with the weight they share, cosine and containment (that weight over the smaller unit's).

    `bags` are those of all units of both sides.
    """

    pairs: Pairs
    shared: Floats
    cosine: Floats
    containment: Floats
    bags: Bags

    def keep(self, mask: Flags) -> Alike:
        return Alike(
            self.pairs.keep(mask), self.shared[mask], self.cosine[mask], self.containment[mask], self.bags
        )

    def with_pairs(self, wanted: Collection[tuple[int, int]]) -> Alike:
        """The same with these pairs among them, even if they share nothing."""
        width = self.pairs.width
        keys = distinct_values(np.array([i * width + j for i, j in wanted], dtype=np.int64))
        more = keys[self.pairs.find(np.ones(len(self.shared)), keys) == 0]
        if not len(more):
            return self
        key = np.concatenate([self.pairs.key, more])
        order = np.argsort(key, kind="stable")
        nothing = np.zeros(len(more))
        shared, cosine, containment = (
            np.concatenate([kept, nothing])[order] for kept in (self.shared, self.cosine, self.containment)
        )
        return Alike(
            Pairs(key[order] // width, key[order] % width, width), shared, cosine, containment, self.bags
        )


def alike(old: list[str], new: list[str], least: float = LEAST_COSINE) -> Alike:
    """Pairs of folded texts that have something in common; of long texts see `overlap`."""
    bags = bags_of(old, new)
    pairs, shared = overlap(bags, least)
    mass_old, mass_new = bags.mass()
    a, b = mass_old[pairs.old], mass_new[pairs.new]
    return Alike(pairs, shared, shared / np.sqrt(a * b + 1e-12), shared / (np.minimum(a, b) + 1e-12), bags)


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


def sentence_evidence(found: Alike, units: Alike, old: Side, new: Side) -> Floats:
    """One row per sentence pair, columns as in SENTENCE_EVIDENCE but for the last, which comes later."""
    pairs = found.pairs
    n_old = len(old.sentences)
    near, far = neighbours(pairs, found.cosine)
    lengths = old.sentence_lengths[pairs.old], new.sentence_lengths[pairs.new]
    rank = _rank(units.cosine, units.pairs, len(old.units))
    weight = np.sqrt(found.shared)
    columns = [
        np.ones(len(pairs.old)),
        found.cosine,
        found.containment,
        *margins(pairs, found.cosine, n_old),
        np.log(np.maximum(np.minimum(*lengths), 1.0)),
        np.abs(np.log(np.maximum(lengths[0], 1.0) / np.maximum(lengths[1], 1.0))),
        near,
        far,
        units.pairs.find(rank, units_of_sentences(pairs, old, new)),
        _position(pairs, n_old),
        weight,
        *margins(pairs, weight, n_old),
        common_order(old.sentence_texts, new.sentence_texts, pairs)[0],
        clause_likeness(old.sentence_texts, new.sentence_texts, pairs),
    ]
    return np.stack(columns, axis=1) if len(pairs.old) else np.zeros((0, len(columns)))


def units_of_sentences(pairs: Pairs, old: Side, new: Side) -> Ints:
    """For every sentence pair the key of the pair of their units."""
    keys: Ints = old.unit_of_sentence[pairs.old] * len(new.units) + new.unit_of_sentence[pairs.new]
    return keys


def unit_support(units: Pairs, sentences: Pairs, probability: Floats, old: Side, new: Side) -> Floats:
    """For every unit pair the expected number of characters in linked sentences."""
    strong = probability >= MIN_SUPPORT
    pairs = sentences.keep(strong)
    shared = np.minimum(old.sentence_lengths[pairs.old], new.sentence_lengths[pairs.new])
    # A salutation at the head of many paragraphs speaks for none of them.
    shared[old.phrases[pairs.old] & new.phrases[pairs.new]] = 0.0
    key = units_of_sentences(pairs, old, new)
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
) -> Floats:
    """One row per unit pair, columns as in UNIT_EVIDENCE.

    `probability` is that of the sentence pairs, `topics` the likeness of the unit pairs by
    topic.  The last columns come later, see `section_evidence`.
    """
    pairs = units.pairs
    n_old = len(old.units)
    support = unit_support(pairs, sentences.pairs, probability, old, new)
    a, b = old.unit_lengths[pairs.old] + 1.0, new.unit_lengths[pairs.new] + 1.0
    part = support / np.minimum(a, b)
    row_sum = np.bincount(pairs.old, support, n_old)[pairs.old]
    column_sum = np.bincount(pairs.new, support, pairs.width)[pairs.new]
    shares = support / (row_sum + _NO_PARTNER), support / (column_sum + _NO_PARTNER)
    near, far = neighbours(pairs, units.cosine)
    first = old.first_sentence[pairs.old] * sentences.pairs.width + new.first_sentence[pairs.new]
    columns = [
        np.ones(len(pairs.old)),
        units.cosine,
        *margins(pairs, units.cosine, n_old),
        part,
        *margins(pairs, part, n_old),
        np.minimum(*shares),
        np.maximum(*shares),
        near,
        far,
        neighbours(pairs, part)[0],
        sentences.pairs.find(sentences.cosine, first),
        np.abs(np.log(a / b)),
        np.log(np.minimum(a, b)),
        _position(pairs, n_old),
        topics,
        *margins(pairs, topics, n_old),
    ]
    return np.stack(columns, axis=1) if len(pairs.old) else np.zeros((0, len(columns)))


def section_evidence(pairs: Pairs, first_pass: Floats, old: Side, new: Side) -> Floats:
    """The last columns of UNIT_EVIDENCE: what the links around a pair say, by their first probabilities."""
    shared = first_pass * np.minimum(old.unit_lengths[pairs.old], new.unit_lengths[pairs.new])
    numbers = old.section_numbers, new.section_numbers
    columns = [
        _share(pairs, shared, numbers, old, new),
        *neighbours(pairs, first_pass),
        _lead_share(pairs, shared, old, new),
        beside(pairs, first_pass),
        *margins(pairs, first_pass, len(old.units)),
    ]
    return np.stack(columns, axis=1) if len(pairs.old) else np.zeros((0, len(columns)))


def lead_pairs(pairs: Pairs, support: Floats, old: Side, new: Side) -> Flags:
    """The pairs of first paragraphs of two sections of which the sentences speak for each other.

    A section may begin in all new words each year; what stands below it tells.
    """
    found: Flags = _lead_share(pairs, support, old, new) >= LEAD_SHARE
    return found


def _lead_share(pairs: Pairs, shared: Floats, old: Side, new: Side) -> Floats:
    """For pairs of first paragraphs how much of the smaller section is linked into the other; 0 for others.

    What stands below the headings tells, since headings say the same every year; only where
    there is nothing else the headings count.
    """
    found = np.zeros(len(pairs.old))
    below = np.where(old.is_heading[pairs.old] | new.is_heading[pairs.new], 0.0, shared)
    for above_old, above_new in zip(old.sections_above, new.sections_above, strict=False):
        leads = (above_old == old.lead_of)[pairs.old] & (above_new == new.lead_of)[pairs.new]
        if not leads.any():
            continue
        only = is_only(above_old, old)[pairs.old] & is_only(above_new, new)[pairs.new]
        sections = above_old, above_new
        of_heading = _share(pairs, shared, sections, old, new, _ONLY_HEADING)
        share = np.where(only, of_heading, _share(pairs, below, sections, old, new))
        found = np.where(leads, share, found)
    return found


def is_only(sections: Ints, side: Side) -> Flags:
    """For every unit whether its section has one paragraph and nothing below it."""
    count = np.bincount(sections[~side.is_heading], minlength=int(sections.max(initial=0)) + 1)
    only: Flags = count[sections] == 1
    return only


def _share(
    pairs: Pairs,
    shared: Floats,
    sections: tuple[Ints, Ints],
    old: Side,
    new: Side,
    none: float = _NO_PARTNER,
) -> Floats:
    """How much of the smaller of the two sections around a pair is linked into the other, the pair itself aside.

    `sections` has the number of its section for every old and new unit, 0 for none.
    """
    numbers = sections[0][pairs.old], sections[1][pairs.new]
    width = int(sections[1].max(initial=0)) + 1
    total = sums_by(numbers[0] * width + numbers[1], shared) - shared
    sizes = (
        np.bincount(sections[0], old.unit_lengths)[numbers[0]] - old.unit_lengths[pairs.old],
        np.bincount(sections[1], new.unit_lengths)[numbers[1]] - new.unit_lengths[pairs.new],
    )
    share: Floats = total / (np.minimum(*sizes) + none)
    return np.minimum(share, 1.0)
