"""Topics of large matrices are those that the exact solution finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import topics
from compare.pairs import Floats, Pairs
from compare.similarity import Bags, bags_of
from compare.topics import topic_likeness, topic_vectors

#: Words of an invented language of two characters each, by the topic that they belong to.
_WORDS = [
    [chr(0x4E00 + 40 * topic + 2 * k) + chr(0x4E01 + 40 * topic + 2 * k) for k in range(20)]
    for topic in range(30)
]


def _texts(seed: int, count: int) -> list[str]:
    """Units of twelve words each, most of them of one topic."""
    chance = np.random.default_rng(seed)
    return [
        "".join(
            _WORDS[number % 30 if chance.random() < 0.8 else chance.integers(30)][chance.integers(20)]
            for _ in range(12)
        )
        for number in range(count)
    ]


def _all_likenesses(bags: Bags) -> Floats:
    pairs = Pairs(
        np.repeat(np.arange(bags.n_old), bags.n_new), np.tile(np.arange(bags.n_new), bags.n_old), bags.n_new
    )
    return topic_likeness(topic_vectors(bags), pairs)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """From two units on the solution for large matrices is taken."""
    monkeypatch.setattr(topics, "_EXACT_UNITS", 1)
    return monkeypatch


def test_large_as_exact(large: pytest.MonkeyPatch) -> None:
    bags = bags_of(_texts(1, 300), _texts(2, 300))
    found = _all_likenesses(bags)
    large.setattr(topics, "_EXACT_UNITS", 1000)
    assert np.corrcoef(found, _all_likenesses(bags))[0, 1] > 0.98


def test_parts_as_whole(large: pytest.MonkeyPatch) -> None:
    bags = bags_of(_texts(3, 200), _texts(4, 210))
    found = _all_likenesses(bags)
    large.setattr(topics, "_CELLS", 1_000_000)
    assert np.allclose(found, _all_likenesses(bags), atol=1e-3)
    large.setattr(topics, "_EXACT_UNITS", 1000)
    exact = _all_likenesses(bags)
    large.setattr(topics, "_DENSE_CELLS", 50_000)
    assert np.allclose(exact, _all_likenesses(bags), atol=1e-3)


def test_repeated_units_have_few_directions(large: pytest.MonkeyPatch) -> None:
    bags = bags_of(_texts(5, 30) * 10, _texts(5, 30) * 10)
    likeness = _all_likenesses(bags).reshape(300, 300)
    assert np.allclose(likeness.diagonal(), 1.0, atol=1e-3)
    assert np.allclose(likeness[:30, :30], likeness[30:60, 60:90], atol=1e-2)


@given(
    st.lists(st.text("国家城乡 \n", max_size=6), max_size=6),
    st.lists(st.text("国家城乡a1", max_size=6), max_size=6),
)
def test_any_few_units(old: list[str], new: list[str]) -> None:
    found = _all_likenesses(bags_of(old, new))
    assert np.all(np.abs(found) <= 1 + 1e-6)
