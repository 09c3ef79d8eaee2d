"""What the characters of a PDF mean: stand-ins that fonts use are read as the characters of the text."""

from __future__ import annotations

import unicodedata

#: Radicals that stand in for the character they look like: fonts subset by some programs name them so,
#: and Unicode gives them no decomposition (those from U+2F00 on have one).
_RADICALS = dict(
    zip(
        "⺟⺠⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民月虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
#: Bullets of the fonts Symbol and Wingdings, which have no place of their own in Unicode.
_BULLETS = dict.fromkeys("\uf0b7\uf06c\uf06e\uf075\uf076\uf0a7\uf0a8\uf0d8\uf0fc", "•")
_STAND_INS = {**_RADICALS, **_BULLETS}

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def read_character(char: str) -> str:
    """The character as it is written in texts: ⻚ is 页, ⼈ is 人, the ligature ﬁ is fi."""
    if char in _STAND_INS:
        return _STAND_INS[char]
    if "\u2f00" <= char <= "\u2fd5" or "\uf900" <= char <= "\ufb06" or char >= "\U0002f800":
        return unicodedata.normalize("NFKC", char)
    return char


def is_readable(char: str) -> bool:
    """Whether it says anything: not where a font tells only shapes (private use, U+FFFD, control codes)."""
    return char != "\ufffd" and not unicodedata.category(char[0]).startswith("C")


def raised(char: str) -> str:
    """A digit above the line, so that 5.5 with footnote 1 is not 5.51."""
    return char.translate(_SUPERSCRIPTS)


def lowered(char: str) -> str:
    return char.translate(_SUBSCRIPTS)
