"""Read a quantity that begins with a Chinese numeral: 十余家, 三分之一, 翻一番, 二〇一七年."""

from __future__ import annotations

import re
from fractions import Fraction

from compare import number_patterns as patterns
from compare.numerals import MULTIPLIERS, parse_arabic, parse_chinese
from compare.quantity import Quantity, make_quantity, of_kind


def read_chinese(text: str, start: int) -> Quantity | None:
    year = patterns.CHINESE_YEAR.match(text, start)
    if year:
        return of_kind("year", year, parse_chinese(year[0][:4].replace("○", "〇")))
    name = patterns.CHINESE_NAME.match(text, start)
    if name:
        return of_kind("ordinal" if "届" in name[0] or "全会" in name[0] else "name", name)
    spread = patterns.CHINESE_RANGE.match(text, start)
    if spread:
        low, high = parse_chinese(spread["a"]), parse_chinese(spread["b"])
        if low is not None and high is not None and low < high:
            return make_quantity(text, spread.span(), (low, high), spread["bu"], more=bool(spread["bm"]))
    match = patterns.CHINESE_NUMBER.match(text, start)
    if match is None:
        return None
    if match["n"]:
        return _read_plain_chinese(text, match)
    if match["quarter"]:
        return of_kind("date", match)
    value, high, unit = _special_value(match)
    return None if value is None else make_quantity(text, match.span(), (value, high), unit, certain=True)


def _special_value(match: re.Match[str]) -> tuple[Fraction | None, Fraction | None, str]:
    """Value, upper end and unit of 百分之…, 三分之一, 一半, 半年, 翻一番, 零增长 and 两成."""
    if match["pa"]:
        return _either(match["pa"]), _either(match["pb"]) if match["pb"] else None, "%"
    if match["below"]:
        return parse_chinese(f"{match['below']}分之{match['above']}"), None, ""
    if match["half"]:
        return Fraction(1, 2), None, ""
    if match["halfu"]:
        return Fraction(1, 2), None, match["halfu"]
    if match["zero"]:
        return Fraction(0), None, "%"
    if match["tenths"]:
        tenths = _either(match["tenths"])
        return (tenths + Fraction(1, 2) if match["halftenth"] and tenths is not None else tenths), None, "成"
    return (_either(match["fan"]) if match["fan"] else Fraction(1)), None, "番"


def _either(text: str) -> Fraction | None:
    return parse_chinese(text) if parse_chinese(text) is not None else parse_arabic(text)


def _read_plain_chinese(text: str, match: re.Match[str]) -> Quantity | None:
    """一百二十家, 十余项, 近千亿元, 数百个; numbers below ten with a classifier are plain (三项)."""
    number, unit = match["n"], match["u"] or ""
    vague, more = match["vague"] or "", match["more"] or ""
    start, end = match.span()
    value = parse_chinese(number)
    if value is None:
        return _read_guess(match)
    multiplier = match["m2"] or ""
    if more == "几" or vague in ("数", "几", "好"):
        if not patterns.ROUND.match(number) and more != "几":
            return None
        more = more or "多"
    if number.endswith(("万", "亿")) and len(number) > 1 and not multiplier:
        multiplier = number[-1]  # 三千万人: as written 3000 with unit 万人
        value /= MULTIPLIERS[multiplier]
    elif number == "亿" and not multiplier and unit:
        multiplier, value = number, Fraction(1)
    if number in ("亿万", "千百", "千千") or (unit == "分" and number in ("十", "百")):  # 亿万人民, 十分重要
        return None
    if not (unit or more or multiplier or vague):
        return (
            None if len(number) < 2 or value < 100 else Quantity(start, end, "plain", value, written=number)
        )
    quantity = make_quantity(text, (start, end), (value, None), multiplier + unit, more=bool(more))
    if (
        value < 10
        and not multiplier
        and not more
        and quantity.kind == "measure"
        and quantity.bound == "exact"
    ):
        if not patterns.SMALL_UNIT.fullmatch(unit):
            return None
        return Quantity(start, end, "plain", value, None, unit, written=quantity.written)
    return quantity


def _read_guess(match: re.Match[str]) -> Quantity | None:
    """三四个, 五六十家: a guess between two neighbouring numbers."""
    digits, unit = match["n"], match["u"] or ""
    low, high = parse_chinese(digits[0] + digits[2:]), parse_chinese(digits[1:])
    if low is None or high is None or not high - low > 0 or not unit:
        return None
    return Quantity(*match.span(), "plain", low, high, unit, "about", written=digits)
