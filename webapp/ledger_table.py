"""The ledger of a comparison → rows of one table; pure.

A row is an indicator: last year's target, this year's target and how it changed, the
result that the new edition reports for last year's target, and whether it was met.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from compare.model import (
    Comparison,
    Delivery,
    Measure,
    Near,
    Note,
    ResultChange,
    ResultChangeKind,
    TargetChange,
    TargetChangeKind,
    Verdict,
)


@dataclass(frozen=True)
class LedgerRow:
    """One line of the table; `nearest_*` are the closest passages where something is missing.

    `evidence` are ids of sentences of the new edition; `difference` is new minus old in
    the unit of both, None where that makes no sense.
    """

    indicator: str
    old: Measure | None = None
    new: Measure | None = None
    change: TargetChangeKind | None = None
    flags: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    result: Measure | None = None
    verdict: Verdict | None = None
    why: Note | None = None
    evidence: tuple[str, ...] = ()
    nearest_result: tuple[Near, ...] = ()
    difference: Decimal | None = None

    @property
    def id(self) -> str:
        """The address of the row within the page."""
        return f"target-new-{self.new.id}" if self.new else f"target-old-{self.old.id}" if self.old else ""


@dataclass(frozen=True)
class ResultRow:
    """A result of the old edition beside one of the new."""

    indicator: str
    old: Measure | None
    new: Measure | None
    change: ResultChangeKind


def target_rows(comparison: Comparison) -> tuple[LedgerRow, ...]:
    """Targets of both editions with their results, in the order of the engine: headline goals first."""
    old, new = comparison.old.measure_by_id, comparison.new.measure_by_id
    deliveries = {item.target: item for item in comparison.delivery}
    rows = [
        _row(
            change,
            old.get(change.old or ""),
            new.get(change.new or ""),
            deliveries.get(change.old or ""),
            new,
        )
        for change in comparison.target_changes
    ]
    changed = {change.old for change in comparison.target_changes}
    for item in comparison.delivery:
        # A target that stands in no target change all the same has a result.
        if item.target not in changed:
            rows.append(_row(None, old[item.target], None, item, new))
    return tuple(rows)


def result_rows(comparison: Comparison) -> tuple[ResultRow, ...]:
    """Results of both editions, in the order of the new text, then of the old."""
    old, new = comparison.old.measure_by_id, comparison.new.measure_by_id
    rows = [_result_row(item, old, new) for item in comparison.result_changes]
    return tuple(
        sorted(rows, key=lambda row: (row.new is None, row.new.start if row.new else 0, _start(row.old)))
    )


def is_change(change: TargetChangeKind | None) -> bool:
    """Whether a target is worth a sign: everything but `unchanged`."""
    return change is not None and change != "unchanged"


def _row(
    change: TargetChange | None,
    old: Measure | None,
    new: Measure | None,
    delivery: Delivery | None,
    measures: dict[str, Measure],
) -> LedgerRow:
    return LedgerRow(
        indicator=change.indicator if change else old.indicator if old else "",
        old=old,
        new=new,
        change=change.change if change else None,
        flags=change.flags if change else (),
        nearest=change.nearest if change else (),
        result=measures.get(delivery.result) if delivery and delivery.result else None,
        verdict=delivery.verdict if delivery else None,
        why=delivery.why if delivery else None,
        evidence=delivery.evidence if delivery else (),
        nearest_result=delivery.nearest if delivery else (),
        difference=_difference(old, new),
    )


def _result_row(item: ResultChange, old: dict[str, Measure], new: dict[str, Measure]) -> ResultRow:
    return ResultRow(item.indicator, old.get(item.old or ""), new.get(item.new or ""), item.change)


def _start(measure: Measure | None) -> int:
    return measure.start if measure else 0


def _difference(old: Measure | None, new: Measure | None) -> Decimal | None:
    """New minus old, where both are single decimals of one unit."""
    if old is None or new is None or old.unit != new.unit or old.value_max or new.value_max:
        return None
    try:
        difference = Decimal(new.value or "") - Decimal(old.value or "")
    except InvalidOperation:
        return None
    return difference or None
