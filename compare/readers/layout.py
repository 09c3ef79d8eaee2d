"""How a text was set: wrapped at a width, its paragraphs parted by blank lines, or the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.readers.lines import Line

_LETTER = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[ -~]")

#: Wrapped text: this share of the lines comes within SLACK characters of the width.
_WRAPPED_SHARE = 0.5
_WRAPPED_MIN_LINES = 12
_SLACK_HAN = 4
_WIDEST_WRAP_HAN = 60
_SLACK_WESTERN = 16
_WIDEST_WRAP_WESTERN = 100
#: Paragraphs are parted by blank lines where this share of the finished lines has one behind it.
_BLANK_SHARE = 0.8
#: Blank lines stand between paragraphs only, never inside one, where this share of the paragraphs that they
#: part is finished; short ones between them are headings, with commas too (measured: 0.89 to 1 against 0.8).
_FINISHED_SHARE = 0.88
_FINISHED_MIN = 12
_FINISHED_CHARS = 40
#: Cells of a table copied line by line: blank lines between most, and so many of them short and unfinished.
_CELLS_BLANK = 0.7
_CELLS_SHORT = 0.4
_CELL_CHARS = 30


def columns(text: str) -> int:
    """Width in full-width columns (Western characters are half as wide), rounded up."""
    return len(text) - len(_HALF_WIDTH.findall(text)) // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is that of wrapped text (0 where it is not), in full-width columns, of Western text in characters.

    `blank_parted`: blank lines stand behind nearly every finished line; `blank_reliable`: and
    nowhere inside a paragraph.  `cells`: the lines are the cells of a table.
    """

    width: int
    blank_parted: bool
    blank_reliable: bool
    western: bool
    cells: bool


def find_layout(lines: Sequence[Line]) -> Layout:
    """How the lines of an edition were set, told by all of them together."""
    body = [line for line in lines if line.kind is None]
    letters = sum(len(_LETTER.findall(line.text[:400])) for line in body)
    western = letters > sum(len(_HAN.findall(line.text[:400])) for line in body)
    slack, widest = (_SLACK_WESTERN, _WIDEST_WRAP_WESTERN) if western else (_SLACK_HAN, _WIDEST_WRAP_HAN)
    width = 0
    if len(body) >= _WRAPPED_MIN_LINES or (western and len(body) >= 4):
        lengths = sorted(len(line.text) if western else columns(line.text) for line in body)
        longest = lengths[int(len(lengths) * 0.97)] if len(lengths) > 30 else lengths[-1]
        near = sum(longest - slack <= length <= longest + 2 for length in lengths)
        unfinished = sum(line.is_open for line in body)
        if longest <= widest and min(near, unfinished) >= len(body) * _WRAPPED_SHARE:
            width = longest
    finished = [after.blank for before, after in pairwise(body) if not before.is_open]
    blank_parted = bool(finished) and sum(finished) >= len(finished) * _BLANK_SHARE
    reliable = blank_parted and _is_blank_reliable(body)
    return Layout(width, blank_parted, reliable, western, _is_of_cells(body))


def _is_of_cells(body: Sequence[Line]) -> bool:
    short = sum(line.is_open and len(line.text) <= _CELL_CHARS for line in body)
    blank = sum(line.blank for line in body)
    return (
        len(body) >= _WRAPPED_MIN_LINES
        and blank >= len(body) * _CELLS_BLANK
        and short >= len(body) * _CELLS_SHORT
    )


def _is_blank_reliable(body: Sequence[Line]) -> bool:
    paragraphs = [
        (line, following)
        for line, following in pairwise(body)
        if following.blank and len(line.text) > _FINISHED_CHARS
    ]
    finished = sum(not line.is_open for line, _ in paragraphs)
    return len(paragraphs) >= _FINISHED_MIN and finished >= len(paragraphs) * _FINISHED_SHARE
