"""A comparison with its annotations → everything that its page shows, ready for the template; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from compare.model import Block, Comparison, Section
from webapp.cells import cut_cells
from webapp.link_menus import AloneMenu, LinkMenu, alone_menu, menus_of_row
from webapp.link_sayings import Sayings
from webapp.marks import SIDES, BlockMarks, blocks_under, collect_marks, edition_of
from webapp.passages import Shown, render_passage, render_row, visible_text
from webapp.places import Elsewhere, elsewhere, nearest_passages
from webapp.rows import Partner, Row, Side, build_rows, group_rows
from webapp.runs import Mark, cut_runs
from webapp.store.annotations import Annotation

#: What a row can be filtered by, in the order of the page; a row may answer to several.
FILTERS = (
    "reworded", "rewritten", "added", "removed", "moved", "joined", "targets", "unsure", "annotated", "same",
)  # fmt: skip

#: Filters for which both halves of a moved passage count.
OF_HALVES = frozenset({"targets", "annotated"})

#: Below this a link carries "please check".  In the development pairs most wrong links lie
#: below, and about one right link in six.
UNSURE = 0.5
#: From here on all three bars are filled.
SURE = 0.75


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as it is shown; `gap` is the white space before it, `level` that of a heading or 0."""

    block: Block
    html: Markup
    gap: Markup
    level: int


@dataclass(frozen=True)
class ShownRow:
    """A row with its passages.

    `partners` say where a link leads out of the row, `faced` holds the partner of a moved
    row for reading beside it, `nearest` what comes closest to a passage without partner.
    `links` are those that can be parted, `alone` is what can be said of a passage without partner.
    `quiet`: there are word marks, left out because there are too many.
    """

    row: Row
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    answers: frozenset[str]
    partners: tuple[tuple[Partner, Elsewhere], ...]
    faced: tuple[Passage, ...]
    nearest: tuple[Elsewhere, ...]
    notes: tuple[Annotation, ...]
    links: tuple[LinkMenu, ...] = ()
    alone: AloneMenu | None = None
    quiet: bool = False
    hidden: bool = False
    folded: int = 0

    @property
    def by_reviewer(self) -> bool:
        """Whether people made all links of it: no confidence is to be told then."""
        return bool(self.links) and all(menu.by_reviewer for menu in self.links)

    @property
    def certainty(self) -> int:
        """Bars to fill, 1 to 3; 0 where there is no link."""
        confidence = self.row.confidence
        return 0 if confidence is None else 1 if confidence < UNSURE else 2 if confidence < SURE else 3


@dataclass(frozen=True)
class ShownGroup:
    """The rows below one heading; `changes` counts those that are not the same."""

    section: Section | None
    rows: tuple[ShownRow, ...]
    changes: int


@dataclass(frozen=True)
class Reading:
    """The page: groups of rows, how many rows answer to each filter, remarks on the whole."""

    groups: tuple[ShownGroup, ...]
    counts: Mapping[str, int]
    general: tuple[Annotation, ...]


@dataclass(frozen=True)
class _Sources:
    """What rows are shown from."""

    comparison: Comparison
    marks: Mapping[Side, BlockMarks]
    quiet: frozenset[str]
    shown: Mapping[Side, Shown]
    notes: Mapping[tuple[Side, str], list[Annotation]]
    gaps: Mapping[tuple[Side, str], str]
    sayings: Sayings


def prepare_reading(
    comparison: Comparison,
    annotations: Sequence[Annotation],
    shown: Mapping[Side, Shown],
    sayings: Sayings = Sayings(),  # noqa: B008 - frozen
    *,
    kinds: frozenset[str] = frozenset(),
    everywhere: bool = False,
) -> Reading:
    """Rows with their passages; those that answer to none of `kinds` (if any) are hidden."""
    rows = build_rows(comparison)
    placed = place_annotations(comparison, annotations)
    notes: dict[tuple[Side, str], list[Annotation]] = {}
    for side, mark, annotation in placed:
        if mark.kind == "annotation":
            block = blocks_under(edition_of(comparison, side), mark.start, mark.end)[0]
            notes.setdefault((side, block), []).append(annotation)
    marked = collect_marks(comparison, rows, [item[:2] for item in placed], everywhere=everywhere)
    sources = _Sources(
        comparison=comparison,
        marks=marked.marks,
        quiet=marked.quiet,
        shown=shown,
        notes=notes,
        gaps=_gaps(comparison),
        sayings=sayings,
    )
    groups: list[ShownGroup] = []
    counts: Counter[str] = Counter()
    for group in group_rows(rows, comparison.new):
        members = [_show_row(sources, row) for row in group.rows]
        for member in members:
            # What moved stands in two rows: it counts where it arrives.
            leaves = member.row.moved and not member.row.new
            counts.update(member.answers & OF_HALVES if leaves else member.answers)
        changes = sum("same" not in member.answers and member.row.kind != "chrome" for member in members)
        groups.append(ShownGroup(group.section, _fold(members, kinds), changes))
    counts["moved"] = len({link.id for row in rows for link in row.links if link.moved})
    general = tuple(item for item in annotations if item.id not in {note.id for _, _, note in placed})
    return Reading(tuple(groups), counts, general)


