"""Characters that no text should hold: controls, halves of characters, and marks that turn the reading order.

They are taken out of every line of every reader and kept as cuts.  A direction mark can make
a passage look like another one, so a note says that there were some and where the first stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.invisible import CONTROLS, DIRECTIONS, SURROGATES, visible
from compare.model import Note
from compare.readers.lines import Line, remove

_DIRECTION = re.compile(f"[{''.join(DIRECTIONS)}]")
_UNSAFE = re.compile(f"[{''.join(DIRECTIONS)}{CONTROLS}]")
_SURROGATE = re.compile(f"[{SURROGATES}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
#: What stands for half a character, which no file can hold as UTF-8.
REPLACEMENT = "\ufffd"
#: So many characters on either side of the first direction mark are quoted.
_AROUND = 12


def storable(text: str) -> str:
    """The text with a replacement character for every half of a surrogate pair."""
    return _SURROGATE.sub(REPLACEMENT, text)


def is_direction(removed: str) -> bool:
    """Whether a cut took out a direction mark."""
    return removed in DIRECTIONS


def take_out_unsafe(lines: Sequence[Line]) -> tuple[list[Line], tuple[Note, ...]]:
    """The lines without unsafe characters, each of which is now a cut, and what there is to say of it.

    Characters for private use stay, with a note: fonts of newspapers have meant something by them.
    """
    kept: list[Line] = []
    waiting: tuple[tuple[int, str], ...] = ()  # cuts of lines that held nothing else
    place, turned, private = "", 0, 0
    for line in lines:
        if _SURROGATE.search(line.text):
            line = _without_surrogates(line)
        if directions := len(_DIRECTION.findall(line.text)):
            turned += directions
            place = place or _around(line.text)
        private += len(_PRIVATE.findall(line.text))
        clean = remove(line, _UNSAFE)
        if not clean.text:
            waiting += tuple((0, removed) for _, removed in clean.cuts)
            continue
        kept.append(replace(clean, cuts=(*waiting, *clean.cuts)) if waiting else clean)
        waiting = ()
    if waiting and kept:
        last = kept[-1]
        end = len(last.text)
        kept[-1] = replace(last, cuts=(*last.cuts, *((end, removed) for _, removed in waiting)))
    notes = []
    if turned:
        notes.append(Note("bidi_controls", {"count": turned, "place": place}))
    if private:
        notes.append(Note("private_characters", {"count": private}))
    return kept, tuple(notes)


def _without_surrogates(line: Line) -> Line:
    """The line without halves of characters; its cuts hold replacement characters in their place."""
    known = set(line.cuts)
    bare = remove(line, _SURROGATE)
    return replace(bare, cuts=tuple(cut if cut in known else (cut[0], storable(cut[1])) for cut in bare.cuts))


def _around(text: str) -> str:
    """The first direction mark of a line with the words on either side, made visible."""
    match = _DIRECTION.search(text)
    assert match is not None
    return visible(text[max(0, match.start() - _AROUND) : match.end() + _AROUND].strip())
