"""Lines broken inside a sentence or a word are put together again; real paragraphs are kept.

Three layouts occur: paragraphs on one line each (nothing to join but accidents),
paragraphs parted by blank lines and broken at links, and text wrapped at a fixed width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.labels import ENUMERATORS, read_label
from compare.readers.chrome import is_page_number
from compare.readers.layout import Layout, columns, find_layout
from compare.readers.lines import TERMINAL, Line

#: A line cannot begin with these, so it belongs to the line before.
_NEVER_FIRST = re.compile(r"^[，、。；：！？）)》」』”’%％,;:!?.]")
_SALUTATION = re.compile(r"^各位(?:代表|委员|同志|领导|来宾|股东)[^。；]{0,12}[：:！!，,]?$")
_ENDS_WORD = re.compile(r"[A-Za-z0-9,;:.!?%)\]'\"”’\-–—&$]$")
_STARTS_WORD = re.compile(r"^[A-Za-z0-9(\[$'\"“‘\-–—&]")
#: Neither a number alone nor a sign is a heading.
_WORDY = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff]")

#: So many characters at the end tell whether a sentence is finished.
_TAIL = 16
#: A sentence that ends inside the line: what comes after it has begun a paragraph.
_INNER_END = re.compile(r"[。！？；].")

#: An unlabelled line without punctuation up to this length is a heading rather than half a sentence.
HEADING_CHARS = 40
#: Headings with a label run longer.
LABELLED_HEADING_CHARS = 60
#: A heading that fills the line up to indentation and hanging punctuation goes on in the next.
_NEARLY_FULL = 6
#: Between reliable blank lines a heading may be a whole clause.
_LONG_HEADING_CHARS = 80
#: The second line of a heading is not longer.
_SECOND_HALF_CHARS = 20


def _is_heading_like(line: Line, layout: Layout) -> bool:
    """A line without closing punctuation that stands for itself."""
    if line.kind == "heading":
        return True
    if not line.is_open or not _WORDY.search(line.text):
        return False
    if _SALUTATION.match(line.text):
        return True
    if layout.width and columns(line.text) >= layout.width - _NEARLY_FULL:
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


def _is_bare_label(text: str) -> bool:
    """A cell with nothing but the number of the heading in the next one."""
    label = read_label(text + "\u3000一")
    return label is not None and label.kind not in ENUMERATORS and label.text.strip() == text


class _Paragraph:
    """Lines being put together; the text is made once, at the end, however many there are."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.between: list[list[Line]] = []
        self.tail = line.text[-_TAIL:]
        self.complete = False  # a heading that has got its second half

    @property
    def joined(self) -> bool:
        return len(self.lines) > 1

    @property
    def is_open(self) -> bool:
        return not TERMINAL.search(self.tail)

    def add(self, line: Line, between: list[Line]) -> None:
        """Go on with `line`; `between` are page numbers that stood there."""
        self.lines.append(line)
        self.between.append(between)
        self.tail = (self.tail + line.text)[-_TAIL:]

    def join(self) -> Joined:
        """One line of all; line ends and what stood between become cuts."""
        first = self.lines[0]
        pieces, cuts, parts = [first.text], list(first.cuts), [(0, first)]
        at, tail = len(first.text), first.text[-_TAIL:]
        for line, between in zip(self.lines[1:], self.between, strict=True):
            western = not (_HAN.search(tail[-6:]) or _HAN.search(line.text[:6]))
            if western and _ENDS_WORD.search(tail) and _STARTS_WORD.search(line.text):
                pieces.append(" ")
                at += 1
            cuts.append((at, "\n" + "".join(litter.text + "\n" for litter in between)))
            cuts.extend((offset + at, removed) for offset, removed in line.cuts)
            parts.append((at, line))
            pieces.append(line.text)
            at += len(line.text)
            tail = (tail + line.text)[-_TAIL:]
        return Joined(replace(first, text="".join(pieces), cuts=tuple(cuts)), tuple(parts))


