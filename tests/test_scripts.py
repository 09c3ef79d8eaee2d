"""Traditional characters and full-width digits: shown as written, read as Simplified and half width."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import compare_texts, parse_edition
from compare.folding import fold, plain
from compare.model import Anchor, Comparison, Edition, Inputs, OutlineCorrection, ParsedEdition, Text
from compare.tokens import cut_tokens
from tests import editions
from tests.invariants import check_comparison, check_edition, check_edition_json
from tests.measure_cases import measures_of

#: A report of the demo and the one after it, by key.
KEYS = ("2021", "2022", "2023", "2024")
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_QUOTES = str.maketrans("“”", "「」")


@lru_cache(maxsize=2)
def _converter(name: str) -> Any:
    return opencc.OpenCC(name)


def in_script(text: str, variant: str) -> str:
    """The text in the script of `s2t`, `s2hk` or `s2tw`, character by character where words change length."""
    found: str = _converter(variant).convert(text)
    if len(found) != len(text):
        found = "".join(_converter(variant).convert(char) for char in text)
    assert len(found) == len(text)
    return found


def rewritten(edition: Edition, variant: str = "s2t") -> Edition:
    """A demo edition in Traditional characters with their quotation marks, or in full-width digits."""
    words = edition.text.text
    wide = variant == "wide"
    words = words.translate(_WIDE) if wide else in_script(words, variant).translate(_QUOTES)
    return replace(edition, text=replace(edition.text, text=words), title=words[: len(edition.title)])


@lru_cache(maxsize=32)
def parsed(key: str, variant: str = "") -> ParsedEdition:
    edition = editions.demo_edition(0, key)
    return parse_edition(rewritten(edition, variant) if variant else edition)


@lru_cache(maxsize=8)
def compared(old: str, new: str) -> Comparison:
    """Two editions, each given as "2023" or as "2023 s2t"."""
    sides = []
    for name in (old, new):
        key, _, variant = name.partition(" ")
        edition = editions.demo_edition(0, key)
        sides.append(rewritten(edition, variant) if variant else edition)
    return compare_texts(*sides)


@pytest.mark.parametrize("variant", ["s2t", "s2hk", "s2tw", "wide"])
@pytest.mark.parametrize("key", KEYS)
def test_edition_reads_the_same(key: str, variant: str) -> None:
    """Outline, roles, sentences and measures are those of the Simplified edition, in its own words."""
    known, found = parsed(key), parsed(key, variant)
    check_edition(found)
    check_edition_json(found)
    assert [(s.level, s.role, s.start, s.end) for s in found.sections] == [
        (s.level, s.role, s.start, s.end) for s in known.sections
    ]
    assert [(b.kind, b.start, b.end) for b in found.blocks] == [(b.kind, b.start, b.end) for b in known.blocks]
    assert [(s.start, s.end) for s in found.sentences] == [(s.start, s.end) for s in known.sentences]
    assert found.measures and len(found.measures) == len(known.measures)
    names = ("start", "end", "indicator", "change", "value", "value_max", "unit", "amount", "bound", "commitment",
             "role", "period")  # fmt: skip
    alike = sum(
        all(getattr(a, name) == getattr(b, name) for name in names)
        for a, b in zip(known.measures, found.measures, strict=True)
    )
    assert alike >= 0.99 * len(known.measures)


@pytest.mark.parametrize("variant", ["s2t", "s2hk", "s2tw", "wide"])
@pytest.mark.parametrize("year", ["1955", "1964", "2019"])
def test_real_edition_reads_the_same(year: str, variant: str) -> None:
    """Numbers in Chinese numerals (1955, 1964) and in digits; at least 99 of 100 measures are alike."""
    known = editions.real_edition(f"national/{year}.txt")
    # 1955 has a heading in Traditional characters of its own.
    known = replace(known, text=replace(known.text, text=plain(known.text.text)))
    sides = [parse_edition(edition) for edition in (known, rewritten(known, variant))]
    check_edition(sides[1])
    found = [
        {(m.start, m.end, m.indicator, m.value, m.unit, m.bound, m.change, m.role, m.period) for m in side.measures}
        for side in sides
    ]
    assert len(found[0]) > 20
    assert len(found[0] & found[1]) >= 0.99 * max(map(len, found))


def test_titles_and_quotes_are_as_written() -> None:
    found = parsed("2024", "s2t")
    assert any(section.title != plain(section.title) for section in found.sections)
    assert any(measure.quote != plain(measure.quote) for measure in found.measures)
    assert all(measure.indicator == plain(measure.indicator) for measure in found.measures)
    for section in found.sections:
        assert section.title in found.text.replace("\n", "")
    for measure in found.measures:
        sentence = found.sentence_by_id[measure.sentence]
        assert measure.quote in found.text
        assert found.text[measure.start : measure.end] in found.quote(sentence)


def test_comparison_across_scripts() -> None:
    """Simplified 2023 beside Traditional 2024 says what Simplified beside Simplified says."""
    known, found = compared("2023", "2024"), compared("2023", "2024 s2t")
    check_comparison(found)
    assert [(a.old, a.new, a.kind, a.moved) for a in found.links] == [
        (a.old, a.new, a.kind, a.moved) for a in known.links
    ]
    assert [(a.old, a.new, a.kind, a.moved) for a in found.sentence_links] == [
        (a.old, a.new, a.kind, a.moved) for a in known.sentence_links
    ]
    assert [asdict(change) for change in found.target_changes] == [asdict(change) for change in known.target_changes]
    assert [(d.target, d.result, d.verdict, d.why.code) for d in found.delivery] == [
        (d.target, d.result, d.verdict, d.why.code) for d in known.delivery
    ]
    for delivery in found.delivery:
        assert str(delivery.why.params.get("result", "")) in found.new.text
    assert found.result_changes == known.result_changes


@pytest.mark.parametrize("variant", ["s2t", "s2hk", "s2tw", "wide"])
def test_same_edition_in_another_script_changed_nothing(variant: str) -> None:
    """Every sentence is the same as its partner, and every edit of it minor."""
    found = compared("2024", f"2024 {variant}")
    check_comparison(found)
    assert {link.kind for link in found.sentence_links} == {"same"}
    assert {link.kind for link in found.links} == {"same"}
    assert not found.removed and not found.added
    edits = [edit for link in found.sentence_links for edit in link.edits]
    assert any(edit.op == "replace" for edit in edits)
    assert all(edit.op == "equal" or edit.minor for edit in edits)
    assert {edit.op for edit in edits} == {"equal", "replace"}
    assert {change.change for change in found.target_changes} == {"unchanged"}


def test_edits_of_another_script_are_those_of_the_same() -> None:
    """The words that changed between two years are found whatever the script of the later one."""
    known, found = compared("2023", "2024"), compared("2023", "2024 s2t")

    def changed(comparison: Comparison) -> int:
        return sum(
            edit.new[1] - edit.new[0]
            for link in comparison.sentence_links
            for edit in link.edits
            if edit.op != "equal" and not edit.minor
        )

    assert abs(changed(found) - changed(known)) <= 0.01 * changed(known)


def test_synonyms_and_corrections_in_traditional_characters() -> None:
    edition = rewritten(editions.demo_edition(0, "2024"))
    heading = next(section for section in parsed("2024", "s2t").sections if section.role == "plan")
    end = heading.start + len(heading.label) + len(heading.title)
    quote = edition.text.text[heading.start : end]
    anchor = Anchor(edition.text.text_id, heading.start, end, quote)
    corrected = parse_edition(replace(edition, corrections=(OutlineCorrection("role", anchor, "other"),)))
    assert next(s for s in corrected.sections if s.start == heading.start).role == "other"
    found = compare_texts(edition, edition, Inputs(synonyms=(("區內產值", "地區生產總值"),)))
    assert {change.change for change in found.target_changes} == {"unchanged"}


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("全年新建步道３．５萬平方米。", "3.5", "万平方米"),
        ("今年新增學位１２００個。", "1200", "个"),
        ("地區生產總值增長５．５％以上。", "5.5", "%"),
        ("種樹兩千棵以上。", "2000", "棵"),
        ("外貿出口增長百分之七點五。", "7.5", "%"),
    ],
)
def test_numbers(words: str, value: str, unit: str) -> None:
    (measure,) = measures_of(words)
    assert (measure.value, measure.unit) == (value, unit)
    assert measure.quote in words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("國民經濟", "国民经济"),
        ("沿著河岸修橋，編了一部專著。", "沿着河岸修桥，编了一部专著。"),
        ("著名的修桥人写了专著。", "著名的修桥人写了专著。"),
        ("皇后與後山，乾隆與乾淨。", "皇后与后山，乾隆与干净。"),
        ("１９５５年ＧＤＰ增长５．５％", "1955年GDP增长5.5%"),
        ("１．办好实事", "1．办好实事"),
        ("修桥，铺路；种树：", "修桥，铺路；种树："),
        ("「一河串百業」", "“一河串百业”"),
        ("村里的李喆种树", "村里的李喆种树"),
        ("𠮷村修桥😀", "𠮷村修桥😀"),
    ],
)
def test_plain(written: str, read: str) -> None:
    assert plain(written) == read
    assert (plain(written) is written) == (written == read)


@given(st.text(st.sampled_from("國会發展「」“”著着乾後裏１２３ＡＢ．，。\n😀𠮷吉衹"), max_size=30))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(plain(text)) == len(fold(text)) == len(text)
    assert plain(plain(text)) == plain(text)
    tokens = cut_tokens(text)
    assert "".join(tokens) == text


def test_words_of_traditional_texts_are_words() -> None:
    """The dictionary knows them by their Simplified form."""
    assert cut_tokens("發展國民經濟，增長５．５％左右") == ["發展", "國民經濟", "，", "增長", "５．５％", "左右"]


def test_simplified_text_is_read_as_it_stands() -> None:
    edition = Edition(Text("去年，修好了三座石桥。"))
    assert parse_edition(edition).edition is edition
