"""Originals in rows beside the outline, and in which row each block begins; pure."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Note, Page, ParsedEdition
from compare.readers.lines import INVISIBLE
from compare.readers.originals import Form, Original

#: Longer lines are shown in pieces, so that one can jump into a text without line ends.
PIECE = 240
#: So many characters of a block are looked for; where marks were taken out of them, fewer.
NEEDLES = (16, 8)
_BREAK = re.compile(r"[。！？；.!?;]\s*|\s+|>")
_TAG = re.compile(r"<[^<>]*>")
#: What readers take out or put between words.
_NOISE = re.compile(rf"[\s*_#|{INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A page, a paragraph, a line or a piece of one; `name` is "" where a line goes on."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with its rows; `problem` says why there are none. `position` counts from 1."""

    position: int
    name: str
    size: int
    form: Form
    rows: tuple[Row, ...]
    whole: bool = True
    problem: Note | None = None


def view_file(position: int, name: str, size: int, original: Original | Note) -> FileView:
    """The file in rows; a Note in place of the original says why it cannot be shown."""
    if isinstance(original, Note):
        return FileView(position, name, size, "lines", (), problem=original)
    rows: list[Row] = []
    for place in original.places:
        pieces = _pieces(place.text)
        for number, piece in enumerate(pieces):
            rows.append(Row(f"o{position}-{len(rows) + 1}", "" if number else place.name, piece))
    return FileView(position, name, size, original.form, tuple(rows), original.whole)


def find_rows(parsed: ParsedEdition, files: Sequence[FileView]) -> dict[int, str]:
    """The start of each block → the id of the row in which it begins; a block of unknown origin is missing."""
    pages = parsed.edition.text.pages
    indexes = {file.position: _Index(file) for file in files}
    by_name: dict[str, list[_Index]] = {}
    for file in files:
        by_name.setdefault(file.name, []).append(indexes[file.position])
    found: dict[int, str] = {}
    for block in parsed.blocks:
        at = bisect_right(pages, block.start, key=lambda page: page.start) - 1
        if at < 0:
            continue
        quote = parsed.quote(block)
        for index in by_name.get(pages[at].source, []):
            if row := index.find(pages[at], quote):
                found[block.start] = row
                break
    return found


def _pieces(line: str) -> list[str]:
    """The line in pieces that end, if possible, with a sentence or a word."""
    pieces: list[str] = []
    while len(line) > PIECE:
        ends = [match.end() for match in _BREAK.finditer(line, PIECE // 2, PIECE)]
        at = ends[-1] if ends else PIECE
        pieces.append(line[:at])
        line = line[at:]
    return [*pieces, line]


class _Index:
    """Finds passages in the rows of one file, going forward as they do."""

    def __init__(self, file: FileView) -> None:
        self._form = file.form
        self._ids = [row.id for row in file.rows]
        #: Where in `_words` each row begins, and each named place begins and ends.
        self._starts: list[int] = []
        self._spans: dict[str, tuple[int, int]] = {}
        self._last = 0
        is_markup = file.form == "lines" and any("</" in row.text for row in file.rows)
        words: list[str] = []
        length, name = 0, ""
        for row in file.rows:
            text = html.unescape(_TAG.sub("", row.text)) if is_markup else row.text
            squeezed = _NOISE.sub("", text)
            self._starts.append(length)
            words.append(squeezed)
            name = row.name or name
            begun = self._spans.get(name, (length, 0))[0] if not row.name else length
            length += len(squeezed)
            self._spans[name] = (begun, length)
        self._words = "".join(words)

    def find(self, page: Page, quote: str) -> str | None:
        """The id of the row in which the passage begins."""
        if self._form == "lines":
            at = self._search(quote, self._last, len(self._words))
            if at is None:
                at = self._search(quote, 0, len(self._words))
            else:
                self._last = at
            return None if at is None else self._ids[bisect_right(self._starts, at) - 1]
        if page.page not in self._spans:
            return None
        start, end = self._spans[page.page]
        if self._form == "pages":
            # Pictures have no words, so that all begin at the same place.
            return self._ids[list(self._spans).index(page.page)]
        at = self._search(quote, start, end)
        return self._ids[bisect_right(self._starts, start if at is None else at) - 1]

    def _search(self, quote: str, start: int, end: int) -> int | None:
        """Where the first characters of `quote` stand in [start, end) of the words."""
        squeezed = _NOISE.sub("", quote[: 8 * NEEDLES[0]])
        for length in NEEDLES:
            at = self._words.find(squeezed[:length], start, end) if squeezed else -1
            if at >= 0:
                return at
        return None
