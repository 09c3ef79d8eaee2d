"""Years and days as reports write them: 2024年1月14日, 二〇二四年一月十四日, ２０２４．１．１４, January 14, 2024."""

from __future__ import annotations

import re
from datetime import date

from compare.folding import plain
from compare.labels import number_of

_CHINESE_DIGITS = "〇零○Ｏ一二三四五六七八九"
#: 2024, 二〇二四; as a group of a pattern.
YEAR = rf"((?<!\d)(?:19|20)\d\d(?!\d)|[一二][{_CHINESE_DIGITS}]{{3}})"
_CN = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_CHINESE_DAY = re.compile(rf"{YEAR}\s*年\s*({_CN})\s*月\s*({_CN})\s*日")
_PLAIN_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in _MONTHS)
_ENGLISH_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}}),?\s+((?:19|20)\d\d)\b")
_BRITISH_DAY = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})\.?,?\s+((?:19|20)\d\d)\b")
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_IN_NAME = re.compile(rf"{YEAR}|(?<!\d)((?:19|20)\d\d)(?!\d{{2,}})")


def year_of(written: str) -> int:
    """The year of a match of `YEAR`."""
    if written.isdecimal():
        return int(written)
    return int(
        "".join(
            str("零一二三四五六七八九".index(char)) if char in "零一二三四五六七八九" else "0"
            for char in written
        )
    )


def find_year(words: str) -> int | None:
    """The first year of a title or a file's name."""
    found = _YEAR_IN_NAME.search(plain(words))
    return year_of(found.group()) if found else None


def find_day(words: str) -> str:
    """The first day of some words as YYYY-MM-DD, or ""."""
    words = plain(words)
    if found := _CHINESE_DAY.search(words):
        return _day(year_of(found[1]), number_of(found[2]), number_of(found[3]))
    if found := _PLAIN_DAY.search(words):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    days = find_english_days(words)
    return days[0] if days else ""


def find_english_days(words: str) -> list[str]:
    """All days that are written in English, as YYYY-MM-DD."""
    found = [(m.start(), m[3], m[1], m[2]) for m in _ENGLISH_DAY.finditer(words)]
    found += [(m.start(), m[3], m[2], m[1]) for m in _BRITISH_DAY.finditer(words)]
    days = [_day(int(year), _month(month), int(day)) for _, year, month, day in sorted(found)]
    return [day for day in days if day]


def find_day_in_name(name: str) -> str:
    """The day in a file's name ("fomc20240131.txt") as YYYY-MM-DD, or ""."""
    found = _DAY_IN_NAME.search(plain(name))
    return _day(*map(int, found.groups())) if found else ""


def _month(word: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(word[:3]))


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
