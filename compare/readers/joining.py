"""Lines broken inside a sentence or a word are put together again; real paragraphs are kept.

Three layouts occur: paragraphs on one line each (nothing to join but accidents),
paragraphs parted by blank lines and broken at links, and text wrapped at a fixed width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compare.labels import ENUMERATORS, read_label
from compare.readers.chrome import is_page_number
from compare.readers.lines import Line

#: A line cannot begin with these, so it belongs to the line before.
_NEVER_FIRST = re.compile(r"^[，、。；：！？）)》」』”’%％,;:!?.]")
_SALUTATION = re.compile(r"^各位(?:代表|委员|同志|领导|来宾|股东)[^。；]{0,12}[：:！!，,]?$")
_ENDS_WORD = re.compile(r"[A-Za-z0-9,;:.!?%)\]'\"”’\-–—&$]$")
_STARTS_WORD = re.compile(r"^[A-Za-z0-9(\[$'\"“‘\-–—&]")
_LETTER = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[ -~]")

#: A sentence that ends inside the line: what comes after it has begun a paragraph.
_INNER_END = re.compile(r"[。！？；].")

#: An unlabelled line without punctuation up to this length is a heading rather than half a sentence.
HEADING_CHARS = 40
#: Headings with a label run longer.
LABELLED_HEADING_CHARS = 60
#: Wrapped text: this share of the lines comes within SLACK characters of the width.
_WRAPPED_SHARE = 0.5
_WRAPPED_MIN_LINES = 12
_SLACK_HAN = 4
_WIDEST_WRAP_HAN = 60
#: A heading that fills the line up to indentation and hanging punctuation goes on in the next.
_NEARLY_FULL = 6
_SLACK_WESTERN = 16
_WIDEST_WRAP_WESTERN = 100
#: Paragraphs are parted by blank lines where this share of the finished lines has one behind it.
_BLANK_SHARE = 0.8


def _columns(text: str) -> int:
    """Width in full-width columns (Western characters are half as wide), rounded up."""
    return len(text) - len(_HALF_WIDTH.findall(text)) // 2


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int  # of wrapped text, 0 where it is not wrapped
    blank_parted: bool
    western: bool


def _layout(lines: Sequence[Line]) -> _Layout:
    body = [line for line in lines if line.kind is None]
    letters = sum(len(_LETTER.findall(line.text[:400])) for line in body)
    western = letters > sum(len(_HAN.findall(line.text[:400])) for line in body)
    slack, widest = (_SLACK_WESTERN, _WIDEST_WRAP_WESTERN) if western else (_SLACK_HAN, _WIDEST_WRAP_HAN)
    width = 0
    if len(body) >= _WRAPPED_MIN_LINES or (western and len(body) >= 4):
        lengths = sorted(len(line.text) if western else _columns(line.text) for line in body)
        longest = lengths[int(len(lengths) * 0.97)] if len(lengths) > 30 else lengths[-1]
        near = sum(longest - slack <= length <= longest + 2 for length in lengths)
        unfinished = sum(line.is_open for line in body)
        if longest <= widest and min(near, unfinished) >= len(body) * _WRAPPED_SHARE:
            width = longest
    finished = [after.blank for before, after in pairwise(body) if not before.is_open]
    blank_parted = bool(finished) and sum(finished) >= len(finished) * _BLANK_SHARE
    return _Layout(width, blank_parted, western)


def _is_heading_like(line: Line, layout: _Layout) -> bool:
    """A line without closing punctuation that stands for itself."""
    if line.kind == "heading":
        return True
    if not line.is_open:
        return False
    if _SALUTATION.match(line.text):
        return True
    if layout.width and _columns(line.text) >= layout.width - _NEARLY_FULL:
        return False
    if _INNER_END.search(line.text):
        return False
    label = read_label(line.text)
    if label and label.kind not in ENUMERATORS:
        return len(label.text) < len(line.text) <= LABELLED_HEADING_CHARS
    return len(line.text) <= HEADING_CHARS and not re.search(r"[，。；、,;：:“]", line.text)


def _starts_anew(line: Line) -> bool:
    """A line that begins something of its own by its label, its format, or as a salutation."""
    if line.kind is not None or _SALUTATION.match(line.text):
        return True
    label = read_label(line.text)
    return label is not None and not (label.kind == "arabic_dot" and len(line.text) < 6)


def _belongs(before: Line, after: Line, layout: _Layout, joined: bool, in_front: bool) -> bool:
    """Whether `after` goes on where `before` (which may be joined already) stops."""
    if before.kind is not None or after.kind is not None:
        return False
    if _NEVER_FIRST.match(after.text):
        return True
    if after.jumped and before.is_open:
        label = read_label(before.text)
        return label is None or label.kind in ENUMERATORS or bool(_INNER_END.search(before.text))
    if in_front:
        return layout.blank_parted and not after.blank
    if _starts_anew(after):
        return False
    if layout.blank_parted and not after.blank:
        return not _is_heading_like(before, layout) or joined or len(before.text) <= 2
    if layout.width:
        return _belongs_wrapped(before, after, layout)
    if not before.is_open:
        return False
    return joined or not _is_heading_like(before, layout)


def _belongs_wrapped(before: Line, after: Line, layout: _Layout) -> bool:
    if layout.western:
        return not after.blank
    if before.is_open:
        return not _is_heading_like(before, layout)
    # The sentence ends with the line: only a line that is not indented (it is as long as
    # the widest) can go on with the paragraph.
    return False


def _join(before: Line, after: Line, between: Sequence[Line]) -> Line:
    """One line of two; what stood between them (page numbers) becomes a cut."""
    glue = ""
    if _ENDS_WORD.search(before.text) and _STARTS_WORD.search(after.text):
        han_near = _HAN.search(before.text[-6:]) or _HAN.search(after.text[:6])
        glue = "" if han_near else " "
    at = len(before.text) + len(glue)
    cuts = [*before.cuts, (at, "\n" + "".join(line.text + "\n" for line in between))]
    cuts.extend((offset + at, removed) for offset, removed in after.cuts)
    return replace(before, text=before.text + glue + after.text, cuts=tuple(cuts))


@dataclass(frozen=True, slots=True)
class Joined:
    """A line put together from several; `parts` tells where each of them begins in it."""

    line: Line
    parts: tuple[tuple[int, Line], ...]


def join_broken_lines(lines: Sequence[Line]) -> list[Joined]:
    """Put broken lines together.  Nothing but line ends (and page numbers between) is taken away."""
    layout = _layout(lines)
    last_length = 0
    front_until = _front(lines)
    done: list[Joined] = []
    between: list[Line] = []
    for index, line in enumerate(lines):
        if line.kind == "chrome" and is_page_number(line):
            between.append(line)
            continue
        if done and _goes_on(done[-1], line, layout, last_length, index < front_until):
            current = done[-1]
            merged = _join(current.line, line, between)
            done[-1] = Joined(merged, (*current.parts, (len(merged.text) - len(line.text), line)))
        else:
            done.extend(Joined(litter, ((0, litter),)) for litter in between)
            done.append(Joined(line, ((0, line),)))
        between = []
        last_length = _columns(line.text)
    done.extend(Joined(litter, ((0, litter),)) for litter in between)
    return done


def _goes_on(current: Joined, line: Line, layout: _Layout, last_length: int, in_front: bool) -> bool:
    if _belongs(current.line, line, layout, len(current.parts) > 1, in_front):
        return True
    # Wrapped text whose sentence happens to end with a full line: a line as wide as the
    # widest is not indented, so it goes on with the paragraph.
    full = layout.width and not layout.western and not current.line.is_open and not line.blank
    return bool(
        full
        and line.kind is None
        and current.line.kind is None
        and not _starts_anew(line)
        and last_length >= layout.width - _NEARLY_FULL
        and _columns(line.text) >= layout.width - 1
    )


def _front(lines: Sequence[Line]) -> int:
    """How many lines belong to the title page: all before the salutation, if that comes early."""
    for index, line in enumerate(lines[:40]):
        if _SALUTATION.match(line.text):
            return index + 1
    return 0
