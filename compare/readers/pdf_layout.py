"""From characters in places to lines in reading order: runs, columns, lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from compare.readers.pdf_characters import lowered, raised
from compare.readers.pdf_glyphs import Glyph

#: Gaps in sizes of the type: from here on there is a blank, from there on another cell or column.
_BLANK = 0.22
_PART = 1.0
#: A character printed again so near, in sizes, is printed bold.
_ASIDE = 0.2
#: Quotes and dashes are as wide as Han characters in Chinese text, with much white inside.
_QUOTES = "“”‘’—…"
_QUOTES_AT_END = 5
#: Digits so much smaller than their neighbour, and so far off its line (in sizes), are raised or lowered.
_SMALLER = 0.82
_OFF_LINE = 0.1
_HIGHEST = 0.6
#: Characters stand on one line if their feet are nearer than this share of the size, and with no step as large
#: as that between them.
_SAME_LINE = 0.45
_STEP_DOWN = 0.25
_CONTENTS = re.compile(r"(?:[.．·•…‥]\s?){4,}[\s\-–—(（]*(?:\d{1,4}|[ivxlc]{1,6})[\s)）–—-]*$")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one line without a large gap."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class VisualLine:
    """Runs on one height from left to right; more than one where gaps part them."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return max(run.x1 for run in self.runs)

    @property
    def base(self) -> float:
        return self.runs[0].base

    @property
    def size(self) -> float:
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs)


def is_han(char: str) -> bool:
    """Whether blanks beside the character mean nothing: Han characters and full-width punctuation."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char > "\U00020000"
    )


def is_contents_line(line: VisualLine) -> bool:
    """An entry of a table of contents: dots lead to the number of a page."""
    return bool(_CONTENTS.search(line.text))


def joined_words(pieces: Sequence[str]) -> str:
    """Pieces of one line, or lines of one paragraph, with a blank where both sides are Western."""
    found = ""
    for piece in pieces:
        found += " " + piece if found and piece and is_parted(found, piece) else piece
    return found


def is_parted(before: str, after: str) -> bool:
    """Whether a line end between two pieces stands for a blank: Western words on both sides.

    Quotes and dashes are of the script of what they stand beside.
    """
    left = before[-_QUOTES_AT_END:].rstrip(_QUOTES)[-1:]
    right = after[:_QUOTES_AT_END].lstrip(_QUOTES)[:1]
    return not (is_han(left) or is_han(right)) if left or right else False


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Characters on one line, next to each other, as runs; blanks by their gaps, whatever the file says."""
    levels = _levels(glyphs)
    order = sorted(range(len(glyphs)), key=lambda k: -levels[k])
    runs: list[Run] = []
    line: list[int] = []
    for k in order:
        size = glyphs[k].size
        if line and (
            levels[line[-1]] - levels[k] > _STEP_DOWN * size
            or levels[line[0]] - levels[k] > _SAME_LINE * max(glyphs[line[0]].size, size)
        ):
            runs.extend(_cut(glyphs, line))
            line = []
        line.append(k)
    if line:
        runs.extend(_cut(glyphs, line))
    return runs


def _levels(glyphs: Sequence[Glyph]) -> list[float]:
    """The y of the line of each glyph: small ones above or below it share that of their neighbour in the file."""
    levels: list[float] = []
    beside: Glyph | None = None  # the last glyph of full size
    for place, glyph in enumerate(glyphs):
        level = glyph.base
        full = beside
        if not (full and _is_mark(glyph, full)):
            full = next((other for other in glyphs[place + 1 : place + 4] if _is_mark(glyph, other)), None)
        if full:
            level = full.base
        else:
            beside = glyph
        levels.append(level)
    return levels


def _is_mark(glyph: Glyph, full: Glyph) -> bool:
    """Whether a glyph is a raised or lowered mark beside a full one."""
    return (
        glyph.size < _SMALLER * full.size
        and abs(glyph.base - full.base) < _HIGHEST * full.size
        and max(glyph.x0 - full.x1, full.x0 - glyph.x1) < _PART * full.size
    )


def _cut(glyphs: Sequence[Glyph], line: Sequence[int]) -> list[Run]:
    """The runs of a line, given by the places of its glyphs."""
    order = sorted(line, key=lambda k: (glyphs[k].x0, glyphs[k].x1, k))
    found: list[Run] = []
    part: list[Glyph] = []
    text = ""
    right = 0.0
    last = -1
    for place, glyph in zip(order, _with_marks([glyphs[k] for k in order]), strict=True):
        if part and _is_shadow(glyph, part[-1], place == last + 1):
            continue
        last = place
        gap = glyph.x0 - right
        if part and gap > _PART * glyph.size:
            found.append(_run(part, text))
            part, text = [], ""
        elif part and _is_blank(text[-1], glyph, gap):
            text += " "
        part.append(glyph)
        text += glyph.char
        right = max(right, glyph.x1) if len(part) > 1 else glyph.x1
    if part:
        found.append(_run(part, text))
    return found


def _is_shadow(glyph: Glyph, before: Glyph, follows: bool) -> bool:
    """Whether a character is printed twice, a little aside, which is how some programs make bold type.

    One that follows in the file at just the same place belongs to a glyph that is read as several
    characters: ff, or a dash as long as two.
    """
    if glyph.char != before.char or abs(glyph.x0 - before.x0) >= _ASIDE * glyph.size:
        return False
    return not (follows and (glyph.x0, glyph.x1) == (before.x0, before.x1))


def _is_blank(before: str, glyph: Glyph, gap: float) -> bool:
    """Whether there is a blank between two characters: said by the file, or seen as a gap."""
    if gap <= _BLANK * glyph.size:
        return glyph.spaced and not (is_han(glyph.char) or is_han(before))
    if is_han(glyph.char) or is_han(before) or (glyph.char in _QUOTES and before in _QUOTES):
        # Beside Han characters gaps are made by the typesetter.
        return glyph.spaced
    return True


def _with_marks(line: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a line, with small digits off the line as raised or lowered ones (footnote 1, CO2)."""
    found: list[Glyph] = []
    beside: Glyph | None = None  # the last glyph of full size
    for place, glyph in enumerate(line):
        full = max(
            (other for other in (beside, *line[place + 1 : place + 4]) if other and _is_mark(glyph, other)),
            key=lambda other: other.size,
            default=None,
        )
        if full is None:
            beside = glyph
        elif glyph.char.isdecimal() and abs(glyph.base - full.base) > _OFF_LINE * full.size:
            change = raised if glyph.base > full.base else lowered
            glyph = replace(glyph, char=change(glyph.char))
        found.append(glyph)
    return found


def _run(part: Sequence[Glyph], text: str) -> Run:
    return Run(
        text,
        part[0].x0,
        max(glyph.x1 for glyph in part),
        median(glyph.base for glyph in part),
        median(glyph.size for glyph in part),
        sum(glyph.bold for glyph in part) * 2 > len(part),
    )


def lines_of(runs: Sequence[Run]) -> list[VisualLine]:
    """Runs on one height as lines, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.base, run.x0)):
        if lines and abs(lines[-1][0].base - run.base) <= _SAME_LINE * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [VisualLine(tuple(sorted(line, key=lambda run: run.x0))) for line in lines]
