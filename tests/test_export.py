"""Summaries say nothing absent without what comes closest, and judge no page that was not imported."""

from __future__ import annotations

import re

import pytest

from compare.engine import compare_texts
from compare.export.as_markdown import comparison_to_markdown, escape
from compare.export.as_text import comparison_to_text
from compare.model import Comparison, Edition
from compare.readers import read_document
from tests.editions import demo_edition, demo_files

TABLE_ROW = re.compile(r"^\| .* \|$", re.M)


@pytest.fixture(scope="module")
def whole() -> Comparison:
    return compare_texts(demo_edition(0, "2022"), demo_edition(0, "2023"))


@pytest.fixture(scope="module")
def partial() -> Comparison:
    """The new edition of which only the first newspaper page is there."""
    first = read_document(demo_files(0, "2023")[:1])
    return compare_texts(demo_edition(0, "2022"), Edition(first, "政府工作报告", "2023", 2023, 2022))


def test_rows_without_partner_name_the_closest(whole: Comparison) -> None:
    text = comparison_to_markdown(whole, "en")
    rows = [row for row in TABLE_ROW.findall(text) if re.search(r"\| (?:new|dropped|not reported)\b", row)]
    assert len(rows) > 20
    assert [row for row in rows if "in the other edition" not in row] == []
    assert sum("closest in the other edition" in row for row in rows) > 0.9 * len(rows)


def test_sections_and_passages_without_partner_name_the_closest(whole: Comparison) -> None:
    text = comparison_to_markdown(whole, "en")
    lines = text[text.index("## Sections") :].split("\n")
    alone = [number for number, line in enumerate(lines) if line.startswith("- ") and "⇄" not in line]
    assert len(alone) > 10
    for number in alone:
        assert lines[number + 1].startswith(("    - closest", "    - nothing close")), lines[number]


def test_what_was_not_imported_is_not_judged(partial: Comparison) -> None:
    assert partial.new.is_partial and not partial.old.is_partial
    assert "partly_imported" in [note.code for note in partial.notes]
    assert not [row for row in partial.delivery if row.verdict == "unreported"]
    dropped = [row for row in partial.target_changes if row.change == "dropped"]
    assert dropped and all("not_imported" in row.flags for row in dropped)
    assert not [row for row in partial.target_changes if row.new and "not_imported" in row.flags]
    for language, words in (("zh", "不在已导入的部分"), ("en", "not in the imported part")):
        assert words in comparison_to_markdown(partial, language)
        assert words in comparison_to_text(partial, language)


def test_whole_editions_are_judged(whole: Comparison) -> None:
    assert "partly_imported" not in [note.code for note in whole.notes]
    assert [row for row in whole.delivery if row.verdict == "unreported"]
    assert not [row for row in whole.target_changes if "not_imported" in row.flags]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a", "\\- a"),
        ("1. b", "1\\. b"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("-3.5 %", "-3.5 %"),
        ("2023年", "2023年"),
        ("a*b|c_d", "a\\*b\\|c\\_d"),
        ("two\nlines", "two lines"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, shown: str) -> None:
    assert escape(text) == shown
