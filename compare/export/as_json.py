"""The two public JSON shapes: an edition and a comparison, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from compare.model import (
    Absence,
    Anchor,
    Block,
    Comparison,
    Cut,
    Delivery,
    Edit,
    Edition,
    Hint,
    Link,
    Measure,
    Near,
    Note,
    OutlineCorrection,
    Page,
    ParsedEdition,
    Period,
    ResultChange,
    Section,
    SectionLink,
    Sentence,
    SentenceLink,
    TargetChange,
    Text,
)

COMPARISON_SCHEMA = "duizhao/comparison@1"
EDITION_SCHEMA = "duizhao/edition@1"
#: Notes that the outline adds to those of the reader; the file lists both together.
OUTLINE_NOTES = frozenset(("no_heading", "correction_lost"))

Json = dict[str, Any]


def edition_to_json(parsed: ParsedEdition) -> Json:
    """One edition as `outline` and `targets` print it; schema `duizhao/edition@1`."""
    edition, text = parsed.edition, parsed.edition.text
    said = {"corrections": [asdict(correction) for correction in edition.corrections]}
    return {
        "schema": EDITION_SCHEMA,
        "title": edition.title,
        "key": edition.key,
        "year_given": edition.year_given,
        "year_reviewed": edition.year_reviewed,
        "source": edition.source,
        "text_id": text.text_id,
        "text": text.text,
        "cuts": [asdict(cut) for cut in text.cuts],
        "pages": [asdict(page) for page in text.pages],
        "hints": [_hint_to_json(hint) for hint in text.hints],
        "notes": [asdict(note) for note in parsed.notes],
        "sections": [asdict(section) for section in parsed.sections],
        "blocks": [_block_to_json(block) for block in parsed.blocks],
        "sentences": [asdict(sentence) for sentence in parsed.sentences],
        "measures": [_measure_to_json(measure) for measure in parsed.measures],
        **(said if edition.corrections else {}),
    }


def _hint_to_json(hint: Hint) -> Json:
    found = asdict(hint)
    if not hint.table:
        del found["table"], found["lead"]
    return found


def _block_to_json(block: Block) -> Json:
    found = asdict(block)
    found["cells"] = [list(cell) for cell in block.cells]
    if block.kind != "table_row":
        del found["cells"], found["table"], found["header"]
    return found


def _block_from_json(found: Mapping[str, Any]) -> Block:
    return Block(**{**found, "cells": tuple((start, end) for start, end in found.get("cells", ()))})


def _measure_to_json(measure: Measure) -> Json:
    found = asdict(measure)
    found["period"] = {
        "from": measure.period.start,
        "to": measure.period.end,
        "average": measure.period.average,
        "part": measure.period.part,
    }
    return found


def comparison_to_json(comparison: Comparison) -> Json:
    """A comparison; schema `duizhao/comparison@1`."""
    old, new = edition_to_json(comparison.old), edition_to_json(comparison.new)
    for side in (old, new):
        del side["schema"]
    return {
        "schema": COMPARISON_SCHEMA,
        "engine": comparison.engine,
        "old": old,
        "new": new,
        "section_links": [_listed(link) for link in comparison.section_links],
        "links": [_listed(link) for link in comparison.links],
        "sentence_links": [_sentence_link_to_json(link) for link in comparison.sentence_links],
        "removed": [asdict(absence) for absence in comparison.removed],
        "added": [asdict(absence) for absence in comparison.added],
        "target_changes": [asdict(change) for change in comparison.target_changes],
        "delivery": [asdict(row) for row in comparison.delivery],
        "result_changes": [asdict(change) for change in comparison.result_changes],
        "notes": [asdict(note) for note in comparison.notes],
    }


def _listed(link: Link) -> Json:
    return {**asdict(link), "old": list(link.old), "new": list(link.new)}


def _sentence_link_to_json(link: SentenceLink) -> Json:
    # Thousands of edits: written out by hand, since `asdict` copies deeply and takes ten times as long.
    return {
        "id": link.id,
        "old": list(link.old),
        "new": list(link.new),
        "kind": link.kind,
        "moved": link.moved,
        "confidence": link.confidence,
        "edits": [
            {"op": edit.op, "old": list(edit.old), "new": list(edit.new), "minor": edit.minor}
            | ({} if edit.move is None else {"move": edit.move})
            for edit in link.edits
        ],
    }


def edition_from_json(found: Mapping[str, Any]) -> ParsedEdition:
    """The edition that `edition_to_json` wrote."""
    notes = tuple(Note(**note) for note in found["notes"])
    text = Text(
        found["text"],
        tuple(Cut(**cut) for cut in found["cuts"]),
        tuple(Page(**page) for page in found["pages"]),
        tuple(Hint(**hint) for hint in found.get("hints", ())),
        tuple(note for note in notes if note.code not in OUTLINE_NOTES),
    )
    corrections = tuple(
        OutlineCorrection(said["op"], Anchor(**said["anchor"]), said["value"])
        for said in found.get("corrections", ())
    )
    edition = Edition(
        text,
        found["title"],
        found["key"],
        found["year_given"],
        found["year_reviewed"],
        found["source"],
        corrections,
    )
    return ParsedEdition(
        edition,
        tuple(Section(**section) for section in found["sections"]),
        tuple(_block_from_json(block) for block in found["blocks"]),
        tuple(Sentence(**sentence) for sentence in found["sentences"]),
        tuple(_measure_from_json(measure) for measure in found["measures"]),
        notes,
    )


def _measure_from_json(found: Mapping[str, Any]) -> Measure:
    period = found["period"]
    return Measure(
        **{**found, "period": Period(period["from"], period["to"], period["average"], period["part"])}
    )


def comparison_from_json(found: Mapping[str, Any]) -> Comparison:
    """The comparison that `comparison_to_json` wrote."""
    return Comparison(
        found["engine"],
        edition_from_json(found["old"]),
        edition_from_json(found["new"]),
        tuple(SectionLink(**_tuples(link, "old", "new")) for link in found["section_links"]),
        tuple(Link(**_tuples(link, "old", "new")) for link in found["links"]),
        tuple(_sentence_link_from_json(link) for link in found["sentence_links"]),
        tuple(_absence_from_json(absence) for absence in found["removed"]),
        tuple(_absence_from_json(absence) for absence in found["added"]),
        tuple(
            TargetChange(**{**_tuples(change, "flags"), "nearest": _nearest(change)})
            for change in found["target_changes"]
        ),
        tuple(
            Delivery(**{**_tuples(row, "evidence"), "why": Note(**row["why"]), "nearest": _nearest(row)})
            for row in found["delivery"]
        ),
        tuple(ResultChange(**change) for change in found["result_changes"]),
        tuple(Note(**note) for note in found["notes"]),
    )


def _tuples(found: Mapping[str, Any], *names: str) -> Json:
    return {**found, **{name: tuple(found[name]) for name in names}}


def _nearest(found: Mapping[str, Any]) -> tuple[Near, ...]:
    return tuple(Near(**near) for near in found["nearest"])


def _absence_from_json(found: Mapping[str, Any]) -> Absence:
    return Absence(found["block"], _nearest(found))


def _sentence_link_from_json(found: Mapping[str, Any]) -> SentenceLink:
    edits = tuple(
        Edit(
            edit["op"],
            (edit["old"][0], edit["old"][1]),
            (edit["new"][0], edit["new"][1]),
            edit["minor"],
            edit.get("move"),
        )
        for edit in found["edits"]
    )
    return SentenceLink(**{**_tuples(found, "old", "new"), "edits": edits})
