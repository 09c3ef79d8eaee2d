"""What a reviewer said about the outline, laid over what the program found.

Corrections are found again by their anchors, so they hold for a mended text and a newer
reader too; one that has lost its place is told in a note and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from compare.anchor import locate
from compare.bare_headings import UNLABELLED_RANK
from compare.labels import RANK, read_label
from compare.model import BlockKind, Note, OutlineCorrection, Role, Section, Text
from compare.outline_lines import Piece

#: Levels that a heading can be given.
LEVELS = range(1, 7)
#: Kinds that a block can be given; headings come about by their level.
KINDS: tuple[BlockKind, ...] = tuple(kind for kind in get_args(BlockKind) if kind not in ("heading", "table_row"))
ROLES: tuple[Role, ...] = get_args(Role)
#: So much of a lost correction's passage is shown.
_QUOTE_CHARS = 24


def correct_pieces(
    text: Text, pieces: Sequence[Piece], corrections: Sequence[OutlineCorrection]
) -> tuple[list[Piece], list[Note]]:
    """The pieces as the corrections want them, and a note on each that has lost its place."""
    corrected, notes = list(pieces), list[Note]()
    for correction in corrections:
        place = locate(text, correction.anchor)
        index = _index(corrected, place[0]) if place else None
        if place is None or index is None:
            notes.append(_lost(correction))
        elif correction.op == "join":
            _join(corrected, index)
        elif correction.op == "split":
            _split(text.text, corrected, index, place[0])
        elif correction.op == "kind" and correction.value in KINDS:
            corrected[index] = replace(corrected[index], kind=correction.value, level=0)
        elif correction.op == "level" and correction.value.isdecimal():
            corrected[index] = _levelled(text.text, corrected[index], int(correction.value))
    return corrected, notes


def correct_roles(
    text: Text, sections: Sequence[Section], corrections: Sequence[OutlineCorrection]
) -> tuple[list[Section], list[Note]]:
    """The sections with the roles that people gave (a subsection follows its parent's), and notes."""
    said: dict[str, Role] = {}
    notes: list[Note] = []
    by_start = {section.start: section.id for section in sections}
    for correction in corrections:
        place = locate(text, correction.anchor) if correction.op == "role" else None
        if place and place[0] not in by_start:
            notes.append(_lost(correction))
        elif place and correction.value in ROLES:
            said[by_start[place[0]]] = correction.value
    found: list[Section] = []
    for section in sections:
        role = said.get(section.id, said.get(section.parent or ""))
        if role:
            said.setdefault(section.id, role)
            section = replace(section, role=role)
        found.append(section)
    return found, notes


def _lost(correction: OutlineCorrection) -> Note:
    return Note("correction_lost", {"quote": " ".join(correction.anchor.quote[:_QUOTE_CHARS].split())})


def _index(pieces: Sequence[Piece], at: int) -> int | None:
    """Which piece holds the character at `at`."""
    return next((index for index, piece in enumerate(pieces) if piece.start <= at < piece.end), None)


def _join(pieces: list[Piece], index: int) -> None:
    """Let the piece go on with the one before it, of whose kind both then are."""
    if index == 0:
        return
    before, piece = pieces[index - 1], pieces.pop(index)
    kind: BlockKind = "paragraph" if before.kind == "table_row" else before.kind
    pieces[index - 1] = replace(before, kind=kind, end=piece.end, cells=(), table=0, header=False)


def _split(text: str, pieces: list[Piece], index: int, at: int) -> None:
    """Begin a block at `at`; behind a heading that is a paragraph."""
    piece = pieces[index]
    end = piece.start + len(text[piece.start : at].rstrip())
    if end == piece.start:
        return
    kind: BlockKind = "paragraph" if piece.kind in ("heading", "table_row") else piece.kind
    first: BlockKind = "paragraph" if piece.kind == "table_row" else piece.kind
    pieces[index : index + 1] = [
        replace(piece, kind=first, end=end, cells=(), table=0, header=False),
        Piece(kind, at, piece.end),
    ]


def _levelled(text: str, piece: Piece, level: int) -> Piece:
    """The piece as a heading of this level, as a paragraph for level 0."""
    if level == 0:
        return replace(piece, kind="paragraph", level=0) if piece.kind == "heading" else piece
    if level not in LEVELS:
        return piece
    label = read_label(text[piece.start : piece.end])
    rank = piece.rank
    if piece.kind != "heading":
        rank = RANK.get(label.kind, UNLABELLED_RANK) if label else UNLABELLED_RANK
    return replace(piece, kind="heading", level=level, rank=rank, label=label, cells=(), table=0, header=False)
