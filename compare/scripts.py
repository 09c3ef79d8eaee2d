"""Editions in either script and width, read as if they were written in Simplified and half width.

Every step between text and ledger reads the plain edition, whose offsets are those of the
text; what people see (titles, quotes, the text itself) is put back as it is written.
"""

from __future__ import annotations

from dataclasses import replace

from compare.folding import plain
from compare.model import (
    Anchor,
    Delivery,
    Edition,
    Inputs,
    Measure,
    OutlineCorrection,
    Param,
    ParsedEdition,
    Section,
    Text,
)


def plain_edition(edition: Edition) -> Edition:
    """The edition as the engine reads it; the same object where it is plain already."""
    words = plain(edition.text.text)
    if words is edition.text.text:
        return edition
    text = replace(edition.text, text=words)
    corrections = tuple(_plain_correction(one, edition.text, text) for one in edition.corrections)
    return replace(edition, text=text, corrections=corrections)


def _plain_correction(correction: OutlineCorrection, written: Text, read: Text) -> OutlineCorrection:
    """The correction with an anchor that can be found in the plain text."""
    anchor = correction.anchor
    return replace(
        correction,
        anchor=Anchor(
            read.text_id if anchor.text_id == written.text_id else anchor.text_id,
            anchor.start,
            anchor.end,
            *map(plain, (anchor.quote, anchor.prefix, anchor.suffix)),
        ),
    )


def plain_inputs(inputs: Inputs) -> Inputs:
    """What people say, with the names of indicators as the engine writes them."""
    return replace(inputs, synonyms=tuple(tuple(map(plain, names)) for names in inputs.synonyms))


def as_written(parsed: ParsedEdition, edition: Edition) -> ParsedEdition:
    """What was found in the plain edition, of the edition as it is written.

    Titles and quotes are those of its text; the names of indicators and units stay plain, so
    that they can be compared.
    """
    if parsed.edition is edition:
        return parsed
    headings = {block.start: block.end for block in parsed.blocks if block.kind == "heading"}
    return replace(
        parsed,
        edition=edition,
        sections=tuple(
            _titled(section, headings, parsed.text, edition.text.text) for section in parsed.sections
        ),
        measures=tuple(_quoted(measure, parsed, edition.text.text) for measure in parsed.measures),
    )


def _titled(section: Section, headings: dict[int, int], read: str, written: str) -> Section:
    """The section with label and title in the words of its heading, whose lines may be joined."""
    span = slice(section.start, headings.get(section.start, section.end))
    heading, words = ("".join(line.strip() for line in text[span].split("\n")) for text in (read, written))
    at, begin = heading.find(section.label), heading.rfind(section.title)
    if at < 0 or begin < 0:
        return section
    return replace(
        section,
        label=words[at : at + len(section.label)],
        title=words[begin : begin + len(section.title)],
    )


def _quoted(measure: Measure, parsed: ParsedEdition, written: str) -> Measure:
    """The measure with its clause as it is written."""
    length = len(measure.quote)
    sentence = parsed.sentence_by_id[measure.sentence]
    at = parsed.text.find(measure.quote, max(sentence.start, measure.end - length))
    if at < 0:
        at = parsed.text.find(measure.quote)
    return replace(measure, quote=written[at : at + length]) if at >= 0 else measure


def reasons_as_written(
    deliveries: tuple[Delivery, ...],
    read: tuple[ParsedEdition, ParsedEdition],
    written: tuple[Edition, Edition],
) -> tuple[Delivery, ...]:
    """The deliveries, whose reasons quote the target of the old and the result of the new edition as written."""
    sides = {
        name: (parsed.text, edition.text.text)
        for name, parsed, edition in zip(("target", "result"), read, written, strict=True)
        if parsed.edition is not edition
    }
    if not sides:
        return deliveries
    return tuple(
        replace(delivery, why=replace(delivery.why, params=_in_words_of(delivery.why.params, sides)))
        for delivery in deliveries
    )


def _in_words_of(params: dict[str, Param], sides: dict[str, tuple[str, str]]) -> dict[str, Param]:
    found = dict(params)
    for name, (read, written) in sides.items():
        words = params.get(name)
        if isinstance(words, str) and (at := read.find(words)) >= 0:
            found[name] = written[at : at + len(words)]
    return found
