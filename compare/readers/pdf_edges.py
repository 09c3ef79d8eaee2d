"""Headers, footers and page numbers: what stands at the edges of PDF pages and belongs to no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from compare.readers.pdf_layout import VisualLine
from compare.readers.pdf_paragraphs import PdfPage

#: Lines at either end of a page among which headers and footers are looked for.
_EDGE_LINES = 3
#: Shorter documents: more than half of the pages must show a header; in longer ones left and right pages differ.
_FEW_PAGES = 6
_SHARE_OF_MANY = 0.4
#: Lines at heights nearer than this, in points, stand at the same place of their pages.
_HEIGHT = 6.0
_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s/|]*(?:第|[Pp]age|[Pp]\.)?\s*(\d{1,4})\s*(?:页|(?:/|of|共)\s*\d{1,4}\s*页?)?[-—–－·.\s/|]*"
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = ("。", "！", "？", "；", ".", "!", "?", ";")


def set_edges_aside(pages: Sequence[PdfPage]) -> None:
    """Move page numbers, and what is repeated at the top or bottom of most pages, to `PdfPage.edges`."""
    seen: Counter[tuple[str, int]] = Counter()
    ahead: Counter[int] = Counter()
    for page in pages:
        edges = _edges(page)
        seen.update({_sign(line) for line in edges})
        ahead.update({number - page.number for line in edges if (number := _page_number(line)) is not None})
    often = len(pages) // 2 + 1 if len(pages) < _FEW_PAGES else len(pages) * _SHARE_OF_MANY
    for page in pages:
        for line in _edges(page):
            number = _page_number(line)
            # A bare number is that of the page if it counts on from page to page; 2024 on a title page does not.
            numbered = number is not None and (
                not line.text.strip().isdecimal() or number == page.number or ahead[number - page.number] > 1
            )
            if numbered or (len(pages) > 2 and seen[_sign(line)] >= often):
                page.pieces.remove(line)
                page.edges.append(line.text)


def _edges(page: PdfPage) -> list[VisualLine]:
    """The highest and the lowest lines of a page."""
    lines = sorted(
        (piece for piece in page.pieces if isinstance(piece, VisualLine)), key=lambda line: -line.base
    )
    return [*lines[:_EDGE_LINES], *lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]]


def _page_number(line: VisualLine) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text.strip())
    return int(match[1]) if match else None


def _sign(line: VisualLine) -> tuple[str, int]:
    """What tells a header from page to page: its words, and its height.

    Numbers in it may count on, but not where it is a sentence: there they make it another one.
    """
    words = line.text if line.text.endswith(_SENTENCE_ENDS) else _DIGITS.sub("#", line.text)
    return words, round(line.base / _HEIGHT)
