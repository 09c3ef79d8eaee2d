"""The table of contents of the engine: the steps from two texts to a comparison, in order."""

from __future__ import annotations

from dataclasses import replace

from compare.align import align_editions
from compare.ledger import build_ledger, with_measures
from compare.link_corrections import locate_corrections
from compare.model import Comparison, Edition, Inputs, Note, ParsedEdition, SentenceLink
from compare.outline import read_outline
from compare.scripts import as_written, plain_edition, plain_inputs, reasons_as_written
from compare.sentences import cut_sentences
from compare.targets import read_measures
from compare.terms import terms_between
from compare.wording import diff_wording

#: Part of the key under which comparisons are kept: a new version makes them anew.
ENGINE_VERSION = "0.3.0"


def parse_edition(edition: Edition) -> ParsedEdition:
    """Outline, sentences and measures of one edition."""
    return as_written(_parse_plain(plain_edition(edition)), edition)


def _parse_plain(edition: Edition) -> ParsedEdition:
    outline = read_outline(edition.text, edition.year_given, edition.year_reviewed, edition.corrections)
    sentences = cut_sentences(edition.text.text, outline.blocks)
    notes = (*edition.text.notes, *outline.notes)
    parsed = ParsedEdition(edition, outline.sections, outline.blocks, sentences, (), notes)
    return replace(parsed, measures=read_measures(parsed))


def compare_texts(old: Edition, new: Edition, inputs: Inputs = Inputs()) -> Comparison:  # noqa: B008 (immutable)
    """Everything there is to say about what changed from `old` to `new`."""
    before, after = _parse_plain(plain_edition(old)), _parse_plain(plain_edition(new))
    # Anchors lie on the texts as they are written; plain ones have the same offsets.
    said, lost = locate_corrections(inputs.links, old.text, new.text)
    alignment = align_editions(before, after, said)
    names = plain_inputs(inputs)
    ledger = build_ledger(before, after, alignment.sentence_links, alignment.links, names, words=True)
    # Promises and results in words become measures only where the ledger found their partner.
    delivery = reasons_as_written(ledger.delivery, (before, after), (old, new))
    before = as_written(with_measures(before, ledger.old_measures), old)
    after = as_written(with_measures(after, ledger.new_measures), new)
    partial = (Note("partly_imported"),) if before.is_partial or after.is_partial else ()
    found = Comparison(
        ENGINE_VERSION,
        before,
        after,
        alignment.section_links,
        alignment.links,
        alignment.sentence_links,
        alignment.removed,
        alignment.added,
        ledger.target_changes,
        delivery,
        ledger.result_changes,
        (*alignment.notes, *lost, *partial),
    )
    return with_wording(found, inputs)


def with_wording(comparison: Comparison, inputs: Inputs) -> Comparison:
    """The same comparison with the edits of its sentence links made anew.

    Of `inputs` only the terms and `by_characters` count: what is linked stays as it is.  Terms of
    the editions themselves go with those that are given.
    """
    terms = terms_between(comparison.old.text, comparison.new.text, inputs.terms)
    inputs = replace(inputs, terms=terms)
    links = (_with_edits(link, comparison.old, comparison.new, inputs) for link in comparison.sentence_links)
    return replace(comparison, sentence_links=tuple(links))


def _with_edits(link: SentenceLink, old: ParsedEdition, new: ParsedEdition, inputs: Inputs) -> SentenceLink:
    sides = [
        [
            (sentence.start, edition.quote(sentence))
            for sentence in map(edition.sentence_by_id.__getitem__, names)
        ]
        for edition, names in ((old, link.old), (new, link.new))
    ]
    edits = diff_wording(sides[0], sides[1], inputs.terms, _years_between(old, new), inputs.by_characters)
    return replace(link, edits=edits)


def _years_between(old: ParsedEdition, new: ParsedEdition) -> int | None:
    before, after = old.edition.year_given, new.edition.year_given
    return after - before if before is not None and after is not None else None