def _belongs(before: _Paragraph, after: Line, layout: Layout, in_front: bool) -> bool:
    """Whether `after` goes on where `before` stops."""
    first = before.lines[0]
    if first.kind is not None or after.kind is not None or after.jumped is False:
        return False
    if _NEVER_FIRST.match(after.text):
        return True
    if after.jumped and before.is_open:
        label = read_label(first.text)
        inside = label is None or label.kind in ENUMERATORS
        return inside or before.joined or bool(_INNER_END.search(first.text))
    if layout.cells:
        return _is_bare_label(first.text) and not before.joined and not _starts_anew(after)
    if in_front:
        return layout.blank_parted and not after.blank
    if _starts_anew(after):
        return False
    if layout.blank_reliable and after.blank and not before.joined and len(first.text) <= _LONG_HEADING_CHARS:
        return bool(re.search(r"[，、,]$", first.text))
    if before.complete:
        return False
    if layout.blank_parted and not after.blank:
        return before.joined or len(first.text) <= 2 or not _is_heading_like(first, layout)
    if layout.width and layout.western:
        return not after.blank
    # Where the sentence ends with the line, wrapped text too begins a paragraph (but see `_goes_on`).
    return before.is_open and (before.joined or not _is_heading_like(first, layout))


@dataclass(frozen=True, slots=True)
class Joined:
    """A line put together from several; `parts` tells where each of them begins in it."""

    line: Line
    parts: tuple[tuple[int, Line], ...]


def join_broken_lines(lines: Sequence[Line]) -> list[Joined]:
    """Put broken lines together.  Nothing but line ends (and page numbers between) is taken away."""
    layout = find_layout(lines)
    last_length = 0
    front_until = _front(lines)
    done: list[_Paragraph] = []
    between: list[Line] = []
    second = _second_half(lines, layout, front_until)
    for index, line in enumerate(lines):
        if line.kind == "chrome" and is_page_number(line):
            between.append(line)
            continue
        if done and (index == second or _goes_on(done[-1], line, layout, last_length, index < front_until)):
            done[-1].add(line, between)
            done[-1].complete = index == second
        else:
            done.extend(map(_Paragraph, (*between, line)))
        between = []
        last_length = columns(line.text)
    done.extend(map(_Paragraph, between))
    return [paragraph.join() for paragraph in done]


def _goes_on(current: _Paragraph, line: Line, layout: Layout, last_length: int, in_front: bool) -> bool:
    if _belongs(current, line, layout, in_front):
        return True
    # Wrapped text whose sentence happens to end with a full line: a line as wide as the
    # widest is not indented, so it goes on with the paragraph.
    full = layout.width and not layout.western and not current.is_open and not line.blank
    return bool(
        full
        and line.kind is None
        and current.lines[0].kind is None
        and not _starts_anew(line)
        and last_length >= layout.width - _NEARLY_FULL
        and columns(line.text) >= layout.width - 1
    )


def _second_half(lines: Sequence[Line], layout: Layout, front_until: int) -> int | None:
    """Which line is the second half of a numbered heading.

    "三、让全镇百姓" above "过上好日子": the only line of the text that would be a heading
    without a number.  Where there are more, each of them heads something.
    """
    bare = [
        index
        for index, line in enumerate(lines)
        if index >= front_until and line.kind is None and not read_label(line.text) and _is_heading_like(line, layout)
    ]
    if len(bare) != 1 or layout.western or not 0 < bare[0] < len(lines) - 1:
        return None
    above, line = lines[bare[0] - 1], lines[bare[0]]
    label = read_label(above.text)
    numbered = label is not None and label.kind not in ENUMERATORS and _is_heading_like(above, layout)
    short = len(line.text) <= _SECOND_HALF_CHARS and not line.blank and not _SALUTATION.match(line.text)
    return bare[0] if numbered and short and above.kind is None else None


def _front(lines: Sequence[Line]) -> int:
    """How many lines belong to the title page: all before the salutation, if that comes early."""
    for index, line in enumerate(lines[:40]):
        if _SALUTATION.match(line.text):
            return index + 1
    return 0
