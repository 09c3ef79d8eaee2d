"""The tree of headings and the paragraph-sized blocks of a text.

One pass decides for every line whether it is a heading, an item, prose or litter; a second
one gives the headings their place in the tree by the continuation of their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.bare_headings import ANNEX_RANK, SALUTATION
from compare.model import Block, Note, OutlineCorrection, Role, Section, Text
from compare.outline_corrections import correct_pieces, correct_roles
from compare.outline_lines import Piece, cut_pieces
from compare.roles import role_of_prose, role_of_title, role_of_whole


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def read_outline(
    text: Text,
    year_given: int | None = None,
    year_reviewed: int | None = None,
    corrections: Sequence[OutlineCorrection] = (),
) -> Outline:
    """Sections and blocks of a text.  A text without headings is flat, with a note.

    `corrections`, oldest first, have the last word; one without its place gives a note.
    """
    pieces, lost = correct_pieces(text, cut_pieces(text), corrections)
    sections, blocks = _tree(text.text, pieces)
    sections = _with_roles(text.text, sections, year_given, year_reviewed)
    sections, headless = correct_roles(text, sections, corrections)
    notes = [*lost, *headless, *(() if sections else (Note("no_heading"),))]
    return Outline(tuple(sections), tuple(blocks), tuple(notes))


def _continues(piece: Piece, before: Piece) -> bool:
    """Whether the number of `piece` goes on where that of `before`, of the same rank, stopped."""
    if piece.label is None or before.label is None:
        return True
    return piece.label.value != 1 or before.label.value == 0


def _tree(text: str, pieces: Sequence[Piece]) -> tuple[list[Section], list[Block]]:
    """Put headings into the tree and blocks under them."""
    ranks = sorted({piece.rank for piece in pieces if piece.kind == "heading"} - {ANNEX_RANK})
    sections: list[Section] = []
    blocks: list[Block] = []
    open_: list[tuple[int, Piece]] = []  # (index in sections, heading) from the root down
    rank_at: dict[int, int] = {}  # of the first heading of each level
    for piece in pieces:
        if piece.kind == "item":
            open_ = _above_item(open_, piece)
        if piece.kind == "paragraph" and SALUTATION.match(text[piece.start : piece.end]):
            # "各位代表！" behind （九） speaks of the whole part again, not of its ninth task.
            open_ = open_[:1]
        if piece.kind == "heading":
            if piece.level:
                open_ = [pair for pair in open_ if sections[pair[0]].level < piece.level]
            else:
                open_ = _parents(open_, piece)
            parent = sections[open_[-1][0]] if open_ else None
            level = piece.level or (parent.level + 1 if parent else 1)
            if parent is None and piece.rank != ANNEX_RANK and not piece.level:
                level += ranks.index(piece.rank)
            label = piece.label.text.strip() if piece.label else ""
            title = text[piece.start + (len(piece.label.text) if piece.label else 0) : piece.end]
            # A heading that a person joined of two lines has a line end in it.
            title = "".join(line.strip() for line in title.split("\n"))
            section = Section(
                f"s{len(sections)}",
                parent.id if parent else None,
                level,
                label,
                title,
                "other",
                piece.start,
                piece.end,
            )
            if piece.level:
                # It closes what the other headings of its level close.
                piece = replace(piece, rank=min(piece.rank, rank_at.get(level, piece.rank)))
            else:
                rank_at.setdefault(level, piece.rank)
            open_.append((len(sections), piece))
            sections.append(section)
        inside = piece.kind != "front" and open_
        blocks.append(
            Block(
                f"b{len(blocks)}",
                sections[open_[-1][0]].id if inside else None,
                piece.kind,
                piece.start,
                piece.end,
                piece.cells,
                piece.table,
                piece.header,
            )
        )
        if piece.kind != "chrome":
            for index, _ in open_:
                sections[index] = replace(sections[index], end=max(sections[index].end, piece.end))
    return sections, blocks


def _above_item(open_: list[tuple[int, Piece]], piece: Piece) -> list[tuple[int, Piece]]:
    """The open sections without the last one where the item goes on with its numbering: it stands beside that."""
    before = open_[-1][1].label if open_ else None
    beside = before and piece.label and before.kind == piece.label.kind and piece.label.value == before.value + 1
    return open_[:-1] if beside else open_


def _parents(open_: list[tuple[int, Piece]], piece: Piece) -> list[tuple[int, Piece]]:
    """The open sections that the heading `piece` stands below."""
    same = [depth for depth, (_, heading) in enumerate(open_) if heading.rank == piece.rank]
    for depth in reversed(same):
        before = open_[depth][1]
        if before.label and piece.label and piece.label.value == before.label.value + 1:
            return open_[:depth]
    if same and not _continues(piece, open_[same[-1]][1]) and same[-1] < len(open_) - 1:
        # 一、 begins anew below a （一）: it numbers something inside it (1955).
        return open_
    depth = next(
        (depth for depth, (_, heading) in enumerate(open_) if heading.rank >= piece.rank), len(open_)
    )
    return open_[:depth]


def _role_between(before: Sequence[Section], after: Sequence[Role | None]) -> Role | None:
    """What stands after a plan is plan; what stands before the first plan is review."""
    if any(section.role == "plan" for section in before):
        return "plan"
    return "review" if "plan" in after else None


def _with_roles(
    text: str, sections: Sequence[Section], year_given: int | None, year_reviewed: int | None
) -> list[Section]:
    """Roles from the titles; where a title says nothing, from the parent, the neighbours or the prose."""
    found: list[Section] = []
    by_id: dict[str, Section] = {}
    # Only the title of a part speaks for it; a text that starts in the middle may begin with
    # a lower section, whose title is about its topic ("自身建设" stands in reviews and plans).
    announced = [
        (role_of_title if index else role_of_whole)(section.title, year_given, year_reviewed)
        if section.level == 1 or section.parent or all(s.level > 1 for s in sections)
        else None
        for index, section in enumerate(sections)
    ]
    for index, section in enumerate(sections):
        role = announced[index]
        parent = by_id.get(section.parent or "")
        if parent is not None:
            role = "other" if role == "other" else parent.role
        elif role is None:
            role = _role_between(found, announced[index + 1 :])
            role = role or role_of_prose(text[section.start : section.end])
        section = replace(section, role=role)
        by_id[section.id] = section
        found.append(section)
    return found
