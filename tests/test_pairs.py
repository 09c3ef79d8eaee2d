"""Pairs are put in order, and set against their rivals, as one would by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.pairs import Pairs, distinct, margins, order_of, sums_by

_VALUES = st.lists(
    st.one_of(st.integers(0, 5), st.integers(0, 2**62), st.sampled_from([2**16, 2**16 - 1, 2**32]))
)
_TABLE = st.lists(
    st.lists(st.sampled_from([None, -0.5, 0.0, 0.25, 0.5, 1.0]), min_size=3, max_size=3), max_size=4
)


@given(_VALUES)
def test_order_is_that_of_a_stable_sort(values: list[int]) -> None:
    given_values = np.array(values, dtype=np.int64)
    assert order_of(given_values).tolist() == sorted(range(len(values)), key=values.__getitem__)
    known, place = distinct(given_values)
    assert known.tolist() == sorted(set(values))
    assert known[place].tolist() == values


@given(_TABLE)
def test_a_margin_is_to_the_best_other_value_of_the_row_and_of_the_column(
    table: list[list[float | None]],
) -> None:
    cells = [(i, j) for i, row in enumerate(table) for j, value in enumerate(row) if value is not None]
    old, new = (np.array([cell[k] for cell in cells], dtype=np.int64) for k in (0, 1))
    values = np.array([table[i][j] for i, j in cells], dtype=np.float64)
    lesser, greater = margins(Pairs(old, new, 3), values, len(table))
    for number, (i, j) in enumerate(cells):
        others = (
            [values[k] for k, (a, b) in enumerate(cells) if a == i and b != j],
            [values[k] for k, (a, b) in enumerate(cells) if b == j and a != i],
        )
        expected = sorted(values[number] - max(rivals, default=0.0) for rivals in others)
        assert [lesser[number], greater[number]] == expected


@given(st.lists(st.tuples(st.one_of(st.integers(0, 3), st.just(2**40)), st.integers(0, 9))))
def test_sums_are_those_of_all_with_the_same_key(entries: list[tuple[int, int]]) -> None:
    keys, values = (np.array([entry[k] for entry in entries], dtype=np.int64) for k in (0, 1))
    expected = [float(sum(value for other, value in entries if other == key)) for key, _ in entries]
    assert sums_by(keys, values.astype(np.float64)).tolist() == expected
