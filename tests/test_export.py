"""Summaries say nothing absent without what comes closest, and judge no page that was not imported."""

from __future__ import annotations

import re

import pytest

from compare.engine import compare_texts
from compare.export.as_markdown import comparison_to_markdown, escape
from compare.export.as_text import comparison_to_text
from compare.export.places import page_words
from compare.model import Comparison, Edition, Page
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


def test_citations_name_file_and_page_where_there_are_several(whole: Comparison) -> None:
    files = {page.source for page in whole.new.edition.text.pages}
    assert len(files) > 1 and len(whole.old.edition.text.pages) == 1
    text = comparison_to_markdown(whole, "en")
    added = text[text.index("## Added passages") : text.index("## Removed passages")]
    quoted = re.findall(r"^- (?:[^\n]*: )?(.*) \(([^()]*)\)$", added, re.M)
    assert len(quoted) == len(re.findall("^- ", added, re.M)) > 10
    pages = [*whole.new.edition.text.pages]
    for quote, name in quoted:
        at = whole.new.text.index(re.sub(r"\\(.)", r"\1", quote).rstrip("…")[:12])
        assert name == escape([page.source for page in pages if page.start <= at][-1])
    assert whole.old.edition.text.pages[0].source not in text
    assert f"({pages[0].source})" in comparison_to_text(whole, "zh")


@pytest.mark.parametrize(
    ("page", "zh", "en"),
    [
        (Page(0, "a.pdf", "3"), " (a.pdf, 第 3 页)", " (a.pdf, p. 3)"),
        (Page(0, "a.docx", "¶12"), " (a.docx, ¶12)", " (a.docx, ¶12)"),
        (Page(0, "\u202etxt.6", None), " (⟦RLO⟧txt.6)", " (⟦RLO⟧txt.6)"),
        (None, "", ""),
    ],
)
def test_places_in_words(page: Page | None, zh: str, en: str) -> None:
    assert (page_words(page, "zh"), page_words(page, "en")) == (zh, en)


def test_a_remark_is_cited_with_its_page(whole: Comparison) -> None:
    at = whole.new.edition.text.pages[-1].start + 1
    anchor = {"text_id": whole.new.edition.text.text_id, "start": at, "quote": "某处"}
    note = {"side": "new", "anchor": anchor, "author": "王晓", "body": "存疑", "status": "open"}
    text = comparison_to_markdown(whole, "en", annotations=[note])
    assert f"“某处” ({escape(whole.new.edition.text.pages[-1].source)}) (王晓, open)" in text
