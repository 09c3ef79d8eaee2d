"""What reviewers said about links, found again in the texts of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.anchor import locate_mended
from compare.model import Anchor, LinkCorrection, LinkCorrectionOp, LinkLevel, Note, Text

#: So much of a lost correction's passage is shown.
_QUOTE_CHARS = 24


@dataclass(frozen=True, slots=True)
class Said:
    """A correction with the places (offsets) where its passages begin; of `alone` one place is None."""

    op: LinkCorrectionOp
    level: LinkLevel
    old: int | None
    new: int | None


def locate_corrections(
    corrections: Sequence[LinkCorrection], old: Text, new: Text
) -> tuple[tuple[Said, ...], tuple[Note, ...]]:
    """The corrections that have their place in these texts, in order, and a note on each that has lost it."""
    said: list[Said] = []
    notes: list[Note] = []
    for correction in corrections:
        sides = ((old, correction.old), (new, correction.new))
        places = [_place(text, anchor) for text, anchor in sides]
        lost = [
            anchor
            for place, (_, anchor) in zip(places, sides, strict=True)
            if anchor is not None and place is None
        ]
        if lost:
            quote = " ".join(lost[0].quote[:_QUOTE_CHARS].split())
            notes.append(Note("link_correction_lost", {"quote": quote}))
        elif correction.op == "alone" or None not in places:
            said.append(Said(correction.op, correction.level, places[0], places[1]))
    return tuple(said), tuple(notes)


def _place(text: Text, anchor: Anchor | None) -> int | None:
    span = locate_mended(text, anchor) if anchor else None
    return span[0] if span else None
