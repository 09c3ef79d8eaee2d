"""Marks of words where a sentence stands in several links: what one of them keeps is no change."""

from __future__ import annotations

from compare.wording import diff_wording
from tests.comparison_builder import comparison, link, sentence_link, side
from webapp.marks import collect_marks
from webapp.rows import build_rows

OLD = side("打通断头路六条。开行环湖公交，票价两元。", key="2023")
NEW = side("打通断头路四条，开行环湖公交，票价一元。", key="2024")


def marked(*pairs: tuple[str, str]) -> dict[str, set[str]]:
    """The words marked on either side when these sentences are linked."""
    links = []
    for number, (a, b) in enumerate(pairs, start=1):
        sides = [
            [(edition.sentence_by_id[name].start, edition.quote(edition.sentence_by_id[name]))]
            for edition, name in ((OLD, a), (NEW, b))
        ]
        links.append(sentence_link(number, a, b, *diff_wording(*sides)))
    made = comparison(OLD, NEW, link(1, "b1", "b1"), sentence_links=tuple(links))
    found = collect_marks(made, build_rows(made), everywhere=True)
    return {
        name: {
            edition.text[mark.start : mark.end]
            for mark in found.marks[name]["b1"]
            if mark.kind in ("delete", "insert")
        }
        for name, edition in (("old", OLD), ("new", NEW))
    }


def test_a_sentence_in_one_link_is_marked_where_it_is_new() -> None:
    assert "".join(marked(("s1", "s1"))["new"]) == "四条，开行环湖公交，票价一元"


def test_what_another_link_keeps_is_not_marked() -> None:
    found = marked(("s1", "s1"), ("s2", "s1"))
    assert not any("断头路" in words or "公交" in words for words in found["new"])
    assert any("四条" in words for words in found["new"])
    assert any("六条" in words for words in found["old"])
