"""Which paragraphs, sentences and sections of two editions belong side by side.

Links are chosen by the probabilities of `align_scores`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from compare.align_blocks import link_blocks
from compare.align_kinds import kind_of_blocks, kind_of_rows, kind_of_sentences
from compare.align_rows import (
    Chosen,
    numbered_rows,
    pair_rows,
    sentences_of_rows,
    sentences_of_units,
    with_rows,
)
from compare.align_scores import Scored, score_pairs
from compare.align_select import choose, group_by_source, moved
from compare.align_units import side_of
from compare.align_wishes import Wish, wishes_of
from compare.link_corrections import Said
from compare.model import Absence, Link, LinkKind, Near, Note, ParsedEdition, SectionLink, SentenceLink
from compare.sections import link_sections
from compare.threads import on_one_thread

#: Links less likely than this are not made (F1 of the hand-made links moves by less than 0.005
#: between 0.3 and 0.5); one that joins two units which both have a partner needs more.
SENTENCE_LINK = 0.4
UNIT_LINK = 0.4
UNIT_JOINING = 0.8
#: Partners of one sentence with so many others between them are links of their own: its parts
#: stand in one paragraph or the next.
SENTENCE_GAP = 12
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


@on_one_thread
def align_editions(old: ParsedEdition, new: ParsedEdition, said: Sequence[Said] = ()) -> Alignment:
    """Links between two editions, and the blocks that have none; `said` is what reviewers want of them."""
    before, after = side_of(old), side_of(new)
    wishes = wishes_of(said, before, after)
    scored = score_pairs(before, after, wishes)
    chosen = choose(scored.units.pairs, scored.unit_probability, UNIT_LINK, UNIT_JOINING)
    rows = pair_rows(before, after)
    numbered = numbered_rows(before), numbered_rows(after)
    chosen = wishes.units.obeyed(with_rows(chosen, rows, numbered))
    section_links, chosen, headings = link_sections(before, after, chosen, wishes)
    sentence_links = _sentence_links(scored, rows, numbered, wishes.sentences)
    links = link_blocks(before, after, chosen, headings, wishes)
    removed, added = _absences(scored, links)
    return Alignment(section_links, links, sentence_links, removed, added, _notes(scored, links))


def _sentence_links(
    scored: Scored, rows: Chosen, numbered: tuple[set[int], set[int]], wish: Wish
) -> tuple[SentenceLink, ...]:
    old, new = scored.old, scored.new
    chosen = choose(scored.sentences.pairs, scored.sentence_probability, SENTENCE_LINK)
    of_rows = sentences_of_rows(old, new, rows)
    inside = sentences_of_units(old, numbered[0]), sentences_of_units(new, numbered[1])
    chosen = wish.obeyed(with_rows(chosen, of_rows, inside))
    groups = group_by_source(chosen, wish.together, SENTENCE_GAP)
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
            _kind(
                [old.sentence_texts[i] for i in a],
                [new.sentence_texts[j] for j in b],
                rowed.issuperset(a),
                not wish.together.isdisjoint(product(a, b)),
            ),
            is_moved,
            round(confidence, 4),
        )
        for number, ((a, b, confidence), is_moved) in enumerate(zip(groups, away, strict=True))
    )


def _kind(old: Sequence[str], new: Sequence[str], are_rows: bool, is_given: bool) -> LinkKind:
    """Sentences in all new words are linked by people only; then they are told as blocks are."""
    if are_rows:
        return kind_of_rows(old, new)
    return (kind_of_blocks if is_given else kind_of_sentences)(old, new)


def _absences(scored: Scored, links: Sequence[Link]) -> tuple[tuple[Absence, ...], tuple[Absence, ...]]:
    """Blocks without partner, with the closest units of the other edition, whatever their role."""
    pairs = scored.all_units.pairs
    # What the engine all but linked comes first, also where it shares few words.
    likely = scored.units.pairs.find(scored.unit_probability, pairs.key)
    cosine = np.maximum(scored.all_units.cosine, likely)
    linked = ({b for link in links for b in link.old}, {b for link in links for b in link.new})
    found: list[tuple[Absence, ...]] = []
    for mine, other, own, theirs, names in (
        (pairs.old, pairs.new, scored.old, scored.new, linked[0]),
        (pairs.new, pairs.old, scored.new, scored.old, linked[1]),
    ):
        absent = np.array([any(block.id not in names for block in unit) for unit in own.units], dtype=bool)
        rows = np.flatnonzero(absent[mine])
        order = rows[np.lexsort((-cosine[rows], mine[rows]))]
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
