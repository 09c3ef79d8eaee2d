"""Western words broken at a line end: a hyphen of the typesetter goes, one of the writer stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_HYPHEN = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*|\d+)([-\u00ad\u2010])$")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
#: Behind a hyphen that waits for its word: "first- and second-class".
_SUSPENDED = frozenset(("and", "or", "to", "nor", "but", "as"))
#: Shorter halves are syllables as often as words: in-come, to-day.
_LEAST_WORD = 3
#: So many words broken at line ends that stand in one piece elsewhere: the typesetter breaks words.
_PROVEN = 2
#: So many hyphens at line ends without one such word: the typesetter breaks none.
_UNPROVEN = 3


@dataclass(frozen=True)
class Vocabulary:
    """The words of a document in small letters, and whether its typesetter breaks words (None: not known)."""

    words: frozenset[str]
    breaks_words: bool | None = None

    @classmethod
    def of(cls, lines: Sequence[str]) -> Vocabulary:
        found: set[str] = set()
        broken = False
        for line in lines:
            words = [word.lower() for word in _WORD.findall(line)]
            # What stands on either side of a hyphen at a line end is half a word.
            begin, broken = int(broken), bool(_HYPHEN.search(line))
            found.update(words[begin : len(words) - broken])
        ends = [
            (match[1].lower() + follows.group().lower()) in found
            for before, after in pairwise(lines)
            if (match := _HYPHEN.search(before)) and (follows := _WORD.match(after))
        ]
        breaks = True if sum(ends) >= _PROVEN else None
        if len(ends) >= _UNPROVEN and not any(ends):
            breaks = False
        return cls(frozenset(found), breaks)

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether the writer put the hyphen between `left` and `right`, in small letters."""
        inner, outer = left.rsplit("-", 1)[-1], right.split("-", 1)[0]
        if left + right in self.words:
            return False
        if f"{left}-{right}" in self.words or "-" in left:
            return True
        if min(len(inner), len(outer)) >= _LEAST_WORD and {inner, outer} <= self.words:
            return True
        if self.breaks_words is None:
            return len(inner) > _LEAST_WORD and inner in self.words
        return not self.breaks_words


def join_at_hyphen(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """What stays of `before` where its last word goes on in `after`, and the hyphen taken away, if it is.

    None where no word is broken.
    """
    match = _HYPHEN.search(before)
    follows = _WORD.match(after)
    if match is None or follows is None or follows.group().lower() in _SUSPENDED:
        return None
    # Typesetters break neither numbers nor capitals; a soft hyphen is always theirs.
    inside = match[1][-1].islower() and after[0].islower()
    if match[2] != "\u00ad" and (
        not inside or vocabulary.keeps_hyphen(match[1].lower(), follows.group().lower())
    ):
        return before, ""
    return before[: match.start(2)], match[2]


def last_half(before: str, after: str) -> str:
    """The half word at the end of `before` that goes on in `after`: "one-" of "a one-", "year"; else ""."""
    match = _HYPHEN.search(before)
    follows = _WORD.match(after)
    if match is None or follows is None or follows.group().lower() in _SUSPENDED:
        return ""
    return match.group()
