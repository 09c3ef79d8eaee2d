"""Every number of a text is found whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.numerals import write_number
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
