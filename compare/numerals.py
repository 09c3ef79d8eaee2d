"""Chinese and Arabic numbers: their exact values and how they are written.

Values are `Fraction`s, never floats.  The patterns here are building blocks: they match
a number without unit and bound, `compare.quantities` puts them together.
"""

from __future__ import annotations

import re
from fractions import Fraction

DIGIT = "[0-9]"
CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8}

#: Words that multiply the number before them; the longest that fits is taken.
MULTIPLIERS: dict[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "hundred": 10**2,
}

ENGLISH_NUMBERS: dict[str, Fraction] = {
    word: Fraction(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": Fraction(30),
    "forty": Fraction(40),
    "fifty": Fraction(50),
    "sixty": Fraction(60),
    "seventy": Fraction(70),
    "eighty": Fraction(80),
    "ninety": Fraction(90),
    "one-half": Fraction(1, 2),
    "half": Fraction(1, 2),
    "one-third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two-thirds": Fraction(2, 3),
    "two thirds": Fraction(2, 3),
    "one-quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "three-quarters": Fraction(3, 4),
    "three quarters": Fraction(3, 4),
    "one-fifth": Fraction(1, 5),
    "one-tenth": Fraction(1, 10),
}

#: After `half_width`: 1,256 · 3480.83 · 5-1/4 (mixed fraction) · 1/4
ARABIC = rf"""
    (?: {DIGIT}+[-\ ]{DIGIT}/{DIGIT}(?!{DIGIT})
      | {DIGIT}/{DIGIT}(?![0-9/年月])
      | {DIGIT}{{1,3}}(?:,{DIGIT}{{3}})+(?!{DIGIT})(?:[.]{DIGIT}+)?
      | {DIGIT}+(?:[.]{DIGIT}+)?
    )"""
#: 1万6千 · 2亿3000万 · 1千5百: an Arabic number that goes on after its multiplier
COMPOUND = rf"{DIGIT}+(?:[亿万千]{DIGIT}+){{1,3}}[万千百]?(?![0-9.])"
CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"

#: Length-preserving; the full-width comma stays, as it parts clauses, not thousands.
_FULL_WIDTH = "０１２３４５６７８９．－−％＋"
_HALF_WIDTH = str.maketrans(_FULL_WIDTH, "0123456789.--%+")
_HAS_FULL_WIDTH = re.compile(f"[{_FULL_WIDTH}]")
_COMPOUND_PIECE = re.compile(r"([0-9]+)([亿万千百]?)")
_MIXED = re.compile(r"(?:([0-9]+)[- ])?([0-9]+)/([0-9]+)\Z")
_FRACTION = re.compile(r"(.+)分之(.+)")


def half_width(text: str) -> str:
    """`text` with ASCII digits, points, minus, plus and per cent signs in place of full-width ones."""
    return text.translate(_HALF_WIDTH) if _HAS_FULL_WIDTH.search(text) else text


def parse_arabic(text: str) -> Fraction | None:
    """The value of a number in Arabic digits (no unit, no multiplier at its end); None if it is none."""
    plain = half_width(text).replace(",", "").strip()
    mixed = _MIXED.match(plain)
    if mixed:
        whole, above, below = (int(piece or 0) for piece in mixed.groups())
        return whole + Fraction(above, below) if below else None
    try:
        return Fraction(plain)
    except (ValueError, ZeroDivisionError):
        return None


def parse_compound(text: str) -> Fraction:
    """The value of digits with multipliers between them: 1万6千 = 16000, 2亿3000万 = 230000000."""
    total = 0
    last = 1
    for digits, unit in _COMPOUND_PIECE.findall(half_width(text)):
        # A piece without unit continues in the next lower place only if it is short (1万6 = 16000).
        factor = MULTIPLIERS[unit] if unit else (last // 10 if len(digits) == 1 else 1)
        if last == 10**8 and unit in ("千", "百"):
            factor *= 10**4  # 1亿3千 is 1.3亿
        total += int(digits) * factor
        last = factor
    return Fraction(total)


def parse_chinese(text: str) -> Fraction | None:
    """The value of a number in Chinese numerals; None if they do not make one.

    二〇一七 is read digit by digit, 一百零五 by places, 三点五 with decimals, 三分之一 and
    百分之七十七点五 as fractions (the latter 31/40), 两千万 by its multipliers, 千 as 1000.
    """
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        below, above = parse_chinese(fraction[1]), parse_chinese(fraction[2])
        return above / below if above is not None and below else None
    whole, point, decimals = text.partition("点")
    if point:
        head = parse_chinese(whole)
        if head is None or not decimals or any(char not in CHINESE_DIGITS for char in decimals):
            return None
        tail = int("".join(str(CHINESE_DIGITS[char]) for char in decimals))
        return head + Fraction(tail, 10 ** len(decimals))
    if not whole:
        return None
    if all(char in CHINESE_DIGITS for char in whole):
        if len(whole) == 1:
            return Fraction(CHINESE_DIGITS[whole])
        # Two neighbouring digits (三四个) are a guess between two numbers, not a number.
        return (
            Fraction(int("".join(str(CHINESE_DIGITS[char]) for char in whole))) if len(whole) >= 4 else None
        )
    return _by_places(whole)


def _by_places(text: str) -> Fraction | None:
    total = section = 0
    digit: int | None = None
    last_place = 0
    for char in text:
        if char in CHINESE_DIGITS:
            if digit:
                return None
            digit = CHINESE_DIGITS[char]
        elif char in SMALL_UNITS:
            last_place = SMALL_UNITS[char]
            section += (1 if digit is None or (digit == 0 and last_place == 10) else digit) * last_place
            digit = None
        elif char in LARGE_UNITS:
            last_place = LARGE_UNITS[char]
            section += digit or 0
            # 万亿 multiplies what has been read; 亿 after a finished 万 part too (一万二千亿).
            if last_place > 10**4 and total and not section:
                total *= last_place
            elif last_place > 10**4 and total:
                total = (total + section) * last_place
            else:
                total += (section or 1) * last_place
            section, digit = 0, None
        else:
            return None
    if digit:
        # 一百五 is 150, 一百零五 is 105.
        section += digit * (
            last_place // 10 if last_place >= 100 and len(text) > 1 and text[-2] not in "零〇" else 1
        )
    return Fraction(total + section)


def parse_number(text: str) -> Fraction | None:
    """The value of any written number without unit: Arabic, Chinese, mixed, English words; None if none.

    A multiplier at the end counts: 3.5万 is 35000, "2.5 billion" is 2500000000.
    """
    text = half_width(text).strip()
    if text.lower() in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[text.lower()]
    if text in ("半", "一半"):
        return Fraction(1, 2)
    chinese = parse_chinese(text)
    if chinese is not None:
        return chinese
    for word, factor in MULTIPLIERS.items():
        if text.endswith(word):
            head = parse_arabic(text[: -len(word)])
            if head is None:
                head = ENGLISH_NUMBERS.get(text[: -len(word)].strip().lower())
            if head is not None:
                return head * factor
    if re.fullmatch(COMPOUND, text):
        return parse_compound(text)
    return parse_arabic(text)


def write_number(value: Fraction) -> str:
    """An exact value as a decimal ("3.5") or, where it has none, as a fraction ("1/3")."""
    below = value.denominator
    twos = fives = 0
    while below % 2 == 0:
        below //= 2
        twos += 1
    while below % 5 == 0:
        below //= 5
        fives += 1
    if below != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if not places:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
