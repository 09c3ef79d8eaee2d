"""The hand-made links in tests/gold: whole, about the texts they say, and marked as their places say."""

from __future__ import annotations

import copy

import pytest

from tests.bench.gold import SHARED
from tests.bench.gold_extra import PAIRS, load_pair, read_links, read_sides
from tests.gold.order import mark_moved
from tests.gold.units import sentence_spans, unit_spans

LEVELS = ("paragraphs", "sentences")


@pytest.mark.parametrize("pair", PAIRS)
def test_every_unit_is_linked_or_said_to_be_alone(pair: str) -> None:
    links = read_links(pair)
    for side in ("a", "b"):
        spans, alone = links["spans"][side], links[f"only_{side}"]
        linked = {name for link in links["paragraphs"] for name in link[side]}
        assert not linked & set(alone)
        assert linked | set(alone) == {name for name in spans if "." not in name}
        for level in LEVELS:
            for key in (level, f"{level}_cross_role", f"{level}_doubtful"):
                assert all(name in spans for link in links[key] for name in link[side])
                assert all(link[side] for link in links[key])


@pytest.mark.parametrize("pair", PAIRS)
def test_no_pair_is_linked_twice_or_in_two_lists(pair: str) -> None:
    links = read_links(pair)
    for level in LEVELS:
        pairs = [
            (a, b)
            for key in (level, f"{level}_cross_role", f"{level}_doubtful")
            for link in links[key]
            for a in link["a"]
            for b in link["b"]
        ]
        assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("pair", PAIRS)
def test_moves_are_those_off_the_backbone(pair: str) -> None:
    links = read_links(pair)
    again = copy.deepcopy(links["paragraphs"])
    mark_moved(again, links["spans"]["a"], links["spans"]["b"])
    assert again == links["paragraphs"]


def test_a_move_is_what_weighs_less() -> None:
    spans = {"P000": (0, 10), "P001": (10, 40), "P002": (40, 60)}
    links = [
        {"a": ["P000"], "b": ["P002"]},
        {"a": ["P001"], "b": ["P000"]},
        {"a": ["P002"], "b": ["P001"]},
    ]
    mark_moved(links, spans, spans)
    assert [link["moved"] for link in links] == [True, False, False]


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize("pair", PAIRS)
def test_links_hold_for_what_is_cut_today(pair: str) -> None:
    links, gold = read_links(pair), load_pair(pair)
    for which, side in zip("ab", read_sides(links), strict=True):
        text = side.edition.text
        for start, end in links["spans"][which].values():
            assert text[start:end].strip()
    assert gold.units
    assert gold.sentences
    assert all(i < len(unit_spans(gold.old)) and j < len(unit_spans(gold.new)) for i, j in gold.units)
    assert all(
        i < len(sentence_spans(gold.old)) and j < len(sentence_spans(gold.new)) for i, j in gold.sentences
    )
