"""Every number of a text is found whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.number_patterns import START
from compare.numerals import ENGLISH_NUMBERS, write_number
from compare.quantities import Quantity, find_quantities
from tests.measure_cases import Case, read_cases


def written(text: str, quantity: Quantity) -> tuple[str, ...]:
    """A quantity as it is written in a case file: token, value, unit, bound, kind."""
    value = "-" if quantity.value is None else write_number(quantity.value)
    if quantity.value_max is not None:
        value += f"..{write_number(quantity.value_max)}"
    if quantity.kind in ("measure", "plain") and quantity.value_max is None and "." in quantity.written:
        value = quantity.written
    return text[quantity.start : quantity.end], value, quantity.unit, quantity.bound, quantity.kind


@pytest.mark.parametrize("case", read_cases("numerals"), ids=lambda case: f"{case.name}:{case.text}")
def test_case(case: Case) -> None:
    assert tuple(written(case.text, quantity) for quantity in find_quantities(case.text)) == case.expected


@given(
    st.text(
        alphabet="0123456789０９.,，。一二十百千万亿半成多余近约超至到-—%％个年月日元人公里第“”GPM+ 增长以上左右 $ab",
        max_size=40,
    )
)
def test_in_order_without_overlap(text: str) -> None:
    at = 0
    for quantity in find_quantities(text):
        assert at <= quantity.start < quantity.end <= len(text)
        at = quantity.end
        for start, end in quantity.bound_spans:
            assert 0 <= start < end <= len(text)
            assert end <= quantity.start or start >= quantity.end


def test_bound_spans_touch_the_number() -> None:
    text = "城镇登记失业率控制在4.5%以内"
    (quantity,) = find_quantities(text)
    assert [text[start:end] for start, end in quantity.bound_spans] == ["控制在", "以内"]
    assert text[slice(*quantity.whole)] == "控制在4.5%以内"


#: What START says in one pattern, tried at every place.
_PLAINLY = re.compile(
    r"[0-9第百翻零半二两三四五六七八九十千万亿数几]|一(?=[半二两三四五六七八九十百千万亿成季分至到届国网])"
    r"|前(?=[二三]季)|[上下](?=半年)|(?<=[少有])一(?=[个人名家项])|(?<![A-Za-z-])(?:"
    + "|".join(sorted(ENGLISH_NUMBERS, key=lambda word: -len(word)))
    + r")\b(?!-to-)",
    re.IGNORECASE,
)


@given(
    st.lists(
        st.sampled_from(
            [*"0第翻一前上下半年二三季少有个国成百x- -A", *ENGLISH_NUMBERS, "One", "TEN", "-to-", "teen"]
        )
    ).map("".join)
)
def test_numbers_begin_where_the_plain_pattern_says(text: str) -> None:
    assert [match.span() for match in START.finditer(text)] == [
        match.span() for match in _PLAINLY.finditer(text)
    ]
