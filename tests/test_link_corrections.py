"""What reviewers say of links holds: in every comparison, on other texts of the editions, whatever else is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from compare.anchor import describe
from compare.engine import compare_texts
from compare.model import Anchor, Comparison, Inputs, LinkCorrection, LinkCorrectionOp, Text
from tests.editions import demo_edition, demo_series
from tests.invariants import check_comparison

KEYS = [edition["key"] for edition in demo_series()[0]["edition"]][-2:]
OLD, NEW = (demo_edition(0, key) for key in KEYS)
PLAIN = compare_texts(OLD, NEW)


def anchor(comparison: Comparison, side: int, block: str) -> Anchor:
    edition = (comparison.old, comparison.new)[side]
    found = edition.block_by_id[block]
    return describe(edition.edition.text, found.start, found.end)


def said(op: LinkCorrectionOp, old: str | None, new: str | None) -> LinkCorrection:
    return LinkCorrection(
        op,
        anchor(PLAIN, 0, old) if old is not None else None,
        anchor(PLAIN, 1, new) if new is not None else None,
    )


def corrected(*corrections: LinkCorrection) -> Comparison:
    return compare_texts(OLD, NEW, Inputs(links=corrections))


def pairs_of(comparison: Comparison) -> set[tuple[str, str]]:
    return {pair for link in comparison.links for pair in product(link.old, link.new)}


def plain_links() -> list[tuple[str, str]]:
    return [(link.old[0], link.new[0]) for link in PLAIN.links if len(link.old) == len(link.new) == 1]


def test_apart_is_not_linked_and_told_as_absent() -> None:
    old, new = next(pair for pair in plain_links() if PLAIN.old.block_by_id[pair[0]].kind == "paragraph")
    found = corrected(said("apart", old, new))
    assert (old, new) not in pairs_of(found)
    inside = [{s.id for s in e.sentences if s.block == b} for e, b in ((found.old, old), (found.new, new))]
    assert not any(inside[0] & set(link.old) and inside[1] & set(link.new) for link in found.sentence_links)
    check_comparison(found)


def test_together_is_linked_by_the_reviewer() -> None:
    old, new = PLAIN.removed[0].block, PLAIN.added[0].block
    found = corrected(said("together", old, new))
    link = next(link for link in found.links if (old, new) in product(link.old, link.new))
    assert link.source == "reviewer" and link.confidence == 1.0
    assert old not in {absence.block for absence in found.removed}
    check_comparison(found)


def test_alone_has_no_partner() -> None:
    old, new = plain_links()[len(plain_links()) // 2]
    found = corrected(said("alone", old, None), said("alone", None, new))
    assert old in {absence.block for absence in found.removed}
    assert new in {absence.block for absence in found.added}


def test_the_later_word_holds() -> None:
    old, new = plain_links()[3]
    assert (old, new) in pairs_of(corrected(said("apart", old, new), said("together", old, new)))
    assert (old, new) not in pairs_of(corrected(said("together", old, new), said("apart", old, new)))
    assert (old, new) not in pairs_of(corrected(said("together", old, new), said("alone", old, None)))
    assert (old, new) in pairs_of(corrected(said("alone", None, new), said("together", old, new)))


def test_sentences_are_corrected_too() -> None:
    link = next(link for link in PLAIN.sentence_links if len(link.old) == len(link.new) == 1)
    a, b = PLAIN.old.sentence_by_id[link.old[0]], PLAIN.new.sentence_by_id[link.new[0]]
    places = describe(OLD.text, a.start, a.end), describe(NEW.text, b.start, b.end)
    found = corrected(LinkCorrection("apart", *places, level="sentence"))
    assert not any(a.id in other.old and b.id in other.new for other in found.sentence_links)
    alone = corrected(LinkCorrection("alone", places[0], None, level="sentence"))
    assert not any(a.id in other.old for other in alone.sentence_links)
    other = next(s for s in PLAIN.new.sentences if s.block != b.block)
    elsewhere = describe(NEW.text, other.start, other.end)
    together = corrected(LinkCorrection("together", places[0], elsewhere, level="sentence"))
    given = next(one for one in together.sentence_links if a.id in one.old and other.id in one.new)
    assert given.kind == "rewritten", "in all new words, which the engine itself links no sentence for"
    check_comparison(together)


def test_sections_follow_their_headings() -> None:
    headings = [
        [b for b in edition.blocks if b.kind == "heading" and b.section] for edition in (PLAIN.old, PLAIN.new)
    ]
    a, b = headings[0][1], headings[1][-1]
    found = corrected(said("together", a.id, b.id))
    link = next(link for link in found.section_links if a.section in link.old and b.section in link.new)
    assert link.source == "reviewer"
    assert (a.id, b.id) in pairs_of(found)
    parted = corrected(said("apart", a.id, b.id), said("alone", None, b.id))
    assert not any(b.section in link.new for link in parted.section_links)


def test_corrections_survive_another_text() -> None:
    """A correction made on one text of the edition holds on a mended one; without its place it is told."""
    old, new = PLAIN.removed[0].block, PLAIN.added[0].block
    correction = said("together", old, new)
    mended = replace(NEW, text=Text("再版说明：本文据会议文件整理。\n" + NEW.text.text, hints=()))
    found = compare_texts(OLD, mended, Inputs(links=(correction,)))
    assert [link.source for link in found.links].count("reviewer") == 1
    assert not any(note.code == "link_correction_lost" for note in found.notes)
    gone = replace(NEW, text=Text("一、今年工作安排\n修好三座石桥，通车四十里。"))
    lost = compare_texts(OLD, gone, Inputs(links=(correction,)))
    assert [note.code for note in lost.notes].count("link_correction_lost") == 1


def test_anchors_lie_on_the_text_as_it_is_written() -> None:
    """In a Traditional text the anchor quotes Traditional words; the engine reads plain ones."""
    old = replace(
        OLD, text=Text("一、今年工作安排\n修好三座石橋，通車四十里。\n開辦兩所學校，招收學生六百名。")
    )
    new = replace(NEW, text=Text("一、今年工作安排\n關停沿江砂場七處。\n學校食堂全部換新鍋爐。"))
    first = compare_texts(old, new)
    a, b = first.old.blocks[1], first.new.blocks[2]
    correction = LinkCorrection(
        "together", describe(old.text, a.start, a.end), describe(new.text, b.start, b.end)
    )
    found = compare_texts(old, new, Inputs(links=(correction,)))
    assert any((a.id, b.id) in product(link.old, link.new) for link in found.links)


def test_a_correction_helps_its_neighbours() -> None:
    """Forced pairs count as certain for the pairs around them."""
    before = {(a, b): link.confidence for link in PLAIN.links for a, b in product(link.old, link.new)}
    raised = 0
    for absence in PLAIN.removed[:6]:
        if not absence.nearest:
            continue
        found = corrected(said("together", absence.block, absence.nearest[0].block))
        after = {(a, b): link.confidence for link in found.links for a, b in product(link.old, link.new)}
        raised += any(after.get(pair, 0) > value for pair, value in before.items())
    assert raised


BLOCKS = [[block.id for block in edition.blocks] for edition in (PLAIN.old, PLAIN.new)]


@settings(max_examples=12, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_any_corrections_are_obeyed(data: st.DataObject) -> None:
    """Of each pair and each passage the last word is kept, whatever they are."""
    words = []
    for _ in range(data.draw(st.integers(1, 12))):
        op = data.draw(st.sampled_from(["together", "apart", "alone"]))
        pair: list[str | None] = [
            data.draw(st.sampled_from(BLOCKS[0])),
            data.draw(st.sampled_from(BLOCKS[1])),
        ]
        if op == "alone":
            pair[data.draw(st.integers(0, 1))] = None
        elif data.draw(st.booleans()):
            pair = list(data.draw(st.sampled_from(plain_links())))
        words.append((op, pair[0], pair[1]))
    found = corrected(*(said(*word) for word in words))
    check_comparison(found)
    linked = pairs_of(found)
    for number, (op, old, new) in enumerate(words):
        later = [word for word in words[number + 1 :] if word[1] == old or word[2] == new]
        if later:
            continue
        if op == "together":
            assert (old, new) in linked
        elif op == "apart":
            assert (old, new) not in linked
        else:
            assert not any(a == old or b == new for a, b in linked)
