"""Alignment: tests/cases/align/*.txt.

    # what it shows
    @ old_year=2023 new_year=2024   years in which the two were given, where they are others than these
    == old                paragraphs of the old text; [heading 1] or [chrome] before one is a hint of its format
    == new                those of the new text
    == links              every link of blocks: kind, perhaps moved, beginnings of its blocks
    same moved: 一句 + 另一句 | 一句
    == among              links of blocks that must be among those found
    == apart              blocks that stand in no link together: 一句 | 一句
    == sentences          links of sentences that must be among those found
    == sentences apart    sentences that stand in no link together
    == sections           links of sections that must be among those found, by their titles
    == removed, == added  every block without partner
    == nearest            a block without partner and the closest of the other edition: 一句 | 一句 + 另一句
    == changes            how often the ledger says what of targets: unchanged 3
    == notes              codes of the notes of the comparison

A part that is missing may hold anything.  "2 各位代表" is the second block that begins so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest

from compare.engine import compare_texts
from compare.model import Comparison, Edition, Link, ParsedEdition, SentenceLink
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
    years = int(case.settings.get("old_year", 2023)), int(case.settings.get("new_year", 2024))
    return compared(case.name, case.part("old") or (), case.part("new") or (), years)


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


def told(links: Sequence[Link | SentenceLink]) -> set[tuple[Any, ...]]:
    """The links that were found, as `wanted` tells them."""
    return {(f"{link.kind}{' moved' if link.moved else ''}", link.old, link.new) for link in links}


def check_apart(case: CaseFile, part: str, kind: str, comparison: Comparison) -> None:
    """None of the pairs that the case lists stand in a link together."""
    links = comparison.links if kind == "blocks" else comparison.sentence_links
    together = {(old, new) for link in links for old in link.old for new in link.new}
    for _, old, new in wanted(case, part, kind, comparison):
        assert not together & {(a, b) for a in old for b in new}, f"{old} and {new} are linked"


@each_case("align")
def test_blocks(case: CaseFile) -> None:
    comparison = comparison_of(case)
    found = told(comparison.links)
    if case.part("links") is not None:
        assert found == wanted(case, "links", "blocks", comparison)
    assert wanted(case, "among", "blocks", comparison) <= found
    check_apart(case, "apart", "blocks", comparison)
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
def test_nearest(case: CaseFile) -> None:
    """What has no partner comes with the passages that a reader would look at first, best first."""
    comparison = comparison_of(case)
    sides = (
        (comparison.removed, comparison.old, comparison.new),
        (comparison.added, comparison.new, comparison.old),
    )
    for line in case.part("nearest") or ():
        words, near = line.split(" | ")
        for absent, own, other in sides:
            alone = {own.quote(own.block_by_id[absence.block]): absence for absence in absent}
            names = [name for name in alone if name.startswith(words)]
            if names:
                wished = tuple(one(other, other.blocks, beginning) for beginning in near.split(" + "))
                assert tuple(found.block for found in alone[names[0]].nearest[: len(wished)]) == wished, line
                break
        else:
            raise AssertionError(f"{words!r} is not absent")


@each_case("align", known_faults=False)
def test_ledger(case: CaseFile) -> None:
    changes = case.part("changes")
    if changes is not None:
        found = Counter(change.change for change in comparison_of(case).target_changes)
        assert {f"{name} {count}" for name, count in found.items()} == set(changes)


@each_case("align", known_faults=False)
def test_sentences_and_sections(case: CaseFile) -> None:
    comparison = comparison_of(case)
    assert wanted(case, "sentences", "sentences", comparison) <= told(comparison.sentence_links)
    check_apart(case, "sentences apart", "sentences", comparison)
    titles = [{s.id: s.title for s in parsed.sections} for parsed in (comparison.old, comparison.new)]
    sections = {
        f"{'moved: ' if link.moved else ''}"
        + " | ".join(
            " + ".join(by_id[name] for name in names)
            for by_id, names in zip(titles, (link.old, link.new), strict=True)
        )
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
    assert {change.change for change in comparison.target_changes} <= {"unchanged"}
    assert {change.change for change in comparison.result_changes} <= {"same_form"}
