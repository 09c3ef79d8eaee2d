"""Lists of terms: their written form, and where the terms of a list stand in a text.

An entry is a phrase that is kept whole: 新质生产力.  "|" in it says where it is cut instead:
赤字率|拟|按.  Letters and digits at its ends are whole words: "net sales" is not in "internet sales".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

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
    pattern, parts = _compiled(tuple(entries))
    at = 0
    while pattern and (match := pattern.search(text, at)):
        start = match.start()
        ends = [start]
        for part in parts[match[0]]:
            ends.append(ends[-1] + len(part))
        if all(map(is_whole, ends)):
            yield tuple(pairwise(ends))
            at = match.end()
        else:
            at = start + 1


@lru_cache(maxsize=64)
def _compiled(entries: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, ...]]]:
    """One pattern for all entries, and the parts of each phrase.

    Of entries with the same words the one with most cuts holds.
    """
    parts: dict[str, tuple[str, ...]] = {}
    for entry in map(plain, entries):
        found = tuple(filter(None, entry.split(CUT)))
        words = "".join(found)
        if words.strip() and len(found) > len(parts.get(words, ())):
            parts[words] = found
    if not parts:
        return None, parts
    # A class of first characters, then what may follow each: the search runs through the text for the class.
    branches: dict[str, list[str]] = {}
    for words in sorted(parts, key=len, reverse=True):
        branches.setdefault(words[0], []).append(_rest_of(words))
    firsts = "".join(map(re.escape, branches))
    rests = (f"{_after(first)}(?:{'|'.join(rest)})" for first, rest in branches.items())
    return re.compile(f"[{firsts}](?:{'|'.join(rests)})"), parts


def _after(first: str) -> str:
    """Behind this character, with which no word goes on."""
    inside = f"(?<!{_LATIN.pattern}{first})" if _LATIN.match(first) else ""
    return f"(?<={re.escape(first)}){inside}"


def _rest_of(words: str) -> str:
    behind = f"(?!{_LATIN.pattern})" if _LATIN.match(words[-1]) else ""
    return f"{re.escape(words[1:])}{behind}"


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
