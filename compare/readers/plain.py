"""Plain text and Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

from compare.readers.decoding import decode_bytes
from compare.readers.lines import Line, Reading, remove, split_lines

_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")


def read_plain(name: str, data: bytes) -> Reading:
    """Lines of a text or Markdown file; `#` marks become heading hints and cuts."""
    decoded = decode_bytes(data, name)
    lines: list[Line] = []
    for line in split_lines(decoded.text, name):
        if match := _HEADING.match(line.text):
            line = replace(remove(line, _HEADING), kind="heading", level=len(match.group(1)))
        lines.append(line)
    return Reading(lines, decoded.notes)
