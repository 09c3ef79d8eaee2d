"""Bound words around a number: 左右, 以上, 超过, "at least" …"""

from __future__ import annotations

import re

from compare.model import Bound, Span

_BEFORE = re.compile(
    r"""
    (?:
      (?P<at_most>不(?:得|能)?(?:超过|高于|多于|大于|突破)|未(?:超过|突破)|至多|最多|控制(?:在|到)|低于|少于|小于|不到|不足|压降(?:至|到))
    | (?P<at_least>不(?:得|能)?(?:低于|少于|小于)|至少|最少|超过了?|超出|突破了?|迈上|跃上|站上|登上|跨上|跨越|迈过|高于|大于|多于
        |(?<![赶反])超|逾|(?<![以之身马路线网向])上|破)
    | (?P<about>大约|大概|将近|接近|(?<![最附就临靠亲邻远])近|(?<![节预签合条违公制集履契解邀失相缔租毁订])约)
    )
    [ \u200b]?\Z
    """,
    re.VERBOSE,
)
_AFTER = re.compile(
    r"""
    [ \u200b]?[(（]?
    (?: (?P<at_least>(?:[(（]含[)）])?及?以上|之上)
      | (?P<at_most>(?:[(（]含[)）])?及?以[内下]|之内|之下|(?<=[年月日天时钟])内)
      | (?P<about>左右|上下(?!游))
    )
    """,
    re.VERBOSE,
)
_ENGLISH_BEFORE = re.compile(
    r"""
    \b(?:
      (?P<at_most>no\ more\ than|not\ more\ than|not\ exceed(?:ing)?|at\ most|up\ to|less\ than|fewer\ than
        |under|below|within
        |(?:a\ )?(?:cap|maximum|ceiling)\ of|capped\ at)
    | (?P<at_least>no\ less\ than|not\ less\ than|no\ fewer\ than|at\ least|(?:a\ )?minimum\ of)
    | (?P<over>more\ than|over|above|exceed(?:s|ed|ing)?|in\ excess\ of|upwards\ of|surpass(?:ed|ing|es)?)
    | (?P<about>about|around|approximately|roughly|nearly|almost|close\ to|some|an?\ estimated)
    )\ (?:a\ |the\ )?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_AFTER = re.compile(
    r"""
    \ (?: (?P<at_least>(?:or|and)\ (?:more|above|higher|over))\b
        | (?P<at_most>(?:or|and)\ (?:less|below|lower|fewer|under))\b
        | (?P<about>or\ so)\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_bound(text: str, start: int, end: int, latin: bool = False) -> tuple[Bound, tuple[Span, ...]]:
    """The bound of the number at `text[start:end]` and the spans of its words, which touch it.

    A word after the number says more than one before it: 控制在5.5%左右 is about 5.5 %.
    """
    before = (_ENGLISH_BEFORE if latin else _BEFORE).search(text, max(0, start - (32 if latin else 6)), start)
    after = (_ENGLISH_AFTER if latin else _AFTER).match(text, end)
    bound: Bound = "exact"
    spans: list[Span] = []
    # 上 is a bound only before a round number (上千), elsewhere a preposition or part of a word.
    if before and before.lastgroup and (before[0].strip() != "上" or text[start] in "百千万亿"):
        bound = before.lastgroup  # type: ignore[assignment]
        spans.append(before.span(before.lastgroup))
    if after and after.lastgroup:
        if bound == "about" or after.lastgroup != "about" or not spans or bound == "at_most":
            bound = after.lastgroup  # type: ignore[assignment]
        spans.append(after.span(after.lastgroup))
    return bound, tuple(spans)
