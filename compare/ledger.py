"""The ledger of two editions: from promise to result.

    targets of N beside targets of N+1      target_changes   ledger_targets, ledger_label
    targets of N beside results in N+1      delivery         ledger_delivery, ledger_verdict
    results in N beside results in N+1      result_changes   ledger_results

Measures are paired by `ledger_match`; a target that lost its number, or is answered in
words, by `ledger_quality`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.ledger_delivery import find_delivery
from compare.ledger_match import gather_evidence, turn_round
from compare.ledger_results import compare_results
from compare.ledger_sides import Side, Sides
from compare.ledger_targets import compare_targets
from compare.model import (
    Delivery,
    Inputs,
    Link,
    Measure,
    ParsedEdition,
    ResultChange,
    SentenceLink,
    TargetChange,
)


@dataclass(frozen=True)
class Ledger:
    """The three tables.

    `old_measures` and `new_measures` are measures without a value that rows refer to and that
    the editions do not hold yet: the caller adds them (`with_measures`).
    """

    target_changes: tuple[TargetChange, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    result_changes: tuple[ResultChange, ...] = ()
    old_measures: tuple[Measure, ...] = ()
    new_measures: tuple[Measure, ...] = ()


def build_ledger(
    old: ParsedEdition,
    new: ParsedEdition,
    sentence_links: Sequence[SentenceLink],
    links: Sequence[Link],
    inputs: Inputs,
    words: bool = False,
) -> Ledger:
    """Find what became of the targets and of the results of `old` in `new`.

    With `words`, a target that lost its number or is answered in words has its clause as
    partner, as a new measure without a value that the caller has to add to the editions;
    without, rows refer only to measures that the editions hold.
    """
    forward = gather_evidence(old, new, sentence_links, links)
    sides = Sides(Side(old), Side(new), forward, turn_round(forward), inputs, words)
    target_changes, old_found, new_found = compare_targets(sides)
    delivery, claims = find_delivery(sides)
    return Ledger(
        tuple(target_changes),
        tuple(delivery),
        tuple(compare_results(sides)),
        tuple(old_found),
        (*new_found, *claims),
    )


def with_measures(edition: ParsedEdition, found: Sequence[Measure]) -> ParsedEdition:
    """The edition with the measures that its ledger found, in the order of the text."""
    if not found:
        return edition
    measures = sorted((*edition.measures, *found), key=lambda measure: (measure.start, measure.end))
    return replace(edition, measures=tuple(measures))
