"""A number in a text, with its kind, value, unit and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compare.bounds import find_bound
from compare.model import Bound, Span
from compare.numerals import write_number

Kind = Literal["measure", "year", "date", "ordinal", "name", "plain"]

#: A number in quotation marks at most this long is taken for a name: “33618”, “15分钟生活圈”.
QUOTED_NAME = 14


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `start`, `end` cover sign, number, range and unit (and 多, 余 between them); `bound_spans` are the
    bound words that touch it outside: 超过, 左右.  `value` is as written, before the multiplier in
    `unit`: 3.5 with unit 万平方米; of a year the year.  `written` keeps the digits ("3.50").
    """

    start: int
    end: int
    kind: Kind
    value: Fraction | None
    value_max: Fraction | None = None
    unit: str = ""
    bound: Bound = "exact"
    bound_spans: tuple[Span, ...] = ()
    written: str = ""
    written_max: str | None = None

    @property
    def whole(self) -> Span:
        """The span with its bound words."""
        spans = ((self.start, self.end), *self.bound_spans)
        return min(start for start, _ in spans), max(end for _, end in spans)


def make_quantity(
    text: str,
    span: Span,
    values: tuple[Fraction | None, Fraction | None],
    unit: str,
    *,
    more: bool = False,
    written: tuple[str, str | None] | None = None,
    latin: bool = False,
    certain: bool = False,
) -> Quantity:
    """A quantity with unit and bound; one without unit, bound and multiplier is plain unless `certain`."""
    unit = unit.replace("\u200b", "")
    bound, spans = find_bound(text, *span, latin=latin)
    if more and bound in ("exact", "about"):
        bound = "over"
    kind: Kind = "measure" if unit or bound != "exact" or values[1] is not None else "plain"
    if certain:
        kind = "measure"
    elif _is_quoted_name(text, span):
        kind = "name"
    low, high = values
    if written is None:
        written = (write_number(low) if low is not None else "", None if high is None else write_number(high))
    return Quantity(*span, kind, low, high, unit, bound, spans, *written)


def _is_quoted_name(text: str, span: Span) -> bool:
    start, end = span
    opening = max(text.rfind(mark, max(0, start - QUOTED_NAME), start) for mark in "“‘「")
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    closing = text.find("”", end, opening + QUOTED_NAME + 2)
    return closing >= 0 and text[max(0, opening - 1) : opening] not in tuple("由从至到为")


def of_kind(kind: Kind, match: re.Match[str], value: Fraction | None = None) -> Quantity:
    return Quantity(match.start(), match.end(), kind, value, written=match[0])
