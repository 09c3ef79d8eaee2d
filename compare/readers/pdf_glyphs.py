"""What stands on a PDF page, by pdfium: characters with their places, and the ruling lines of tables."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compare.readers.pdf_characters import read_character

#: Rulings are thinner than this, in points, and longer than that.
_THIN = 3.0
_SHORTEST_RULE = 8.0
#: A page of more drawn objects is a picture; its lines rule no table.
_MOST_OBJECTS = 20_000
#: How far letters reach below their line, in sizes, where the file does not tell.
_DESCENT = 0.2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in its box, in points; y grows upwards.  `size` is that of the type."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    #: The y of the line that it stands on.
    base: float
    bold: bool = False
    #: A blank stands before it in the file.
    spaced: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: of a horizontal one `at` is its y and [low, high] its extent in x, else the other way."""

    horizontal: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """The characters of a page in the order of its file, and its rulings; whether it shows pictures."""

    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    has_pictures: bool = False


def read_page(page: Any) -> PageContent:
    """The content of an open page, turned as it is shown."""
    width, height = page.get_size()
    turn = _turned(page.get_rotation(), width, height)
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text, turn))
    finally:
        text.close()
    return PageContent(glyphs, tuple(_rules(page, turn)), _has_pictures(page))


def _turned(degrees: int, width: float, height: float) -> Any:
    """How a box of the page's own space lies on the page as it is shown (`width` x `height`)."""

    def turn(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if degrees == 90:
            return y0, height - x1, y1, height - x0
        if degrees == 180:
            return width - x1, height - y1, width - x0, height - y0
        if degrees == 270:
            return width - y1, x0, width - y0, x1
        return x0, y0, x1, y1

    return turn


def _glyphs(text: Any, turn: Any) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    handle = text.raw
    high = 0
    spaced = False
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        # Characters beyond the basic plane come as two halves of UTF-16.
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in (0, 0x0A, 0x0D, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            # 0xFFFE and 2 stand for a hyphen at a line end; pdfium tells them so.
            if pdfium.FPDFText_IsHyphen(handle, index) != 1:
                continue
            code = 0x2D
        if code == 2:
            code = 0x2D
        if chr(code).isspace():
            # Blanks that pdfium guesses from gaps are not in the file.
            spaced = spaced or pdfium.FPDFText_IsGenerated(handle, index) != 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            continue
        x0, y0, x1, y1 = turn(box.left, box.bottom, box.right, box.top)
        if not (y1 > y0 and x1 >= x0 and abs(x0) < 1e5 and abs(y0) < 1e5):
            continue
        size = y1 - y0
        if pdfium.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
            # The size of the type itself: boxes of one size differ from font to font.
            said = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
            size = said if 0.4 * size < said < 2.5 * size else size
        bold = pdfium.FPDFText_GetFontWeight(handle, index) >= 600
        base = y0 + _DESCENT * size
        if pdfium.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y)):
            base = turn(x.value, y.value, x.value, y.value)[1]
        yield Glyph(read_character(chr(code)), x0, y0, x1, y1, size, base, bold, spaced)
        spaced = False


def _has_pictures(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, index)) in kinds
        for index in range(count)
    )


def _rules(page: Any, turn: Any) -> Iterator[Rule]:
    """Thin filled rectangles and strokes that run straight across or down."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count > _MOST_OBJECTS:
        return
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        x0, y0, x1, y1 = turn(left, bottom, right, top)
        if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST_RULE:
            yield Rule(True, (y0 + y1) / 2, x0, x1)
        elif x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST_RULE:
            yield Rule(False, (x0 + x1) / 2, y0, y1)
        elif pdfium.FPDFPath_CountSegments(drawn) in (4, 5) and _is_stroked(drawn):
            # A frame drawn as one rectangle has four sides.
            for y in (y0, y1):
                yield Rule(True, y, x0, x1)
            for x in (x0, x1):
                yield Rule(False, x, y0, y1)


def _is_stroked(drawn: Any) -> bool:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)
