"""Sentences become tokens: the only door to jieba and rjieba.

Numbers, their bounds, and the terms of a series are cut before the dictionary sees the
text, so that "5.2%", "以上" and "一网统管" stay whole; joined, the tokens are the sentence.
The dictionary knows Simplified words only: it is shown the plain text, of the same length.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from compare.folding import plain
from compare.model import Span
from compare.quantities import Quantity, find_quantities
from compare.rolling import ENGLISH_DATE
from compare.term_list import find_places

#: Runs that no dictionary is asked about: blanks, single punctuation marks, Western words.
_PIECES = re.compile(
    r"\s+|[A-Za-z]+(?:['’\-.&][A-Za-z]+)*[A-Za-z]*|[\u3400-\u9fff\U00020000-\U0003134f]+|\d+|.", re.DOTALL
)
#: Of runs of several characters those that begin above this and are no digits are Han.
_FIRST_HAN = "\u3400"
#: A quoted slogan up to this length is one word, whatever the dictionary knows of its parts.
_SLOGAN_CHARS = 12
_SLOGAN = re.compile(rf"(?<=“)[^“”，。；、！？\s]{{2,{_SLOGAN_CHARS}}}(?=”)")
#: Fixed before anything else: a date in English, an amount below zero in an accountant's brackets.
_DATE_OR_LOSS = re.compile(
    rf"{ENGLISH_DATE.pattern}|\([$€£¥]?(?:\d+(?:\.\d+)?\)\ ?%|\d{{1,3}}(?:,\d{{3}})+\)|\d+\.\d+\))"
)
#: The number of a heading or item at the beginning of its sentence: （三）.
_LABEL = re.compile(r"\s*[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]")
#: Words before a round number in Chinese that make one word with it: 近千, 上万.
_ROUND_BEFORE = ("近", "上")
_ROUND = "十百千万亿"
#: Signs that the readers of numbers leave out.
_PLUS = "+＋±"
_ASCII_WORD = re.compile("[0-9A-Za-z]")
_CACHED_RUNS = 65_536


@lru_cache(maxsize=1)
def _dictionary() -> Callable[[str], list[str]]:
    """The word cutter, loaded at first use: rjieba, or jieba where there is no wheel of it."""
    try:
        import rjieba
    except ImportError:
        jieba: Any = __import__("jieba")
        jieba.setLogLevel(logging.WARNING)
        return lambda text: list(jieba.lcut(text))
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


@lru_cache(maxsize=1)
def _tagger() -> tuple[Callable[[str], bool], Callable[[str], list[tuple[str, str]]]]:
    """Whether a word is in the dictionary, and the word cutter that tells parts of speech too."""
    try:
        import rjieba
    except ImportError:
        jieba: Any = __import__("jieba.posseg")
        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
        return (
            lambda word: bool(jieba.get_FREQ(word)),
            lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)],
        )
    return rjieba.has_word, rjieba.tag


def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return _tagger()[0](word)


def tag_words(run: str) -> list[tuple[str, str]]:
    """The words of a run of Han characters by itself, each with its part of speech (tags of ICTCLAS)."""
    return _tagger()[1](run)


@lru_cache(maxsize=_CACHED_RUNS)
def _cut_run(run: str) -> tuple[str, ...]:
    """Words of a run of Han characters.  Runs between punctuation repeat a great deal."""
    return tuple(_dictionary()(run))


def _fixed_spans(text: str, terms: tuple[str, ...]) -> list[Span]:
    """Spans cut beforehand: terms that cut no number, then numbers and bounds, then quoted slogans."""
    numbers: list[Span] = []
    for quantity in find_quantities(text):
        numbers.extend(_spans_of(quantity, text))
    whole = [match.span() for match in _DATE_OR_LOSS.finditer(text)] if ", " in text or "(" in text else []
    if label := _LABEL.match(text):
        whole.insert(0, label.span())
    if whole:
        numbers = _merge(whole, numbers)
    inner = {place for start, end in numbers for place in range(start + 1, end)}
    places = find_places(text, terms, lambda place: place not in inner)
    # What a term has of numbers it has whole (八八战略, 1+4).
    fixed = _merge([span for place in places for span in place], numbers)
    return _merge(fixed, (match.span() for match in _SLOGAN.finditer(text)))


def _spans_of(quantity: Quantity, text: str) -> list[Span]:
    """The number with its sign, and its bounds; 近千 and 上万 are one word."""
    start, end = quantity.start, quantity.end
    bounds = list(quantity.bound_spans)
    if (
        bounds
        and bounds[0][1] == start
        and text[start] in _ROUND
        and text[slice(*bounds[0])] in _ROUND_BEFORE
    ):
        start = bounds.pop(0)[0]
    elif start and text[start - 1] in _PLUS and not _ASCII_WORD.match(text, max(start - 2, 0)):
        start -= 1
    return sorted([(start, end), *bounds])


def _merge(fixed: list[Span], others: Iterable[Span]) -> list[Span]:
    """`fixed` with those of `others` that overlap none of it (both in order)."""
    merged: list[Span] = []
    index = 0
    for start, end in others:
        while index < len(fixed) and fixed[index][1] <= start:
            merged.append(fixed[index])
            index += 1
        if index == len(fixed) or fixed[index][0] >= end:
            merged.append((start, end))
    merged.extend(fixed[index:])
    return merged


def cut_tokens(text: str, terms: Sequence[str] = ()) -> list[str]:
    """Tokens of `text`; joined they are `text`."""
    return _cut(text, terms, _words)


def cut_characters(text: str, terms: Sequence[str] = ()) -> list[str]:
    """Characters of `text`, for readers who like a finer diff; numbers, bounds and terms stay whole."""
    return _cut(text, terms, _characters)


def _cut(text: str, terms: Sequence[str], cut_between: Callable[[str], list[str]]) -> list[str]:
    """Tokens of `text`: what is fixed as it is, what stands between by `cut_between`."""
    read = plain(text)
    tokens: list[str] = []
    last = 0
    for start, end in _fixed_spans(read, tuple(terms)):
        if start > last:
            tokens.extend(cut_between(read[last:start]))
        tokens.append(read[start:end])
        last = end
    if last < len(read):
        tokens.extend(cut_between(read[last:]))
    return tokens if read == text else _as_written(text, tokens)


def _as_written(text: str, tokens: Sequence[str]) -> list[str]:
    """`text` cut where `tokens`, which are as long together, are cut."""
    written: list[str] = []
    at = 0
    for token in tokens:
        written.append(text[at : at + len(token)])
        at += len(token)
    return written


def _words(text: str) -> list[str]:
    tokens: list[str] = []
    for piece in _PIECES.findall(text):
        if len(piece) > 1 and piece >= _FIRST_HAN and not piece.isdecimal():
            tokens.extend(_cut_run(piece))
        else:
            tokens.append(piece)
    return tokens


def _characters(text: str) -> list[str]:
    return [
        part
        for piece in _PIECES.findall(text)
        for part in (piece if piece >= _FIRST_HAN and not piece.isdecimal() else (piece,))
    ]
