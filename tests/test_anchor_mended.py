"""A passage whose words were mended is found again; one that is gone is not mistaken for its neighbour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compare.anchor import describe, locate, locate_mended
from compare.model import Anchor, Text
from tests.editions import demo_edition, demo_series

LINES = (
    "开行环湖公交两路，早晚高峰十分钟一班。",
    "对独居长者实行送餐上门，每日不少于六百份。",
    "改造背街小巷二十条，增设停车泊位四百个。",
    "新建学校3所",
    "新建医院5所",
    "推进绿色出行。",
)
TEXT = Text("\n\n".join(LINES))


def anchor(line: str) -> Anchor:
    start = TEXT.text.index(line)
    return describe(TEXT, start, start + min(len(line), 24))


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        (LINES[1], "对独居长者实行送餐上门，每日不少于六百余份。"),
        (LINES[1], "对独居的长者实行送餐到户，每日不少于六百份。"),
        (LINES[1], "向独居长者实行送餐上门，每日不少于六百份。"),
        (LINES[0], "开行环湖公交三路，早晚高峰十分钟一班。"),
        (LINES[3], "新建小学3所"),
        (LINES[5], "推进绿色的出行。"),
    ],
)
def test_a_mended_passage_is_found_where_it_begins(line: str, mended: str) -> None:
    other = Text("再版说明。\n\n" + TEXT.text.replace(line, mended))
    assert locate(other, anchor(line)) is None
    found = locate_mended(other, anchor(line))
    assert found is not None and found[0] == other.text.index(mended)


@pytest.mark.parametrize("line", LINES)
def test_a_passage_that_is_gone_is_lost(line: str) -> None:
    assert locate_mended(Text(TEXT.text.replace(line, "")), anchor(line)) is None
    assert locate_mended(Text("一、今年工作安排\n修好三座石桥。"), anchor(line)) is None


@pytest.mark.parametrize("line", LINES)
def test_what_was_not_mended_is_found_as_ever(line: str) -> None:
    for other in (TEXT, Text("再版说明。\n\n" + TEXT.text)):
        assert locate_mended(other, anchor(line)) == locate(other, anchor(line)) is not None


def test_in_a_report_every_paragraph_is_found_after_a_typo_and_none_that_was_cut_out() -> None:
    text = demo_edition(0, demo_series()[0]["edition"][-1]["key"]).text.text
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n"), len(text) + 1]
    right = wrong = lost = count = 0
    for start, after in pairwise(starts):
        line = text[start : after - 1]
        if len(line.strip()) < 12:
            continue
        count += 1
        place = describe(Text(text), start, start + min(len(line), 24))
        at = start + 7
        found = locate_mended(Text(text[:at] + "鑫" + text[at + 1 :]), place)
        right += found is not None and found[0] == start
        lost += found is None
        wrong += locate_mended(Text(text[:start] + text[after:]), place) is not None
    assert count > 50 and right + lost == count
    assert right / count >= 0.98 and wrong == 0
