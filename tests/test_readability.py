"""The marks in changed sentences of real reports: few scraps, no number marked in part."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from compare.engine import compare_texts, with_wording
from compare.model import Comparison, Edit, Inputs
from tests.bench.readability import NUMBER, Readability, measure_readability
from tests.comparison_builder import comparison, sentence_link, side
from tests.editions import real_edition

#: The issue's bar for the share of short equal runs in changed sentences.
MOST_SHORT = 0.05
DEVELOPMENT_PAIRS = (("2016", "2017"), ("2018", "2019"))
OTHER_PAIRS = (
    ("provinces/广东/2025.txt", "provinces/广东/2026.txt"),
    ("fomc_clean/20231213.txt", "fomc_clean/20240131.txt"),
    ("tenk/AAPL/2021.txt", "tenk/AAPL/2022.txt"),
    ("budget_sg/2022.md", "budget_sg/2023.md"),
)


@lru_cache(maxsize=8)
def compared(old: str, new: str) -> Comparison:
    return compare_texts(real_edition(old), real_edition(new))


@pytest.mark.parametrize(("old", "new"), DEVELOPMENT_PAIRS)
def test_few_scraps_and_whole_numbers(old: str, new: str) -> None:
    found = measure_readability(compared(f"national/{old}.txt", f"national/{new}.txt"))
    assert found.stretches > 200 and found.numbers > 50
    assert found.share <= MOST_SHORT
    assert not found.broken


@pytest.mark.parametrize(("old", "new"), OTHER_PAIRS)
@pytest.mark.parametrize("by_characters", [False, True])
def test_numbers_are_whole_everywhere(old: str, new: str, by_characters: bool) -> None:
    found = measure_readability(with_wording(compared(old, new), Inputs(by_characters=by_characters)))
    assert found.stretches and found.numbers
    assert not found.broken


def measured(old: str, new: str, *edits: Edit) -> Readability:
    """What is counted of one pair of sentences with these edits."""
    made = sentence_link(1, "s1", "s1", *edits)
    return measure_readability(replace(comparison(side(old), side(new)), sentence_links=(made,)))


def test_what_counts_as_a_scrap() -> None:
    found = measured(
        "修桥和铺路。",
        "种树和栽花。",
        Edit("replace", (0, 2), (0, 2)),
        Edit("equal", (2, 3), (2, 3)),
        Edit("replace", (3, 5), (3, 5)),
        Edit("equal", (5, 6), (5, 6)),
    )
    assert (found.stretches, found.short, found.closing) == (1, 1, 1)
    assert found.share == 1.0 and found.with_closing_marks == 1.0


def test_a_number_marked_in_part_is_found() -> None:
    found = measured(
        "增长5.2%。",
        "增长5.5%。",
        Edit("equal", (0, 4), (0, 4)),
        Edit("replace", (4, 5), (4, 5)),
        Edit("equal", (5, 7), (5, 7)),
    )
    assert len(found.broken) == 2 and found.numbers == 2


@pytest.mark.parametrize(
    "number",
    [
        "1,256",
        "-3480.83",
        "5%—6%",
        "6%-6.5%",
        "上千万",
        "三分之一",
        "近千",
        "十余",
        "两成",
        "翻一番",
        "$2.5 billion",
        "百分之七",
    ],
)
def test_the_pattern_knows_numbers(number: str) -> None:
    assert NUMBER.fullmatch(number), number
