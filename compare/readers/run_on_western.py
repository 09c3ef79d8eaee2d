"""Western text without line ends: pages, paragraphs, headings and tables told apart again.

Seen in texts taken out of web pages, whose blocks ran together without a blank:
"…required by law.Fiscal PeriodThe Company's fiscal year is…".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from compare.labels import read_label
from compare.model import Span
from compare.readers.pieces import Piece
from compare.readers.run_on_tables import find_tables

#: "Apple Inc. | 2019 Form 10-K | 18": words between bars, and a number that grows from page to page.
_FOOTER = re.compile(r"((?:[A-Z][\w.&,]{0,30}\s){1,6}\|\s[^|.]{2,40}\s\|\s)\d{1,3}")
_MIN_FOOTERS = 3
#: A sentence that ends without a blank behind it ended a block; neither "U.S." nor "3.5" does.
_BLOCK_END = re.compile(
    r"(?<=[A-Za-z0-9)”’\"%™®])(?<![.\s(][A-Z])(?:[.!?][”’\")]*|:)(?=[a-z]?[A-Z]|[(“])"
    r"|(?<=\S)(?=•)|(?<=[.;])(?=\(\d{1,2}\)[A-Z])"
)
#: Where a heading and the text below it ran together: "PeriodThe".
_FUSED = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_TWICE = re.compile(r"(\S.{2,60}?)\1(?=\s)")
_HEADING_CHARS = 110
#: So much of a block is looked at for a heading, and so many may stand above one paragraph.
_SEEN_CHARS = 2 * _HEADING_CHARS
_MOST_HEADINGS = 4
_HEADING_WORD = re.compile(r"[^\s—–-]+")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "per", "the", "to")
)
#: So many words of a heading begin with a capital.
_CAPITAL_SHARE = 0.7
#: A word behind one without capital.
_INSIDE_SENTENCE = re.compile(r"\b[a-z]+,?\s(\w+)")
_FOOTNOTE = re.compile(r"\(\d{1,2}\)\s?[A-Z]")
_ITEM = re.compile(r"\s*(?:Item|ITEM|PART|Part)\s\w{1,3}\.?\s*")
_BULLET = "•"


def cut_western(text: str) -> list[Piece]:
    """The lines that a run-on text was made of, as pieces in order."""
    footers = _footers(text)
    names = Counter(_INSIDE_SENTENCE.findall(text))
    pieces: list[Piece] = []
    at = 0
    tables = find_tables(text)
    parts = sorted([*((a, b, None) for a, b in footers), *((t[0].start, t[-1].end, t) for t in tables)], key=_start)
    for start, end, rows in parts:
        if start < at:
            continue
        pieces.extend(_prose(text, at, start, names, bool(pieces and pieces[-1].kind == "table_row")))
        pieces.extend(rows or [Piece(start, end, "chrome", parted=True)])
        at = end
    pieces.extend(_prose(text, at, len(text), names, bool(pieces and pieces[-1].kind == "table_row")))
    return _levelled(text, pieces)


def _start(part: tuple[int, int, object]) -> int:
    return part[0]


def _footers(text: str) -> list[Span]:
    words = [match.group(1) for match in _FOOTER.finditer(text)]
    if len(words) < _MIN_FOOTERS:
        return []
    # What stood before the first of its words may have run into it.
    ends = zip(*(reversed(word) for word in words), strict=False)
    shared = "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, ends))[::-1]
    found = list(re.finditer(rf"{re.escape(shared)}(\d{{1,3}})", text)) if shared.count("|") == 2 else []
    numbers = [int(match.group(1)) for match in found]
    growing = all(a < b for a, b in pairwise(numbers))
    return [match.span() for match in found] if growing else []


def _prose(text: str, start: int, end: int, names: Counter[str], below_table: bool) -> Iterator[Piece]:
    """Blocks of the text between two tables or pages; notes directly below a table are footnotes."""
    at = start
    places = [start + match.end() for match in _BLOCK_END.finditer(text[start:end])]
    for place in [*places, end]:
        if place < end and _ITEM.fullmatch(text, at, place):
            continue  # it stands above what follows; at the very end it is all there is
        begin = at + len(text[at:place]) - len(text[at:place].lstrip())
        at = place
        if begin >= place:
            continue
        if below_table and _FOOTNOTE.match(text, begin):
            yield Piece(begin, place, "footnote", parted=True)
            continue
        below_table = False
        for _ in range(_MOST_HEADINGS):
            heading = _heading(text[begin : min(place, begin + _SEEN_CHARS)], names)
            if not heading:
                break
            yield Piece(begin, begin + heading, "heading", parted=True)
            begin += heading
        yield Piece(begin, place, parted=True)


def _heading(block: str, names: Counter[str]) -> int:
    """How long the heading is that ran into the text of the block below it; 0 for none."""
    if block.startswith(_BULLET):
        return 0
    if (twice := _TWICE.match(block)) and _is_title(twice.group(1)):
        return len(twice.group(1))
    for match in _FUSED.finditer(block[: _HEADING_CHARS + 1]):
        at = match.start()
        word = re.search(r"\w+$", block[:at])
        rest = re.match(r"\w+", block[at:])
        fused = (word.group() if word else "") + (rest.group() if rest else "")
        # "MacBook" is a name: it stands inside sentences too.
        if names[fused] > 1 or not _is_title(block[:at]) or len(block) - at < 2:
            continue
        return at
    return 0


def _is_title(words: str) -> bool:
    label = read_label(words)
    bare = words[len(label.text) :] if label and label.kind == "item_no" else words
    found = _HEADING_WORD.findall(bare)
    if not found or re.search(r"[.;!?:|]\s|[.;!?:]$", bare):
        return False
    counted = [word for word in found if word.lower() not in _SMALL_WORDS] or found
    capital = sum(any(char.isupper() or char.isdecimal() for char in word[:2]) for word in counted)
    return capital >= len(counted) * _CAPITAL_SHARE


def _levelled(text: str, pieces: list[Piece]) -> list[Piece]:
    """Headings with a level: numbered items of the form stand above the others."""
    def has_item(piece: Piece) -> bool:
        label = read_label(text[piece.start : piece.end])
        return label is not None and label.kind == "item_no"

    below = 2 if any(piece.kind == "heading" and has_item(piece) for piece in pieces) else 1
    return [
        replace(piece, level=1 if has_item(piece) else below) if piece.kind == "heading" else piece for piece in pieces
    ]
