"""Describe a place in a text so that it can be found again, and find it.

The method is Hypothesis' and the W3C's (Web Annotation Data Model, TextPosition- and
TextQuoteSelector): position, quote, and a little context.  Unlike theirs, a match that
is not good enough is no match: a remark that has lost its place is shown as such, which
is better than a remark beside the wrong sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import Indel

from compare.model import Anchor, Span, Text

#: Characters of context kept on either side: about one clause of Chinese.
CONTEXT = 32
#: Least mean likeness of the context (0 to 1).  Lower finds more in corrected texts and
#: more often the wrong place; unrelated Chinese clauses reach about 0.2.
MIN_CONTEXT = 0.5
#: A quote this long that occurs only once is found whatever stands around it.
LONG_QUOTE = 12
#: Least likeness (0 to 1) of a passage's mended words to those kept: two characters of six may be others.
MIN_QUOTE = 0.65
#: Pieces of what was kept, so many characters long, lead to where a mended passage may stand;
#: pieces that occur more often than `MOST` times lead nowhere.
PIECE, MOST = 6, 20


def describe(text: Text, start: int, end: int) -> Anchor:
    """The anchor of [start, end); ValueError where that is empty or outside the text."""
    whole = text.text
    if not 0 <= start < end <= len(whole):
        raise ValueError(f"[{start}, {end}) is not a passage of a text of {len(whole)} characters")
    return Anchor(
        text_id=text.text_id,
        start=start,
        end=end,
        quote=whole[start:end],
        prefix=whole[max(0, start - CONTEXT) : start],
        suffix=whole[end : end + CONTEXT],
    )


def locate(text: Text, anchor: Anchor) -> Span | None:
    """Where the anchor lies in `text`, which need not be the one it was made on; None if lost.

    In its own text the position decides.  Elsewhere (a corrected text of the same
    edition) the quote must occur unchanged, in a context that is like the one kept; of
    several equally good places the one nearest to the old position is taken.
    """
    whole, quote = text.text, anchor.quote
    if not quote:
        return None
    if text.text_id == anchor.text_id and whole[anchor.start : anchor.end] == quote:
        return anchor.start, anchor.end
    places = list(_occurrences(whole, quote))
    if not places:
        return None
    if len(places) == 1 and len(quote) >= LONG_QUOTE:
        return places[0], places[0] + len(quote)
    score, _, start = max(
        (_context_score(whole, start, anchor), -abs(start - anchor.start), start) for start in places
    )
    return (start, start + len(quote)) if score >= MIN_CONTEXT else None


def locate_mended(text: Text, anchor: Anchor) -> Span | None:
    """Like `locate`, where words of the passage itself may have been mended; None if lost.

    For what is said of a passage as a whole, such as a correction of its link.  Both the
    words and what stands around them must be like those kept; a neighbour, which was
    there beside the passage, is not taken for it.
    """
    found = locate(text, anchor)
    if found is not None or text.text_id == anchor.text_id:
        return found
    whole, length = text.text, len(anchor.quote)
    best: tuple[float, int, int] | None = None
    for start in _candidates(whole, anchor):
        words = whole[start : start + length]
        likeness = Indel.normalized_similarity(anchor.quote, words)
        if likeness < MIN_QUOTE or _context_score(whole, start, anchor) < MIN_CONTEXT:
            continue
        if words.strip() in anchor.prefix or words.strip() in anchor.suffix:
            continue
        # Where words came in or went, what stands before tells the beginning; what follows would tell the end.
        lead = Indel.normalized_similarity(anchor.prefix, whole[max(0, start - CONTEXT) : start])
        best = max(best or (0.0, 0, 0), (likeness + lead, -abs(start - anchor.start), start))
    return (best[2], min(best[2] + length, len(whole))) if best else None


def _candidates(whole: str, anchor: Anchor) -> set[int]:
    """Where the passage may begin, by the pieces of what was kept that stand in `whole`."""
    kept, before = anchor.prefix + anchor.quote + anchor.suffix, len(anchor.prefix)
    found: set[int] = set()
    for offset in range(len(kept) - PIECE + 1):
        places = list(islice(_occurrences(whole, kept[offset : offset + PIECE]), MOST + 1))
        if len(places) <= MOST:
            found.update(place - offset + before for place in places)
    return {start for start in found if 0 <= start < len(whole)}


def _occurrences(whole: str, quote: str) -> Iterator[int]:
    """Every start of `quote`, overlapping ones too."""
    start = whole.find(quote)
    while start >= 0:
        yield start
        start = whole.find(quote, start + 1)


def _context_score(whole: str, start: int, anchor: Anchor) -> float:
    """Likeness of what stands around, 0 to 1, each side weighed by its length.

    A side where nothing was kept (the anchor touched the border of its text) agrees with
    a place that touches the border too.
    """
    end = start + len(anchor.quote)
    before = whole[max(0, start - CONTEXT) : start]
    after = whole[end : end + CONTEXT]
    pairs = ((anchor.prefix, before), (anchor.suffix, after))
    weight = sum(max(len(kept), len(here)) for kept, here in pairs)
    if not weight:
        return 1.0
    return (
        sum(max(len(kept), len(here)) * Indel.normalized_similarity(kept, here) for kept, here in pairs)
        / weight
    )
