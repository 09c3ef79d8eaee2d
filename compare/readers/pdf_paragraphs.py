"""From the lines of PDF pages to paragraphs, headings and rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from compare.labels import read_label
from compare.readers.lines import TERMINAL, Line, split_lines
from compare.readers.pdf_footnotes import take_footnotes
from compare.readers.pdf_hyphens import Vocabulary, join_at_hyphen, last_half
from compare.readers.pdf_layout import VisualLine, is_contents_line, is_han, is_parted
from compare.readers.pdf_tables import PageTable

#: In sizes of the type: an indentation of a first line, a line that stops short, a gap between paragraphs.
_INDENTED = 1.2
_SHORT = 2.0
_LOOSE = 1.28
#: Of all gaps on a page in order, the one at this share is between lines of a paragraph.
_PITCH_AT = 0.3
#: Lines whose beginnings are so near each other, in sizes, stand in one column.
_SAME_COLUMN = 4.0
#: Type that is so much larger than that of the text makes a heading.
_LARGER = 1.15
_HEADING_CHARS = 60
#: A table goes on over the page if its sides are nearer than this, in points.
_SAME_WIDTH = 4.0
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]|(?:Table of )?Contents|TABLE OF CONTENTS|CONTENTS")


@dataclass
class PdfPage:
    """A page on its way: what stands on it in reading order, and its headers and footers."""

    number: int
    pieces: list[VisualLine | PageTable] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)


@dataclass
class _Tables:
    """The table met last: its number in the file, and what tells whether it goes on over the page."""

    number: int = 0
    columns: int = 0
    x0: float = 0.0
    x1: float = 0.0
    head: tuple[str, ...] = ()

    def goes_on(self, table: PageTable) -> bool:
        """Whether a table at the top of a page is that at the end of the last: as many columns, or as wide."""
        near = max(abs(table.x0 - self.x0), abs(table.x1 - self.x1)) <= _SAME_WIDTH
        return len(table.rows[0]) == self.columns or near

    def begin(self, table: PageTable) -> None:
        self.number += 1
        self.columns, self.x0, self.x1, self.head = len(table.rows[0]), table.x0, table.x1, table.rows[0]


def lines_of_pages(name: str, pages: Sequence[PdfPage]) -> list[Line]:
    """Paragraphs, rows and footnotes of all pages."""
    document = _Document.of(
        [piece for page in pages for piece in page.pieces if isinstance(piece, VisualLine)]
    )
    found: list[Line] = []
    tables = _Tables()
    waiting: list[str] = []  # headers and footers, on their way to the next line
    held: list[Line] = []  # footnotes of the page before, whose last paragraph may go on
    for page in pages:
        notes = take_footnotes(page.pieces, document.usual)
        standing = [piece for piece in page.pieces if isinstance(piece, VisualLine)]
        layout = _Layout.of(standing)
        made = _lines_of_page(name, page, layout, tables, bool(found and found[-1].table), document)
        if made:
            first = made[0]
            if found and found[-1].kind is None and first.kind is None:
                first = replace(first, jumped=not layout.is_indented(standing[0]))
                if first.jumped:
                    found[-1], first = _word_kept(found[-1], first, document.vocabulary)
            made[0] = replace(first, cuts=(*((0, edge + "\n") for edge in waiting), *first.cuts))
            waiting = []
            found.extend([made[0], *held, *made[1:]] if first.jumped else [*held, *made])
            held = []
        waiting.extend(page.edges)
        held.extend(line for lines in notes for line in _footnote(name, page.number, lines, document))
    found.extend(held)
    if waiting and found:
        last = found[-1]
        found[-1] = replace(last, cuts=(*last.cuts, *((len(last.text), "\n" + edge) for edge in waiting)))
    return found


def _lines_of_page(
    name: str,
    page: PdfPage,
    layout: _Layout,
    tables: _Tables,
    after_table: bool,
    document: _Document,
) -> list[Line]:
    made: list[Line] = []
    paragraph: list[VisualLine] = []

    def flush() -> None:
        if paragraph:
            made.extend(_paragraph(name, page.number, paragraph, document))
            paragraph.clear()

    for piece in page.pieces:
        if isinstance(piece, PageTable):
            flush()
            goes_on = after_table and not made and tables.goes_on(piece)
            if not goes_on:
                tables.begin(piece)
            made.extend(_rows(name, page.number, piece, tables, goes_on))
        elif is_contents_line(piece):
            flush()
            if made and made[-1].kind in (None, "heading") and _CONTENTS_TITLE.fullmatch(made[-1].text):
                made[-1] = replace(made[-1], kind="chrome", level=0)
            made.append(Line(piece.text, name, str(page.number), kind="chrome"))
        else:
            if paragraph and layout.parts(paragraph[-1], piece, len(paragraph) == 1):
                flush()
            paragraph.append(piece)
    flush()
    return made


def _word_kept(before: Line, after: Line, vocabulary: Vocabulary) -> tuple[Line, Line]:
    """The two lines of a paragraph on two pages, with a word that the page end breaks moved to the second."""
    half = last_half(before.text, after.text)
    rest = before.text[: len(before.text) - len(half)].rstrip()
    goes_on = join_at_hyphen(before.text, after.text, vocabulary) if half and rest else None
    if goes_on is None:
        return before, after
    stays, hyphen = goes_on
    kept = stays[len(before.text) - len(half) :]
    cuts = tuple((at + len(kept), removed) for at, removed in after.cuts)
    if hyphen:
        cuts = ((len(kept), hyphen), *cuts)
    ends = tuple((min(at, len(rest)), removed) for at, removed in before.cuts)
    return replace(before, text=rest, cuts=ends), replace(after, text=kept + after.text, cuts=cuts)


def _footnote(name: str, number: int, lines: Sequence[VisualLine], document: _Document) -> list[Line]:
    return [replace(line, kind="footnote", level=0) for line in _paragraph(name, number, lines, document)]


@dataclass(frozen=True)
class _Document:
    """What the whole document tells: the size of its text, the larger ones from the largest, its words."""

    usual: float
    larger: tuple[float, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, lines: Sequence[VisualLine]) -> _Document:
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        usual = sizes.most_common(1)[0][0] if sizes else 0.0
        larger = sorted((size for size in sizes if size > usual * _LARGER), reverse=True)
        return cls(usual, tuple(larger), Vocabulary.of([line.text for line in lines]))


@dataclass(frozen=True)
class _Layout:
    """How the lines of a page stand: `pitch` is their usual distance."""

    lines: tuple[VisualLine, ...]
    pitch: float

    @classmethod
    def of(cls, lines: Sequence[VisualLine]) -> _Layout:
        gaps = sorted(
            above.base - below.base
            for above, below in pairwise(lines)
            if 0 < above.base - below.base < 4 * above.size
        )
        # Gaps between short paragraphs may be more than those inside them.
        return cls(tuple(lines), gaps[int(len(gaps) * _PITCH_AT)] if gaps else 0.0)

    def margins(self, line: VisualLine) -> tuple[float, float]:
        """Where lines of its column begin and end."""
        near = [other for other in self.lines if abs(other.x0 - line.x0) <= _SAME_COLUMN * line.size]
        ends = sorted(other.x1 for other in near)
        return min(other.x0 for other in near), ends[int(len(ends) * 0.9)]

    def is_indented(self, line: VisualLine) -> bool:
        return line.x0 - self.margins(line)[0] > _INDENTED * line.size * (
            1.0 if is_han(line.text[0]) else 0.6
        )

    def parts(self, above: VisualLine, below: VisualLine, first: bool) -> bool:
        """Whether a paragraph ends between two lines that follow each other; `first`: it began with the first."""
        gap = above.base - below.base
        if gap < 0:  # the next column
            return self.is_indented(below) or self._is_short(above, below)
        if abs(above.size - below.size) > 0.12 * above.size:
            return True
        # A bold lead may run over into the next line; a bold line that stops short is a heading.
        if above.bold != below.bold and above.x1 < self.margins(above)[1] - _SHORT * above.size:
            return True
        if self.pitch and gap > _LOOSE * self.pitch:
            return True
        if first and TERMINAL.search(above.text) and self.is_indented(above) and self.is_indented(below):
            return True
        return below.x0 - above.x0 > _INDENTED * below.size or self._is_short(above, below)

    def _is_short(self, above: VisualLine, below: VisualLine) -> bool:
        """Whether the line above stops before the margin, so that the paragraph ends with it."""
        if last_half(above.text, below.text):
            return False
        right = self.margins(above)[1]
        short = above.x1 < right - _SHORT * above.size
        label = read_label(below.text)
        if is_han(above.text[-1]) or is_han(below.text[0]):
            return short or (label is not None and bool(re.search("[。！？；：]$", above.text)))
        # Western text is mostly ragged: a line is short if the first word of the next had fitted.
        word = len(below.text.split(" ", 1)[0]) * 0.55 * below.size
        return above.x1 + word < right - _SHORT * above.size or (
            label is not None and above.text.endswith((".", ":", ";"))
        )


def _paragraph(name: str, number: int, lines: Sequence[VisualLine], document: _Document) -> list[Line]:
    """The lines of a paragraph as one; a heading where its type is larger."""
    text = ""
    cuts: list[tuple[int, str]] = []
    for line in lines:
        words = line.text
        if text and (goes_on := join_at_hyphen(text, words, document.vocabulary)):
            text, hyphen = goes_on
            cuts.append((len(text), hyphen + "\n"))
        elif text and is_parted(text, words):
            text += " "
        text += words
    size = round(lines[0].size, 1)
    heading = size > document.usual * _LARGER and len(text) <= _HEADING_CHARS
    level = next((k for k, other in enumerate(document.larger, 1) if size >= other), 1) if heading else 0
    made = split_lines(text, name)
    return [
        replace(
            line,
            page=str(number),
            kind="heading" if heading else None,
            level=level,
            cuts=tuple(sorted((*line.cuts, *cuts))) if len(made) == 1 else line.cuts,
        )
        for line in made
    ]


def _rows(name: str, number: int, table: PageTable, tables: _Tables, goes_on: bool) -> list[Line]:
    found: list[Line] = []
    cuts: tuple[tuple[int, str], ...] = ()
    for place, cells in enumerate(table.rows):
        lead = next(k for k, cell in enumerate(cells) if cell)
        text = "\t".join(" ".join(cell.split()) for cell in cells[lead:]).rstrip("\t")
        if goes_on and place == 0 and cells == tables.head and len(table.rows) > 1:
            # The names of the columns, said again on the next page.
            cuts = ((0, text + "\n"),)
            continue
        for line in split_lines(text, name):
            found.append(
                replace(
                    line,
                    page=str(number),
                    kind="table_row",
                    level=int(place == 0 and not goes_on),
                    table=tables.number,
                    lead=lead,
                    cuts=(*cuts, *line.cuts),
                )
            )
            cuts = ()
    return found
