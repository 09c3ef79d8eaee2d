"""Anchors: a place is found again in its own text always, elsewhere when it is surely the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.anchor import CONTEXT, describe, locate
from compare.model import Text

REPORT = (
    "一、2023年工作回顾\n\n全区生产总值增长5.5%，固定资产投资增长6%左右。"
    "新建幼儿园4所，新增学位1200个。\n\n二、2024年工作安排\n\n"
    "全区生产总值增长5%左右，固定资产投资增长6%左右。新建养老服务站12个。\n"
)


def anchor_of(text: str, quote: str, nth: int = 0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return describe(Text(text), start, start + len(quote))


def test_describe_keeps_quote_and_context():
    anchor = anchor_of(REPORT, "新建幼儿园4所")
    assert anchor.quote == "新建幼儿园4所"
    assert len(anchor.prefix) == CONTEXT and anchor.prefix.endswith("增长6%左右。")
    assert anchor.suffix.startswith("，新增学位") and len(anchor.suffix) == CONTEXT
    assert REPORT[anchor.start : anchor.end] == anchor.quote


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_describe_refuses_what_is_no_passage(span):
    with pytest.raises(ValueError, match="not a passage"):
        describe(Text(REPORT), *span)


@given(st.text(min_size=1, max_size=80), st.data())
def test_a_place_is_found_in_its_own_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(Text(text), describe(Text(text), start, end)) == (start, end)


@given(st.text(max_size=60))
def test_a_place_follows_text_set_before_it(before):
    anchor = anchor_of(REPORT, "新建养老服务站12个")
    found = locate(Text(before + REPORT), anchor)
    assert found == (len(before) + anchor.start, len(before) + anchor.end)


def test_context_tells_two_equal_quotes_apart():
    quote = "固定资产投资增长6%左右"
    second = anchor_of(REPORT, quote, nth=1)
    corrected = "（更正稿）\n" + REPORT.replace("新建幼儿园4所", "新建幼儿园5所")
    found = locate(Text(corrected), second)
    assert found is not None
    assert found[0] == corrected.rindex(quote)


def test_equal_contexts_fall_back_to_the_nearest_place():
    text = "完成投资。" * 40
    anchor = describe(Text(text), 100, 104)
    moved = locate(Text("。" + text), anchor)
    assert moved == (101, 105)


def test_a_lost_quote_is_lost():
    anchor = anchor_of(REPORT, "新建幼儿园4所")
    assert locate(Text(REPORT.replace("幼儿园", "托儿所")), anchor) is None


def test_a_short_quote_in_another_context_is_not_taken():
    anchor = anchor_of(REPORT, "4所")
    other = "关于印发通知的函，现将有关事项通知如下：全市关停小煤矿4所，请各县遵照执行，认真组织落实到位。"
    assert locate(Text(other), anchor) is None


def test_a_long_quote_that_occurs_once_needs_no_context():
    anchor = anchor_of(REPORT, "新建幼儿园4所，新增学位1200个")
    assert locate(Text("附：新建幼儿园4所，新增学位1200个"), anchor) == (2, 19)


def test_the_position_counts_in_code_points():
    text = "𠮷𠮷野家建成12个，🚄高铁通车。"
    anchor = anchor_of(text, "🚄高铁")
    assert (anchor.start, anchor.end) == (10, 13)
    assert locate(Text(text), anchor) == (10, 13)


def test_an_anchor_whose_position_lies_beyond_a_shorter_text():
    anchor = anchor_of(REPORT, "新建养老服务站12个")
    assert locate(Text("短文。"), anchor) is None
    assert locate(Text(""), replace(anchor, quote="")) is None
