"""Alignment: tests/cases/align/*.txt.

    # what it shows
    == old                paragraphs of the old text; [heading 1] or [chrome] before one is a hint of its format
    == new                those of the new text
    == links              every link of blocks: kind, perhaps moved, beginnings of its blocks
    same moved: 一句 + 另一句 | 一句
    == sentences          links of sentences that must be among those found
    == sections           links of sections that must be among those found, by their titles
    == removed, == added  every block without partner
    == notes              codes of the notes of the comparison

A part that is missing may hold anything.  "2 各位代表" is the second block that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest

from compare.engine import compare_texts
from compare.model import Comparison, Edition, ParsedEdition
from tests.case_files import CaseFile, each_case
from tests.case_texts import text_of
from tests.invariants import check_comparison


@lru_cache(maxsize=64)
def compared(name: str, old: tuple[str, ...], new: tuple[str, ...], years: tuple[int, int]) -> Comparison:
    sides = (
        Edition(text_of(lines), name, str(year), year_given=year, year_reviewed=year - 1)
        for lines, year in zip((old, new), years, strict=True)
    )
    return compare_texts(*sides)


def comparison_of(case: CaseFile) -> Comparison:
    return compared(case.name, case.part("old") or (), case.part("new") or (), (2023, 2024))


def one(parsed: ParsedEdition, units: Sequence[Any], beginning: str) -> str:
    """The id of the unit that begins so; of several the one whose number is said."""
    number, words = re.fullmatch(r"(?:(\d) )?(.*)", beginning.strip()).groups()  # type: ignore[union-attr]
    found = [unit.id for unit in units if parsed.quote(unit).startswith(words)]
    assert found and (number or len(found) == 1), f"{beginning!r} begins {len(found)} units"
    return found[int(number or 1) - 1]


def wanted(case: CaseFile, part: str, kind: str, comparison: Comparison) -> set[tuple[Any, ...]]:
    """The links that a case lists: (words before the colon, old ids, new ids)."""
    links: set[tuple[Any, ...]] = set()
    for line in case.part(part) or ():
        before, words = line.split(": ", 1) if ": " in line else ("", line)
        sides = []
        for parsed, side in zip((comparison.old, comparison.new), words.split(" | "), strict=True):
            names = [one(parsed, getattr(parsed, kind), beginning) for beginning in side.split(" + ")]
            sides.append(tuple(names))
        links.add((before, *sides))
    return links


@each_case("align")
def test_blocks(case: CaseFile) -> None:
    comparison = comparison_of(case)
    if case.part("links") is not None:
        found = {
            (f"{link.kind}{' moved' if link.moved else ''}", link.old, link.new) for link in comparison.links
        }
        assert found == wanted(case, "links", "blocks", comparison)
    for part, absent, parsed in (
        ("removed", comparison.removed, comparison.old),
        ("added", comparison.added, comparison.new),
    ):
        lines = case.part(part)
        if lines is not None:
            alone = [one(parsed, parsed.blocks, line) for line in lines]
            assert [absence.block for absence in absent] == alone
    if (notes := case.part("notes")) is not None:
        assert tuple(note.code for note in comparison.notes) == notes


@each_case("align", known_faults=False)
def test_sentences_and_sections(case: CaseFile) -> None:
    comparison = comparison_of(case)
    found = {
        (f"{link.kind}{' moved' if link.moved else ''}", link.old, link.new) for link in comparison.sentence_links
    }
    assert wanted(case, "sentences", "sentences", comparison) <= found
    titles = [{s.id: s.title for s in parsed.sections} for parsed in (comparison.old, comparison.new)]
    sections = {
        f"{'moved: ' if link.moved else ''}{titles[0][link.old[0]]} | {titles[1][link.new[0]]}"
        for link in comparison.section_links
    }
    assert set(case.part("sections") or ()) <= sections


@each_case("align", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    check_comparison(comparison_of(case))


@pytest.mark.parametrize("side", ["old", "new"])
@each_case("align", known_faults=False)
def test_same_text_twice(case: CaseFile, side: str) -> None:
    """A text against itself: everything is the same, nothing moved, removed or added."""
    lines = case.part(side) or ()
    comparison = compared(f"{case.name} {side}", lines, lines, (2024, 2024))
    check_comparison(comparison)
    assert not comparison.removed and not comparison.added
    links = (*comparison.links, *comparison.sentence_links, *comparison.section_links)
    assert all(link.kind == "same" and not link.moved for link in links)
    assert all(link.old == link.new for link in links)
