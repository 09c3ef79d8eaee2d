"""Characters that Word takes from fonts of symbols, as Unicode has them."""

from __future__ import annotations

#: Word puts the 256 places of a font of symbols there.
_PRIVATE = 0xF000
_SYMBOL = {
    "22": "∀", "24": "∃", "27": "∋", "2a": "∗", "2d": "−", "40": "≅", "5c": "∴", "5e": "⊥", "7e": "∼",
    "a2": "′", "a3": "≤", "a4": "⁄", "a5": "∞", "ab": "↔", "ac": "←", "ad": "↑", "ae": "→", "af": "↓",
    "b0": "°", "b1": "±", "b2": "″", "b3": "≥", "b4": "×", "b5": "∝", "b6": "∂", "b7": "•", "b8": "÷",
    "b9": "≠", "ba": "≡", "bb": "≈", "bc": "…", "c5": "⊕", "c7": "∩", "c8": "∪", "ce": "∈", "d0": "∠",
    "d2": "®", "d3": "©", "d4": "™", "d5": "∏", "d6": "√", "d7": "⋅", "e5": "∑", "f2": "∫",
}  # fmt: skip
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_WINGDINGS = {
    "6c": "●", "6d": "❍", "6e": "■", "6f": "□", "71": "❑", "74": "⧫", "75": "◆", "76": "❖", "77": "⬥",
    "9f": "•", "a1": "○", "a7": "▪", "a8": "◻", "ab": "★", "ad": "✶", "d8": "➢", "df": "←", "e0": "→",
    "e1": "↑", "e2": "↓", "e8": "➔", "fb": "✗", "fc": "✓", "fd": "☒", "fe": "☑",
}  # fmt: skip
_CIRCLED_FROM, _BLACK_FROM = 0x81, 0x8C


def sign_of(font: str, code: str) -> str:
    """What `code` (hexadecimal) of a font shows; unknown places of fonts of symbols stay private characters."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= number <= 0xFFFD or 0xD800 <= number < 0xE000:
        return ""
    place = number - _PRIVATE if number >= _PRIVATE else number
    if not 0 <= place < 0x100:
        return chr(number)
    name = font.strip().lower()
    key = f"{place:02x}"
    if name == "symbol":
        for first, letters in zip((0x41, 0x61), _GREEK, strict=True):
            if first <= place < first + len(letters):
                return letters[place - first]
        return _SYMBOL.get(key) or (chr(place) if place < 0x7F else chr(_PRIVATE + place))
    if name == "wingdings":
        for start, one in ((_CIRCLED_FROM, "①"), (_BLACK_FROM, "❶")):
            if start <= place < start + 10:
                return chr(ord(one) + place - start)
        return _WINGDINGS.get(key) or chr(_PRIVATE + place)
    return chr(number)
