"""From a clean text back to its source: every cut put back where it was taken out."""

from __future__ import annotations

from compare.model import Text


def restored(text: Text) -> str:
    """The source of a text, up to white space."""
    pieces: list[str] = []
    last = 0
    for cut in text.cuts:
        pieces += [text.text[last : cut.at], cut.removed]
        last = cut.at
    pieces.append(text.text[last:])
    return "".join(pieces)


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())
