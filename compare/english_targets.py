"""Measures of English sentences: what a number is said of, by verbs and prepositions around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Change, MeasureRole
from compare.naming import Reading
from compare.quantities import Quantity

_CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—]\s|\s(?:while|whereas|but)\s|\band\s(?=(?:the|our|we|will|to)\b)|[.!?](?=\s|$)", re.IGNORECASE)
_RISE = r"gr[eo]wn?|grow(?:s|th|ing)?|r[io]se[ns]?|rising|increas(?:e[sd]?|ing)|up|climb(?:ed|s)?|rais(?:e[sd]?|ing)|higher|gain(?:ed|s)?|expand(?:ed|s)?|expansion|jump(?:ed)?|add(?:s|ed)?"
_FALL = r"f[ae]ll(?:en|s|ing)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|down|drop(?:ped|s)?|lower(?:ed|s)?|reduc(?:e[sd]?|ing|tion)|cut(?:s|ting)?|contract(?:ed|ion|s)?|shr[aiu]nk|sav(?:e[sd]?|ings)"
_MOVE = re.compile(rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))\b(?P<rest>[^,;]*)$", re.IGNORECASE)
_VERB = re.compile(
    rf"\b(?:will|would|should|could|can|may|has|have|had|is|are|was|were|be|been|reached?|hit|stood|stands?|remain(?:s|ed)?|averaged?|totall?ed|amount(?:s|ed)?|"
    rf"exceed(?:s|ed)?|accounted|represent(?:s|ed)?|came|come|maintain(?:s|ed)?|stay(?:s|ed)?|target(?:s|ed)?|expect(?:s|ed)?|{_RISE}|{_FALL})\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|going to|plans? to|expects?(?: to)?|expected to|aims?(?: to)?|targets?|targeting|seeks?|should|intends? to|propose|next year|by 20\d\d|"
    r"to be|commit to|would|forecast|set aside)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has|have|had|rose|grew|fell|declined|increased|decreased|reached|totaled|totalled|generated|repurchased|paid|spent|came|driven|"
    r"compared|last year|in 20\d\d|during 20\d\d|past|committed|delivered|supported|ago|since)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:\s|and|or|but|the|our|a|an|this|that|these|of|we|i|which|while|also|further|in addition|overall|in 20\d\d|during 20\d\d|as of \w+ \d+|for|by|to|from|with|at|in|"
    r"will|would|have|has|had|be|been|should|expect|plan|aim|target|set aside|provide|provided|spend|invest|"
    r"committed?|raise|about|total|up|some|over|more than)\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:\s|-)*(?:(?:of|in|for|to|on|from|towards?|worth of|per|a|an)\s+)?(?P<thing>[A-Za-z][\w'’&/-]*(?:\s+[A-Za-z][\w'’&/-]*){0,8})", re.IGNORECASE
)
_STOP = re.compile(
    r"\b(?:to|by|in|from|over|during|this|last|next|which|that|who|and|for|with|will|as|compared|at|on|after|before|between|per|since|is|are|was|were|has|have|had|can|"
    r"until|under|through|if|when|because|up|than|so|due|driven|while|through|due|we|i|down|of the year)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:years?|months?|weeks?|days?|hours?)$", re.IGNORECASE)
_PLAIN_THING = re.compile(
    r"\s+(?:more |new |additional |of the |of our |million |local |resident |other )*(?P<thing>(?!and\b|or\b|of\b|to\b|in\b|per\b|years?\b|months?\b|days?\b|weeks?\b|am\b|pm\b|percent\b|"
    r"January|February|March|April|May\b|June|July|August|September|October|November|December)[a-z][a-z'’-]*s\b)"
)


def read_english_sentence(
    text: str, start: int, end: int, quantities: list[Quantity], section_role: MeasureRole
) -> Iterator[tuple[Quantity, Reading, MeasureRole]]:
    """Each measure of `text[start:end]` with its reading and role, in order."""
    subject, began = "", start
    previous_end = start
    for index, quantity in enumerate(quantities):
        low, high = quantity.whole
        following = quantities[index + 1].whole[0] if index + 1 < len(quantities) else end
        measured = _as_measure(text, quantity, high, min(following, end))
        left_start = max(previous_end, _clause_start(text, start, low))
        if measured is None:
            continue
        left, right = text[left_start:low], text[high:_clause_end(text, high, following)]
        origin = bool(re.search(r"\bfrom\s*$", left, re.IGNORECASE)) and bool(re.match(r"[^,;]{0,24}\bto\s", text[high:following] + " "))
        name, change, explicit = _name(left, right, measured)
        if explicit:
            subject, began = name, left_start
        elif not name and subject:
            name = subject
        elif not name:
            name = _strip(text[start:low]) or right.strip()
        sentence_left = text[start:end]
        role = "context" if origin else _role(sentence_left, section_role)
        quote_end = high + len(right.rstrip()) if not explicit else high
        yield measured, Reading(name.strip(), change, began if not explicit else left_start, end=quote_end), role
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
    if thing is None or (quantity.value < 2 and quantity.kind == "plain"):
        return None
    return Quantity(
        quantity.start, quantity.end, "measure", quantity.value, quantity.value_max, thing["thing"], quantity.bound,
        quantity.bound_spans, quantity.written, quantity.written_max,
    )


def _clause_start(text: str, start: int, low: int) -> int:
    at = start
    for match in _CLAUSE.finditer(text, start, low):
        at = match.end()
    return at


def _clause_end(text: str, high: int, limit: int) -> int:
    match = _CLAUSE.search(text, high, limit)
    return match.start() if match else limit


def _name(left: str, right: str, quantity: Quantity) -> tuple[str, Change, bool]:
    """Name, change, and whether the words left of the number gave the name."""
    move = _MOVE.search(left)
    change: Change = "level"
    rate = re.search(r"%|per ?cent|point|[$£€¥]", quantity.unit) is not None
    if move:
        reaches = re.search(r"\bto\s*(?:about|around|nearly|over|more than|almost|approximately)?\s*$", move["rest"] + " ", re.IGNORECASE)
        change = "level" if reaches else "increase" if move["rise"] else "decrease"
    elif not rate:
        change = "count"
    after = re.match(rf"\s*(?P<verb>{_RISE}|{_FALL})\b", right, re.IGNORECASE)
    if after and not move:
        change = "increase" if re.fullmatch(_RISE, after["verb"], re.IGNORECASE) else "decrease"
    verb = _VERB.search(left)
    subject = _strip(left[: verb.start()]) if verb else ""
    if verb and subject and subject.lower() not in ("we", "i", "it", "they", "there", "this", "that", "which", "who"):
        if rate or not _AFTER.match(right):
            return subject, change, True
    thing = _AFTER.match(right)
    if thing:
        stop = _STOP.search(thing["thing"], 1)
        words = thing["thing"][: stop.start()].strip() if stop else thing["thing"]
        if len(words) > 2:
            return words, change, False
    rest = _strip(left)
    return (rest, change, bool(rest) and len(rest) > 3) if not subject else (subject, change, True)


def _strip(words: str) -> str:
    """A noun phrase without the little words at its beginning and end."""
    words = words.strip(" \n\t.,;:–—-*")
    while True:
        shorter = _LEAD.sub("", words + " ", count=1).strip()
        if shorter == words:
            break
        words = shorter
    words = re.sub(r"\s+(?:by|to|at|of|with|from|was|were|is|are|has|have|for|in|and|the|a|an|be|about|over|around)$", "", words, flags=re.IGNORECASE)
    return words[-80:]


def _role(sentence: str, section_role: MeasureRole) -> MeasureRole:
    if _FUTURE.search(sentence) and section_role != "result":
        return "target"
    if _PAST.search(sentence):
        return "result"
    return section_role if section_role != "context" else "context"
