"""Find every number of a text whole: with sign, separators, range and unit, and its bound words.

One scan finds the places where a number may begin, one pattern per script reads it there.
What only looks like a quantity (dates, ordinals, names such as 5G, “1+4”, 二十大) is returned
too, under its own kind, so that a tokeniser can keep it whole and targets can skip it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compare import number_patterns as patterns
from compare.bounds import find_bound
from compare.model import Bound, Span
from compare.numerals import (
    ENGLISH_NUMBERS,
    HALF_WIDTH,
    MULTIPLIERS,
    parse_arabic,
    parse_chinese,
    parse_compound,
    write_number,
)

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


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of `text`, in order and without overlap."""
    plain = text.translate(HALF_WIDTH)
    found: list[Quantity] = []
    search = patterns.START.search
    floor = position = 0
    while match := search(plain, position):
        quantity = _read(plain, match.start(), floor)
        if quantity is None:
            position = match.end()
        else:
            found.append(quantity)
            floor = position = quantity.end
    return found


def _read(text: str, start: int, floor: int) -> Quantity | None:
    """The number that begins at `start`; what goes before it may reach back to `floor`."""
    char = text[start]
    if char.isdigit():
        return _read_digits(text, start, floor)
    if char.isascii():
        return _read_words(text, start)
    if char == "第":
        match = patterns.ORDINAL.match(text, start)
        return _of_kind("ordinal", match) if match else None
    return _read_chinese(text, start)


def _of_kind(kind: Kind, match: re.Match[str], value: Fraction | None = None) -> Quantity:
    return Quantity(match.start(), match.end(), kind, value, written=match[0])


