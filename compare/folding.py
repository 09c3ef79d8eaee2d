"""Fold texts for matching only: width, case and script; what is shown stays as it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

#: Frequent characters that only Traditional texts use; a few of them betray the script.
_TRADITIONAL = re.compile(
    "[國會經發開業務實現進設區產濟績計劃學習體種變應總與為個來這們對說過還後從關無東車馬]"
)
_TRADITIONAL_SHARE = 0.01
_IDLE = re.compile(r"[^\w%％.+$€£¥]|_")


def _width_table() -> dict[int, str]:
    """Full-width forms to half-width, one character each, so that offsets hold."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table[0x3000] = " "
    # Sentence punctuation stays: the width of a comma says nothing about the script of a report.
    table.update({ord(wide): narrow for wide, narrow in zip("“”‘’—–－", "\"\"''---", strict=True)})
    return table


_WIDTH = _width_table()


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters, by the share of some that give it away."""
    sample = text[:20_000]
    return len(_TRADITIONAL.findall(sample)) > len(sample) * _TRADITIONAL_SHARE


def fold(text: str) -> str:
    """`text` in half width, lower case and Simplified characters; as long as before."""
    folded = text.translate(_WIDTH)
    if is_traditional(folded):
        simple: str = _simplifier().convert(folded)
        folded = simple if len(simple) == len(folded) else folded
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


def bare(text: str) -> str:
    """Letters, digits and signs that carry meaning: no white space, no punctuation."""
    return _IDLE.sub("", text)
