"""Footnotes of PDF pages: lines of smaller type at the foot of a column, each beginning with a mark."""

from __future__ import annotations

import re

from compare.readers.pdf_layout import VisualLine
from compare.readers.pdf_tables import PageTable

#: Type of a footnote is at most this share of that of the text; where it begins with a plain number, which
#: a list may do too, at most that.
_SMALL = 0.92
_SMALLER = 0.86
_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|[①-⑳❶-❿*＊†‡※]|[\[【〔（(［]\d{1,3}[\])】〕）］]|注(?=[：:\d①-⑳])")
_NUMBER = re.compile(r"\d{1,3}(?=[ .)）、．A-Z\u4e00-\u9fff])")


def take_footnotes(pieces: list[VisualLine | PageTable], usual: float) -> list[list[VisualLine]]:
    """Take the footnotes out of what stands on a page, in order; `usual` is the size of the text's type."""
    found: list[list[VisualLine]] = []
    kept: list[VisualLine | PageTable] = []
    for column in _columns(pieces):
        begin = len(column)
        while begin and _is_small(column[begin - 1], usual):
            begin -= 1
        marked = [k for k in range(begin, len(column)) if _is_marked(column[k], usual)]
        # Small type without a mark is a caption, a source or a table's remark: it stays where it is.
        if begin and marked and marked[0] == begin:
            kept.extend(column[:begin])
            for a, b in zip(marked, [*marked[1:], len(column)], strict=True):
                found.append([piece for piece in column[a:b] if isinstance(piece, VisualLine)])
        else:
            kept.extend(column)
    pieces[:] = kept
    return found


def _columns(pieces: list[VisualLine | PageTable]) -> list[list[VisualLine | PageTable]]:
    """Stretches that run down the page."""
    found: list[list[VisualLine | PageTable]] = []
    for piece in pieces:
        if not found or _top(piece) > _top(found[-1][-1]):
            found.append([])
        found[-1].append(piece)
    return found


def _top(piece: VisualLine | PageTable) -> float:
    return piece.y1 if isinstance(piece, PageTable) else piece.base


def _is_small(piece: VisualLine | PageTable, usual: float) -> bool:
    return isinstance(piece, VisualLine) and piece.size <= _SMALL * usual


def _is_marked(piece: VisualLine | PageTable, usual: float) -> bool:
    """Whether a small line begins a footnote."""
    if not isinstance(piece, VisualLine):
        return False
    text = piece.text
    return bool(_MARK.match(text) or (piece.size <= _SMALLER * usual and _NUMBER.match(text)))
