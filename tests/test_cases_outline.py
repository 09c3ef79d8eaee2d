"""Outlines: tests/cases/outline/*.txt.

    # what it shows
    @ year_given=2024 year_reviewed=2023       where the years matter
    == text               the lines of a clean text; [heading 1] or [chrome] before one is a hint of its format
    == corrections        what a reviewer says: "level 2: ", "role plan: ", "kind chrome: ", "join: " or
                          "split: ", each with the beginning of a block or, for a split, of its second half
    == outline            every block in order: kind, of a heading also its role, and how it begins;
                          two blanks for every section that it stands in, a heading one less
    == notes              codes of the notes, none where the part is missing
"""

from __future__ import annotations

from compare.anchor import describe
from compare.engine import parse_edition
from compare.model import Edition, OutlineCorrection, ParsedEdition, Text
from tests.case_files import CaseFile, each_case, unescape, year_settings
from tests.case_texts import text_of
from tests.invariants import check_edition, check_edition_json


def parse(case: CaseFile) -> ParsedEdition:
    text = text_of(case.part("text") or ())
    corrections = tuple(correction(text, line) for line in case.part("corrections") or ())
    return parse_edition(Edition(text, corrections=corrections, **year_settings(case)))


def correction(text: Text, line: str) -> OutlineCorrection:
    said, quote = line.split(": ", 1)
    op, _, value = said.partition(" ")
    assert text.text.count(quote) == 1
    start = text.text.index(quote)
    return OutlineCorrection(op, describe(text, start, start + len(quote)), value)  # type: ignore[arg-type]


def described(parsed: ParsedEdition) -> list[str]:
    """Every block as a line of a case."""
    lines: list[str] = []
    for block in parsed.blocks:
        depth, section = 0, parsed.section_by_id.get(block.section or "")
        role = f"{section.role} " if block.kind == "heading" and section else ""
        while section is not None:
            depth, section = depth + 1, parsed.section_by_id.get(section.parent or "")
        indent = "  " * (depth - (block.kind == "heading"))
        lines.append(f"{indent}{block.kind} {role}{parsed.quote(block)}")
    return lines


@each_case("outline")
def test_outline(case: CaseFile) -> None:
    found = described(parse(case))
    wanted = [unescape(line) for line in case.part("outline") or ()]
    # A case may give the beginning of a long block only.
    cut = [line[: len(start)] for line, start in zip(found, wanted, strict=False)]
    assert cut + found[len(wanted) :] == wanted


@each_case("outline", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    parsed = parse(case)
    check_edition(parsed)
    check_edition_json(parsed)
    assert tuple(note.code for note in parsed.notes) == (case.part("notes") or ())
