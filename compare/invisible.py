"""Characters that cannot be seen, by their names: controls, and marks that turn the reading order.

A file name or a passage that holds them can look like another one, so whatever comes from
outside is shown with `visible`.
"""

from __future__ import annotations

import re

#: Characters that change the direction of what follows (Unicode UAX #9), and their names there.
DIRECTIONS = {
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
#: C0 and C1 controls but tab and line end, line and paragraph separators, annotation marks,
#: deprecated formatting, tags (a hidden text of their own), and code points that are no characters.
CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u2061-\u2065\u206a-\u206f\ufff9-\ufffb\ufdd0-\ufdef"
    "\U000e0000-\U000e007f"
) + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
#: Halves of characters, which no file can hold as UTF-8.
SURROGATES = "\ud800-\udfff"
_SHOWN = re.compile(f"[{''.join(DIRECTIONS)}{CONTROLS}{SURROGATES}]")


def visible(text: str) -> str:
    """A name or passage with direction marks and controls shown: "a⟦RLO⟧txt.exe".  Tabs and line ends stay."""
    return _SHOWN.sub(lambda match: marker(match.group()), text)


def marker(char: str) -> str:
    """How a character that cannot be seen is shown: "⟦RLO⟧", "⟦U+0007⟧"."""
    return f"⟦{DIRECTIONS.get(char) or f'U+{ord(char):04X}'}⟧"
