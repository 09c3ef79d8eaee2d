"""The contracts of the design on the demo editions, on real reports, and on random texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import compare_texts, parse_edition
from compare.errors import CompareError
from compare.export.as_json import comparison_from_json, comparison_to_json
from compare.model import Comparison, Edition, Inputs, Text
from compare.readers import read_document
from compare.wording import diff_wording
from tests import random_texts as random
from tests.diff_invariants import as_sentences, check_edits, check_tokens
from tests.editions import (
    DATA,
    demo_comparison,
    demo_edition,
    demo_pairs,
    demo_series,
    real_edition,
    real_file,
)
from tests.invariants import check_comparison, check_edition, check_edition_json, check_text
from tests.restoring import restored, squeezed

#: Varied pairs of real reports: layouts old and new, formats, languages, lengths; unlike ones too.
REAL_PAIRS = (
    ("national/2018.txt", "national/2019.txt"),
    ("national/1955.txt", "national/1964.txt"),
    ("national/1975.txt", "national/2012.txt"),
    ("provinces/北京/2024.docx", "provinces/北京/2025.txt"),
    ("provinces/重庆/2025.txt", "provinces/重庆/2026.txt"),
    ("provinces/陕西/2025.docx", "provinces/陕西/2026.txt"),
    ("cities/丽水.docx", "cities/宁波.docx"),
    ("fomc_hardwrapped/20231213.txt", "fomc_clean/20240131.txt"),
    ("tenk/AAPL/2022.txt", "tenk/AAPL/2023.txt"),
    ("gongshu_ledgers/2020Q1_tasks.txt", "gongshu_ledgers/2020Q3_tasks.txt"),
    ("seeds/000_2a0fd6d266bf8b3b.txt", "gongshu_ledgers/hangzhou_2026_newspaper_page.txt"),
    ("import_samples/gd_gov_cn_tail.txt", "import_samples/mysteel_tail.txt"),
)
_FORMATS = (".txt", ".md", ".docx")
REAL_FILES = [
    path.relative_to(DATA).as_posix()
    for path in sorted(DATA.rglob("*"))
    if path.suffix in _FORMATS and path.parent != DATA
] or ["national/2019.txt"]


@pytest.mark.parametrize(("series", "old", "new"), demo_pairs())
def test_demo_pairs(series: int, old: str, new: str) -> None:
    check_comparison(demo_comparison(series, old, new))


@pytest.mark.parametrize(("series", "old", "new"), demo_pairs()[:2])
def test_backwards(series: int, old: str, new: str) -> None:
    check_comparison(compare_texts(demo_edition(series, new), demo_edition(series, old)))


def test_with_inputs() -> None:
    """Terms and synonyms that people gave change nothing about what must hold."""
    series, old, new = demo_pairs()[0]
    terms = ("主导产业", "地区生产总值增长", "的", "5%", "")
    inputs = Inputs(terms, (("地区生产总值", "经济总量"),))
    check_comparison(compare_texts(demo_edition(series, old), demo_edition(series, new), inputs), terms)


@pytest.mark.parametrize("number", range(len(demo_series())))
def test_demo_editions(number: int) -> None:
    for entry in demo_series()[number]["edition"]:
        edition = demo_edition(number, entry["key"])
        check_text(edition.text)
        check_edition_json(parse_edition(edition))


@pytest.mark.parametrize("name", REAL_FILES)
def test_real_reports(name: str) -> None:
    edition = real_edition(name)
    check_text(edition.text)
    check_edition(parse_edition(edition))


@pytest.mark.parametrize("name", [name for name in REAL_FILES if not name.endswith(".docx")])
def test_real_cuts(name: str) -> None:
    """What was taken out of a real report can be put back."""
    source = real_file(name).read_bytes().decode("utf-8-sig")
    assert squeezed(restored(real_edition(name).text)) == squeezed(source)


@pytest.mark.parametrize(("old", "new"), REAL_PAIRS)
def test_real_pairs(old: str, new: str) -> None:
    check_comparison(compare_texts(real_edition(old), real_edition(new)))


def parsed_or_none(source: str) -> Text | None:
    try:
        return read_document([("a.txt", source.encode("utf-8"))])
    except CompareError:
        return None


def compare_sources(old: str, new: str) -> Comparison | None:
    """The comparison of two sources, None where one of them cannot be read."""
    texts = parsed_or_none(old), parsed_or_none(new)
    if texts[0] is None or texts[1] is None:
        return None
    return compare_texts(
        Edition(texts[0], year_given=2023, year_reviewed=2022), Edition(texts[1], year_given=2024)
    )


@given(random.texts, random.texts)
def test_any_two_texts(old: str, new: str) -> None:
    if comparison := compare_sources(old, new):
        check_comparison(comparison)


@given(random.revised())
def test_any_revised_text(pair: tuple[str, str]) -> None:
    if comparison := compare_sources(*pair):
        check_comparison(comparison)


@given(random.texts)
def test_any_text_twice(source: str) -> None:
    """A text against itself: nothing is removed or added, everything the same and in its place."""
    if comparison := compare_sources(source, source):
        assert not comparison.removed and not comparison.added
        links = (*comparison.links, *comparison.sentence_links)
        assert all(link.kind == "same" and not link.moved and link.old == link.new for link in links)
        assert all(edit.op == "equal" for link in comparison.sentence_links for edit in link.edits)


@given(random.sides, random.sides, random.terms, st.booleans(), st.sampled_from([None, 1, 2]))
def test_any_wording(
    old: list[str], new: list[str], terms: list[str], characters: bool, years: int | None
) -> None:
    sides = as_sentences(old, 3), as_sentences(new, 7)
    check_edits(*sides, diff_wording(*sides, terms, years, characters), terms, characters)
    for text in (*old, *new):
        check_tokens(text, terms)


def test_json_leads_back_to_a_flat_text() -> None:
    edition = Edition(Text("修桥铺路。"))
    comparison = compare_texts(edition, edition)
    assert comparison_from_json(comparison_to_json(comparison)) == comparison


def test_one_short_paragraph_twice() -> None:
    comparison = compare_sources("修桥。", "修桥。")
    assert comparison and not comparison.removed


def test_marks_on_a_line_of_their_own_are_cuts() -> None:
    source = "**\n修桥。\n\u200b\n铺路。\n"
    text = parsed_or_none(source)
    assert text and squeezed(restored(text)) == squeezed(source)
