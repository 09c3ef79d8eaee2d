"""Read a quantity that begins with a digit, in Chinese or English context, or an English number word."""

from __future__ import annotations

import re
from fractions import Fraction

from compare import number_patterns as patterns
from compare.numerals import ENGLISH_NUMBERS, MULTIPLIERS, parse_arabic, parse_compound, write_number
from compare.quantity import Quantity, make_quantity, of_kind


def read_digits(text: str, start: int, floor: int) -> Quantity | None:
    currency = patterns.CURRENCY_BEFORE.search(text, max(floor, start - 4), start)
    if not currency:
        special = _read_special(text, start, floor)
        if special:
            return special
    latin = not patterns.HAN.search(text, max(0, start - 40), start + 40)
    ratio = patterns.RATIO.match(text, start)
    if ratio:
        unit = ":" + re.sub("[ ：∶]+", ":", ratio[2])
        return make_quantity(
            text, ratio.span(), (Fraction(ratio[1]), None), unit, written=(ratio[1], None), latin=latin
        )
    sign = patterns.SIGN_BEFORE.search(text, max(floor, start - 2), start)
    negative = bool(sign)
    if currency:
        start, mark = currency.start(), currency[0].strip()
    elif sign:
        start, mark = start - 1, ""
    else:
        mark = ""
    at = currency.end() if currency else start + negative
    english = latin or patterns.ENGLISH_AFTER.match(text, at)
    return (_read_english if english else _read_han)(text, start, at, mark, negative)


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
        return of_kind("name", name)
    ordinal = patterns.ORDINAL_AFTER.match(text, start)
    return of_kind("ordinal", ordinal) if ordinal else None


def _read_date(date: re.Match[str]) -> Quantity:
    if date["y1"]:
        return Quantity(*date.span(), "year", Fraction(date["y1"]), Fraction(date["y2"]), written=date[0])
    year = date["y"] or date["b"]
    return of_kind("year", date, Fraction(year)) if year else of_kind("date", date)


def _read_han(text: str, start: int, at: int, mark: str, negative: bool) -> Quantity | None:
    match = patterns.NUMBER.match(text, at)
    if match is None:
        return None
    factor = -1 if negative else 1
    if (
        match["a"]
        and text[start - 1 : start] in ("由", "从")
        and re.search("[至到]", text[match.end("a") : match.start("b")])
    ):
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
        unit = (times_high or times_low) + mark + (match["u"] or match["au"] or "")
        more = bool(match["bmore"] or match["bmore2"])
        return make_quantity(text, (start, _end(match)), (low * factor, high), unit, more=more)
    if groups.get("c"):
        value = parse_compound(match["c"])
        unit = mark + (match["u"] or "")
        return make_quantity(
            text, (start, _end(match)), (value * factor, None), unit, more=bool(match["cmore"])
        )
    number = parse_arabic(match["n"])
    if number is None:
        return None
    unit = (match["nm"] or "") + (match["nm2"] or "") + mark + (match["u"] or "")
    digits = ("-" if negative else "") + match["n"].replace(",", "")
    return make_quantity(
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
        return make_quantity(text, (start, match.end()), (low * factor, high), unit, latin=True)
    number = parse_arabic(match["n"])
    if number is None:
        return None
    unit = _english_unit(mark, match["nm"], match["nu"])
    digits = ("-" if negative else "") + match["n"].replace(",", "")
    written = (digits, None) if "/" not in digits else None
    return make_quantity(
        text, (start, match.end()), (number * factor, None), unit, written=written, latin=True
    )


def _english_unit(mark: str, multiplier: str | None, unit: str | None) -> str:
    return " ".join(
        piece for piece in (mark, (multiplier or "").strip(" -"), (unit or "").strip(" -")) if piece
    )


def read_words(text: str, start: int) -> Quantity | None:
    """An English number word; without multiplier, unit or bound it stays a word."""
    match = patterns.ENGLISH_WORDS.match(text, start)
    if match is None:
        return None
    unit = _english_unit("", match["m"], match["u"])
    value = ENGLISH_NUMBERS[match["n"].lower()]
    quantity = make_quantity(text, match.span(), (value, None), unit, latin=True)
    return quantity if quantity.kind == "measure" else None
