"""Changes that say nothing: punctuation, width, and years and sessions that roll on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.folding import bare, fold

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SESSION = re.compile(r"第[〇一二三四五六七八九十百\d]+(?=[届次])")
_DATE = re.compile(r"\d{1,2}月\d{1,2}日")


def is_minor(old: Sequence[str], new: Sequence[str], years: int | None = None) -> bool:
    """Whether old tokens became new ones without a change of substance.

    `years` lie between the editions; where that is unknown, one.
    """
    a, b = fold("".join(old)), fold("".join(new))
    if bare(a) == bare(b):
        return True
    if not a or not b:
        return False
    before, after = [int(year) for year in _YEARS.findall(a)], [int(year) for year in _YEARS.findall(b)]
    rolled = len(before) == len(after) and all(
        later - earlier == (years or 1) for earlier, later in zip(before, after, strict=True)
    )
    return rolled and _without_dates(a) == _without_dates(b)


def _without_dates(text: str) -> str:
    for pattern in (_YEARS, _SESSION, _DATE):
        text = pattern.sub("#", text)
    return bare(text).replace("第", "") if "#" in text else bare(text)