def place_annotations(
    comparison: Comparison, annotations: Sequence[Annotation]
) -> list[tuple[Side, Mark, Annotation]]:
    """Where the annotations stand in the two texts.

    An annotation hangs on a text, whichever side it was written on.  One that has two
    places here has its dot and its note at the first of them, on the new side if possible.
    """
    found = []
    for annotation in annotations:
        kind = "annotation"
        for side in reversed(SIDES):
            edition = edition_of(comparison, side)
            for anchor in (annotation.new_anchor, annotation.old_anchor):
                if anchor is None or anchor["text_id"] != edition.edition.text.text_id:
                    continue
                if not blocks_under(edition, anchor["start"], anchor["end"]):
                    continue
                found.append(
                    (side, Mark(anchor["start"], anchor["end"], kind, str(annotation.id)), annotation)
                )
                kind = "annotated"
    return found


def _gaps(comparison: Comparison) -> dict[tuple[Side, str], str]:
    """The white space before each block, so that a selection over several blocks is whole."""
    gaps = {}
    for side in SIDES:
        edition = edition_of(comparison, side)
        end = 0
        for block in edition.blocks:
            gaps[side, block.id] = edition.text[end : block.start]
            end = block.end
    return gaps


def _show_row(sources: _Sources, row: Row) -> ShownRow:
    comparison = sources.comparison
    gap_side: Side = "old" if row.new else "new"
    gap_edition = edition_of(comparison, gap_side)
    faced: list[Block] = []
    if not (row.old and row.new):
        ids = dict.fromkeys(block for link in row.links for block in getattr(link, gap_side))
        faced = [gap_edition.block_by_id[block] for block in ids]
    nearest = [near for absence in row.absences for near in absence.nearest]
    notes = tuple(
        note
        for side in SIDES
        for block in getattr(row, side)
        for note in sources.notes.get((side, block.id), [])
    )
    return ShownRow(
        row=row,
        old=tuple(_show_block(sources, "old", block) for block in row.old),
        new=tuple(_show_block(sources, "new", block) for block in row.new),
        answers=_answers(sources, row, annotated=bool(notes)),
        partners=tuple(
            (partner, elsewhere(edition_of(comparison, partner.side), partner.side, partner.block))
            for partner in row.partners
        ),
        faced=tuple(_show_block(sources, gap_side, block, with_ids=False) for block in faced),
        nearest=nearest_passages(gap_edition, gap_side, nearest),
        notes=notes,
        links=menus_of_row(comparison, row, sources.sayings),
        alone=alone_menu(comparison, "new" if row.new else "old", row.absences[0], sources.sayings)
        if row.absences
        else None,
        quiet=row.id in sources.quiet,
    )


def _show_block(sources: _Sources, side: Side, block: Block, *, with_ids: bool = True) -> Passage:
    edition = edition_of(sources.comparison, side)
    marks, shown = sources.marks[side][block.id], sources.shown[side]
    level = edition.section_by_id[block.section].level if block.kind == "heading" and block.section else 0
    if len(block.cells) > 1:
        html = render_row(cut_cells(edition.text, block, marks), side, shown, with_ids=with_ids)
    else:
        runs = cut_runs(edition.text, block.start, block.end, marks)
        html = render_passage(runs, side, shown, with_ids=with_ids)
    return Passage(block, html, visible_text(sources.gaps[side, block.id]), level)


def _answers(sources: _Sources, row: Row, *, annotated: bool) -> frozenset[str]:
    """The filters that a row answers to."""
    if row.kind == "chrome":
        return frozenset()
    measures = {
        mark.id for side in SIDES for block in getattr(row, side)
        for mark in sources.marks[side][block.id] if mark.id in sources.shown[side].tags
    }  # fmt: skip
    extra = {
        "moved": any(link.moved for link in row.links),
        "joined": row.framed,
        "targets": bool(measures),
        "unsure": row.confidence is not None and row.confidence < UNSURE,
        "annotated": annotated,
    }
    return frozenset({row.kind, *(name for name, holds in extra.items() if holds)})


def _fold(rows: Sequence[ShownRow], kinds: frozenset[str]) -> tuple[ShownRow, ...]:
    """Hide the rows that were not asked for; the first of each hidden stretch carries its length.

    The heading of a group stays where anything below it does; a group without any row
    that was asked for is hidden whole.
    """
    if not kinds:
        return tuple(rows)
    wanted = [bool(row.answers & kinds) for row in rows]
    if any(wanted) and rows[0].row.is_heading:
        wanted[0] = True
    folded: list[ShownRow] = []
    first = 0
    for number, row in enumerate(rows):
        if wanted[number]:
            folded.append(row)
            continue
        if not number or wanted[number - 1]:
            first = number
        folded.append(replace(row, hidden=True))
        if any(wanted):
            folded[first] = replace(folded[first], folded=folded[first].folded + 1)
    return tuple(folded)
