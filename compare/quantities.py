"""Find every number of a text whole: with sign, separators, range and unit, and its bound words.

One scan finds the places where a number may begin, one pattern per script reads it there.
What only looks like a quantity (dates, ordinals, names such as 5G, “1+4”, 二十大) is returned
too, under its own kind, so that a tokeniser can keep it whole and targets can skip it.
"""

from __future__ import annotations

from compare import number_patterns as patterns
from compare.arabic_quantities import read_digits, read_words
from compare.chinese_quantities import read_chinese
from compare.folding import plain
from compare.numerals import half_width
from compare.quantity import Kind, Quantity, of_kind

__all__ = ["Kind", "Quantity", "find_quantities"]


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of `text`, in either script and width, in order and without overlap."""
    words = half_width(plain(text))
    found: list[Quantity] = []
    search = patterns.START.search
    floor = position = 0
    while match := search(words, position):
        quantity = _read(words, match.start(), floor)
        if quantity is None:
            position = match.end()
        else:
            found.append(quantity)
            floor = position = quantity.end
    return found


def _read(text: str, start: int, floor: int) -> Quantity | None:
    """The number that begins at `start`; what goes before it may reach back to `floor`."""
    char = text[start]
    if char.isdigit():
        return read_digits(text, start, floor)
    if char.isascii():
        return read_words(text, start)
    if char == "第":
        match = patterns.ORDINAL.match(text, start)
        return of_kind("ordinal", match) if match else None
    return read_chinese(text, start)
