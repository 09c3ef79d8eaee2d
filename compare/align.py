"""Which paragraphs, sentences and sections of two editions belong side by side.

Sentences vouch for their paragraphs, and paragraphs for their sentences: first every pair of
sentences gets a probability on its own, then every pair of paragraphs from the sentences
in them, then the sentences again within their paragraphs.  Links are chosen last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from compare import align_weights as weights
from compare.align_blocks import link_blocks
from compare.align_evidence import (
    MIN_SENTENCE_COSINE,
    MIN_UNIT_COSINE,
    Alike,
    alike,
    sentence_evidence,
    unit_evidence,
    unit_support,
)
from compare.align_kinds import kind_of_rows, kind_of_sentences
from compare.align_rows import (
    Chosen,
    numbered_rows,
    pair_rows,
    sentences_of_rows,
    sentences_of_units,
    with_rows,
)
from compare.align_select import choose, group, moved
from compare.align_units import Side, side_of
from compare.model import Absence, Link, Near, Note, ParsedEdition, SectionLink, SentenceLink
from compare.pairs import Floats, Pairs, sigmoid
from compare.sections import link_sections
from compare.topics import topic_likeness, topic_vectors

#: Links less likely than this are not made, and further partners need more (chosen for the
#: best F1 on one development pair each, checked on the other; both move F1 by less than 0.01
#: between 0.3 and 0.5).
SENTENCE_LINK = 0.38
SENTENCE_FURTHER = 0.40
UNIT_LINK = 0.40
UNIT_FURTHER = 0.45
#: Partners of one sentence with so many others between them are links of their own: its parts
#: stand in one paragraph or the next.
SENTENCE_GAP = 12
#: Confidence of units that stand word for word in both texts, in the same order.
IDENTICAL = 0.99
#: Below this share of linked characters a note says that the two have little in common.
LITTLE_IN_COMMON = 0.10
NEAREST = 3


@dataclass(frozen=True)
class Alignment:
    section_links: tuple[SectionLink, ...]
    links: tuple[Link, ...]
    sentence_links: tuple[SentenceLink, ...]
    removed: tuple[Absence, ...]
    added: tuple[Absence, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Scored:
    """Pairs of units and of sentences with their probabilities."""

    old: Side
    new: Side
    units: Alike
    unit_probability: Floats
    sentences: Alike
    sentence_probability: Floats
    all_units: Alike


def align_editions(old: ParsedEdition, new: ParsedEdition) -> Alignment:
    """Links between two editions, and the blocks that have none."""
    scored = score_pairs(side_of(old), side_of(new))
    chosen = choose(scored.units.pairs, scored.unit_probability, UNIT_LINK, UNIT_FURTHER)
    rows = pair_rows(scored.old, scored.new)
    numbered = numbered_rows(scored.old), numbered_rows(scored.new)
    chosen = with_rows(chosen, rows, numbered)
    section_links, chosen, headings = link_sections(scored.old, scored.new, chosen)
    sentence_links = _sentence_links(scored, rows, numbered)
    links = link_blocks(scored.old, scored.new, chosen, headings)
    removed, added = _absences(scored, links)
    return Alignment(section_links, links, sentence_links, removed, added, _notes(scored, links))


def score_pairs(old: Side, new: Side) -> Scored:
    """Probabilities that pairs of units, and of sentences, belong together."""
    everything = alike(old.unit_texts, new.unit_texts)
    units = everything.keep(_comparable(old, new, everything.pairs))
    sentences = alike(old.sentence_texts, new.sentence_texts)
    of_unit = Pairs(
        old.unit_of_sentence[sentences.pairs.old], new.unit_of_sentence[sentences.pairs.new], len(new.units)
    )
    sentences = sentences.keep((sentences.cosine >= MIN_SENTENCE_COSINE) & _comparable(old, new, of_unit))
    alone = sigmoid(sentence_evidence(sentences, units, old, new) @ np.array(weights.SENTENCE_ALONE))
    likely = unit_support(units.pairs, sentences.pairs, alone, old, new)
    units = units.keep((units.cosine >= MIN_UNIT_COSINE) | (likely > 0))
    topics = topic_likeness(topic_vectors(units.bags), units.pairs)
    by_itself = unit_evidence(units, sentences, alone, topics, old, new)
    first_pass = sigmoid(by_itself @ np.array(weights.UNIT_ALONE))
    in_section = unit_evidence(units, sentences, alone, topics, old, new, first_pass)
    unit_probability = sigmoid(in_section @ np.array(weights.UNIT_IN_SECTION))
    unit_probability = _settle_repeats(units, unit_probability, old.unit_texts, new.unit_texts)
    within = sentence_evidence(sentences, units, old, new, unit_probability)
    sentence_probability = sigmoid(within @ np.array(weights.SENTENCE_IN_UNIT))
    sentence_probability = _settle_repeats(
        sentences, sentence_probability, old.sentence_texts, new.sentence_texts
    )
    return Scored(old, new, units, unit_probability, sentences, sentence_probability, everything)


def _settle_repeats(found: Alike, probability: Floats, old: Sequence[str], new: Sequence[str]) -> Floats:
    """Units that stand word for word in both texts, once or within a longer run, are partners.

    Where two texts share whole passages, what repeats in them ("各位代表！") goes with what
    stands at the same place of the passage.  They need no further partner.
    """
    sides = [["".join(text.split()) for text in texts] for texts in (old, new)]
    times = [Counter(side) for side in sides]
    partner = {
        block.a + k: block.b + k
        for block in LCSseq.opcodes(*sides).as_matching_blocks()
        for k in range(block.size)
        if block.size > 1 or all(count[sides[0][block.a]] == 1 for count in times)
    }
    ahead = np.full(len(old), -1, dtype=np.int64)
    ahead[list(partner)] = list(partner.values())
    pairs = found.pairs
    true = ahead[pairs.old] == pairs.new
    # Only partners that may be linked settle anything: an echo in the review is none.
    linked_old, linked_new = np.zeros(len(old), dtype=bool), np.zeros(len(new), dtype=bool)
    linked_old[pairs.old[true]] = True
    linked_new[pairs.new[true]] = True
    settled = np.where(linked_old[pairs.old] | linked_new[pairs.new], 0.0, probability)
    settled[true] = np.maximum(probability[true], IDENTICAL)
    return settled


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


def _sentence_links(
    scored: Scored, rows: Chosen, numbered: tuple[set[int], set[int]]
) -> tuple[SentenceLink, ...]:
    old, new = scored.old, scored.new
    chosen = choose(scored.sentences.pairs, scored.sentence_probability, SENTENCE_LINK, SENTENCE_FURTHER)
    of_rows = sentences_of_rows(old, new, rows)
    inside = sentences_of_units(old, numbered[0]), sentences_of_units(new, numbered[1])
    groups = group(with_rows(chosen, of_rows, inside), SENTENCE_GAP)
    lengths = [
        float(sum(len(old.sentence_texts[i]) for i in a) + sum(len(new.sentence_texts[j]) for j in b))
        for a, b, _ in groups
    ]
    away = moved([(a, b) for a, b, _ in groups], lengths)
    rowed = {i for i, _, _ in of_rows}
    return tuple(
        SentenceLink(
            f"t{number}",
            tuple(old.sentences[i].id for i in a),
            tuple(new.sentences[j].id for j in b),
            (kind_of_rows if rowed.issuperset(a) else kind_of_sentences)(
                [old.sentence_texts[i] for i in a], [new.sentence_texts[j] for j in b]
            ),
            is_moved,
            round(confidence, 4),
        )
        for number, ((a, b, confidence), is_moved) in enumerate(zip(groups, away, strict=True))
    )


def _absences(scored: Scored, links: Sequence[Link]) -> tuple[tuple[Absence, ...], tuple[Absence, ...]]:
    """Blocks without partner, with the closest units of the other edition, whatever their role."""
    pairs, cosine = scored.all_units.pairs, scored.all_units.cosine
    linked = ({b for link in links for b in link.old}, {b for link in links for b in link.new})
    found: list[tuple[Absence, ...]] = []
    for mine, other, own, theirs, names in (
        (pairs.old, pairs.new, scored.old, scored.new, linked[0]),
        (pairs.new, pairs.old, scored.new, scored.old, linked[1]),
    ):
        order = np.lexsort((-cosine, mine))
        begin = np.searchsorted(mine[order], np.arange(len(own.units) + 1))
        absences: list[Absence] = []
        for number, unit in enumerate(own.units):
            close = order[begin[number] : begin[number + 1]][:NEAREST]
            nearest = tuple(
                Near(theirs.units[int(other[k])][-1].id, round(float(cosine[k]), 4)) for k in close
            )
            absences.extend(Absence(block.id, nearest) for block in unit if block.id not in names)
        found.append(tuple(absences))
    return found[0], found[1]


def _notes(scored: Scored, links: Sequence[Link]) -> tuple[Note, ...]:
    blocks = (scored.old.edition.block_by_id, scored.new.edition.block_by_id)
    total = sum(scored.old.unit_lengths) + sum(scored.new.unit_lengths)
    linked = sum(
        by_id[name].end - by_id[name].start
        for by_id, names in zip(
            blocks,
            ({b for link in links for b in link.old}, {b for link in links for b in link.new}),
            strict=True,
        )
        for name in names
    )
    return (Note("little_in_common"),) if linked < total * LITTLE_IN_COMMON else ()
