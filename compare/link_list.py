"""A file of corrections of links → the corrections, their passages found in two texts.

The file is a JSON list.  Each entry says `op` (`together`, `apart`, `alone`), `level` (`block`,
which may be left out, or `sentence`), and the passages `old` and `new`; of `alone` one of the two
is null or left out.  A passage is an anchor as the program writes it, or `{"quote": "…"}`: words
that occur once in the text of its side.  The block or sentence in which it begins is meant.
"""

from __future__ import annotations

import json
from typing import Any, cast

from compare.anchor import describe, locate_mended
from compare.errors import CompareError
from compare.model import Anchor, LinkCorrection, Text
from compare.model.comparison import LinkCorrectionOp, LinkLevel

#: op → how many passages it speaks of.
PASSAGES = {"together": 2, "apart": 2, "alone": 1}
LEVELS = ("block", "sentence")

#: The fields of an anchor, and their types.
ANCHOR = {"text_id": str, "start": int, "end": int, "quote": str, "prefix": str, "suffix": str}

#: So much of a quote is repeated in an error.
SHOWN = 40


def read_link_list(content: bytes, name: str, old: Text, new: Text) -> tuple[LinkCorrection, ...]:
    """The corrections that the file `name` holds, in its order.

    Raises CompareError where the file is no such list, and where a passage is not in its text.
    """
    try:
        entries = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CompareError("corrections_not_json", name=name) from None
    if not isinstance(entries, list):
        raise CompareError("corrections_not_json", name=name)
    return tuple(_read_entry(entry, number, old, new) for number, entry in enumerate(entries, start=1))


def _read_entry(entry: Any, number: int, old: Text, new: Text) -> LinkCorrection:
    if not isinstance(entry, dict):
        raise CompareError("correction_malformed", number=number)
    op, level = entry.get("op"), entry.get("level", "block")
    given = [side for side in ("old", "new") if entry.get(side) is not None]
    # Compared one by one: what is no string may not be hashable either.
    if op not in list(PASSAGES) or level not in LEVELS or len(given) != PASSAGES[op]:
        raise CompareError("correction_malformed", number=number)
    anchors = {
        side: _read_anchor(entry[side], number, text) if side in given else None
        for side, text in (("old", old), ("new", new))
    }
    return LinkCorrection(cast(LinkCorrectionOp, op), anchors["old"], anchors["new"], cast(LinkLevel, level))


def _read_anchor(passage: Any, number: int, text: Text) -> Anchor:
    """The anchor on `text`, whatever text it was made on."""
    if not isinstance(passage, dict) or not isinstance(passage.get("quote"), str) or not passage["quote"]:
        raise CompareError("correction_malformed", number=number)
    quote = passage["quote"]
    shown = quote if len(quote) <= SHOWN else quote[:SHOWN] + "…"
    if passage.keys() == {"quote"}:
        start = text.text.find(quote)
        if start < 0:
            raise CompareError("correction_not_found", number=number, quote=shown)
        if text.text.find(quote, start + 1) >= 0:
            raise CompareError("correction_ambiguous", number=number, quote=shown)
        return describe(text, start, start + len(quote))
    if passage.keys() != ANCHOR.keys() or any(type(passage[key]) is not kind for key, kind in ANCHOR.items()):
        raise CompareError("correction_malformed", number=number)
    span = locate_mended(text, Anchor(**passage))
    if span is None:
        raise CompareError("correction_not_found", number=number, quote=shown)
    return describe(text, *span)
