"""What is marked in the two texts of a comparison: words, sentences, measures, annotations; pure.

Kinds of marks, as they stand in `Mark.kind`:

- `sentence`: the border of a sentence, so that it has an address (`id`: the sentence)
- `delete`, `insert`: words that changed inside a sentence link; `minor` beside them if quiet
- `moved`: words that changed places inside a sentence link, on both sides (`id`: the link and the
  number of the move; empty where its other end stands in another row)
- `lost`, `gained`: a whole sentence without partner, in a row that has one
- `away`: a sentence whose partner stands in another row (`id`: the sentence link)
- `target`, `result`, `context`: a measure (`id`: the measure)
- `annotation` (`id`: the annotation); `annotated` in the further blocks that it covers
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from compare.model import Block, Comparison, ParsedEdition, SentenceLink, Span
from webapp.rows import Row, Side
from webapp.runs import Mark

#: Marks of one edition by block id.
BlockMarks = dict[str, list[Mark]]

#: Share of a row's characters above which word marks are left out.  Of the reworded
#: paragraphs of the State Council's 2018 and 2019 nearly half lie above, of the demo's a
#: third; at 0.6 it would be four in five, and hardly any wording would be seen.
DENSE = 0.8

SIDES: tuple[Side, Side] = ("old", "new")


def edition_of(comparison: Comparison, side: Side) -> ParsedEdition:
    """The edition on this side."""
    return comparison.old if side == "old" else comparison.new


@dataclass(frozen=True)
class Marked:
    """The marks of each side by block; `quiet` are the ids of rows whose word marks are left out."""

    marks: Mapping[Side, BlockMarks]
    quiet: frozenset[str]


def collect_marks(
    comparison: Comparison,
    rows: Sequence[Row],
    annotations: Iterable[tuple[Side, Mark]] = (),
    *,
    everywhere: bool = False,
) -> Marked:
    """All marks of both editions by block.

    Rows that were rewritten, and those of which most would be marked, show no marks on
    words unless `everywhere`: marks on nearly all of them hide the few that matter.
    """
    marks = _no_marks(comparison)
    for side in SIDES:
        edition = edition_of(comparison, side)
        for sentence in edition.sentences:
            marks[side][sentence.block].append(Mark(sentence.start, sentence.end, "sentence", sentence.id))
        for measure in edition.measures:
            block = edition.sentence_by_id[measure.sentence].block
            marks[side][block].append(Mark(measure.start, measure.end, measure.role, measure.id))
    wording = _no_marks(comparison)
    _mark_sentences(comparison, rows, wording, marks)
    _mark_words(comparison, rows, wording, everywhere)
    quiet = frozenset(row.id for row in rows if not everywhere and _is_dense(row, wording))
    for row in rows:
        if row.id not in quiet:
            for side, block in _blocks(row):
                marks[side][block.id] += wording[side][block.id]
    for side, mark in annotations:
        for number, identity in enumerate(blocks_under(edition_of(comparison, side), mark.start, mark.end)):
            marks[side][identity].append(mark if number == 0 else replace(mark, kind="annotated"))
    return Marked(marks, quiet)


def blocks_under(edition: ParsedEdition, start: int, end: int) -> list[str]:
    """Ids of the blocks that [start, end) touches, in order."""
    starts = [block.start for block in edition.blocks]
    first = max(bisect_right(starts, start) - 1, 0)
    return [block.id for block in edition.blocks[first:] if block.start < end and block.end > start]


def sentence_partners(comparison: Comparison) -> dict[tuple[Side, str], list[SentenceLink]]:
    """The links of each sentence, by side and sentence id."""
    found: dict[tuple[Side, str], list[SentenceLink]] = {}
    for link in comparison.sentence_links:
        for side, ids in (("old", link.old), ("new", link.new)):
            for sentence in ids:
                found.setdefault((side, sentence), []).append(link)
    return found


def _no_marks(comparison: Comparison) -> dict[Side, BlockMarks]:
    return {side: {block.id: [] for block in edition_of(comparison, side).blocks} for side in SIDES}


def _blocks(row: Row) -> list[tuple[Side, Block]]:
    return [(side, block) for side in SIDES for block in getattr(row, side)]


def _is_dense(row: Row, wording: Mapping[Side, BlockMarks]) -> bool:
    """Whether word marks would cover most of the row, or it was rewritten as a whole."""
    marked = sum(
        mark.end - mark.start
        for side, block in _blocks(row)
        for mark in wording[side][block.id]
        if mark.kind not in ("minor", "moved")
    )
    length = sum(block.end - block.start for _, block in _blocks(row))
    return bool(marked) and (row.kind == "rewritten" or marked > DENSE * length)


def _mark_sentences(
    comparison: Comparison,
    rows: Sequence[Row],
    wording: dict[Side, BlockMarks],
    marks: dict[Side, BlockMarks],
) -> None:
    """Sentences without partner (a matter of wording), and those whose partner stands elsewhere."""
    row_of = {(side, block.id): row for row in rows for side, block in _blocks(row)}
    partners = sentence_partners(comparison)
    for side in SIDES:
        other: Side = "new" if side == "old" else "old"
        there = edition_of(comparison, other).sentence_by_id
        for sentence in edition_of(comparison, side).sentences:
            row = row_of[side, sentence.block]
            links = partners.get((side, sentence.id), [])
            if not links and row.kind in ("reworded", "rewritten"):
                kind = "lost" if side == "old" else "gained"
                wording[side][sentence.block].append(Mark(sentence.start, sentence.end, kind, sentence.id))
            reach = {block for item in row.links for block in getattr(item, other)}
            for link in links:
                if not reach & {there[identity].block for identity in getattr(link, other)}:
                    marks[side][sentence.block].append(Mark(sentence.start, sentence.end, "away", link.id))


def _mark_words(
    comparison: Comparison, rows: Sequence[Row], wording: dict[Side, BlockMarks], everywhere: bool
) -> None:
    """The edits of sentence links; of rewritten sentences only if asked for."""
    row_of = {(side, block.id): row.id for row in rows for side, block in _blocks(row)}
    links = [link for link in comparison.sentence_links if everywhere or link.kind != "rewritten"]
    kept = _kept_words(comparison, links)
    for link in links:
        sentences = [
            (side, edition_of(comparison, side).sentence_by_id[identity])
            for side in SIDES
            for identity in getattr(link, side)
        ]
        together = len({row_of[side, sentence.block] for side, sentence in sentences}) == 1
        for side, sentence in sentences:
            marks = wording[side][sentence.block]
            here = kept.get((side, sentence.id), ())
            _mark_edits(link, side, (sentence.start, sentence.end), marks, together, here)


def _kept_words(comparison: Comparison, links: Sequence[SentenceLink]) -> dict[tuple[Side, str], list[Span]]:
    """Of sentences that stand in several links the words that one of them keeps: they are no change in another."""
    several = {key: found for key, found in sentence_partners(comparison).items() if len(found) > 1}
    shown = {link.id for link in links}
    kept: dict[tuple[Side, str], list[Span]] = {}
    for (side, identity), partners in several.items():
        sentence = edition_of(comparison, side).sentence_by_id[identity]
        spans = [
            getattr(edit, side)
            for link in partners
            if link.id in shown
            for edit in link.edits
            if edit.op == "equal"
        ]
        kept[side, identity] = [
            span for span in spans if sentence.start <= span[0] and span[1] <= sentence.end
        ]
    return kept


def _without(span: Span, kept: Iterable[Span]) -> list[Span]:
    """What of a span lies in none of the others."""
    left = [span]
    for start, end in kept:
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        ]
    return left


def _mark_edits(
    link: SentenceLink, side: Side, within: Span, marks: list[Mark], together: bool, kept: Iterable[Span]
) -> None:
    """Mark the words of one sentence; every span of an edit lies inside one sentence."""
    start, end = within
    kind = "delete" if side == "old" else "insert"
    for edit in link.edits:
        left, right = getattr(edit, side)
        if edit.op == "equal" or not start <= left < right <= end:
            continue
        if edit.move is not None:
            marks.append(Mark(left, right, "moved", f"{link.id}-{edit.move}" if together else ""))
            continue
        for piece in _without((left, right), kept):
            marks.append(Mark(*piece, kind))
            if edit.minor:
                marks.append(Mark(*piece, "minor"))
