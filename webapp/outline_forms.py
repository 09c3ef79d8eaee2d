"""The form of the outline editor → a correction; pure.

The fields are the same before an edition is saved and after:

    op      level, role, kind, join or split; "level:2" says the value too
    start, end, quote   the block, in code points, and its words
    value   the level, role or kind
    at      of a split: where the new block begins
"""

from __future__ import annotations

from collections.abc import Mapping

from compare.anchor import describe
from compare.model import OutlineCorrection, Text
from compare.outline_corrections import KINDS, LEVELS, ROLES
from webapp.actions.refused import Refused
from webapp.numbers import number_of

#: A correction speaks of the place where its block begins, and hangs on so many characters from
#: there: a typo mended further on does not cost it its place.
ANCHORED = 24

#: What each operation may say; None: nothing.
VALUES: dict[str, frozenset[str] | None] = {
    "level": frozenset(map(str, (0, *LEVELS))),
    "role": frozenset(ROLES),
    "kind": frozenset(KINDS),
    "join": None,
    "split": None,
}


def read_correction(form: Mapping[str, str], text: Text) -> OutlineCorrection:
    """The correction that the form asks for.

    Refused `quote_differs` unless the block reads in `text` as it did on the page, and
    `correction_unknown` where operation, value or place is none.
    """
    op, _, value = form.get("op", "").partition(":")
    value = value or form.get("value", "")
    start, end = number_of(form.get("start", "")), number_of(form.get("end", ""))
    # A form turns line ends into those of mail.
    quote = form.get("quote", "").replace("\r\n", "\n")
    if not quote or start is None or end is None or text.text[start:end] != quote:
        raise Refused("quote_differs")
    allowed = VALUES.get(op, frozenset())
    if allowed is None:
        value = ""
    elif value not in allowed:
        raise Refused("correction_unknown")
    if op == "split":
        at = number_of(form.get("at", ""))
        if at is None or not start < at < end:
            raise Refused("correction_unknown")
        # The new block begins with a word, wherever in the white space before it somebody pointed.
        start = at + len(text.text[at:end]) - len(text.text[at:end].lstrip())
    return OutlineCorrection(op, describe(text, start, min(end, start + ANCHORED)), value)  # type: ignore[arg-type]
