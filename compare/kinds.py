"""The kind of a link: same, reworded, or rewritten."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

from compare.folding import bare, fold
from compare.model import LinkKind

#: Identical but for a word or a number: this share of the characters is kept.
SAME_SENTENCE = 0.97
SAME_BLOCK = 0.95
#: Paragraphs that keep less than this share of the shorter side say the same topic in new words.
REWRITTEN_BLOCK = 0.40
#: Short headings share a character or two by chance.
SHORT = 12


def kind_of_sentences(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Linked sentences are the same or reworded: sentences in all new words are not linked."""
    a, b = bare(fold("".join(old))), bare(fold("".join(new)))
    return "same" if Indel.normalized_similarity(a, b) >= SAME_SENTENCE else "reworded"


def kind_of_blocks(old: Sequence[str], new: Sequence[str]) -> LinkKind:
    """Kind of a link of blocks by the longest common subsequence of their characters."""
    a, b = bare(fold("".join(old))), bare(fold("".join(new)))
    common = LCSseq.similarity(a, b)
    if 2 * common >= SAME_BLOCK * (len(a) + len(b)):
        return "same"
    shorter = max(min(len(a), len(b)), 1)
    return "rewritten" if common < REWRITTEN_BLOCK * shorter else "reworded"
