"""Newspaper pages: jump marks, repeated mastheads, and lines that break inside sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.labels import number_of
from compare.model import Note
from compare.readers.lines import Line, remove

_PAGE = r"\s*第?\s*([0-9０-９一二三四五六七八九十A-Z]{1,4})\s*版\s*"
_FROM = re.compile(rf"[（(]\s*(?:[紧緊]接|上接|接){_PAGE}[）)]")
_TO = re.compile(rf"[（(]\s*下?[转轉]{_PAGE}[）)]")
#: A masthead is short: title, date, speaker.
_MASTHEAD_LINES = 8
_MASTHEAD_CHARS = 60


def _find(lines: Sequence[Line], pattern: re.Pattern[str]) -> tuple[int, str] | None:
    for index, line in enumerate(lines):
        if match := pattern.search(line.text):
            return index, match.group()
    return None


def join_pages(files: Sequence[Sequence[Line]]) -> tuple[list[Line], list[Note]]:
    """Put the pages of one edition, given in order, behind each other.

    Jump marks become cuts.  What a continuation page repeats above its mark "(紧接5版)"
    (title, date, speaker) becomes a cut as well, since it may stand inside a sentence.
    Notes say where the first page is not the beginning, the last not the end, or where one
    page does not follow from the other (a page is missing, stands twice, or in the wrong place).
    """
    joined: list[Line] = []
    notes: list[Note] = []
    own = 0  # number of the page before, where the marks of its own tell it
    for number, page in enumerate(files):
        lines = list(page)
        parted = False
        follows = number > 0 and _follows(files[number - 1], page, own)
        if number > 0 and not follows and _is_marked(files[number - 1], page):
            parted = True
            notes.append(
                Note("pages_do_not_follow", {"before": _name(files[number - 1]), "after": _name(page)})
            )
        own = _target(files[number - 1]) if follows else 0
        if mark := _find(lines, _FROM):
            index, words = mark
            if number == 0:
                notes.append(Note("starts_inside", {"mark": words}))
            elif index <= _MASTHEAD_LINES and all(
                len(line.text) <= _MASTHEAD_CHARS for line in lines[:index]
            ):
                above = "\n".join(line.text for line in lines[:index])
                first = lines[index]
                cuts = ((0, above + "\n"), *first.cuts) if above else first.cuts
                lines = [replace(first, cuts=cuts), *lines[index + 1 :]]
        mark = _find(lines, _TO)
        if mark and number == len(files) - 1:
            notes.append(Note("ends_inside", {"mark": mark[1]}))
        kept = _without_marks(lines)
        if kept and (follows or parted):
            kept[0] = replace(kept[0], jumped=follows)
        joined.extend(kept)
    return joined, notes


def _target(page: Sequence[Line]) -> int:
    """The page that this one says it goes on at; 0 where it says nothing."""
    match = next(filter(None, (_TO.search(line.text) for line in page)), None)
    return number_of(match.group(1)) if match else 0


def _source(page: Sequence[Line]) -> int:
    """The page that this one says it comes from; 0 where it says nothing."""
    match = next(filter(None, (_FROM.search(line.text) for line in page)), None)
    return number_of(match.group(1)) if match else 0


def _is_marked(before: Sequence[Line], after: Sequence[Line]) -> bool:
    return bool(_target(before) or _source(after))


def _follows(before: Sequence[Line], after: Sequence[Line], own: int) -> bool:
    """Whether the marks of two pages fit: one goes on elsewhere, the other comes from it.

    `own` is the number of the page before, as the page before that has it.
    """
    target, source = _target(before), _source(after)
    return bool(target and source) and source != target and own in (0, source)


def _name(page: Sequence[Line]) -> str:
    return page[0].source if page else ""


def _without_marks(lines: Sequence[Line]) -> list[Line]:
    """Lines without jump marks; a line that was nothing but a mark hands its cut on."""
    kept: list[Line] = []
    waiting: tuple[tuple[int, str], ...] = ()
    blank = False
    for line in lines:
        bare = remove(remove(line, _FROM), _TO)
        if not bare.text:
            if kept:
                last = kept[-1]
                kept[-1] = replace(
                    last, cuts=(*last.cuts, *((len(last.text), words) for _, words in bare.cuts))
                )
            else:
                waiting = tuple((0, words) for _, words in bare.cuts)
                blank = blank or line.blank
            continue
        if waiting:
            bare = replace(bare, cuts=(*waiting, *bare.cuts), blank=bare.blank or blank)
            waiting = ()
        kept.append(bare)
    return kept
