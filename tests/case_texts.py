"""Clean texts written as lines, some with a hint of their format: `[heading 1] 今年工作`."""

from __future__ import annotations

import re

from compare.model import Hint, Text
from tests.case_files import unescape

_HINT = re.compile(r"\[(\w+)(?: (\d))?\] ")


def text_of(lines: tuple[str, ...]) -> Text:
    """A clean text of lines, some with hints."""
    hints: list[Hint] = []
    plain: list[str] = []
    at = 0
    for line in map(unescape, lines):
        if match := _HINT.match(line):
            line = line[match.end() :]
            hints.append(Hint(at, at + len(line), match[1], int(match[2] or 0)))  # type: ignore[arg-type]
        plain.append(line)
        at += len(line) + 1
    return Text("\n".join(plain), hints=tuple(hints))
