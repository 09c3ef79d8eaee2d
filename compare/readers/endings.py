"""Where a text stops too early: inside a sentence, or after the first of its numbered parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.labels import read_label
from compare.model import Note
from compare.readers.lines import Line

#: A shorter last line, or one without commas, may be a signature or a date.
_PROSE = re.compile(r"[，。；]|[,;.] ?[a-z]|\S, ?\S")
_PROSE_CHARS = 20
_TAIL_CHARS = 16
#: Parts of a report on lines of their own.
_PART_KINDS = ("chapter", "cn_comma")
_PART_CHARS = 40
#: A text with one numbered part is a whole one only if it is short.
_WHOLE_CHARS = 1500


def find_early_end(lines: Sequence[Line], notes: Sequence[Note]) -> list[Note]:
    """Notes on what the end of the text tells, unless jump marks say already that it goes on elsewhere."""
    body = [line for line in lines if line.kind != "chrome"]
    if not body or any(note.code == "ends_inside" for note in notes):
        return []
    last = body[-1]
    if last.kind is None and last.is_open and len(last.text) >= _PROSE_CHARS and _PROSE.search(last.text):
        return [Note("ends_abruptly", {"tail": last.text[-_TAIL_CHARS:]})]
    labels = [(line, label) for line in body if (label := read_label(line.text)) and label.kind in _PART_KINDS]
    parts = [line for line, label in labels if label.value == 1 and line.is_open and len(line.text) <= _PART_CHARS]
    if len(labels) == 1 == len(parts) and sum(len(line.text) for line in body) > _WHOLE_CHARS:
        return [Note("ends_after_first_part", {"part": parts[0].text})]
    return []
