"""In which language a report is written, told from its letters."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
#: Least share of Han characters among the letters of a Chinese text.  Reports in Chinese
#: stay above 0.9, and names of companies and products do not bring them near this.
MIN_HAN = 0.3
#: Least share of a to z in the other letters of an English text.  German and French have more other letters.
MIN_PLAIN = 0.995


def language_of(text: str) -> str:
    """ "zh", "en", or "und" (undetermined, as HTML calls it) where it is neither."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return "und"
    han = len(_HAN.findall(text))
    if han >= MIN_HAN * len(letters):
        return "zh"
    return "en" if sum(map(str.isascii, letters)) >= MIN_PLAIN * (len(letters) - han) else "und"
