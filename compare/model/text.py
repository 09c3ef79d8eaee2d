"""Texts and the editions they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Span = tuple[int, int]
Param = str | int | float

BlockKind = Literal["heading", "paragraph", "item", "bullet", "table_row", "footnote", "front", "chrome"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know; worded only when shown (`compare.messages`)."""

    code: str
    params: dict[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cut:
    """`removed` stood in the source before offset `at` of the clean text."""

    at: int
    removed: str


@dataclass(frozen=True, slots=True)
class Page:
    """From offset `start` on the text comes from this place of this source file.

    `page` is "3" for the third page of a PDF, "¶12" for the twelfth paragraph of a Word
    document; None where the format knows no places (a newspaper page is a file of its own).
    """

    start: int
    source: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the source format says of a line of the text, e.g. a Word heading style.

    `kind` is a block kind; `level` counts headings from 1 (0 where it has none).  The
    cells of a `table_row` are parted by tabs; `lead` counts the empty cells before the
    first one, `table` numbers the tables of the text from 1, and level 1 is a header row.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    table: int = 0
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: `quote` is what stands at [start, end), code points."""

    text_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


CorrectionOp = Literal["level", "role", "kind", "join", "split"]


@dataclass(frozen=True, slots=True)
class OutlineCorrection:
    """A reviewer's word about the block at `anchor`; the later of two about one thing holds.

    `level`: it is a heading of this level (value "1" to "6"), or none (value "0").
    `role`: the section that it heads, with all below it, has this role.
    `kind`: it is a block of this kind ("chrome", "paragraph", …).
    `join`: it belongs to the block before it.  `split`: a block begins at the anchor's start.
    """

    op: CorrectionOp
    anchor: Anchor
    value: str = ""


@dataclass(frozen=True)
class Text:
    """The clean text of an edition, as a reader made it; never changed afterwards."""

    text: str
    cuts: tuple[Cut, ...] = ()
    pages: tuple[Page, ...] = ()
    hints: tuple[Hint, ...] = ()
    notes: tuple[Note, ...] = ()

    @cached_property
    def text_id(self) -> str:
        """SHA-256 of the text (UTF-8), in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Edition:
    """One report of a series with its text: what the engine is given.

    `year_given` is the year in which the report was presented, `year_reviewed` the
    year whose results it tells; either is None where nobody knows.  `corrections` are
    what people said about its outline, oldest first.
    """

    text: Text
    title: str = ""
    key: str = ""
    year_given: int | None = None
    year_reviewed: int | None = None
    source: str = ""
    corrections: tuple[OutlineCorrection, ...] = ()
