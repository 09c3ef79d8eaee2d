"""Lists of terms: their written form, and where the terms of a list stand in a text.

An entry is a phrase that is kept whole: 新质生产力.  "|" in it says where it is cut instead:
赤字率|拟|按.  Letters and digits at its ends are whole words: "net sales" is not in "internet sales".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count, pairwise
from operator import add, or_

from compare.folding import plain
from compare.model import Span

#: Stands between the parts of an entry; typed in full width as well.
CUT = "|"
_CUTS = re.compile(r"\s*[|｜]\s*")
_BLANKS = re.compile(r"\s+")
_LATIN = re.compile("[0-9A-Za-z]")

#: Where a term stands: the spans of its parts, one for a term that is kept whole.
Place = tuple[Span, ...]


def read_terms(words: str) -> tuple[str, ...]:
    """The entries of a list with one entry a line, each once, in order."""
    return tuple(dict.fromkeys(filter(None, map(tidy_entry, words.splitlines()))))


def tidy_entry(line: str) -> str:
    """An entry as it is kept: no blanks at its ends and around its cuts, no empty parts."""
    parts = (_BLANKS.sub(" ", part).strip() for part in _CUTS.split(line))
    return CUT.join(filter(None, parts))


def phrase_of(entry: str) -> str:
    """The words of an entry without its cuts."""
    return entry.replace(CUT, "")


def find_places(
    text: str, entries: Sequence[str], is_whole: Callable[[int], bool] = lambda place: True
) -> Iterator[Place]:
    """Where terms stand in plain `text`, in order and without overlap; of those that begin alike the longest.

    `is_whole` says of a place between two characters whether a cut there cuts nothing that
    has to be whole; a term that would is passed over.
    """
    beginnings, parts = _compiled(tuple(entries))
    if not beginnings:
        return
    # Most places are passed over for their first two characters: what terms there are costs nothing there.
    known = beginnings.__contains__
    begins = map(known, map(add, text, text[1:] + "\n"))
    if len(next(reversed(parts))) == 1:
        begins = map(or_, begins, map(known, text))
    last = 0
    for start in compress(count(), begins):
        if start < last:
            continue
        words = _longest_at(text, start, beginnings)
        if words is not None:
            ends = [start]
            for part in parts[words]:
                ends.append(ends[-1] + len(part))
            if all(map(is_whole, ends)):
                yield tuple(pairwise(ends))
                last = ends[-1]


def _longest_at(text: str, start: int, beginnings: Mapping[str, Sequence[str]]) -> str | None:
    """The longest phrase that stands at a place of the text and cuts no Western word."""
    for beginning in (text[start : start + 2], text[start]):
        for words in beginnings.get(beginning, ()):
            if text.startswith(words, start) and not (
                _goes_on(text, start, words[0]) or _goes_on(text, start + len(words), words[-1])
            ):
                return words
    return None


def _goes_on(text: str, place: int, end: str) -> bool:
    """Whether a Western word or a number, of which `end` is one end of what is looked for, goes on at a place."""
    return bool(
        0 < place < len(text)
        and _LATIN.match(end)
        and _LATIN.match(text[place - 1])
        and _LATIN.match(text[place])
    )


@lru_cache(maxsize=64)
def _compiled(entries: tuple[str, ...]) -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """The phrases by their first two characters (or the one), and the parts of each; the longest first.

    Of entries with the same words the one with most cuts holds.
    """
    parts: dict[str, tuple[str, ...]] = {}
    for entry in map(plain, entries):
        found = tuple(filter(None, entry.split(CUT)))
        words = "".join(found)
        if words.strip() and len(found) > len(parts.get(words, ())):
            parts[words] = found
    parts = {words: parts[words] for words in sorted(parts, key=len, reverse=True)}
    beginnings: dict[str, list[str]] = {}
    for words in parts:
        beginnings.setdefault(words[:2], []).append(words)
    return beginnings, parts


def unite_terms(given: Sequence[str], found: Iterable[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The entries that people gave with those of `found` that leave them alone in the plain `texts`.

    Left out is what would be matched across a given one, anywhere: 财政赤字率 would take its
    赤字率 from 赤字率|拟|按.
    """
    known = {phrase_of(plain(entry)) for entry in given}
    rest = tuple(entry for entry in found if entry not in known)
    if not given or not rest:
        return (*given, *rest)
    taken = [{(place[0][0], place[-1][1]) for place in find_places(text, given)} for text in texts]
    while (
        disturbing := {
            text[start:end]
            for text, spans in zip(texts, taken, strict=True)
            for start, end in _crossing(
                spans, ((p[0][0], p[-1][1]) for p in find_places(text, (*given, *rest)))
            )
        }
        - known
    ):
        rest = tuple(entry for entry in rest if entry not in disturbing)
    return (*given, *rest)


def _crossing(taken: set[Span], found: Iterable[Span]) -> Iterator[Span]:
    """Spans of `found` that overlap some of `taken` without being among them."""
    ordered = sorted(taken)
    index = 0
    for start, end in found:
        while index < len(ordered) and ordered[index][1] <= start:
            index += 1
        if index < len(ordered) and ordered[index][0] < end and (start, end) not in taken:
            yield start, end
