"""An edition as a page: its outline as a tree, its blocks as runs, its measures as a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from compare.invisible import marker
from compare.model import Block, Measure, Note, Page, ParsedEdition, Section
from compare.readers.unsafe import is_direction
from webapp.cells import cut_cells
from webapp.runs import Mark, Run, cut_runs

#: Measures that are shown in the text; context numbers are not.
SHOWN_ROLES = ("target", "result")
#: Kinds of marks that show where a direction mark was taken out: before their run, or behind it.
TURNED, TURNED_END = "turned", "turned-end"


@dataclass(frozen=True, slots=True)
class Branch:
    """A section in the outline; `targets` counts those of its subsections too."""

    section: Section
    anchor: str
    targets: int
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block as it stands on the page; `level` is that of a heading, 0 of anything else."""

    block: Block
    level: int
    runs: tuple[Run, ...]
    pages: tuple[Page, ...]
    #: Of a table row the runs of each cell, together those of `runs`.
    cells: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in the table: its value in the words of the text, and the block to jump to.

    `years` is the period where it is not a single year: "2021–2025".
    """

    measure: Measure
    words: str
    years: str
    anchor: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """Everything that the page of an edition shows."""

    branches: tuple[Branch, ...]
    leaves: tuple[Leaf, ...]
    targets: tuple[Row, ...]
    results: tuple[Row, ...]
    notes: tuple[Note, ...]
    characters: int


def lay_out(parsed: ParsedEdition) -> EditionPage:
    """Arrange a parsed edition for its page."""
    return EditionPage(
        branches=_branches(parsed),
        leaves=_leaves(parsed),
        targets=_rows(parsed, "target"),
        results=_rows(parsed, "result"),
        notes=notes_of(parsed),
        characters=len(parsed.text),
    )


def notes_of(parsed: ParsedEdition) -> tuple[Note, ...]:
    """The reader's notes and the engine's, each once."""
    found: list[Note] = []
    for note in (*parsed.edition.text.notes, *parsed.notes):
        if note not in found:
            found.append(note)
    return tuple(found)


def _branches(parsed: ParsedEdition) -> tuple[Branch, ...]:
    heading_at = {block.start: block.id for block in parsed.blocks}
    targets = sorted(measure.start for measure in parsed.measures if measure.role == "target")
    children: dict[str | None, list[Section]] = {}
    for section in parsed.sections:
        children.setdefault(section.parent, []).append(section)

    def grow(parent: str | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                section=section,
                anchor=heading_at.get(section.start, ""),
                targets=bisect_left(targets, section.end) - bisect_left(targets, section.start),
                branches=grow(section.id),
            )
            for section in children.get(parent, ())
        )

    return grow(None)


def _leaves(parsed: ParsedEdition) -> tuple[Leaf, ...]:
    marks = sorted([*_marks(parsed), *_turned(parsed)], key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    level_at = {section.start: section.level for section in parsed.sections}
    pages = _turns(parsed.edition.text.pages)
    leaves = []
    for block in parsed.blocks:
        # A measure lies inside one sentence, so it begins in the block that it ends in.
        inside = marks[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        begun = tuple(page for page in pages if page.start < block.end)
        del pages[: len(begun)]
        leaves.append(
            Leaf(
                block=block,
                level=level_at.get(block.start, 1) if block.kind == "heading" else 0,
                runs=cut_runs(parsed.text, block.start, block.end, inside),
                pages=begun,
                cells=cut_cells(parsed.text, block, inside) if len(block.cells) > 1 else (),
            )
        )
    return tuple(leaves)


def _turns(pages: Sequence[Page]) -> list[Page]:
    """Where another file or page begins; the paragraphs of a Word document are no pages."""
    found: list[Page] = []
    for before, page in zip((None, *pages), pages, strict=False):
        if before is None or page.source != before.source or not (page.page or "").startswith("¶"):
            found.append(page)
    return found


def _marks(parsed: ParsedEdition) -> list[Mark]:
    """One mark for each span, in text order; several indicators may share a number."""
    marks: dict[tuple[int, int], Mark] = {}
    for measure in parsed.measures:
        if measure.role in SHOWN_ROLES:
            span = (measure.start, measure.end)
            marks.setdefault(span, Mark(*span, kind=measure.role, id=measure.id))
    return sorted(marks.values(), key=lambda mark: mark.start)


def _turned(parsed: ParsedEdition) -> list[Mark]:
    """Where direction marks were taken out; each lies over the character behind it, or before it at an end."""
    ends = {block.end for block in parsed.blocks}
    return [
        Mark(cut.at - 1, cut.at, TURNED_END, marker(cut.removed))
        if cut.at in ends
        else Mark(cut.at, cut.at + 1, TURNED, marker(cut.removed))
        for cut in parsed.edition.text.cuts
        if is_direction(cut.removed)
    ]


def _rows(parsed: ParsedEdition, role: str) -> tuple[Row, ...]:
    rows = []
    for measure in parsed.measures:
        if measure.role == role:
            block = parsed.block_by_id[parsed.sentence_by_id[measure.sentence].block]
            rows.append(Row(measure, parsed.quote(measure), _years(measure), block.id))
    return tuple(rows)


def _years(measure: Measure) -> str:
    period = measure.period
    if period.start is None or period.end is None or period.start == period.end:
        return ""
    return f"{period.start}–{period.end}"
