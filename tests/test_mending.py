"""Mending a text: what points into it stays with its characters, and every text is still a text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.mending import mend_text
from compare.model import Cut, Edition, Hint, Note, Page, Text
from compare.text_changes import PositionMap, count_changed, find_changes
from tests.editions import demo_edition, demo_series
from tests.invariants import check_edition, check_text

TEXT = Text(
    "工作报告\n一、回顾\n全区生产总值增长百分之五，新增就业三千人。\n表一\t2022\t2023\n产值\t3\t4\n完。",
    cuts=(Cut(4, "**"), Cut(14, "（下转2版）"), Cut(44, "\n")),
    pages=(Page(0, "1.txt"), Page(14, "2.txt"), Page(33, "2.txt", "2")),
    hints=(
        Hint(0, 4, "heading", 1),
        Hint(5, 9, "heading", 2),
        Hint(32, 44, "table_row", 1, 1),
        Hint(45, 51, "table_row", 0, 1),
    ),
)


def place(words: str) -> tuple[int, int]:
    at = TEXT.text.index(words)
    return at, at + len(words)


def mended(words: str, new: str) -> Text:
    text = mend_text(TEXT, *place(words), new)
    check_text(text)
    check_edition(parse_edition(Edition(text)))
    return text


def hinted(text: Text) -> list[tuple[str, str]]:
    return [(text.text[hint.start : hint.end], hint.kind) for hint in text.hints]


def test_the_sample_is_a_text():
    check_text(TEXT)
    assert hinted(TEXT)[2:] == [("表一\t2022\t2023", "table_row"), ("产值\t3\t4", "table_row")]


def test_what_stands_behind_moves_along():
    text = mended("三千", "一万二千三百")
    assert text.text == TEXT.text.replace("三千", "一万二千三百")
    assert [page.start for page in text.pages] == [0, 14, 37]
    assert [cut.at for cut in text.cuts] == [4, 14, 48]
    assert hinted(text) == hinted(TEXT)


def test_a_page_that_begins_inside_stays_with_its_character():
    line = "全区生产总值增长百分之五，新增就业三千人。"
    text = mended(line, line.replace("全区", "全县全区").replace("三千", "三百"))
    assert text.text[text.pages[1].start :].startswith(TEXT.text[14:19])
    assert text.text[text.cuts[1].at :].startswith(TEXT.text[14:19])


def test_a_line_that_goes_takes_its_hint_and_its_line_end_with_it():
    text = mended("表一\t2022\t2023", "")
    assert text.text == TEXT.text.replace("表一\t2022\t2023\n", "")
    assert hinted(text) == [("工作报告", "heading"), ("一、回顾", "heading"), ("产值\t3\t4", "table_row")]
    assert mended("完。", " \n ").text == TEXT.text.removesuffix("\n完。")


def test_a_page_without_words_is_no_page():
    text = mend_text(TEXT, 14, len(TEXT.text), "")
    assert [(page.start, page.source) for page in text.pages] == [(0, "1.txt")]
    check_text(text)


def test_a_line_broken_in_two_is_two_of_its_kind_but_one_heading():
    rows = mended("产值\t3\t4", "产值\t3\t4\r\n就业\t5\t6")
    assert hinted(rows)[-2:] == [("产值\t3\t4", "table_row"), ("就业\t5\t6", "table_row")]
    assert hinted(mended("一、回顾", "一、回顾\n上一年"))[1:2] == [("一、回顾", "heading")]


def test_an_emptied_first_cell_is_counted():
    text = mended("产值\t3\t4", "\t3\t4")
    assert (hinted(text)[-1], text.hints[-1].lead) == (("3\t4", "table_row"), 1)


def test_lines_put_together_are_what_the_first_was():
    text = mended("一、回顾\n全区", "一、回顾全区")
    assert hinted(text)[1] == ("一、回顾全区生产总值增长百分之五，新增就业三千人。", "heading")


def test_quotation_marks_are_counted_again():
    odd = Text("他说“好。\n完。", notes=(Note("quote_unbalanced", {"count": 1}), Note("no_heading")))
    assert mend_text(odd, 3, 4, "好”").notes == (Note("no_heading"),)
    assert mend_text(odd, 6, 7, "“完").notes[-1] == Note("quote_unbalanced", {"count": 2})


@pytest.mark.parametrize(
    ("start", "end", "new"), [(3, 3, "x"), (5, 4, "x"), (-1, 2, "x"), (0, 99, "x"), (0, len(TEXT.text), " ")]
)
def test_what_is_no_passage_is_refused(start, end, new):
    with pytest.raises(ValueError, match=r"passage|nothing"):
        mend_text(TEXT, start, end, new)


_WORDS = st.text(alphabet="一二、（）。“”a b\t\n3", max_size=12)


@given(st.data())
def test_every_mended_text_is_a_text(data):
    start = data.draw(st.integers(0, len(TEXT.text) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT.text)))
    new = data.draw(_WORDS)
    try:
        text = mend_text(TEXT, start, end, new)
    except ValueError:
        assert not (TEXT.text[:start] + new + TEXT.text[end:]).strip()
        return
    check_text(text)
    assert "".join(text.text.split()) == "".join((TEXT.text[:start] + new + TEXT.text[end:]).split())
    assert {(page.source, page.page) for page in text.pages} <= {
        (page.source, page.page) for page in TEXT.pages
    }
    # Outside the passage nothing has changed its place in the words around it.
    for cut, moved in zip(TEXT.cuts, text.cuts, strict=True):
        if cut.at < start:
            assert moved.at == cut.at
        if cut.at > end:
            assert len(text.text) - moved.at == len(TEXT.text) - cut.at


@given(_WORDS, _WORDS)
def test_changes_lead_from_one_text_to_the_other(old, new):
    changes = find_changes(old, new)
    made, at, at_new = "", 0, 0
    for change in changes:
        assert old[at : change.old[0]] == new[at_new : change.new[0]]
        made += old[at : change.old[0]] + new[slice(*change.new)]
        at, at_new = change.old[1], change.new[1]
    assert made + old[at:] == new
    assert (count_changed(changes) == 0) == (old == new)
    move = PositionMap(changes)
    places = [move(place) for place in range(len(old) + 1)]
    assert places == sorted(places) and places[-1] == len(new)


def test_mending_a_report_here_and_there_keeps_the_rest():
    """Twenty typos in each demo edition: all other lines keep their hints, pages and cuts."""
    chance = random.Random(7)
    keys = [
        (number, item["key"]) for number, series in enumerate(demo_series()) for item in series["edition"]
    ]
    for number, key in keys:
        text = demo_edition(number, key).text
        for _ in range(20):
            block = chance.choice(parse_edition(Edition(text)).blocks)
            words = text.text[block.start : block.end]
            cut = chance.randrange(len(words))
            before, text = text, mend_text(text, block.start, block.end, words[:cut] + "改" + words[cut:])
            assert len(text.text) == len(before.text) + 1
            assert len(text.pages) == len(before.pages) and len(text.cuts) == len(before.cuts)
            check_text(text)
