"""What an English number is said of: the noun phrases and verbs around it."""

from __future__ import annotations

import re

from compare.late_patterns import compile_late
from compare.model import Change
from compare.quantity import Quantity

_RISE = (
    r"gr[eo]wn?|grow(?:s|th|ing)?|r[io]se[ns]?|rising|increas(?:e[sd]?|ing)|up|climb(?:ed|s)?"
    r"|rais(?:e[sd]?|ing)|higher|gain(?:ed|s)?|expand(?:ed|s)?|expansion|jump(?:ed)?|add(?:s|ed)?"
)
_FALL = (
    r"f[ae]ll(?:en|s|ing)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|down|drop(?:ped|s)?"
    r"|lower(?:ed|s)?|reduc(?:e[sd]?|ing|tion)|cut(?:s|ting)?|contract(?:ed|ion|s)?|shr[aiu]nk"
    r"|sav(?:e[sd]?|ings)"
)
_MOVE = compile_late(rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))\b(?P<rest>[^,;]*)$", re.IGNORECASE)
_VERB = compile_late(
    rf"\b(?:will|would|should|could|can|may|has|have|had|is|are|was|were|be|been|reached?|hit|narrowed"
    rf"|widened|eased|stood|stands?|remain(?:s|ed)?|averaged?|totall?ed|amount(?:s|ed)?|"
    rf"exceed(?:s|ed)?|account(?:s|ed)|represent(?:s|ed)?|came|come|maintain(?:s|ed)?|stay(?:s|ed)?"
    rf"|target(?:s|ed)?|expect(?:s|ed)?|{_RISE}|{_FALL})\b",
    re.IGNORECASE,
)
_LEAD = compile_late(
    r"^(?:\s|and|or|but|the|our|a|an|this|that|these|of|we|i|which|while|also|further|in addition|overall"
    r"|in 20\d\d|during 20\d\d|as of \w+ \d+|for|by|to|from|with|at|in|"
    r"will|would|have|has|had|be|been|should|expect|plan|aim|target|set aside|provide|provided|spend|invest|"
    r"committed?|raise|about|total|up|some|over|more than)\s+",
    re.IGNORECASE,
)
_AFTER = compile_late(
    r"^(?:\s|-)*(?:(?:of|in|for|to|on|from|towards?|worth of|per|a"
    r"|an)\s+)?(?P<thing>[A-Za-z][\w'’&/-]*(?:\s+[A-Za-z][\w'’&/-]*){0,8})",
    re.IGNORECASE,
)
_STOP = compile_late(
    r"\b(?:to|by|in|from|over|during|this|last|next|which|that|who|and|for|with|will|as|compared|at|on"
    r"|after|before|between|per|since|is|are|was|were|has|have|had|can|"
    r"until|under|through|if|when|because|up|than|so|due|driven|while|through|due|we|i|down|of the year"
    r"|joined|applied|benefit(?:s|ed)?|took|received|participated)\b",
    re.IGNORECASE,
)
_PRONOUNS = compile_late(
    r"we|i|it|they|there|this|that|which|who|he|she|you|these|those|what|and",
    re.IGNORECASE,
)
_SMALL_WORDS = compile_late(
    r"of|at|to|by|from|with|for|in|than|about|over|around|a|an|the|our|its|their|and|or|up|is"
    r"|are|was|were|be|been|has|have|had|some|nearly|almost|approximately|will|would|as|on"
    r"|which|that|this|these|another|additional|further|only|just|current|today’s|today's"
    r"|previous|down|out|all|also|per",
    re.IGNORECASE,
)
#: Raised the rate by, cut its levy to: the object is what moves.
_MOVED_OBJECT = compile_late(
    r"\b(?:rais(?:e[ds]?|ing)|cut|lower(?:ed)?|reduc(?:e[ds]?|ing)|increas(?:e[ds]?|ing)|expand(?:ed)?"
    r"|extend(?:ed)?|lift(?:ed)?)\s+(?:the|our|its|their|this)\s+"
    r"(?P<what>[\w\s’'&-]{2,60}?)\s+(?:by|to|from|at)\b",
    re.IGNORECASE,
)
#: Verbs whose object, not subject, a number tells: receive a payout of $1,000.
_GIVES = compile_late(
    r"\b(?:receive[ds]?|provide[ds]?|giv(?:e[ns]?|ing)|gave|maintain(?:ed)?|keep|kept|introduce[ds]?|spend"
    r"|spent|set|raise[ds]?|pay|paid|achieve[ds]?|deliver(?:ed)?|inject"
    r"|distribute|impose|require|allocate)\b",
    re.IGNORECASE,
)
#: Words that open no noun phrase: verbs, pronouns, conjunctions.
_PHRASE_STOP = compile_late(
    rf"(?:{_RISE}|{_FALL}|we|i|it|they|you|he|she|there|will|would|should|could|can|may|to|and|or|but|that"
    rf"|which|who|if|when|while|because|is|are|was|were|be|been|has|"
    r"have|had|do|does|not|provide[ds]?|give[ns]?|receive[ds]?|spend|spent|invest(?:ed)?|commit(?:ted)?|set"
    r"|aside|maintain|maintained|keep|kept|repurchased|announced|"
    r"paid|pay|expect(?:ed|s)?|decided|seeks?|achieve|remains?|reached?|with|by|as|introduce[ds]?"
    r"|allocate[ds]?|stood|stands|came|come|comes|reaching|tripled|doubled|became|become|benefit"
    r"|inject(?:ed)?|deliver(?:ed)?|build|built|create[ds]?)",
    re.IGNORECASE,
)
#: After a number: words of time, place or division, which do not name what it measures.
_ASIDE = compile_late(
    r"\s*(?:(?:will|would|was|were|is|are|over|during|within|through|until|by|from|compared|per|each|every"
    r"|a|an|last|next|this|since|before|after|as|up|when|if|and|or|to|which|while|annually|yearly)\b"
    r"|(?:in|for|on|at) (?:the (?:past|last|next|first|second|third|fourth|coming|same|longer|medium|near"
    r"|fiscal|current)|\d|this|real|nominal|total|each|FY|January|February|March|April|May|June|July|August"
    r"|September|October|November|December))",
    re.IGNORECASE,
)


