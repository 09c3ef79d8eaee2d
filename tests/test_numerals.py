"""Written numbers and their exact values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.numerals import parse_number, write_number
from compare.units import to_base

VALUES = {
    "十": 10,
    "一百零五": 105,
    "一百五": 150,
    "两千三百": 2300,
    "一万二千亿": 1_200_000_000_000,
    "三千万": 30_000_000,
    "二〇一七": 2017,
    "三点五": Fraction(7, 2),
    "三分之一": Fraction(1, 3),
    "百分之七十七点五": Fraction(31, 40),
    "一半": Fraction(1, 2),
    "3.5万": 35000,
    "1万6千": 16000,
    "2亿3000万": 230_000_000,
    "1,256": 1256,
    "-3480.83": Fraction(-348083, 100),
    "１２．５": Fraction(25, 2),
    "5-1/4": Fraction(21, 4),
    "2.5 billion": 2_500_000_000,
    "five": 5,
    "two-thirds": Fraction(2, 3),
}


@pytest.mark.parametrize(("written", "value"), VALUES.items())
def test_values(written: str, value: int | Fraction) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("word", ["三四", "", "一带一路", "abc", "百度"])
def test_no_number(word: str) -> None:
    assert parse_number(word) is None


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_decimals_are_exact(number: int, places: int) -> None:
    value = Fraction(number, 10**places)
    assert Fraction(write_number(value)) == value


def test_fractions_stay_fractions() -> None:
    assert write_number(Fraction(1, 3)) == "1/3"
    assert write_number(Fraction(1, 2)) == "0.5"


@pytest.mark.parametrize(
    ("value", "unit", "amount", "base"),
    [
        ("3.5", "万平方米", "35000", "平方米"),
        ("1.8", "万亿元", "1800000000000", "元"),
        ("5000", "万千瓦", "50000000", "千瓦"),
        ("5", "千公里", "5000", "公里"),
        ("2", "成", "20", "%"),
        ("2", "番", "3", "倍"),
        ("3", "个百分点", "3", "个百分点"),
        ("5", "百分点", "5", "个百分点"),
        ("4.1", "per cent", "4.1", "%"),
        ("2.5", "$ billion", "2500000000", "$"),
        ("60", "million tonnes", "60000000", "tonnes"),
        ("15", "户", "15", "户"),
    ],
)
def test_base_units(value: str, unit: str, amount: str, base: str) -> None:
    assert to_base(Fraction(value), unit) == (Fraction(amount), base)
