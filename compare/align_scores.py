"""How likely pairs of units, and of sentences, belong together.

Sentences vouch for their paragraphs, and paragraphs for their sentences: first every pair of
sentences gets a probability on its own, then every pair of paragraphs from the sentences
in them, then the sentences again within their paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from compare import align_weights as weights
from compare.align_clauses import common_order
from compare.align_evidence import (
    MIN_SENTENCE_COSINE,
    MIN_UNIT_COSINE,
    Alike,
    alike,
    is_only,
    lead_pairs,
    section_evidence,
    sentence_evidence,
    unit_evidence,
    unit_support,
    units_of_sentences,
)
from compare.align_kinds import without_rolling
from compare.align_units import Side
from compare.align_wishes import Wishes
from compare.pairs import Floats, Pairs, margins, sigmoid
from compare.topics import topic_likeness, topic_vectors

#: In long texts pairs of units less alike than this are not looked at, whatever else speaks for them.
LEAST_UNIT_COSINE = 0.02
#: Confidence of units that stand word for word in both texts, in the same order.
IDENTICAL = 0.99
#: Nearly word for word: so much of the longer text stands in the other in the same order, and no other
#: text comes as near.  Learned probabilities say little of it in texts of a few lines, where no
#: word is rare.  Shorter texts are nearly alike by chance.
NEARLY_SAME = 0.85
NEARLY_SAME_CHARS = 12
NEARLY_IDENTICAL = 0.9
#: The only paragraph below a heading belongs to the only one below the same heading, in whatever words.
ALONE_BELOW = 0.6
#: Pairs that share less (cosine) are not looked at for that.
NEARLY_SAME_COSINE = 0.5


@dataclass(frozen=True)
class Scored:
    """Pairs of units and of sentences with their probabilities, and the evidence for these.

    `all_units` are the pairs of units that have anything in common, whatever their role.
    """

    old: Side
    new: Side
    units: Alike
    unit_probability: Floats
    sentences: Alike
    sentence_probability: Floats
    all_units: Alike
    unit_rows: Floats
    sentence_rows: Floats


def score_pairs(old: Side, new: Side, wishes: Wishes = Wishes()) -> Scored:  # noqa: B008 - frozen
    """Probabilities that pairs of units, and of sentences, belong together."""
    same_units = word_for_word(old.unit_texts, new.unit_texts)
    everything = alike(old.unit_texts, new.unit_texts, LEAST_UNIT_COSINE)
    everything = everything.with_pairs({*same_units.items(), *wishes.units.together})
    given = wishes.units.forced(everything.pairs)
    units = everything.keep(_comparable(old, new, everything.pairs) | given)
    same_sentences = word_for_word(old.sentence_texts, new.sentence_texts)
    sentences = alike(old.sentence_texts, new.sentence_texts)
    sentences = sentences.keep(sentences.cosine >= MIN_SENTENCE_COSINE)
    sentences = sentences.with_pairs({*same_sentences.items(), *wishes.sentences.together})
    of_unit = Pairs(
        old.unit_of_sentence[sentences.pairs.old], new.unit_of_sentence[sentences.pairs.new], len(new.units)
    )
    given = wishes.sentences.forced(sentences.pairs)
    sentences = sentences.keep(_comparable(old, new, of_unit) | given)
    of_sentences = sentence_evidence(sentences, units, old, new)
    alone = sigmoid(of_sentences @ np.array(weights.SENTENCE_ALONE))
    alone = _obey(wishes, sentences.pairs, alone, old, new)
    support = unit_support(units.pairs, sentences.pairs, alone, old, new)
    leads = lead_pairs(units.pairs, support, old, new)
    given = wishes.units.forced(units.pairs)
    units = units.keep((units.cosine >= MIN_UNIT_COSINE) | (support > 0) | leads | given)
    topics = topic_likeness(topic_vectors(units.bags), units.pairs)
    of_units = unit_evidence(units, sentences, alone, topics, old, new)
    first_pass = sigmoid(of_units @ np.array(weights.UNIT_ALONE))
    first_pass = _settle_repeats(units, first_pass, same_units, len(old.units))
    first_pass = wishes.units.obey(units.pairs, first_pass)
    in_section = np.hstack([of_units, section_evidence(units.pairs, first_pass, old, new)])
    unit_probability = sigmoid(in_section @ np.array(weights.UNIT_IN_SECTION))
    nearly = _nearly_same(units, old.unit_texts, new.unit_texts)
    below = _alone_below(same_units, old, new, units.pairs)
    unit_probability = np.maximum(unit_probability, np.maximum(nearly, below))
    unit_probability = _settle_repeats(units, unit_probability, same_units, len(old.units))
    unit_probability = wishes.units.obey(units.pairs, unit_probability)
    paragraph = units.pairs.find(unit_probability, units_of_sentences(sentences.pairs, old, new))
    in_unit = np.hstack([of_sentences, paragraph[:, None]])
    likely = sigmoid(in_unit @ np.array(weights.SENTENCE_IN_UNIT))
    likely = np.maximum(likely, _nearly_same(sentences, old.sentence_texts, new.sentence_texts))
    likely = _settle_repeats(sentences, likely, same_sentences, len(old.sentences))
    likely = _obey(wishes, sentences.pairs, likely, old, new)
    return Scored(old, new, units, unit_probability, sentences, likely, everything, in_section, in_unit)


def _obey(wishes: Wishes, pairs: Pairs, probability: Floats, old: Side, new: Side) -> Floats:
    """The probabilities of sentence pairs: nothing of what was said to be apart is linked by its sentences."""
    of_units = Pairs(old.unit_of_sentence[pairs.old], new.unit_of_sentence[pairs.new], len(new.units))
    # That units belong together does not say so of all their sentences.
    kept = np.where(wishes.units.forced(of_units), probability, wishes.units.obey(of_units, probability))
    return wishes.sentences.obey(pairs, kept)


def _settle_repeats(found: Alike, probability: Floats, partner: Mapping[int, int], n_old: int) -> Floats:
    """Probabilities where what stands word for word in both texts has its partner, and no further one."""
    ahead = np.full(n_old, -1, dtype=np.int64)
    ahead[list(partner)] = list(partner.values())
    pairs = found.pairs
    true = ahead[pairs.old] == pairs.new
    # Only partners that may be linked settle anything: an echo in the review is none.
    linked_old, linked_new = np.zeros(n_old, dtype=bool), np.zeros(pairs.width, dtype=bool)
    linked_old[pairs.old[true]] = True
    linked_new[pairs.new[true]] = True
    settled = np.where(linked_old[pairs.old] | linked_new[pairs.new], 0.0, probability)
    settled[true] = np.maximum(probability[true], IDENTICAL)
    return settled


def _nearly_same(found: Alike, old: Sequence[str], new: Sequence[str]) -> Floats:
    """The least probability of pairs that are nearly word for word the same; 0 of others."""
    least = np.zeros(len(found.pairs.old))
    rows = np.flatnonzero(found.cosine >= NEARLY_SAME_COSINE)
    pairs = Pairs(found.pairs.old[rows], found.pairs.new[rows], found.pairs.width)
    same = common_order(old, new, pairs)[1]
    alone = margins(pairs, same, len(old))[0] > 0
    long = np.array([len(old[i]) >= NEARLY_SAME_CHARS for i in pairs.old.tolist()], dtype=bool)
    least[rows[(same >= NEARLY_SAME) & alone & long]] = NEARLY_IDENTICAL
    return least


def _alone_below(same: Mapping[int, int], old: Side, new: Side, pairs: Pairs) -> Floats:
    """The least probability of pairs of paragraphs that stand alone below headings of the same words; 0 of others."""
    only = [is_only(side.section_numbers, side) for side in (old, new)]
    keys = [
        (i + 1) * pairs.width + j + 1
        for i, j in same.items()
        if all(
            side.is_heading[k] and k + 1 < len(side.units) and side.lead_of[k + 1] > 0 and alone[k + 1]
            for side, k, alone in ((old, i, only[0]), (new, j, only[1]))
        )
    ]
    return np.where(np.isin(pairs.key, np.array(keys, dtype=np.int64)), ALONE_BELOW, 0.0)


def word_for_word(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Partners among texts (folded) that say the same but for years and the numbers of headings.

    Where both share whole passages, what repeats in them ("各位代表！") goes with what stands
    at the same place of the passage; what stands once in either is a partner wherever it
    stands.
    """
    sides = [["".join(without_rolling(text).split()) for text in texts] for texts in (old, new)]
    times = [Counter(side) for side in sides]
    once = {text for text, count in times[0].items() if text and count == times[1][text] == 1}
    place = {text: k for k, text in enumerate(sides[1])}
    partner = {k: place[text] for k, text in enumerate(sides[0]) if text in once}
    for block in LCSseq.opcodes(*sides).as_matching_blocks():
        if block.size > 1:
            partner |= {block.a + k: block.b + k for k in range(block.size)}
    return partner


def _comparable(old: Side, new: Side, pairs: Pairs) -> np.ndarray:
    """Only units of one role are linked: an echo of the plan in next year's review is no link.

    Where one of the texts has not both review and plan (statements, companies' reports,
    single pages), roles say nothing.
    """
    both = [set(side.roles) >= {"review", "plan"} for side in (old, new)]
    if not all(both):
        return np.ones(len(pairs.old), dtype=bool)
    names = {name: number for number, name in enumerate(("front", "review", "plan", "other"))}
    sides = [np.array([names[role] for role in side.roles], dtype=np.int64) for side in (old, new)]
    same: np.ndarray = sides[0][pairs.old] == sides[1][pairs.new]
    return same
