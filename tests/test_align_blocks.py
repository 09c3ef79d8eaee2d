"""Links of blocks made of linked units: what a heading shares with the paragraph below it."""

from __future__ import annotations

from compare.align_blocks import link_blocks
from compare.align_units import side_of
from compare.engine import parse_edition
from compare.model import Edition, Text

OLD = """二、2023年工作安排
（一）做热旅游。竹海争创景区，床单一客一换。
北岭竹海修栈道十一公里，办好半程马拉松。
（二）过好日子。再难的事也一件一件往前推，绝不打白条。
全年城镇新增就业一万二千人，夜校学费由财政出。"""
NEW = """二、2024年工作安排
（一）做热旅游。竹海建成景区，床单一客一换。
（二）改善民生。全年城镇新增就业一万三千人，夜校学费由财政出，竹海修栈道十五公里。"""


def test_a_body_that_begins_before_its_heading() -> None:
    """What became one run-in paragraph began above the old heading: one of the two has moved."""
    old, new = (side_of(parse_edition(Edition(Text(text), year_given=2023))) for text in (OLD, NEW))
    assert [len(unit) for unit in old.units] == [1, 2, 1, 2, 1] and [len(unit) for unit in new.units] == [
        1,
        2,
        2,
    ]
    links = link_blocks(old, new, [(0, 0, 0.9), (1, 1, 0.9), (2, 2, 0.8), (4, 2, 0.9)], [(3, 2, 0.8)])
    place = [{block.id: k for k, block in enumerate(side.edition.blocks)} for side in (old, new)]
    stays = sorted((place[0][link.old[0]], place[1][link.new[0]]) for link in links if not link.moved)
    assert [new for _, new in stays] == sorted(new for _, new in stays)
    body = next(link for link in links if len(link.old) == 2)
    heading = next(link for link in links if old.units[3][0].id in link.old)
    assert heading.moved and not body.moved


def test_a_heading_and_the_paragraph_below_it_stand_together() -> None:
    """A heading on its own line and its paragraph against both on one line: neither has moved."""
    old, new = (
        side_of(parse_edition(Edition(Text(text))))
        for text in (
            "一、今年工作安排\n（一）修桥\n修好三座石桥。",
            "一、今年工作安排\n（一）修桥。修好三座石桥。",
        )
    )
    links = link_blocks(old, new, [(0, 0, 0.9), (2, 1, 0.9)], [(1, 1, 0.9)])
    assert [link.moved for link in links] == [False, False, False]
