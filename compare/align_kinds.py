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
#: Words and whole numbers, and runs of other letters; decimals, which seldom come again, are passed over.
_SYMBOLS = re.compile(r"\d+\.\d+|([a-z]+|\d+|[^\W_a-z\d]+)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)|[一二三四五六七八九十]+(?=次会议)")


def without_rolling(text: str) -> str:
    """A folded text without what rolls on from year to year: years, sessions, the number of a heading."""
    label = read_label(text)
    rest = text[len(label.text) :] if label else text
    return _YEAR.sub("#", rest) if "年" in rest or "次会议" in rest else rest


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
    symbols = [_symbols(text) for text in (a, b)]
    words = sum(sum(map(str.isascii, side)) for side in symbols) * 2 > sum(map(len, symbols))
    # Headings are too short for whole phrases.
    length = min(_PHRASE_WORDS if words else _PHRASE_CHARACTERS, max(min(map(len, symbols)) // 2, 1))
    # The hash stands for the phrase: in sets of this size no two are ever the same.
    before, after = (
        set(map(hash, zip(*(side[k:] for k in range(length)), strict=False))) for side in symbols
    )
    shared = len(before & after)
    return "reworded" if shared and shared >= REWORDED_PHRASES * min(len(before), len(after)) else "rewritten"


def _symbols(text: str) -> list[str]:
    """What phrases are made of: words and whole numbers, and single characters of other scripts."""
    symbols: list[str] = []
    for run in filter(None, _SYMBOLS.findall(text)):
        symbols.extend([run] if run.isascii() else run)
    return symbols


def kind_of_rows(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Rows of a table with one label are the same only if every number in them is."""
    return "same" if bare(" ".join(old)) == bare(" ".join(new)) else "reworded"
