"""Fold texts for reading and matching: script, width, case; what is shown stays as it is.

`plain` is what the engine reads: Simplified characters, half-width digits and letters.
`fold` goes further, for telling likeness: punctuation and case too.  Both keep every offset.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_IDLE = re.compile(r"[^\w%％.+$€£¥]|_")
#: Letters and digits that newspapers and older reports print in full width.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_NARROW = {
    code: chr(code - 0xFEE0)
    for first, last in ("０９", "ＡＺ", "ａｚ", "％％")
    for code in range(ord(first), ord(last) + 1)
}
#: The quotation marks of Traditional texts; and characters of Hong Kong and Taiwan that OpenCC's t2s leaves.
_TRADITIONAL_SIGNS = str.maketrans("「」『』衹祇衞敍枱粧糭簷痺", "“”‘’只只卫叙台妆粽檐痹")
_SIGNS = frozenset(map(chr, _TRADITIONAL_SIGNS))
#: GB 2312 has these too, but Simplified texts use them in a name at most.
_TRADITIONAL_IN_GB = frozenset("於後徵麽夥菸摺")
#: 著 is 着 in Simplified but for what is written and what stands out: 名著, 顯著.
_ZHE = re.compile("(?<![显卓昭编论名巨土原专译合])著(?![名作称录述书者])")
#: Punctuation of Chinese texts that is not in row 1 of GB 2312, or under another code in Unicode.
_PUNCTUATION = frozenset("，：；！？（）—·–•")
#: Each step that reads a sentence asks for its plain text, mostly one after the other.
_CACHED = 256
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"


def _width_table() -> dict[int, str]:
    """Full-width forms to half-width, one character each, so that offsets hold."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table[0x3000] = " "
    # Sentence punctuation stays: the width of a comma says nothing about the script of a report.
    table.update({ord(wide): narrow for wide, narrow in zip("“”‘’—–－", "\"\"''---", strict=True)})
    return table


_WIDTH = _width_table()


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    import opencc  # only texts in Traditional characters pay for it

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """ASCII, the Han characters of GB 2312 and its punctuation: what needs no folding."""
    rows, cells = (0xA1, *range(0xB0, 0xF8)), range(0xA1, 0xFF)
    pairs = bytes(byte for row in rows for cell in cells for byte in (row, cell))
    ascii_too = pairs + bytes(range(128))
    known = frozenset(ascii_too.decode("gb2312", "ignore")) | _PUNCTUATION
    return known - _SIGNS - _TRADITIONAL_IN_GB


@lru_cache(maxsize=_CACHED)
def plain(text: str) -> str:
    """`text` in Simplified characters, with half-width digits and letters; as long as before.

    Equal to `text` where there is nothing to change.
    """
    everyday = _everyday()
    if everyday.issuperset(text):
        return text
    rare = set(text) - everyday
    changed = _simplify(text, rare)
    if not rare.isdisjoint(_SIGNS):
        changed = changed.translate(_TRADITIONAL_SIGNS)
    if _WIDE.search(changed):
        changed = _WIDE_POINT.sub(".", changed.translate(_NARROW))
    return text if changed == text else changed


def _simplify(text: str, rare: set[str]) -> str:
    """`text` in Simplified characters where some of the `rare` ones are used in Traditional texts only."""
    han = [char for char in rare if _FIRST_HAN <= char <= _LAST_HAN]
    if not han:
        return text
    convert = _simplifier().convert
    if all(convert(char) == char for char in han):
        return text  # rare characters of names
    simple: str = convert(text)
    if len(simple) != len(text):
        simple = "".join(_of_same_length(line, convert(line)) for line in re.split(r"(?<=[\n。])", text))
    return _ZHE.sub("着", simple)


def _of_same_length(text: str, simple: str) -> str:
    """The conversion of a line, or that of its characters where a word became longer or shorter."""
    if len(simple) == len(text):
        return simple
    singles = (_simplifier().convert(char) for char in text)
    return "".join(one if len(one) == 1 else char for char, one in zip(text, singles, strict=True))


def fold(text: str) -> str:
    """`text` in half width, lower case and Simplified characters; as long as before."""
    folded = plain(text).translate(_WIDTH)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


def bare(text: str) -> str:
    """Letters, digits and signs that carry meaning: no white space, no punctuation."""
    return _IDLE.sub("", text)
