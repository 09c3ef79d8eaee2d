"""What holds of every text, edition, diff and comparison, whatever their words.

Every check raises AssertionError with the place where it fails.  They restate the contracts
on their own terms (spans, characters, ids) and use none of the engine's helpers but
`find_quantities`, which says where the numbers are, the cutters of tokens, and
`terms_between`, which says what they keep whole.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from jsonschema import Draft202012Validator

from compare.export.as_json import (
    comparison_from_json,
    comparison_to_json,
    edition_from_json,
    edition_to_json,
)
from compare.model import Comparison, Link, ParsedEdition, Section, SectionLink, SentenceLink, Text
from compare.schemas import load_schema
from compare.terms import terms_between
from tests.diff_invariants import check_edits, check_tokens


@lru_cache(maxsize=2)
def _validator(name: str) -> Draft202012Validator:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check_json(name: str, found: dict[str, Any]) -> None:
    """The JSON is valid against the schema that ships with the package."""
    found = json.loads(json.dumps(found))
    if error := next(iter(_validator(name).iter_errors(found)), None):
        raise AssertionError(f"{error.json_path}: {error.message[:300]}")


def check_text(text: Text) -> None:
    """Cuts, pages and hints lie in the text, in order; lines carry no blanks at their ends."""
    size = len(text.text)
    for cut in text.cuts:
        assert 0 <= cut.at <= size, cut
        assert cut.removed, cut
    assert [cut.at for cut in text.cuts] == sorted(cut.at for cut in text.cuts)
    starts = [page.start for page in text.pages]
    assert starts == sorted(starts) and all(0 <= start <= size for start in starts), starts
    assert not starts or starts[0] == 0, "the first page begins where the text does"
    last = 0
    for hint in text.hints:
        assert last <= hint.start <= hint.end <= size, hint
        assert "\n" not in text.text[hint.start : hint.end], hint
        last = hint.end
    assert all(line and line == line.strip() for line in text.text.split("\n")), "blank or padded line"


def check_edition(parsed: ParsedEdition) -> None:
    """Sections, blocks, sentences and measures lie in the text as the contracts say."""
    text = parsed.text
    for units in (parsed.sections, parsed.blocks, parsed.sentences, parsed.measures):
        names = [unit.id for unit in units]  # type: ignore[attr-defined]
        assert len(set(names)) == len(names), "ids are not unique"
    at = 0
    for block in parsed.blocks:
        assert at <= block.start < block.end <= len(text), block
        assert not text[at : block.start].strip(), f"left out: {text[at : block.start]!r}"
        assert block.section is None or block.section in parsed.section_by_id, block
        at = block.end
    assert not text[at:].strip(), f"left out: {text[at:]!r}"
    _check_sections(parsed)
    for block in parsed.blocks:
        at = block.start
        for sentence in parsed.sentences_of_block[block.id]:
            assert sentence.start == at < sentence.end, sentence
            at = sentence.end
        assert at == block.end, f"sentences do not tile {block}"
    places = [(sentence.start, sentence.end) for sentence in parsed.sentences]
    assert places == sorted(places), "sentences are not in the order of the text"
    for sentence in parsed.sentences:
        check_tokens(parsed.quote(sentence))
    for measure in parsed.measures:
        sentence = parsed.sentence_by_id[measure.sentence]
        assert sentence.start <= measure.start < measure.end <= sentence.end, measure
        assert measure.quote and measure.quote in text, measure
        assert (measure.value is None) == (measure.amount is None), measure


def _check_sections(parsed: ParsedEdition) -> None:
    """Every section holds its blocks and lies in its parent; its heading is its first block."""
    first: dict[str, Any] = {}
    ends: dict[str, int] = {}
    for block in parsed.blocks:
        if block.section is None:
            continue
        first.setdefault(block.section, block)
        section: Section | None = parsed.section_by_id[block.section]
        while section is not None and block.kind != "chrome":
            assert section.start <= block.start and block.end <= section.end, (section, block)
            ends[section.id] = block.end
            section = parsed.section_by_id.get(section.parent or "")
    assert ends == {section.id: section.end for section in parsed.sections}, "a section ends with its last block"
    last = -1
    for section in parsed.sections:
        assert 0 <= section.start < section.end <= len(parsed.text), section
        assert section.start > last, "sections are not in the order of the text"
        last = section.start
        heading = first[section.id]
        assert heading.kind == "heading" and heading.start == section.start, (section, heading)
        written = "".join(line.strip() for line in parsed.quote(heading).split("\n"))
        assert section.title in written and section.label in written, section
        if section.parent is not None:
            parent = parsed.section_by_id[section.parent]
            assert parent.level < section.level, (parent, section)
            assert parent.start < section.start and section.end <= parent.end, (parent, section)


def check_comparison(comparison: Comparison, terms: Sequence[str] = ()) -> None:
    """Everything: both editions, the links and absences, the edits, the ledger's ids, the JSON."""
    check_edition(comparison.old)
    check_edition(comparison.new)
    check_links(comparison)
    whole = terms_between(comparison.old.text, comparison.new.text, terms)
    for link in comparison.sentence_links:
        sides = [
            [(s.start, edition.quote(s)) for s in map(edition.sentence_by_id.__getitem__, names)]
            for edition, names in ((comparison.old, link.old), (comparison.new, link.new))
        ]
        assert all(side == sorted(side) for side in sides), link
        check_edits(*sides, link.edits, whole)
    _check_ledger(comparison)
    written = comparison_to_json(comparison)
    check_json("comparison", written)
    assert comparison_from_json(json.loads(json.dumps(written))) == comparison, "JSON does not lead back"