def _measure(
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


# ---------------------------------------------------------------- Arabic digits


def _read_digits(text: str, start: int, floor: int) -> Quantity | None:
    currency = patterns.CURRENCY_BEFORE.search(text, max(floor, start - 4), start)
    if not currency:
        special = _read_special(text, start, floor)
        if special:
            return special
    latin = not patterns.HAN.search(text, max(0, start - 40), start + 40)
    ratio = patterns.RATIO.match(text, start)
    if ratio:
        return _measure(text, ratio.span(), (Fraction(ratio[1]), None), ":" + re.sub("[ ：∶]+", ":", ratio[2]), latin=latin)
    sign = patterns.SIGN_BEFORE.search(text, max(floor, start - 2), start)
    negative = bool(sign)
    if currency:
        start, mark = currency.start(), currency[0].strip()
    elif sign:
        start, mark = start - 1, ""
    else:
        mark = ""
    at = currency.end() if currency else start + negative
    return (_read_english if latin else _read_han)(text, start, at, mark, negative)


def _read_special(text: str, start: int, floor: int) -> Quantity | None:
    """Digits that are no quantity: part of a name, a date, a place in a row."""
    letters = patterns.LATIN_BEFORE.search(text, max(floor, start - 16), start)
    if letters and not patterns.UNIT_AFTER_DIGITS.match(text, start):
        end = patterns.DIGITS.match(text, start).end()  # type: ignore[union-attr]
        return Quantity(letters.start(), end, "name", None, written=text[letters.start() : end])
    date = patterns.DATE.match(text, start)
    if date:
        return _read_date(date)
    name = patterns.NAME_AFTER.match(text, start)
    if name and not patterns.UNIT_NOT_NAME.match(text, start):
        return _of_kind("name", name)
    ordinal = patterns.ORDINAL_AFTER.match(text, start)
    return _of_kind("ordinal", ordinal) if ordinal else None


def _read_date(date: re.Match[str]) -> Quantity:
    if date["y1"]:
        return Quantity(*date.span(), "year", Fraction(date["y1"]), Fraction(date["y2"]), written=date[0])
    year = date["y"] or date["b"]
    return _of_kind("year", date, Fraction(year)) if year else _of_kind("date", date)


def _read_han(text: str, start: int, at: int, mark: str, negative: bool) -> Quantity | None:
    match = patterns.NUMBER.match(text, at)
    if match is None:
        return None
    factor = -1 if negative else 1
    if match["a"] and text[start - 1 : start] in ("由", "从") and text[match.end("a")] in "至到":
        match = patterns.SINGLE_NUMBER.match(text, at)
        assert match is not None
    groups = match.groupdict()
    if groups.get("a"):
        low, high = parse_arabic(match["a"]), parse_arabic(match["b"])
        if low is None or high is None:
            return None
        times_low, times_high = match["am"] or "", match["bm"] or ""
        if times_low and times_high and times_low != times_high:
            low = low * MULTIPLIERS[times_low] / MULTIPLIERS[times_high]
        unit = (times_high or times_low) + mark + (match["bu"] or match["au"] or "")
        more = bool(match["bmore"] or match["bmore2"])
        return _measure(text, (start, _end(match)), (low * factor, high), unit, more=more)
    if groups.get("c"):
        value = parse_compound(match["c"])
        unit = mark + (match["cu"] or "")
        return _measure(text, (start, _end(match)), (value * factor, None), unit, more=bool(match["cmore"]))
    number = parse_arabic(match["n"])
    if number is None:
        return None
    unit = (match["nm"] or "") + mark + (match["nu"] or "")
    digits = ("-" if negative else "") + match["n"].replace(",", "")
    return _measure(
        text,
        (start, _end(match)),
        (number * factor, None),
        unit,
        more=bool(match["more"] or match["more2"]),
        written=(digits if "/" not in digits else write_number(number), None),
    )


def _end(match: re.Match[str]) -> int:
    """The end of a match without the gap after it."""
    end = match.end()
    while match.string[end - 1] in " \u00a0\u2009\u200b":
        end -= 1
    return end


# ---------------------------------------------------------------- English


def _read_english(text: str, start: int, at: int, mark: str, negative: bool) -> Quantity | None:
    match = patterns.ENGLISH_NUMBER.match(text, at)
    if match is None:
        return None
    before = text[max(0, start - 8) : start].lower()
    joint = (match["to"] or "").strip()
    # "rose to $2 billion and 4 per cent of GDP" or "from 3 to 5" are two numbers, not a range.
    sides_differ = bool(
        (mark and match["bu"]) or (match["cur"] and not mark) or (match["au"] and match["bu"] != match["au"])
    )
    if sides_differ or (joint == "and" and not before.endswith("between ")) or before.endswith("from "):
        match = patterns.SINGLE_ENGLISH.match(text, at)
        assert match is not None
    factor = -1 if negative else 1
    groups = match.groupdict()
    if groups.get("a"):
        low, high = parse_arabic(match["a"]), parse_arabic(match["b"])
        if low is None or high is None:
            return None
        unit = _english_unit(mark, match["bm"] or match["am"], match["bu"] or match["au"])
        return _measure(text, (start, match.end()), (low * factor, high), unit, latin=True)
    number = parse_arabic(match["n"])
    if number is None:
        return None
    unit = _english_unit(mark, match["nm"], match["nu"])
    digits = ("-" if negative else "") + match["n"].replace(",", "")
    written = (digits, None) if "/" not in digits else None
    return _measure(text, (start, match.end()), (number * factor, None), unit, written=written, latin=True)


def _english_unit(mark: str, multiplier: str | None, unit: str | None) -> str:
    return " ".join(piece for piece in (mark, (multiplier or "").strip(" -"), (unit or "").strip(" -")) if piece)


def _read_words(text: str, start: int) -> Quantity | None:
    """An English number word; without multiplier, unit or bound it stays a word."""
    match = patterns.ENGLISH_WORDS.match(text, start)
    if match is None:
        return None
    unit = _english_unit("", match["m"], match["u"])
    value = ENGLISH_NUMBERS[match["n"].lower()]
    quantity = _measure(text, match.span(), (value, None), unit, latin=True)
    return quantity if quantity.kind == "measure" else None


# ---------------------------------------------------------------- Chinese numerals


def _read_chinese(text: str, start: int) -> Quantity | None:
    year = patterns.CHINESE_YEAR.match(text, start)
    if year:
        return _of_kind("year", year, parse_chinese(year[0][:4].replace("○", "〇")))
    name = patterns.CHINESE_NAME.match(text, start)
    if name:
        return _of_kind("ordinal" if "届" in name[0] or "全会" in name[0] else "name", name)
    spread = patterns.CHINESE_RANGE.match(text, start)
    if spread:
        low, high = parse_chinese(spread["a"]), parse_chinese(spread["b"])
        if low is not None and high is not None and low < high:
            return _measure(text, spread.span(), (low, high), spread["bu"], more=bool(spread["bm"]))
    match = patterns.CHINESE_NUMBER.match(text, start)
    if match is None:
        return None
    if match["n"]:
        return _read_plain_chinese(text, match)
    if match["quarter"]:
        return _of_kind("date", match)
    value, high, unit = _special_value(match)
    return None if value is None else _measure(text, match.span(), (value, high), unit, certain=True)


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
    elif patterns.ROUND.fullmatch(number) and number in MULTIPLIERS and not multiplier and unit:
        if number in ("亿", "万亿", "千亿", "百亿"):
            multiplier, value = number, Fraction(1)
    if number in ("亿万", "千百", "千千") or (unit == "分" and number in ("十", "百")):  # 亿万人民, 十分重要
        return None
    if not (unit or more or multiplier or vague):
        return None if len(number) < 2 or value < 100 else Quantity(start, end, "plain", value, written=number)
    quantity = _measure(text, (start, end), (value, None), multiplier + unit, more=bool(more))
    if value < 10 and not multiplier and not more and quantity.kind == "measure" and quantity.bound == "exact":
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
