"""Edit scripts of long passages, and what tidying may take away; whatever the words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import wording_script
from compare.tidy import ISLAND_HAN, tidy_steps
from compare.wording import diff_wording
from compare.wording_script import find_steps
from tests.diff_invariants import as_sentences, check_edits

_HAN = re.compile(r"[\u3400-\u9fff]")
words = st.lists(
    st.sampled_from(["的", "和", "发展", "修桥", "，", "。", "5%", "水渠清理", "“"]), max_size=24
)
clauses = st.lists(
    st.sampled_from(
        [
            "要修好三座石桥",
            "在河岸种下柳树",
            "增长5%左右",
            "2023年办好夜校",
            "2024年办好夜校",
            "水渠和鱼塘",
            "Mend 2 boats",
        ]
    ),
    min_size=1,
    max_size=7,
)
ends = st.sampled_from(["。", "！", ""])


def check_steps(steps, a, b) -> None:
    """The steps lead from a to b, each is what it says, and equal runs are whole."""
    assert [token for _, (i, j), _ in steps for token in a[i:j]] == list(a)
    assert [token for _, _, (k, m) in steps for token in b[k:m]] == list(b)
    for op, (i, j), (k, m) in steps:
        assert (i < j) == (op != "insert") and (k < m) == (op != "delete")
        if op == "equal":
            assert a[i:j] == b[k:m]
    ops = [op for op, _, _ in steps]
    assert ("equal", "equal") not in list(pairwise(ops)), ops


@pytest.mark.parametrize("cells", [100_000_000, 60, 8, 1])
@given(words, words)
def test_steps_of_any_length_lead_from_one_side_to_the_other(cells: int, a: list[str], b: list[str]) -> None:
    """With few cells allowed, clause by clause, then as one replacement between common ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording_script, "_CELLS", cells)
        check_steps(find_steps(a, b), a, b)


def test_long_passages_are_compared_clause_by_clause() -> None:
    a = [word for n in range(60) for word in ("修桥", str(n), "，")]
    b = [word if word != "30" else "31a" for word in a]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording_script, "_CELLS", 5000)
        assert [a[slice(*old)] for op, old, _ in find_steps(a, b) if op != "equal"] == [["30"]]


@given(words, words)
def test_tidying_takes_away_short_runs_only(a: list[str], b: list[str]) -> None:
    """What is equal before stays equal, but for runs of at most two Han characters."""
    steps = find_steps(a, b)
    runs = ["".join(a[slice(*old)]) for op, old, _ in steps if op == "equal"]
    long_ones = sum(len(_HAN.findall(run)) for run in runs if len(_HAN.findall(run)) > ISLAND_HAN)
    tidied = tidy_steps(steps, a, b)
    check_steps(tidied, a, b)
    kept = "".join("".join(a[slice(*old)]) for op, old, _ in tidied if op == "equal")
    assert len(_HAN.findall(kept)) >= long_ones


@pytest.mark.parametrize("by_characters", [False, True])
@given(clauses, clauses, ends, ends)
def test_clauses_in_any_order(
    by_characters: bool, a: list[str], b: list[str], end_a: str, end_b: str
) -> None:
    sides = [as_sentences(["，".join(side) + end]) for side, end in ((a, end_a), (b, end_b))]
    check_edits(*sides, diff_wording(*sides, years=1, by_characters=by_characters), (), by_characters)


@given(clauses, clauses, clauses)
def test_clauses_of_several_sentences(a: list[str], b: list[str], c: list[str]) -> None:
    old = as_sentences(["，".join(a) + "。", "；".join(b) + "。"], 5)
    for new in (
        as_sentences(["，".join(c) + "。"]),
        as_sentences(["，".join(b) + "。", "，".join(a) + "。"]),
    ):
        check_edits(old, new, diff_wording(old, new, years=1))
        check_edits(new, old, diff_wording(new, old, years=1))
