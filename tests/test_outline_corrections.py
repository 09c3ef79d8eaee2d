"""Corrections of an outline hold in a mended text, and say so where they have lost their place."""

from __future__ import annotations

from compare.anchor import describe
from compare.engine import parse_edition
from compare.model import Edition, OutlineCorrection, Text

BEFORE = Text("一、去年工作回顾\n桥修好了三座，路也通到了村口。\n今年怎么干\n再修三坐桥，再铺两条路。\n")
MENDED = Text("一、去年的工作回顾\n桥修好了三座，路也通到了村口。\n今年怎么干\n再修三座桥，再铺两条路。\n")


def said(op: str, quote: str, value: str = "") -> OutlineCorrection:
    start = BEFORE.text.index(quote)
    return OutlineCorrection(op, describe(BEFORE, start, start + len(quote)), value)  # type: ignore[arg-type]


def test_they_hold_in_a_mended_text() -> None:
    corrections = (said("level", "今年怎么干", "1"), said("role", "今年怎么干", "plan"))
    for text in (BEFORE, MENDED):
        parsed = parse_edition(Edition(text, corrections=corrections))
        assert [(section.title[-4:], section.level, section.role) for section in parsed.sections] == [
            ("工作回顾", 1, "review"),
            ("年怎么干", 1, "plan"),
        ]
        assert not parsed.notes


def test_one_that_has_lost_its_place_is_told_and_changes_nothing() -> None:
    lost = said("kind", "再修三坐桥，再铺两条路。", "chrome")
    parsed = parse_edition(Edition(MENDED, corrections=(lost,)))
    assert parsed.blocks == parse_edition(Edition(MENDED)).blocks
    (note,) = parsed.notes
    assert note.code == "correction_lost" and "再修三坐桥" in str(note.params["quote"])


def test_a_role_for_what_is_no_heading_any_more_is_told() -> None:
    corrections = (said("role", "今年怎么干", "plan"), said("level", "今年怎么干", "0"))
    parsed = parse_edition(Edition(BEFORE, corrections=corrections))
    assert [note.code for note in parsed.notes] == ["correction_lost"]


def test_nonsense_is_passed_over() -> None:
    corrections = (
        said("level", "今年怎么干", "9"),
        said("level", "今年怎么干", "x"),
        said("kind", "今年怎么干", "poem"),
        said("role", "一、去年工作回顾", "hero"),
        said("join", "一、去年工作回顾"),
        said("split", "桥修好了"),
    )
    plain = parse_edition(Edition(BEFORE))
    parsed = parse_edition(Edition(BEFORE, corrections=corrections))
    assert (parsed.blocks, parsed.sections) == (plain.blocks, plain.sections)
