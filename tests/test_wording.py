"""The wording of a comparison made anew: by characters, with other terms, without aligning again."""

from __future__ import annotations

import dataclasses

import pytest

from compare.engine import compare_texts, with_wording
from compare.model import Inputs
from tests.editions import demo_comparison, demo_edition, demo_pairs


@pytest.mark.parametrize("inputs", [Inputs(), Inputs(by_characters=True), Inputs(terms=("全面落实",))])
def test_wording_made_anew_is_that_of_a_whole_comparison(inputs: Inputs) -> None:
    series, old, new = demo_pairs()[0]
    anew = with_wording(demo_comparison(series, old, new), inputs)
    whole = compare_texts(demo_edition(series, old), demo_edition(series, new), inputs)
    assert [link.edits for link in anew.sentence_links] == [link.edits for link in whole.sentence_links]
    assert dataclasses.replace(anew, sentence_links=whole.sentence_links) == whole


def test_characters_are_finer_than_words() -> None:
    series, old, new = demo_pairs()[0]
    words = demo_comparison(series, old, new)
    characters = with_wording(words, Inputs(by_characters=True))
    assert [link.edits for link in characters.sentence_links] != [link.edits for link in words.sentence_links]
    assert with_wording(characters, Inputs()) == words
