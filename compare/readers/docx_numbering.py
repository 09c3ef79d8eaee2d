"""Numbered lists: the labels that Word computes and shows but does not write into the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from compare.readers.docx_numerals import write_number
from compare.readers.docx_styles import Styles
from compare.readers.docx_xml import Element, child, number_in, switch, value_of, w

#: Word's lists have nine levels.
LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
#: A bullet made of dashes is typed in other reports, and belongs to the text; dots and squares do not.
_DASHES = re.compile(r"[—–－-]{1,3}")
_CLOSED = re.compile(r"[、，。．：；）】》〕」』\s]$")
_PADDED = re.compile(r"(0*)1\s*,")
#: A style that names a list that names a style, and so on.
_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` 0: never, n: after a paragraph of level n or higher."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    bare: bool = False
    pad: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph: its text with the blank behind it, and whether it is a mere bullet."""

    text: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the abstract list whose count it shares, its levels, and those that it starts anew."""

    count: str
    levels: tuple[Level, ...]
    starts: dict[int, int]
    by_style: dict[str, int]


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a document, which must be asked for in their order."""

    abstract: dict[str, Element]
    lists: dict[str, Element]
    styles: Styles
    known: dict[str, _List | None] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        found = self._list(list_id)
        return found.by_style.get(style) if found else None

    def label(self, list_id: str, level: int) -> Label | None:
        """Count a paragraph on `level` (from 0) of a list; None where nothing is shown before it."""
        found = self._list(list_id)
        if found is None or not 0 <= level < LEVELS:
            return None
        counts = self.counts.setdefault(found.count, [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for place in found.starts:
                counts[place] = None
        before = counts[level]
        counts[level] = found.starts.get(level, found.levels[level].start) if before is None else before + 1
        for below in range(level + 1, LEVELS):
            restart = found.levels[below].restart
            if restart is None or (restart and level < restart):
                counts[below] = None
        return _shown(found, level, counts)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self.known:
            self.known[list_id] = self._make(list_id)
        return self.known[list_id]

    def _make(self, list_id: str) -> _List | None:
        element = self.lists.get(list_id)
        if element is None:
            return None
        count = self._resolve(value_of(child(element, "abstractNumId")))
        if count not in self.abstract:
            return None
        levels = [Level()] * LEVELS
        by_style: dict[str, int] = {}
        for definition in self.abstract[count].iterchildren(w("lvl")):
            _define(levels, definition, by_style)
        starts: dict[int, int] = {}
        for override in element.iterchildren(w("lvlOverride")):
            place = number_in(override, "ilvl")
            if place is None or not 0 <= place < LEVELS:
                continue
            for definition in override.iterchildren(w("lvl")):
                _define(levels, definition, by_style, place)
            if (start := number_in(child(override, "startOverride"))) is not None:
                starts[place] = start
        return _List(count, tuple(levels), starts, by_style)

    def _resolve(self, count: str) -> str:
        """The abstract list itself, where one only names the list style that has it."""
        for _ in range(_LONGEST_CHAIN):
            link = value_of(child(self.abstract.get(count), "numStyleLink"))
            named = self.lists.get(self.styles.list_of(link) or "") if link else None
            if named is None:
                return count
            count = value_of(child(named, "abstractNumId"))
        return count


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists of the part `numbering.xml`, which may be missing."""
    abstract: dict[str, Element] = {}
    lists: dict[str, Element] = {}
    for element in root if root is not None else ():
        if element.tag == w("abstractNum"):
            abstract.setdefault(value_of(element, "abstractNumId"), element)
        elif element.tag == w("num"):
            lists.setdefault(value_of(element, "numId"), element)
    return Numbering(abstract, lists, styles)


def _define(
    levels: list[Level], element: Element, by_style: dict[str, int], place: int | None = None
) -> None:
    if place is None:
        place = number_in(element, "ilvl")
    if place is None or not 0 <= place < LEVELS:
        return
    # A format of its own ("001, 002, …") stands in a Choice, before the ordinary one of old versions.
    style = next(element.iter(w("numFmt")), None)
    level = Level(
        number_in(child(element, "start")) or 0,
        value_of(style) or "decimal",
        value_of(child(element, "lvlText")),
        number_in(child(element, "lvlRestart")),
        switch(element, "isLgl") is True,
        value_of(child(element, "suff")) == "nothing",
    )
    if level.style == "custom":
        padded = _PADDED.match(value_of(style, "format"))
        level = replace(level, style="decimal", pad=len(padded[1]) + 1 if padded else 0)
    levels[place] = level
    if tied := value_of(child(element, "pStyle")):
        by_style.setdefault(tied, place)


def _shown(found: _List, level: int, counts: list[int | None]) -> Label | None:
    own = found.levels[level]
    if own.style == "bullet":
        return Label(own.text if _DASHES.fullmatch(own.text) else "", True)

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place > level:
            return ""
        # A level that no paragraph has used yet shows where it would begin.
        count = counts[place]
        if count is None:
            count = found.starts.get(place, found.levels[place].start)
        style = found.levels[place].style
        if own.legal and style not in ("none", "bullet"):
            style = "decimal"
        return write_number(count, style).zfill(found.levels[place].pad)

    text = _PLACE.sub(number, own.text)
    if not text.strip():
        return None
    return Label(text if own.bare or _CLOSED.search(text) else text + " ", False)
