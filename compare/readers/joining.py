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
from compare.model import Note
from compare.readers.chrome import is_page_number
from compare.readers.lines import TERMINAL, Line

#: A line cannot begin with these, so it belongs to the line before.
_NEVER_FIRST = re.compile(r"^[，、。；：！？）)》」』”’%％,;:!?.]")
_SALUTATION = re.compile(r"^各位(?:代表|委员|同志|领导|来宾|股东)[^。；]{0,12}[：:！!，,]?$")
_ENDS_WORD = re.compile(r"[A-Za-z0-9,;:.!?%)\]'\"”’\-–—&$]$")
_STARTS_WORD = re.compile(r"^[A-Za-z0-9(\[$'\"“‘\-–—&]")
_LETTER = re.compile(r"[A-Za-z]")
#: Neither a number alone nor a sign is a heading.
_WORDY = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[ -~]")

#: A shorter last line, or one without commas, may be a signature or a date.
_PROSE = re.compile(r"[，。；]|[,;.] ?[a-z]|\S, ?\S")
_PROSE_CHARS = 20
#: So many characters at the end tell whether a sentence is finished.
_TAIL = 16
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
#: Blank lines stand between paragraphs only, never inside one, where this share of the paragraphs that they
#: part is finished; short ones between them are headings, with commas too (measured: 0.89 to 1 against 0.8).
_FINISHED_SHARE = 0.88
_FINISHED_MIN = 12
_FINISHED_CHARS = 40
_LONG_HEADING_CHARS = 80
#: The second line of a heading is not longer.
_SECOND_HALF_CHARS = 20


def _columns(text: str) -> int:
    """Width in full-width columns (Western characters are half as wide), rounded up."""
    return len(text) - len(_HALF_WIDTH.findall(text)) // 2


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int  # of wrapped text, 0 where it is not wrapped
    blank_parted: bool
    #: Blank lines stand between paragraphs only.
    blank_reliable: bool
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
    return _Layout(width, blank_parted, blank_parted and _is_blank_reliable(body), western)


def _is_blank_reliable(body: Sequence[Line]) -> bool:
    paragraphs = [
        (line, following)
        for line, following in pairwise(body)
        if following.blank and len(line.text) > _FINISHED_CHARS
    ]
    finished = sum(not line.is_open for line, _ in paragraphs)
    return len(paragraphs) >= _FINISHED_MIN and finished >= len(paragraphs) * _FINISHED_SHARE


def _is_heading_like(line: Line, layout: _Layout) -> bool:
    """A line without closing punctuation that stands for itself."""
    if line.kind == "heading":
        return True
    if not line.is_open or not _WORDY.search(line.text):
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


def _belongs(before: _Paragraph, after: Line, layout: _Layout, in_front: bool) -> bool:
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
    layout = _layout(lines)
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
        last_length = _columns(line.text)
    done.extend(map(_Paragraph, between))
    return [paragraph.join() for paragraph in done]


def _goes_on(current: _Paragraph, line: Line, layout: _Layout, last_length: int, in_front: bool) -> bool:
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
        and _columns(line.text) >= layout.width - 1
    )


def _second_half(lines: Sequence[Line], layout: _Layout, front_until: int) -> int | None:
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


def find_abrupt_end(lines: Sequence[Joined], notes: Sequence[Note]) -> list[Note]:
    """A note where the last line is prose whose sentence was not finished, unless jump marks say where it goes on."""
    body = [joined.line for joined in lines if joined.line.kind != "chrome"]
    if not body or body[-1].kind is not None or any(note.code == "ends_inside" for note in notes):
        return []
    last = body[-1]
    if not last.is_open or len(last.text) < _PROSE_CHARS or not _PROSE.search(last.text):
        return []
    return [Note("ends_abruptly", {"tail": last.text[-_TAIL:]})]