def check_edition_json(parsed: ParsedEdition) -> None:
    """An edition as JSON is valid and leads back."""
    written = edition_to_json(parsed)
    check_json("edition", written)
    assert edition_from_json(json.loads(json.dumps(written))) == parsed, "JSON does not lead back"


def check_links(comparison: Comparison) -> None:
    """Ids exist, every block is linked or absent but not both, litter is neither; moved is consistent."""
    old, new = comparison.old, comparison.new
    chrome = tuple({b.id for b in edition.blocks if b.kind == "chrome"} for edition in (old, new))
    for side, edition, absent in ((0, old, comparison.removed), (1, new, comparison.added)):
        linked = {name for link in comparison.links for name in (link.old, link.new)[side]}
        alone = [absence.block for absence in absent]
        assert len(set(alone)) == len(alone)
        assert not linked & set(alone), "both linked and absent"
        assert linked | set(alone) == {block.id for block in edition.blocks} - chrome[side]
        other = (new, old)[side]
        for absence in absent:
            scores = [near.score for near in absence.nearest]
            assert len(scores) <= 3 and scores == sorted(scores, reverse=True), absence
            assert all(near.block in other.block_by_id for near in absence.nearest), absence
            assert not {near.block for near in absence.nearest} & chrome[1 - side], absence
            assert all(0 <= score <= 1 for score in scores), absence
    for side, edition in ((0, old), (1, new)):
        for link in comparison.sentence_links:
            for name in (link.old, link.new)[side]:
                assert edition.sentence_by_id[name].block not in chrome[side], link
    orders = [
        ({unit.id: k for k, unit in enumerate(a)}, {unit.id: k for k, unit in enumerate(b)})
        for a, b in ((old.blocks, new.blocks), (old.sentences, new.sentences), (old.sections, new.sections))
    ]
    _check_link_list(comparison.links, *orders[0])
    _check_link_list(comparison.sentence_links, *orders[1])
    by_level: dict[int, list[SectionLink]] = {}
    for link in comparison.section_links:
        by_level.setdefault(old.section_by_id[link.old[0]].level, []).append(link)
    for links in by_level.values():
        _check_link_list(links, *orders[2])


def _check_link_list(
    links: Sequence[Link | SentenceLink | SectionLink], order_old: dict[str, int], order_new: dict[str, int]
) -> None:
    names = [link.id for link in links]
    assert len(set(names)) == len(names), "ids are not unique"
    pairs: set[tuple[str, str]] = set()
    forward: list[tuple[int, int]] = []
    for link in links:
        assert link.old and link.new, link
        assert 0.0 <= link.confidence <= 1.0, link
        a, b = [order_old[name] for name in link.old], [order_new[name] for name in link.new]
        assert a == sorted(set(a)) and b == sorted(set(b)), link
        mine = {(x, y) for x in link.old for y in link.new}
        assert not mine & pairs, f"{link} says again what another link says"
        pairs |= mine
        if not link.moved:
            forward.append((min(a), min(b)))
    forward.sort()
    for before, after in pairwise(forward):
        assert before[0] < after[0] and before[1] < after[1], f"not moved, though {before} and {after} cross"


def _check_ledger(comparison: Comparison) -> None:
    """The rows of the ledger speak of measures, sentences and blocks that exist."""
    old, new = comparison.old, comparison.new
    blocks = set(old.block_by_id) | set(new.block_by_id)
    for change in (*comparison.target_changes, *comparison.result_changes):
        assert change.old is not None or change.new is not None, change
        assert change.old is None or change.old in old.measure_by_id, change
        assert change.new is None or change.new in new.measure_by_id, change
    for row in comparison.delivery:
        assert row.target in old.measure_by_id, row
        assert row.result is None or row.result in new.measure_by_id, row
        assert all(name in new.sentence_by_id for name in row.evidence), row
    for row in (*comparison.target_changes, *comparison.delivery):
        assert all(near.block in blocks and 0 <= near.score <= 1 for near in row.nearest), row
