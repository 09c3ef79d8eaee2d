"""Measures of English sentences: what a number is said of, by verbs and prepositions around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.english_naming import name_quantity, strip_phrase
from compare.model import MeasureRole
from compare.naming import Reading
from compare.quantities import Quantity

_CLAUSE = re.compile(
    r"[,;:](?=\s)|\s[–—]\s|\s(?:while|whereas|but)\s|\band\s(?=(?:the|our|we|will|to)\b)"
    r"|[.!?](?=\s|$)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|going to|plans? to|expects?(?: to)?|expected to|aims?(?: to)?|targets?|targeting"
    r"|seeks?|should|intends? to|propose|next year|by 20\d\d|"
    r"to be|commit to|would|forecast|set aside)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|rose|grew|fell|declined|increased|decreased|reached|totaled|totalled"
    r"|generated|repurchased|paid|spent|came|driven|"
    r"compared|last year|in 20\d\d|during 20\d\d|past|committed|delivered|supported|ago|since)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:years?|months?|weeks?|days?|hours?)$", re.IGNORECASE)
_PLAIN_THING = re.compile(
    r"\s+(?:more |new |additional |of the |of our |million |local |resident |other )*(?P<thing>(?!and\b"
    r"|or\b|of\b|to\b|in\b|per\b|years?\b|months?\b|days?\b|weeks?\b|am\b|pm\b|percent\b|"
    r"January|February|March|April|May\b|June|July|August|September|October|November"
    r"|December)[a-z][a-z'’-]*s\b)"
)


def read_english_sentence(
    text: str, start: int, end: int, quantities: list[Quantity], section_role: MeasureRole
) -> Iterator[tuple[Quantity, Reading, MeasureRole]]:
    """Each measure of `text[start:end]` with its reading and role, in order."""
    subject, began = "", start
    previous_end = start
    limits = [q.whole[0] for q in quantities[1:]] + [end]
    judged = [_as_measure(text, q, q.whole[1], limit) for q, limit in zip(quantities, limits, strict=True)]
    kept = [measured for measured in judged if measured]
    for index, measured in enumerate(kept):
        low, high = measured.whole
        following = kept[index + 1].whole[0] if index + 1 < len(kept) else end
        left_start = max(previous_end, _clause_start(text, start, low))
        left, right = text[left_start:low], text[high : _clause_end(text, high, following)]
        origin = bool(re.search(r"\bfrom\s*$", left, re.IGNORECASE)) and bool(
            re.match(r"[^,;]{0,24}\bto\s", text[high:following] + " ")
        )
        name, change, explicit = name_quantity(left, right, measured)
        if explicit:
            subject, began = name, left_start
        elif not name and subject:
            name = subject
        elif not name:
            name = strip_phrase(text[start:low]) or right.strip()
        sentence_left = text[start:end]
        role = "context" if origin else _role(sentence_left, section_role)
        quote_end = high + len(right.rstrip()) if not explicit else high
        yield (
            measured,
            Reading(
                name.strip(),
                "level" if origin else change,
                began if not explicit else left_start,
                end=quote_end,
            ),
            role,
        )
        previous_end = high


def _as_measure(text: str, quantity: Quantity, high: int, limit: int) -> Quantity | None:
    """The quantity if it is one; a plain count takes the noun after it as its unit: 1,200 households."""
    if quantity.kind == "measure" and quantity.value is not None:
        if _TIME.search(quantity.unit):
            return None
        if quantity.unit or quantity.value.denominator != 1:
            return quantity
    if quantity.kind not in ("plain", "measure") or quantity.value is None:
        return None
    thing = _PLAIN_THING.match(text[quantity.end : limit])
    if re.search(r"(?:^|[^.!?] )[A-Z][a-z]+ $", text[max(0, quantity.start - 16) : quantity.start]):
        return None  # Pillar 2 introduces, Annex 3 lists
    if thing is None or (quantity.value < 2 and quantity.kind == "plain"):
        return None
    return Quantity(
        quantity.start,
        quantity.end,
        "measure",
        quantity.value,
        quantity.value_max,
        thing["thing"],
        quantity.bound,
        quantity.bound_spans,
        quantity.written,
        quantity.written_max,
    )


def _clause_start(text: str, start: int, low: int) -> int:
    at = start
    for match in _CLAUSE.finditer(text, start, low):
        at = match.end()
    return at


def _clause_end(text: str, high: int, limit: int) -> int:
    match = _CLAUSE.search(text, high, limit)
    return match.start() if match else limit


def _role(sentence: str, section_role: MeasureRole) -> MeasureRole:
    if _FUTURE.search(sentence) and section_role != "result":
        return "target"
    if _PAST.search(sentence):
        return "result"
    return section_role if section_role != "context" else "context"
