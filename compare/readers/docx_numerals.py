"""Numbers as Word writes them before the paragraphs of a list: 3 → 三, ③, iii, C, 3rd."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_COUNTED = ("零", "一二三四五六七八九", ("", "十", "百", "千"), "万")
_LEGAL = ("零", "壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万")
_LEGAL_TRADITIONAL = ("零", "壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999
_MOST_COUNTED = 99_999_999
#: Letters are doubled behind z: aa, bb; more than this would be a joke.
_MOST_LETTERS = 26 * 20


def write_number(number: int, style: str) -> str:
    """`number` in the style that Word calls `style` (an ST_NumberFormat); unknown styles give plain digits."""
    if style in ("none", "bullet"):
        return ""
    write = _STYLES.get(style)
    return (write(number) if write and number >= 0 else "") or str(number)


def _counted(number: int, signs: tuple[str, str, tuple[str, ...], str], zeros: bool) -> str:
    """A number in words: 一百零五 with `zeros`, 百五 without (as in Japanese)."""
    zero, digits, powers, myriad = signs
    if number == 0:
        return zero
    if number > _MOST_COUNTED:
        return ""
    high, low = divmod(number, 10_000)
    if high:
        between = zero if zeros and 0 < low < 1000 else ""
        return _counted(high, signs, zeros) + myriad + between + (_counted(low, signs, zeros) if low else "")
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = low // 10**power % 10
        if digit == 0:
            gap = bool(words)
            continue
        if gap and zeros:
            words += zero
        gap = False
        # 十一 rather than 一十一; 百 rather than 一百 where zeros are not spoken either.
        silent = digit == 1 and (
            (power == 1 and not words and signs is _COUNTED) or (power > 0 and not zeros)
        )
        words += ("" if silent else digits[digit - 1]) + powers[power]
    return words


def _chinese(number: int) -> str:
    return _counted(number, _COUNTED, True)


def _japanese(number: int) -> str:
    return _counted(number, _COUNTED, False)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return ""
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _letters(number: int) -> str:
    if not 0 < number <= _MOST_LETTERS:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _circled(number: int) -> str:
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱"), (0, 0, "⓪")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return ""


def _enclosed(sign: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(sign) + number - 1) if 0 < number <= most else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, True),
    "ideographLegalTraditional": lambda number: _counted(number, _LEGAL_TRADITIONAL, True),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
}
