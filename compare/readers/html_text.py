"""Characters of an HTML page as a browser shows them: white space, raised digits, sentences."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
#: A line end in the source between two Chinese characters is not shown.
_UNSEEN_END = re.compile(rf"(?<=[{_CJK}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_CJK}])")
#: Ideographic and em blanks are shown as they are; these are one blank however many there are.
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_ALL_RAISED = re.compile(r"[0-9+\-−()]+")
_WORDS = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")
_SENTENCE_END = re.compile(r"[。！？；]|[a-z0-9)%”\"’'][.!?](?:\s|[”\"’')\]]|$)")
#: Shorter than this is a label or a button even if it ends like a sentence.
_LEAST_CHARS = 10
#: Prose may hold links, but does not consist of them.
_MOSTLY_LINKS = 0.6


def word_set(words: str) -> frozenset[str]:
    """The words of a text that are parted by blanks."""
    return frozenset(words.split())


def squeeze(text: str) -> str:
    """The text with white space as it is shown: single blanks, none at the ends."""
    return _BLANKS.sub(" ", _UNSEEN_END.sub("", text)).strip()


def raise_digits(text: str) -> str:
    """Numbers inside of <sup> as raised digits, so that 318<sup>1</sup> does not become 3181."""
    return _ALL_RAISED.sub(lambda match: match.group().translate(_RAISED), text)


def count_words(text: str) -> int:
    """Chinese characters and Western words; numbers do not count."""
    return len(_WORDS.findall(text))


def is_prose(text: str, link_chars: int = 0) -> bool:
    """Whether a squeezed text reads like a sentence rather than a label, a menu or a byline."""
    if len(text) < _LEAST_CHARS or link_chars >= _MOSTLY_LINKS * len(text):
        return False
    return bool(_SENTENCE_END.search(text))
