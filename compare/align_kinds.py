"""The kind of a link: same, reworded, or rewritten."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from compare.folding import bare
from compare.labels import read_label
from compare.model import LinkKind

#: (Nearly) identical: this share of the characters is kept, rolling years aside.
SAME_SENTENCE = 0.97
SAME_BLOCK = 0.94
#: A paragraph is reworded if at least this share of the phrases of the shorter side stands in
#: the other too; below it the two share a topic, not a text.  Of hand-labelled paragraphs
#: nine in ten fall on the right side anywhere between 0.04 and 0.08.
REWORDED_PHRASES = 0.055
#: A phrase: so many Han characters, or so many words, in a row.
_PHRASE_CHARACTERS = 4
_PHRASE_WORDS = 3
#: Letters, words and whole numbers; decimals, which seldom come again, are passed over.
_SYMBOL = re.compile(r"\d+\.\d+|([a-z]+|\d+|[^\W_])")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)|[一二三四五六七八九十]+(?=次会议)")


def without_rolling(text: str) -> str:
    """A folded text without what rolls on from year to year: years, sessions, the number of a heading."""
    label = read_label(text)
    return _YEAR.sub("#", text[len(label.text) :] if label else text)


def _plain(texts: Sequence[str]) -> str:
    return " ".join(map(without_rolling, texts))


def kind_of_sentences(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Linked sentences (folded) are the same or reworded: those in all new words are not linked."""
    a, b = bare(_plain(old)), bare(_plain(new))
    return "same" if Indel.normalized_similarity(a, b, score_cutoff=SAME_SENTENCE) else "reworded"


def kind_of_blocks(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Kind of a link of blocks (folded texts), by the phrases that one side has from the other."""
    a, b = _plain(old), _plain(new)
    if Indel.normalized_similarity(bare(a), bare(b), score_cutoff=SAME_BLOCK):
        return "same"
    symbols = [list(filter(None, _SYMBOL.findall(text))) for text in (a, b)]
    words = sum(sum(map(str.isascii, side)) for side in symbols) * 2 > sum(map(len, symbols))
    # Headings are too short for whole phrases.
    length = min(_PHRASE_WORDS if words else _PHRASE_CHARACTERS, max(min(map(len, symbols)) // 2, 1))
    before, after = (set(zip(*(side[k:] for k in range(length)), strict=False)) for side in symbols)
    shared = len(before & after)
    return "reworded" if shared and shared >= REWORDED_PHRASES * min(len(before), len(after)) else "rewritten"


def kind_of_rows(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Rows of a table with one label are the same only if every number in them is."""
    return "same" if bare(" ".join(old)) == bare(" ".join(new)) else "reworded"
