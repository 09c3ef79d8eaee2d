"""What the binary Word format says of paragraphs and characters: properties that a style or a block sets.

After Microsoft's published description of the format, [MS-DOC].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

#: Styles derived from each other; a longer chain goes in a circle.
_LONGEST_CHAIN = 20

# Properties, as [MS-DOC] numbers them.
_OUTLINE_LEVEL, _IN_TABLE, _ROW_END, _LIST = 0x2640, 0x2416, 0x2417, 0x460B
_HEADER_ROW = 0x3404
_DELETED, _HIDDEN = 0x0800, 0x083C
_TABLE_SHAPE, _TAB_STOPS = 0xD608, 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Properties:
    """What the format says of a paragraph; `level` is 1 to 9 for headings, else 0."""

    level: int = 0
    in_table: bool = False
    ends_row: bool = False
    names_columns: bool = False
    numbered: bool = False


def changes_of(block: bytes) -> Iterator[tuple[int, bytes]]:
    """(number of the property, its value) for each that a block sets."""
    at = 0
    while at + 2 < len(block):
        (kind,) = struct.unpack_from("<H", block, at)
        at += 2
        size = _SIZES.get(kind >> 13)
        if size is None and kind == _TABLE_SHAPE:
            if at + 2 > len(block):
                return
            size = struct.unpack_from("<H", block, at)[0] + 1
        elif size is None:
            size = block[at] + 1
            if kind == _TAB_STOPS and size == 256:
                return
        yield kind, block[at : at + size]
        at += max(size, 1)


def read_paragraph(block: bytes, levels: list[int]) -> Properties:
    """What a block says of its paragraph; `levels` are those of the styles."""
    if len(block) < 2:
        return Properties(levels[0] if levels else 0)
    (style,) = struct.unpack_from("<H", block, 0)
    level = levels[style] if style < len(levels) else 0
    in_table = ends_row = names_columns = numbered = False
    for kind, value in changes_of(block[2:]):
        if kind == _OUTLINE_LEVEL and value:
            level = value[0] + 1 if value[0] < _BODY_LEVEL else 0
        elif kind == _IN_TABLE:
            in_table = value[:1] == b"\x01"
        elif kind == _ROW_END:
            ends_row = value[:1] == b"\x01"
        elif kind == _HEADER_ROW:
            names_columns = value[:1] == b"\x01"
        elif kind == _LIST:
            numbered = value not in (b"\x00\x00", b"\x01\xf8")
    return Properties(level, in_table, ends_row, names_columns, numbered)


def heading_levels(sheet: bytes) -> list[int]:
    """Style -> level of the heading that it is or derives from, 0 for none."""
    if len(sheet) < 6:
        return []
    (length,) = struct.unpack_from("<H", sheet, 0)
    (count,) = struct.unpack_from("<H", sheet, 2)
    kinds: list[tuple[int, int]] = []  # number among the styles that come with Word, style it derives from
    at = 2 + length
    for _ in range(count):
        if at + 2 > len(sheet):
            break
        (size,) = struct.unpack_from("<H", sheet, at)
        at += 2
        if size >= 4:
            first, second = struct.unpack_from("<HH", sheet, at)
            kinds.append((first & 0x0FFF, second >> 4))
        else:
            kinds.append((0x0FFE, 0x0FFF))
        at += size + size % 2
    return [_level_of(style, kinds) for style in range(len(kinds))]


def is_gone(block: bytes) -> bool:
    """Whether a block says that its characters were deleted or hidden."""
    return any(kind in (_DELETED, _HIDDEN) and value[:1] == b"\x01" for kind, value in changes_of(block))


def _level_of(style: int, kinds: list[tuple[int, int]]) -> int:
    for _ in range(_LONGEST_CHAIN):
        if style >= len(kinds):
            return 0
        kind, style = kinds[style]
        if 1 <= kind <= 9:
            return kind
    return 0
