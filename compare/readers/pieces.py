"""Pieces: a line cut into several, with its cuts and its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.model import BlockKind, Span
from compare.readers.lines import Line, strip


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that becomes a line: what stands at [start, end) of its text.

    `cells` are spans in the same text, given for a table row only; `parted` says that it
    surely begins something of its own.
    """

    start: int
    end: int
    kind: BlockKind | None = None
    level: int = 0
    parted: bool = False
    cells: tuple[Span, ...] = ()
    table: int = 0
    lead: int = 0


def split_at(line: Line, pieces: Sequence[Piece]) -> list[Line]:
    """Lines of the pieces, which leave out nothing but white space; every cut goes with its place."""
    found: list[Line] = []
    taken = 0
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        text = _text_of(line.text, piece)
        moved: list[tuple[int, str]] = []
        while taken < len(line.cuts) and (last or line.cuts[taken][0] < piece.end):
            at, removed = line.cuts[taken]
            moved.append((_place_in(line.text, piece, text, at), removed))
            taken += 1
        found.append(
            strip(
                replace(
                    line,
                    text=text,
                    blank=line.blank and number == 0,
                    kind=piece.kind,
                    level=piece.level,
                    cuts=tuple(moved),
                    jumped=line.jumped if number == 0 else (False if piece.parted else None),
                    table=piece.table,
                    lead=piece.lead,
                )
            )
        )
    return found


def _text_of(text: str, piece: Piece) -> str:
    if not piece.cells:
        return text[piece.start : piece.end]
    return "\t".join(text[start:end].strip() for start, end in piece.cells)


def _place_in(text: str, piece: Piece, new: str, at: int) -> int:
    """Where a cut at `at` of the old line stands in the new one; in a row, behind as many characters but blanks."""
    if not piece.cells:
        return min(max(at - piece.start, 0), len(new))
    before = len("".join(text[piece.start : max(at, piece.start)].split()))
    for place, char in enumerate(new):
        if before == 0:
            return place
        before -= not char.isspace()
    return len(new)
