"""Terms: tests/cases/terms/*.txt, and what holds of them whatever the words.

# what it shows
== list       entries that people gave, one a line
== text       lines; every text of a comparison together
== found      phrases that are found in it
== lacks      phrases that are not
== tokens     for each line of the text its tokens, cut with the list and what was found
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import tokens as tokens_module
from compare.engine import compare_texts
from compare.model import Edition, Inputs, Text
from compare.term_list import phrase_of, read_terms, tidy_entry
from compare.terms import MAX_WRITTEN, find_terms, terms_between
from compare.tokens import cut_characters, cut_tokens
from tests.case_files import CaseFile, each_case
from tests.invariants import check_comparison, check_tokens


@pytest.fixture(params=["rjieba", "jieba"])
def _dictionary(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Either cutter of words, as if the other were not there."""
    loaded = (tokens_module._dictionary, tokens_module._tagger, tokens_module._cut_run)
    if request.param == "rjieba":
        pytest.importorskip("rjieba")
    else:
        monkeypatch.setitem(sys.modules, "rjieba", None)
    for function in loaded:
        function.cache_clear()
    yield
    for function in loaded:
        function.cache_clear()


def text_of(case: CaseFile) -> str:
    return "\n".join(case.part("text") or ())


@each_case("terms")
@pytest.mark.usefixtures("_dictionary")
def test_terms(case: CaseFile) -> None:
    listed = read_terms("\n".join(case.part("list") or ()))
    found = find_terms(text_of(case))
    assert case.part("found") or case.part("lacks") or case.part("tokens"), "the case expects nothing"
    assert set(case.part("found") or ()) <= set(found), found
    assert not set(case.part("lacks") or ()) & set(found), found
    entries = terms_between(text_of(case), "", listed)
    assert entries[: len(listed)] == listed
    if wanted := case.part("tokens"):
        assert ["|".join(cut_tokens(line, entries)) for line in case.part("text") or ()] == list(wanted)


@each_case("terms")
def test_invariants(case: CaseFile) -> None:
    listed = read_terms("\n".join(case.part("list") or ()))
    lines = case.part("text") or ()
    for line in lines:
        check_tokens(line, terms_between(text_of(case), "", listed))
    found = compare_texts(Edition(Text(text_of(case))), Edition(Text("\n".join(lines[::-1]))), Inputs(listed))
    check_comparison(found, listed)


A, B = ("赤字率|拟|按", "河段清单制"), ("率拟", "段清单")
SENTENCES = ("赤字率拟按2.8%安排。", "推行河段清单制。", "发展新质生产力。")
CUT_BY_A = (("赤字率", "拟", "按", "2.8%", "安排", "。"), ("推行", "河段清单制", "。"))
CUT_BY_B = (("赤字", "率拟", "按", "2.8%", "安排", "。"), ("推行", "河", "段清单", "制", "。"))


@pytest.mark.usefixtures("_dictionary")
def test_series_do_not_influence_each_other() -> None:
    """Two lists, in turns and in threads: each text is cut by its own, and by none without one."""
    bare = [cut_tokens(sentence) for sentence in SENTENCES]

    def cut(number: int) -> tuple[tuple[str, ...], ...]:
        entries = (A, B)[number % 2]
        return tuple(tuple(cut_tokens(sentence, entries)) for sentence in SENTENCES[:2])

    wanted = [(CUT_BY_A, CUT_BY_B)[number % 2] for number in range(200)]
    assert [cut(number) for number in range(200)] == wanted
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cut, range(200))) == wanted
    assert [cut_tokens(sentence) for sentence in SENTENCES] == bare


_REPORT = """清河镇去年修桥两座，栽树三千棵，疏浚河道。

全镇上下继续推行{}，人人护河爱河，村村有人巡查，月月公开结果。

今年再修一座水闸。"""


def test_comparisons_with_different_lists_in_turns() -> None:
    old, new = (Edition(Text(_REPORT.format(words))) for words in ("河段清单制", "河段图表制"))

    def changed(terms: tuple[str, ...]) -> list[str]:
        found = compare_texts(old, new, Inputs(terms))
        edits = [edit for link in found.sentence_links for edit in link.edits if edit.op != "equal"]
        return [found.old.text[slice(*edit.old)] for edit in edits]

    for _ in range(2):
        assert changed(("河段清单制", "河段图表制")) == ["河段清单制"]
        assert changed(("河段|清单|制", "河段|图表|制")) == ["清单"]


def test_lists_are_read_line_by_line() -> None:
    words = "  新质生产力 \r\n\n赤字率 ｜ 拟 | 按\n新质生产力\n|\n| 双碳 |\nnet   sales\n"
    assert read_terms(words) == ("新质生产力", "赤字率|拟|按", "双碳", "net sales")
    assert phrase_of("赤字率|拟|按") == "赤字率拟按"


@given(st.text(alphabet="赤字率 |｜a\t\u3000", max_size=12))
def test_tidy_entries_stay_as_they_are(line: str) -> None:
    entry = tidy_entry(line)
    assert tidy_entry(entry) == entry
    assert entry == entry.strip() and "||" not in entry and not entry.startswith("|")


@given(
    st.text(alphabet="一网统管新质5万元%+A ，。“”", max_size=60),
    st.lists(st.text(alphabet="一网统管|5万元%A ", max_size=6), max_size=5),
)
def test_whatever_is_given_numbers_stay_whole(text: str, entries: list[str]) -> None:
    check_tokens(text, terms_between(text, text[::-1], entries))
    for cut in (cut_tokens, cut_characters):
        assert "".join(cut(text, entries)) == text


def test_found_terms_are_bounded() -> None:
    quoted = "".join(
        f"“河{chr(0x4E00 + number)}{chr(0x5E00 + number)}法”。" for number in range(2 * MAX_WRITTEN)
    )
    assert len(find_terms(quoted)) == MAX_WRITTEN
    assert find_terms() == find_terms("") == ()
