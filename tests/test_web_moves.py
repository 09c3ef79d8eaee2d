"""Clauses that changed places within a sentence, on the comparison page: a mark of their own, and a way across."""

from __future__ import annotations

import re

import pytest

from compare.wording import diff_wording
from tests.comparison_builder import comparison, link, sentence_link, side
from tests.comparison_page import PATH, PageReader, app_with
from tests.web_client import signed_in

OLD_WORDS = "要修好三座石桥，在河岸种下柳树，给每户装上路灯。"
NEW_WORDS = "在河岸种下柳树，给每户装上路灯，要修好三座石桥。"


def page_of(tmp_path, monkeypatch, old, new, links, linked, language="en"):
    """The page on which the first sentences of both editions are linked."""
    ids = linked.split()
    sides = [
        [(edition.sentence_by_id[name].start, edition.quote(edition.sentence_by_id[name])) for name in names]
        for edition, names in ((old, [ids[0]]), (new, [ids[1]]))
    ]
    edits = diff_wording(*sides)
    assert [edit.move for edit in edits if edit.move] == [1, 1]
    made = comparison(old, new, *links, sentence_links=(sentence_link(1, *ids, *edits),))
    client = signed_in(app_with(tmp_path, monkeypatch, made, keys=("2023", "2024")), language=language)
    return client.get(PATH).text


def test_a_moved_clause_has_its_sign_its_words_and_a_way_across(tmp_path, monkeypatch):
    old, new = side(OLD_WORDS, key="2023"), side(NEW_WORDS, key="2024")
    page = page_of(tmp_path, monkeypatch, old, new, [link(1, "b1", "b1")], "s1 s1")
    read = PageReader(page)
    assert ("del", "要修好三座石桥，") in read.marked and ("ins", "，要修好三座石桥") in read.marked
    assert re.search(r'<del data-start="\d+" class="moved"', page)
    assert re.search(r'<ins data-start="\d+" class="moved"', page)
    assert page.count("moved:</span>") >= 2 and "⇄" in page
    assert {"moved-old-t1-1", "moved-new-t1-1"} <= set(read.ids) & set(read.jumps)
    assert len(read.ids) == len(set(read.ids)) and set(read.jumps) <= set(read.ids) | {""}
    assert read.text("old") == old.text and read.text("new") == new.text


def test_where_the_other_place_is_in_another_row_there_is_no_dead_link(tmp_path, monkeypatch):
    old = side("开头讲一讲全镇去年的变化。", OLD_WORDS, key="2023")
    new = side(NEW_WORDS, "开头讲一讲全镇去年的变化。", key="2024")
    links = [link(1, "b2", "b1", moved=True), link(2, "b1", "b2")]
    page = page_of(tmp_path, monkeypatch, old, new, links, "s2 s1")
    assert re.search(r'class="moved"[^>]*>要修好三座石桥，', page) and 'class="shifted"' in page
    read = PageReader(page)
    assert not [jump for jump in read.jumps if jump.startswith("moved-")]
    assert set(read.jumps) <= set(read.ids) | {""}


@pytest.mark.parametrize(("language", "words"), [("en", "moved:"), ("zh", "移位：")])
def test_the_page_says_so_in_both_languages(tmp_path, monkeypatch, language, words):
    old, new = side(OLD_WORDS, key="2023"), side(NEW_WORDS, key="2024")
    page = page_of(tmp_path, monkeypatch, old, new, [link(1, "b1", "b1")], "s1 s1", language)
    assert f'<span class="heard" data-skip>{words}</span>' in page


def test_moved_words_do_not_make_a_row_dense(tmp_path, monkeypatch):
    """A sentence of which most merely changed places still shows its marks."""
    old = side("要修好三座石桥和水渠，在河岸种下柳树。", key="2023")
    new = side("在河岸种下柳树，要修好三座石桥和水渠。", key="2024")
    page = page_of(tmp_path, monkeypatch, old, new, [link(1, "b1", "b1")], "s1 s1")
    assert 'class="moved"' in page
