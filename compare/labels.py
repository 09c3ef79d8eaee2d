"""Labels that number headings and items: 一、 （一） 1. 一是 —— 第一章 Item 7."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal[
    "chapter", "item_no", "division", "cn_comma", "cn_paren", "arabic_dot", "arabic_paren", "circled",
    "ordinal", "bullet",
]  # fmt: skip

_CN = "〇一二三四五六七八九十百"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

#: In the order in which they are tried.
_PATTERNS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第([{_CN}\d]{{1,4}})[章篇编編部]分?[\s、：:]*")),
    (
        "item_no",
        re.compile(
            r"(?:Item|ITEM|PART|Part|Chapter|CHAPTER)\s+(\d{1,2}|[IVX]{1,4})[A-Z]?(?:[.:]\s*|\s+)(?=\S)"
        ),
    ),
    ("division", re.compile(rf"第([{_CN}\d]{{1,4}})[节節][\s、：:]*")),
    ("cn_comma", re.compile(rf"([{_CN}]{{1,4}})、\s*")),
    ("cn_paren", re.compile(rf"[（(]([{_CN}]{{1,4}})[）)][、.．]?\s*")),
    ("arabic_dot", re.compile(r"([0-9０-９]{1,2})(?:[.．](?![0-9０-９])|、)\s*")),
    ("arabic_paren", re.compile(r"[（(]([0-9０-９]{1,2})[）)][、.．]?\s*")),
    ("circled", re.compile(rf"([{_CIRCLED}])\s*")),
    ("ordinal", re.compile(rf"(?:第([{_CN}]{{1,2}})[，,、：:]|([{_CN}]{{1,2}})(?:是|要)(?=\S))\s*")),
    ("bullet", re.compile(r"(?:——|--|[-*•·●■◆▪○]\s|[•●■◆▪])\s*(?=\S)")),
)
#: What a label may begin with.
_BEGINNINGS = frozenset(f"第IPC{_CN}（(0123456789０１２３４５６７８９{_CIRCLED}—-*•·●■◆▪○")
#: How deep a kind usually stands: a smaller rank is a higher level.
RANK: dict[str, int] = {
    kind: rank
    for rank, kind in enumerate(
        ("chapter", "item_no", "division", "cn_comma", "cn_paren", "arabic_dot", "arabic_paren", "circled")
    )
}
#: Labels that number the items of an enumeration rather than headings.
ENUMERATORS: frozenset[str] = frozenset(("ordinal", "bullet"))

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Label:
    """`text` as written with trailing blanks; `value` its number, 0 for a bullet."""

    kind: LabelKind
    value: int
    text: str


def number_of(digits: str) -> int:
    """The number that Arabic, Chinese, circled or Roman digits say; 0 for none."""
    if not digits:
        return 0
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    if digits.isdecimal():
        return int(digits)
    if digits.isascii():
        numerals = {"I": 1, "V": 5, "X": 10}
        values = [numerals.get(char, 0) for char in digits]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    total = current = 0
    for char in digits:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _DIGITS.get(char, 0)
    return total + current


def read_label(line: str) -> Label | None:
    """The label at the beginning of `line`, or None."""
    if line[:1] not in _BEGINNINGS:
        return None
    for kind, pattern in _PATTERNS:
        if match := pattern.match(line):
            digits = next((group for group in match.groups() if group), "") if match.groups() else ""
            return Label(kind, number_of(digits), match.group())
    return None
