"""Sentences and tokens: tests/cases/sentences/*.txt and tests/cases/tokens/*.txt.

    # what it shows
    @ terms=甲,乙         phrases of the series to keep whole (tokens only)
    @ fails=why_it_does   a known fault
    a text
        its sentences, one a line, without the blanks at their ends
    a text
        has a|b           these are tokens of it, in this order
        lacks a|b         these are not
        all a|b|c         its tokens
        characters a|b|c  its tokens for a diff by characters

Any number of texts in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.sentences import split_sentences
from compare.tokens import cut_characters, cut_tokens
from tests.case_files import CASES, known_fault
from tests.invariants import check_edition, check_tokens


@dataclass(frozen=True)
class Case:
    """A text with the lines under it."""

    name: str
    text: str
    expected: tuple[str, ...]
    terms: tuple[str, ...]
    fails: str = ""


def _cases(folder: str) -> Iterator[Case]:
    for path in sorted((CASES / folder).glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), f"{path.name} does not say what it shows"
        terms = tuple(term for line in lines if line.startswith("@ terms=") for term in line[8:].split(","))
        fails = next((line[8:].replace("_", " ") for line in lines if line.startswith("@ fails=")), "")
        text, expected = "", []
        for number, line in enumerate([*lines, ""], 1):
            if line.startswith("    "):
                expected.append(line[4:])
                continue
            if text:
                yield Case(f"{path.stem}:{number}", text, tuple(expected), terms, fails)
            text, expected = "" if line.startswith(("#", "@")) else line, []


def each(folder: str) -> pytest.MarkDecorator:
    """Run a test with every text of a folder."""
    found = list(_cases(folder))
    assert found and all(case.expected for case in found)
    return pytest.mark.parametrize("case", [pytest.param(c, id=c.name, marks=known_fault(c.fails)) for c in found])


@each("sentences")
def test_sentences(case: Case) -> None:
    spans = split_sentences(case.text)
    assert tuple(case.text[start:end].strip() for start, end in spans) == case.expected
    assert "".join(case.text[start:end] for start, end in spans) == case.text


@each("tokens")
def test_tokens(case: Case) -> None:
    tokens = cut_tokens(case.text, case.terms)
    for line in case.expected:
        what, words = re.split(" ", line, maxsplit=1)
        wanted = words.split("|")
        if what == "has":
            rest = iter(tokens)
            assert all(word in rest for word in wanted), (wanted, tokens)
        elif what == "lacks":
            assert not set(wanted) & set(tokens)
        else:
            found = tokens if what == "all" else cut_characters(case.text, case.terms)
            assert found == wanted


@pytest.mark.parametrize("folder", ["sentences", "tokens"])
def test_invariants(folder: str) -> None:
    for case in _cases(folder):
        check_tokens(case.text, case.terms)
        check_edition(parse_edition(Edition(Text(case.text))))
