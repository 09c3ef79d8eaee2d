"""Pairs of long texts are those of short ones, but for the unlikely."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import similarity
from compare.pairs import Floats, rank_in
from compare.similarity import bags_of, overlap

_UNITS = st.lists(st.text("国家城乡经济 \na1", max_size=9), max_size=9)
_NO_LIMIT = 1_000_000


def _as_table(old: list[str], new: list[str], least: float = 0.0, most: int = _NO_LIMIT) -> Floats:
    """Shared weight of each pair, 0 where it is left out."""
    pairs, shared = overlap(bags_of(old, new), least, most)
    table = np.zeros((len(old), len(new)))
    table[pairs.old, pairs.new] = shared
    assert np.all(np.diff(pairs.key) > 0)
    return table


def _cosines(old: list[str], new: list[str], table: Floats) -> Floats:
    mass = bags_of(old, new).mass()
    return table / np.sqrt(np.outer(*mass) + 1e-12)


def _as_long(patch: pytest.MonkeyPatch, chunk: int = 3) -> None:
    """Takes any text for a long one, in chunks of a few cells."""
    patch.setattr(similarity, "_ALL_PAIRS_SUMS", -1)
    patch.setattr(similarity, "_CHUNK", chunk)


@given(_UNITS, _UNITS, st.sampled_from([1, 3, 1000]))
def test_all_partners_are_the_pairs_of_short_texts(old: list[str], new: list[str], chunk: int) -> None:
    expected = _as_table(old, new)
    with pytest.MonkeyPatch.context() as patch:
        _as_long(patch, chunk)
        assert np.allclose(_as_table(old, new), expected, rtol=1e-12)


@given(_UNITS.filter(bool), _UNITS.filter(bool), st.integers(1, 3), st.sampled_from([0.0, 0.2, 0.6]))
def test_only_unlikely_pairs_are_left_out(old: list[str], new: list[str], most: int, least: float) -> None:
    everything = _as_table(old, new)
    cosine = _cosines(old, new, everything)
    with pytest.MonkeyPatch.context() as patch:
        _as_long(patch)
        patch.setattr(similarity, "_CANDIDATES", len(new))
        kept = _as_table(old, new, least, most)
    assert np.allclose(kept[kept > 0], everything[kept > 0], rtol=1e-12)
    for i, j in zip(*np.nonzero((kept == 0) & (everything > 0)), strict=True):
        likelier = [(line > 0.99 * cosine[i, j] - 1e-9).sum() - 1 for line in (cosine[i], cosine[:, j])]
        assert cosine[i, j] < least + 1e-9 or min(likelier) >= most
    assert (kept > 0).sum() <= most * (len(old) + len(new))


@given(_UNITS.filter(bool), _UNITS.filter(bool), st.integers(1, 2), st.sampled_from([1, 10, 1000]))
def test_pairs_found_by_rare_grams_share_the_others_too(
    old: list[str], new: list[str], rare: int, cells: int
) -> None:
    everything = _as_table(old, new)
    with pytest.MonkeyPatch.context() as patch:
        _as_long(patch)
        patch.setattr(similarity, "RARE_POSTINGS", rare)
        patch.setattr(similarity, "_TABLE_CELLS", cells)
        kept = _as_table(old, new)
    assert np.allclose(kept[kept > 0], everything[kept > 0], rtol=1e-12)
    bags = bags_of(old, new)
    times = np.bincount(bags.gram_new, minlength=len(bags.weight))
    for i, j in zip(*np.nonzero((kept == 0) & (everything > 0)), strict=True):
        known = [gram for gram in bags.gram_old[bags.unit_old == i] if times[gram]]
        rarest = {gram for gram in known if times[gram] == min(times[known])}
        assert times[known].sum() > rare
        assert rarest - set(bags.gram_new[bags.unit_new == j])


@given(_UNITS, _UNITS)
def test_sorted_sums_are_those_of_the_table(old: list[str], new: list[str]) -> None:
    expected = _as_table(old, new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "_SPARSE", 0)
        assert np.allclose(_as_table(old, new), expected, rtol=1e-12)


def _grams_one_by_one(text: str) -> set[tuple[str, ...]]:
    """Bigrams of characters, words and numbers of a folded text, and words alone, as the module tells them."""
    symbols = [
        s for s in re.findall(r"[a-z]+(?:['’-][a-z]+)*|\d+(?:[.,]\d+)*|.", text, re.DOTALL) if s.strip()
    ]
    alone = {(symbol,) for symbol in symbols if re.match(r"[a-z\d]", symbol) or len(symbols) == 1}
    return alone | set(pairwise(symbols))


@given(st.lists(st.text("国家 \n\u3000ab'1.,", max_size=9), max_size=5))
def test_grams_of_units(units: list[str]) -> None:
    bags = bags_of(units, [])
    counts = np.bincount(bags.unit_old, minlength=len(units)).tolist()
    grams = list(map(_grams_one_by_one, units))
    assert counts == list(map(len, grams))
    assert len(set(bags.gram_old.tolist())) == len(set().union(*grams))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20))
def test_rank_counts_what_is_higher(cells: list[tuple[int, int]]) -> None:
    group = np.array([g for g, _ in cells], dtype=np.int64)
    values = np.array([v / 3 for _, v in cells], dtype=np.float64)
    expected = [
        sum(g == h and (w > v or (w == v and k < n)) for k, (h, w) in enumerate(cells))
        for n, (g, v) in enumerate(cells)
    ]
    assert rank_in(group, values).tolist() == expected
