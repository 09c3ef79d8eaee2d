"""What is marked in the two texts of a comparison: words, sentences, measures, annotations; pure.

Kinds of marks, as they stand in `Mark.kind`:

- `sentence`: the border of a sentence, so that it has an address (`id`: the sentence)
- `delete`, `insert`: words that changed inside a sentence link; `minor` beside them if quiet
- `lost`, `gained`: a whole sentence without partner, in a row that has one
- `away`: a sentence whose partner stands in another row (`id`: the sentence link)
- `target`, `result`, `context`: a measure (`id`: the measure)
- `annotation` (`id`: the annotation); `annotated` in the further blocks that it covers
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from compare.model import Comparison, Edit, ParsedEdition, SentenceLink
from webapp.rows import Row, Side
from webapp.runs import Mark

#: Marks of one edition by block id.
BlockMarks = dict[str, list[Mark]]

SIDES: tuple[Side, Side] = ("old", "new")


def edition_of(comparison: Comparison, side: Side) -> ParsedEdition:
    """The edition on this side."""
    return comparison.old if side == "old" else comparison.new


def collect_marks(
    comparison: Comparison,
    rows: Sequence[Row],
    annotations: Iterable[tuple[Side, Mark]] = (),
    *,
    everywhere: bool = False,
) -> dict[Side, BlockMarks]:
    """All marks of both editions by block.

    Rows and sentences that were rewritten show no marks on words unless `everywhere`:
    where most words are new, marks on all of them hide the few that matter.
    """
    marks: dict[Side, BlockMarks] = {
        side: {block.id: [] for block in edition_of(comparison, side).blocks} for side in SIDES
    }
    for side in SIDES:
        _mark_sentences(edition_of(comparison, side), marks[side])
    _mark_wording(comparison, rows, marks, everywhere)
    for side in SIDES:
        edition = edition_of(comparison, side)
        for measure in edition.measures:
            block = edition.sentence_by_id[measure.sentence].block
            marks[side][block].append(Mark(measure.start, measure.end, measure.role, measure.id))
    for side, mark in annotations:
        for number, block in enumerate(blocks_under(edition_of(comparison, side), mark.start, mark.end)):
            marks[side][block].append(mark if number == 0 else replace(mark, kind="annotated"))
    return marks


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


def _mark_sentences(edition: ParsedEdition, marks: BlockMarks) -> None:
    for sentence in edition.sentences:
        marks[sentence.block].append(Mark(sentence.start, sentence.end, "sentence", sentence.id))


def _mark_wording(
    comparison: Comparison, rows: Sequence[Row], marks: dict[Side, BlockMarks], everywhere: bool
) -> None:
    row_of = {(side, block.id): row for row in rows for side in SIDES for block in getattr(row, side)}
    partners = sentence_partners(comparison)
    for side in SIDES:
        edition = edition_of(comparison, side)
        other: Side = "new" if side == "old" else "old"
        for sentence in edition.sentences:
            row = row_of[side, sentence.block]
            links = partners.get((side, sentence.id), [])
            whole = Mark(sentence.start, sentence.end, "lost" if side == "old" else "gained", sentence.id)
            if not links:
                if row.kind == "reworded" or (everywhere and row.kind == "rewritten"):
                    marks[side][sentence.block].append(whole)
                continue
            reach = {block for item in row.links for block in getattr(item, other)}
            there = edition_of(comparison, other).sentence_by_id
            for link in links:
                if not reach & {there[identity].block for identity in getattr(link, other)}:
                    marks[side][sentence.block].append(Mark(sentence.start, sentence.end, "away", link.id))
    for link in comparison.sentence_links:
        for side in SIDES:
            edition = edition_of(comparison, side)
            for identity in getattr(link, side):
                sentence = edition.sentence_by_id[identity]
                row = row_of[side, sentence.block]
                if everywhere or (link.kind != "rewritten" and row.kind != "rewritten"):
                    _mark_edits(link.edits, side, sentence.start, sentence.end, marks[side][sentence.block])


def _mark_edits(edits: Iterable[Edit], side: Side, start: int, end: int, marks: list[Mark]) -> None:
    """Mark the words of one sentence; every span of an edit lies inside one sentence."""
    kind = "delete" if side == "old" else "insert"
    for edit in edits:
        left, right = getattr(edit, side)
        if edit.op != "equal" and start <= left < right <= end:
            marks.append(Mark(left, right, kind))
            if edit.minor:
                marks.append(Mark(left, right, "minor"))
