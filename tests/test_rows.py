"""Rows: every block stands on the page once, each side reads in order, nothing faces the wrong text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.model import SectionLink
from tests.comparison_builder import comparison, link, side
from webapp.rows import build_rows, group_rows


def outline_of(rows):
    """Rows as "old ids|new ids" for reading."""
    return [" ".join(b.id for b in row.old) + "|" + " ".join(b.id for b in row.new) for row in rows]


def paragraphs(count):
    return side(*[f"第{number}段。" for number in range(1, count + 1)])


def test_linked_blocks_face_each_other_and_others_face_a_gap():
    rows = build_rows(comparison(paragraphs(3), paragraphs(3), link(1, "b1", "b1"), link(2, "b3", "b3")))
    assert outline_of(rows) == ["b1|b1", "b2|", "|b2", "b3|b3"]
    assert [row.kind for row in rows] == ["reworded", "removed", "added", "reworded"]
    assert [row.id for row in rows] == ["new-b1", "old-b2", "new-b2", "new-b3"]


def test_what_is_removed_at_the_very_beginning_comes_first():
    rows = build_rows(comparison(paragraphs(3), paragraphs(2), link(1, "b3", "b1")))
    assert outline_of(rows) == ["b1|", "b2|", "b3|b1", "|b2"]


def test_a_moved_block_stands_on_each_side_in_its_own_place():
    rows = build_rows(
        comparison(
            paragraphs(3),
            paragraphs(3),
            link(1, "b1", "b3", moved=True),
            link(2, "b2", "b1"),
            link(3, "b3", "b2"),
        )
    )
    assert outline_of(rows) == ["b1|", "b2|b1", "b3|b2", "|b3"]
    leaving, arriving = rows[0], rows[3]
    assert leaving.moved and arriving.moved
    assert [(p.side, p.block.id) for p in leaving.partners] == [("new", "b3")]
    assert [(p.side, p.block.id) for p in arriving.partners] == [("old", "b1")]
    assert not rows[1].partners


def test_split_and_merged_blocks_share_a_frame():
    rows = build_rows(
        comparison(paragraphs(3), paragraphs(3), link(1, "b1", "b1 b2"), link(2, "b2 b3", "b3"))
    )
    assert outline_of(rows) == ["b1|b1 b2", "b2 b3|b3"]
    assert all(row.framed for row in rows)


def test_links_that_share_a_block_make_one_row():
    rows = build_rows(comparison(paragraphs(2), paragraphs(1), link(1, "b1", "b1"), link(2, "b2", "b1")))
    assert outline_of(rows) == ["b1 b2|b1"]
    assert [item.id for item in rows[0].links] == ["l1", "l2"]


def test_a_split_whose_parts_stand_apart_points_to_its_rest():
    rows = build_rows(comparison(paragraphs(2), paragraphs(3), link(1, "b1", "b1 b3"), link(2, "b2", "b2")))
    assert outline_of(rows) == ["b1|b1", "b2|b2", "|b3"]
    assert [(p.side, p.block.id) for p in rows[2].partners] == [("old", "b1"), ("new", "b1")]
    assert [(p.side, p.block.id) for p in rows[0].partners] == [("new", "b3")]
    assert rows[2].kind == "reworded"


def test_a_merged_passage_that_moved_is_carried_together():
    rows = build_rows(
        comparison(paragraphs(3), paragraphs(2), link(1, "b1 b2", "b2", moved=True), link(2, "b3", "b1"))
    )
    assert outline_of(rows) == ["b1 b2|", "b3|b1", "|b2"]


def test_a_block_may_have_one_partner_here_and_one_elsewhere():
    rows = build_rows(
        comparison(
            paragraphs(2),
            paragraphs(3),
            link(1, "b1", "b1"),
            link(2, "b1", "b3", moved=True),
            link(3, "b2", "b2"),
        )
    )
    assert outline_of(rows) == ["b1|b1", "b2|b2", "|b3"]
    assert [(p.side, p.block.id) for p in rows[0].partners] == [("new", "b3")]


def test_chrome_stands_in_rows_of_its_own():
    rows = build_rows(
        comparison(
            side("甲。", "!打印本页", "乙。"), side("!分享到", "甲。", "乙。"), link(1, "b1 b3", "b2 b3")
        )
    )
    assert outline_of(rows) == ["|b1", "b1 b3|b2 b3", "b2|"]
    assert [row.kind for row in rows] == ["chrome", "reworded", "chrome"]


def test_headings_follow_the_links_of_their_sections():
    old = side("#一、回顾", "甲。", "#二、安排", "乙。")
    new = side("#一、工作回顾", "甲。", "#二、工作安排", "乙。")
    rows = build_rows(
        comparison(
            old,
            new,
            link(1, "b2", "b2", kind="same"),
            link(2, "b4", "b4"),
            section_links=(
                SectionLink("x1", ("c1",), ("c1",), "reworded", False, 0.9),
                SectionLink("x2", ("c2",), ("c2",), "reworded", False, 0.9),
            ),
        )
    )
    assert outline_of(rows) == ["b1|b1", "b2|b2", "b3|b3", "b4|b4"]
    assert [row.is_heading for row in rows] == [True, False, True, False]


def test_groups_open_at_headings_of_the_new_edition():
    new = side("各位代表。", "#一、回顾", "甲。", "##（一）经济", "乙。", "###1.工业", "丙。")
    rows = build_rows(comparison(side("旧。"), new))
    groups = group_rows(rows, new)
    assert [group.section and group.section.title for group in groups] == [None, "回顾", "经济"]
    assert outline_of(groups[0].rows) == ["b1|", "|b1"]
    assert outline_of(groups[2].rows) == ["|b4", "|b5", "|b6", "|b7"]


def test_nothing_at_all():
    assert build_rows(comparison(side(), side())) == ()


@st.composite
def any_comparison(draw):
    old, new = paragraphs(draw(st.integers(0, 7))), paragraphs(draw(st.integers(0, 7)))
    links = []
    if old.blocks and new.blocks:
        old_ids = st.sets(st.sampled_from([b.id for b in old.blocks]), min_size=1, max_size=3)
        new_ids = st.sets(st.sampled_from([b.id for b in new.blocks]), min_size=1, max_size=3)
        for number in range(draw(st.integers(0, 6))):
            links.append(
                link(
                    number,
                    " ".join(sorted(draw(old_ids))),
                    " ".join(sorted(draw(new_ids))),
                    kind=draw(st.sampled_from(["same", "reworded", "rewritten"])),
                    moved=draw(st.booleans()),
                )
            )
    return comparison(old, new, *links)


@given(any_comparison())
def test_every_block_stands_once_and_the_new_side_reads_in_order(case):
    rows = build_rows(case)
    assert [b.id for row in rows for b in row.new] == [b.id for b in case.new.blocks]
    assert sorted(b.id for row in rows for b in row.old) == sorted(b.id for b in case.old.blocks)
    assert all(row.old or row.new for row in rows)


@given(any_comparison())
def test_every_link_can_be_followed(case):
    rows = build_rows(case)
    for item in case.links:
        for row in rows:
            here = {("old", b.id) for b in row.old} | {("new", b.id) for b in row.new}
            members = {("old", b) for b in item.old} | {("new", b) for b in item.new}
            if members & here and members - here:
                assert any(partner.link == item for partner in row.partners)


@given(st.integers(0, 8), st.integers(0, 8), st.data())
def test_the_old_side_reads_in_order_where_links_run_forward(old_count, new_count, data):
    count = min(old_count, new_count)
    size = data.draw(st.integers(0, count))
    olds = sorted(data.draw(st.permutations(range(1, old_count + 1)))[:size])
    news = sorted(data.draw(st.permutations(range(1, new_count + 1)))[:size])
    links = [link(n, f"b{o}", f"b{w}") for n, (o, w) in enumerate(zip(olds, news, strict=True))]
    case = comparison(paragraphs(old_count), paragraphs(new_count), *links)
    rows = build_rows(case)
    assert [b.id for row in rows for b in row.old] == [b.id for b in case.old.blocks]
