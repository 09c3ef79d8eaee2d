"""Editions as lines that can be moved, rewritten, split and merged, and that remember where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compare.engine import parse_edition
from compare.labels import read_label
from compare.model import Edition, Hint, ParsedEdition, Role, Text

#: A text without paragraphs (a page of running text) is given some, of so many sentences each.
SENTENCES_PER_LINE = 5
#: A line longer than this is no paragraph but a text without line breaks.
LONGEST_LINE = 4000
#: A shorter paragraph ("各位代表！") is an address or a formula, and is left where it stands.
SHORTEST_LINE = 20
#: Blocks that can be moved or rewritten on their own.
PROSE = ("paragraph", "item", "bullet")
#: What a paragraph may be put behind.
BEFORE_A_PLACE = ("heading", *PROSE)


@dataclass(frozen=True)
class Part:
    """A piece of a line; `sentence` is the sentence of the old edition that it was, None for none."""

    text: str
    sentence: str | None


@dataclass(frozen=True)
class Line:
    """One line of a text: the sentences of a paragraph, with a run-in heading before it if it has one.

    `free`: a paragraph that can be moved, split or rewritten by itself; `before_a_place`: a
    paragraph from elsewhere may be put behind it, as into the midst of a table it may not.  `touched` tells
    what was done to it: "moved", "edited", "split", "merged", "numbers", "added", "renumbered".
    """

    parts: tuple[Part, ...]
    role: Role
    free: bool
    before_a_place: bool
    hints: tuple[Hint, ...] = ()
    touched: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def touch(self, what: str) -> Line:
        return replace(self, touched=self.touched | {what})


@dataclass(frozen=True)
class Base:
    """The old edition, parsed, and its lines."""

    name: str
    parsed: ParsedEdition
    lines: tuple[Line, ...]


def edition_of(lines: Sequence[Line], like: Edition) -> Edition:
    """An edition of these lines, with the years of another."""
    hints: list[Hint] = []
    at = 0
    for line in lines:
        length = len(line.text)
        hints += [
            replace(hint, start=at + min(hint.start, length), end=at + min(hint.end, length))
            for hint in line.hints
        ]
        at += length + 1
    text = Text("\n".join(line.text for line in lines), hints=tuple(hints))
    return Edition(text, like.title, "", like.year_given, like.year_reviewed)


def read_base(name: str, edition: Edition) -> Base:
    """An edition written anew from its lines, so that the two that are compared differ by the mutation alone."""
    text = edition.text.text
    rows: list[tuple[str, tuple[Hint, ...]]] = []
    at = 0
    for row in text.split("\n"):
        inside = [hint for hint in edition.text.hints if at <= hint.start and hint.end <= at + len(row)]
        hints = tuple(replace(hint, start=hint.start - at, end=hint.end - at) for hint in inside)
        if len(row) > LONGEST_LINE:
            rows += [(piece, ()) for piece in _paragraphs(row)]
        elif row.strip():
            rows.append((row, hints))
        at += len(row) + 1
    plain = [Line((Part(row, None),), "other", False, False, hints) for row, hints in rows]
    parsed = parse_edition(edition_of(plain, edition))
    return Base(name, parsed, tuple(_with_sentences(parsed, plain)))


def _paragraphs(row: str) -> list[str]:
    sentences = parse_edition(Edition(Text(row))).sentences
    ends = [sentence.end for sentence in sentences[SENTENCES_PER_LINE - 1 :: SENTENCES_PER_LINE]]
    cuts = [0, *(end for end in ends if end < len(row)), len(row)]
    return [row[a:b].strip() for a, b in pairwise(cuts) if row[a:b].strip()]


def _with_sentences(parsed: ParsedEdition, plain: Sequence[Line]) -> list[Line]:
    """The lines, cut into the sentences of the parsed edition."""
    lines: list[Line] = []
    start = 0
    sentences = list(parsed.sentences)
    blocks = list(parsed.blocks)
    for line in plain:
        end = start + len(line.text)
        parts: list[Part] = []
        at = start
        while sentences and sentences[0].start < end:
            sentence = sentences.pop(0)
            parts += [Part(parsed.text[at : sentence.start], None)] if sentence.start > at else []
            parts.append(Part(parsed.quote(sentence), sentence.id))
            at = sentence.end
        parts += [Part(parsed.text[at:end], None)] if at < end else []
        on_line = []
        while blocks and blocks[0].start < end:
            on_line.append(blocks.pop(0))
        free = (
            len(on_line) == 1
            and on_line[0].kind in PROSE
            and len(line.text) >= SHORTEST_LINE
            and read_label(line.text) is None
            and parsed.role_of_block(on_line[0]) != "front"
        )
        role = parsed.role_of_block(on_line[-1]) if on_line else "other"
        kind = on_line[-1].kind if on_line else "chrome"
        lines.append(Line(tuple(parts), role, free, kind in BEFORE_A_PLACE, line.hints))
        start = end + 1
    return lines
