"""The exact amounts of a measure, and which units can be compared.

Values stay fractions from end to end; 73.5 亿元 and 735000 万元 are one amount.
"""

from __future__ import annotations

from fractions import Fraction

from compare.model import Measure

PERCENT = "%"
#: Classifiers that say nothing of what is counted: 10 所学校 and 10 个学校 are the same.
_CLASSIFIERS = (frozenset("个家所座处项件种条类款例宗"), frozenset("人名位"), frozenset("辆台部"))
#: Units of one thing, in the smallest common one; exact by definition.
_SIZES: dict[str, tuple[str, Fraction]] = {
    "平方米": ("平方米", Fraction(1)),
    "亩": ("平方米", Fraction(2000, 3)),
    "公顷": ("平方米", Fraction(10_000)),
    "平方公里": ("平方米", Fraction(1_000_000)),
    "米": ("米", Fraction(1)),
    "公里": ("米", Fraction(1_000)),
    "斤": ("斤", Fraction(1)),
    "公斤": ("斤", Fraction(2)),
    "吨": ("斤", Fraction(2_000)),
}
#: Per-cent-like units that `units.to_base` leaves as they are.
_RATIOS = frozenset(("%", "％", "‰", "倍"))


def amounts_of(measure: Measure) -> tuple[Fraction, Fraction | None]:
    """Lower and upper end in `unit_of`; of a measure with a value only."""
    low = measure.amount if measure.amount is not None else measure.value
    high = measure.amount_max if measure.amount is not None else measure.value_max
    assert low is not None
    factor = Fraction(100) if _is_part(measure) else _SIZES.get(measure.base_unit, ("", Fraction(1)))[1]
    return Fraction(low) * factor, Fraction(high) * factor if high is not None else None


def unit_of(measure: Measure) -> str:
    """The unit of `amounts_of`; a part of the whole (一半, 三分之一) counts in per cent, 亩 in 平方米."""
    return PERCENT if _is_part(measure) else _SIZES.get(measure.base_unit, (measure.base_unit,))[0]


def _is_part(measure: Measure) -> bool:
    """A bare number below one is a part of the whole."""
    if measure.value is None or measure.base_unit:
        return False
    return abs(Fraction(measure.amount if measure.amount is not None else measure.value)) < 1


def is_ratio(measure: Measure) -> bool:
    """Is the number a per cent, a part or a multiple?"""
    return unit_of(measure) in _RATIOS


def same_unit(a: Measure, b: Measure) -> bool:
    """Can the two amounts be compared?

    A count without its classifier (减少1000万) goes with any count.
    """
    one, other = unit_of(a), unit_of(b)
    if one == other:
        return True
    if not one or not other:
        return not any(unit in _RATIOS or "元" in unit or "点" in unit for unit in (one, other))
    return any(one in group and other in group for group in _CLASSIFIERS)
