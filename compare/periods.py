"""The time that a measure speaks of, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.model import MeasureRole, Period

#: Words of time further back belong to another clause; looking at all of a long list takes ever longer.
NEAR = 400
_CHINESE = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
#: “十四五” and its like are years that can be counted off: the tenth plan began in 2001.
_PLAN = re.compile(r"[“\"]?(十[一二三四五六七八九]?)五[”\"]?(?=时期|期间|规划|以来|末|，|累计|五年)")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—–－~～至到]|——)\s*((?:19|20)\d\d)\s*年")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?!以来|代|来)")
_BASE_YEAR = re.compile(r"(?:比|较|从|由|自|与|向|“)\Z")
_SPAN_BACK = re.compile(
    r"(?:过去|这|近|前|最近)?([一二两三四五六七八九十])年(?:来|间|累计)|(?:过去|这|近|前)([二两三四五六七八九十])年|五年(?=累计|新增"
    r"|新建|新|共|改造|建成)"
)
_SPAN_AHEAD = re.compile(r"(?:未来|今后)([二两三四五六七八九十])年|([二两三四五六七八九十])年内")
_AVERAGE = re.compile(
    r"年均(?!浓度|值|气温|降)|平均每年|每年(?:平均)?新增|\ban? (?:annual )?average\b|\bper (?:year|annum)\b"
    r"|\bannual(?:ly)?\b"
)
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月?(?:份)?[-—–－~～至到](1[0-2]|0?[1-9])月")
_HALVES = {
    "上半年": "01-06",
    "下半年": "07-12",
    "前三季度": "01-09",
    "一至三季度": "01-09",
    "一季度": "01-03",
    "二季度": "04-06",
    "三季度": "07-09",
    "四季度": "10-12",
}
_HALF = re.compile("|".join(_HALVES))
_THIS = re.compile(r"今年|本年|\bthis year\b")
_LAST = re.compile(r"(?<![比较于按])(?:去年|上年|过去一年|一年来)|(?<!from )\blast year\b(?!')")
_NEXT = re.compile(r"明年|\bnext year\b")
_ENGLISH_YEAR = re.compile(r"\b(?:in|by|for|of|FY|fiscal|year|until|from)\s?((?:19|20)\d\d)\b")
_ENGLISH_SPAN = re.compile(
    r"\b(?:over|in|for) the (?:(past|last)|(?:next|coming)) (two|three|four|five|ten"
    r"|\d+) years\b"
)
_ENGLISH_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


def find_period(
    words: str,
    role: MeasureRole,
    year_given: int | None,
    year_reviewed: int | None,
    inherited: Period | None = None,
) -> Period:
    """The period of a measure whose clause (with what leads to it) reads `words`.

    Words of time win; then the period that the paragraph has set (`inherited`); then the year of
    the role.  Years are None where the edition does not know its own.
    """
    reviewed = year_reviewed if year_reviewed is not None else (year_given - 1 if year_given else None)
    given = year_given if year_given is not None else (year_reviewed + 1 if year_reviewed else None)
    words = words[-NEAR:]
    average = bool(_AVERAGE.search(words))
    part = _find_part(words)
    found = _find_years(words, given, reviewed)
    if found is None and inherited is not None and inherited.start is not None:
        found = (inherited.start, inherited.end)
    if found is None:
        year = given if role == "target" else reviewed if role == "result" else None
        found = (year, year)
    return Period(found[0], found[1], average, part)


def _find_part(words: str) -> str | None:
    months = _MONTHS.search(words)
    if months:
        return f"{int(months[1]):02d}-{int(months[2]):02d}"
    half = _last(_HALF.finditer(words))
    return _HALVES[half[0]] if half else None


def _find_years(words: str, given: int | None, reviewed: int | None) -> tuple[int | None, int | None] | None:
    """The years that the words nearest the end name."""
    candidates: list[tuple[int, tuple[int | None, int | None]]] = []
    for match in _YEARS.finditer(words):
        candidates.append((match.end(), (int(match[1]), int(match[2]))))
    for match in _YEAR.finditer(words):
        if not _BASE_YEAR.search(words, max(0, match.start() - 2), match.start()):
            candidates.append((match.end(), (int(match[1]), int(match[1]))))
    for match in _PLAN.finditer(words):
        number = 10 + _CHINESE.get(match[1][1:], 0) if len(match[1]) > 1 else 10
        first = 2001 + 5 * (number - 10)
        candidates.append(
            (
                match.end(),
                (first + 4, first + 4) if words[match.end() :].startswith("末") else (first, first + 4),
            )
        )
    for match in _SPAN_BACK.finditer(words):
        number = _CHINESE.get(match[1] or match[2] or "五", 1)
        candidates.append((match.end(), (reviewed - number + 1 if reviewed else None, reviewed)))
    for match in _SPAN_AHEAD.finditer(words):
        number = _CHINESE.get(match[1] or match[2], 1)
        candidates.append((match.end(), (given, given + number - 1 if given else None)))
    for match in _ENGLISH_YEAR.finditer(words):
        candidates.append((match.end(), (int(match[1]), int(match[1]))))
    for match in _ENGLISH_SPAN.finditer(words):
        number = _ENGLISH_NUMBERS.get(match[2]) or int(match[2])
        years = (
            (reviewed - number + 1 if reviewed else None, reviewed)
            if match[1]
            else (given, given + number - 1 if given else None)
        )
        candidates.append((match.end(), years))
    for pattern, year in ((_THIS, given), (_LAST, reviewed), (_NEXT, given + 1 if given else None)):
        last = _last(pattern.finditer(words))
        if last:
            candidates.append((last.end(), (year, year)))
    return max(candidates, key=lambda item: item[0])[1] if candidates else None


def _last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    listed = list(matches)
    return listed[-1] if listed else None


def sets_period(words: str, year_given: int | None, year_reviewed: int | None) -> Period | None:
    """The period that an opening (五年来，…; 力争到2030年，…) sets for the rest of its paragraph."""
    reviewed = year_reviewed if year_reviewed is not None else (year_given - 1 if year_given else None)
    given = year_given if year_given is not None else (year_reviewed + 1 if year_reviewed else None)
    found = _find_years(words, given, reviewed)
    return Period(*found) if found else None
