"""What rolls on from edition to edition (years, dates, sessions, anniversaries), and changes that say nothing.

Rolling words are found before two sentences are laid over each other: they are aligned by
what stays of them (####年, 第#次), so that "2019 and 2018" meets "2020 and 2019", and a year
that merely rolls on is told apart from the substance around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from compare.folding import bare, fold
from compare.numerals import parse_number

_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = r"[一二][〇○零一二三四五六七八九]{3}"
_NUMERAL = r"(?:[〇零一二两三四五六七八九十百]+|\d+)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
#: A date with its year in English: the report's own dates (the end of a fiscal year) roll on.
ENGLISH_DATE = re.compile(rf"(?:{_MONTH}) \d{{1,2}}, {_YEAR}(?!\d)")
_ROLLING = re.compile(
    rf"""
      (?P<month>{_MONTH})\ (?P<day>\d{{1,2}}),\ (?P<year>{_YEAR})(?!\d)
    | (?<![\d.,$£€¥])(?P<han>{_YEAR}|{_HAN_YEAR})年(?P<han_month>{_NUMERAL})月(?P<han_day>{_NUMERAL})日
    | (?<![\d.,$£€¥])(?P<plain>{_YEAR}|{_HAN_YEAR}(?=年))(?![\d%％]|[.,]\d|\ ?[万亿千百])
    | 第?(?P<term>{_NUMERAL})(?=届)
    | 第?(?P<session>{_NUMERAL})(?=次(?:全体)?会议|次全会)
    | (?P<anniversary>{_NUMERAL})(?=周年)
    | (?P<annual>\d+)(?:st|nd|rd|th)(?=[ ](?:annual|session|meeting|congress|anniversary)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Most sentences hold nothing that could roll; these are quickly looked for.
_HINTS = (
    "20",
    "19",
    "届",
    "次会议",
    "次全",
    "周年",
    "二〇",
    "二○",
    "二零",
    "一九",
    "th ",
    "st ",
    "nd ",
    "rd ",
)
#: What a token with a year may hold besides: 年, 年度, 年6月, FY; not 万元.
_YEAR_TOKEN = re.compile(
    r"(?:FY|CY)?#(?:年(?:度|代|底|初|末)?)?(?:(?:——|[-—–~～至到])#?(?:年(?:度|代|底|初|末)?)?)?"
    r"(?:\d{1,2}月(?:\d{1,2}日|份|底|初)?)?",
    re.IGNORECASE,
)
_DAYS_IN_YEAR = 365.25
#: A date a year later, give or take a week, is the same day of a yearly round: the last Saturday of
#: September, the day on which a congress opens.
_DATE_SLACK_DAYS = 8

_NO_HAN = re.compile(r"[^\u3400-\u9fff]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: Signs that carry meaning between or before digits, though elsewhere they are punctuation.
_RANGE_SIGN = re.compile(r"(?<=[\d%％])\s?(?:--|——|[-—–~～])\s?(?=\d)")
_MINUS = re.compile(r"(?<![\w%％)-])[-−](?=[$£€¥]?\d)")
_STOP = re.compile(r"\.(?!\d)")
_RATIO_SIGN = re.compile(r"(?<=\d)\s?[:/：∶]\s?(?=\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a token that may roll on: its kind, its number, and for a date the month and day."""

    kind: str
    number: int
    month: int = 0
    day: int = 0


#: The rolling parts of tokens, by the places of the tokens.
Parts = Mapping[int, tuple[Part, ...]]


def mask_tokens(tokens: Sequence[str]) -> tuple[list[str], dict[int, tuple[Part, ...]]]:
    """The tokens with what may roll on left out (####年), and what was left out, by the place of its token."""
    text = "".join(tokens)
    masked: list[str] = list(tokens)
    found: dict[int, tuple[Part, ...]] = {}
    if not any(hint in text for hint in _HINTS):
        return masked, found
    ends = list(accumulate(map(len, tokens)))
    spans: dict[int, list[re.Match[str]]] = {}
    for match in _ROLLING.finditer(text):
        place = bisect_right(ends, match.start())
        if match.end() <= ends[place]:
            spans.setdefault(place, []).append(match)
    for place, matches in spans.items():
        parts = tuple(map(_part_of, matches))
        mask = tokens[place]
        begin = ends[place] - len(mask)
        for match in reversed(matches):
            mask = mask[: match.start() - begin] + "#" + mask[match.end() - begin :]
        if parts[0].kind != "year" or _YEAR_TOKEN.fullmatch(mask):
            # No token of a text begins so: a mask is like another mask only.
            masked[place], found[place] = f"\0{parts[0].kind}{mask}", parts
    return masked, found


def _part_of(match: re.Match[str]) -> Part:
    if match["year"]:
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        return Part("date", int(match["year"]), month, int(match["day"]))
    if match["han"]:
        return Part("date", *(_value(match[name]) for name in ("han", "han_month", "han_day")))
    kind = match.lastgroup or ""
    return Part("year" if kind == "plain" else kind, _value(match[kind]))


def _value(numeral: str) -> int:
    """The whole number that is written, 0 for none."""
    value = parse_number(numeral.replace("○", "〇"))
    return int(value) if value is not None else 0


def rolls(old: Sequence[Part], new: Sequence[Part], years: int | None, new_term: bool) -> bool:
    """Whether the parts of an old token became those of a new one merely because time went on.

    `years` lie between the editions; where that is unknown, one.  With a `new_term` (第十三届 after
    第十二届) sessions are counted from the beginning again.
    """
    return len(old) == len(new) and all(
        _rolls(before, after, 1 if years is None else years, new_term)
        for before, after in zip(old, new, strict=True)
    )


def _rolls(old: Part, new: Part, years: int, new_term: bool) -> bool:
    step = new.number - old.number
    if old.kind != new.kind:
        return False
    if old.kind == "date":
        try:
            days = date(new.number, new.month, new.day) - date(old.number, old.month, old.day)
        except ValueError:
            return False
        return step == years and abs(days.days - years * _DAYS_IN_YEAR) <= _DATE_SLACK_DAYS
    if old.kind == "term":
        return step in (0, 1)
    if old.kind == "session":
        # Congresses meet once a year; where years are unlike (twice, or not at all) the next is as good.
        return step == 0 or step in (1, years) or new_term
    return step == years


def has_new_term(old: Parts, new: Parts) -> bool:
    """Whether a congress of the next term (届) meets in the new sentences."""
    terms = [
        {part.number for parts in side.values() for part in parts if part.kind == "term"}
        for side in (old, new)
    ]
    return bool(terms[0] and terms[1]) and max(terms[1]) == max(terms[0]) + 1


def is_minor(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether old tokens became new ones with no change but of punctuation and width."""
    before, after = "".join(old), "".join(new)
    if _NO_HAN.sub("", before) != _NO_HAN.sub("", after):
        return False  # said quickly of most changes
    return _sense(before) == _sense(after)


def _sense(text: str) -> str:
    """What is said, without punctuation; minus, range and ratio signs between digits are no punctuation."""
    folded = _STOP.sub("", fold(text))
    if any(map(str.isdigit, folded)):
        folded = _THOUSANDS.sub("", folded)
        for sign, letter in ((_RANGE_SIGN, "t"), (_MINUS, "m"), (_RATIO_SIGN, "r")):
            folded = sign.sub(letter, folded)
    return bare(folded)
