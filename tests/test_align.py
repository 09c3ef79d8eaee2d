"""Choosing links: what moved, what belongs together, and what holds of whole comparisons."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.align_select import choose, group, moved
from compare.engine import compare_texts
from compare.export.as_json import comparison_to_json
from compare.model import Comparison, Edition, Text
from compare.pairs import Pairs
from tests.editions import demo_edition, demo_series, real_edition

#: F1 on the two development pairs; measured when written: paragraphs 0.867 and 0.908, sentences 0.834 and 0.865.
GOLD_FLOORS = {"paragraphs": 0.85, "sentences": 0.80}
LEDGER_FLOORS = {"joined": 0.85, "precision": 0.9, "change": 0.9, "alone": 0.85, "results_joined": 0.8}


def weight_of_heaviest(
    links: Sequence[tuple[Sequence[int], Sequence[int]]], weights: Sequence[float]
) -> float:
    """By trying all subsets: the most weight of links that run forward on both sides."""
    places = [(min(old), min(new)) for old, new in links]
    best = 0.0
    for size in range(1, len(links) + 1):
        for chosen in combinations(range(len(links)), size):
            if runs_forward([places[k] for k in chosen]):
                best = max(best, sum(weights[k] for k in chosen))
    return best


def runs_forward(places: Sequence[tuple[int, int]]) -> bool:
    ordered = sorted(places)
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(ordered))


units = st.lists(st.integers(0, 8), min_size=1, max_size=2, unique=True).map(
    lambda found: tuple(sorted(found))
)
link_lists = st.lists(st.tuples(units, units, st.integers(1, 20)), max_size=8)


@given(link_lists)
def test_moved_is_off_the_heaviest_sequence(
    found: list[tuple[tuple[int, ...], tuple[int, ...], int]],
) -> None:
    links = [(old, new) for old, new, _ in found]
    weights = [float(weight) for _, _, weight in found]
    flags = moved(links, weights)
    stays = [k for k, away in enumerate(flags) if not away]
    assert len(flags) == len(links)
    assert runs_forward([(min(links[k][0]), min(links[k][1])) for k in stays])
    assert sum(weights[k] for k in stays) == weight_of_heaviest(links, weights)


def test_moved_by_weight_not_by_number() -> None:
    """One long paragraph that stays outweighs two short ones that go past it."""
    links = [((0,), (2,)), ((1,), (0,)), ((2,), (1,))]
    assert moved(links, [100.0, 10.0, 10.0]) == [False, True, True]
    assert moved(links, [10.0, 100.0, 10.0]) == [True, False, False]
    assert moved([], []) == []


def choose_of(
    cells: dict[tuple[int, int], float], least: float = 0.3, joining: float = 0.5
) -> list[tuple[int, int]]:
    keys = sorted(cells)
    width = max(new for _, new in keys) + 1
    pairs = Pairs(np.array([a for a, _ in keys]), np.array([b for _, b in keys]), width)
    chosen = choose(pairs, np.array([cells[key] for key in keys]), least, joining)
    assert all(likely == cells[old, new] for old, new, likely in chosen)
    return [(old, new) for old, new, _ in chosen]


def test_choose_takes_the_likely_and_joins_what_is_linked_only_if_likelier() -> None:
    assert choose_of({(0, 0): 0.9, (1, 1): 0.35, (2, 2): 0.29}) == [(0, 0), (1, 1)]
    assert choose_of({(0, 0): 0.9, (0, 1): 0.4}) == [(0, 0), (0, 1)]
    assert choose_of({(0, 0): 0.9, (0, 1): 0.4, (1, 1): 0.6}) == [(0, 0), (1, 1)]
    assert choose_of({(0, 0): 0.9, (0, 1): 0.5, (1, 1): 0.6}) == [(0, 0), (0, 1), (1, 1)]


def test_group_joins_stars() -> None:
    """One with all its partners is a group; what is left over are pairs."""
    assert group([(0, 0, 0.8), (0, 1, 0.6), (2, 3, 0.9)], 2) == [((0,), (0, 1), 0.7), ((2,), (3,), 0.9)]
    assert group([(0, 0, 0.8), (1, 0, 0.6)], 2) == [((0, 1), (0,), 0.7)]
    assert group([], 2) == []


def test_group_leaves_what_stands_far_apart() -> None:
    assert group([(0, 0, 0.8), (0, 3, 0.6)], 2) == [((0,), (0,), 0.8), ((0,), (3,), 0.6)]
    assert group([(0, 0, 0.8), (0, 3, 0.6)], 3) == [((0,), (0, 3), 0.7)]


@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0, 1), max_size=15),
    st.integers(1, 6),
)
def test_group_says_the_same_pairs(cells: dict[tuple[int, int], float], gap: int) -> None:
    chosen = [(old, new, likely) for (old, new), likely in sorted(cells.items())]
    groups = group(chosen, gap)
    told = [(a, b) for old, new, _ in groups for a in old for b in new]
    assert sorted(told) == sorted(cells)
    for old, new, confidence in groups:
        values = [cells[a, b] for a in old for b in new]
        assert min(values) - 1e-9 <= confidence <= max(values) + 1e-9


def check_all_the_same(comparison: Comparison) -> None:
    assert not comparison.removed and not comparison.added and not comparison.notes
    links = (*comparison.links, *comparison.sentence_links, *comparison.section_links)
    assert [link for link in links if link.kind != "same" or link.moved or link.old != link.new] == []
    assert all(edit.op == "equal" for link in comparison.sentence_links for edit in link.edits)
    assert len(comparison.section_links) == len(comparison.old.sections)


@pytest.mark.parametrize("key", [edition["key"] for edition in demo_series()[0]["edition"]])
def test_a_demo_edition_twice(key: str) -> None:
    check_all_the_same(compare_texts(demo_edition(0, key), demo_edition(0, key)))


@pytest.mark.parametrize("name", ["national/2018.txt", "provinces/北京/2025.txt", "cities/丽水.docx"])
def test_a_real_report_twice(name: str) -> None:
    check_all_the_same(compare_texts(real_edition(name), real_edition(name)))


def test_near_duplicates_twice() -> None:
    words = "要为山里的老人办好食堂，请医生上门看病，并且提升养老院的服务水平"
    text = Text(
        f"一、今年工作\n一是{words}；\n二是修好三座石桥；\n二、今年实事\n1.{words}。\n2.种下两千棵果树。"
    )
    check_all_the_same(compare_texts(Edition(text), Edition(text)))


def test_unrelated_texts_say_so() -> None:
    old = Text("全镇修好了三座石桥，乡亲们赶集不再绕远路。\n山坡上种下两千棵果树，春天开满白花。")
    new = Text("董事会批准股票回购，每股派息四角。\n晶圆厂良率提升，存货周转加速。")
    comparison = compare_texts(Edition(old), Edition(new))
    assert [note.code for note in comparison.notes] == ["little_in_common"]
    assert not comparison.links and len(comparison.removed) == len(comparison.added) == 2


def test_one_side_nearly_empty() -> None:
    long = demo_edition(0, demo_series()[0]["edition"][0]["key"])
    short = Edition(Text("修桥。"))
    for old, new in ((long, short), (short, long)):
        comparison = compare_texts(old, new)
        assert [note.code for note in comparison.notes] == ["little_in_common"]
        absent = len(comparison.removed) + len(comparison.added)
        assert absent >= len(comparison.old.blocks) + len(comparison.new.blocks) - 4


def test_nearest_passages_of_what_is_gone() -> None:
    """An absent passage comes with the closest ones, also from a part of another role."""
    old = Text(
        "一、去年工作回顾\n修好三座石桥，赶集不绕路。\n二、今年工作安排\n在东山口修建蓄水池，灌溉五个村庄。"
    )
    new = Text(
        "一、去年工作回顾\n在东山口修建蓄水池，灌溉五个村庄。\n二、今年工作安排\n请骨科大夫坐诊，老人不必进城。"
    )
    comparison = compare_texts(Edition(old), Edition(new))
    (gone,) = [
        a for a in comparison.removed if comparison.old.quote(comparison.old.block_by_id[a.block])[0] == "在"
    ]
    assert comparison.new.quote(comparison.new.block_by_id[gone.nearest[0].block]).startswith("在东山口")
    assert gone.nearest[0].score > 0.9


@pytest.mark.parametrize(("old", "new"), [("2018", "2019"), ("2016", "2017")])
def test_gold(shared: Path, tmp_path: Path, old: str, new: str) -> None:
    """Two national pairs against links made by hand."""
    comparison = compare_texts(real_edition(f"national/{old}.txt"), real_edition(f"national/{new}.txt"))
    found = tmp_path / "comparison.json"
    found.write_text(json.dumps(comparison_to_json(comparison)), encoding="utf-8")
    gold = shared / "gold"
    command = [
        sys.executable,
        shared / "tools" / "score_alignment.py",
        found,
        gold / f"align_{old}_{new}.json",
    ]
    scored = subprocess.run(
        [*command, gold / old, gold / new], check=True, capture_output=True, encoding="utf-8"
    )
    score = json.loads(scored.stdout)
    assert {
        name: score[name]["f1"] for name, floor in GOLD_FLOORS.items() if score[name]["f1"] < floor
    } == {}, score


def test_gold_ledger(shared: Path, tmp_path: Path) -> None:
    """The ledger of 2018 and 2019 against a table made by hand; certain verdicts are never wrong."""
    found = tmp_path / "comparison.json"
    comparison = compare_texts(real_edition("national/2018.txt"), real_edition("national/2019.txt"))
    found.write_text(json.dumps(comparison_to_json(comparison)), encoding="utf-8")
    tool, gold = shared / "tools" / "score_ledger.py", shared / "gold" / "target_pairs_2018_2019.json"
    scored = subprocess.run(
        [sys.executable, tool, found, gold], check=True, capture_output=True, encoding="utf-8"
    )
    score = json.loads(scored.stdout)
    assert score["certain_but_wrong"] == 0, score
    assert {name: score[name] for name, floor in LEDGER_FLOORS.items() if score[name] < floor} == {}, score
