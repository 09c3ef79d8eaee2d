"""Plain-text cases of numbers and measures: how they are read, and how a report of one section is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from compare.model import Block, Edition, Measure, ParsedEdition, Role, Section, Text
from compare.scripts import as_written, plain_edition
from compare.sentences import cut_sentences
from compare.targets import read_measures

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A line of a case file with the lines expected under it, and what its last @ line said."""

    name: str
    text: str
    expected: tuple[tuple[str, ...], ...]
    role: Role
    year_given: int | None


def read_cases(folder: str) -> list[Case]:
    """All cases of `tests/cases/<folder>/*.txt`, in order.

    `# …` is a comment; `@ role=plan year_given=2023` sets the section for the lines that follow;
    a line is a case; the indented lines after it are what is expected, fields parted by `|`,
    or `none`.
    """
    return list(_cases(folder))


def _cases(folder: str) -> Iterator[Case]:
    for path in sorted((CASES / folder).glob("*.txt")):
        role, year, text = "plan", 2023, ""
        expected: list[tuple[str, ...]] = []
        for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
            if line.startswith("    "):
                if line.strip() != "none":
                    expected.append(tuple(field.strip() for field in line.split("|")))
                continue
            if text:
                yield Case(f"{path.stem}:{number}", text, tuple(expected), cast(Role, role), year)
            text, expected = "", []
            if line.startswith("@"):
                role = _setting(line, "role", role)
                year = int(_setting(line, "year_given", str(year)))
            elif line.strip() and not line.startswith("#"):
                text = line.rstrip()


def _setting(line: str, name: str, default: str) -> str:
    found = re.search(rf"{name}=(\w+)", line)
    return found[1] if found else default


def parse_text(text: str, role: Role, year_given: int | None) -> ParsedEdition:
    """An edition of one section with one paragraph."""
    edition = Edition(Text(text), year_given=year_given, year_reviewed=year_given and year_given - 1)
    block = Block("b0", "s0", "paragraph", 0, len(text))
    section = Section("s0", None, 1, "一、", "", role, 0, len(text))
    return ParsedEdition(edition, (section,), (block,), cut_sentences(text, (block,)))


def measures_of(text: str, role: Role = "plan", year_given: int | None = 2023) -> tuple[Measure, ...]:
    """The measures of a text that stands in one section, read as the engine does."""
    written = parse_text(text, role, year_given).edition
    read = parse_text(plain_edition(written).text.text, role, year_given)
    return as_written(replace(read, measures=read_measures(read)), written).measures


def fields_of(measure: Measure) -> tuple[str, ...]:
    """A measure as it is written in a case file."""
    value = "-" if measure.value is None else measure.value
    if measure.value_max is not None:
        value += f"..{measure.value_max}"
    return measure.indicator, value, measure.unit, measure.bound, measure.change, measure.role
