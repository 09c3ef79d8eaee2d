"""The binary Word format of 1997–2003: where its text lies.

After Microsoft's published description of the format, [MS-DOC].
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from compare.readers.doc_properties import Properties, heading_levels, is_gone, read_paragraph

#: Word 97; older versions (6, 95) arrange everything differently.
_FIRST_VERSION = 0x00C1
_MARK = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
#: Places in the table of (offset, length) pairs that the header ends with.
_STYLES, _CHARACTERS, _PARAGRAPHS, _PIECES = 1, 12, 13, 33
_COMPRESSED = 0x4000_0000
_PAGE = 512


class BrokenDocument(Exception):
    """The file does not follow the format."""


class ProtectedDocument(Exception):
    """The file is locked with a password."""


class OldDocument(Exception):
    """The file is older than Word 97."""


@dataclass(slots=True)
class WordText:
    """The text as UTF-16 units, those of the body first; deleted and hidden ones are zero.

    `body` and `footnotes` are numbers of units.
    """

    units: array[int]
    body: int
    footnotes: int
    endnotes: int
    _pieces: list[tuple[int, int, int]] = field(default_factory=list)  # first unit, byte, bytes a unit
    _starts: list[int] = field(default_factory=list)
    _runs: list[tuple[int, int, Properties]] = field(default_factory=list)  # first byte, end, what it says

    def properties(self, unit: int) -> Properties:
        """Those of the paragraph that ends with a unit."""
        first, byte, width = self._pieces[bisect_right(self._pieces, (unit, 1 << 62, 9)) - 1]
        byte += (unit - first) * width
        place = bisect_right(self._starts, byte) - 1
        if place >= 0 and byte < self._runs[place][1]:
            return self._runs[place][2]
        return Properties()


@dataclass(frozen=True, slots=True)
class _Header:
    table: str
    lengths: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def table_stream(document: bytes) -> str:
    """The name of the stream that goes with the main one.

    Raises ProtectedDocument, OldDocument, BrokenDocument.
    """
    return _header(document).table


def _header(document: bytes) -> _Header:
    try:
        mark, version = struct.unpack_from("<HH", document, 0)
        (flags,) = struct.unpack_from("<H", document, 10)
        if mark != _MARK:
            raise BrokenDocument
        if version < _FIRST_VERSION:
            raise OldDocument
        if flags & _ENCRYPTED:
            raise ProtectedDocument
        at = 32
        (count,) = struct.unpack_from("<H", document, at)
        at += 2 + 2 * count
        (count,) = struct.unpack_from("<H", document, at)
        lengths = struct.unpack_from(f"<{count}i", document, at + 2)
        at += 2 + 4 * count
        (count,) = struct.unpack_from("<H", document, at)
        pairs = struct.unpack_from(f"<{2 * count}I", document, at + 2)
    except struct.error as error:
        raise BrokenDocument from error
    if len(lengths) < 9 or count <= _PIECES or any(length < 0 for length in lengths[3:9]):
        raise BrokenDocument
    places = tuple(zip(pairs[::2], pairs[1::2], strict=True))
    return _Header("1Table" if flags & _SECOND_TABLE else "0Table", lengths, places)


def read_word_text(document: bytes, table: bytes, most: int) -> WordText:
    """The text of a document from its two streams, at most `most` units.

    Raises BrokenDocument where they do not fit together, OverflowError where there is more.
    """
    header = _header(document)
    body, footnotes, endnotes = header.lengths[3], header.lengths[4], header.lengths[8]
    wanted = body + footnotes
    if wanted > most:
        raise OverflowError
    try:
        text = WordText(array("H"), body, footnotes, endnotes)
        for first, end, byte, width in _pieces(_part(table, header, _PIECES)):
            if first >= wanted:
                break
            end = min(end, wanted)
            raw = document[byte : byte + (end - first) * width]
            if len(raw) != (end - first) * width or first != len(text.units):
                raise BrokenDocument
            # One byte a unit is Windows-1252, which has a place for every byte but five.
            raw = raw if width == 2 else raw.decode("cp1252", "replace").encode("utf-16-le")
            text.units.extend(struct.unpack(f"<{end - first}H", raw))
            text._pieces.append((first, byte, width))
        if len(text.units) < wanted:
            raise BrokenDocument
        levels = heading_levels(_part(table, header, _STYLES))
        for start, end, block in _runs(document, _part(table, header, _PARAGRAPHS), paragraphs=True):
            text._runs.append((start, end, read_paragraph(block, levels)))
        text._runs.sort(key=lambda run: run[0])
        text._starts.extend(run[0] for run in text._runs)
        gone = [
            (start, end)
            for start, end, block in _runs(document, _part(table, header, _CHARACTERS), paragraphs=False)
            if is_gone(block)
        ]
        _blank_out(text, gone)
    except (struct.error, IndexError) as error:
        raise BrokenDocument from error
    return text


def _part(table: bytes, header: _Header, place: int) -> bytes:
    offset, length = header.places[place]
    return table[offset : offset + length]


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int, int]]:
    """(first unit, end, first byte in the document, bytes a unit) of each piece of the text."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise BrokenDocument
    (length,) = struct.unpack_from("<I", clx, at + 1)
    count = (length - 4) // 12
    at += 5
    units = struct.unpack_from(f"<{count + 1}I", clx, at)
    for number, (first, end) in enumerate(pairwise(units)):
        (byte,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * number + 2)
        if end < first:
            raise BrokenDocument
        if byte & _COMPRESSED:
            yield first, end, (byte & ~_COMPRESSED) // 2, 1
        else:
            yield first, end, byte, 2


def _runs(document: bytes, index: bytes, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
    """(first byte, end, properties) of each run of paragraphs or characters with the same ones."""
    count = (len(index) - 4) // 8
    if count < 1:
        return
    if count > len(document) // _PAGE:
        raise BrokenDocument
    for number in struct.unpack_from(f"<{count}I", index, 4 * (count + 1)):
        page = document[(number & 0x3F_FFFF) * _PAGE :][:_PAGE]
        if len(page) < _PAGE:
            raise BrokenDocument
        runs = page[-1]
        bounds = struct.unpack_from(f"<{runs + 1}I", page, 0)
        for k, (start, end) in enumerate(pairwise(bounds)):
            offset = 2 * page[4 * (runs + 1) + k * (13 if paragraphs else 1)]
            if not offset:
                block = b""
            elif not paragraphs:
                block = page[offset + 1 : offset + 1 + page[offset]]
            elif page[offset]:
                block = page[offset + 1 : offset + 2 * page[offset]]
            else:
                block = page[offset + 2 : offset + 2 + 2 * page[offset + 1]]
            yield start, end, block


def _blank_out(text: WordText, gone: list[tuple[int, int]]) -> None:
    """Set units to zero whose bytes lie in one of the ranges."""
    ranges: list[tuple[int, int]] = []
    for start, stop in sorted(gone):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(stop, ranges[-1][1]))
        else:
            ranges.append((start, stop))
    ends = [*(first for first, _, _ in text._pieces[1:]), len(text.units)]
    for (first, byte, width), end in zip(text._pieces, ends, strict=True):
        last = byte + (end - first) * width
        for start, stop in ranges[max(bisect_right(ranges, (byte, 0)) - 1, 0) :]:
            if start >= last:
                break
            begin = first + (max(start, byte) - byte) // width
            for unit in range(begin, first + (min(stop, last) - byte + width - 1) // width):
                text.units[unit] = 0