def name_quantity(left: str, right: str, quantity: Quantity) -> tuple[str, Change, bool]:
    """Name, change, and whether the words left of the number gave the name."""
    rate = re.search(r"%|per ?cent|point|[$£€¥]", quantity.unit) is not None
    change = _change(left, right, rate)
    subject = _subject(left)
    noun = _noun_before(left)
    if noun and re.search(r"\b(?:of|at)\s+(?:\w+\s+){0,2}$", left) and _GIVES.search(left):
        return noun, change, True
    moved = _MOVED_OBJECT.search(left)
    if moved:
        return moved["what"], change, True
    thing = "" if _ASIDE.match(right) else _thing(right)
    given = bool(thing) and bool(_GIVES.search(left)) and "%" not in quantity.unit
    if subject and not given and (rate or not _AFTER.match(right)):
        return subject, change, True
    if thing and not (
        change in ("increase", "decrease")
        and re.match(r"\s*(?:in|for|to|on)\b", right)
        and _noun_before(left)
    ):
        return thing, change, False
    if noun and not re.fullmatch(rf"(?:{_RISE}|{_FALL})", noun, re.IGNORECASE):
        return noun, change, True
    purpose = re.search(r"\bto (?P<what>[a-z]+ [A-Za-z][^,.;]{2,60})", right)
    if purpose and not noun:
        return purpose["what"], change, False
    return ("" if noun else thing), change, False


def _change(left: str, right: str, rate: bool) -> Change:
    move = _MOVE.search(left)
    if move:
        reaches = re.search(
            r"\b(?:to|at)\s*(?:(?:about|around|nearly|over|more than|almost"
            r"|approximately)\s*)?$",
            move["rest"] + " ",
            re.IGNORECASE,
        )
        return "level" if reaches else "increase" if move["rise"] else "decrease"
    after = re.match(rf"\s*(?:(?P<rise>{_RISE})|{_FALL})\b", right, re.IGNORECASE)
    if after:
        return "increase" if after["rise"] else "decrease"
    return "level" if rate else "count"


def _subject(left: str) -> str:
    """The noun phrase before the verb of the clause; empty where it is a pronoun or there is no verb."""
    verb = _VERB.search(left)
    words = strip_phrase(left[: verb.start()]) if verb else ""
    if not words or _PRONOUNS.fullmatch(words.split()[-1]) or len(words.split()) > 12:
        return ""
    return words


def _thing(right: str) -> str:
    """What is counted or paid, right of the number."""
    found = _AFTER.match(right)
    if not found:
        return ""
    stop = _STOP.search(found["thing"], 1)
    words = found["thing"][: stop.start()].strip() if stop else found["thing"]
    return (
        words if len(words) > 2 and words.lower() not in ("the", "each", "all", "our", "their", "its") else ""
    )


def _noun_before(left: str) -> str:
    """The noun phrase that ends before the number: the target range for the federal funds rate [at]."""
    words = re.sub(r"[^\w\s’'&/%$-]", " , ", left).split()
    while words and (_SMALL_WORDS.fullmatch(words[-1]) or words[-1].isdigit()):
        words.pop()
    phrase: list[str] = []
    while words and len(phrase) < 8 and words[-1] != "," and not _PHRASE_STOP.fullmatch(words[-1]):
        phrase.insert(0, words.pop())
    while phrase and _SMALL_WORDS.fullmatch(phrase[0]):
        phrase.pop(0)
    return " ".join(phrase)


def strip_phrase(words: str) -> str:
    """A noun phrase without the little words at its beginning and end."""
    words = re.sub(r"\[[^\]]*\]", "", words).strip(" \n\t.,;:–—-*")
    while True:
        shorter = _LEAD.sub("", words + " ", count=1).strip()
        if shorter == words:
            break
        words = shorter
    words = re.sub(
        r"\s+(?:by|to|at|of|with|from|was|were|is|are|has|have|for|in|and|the|a|an|be|about|over"
        r"|around)$",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return words[-80:]
