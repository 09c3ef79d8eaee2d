"""The terms of an edition, found in it: quoted slogans, abbreviations, names, and phrases that come again.

The dictionary cuts what it does not know into pieces: 一带|一路, 营商|环境, 赤字|率.  Taken for a
term is only what it would cut, and what is plainly a name: a false term hides what changed in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.folding import plain
from compare.phrases import Phrase, find_phrases
from compare.quantities import find_quantities
from compare.term_list import unite_terms
from compare.tokens import is_known, tag_words

#: As many terms as a list for people can hold; the most frequent phrases stay.
MAX_FOUND = 500
#: Those that are marked in the text take no more than that of it, the most frequent first.
MAX_WRITTEN = 300
#: The rarer half of a phrase stands in it at least so often, else it is two words that meet (经济|增长).
MIN_TOGETHER = 0.6
#: The same where a single character stands between words, or all pieces are single ones.
MIN_TOGETHER_SINGLE = 0.8
#: Words of several characters in a phrase; more of them are mostly a title, whose changes are to be seen.
MAX_WORDS = 2
#: Four characters that count twice: 一带一路, 双招双引.
_COUNTED_PAIR = re.compile("[一二两三四五六七八九十百千万双][^一二][一二两三四五六七八九十百千万双][^一二]")

_HAN = "\u3400-\u9fff"
#: Two characters in quotation marks are mostly a word in an odd sense (“亮点”), or cut no other way.
_QUOTED = re.compile(rf"“([{_HAN}0-9A-Za-z+·-]{{3,12}})”")
_ABBREVIATED = re.compile(rf"简称(?:为)?[“\"]?([{_HAN}0-9A-Za-z]{{2,12}})[”\"]?[)）]")
#: Bare numbers and single Western words need no care.
_TELLING = re.compile(rf"[{_HAN}]|[0-9].*[A-Za-z+·]|[A-Za-z+·].*[0-9]")
#: Letters with digits, or with "+": C919, ARJ21-700, B2B, N+1, 1+4.
_NAME = re.compile(
    r"(?=[0-9a-z.-]*[A-Z])(?=[A-Za-z.-]*[0-9])"
    r"[A-Z0-9][0-9A-Za-z]*(?:[-.][0-9A-Za-z]+)*(?![0-9A-Za-z+-])"
    r"|[0-9A-Z]{1,3}(?:\+[0-9A-Z]{1,3})+(?![0-9A-Za-z+%％.]|\s*[=＝])"
)
#: Where one may begin.
_NAME_BEGINS = re.compile(r"[0-9A-Z](?<![0-9A-Za-z.+-].)")
#: Function words: nothing that is quoted begins or ends so unless it is part of a sentence.
_JOINING = frozenset("的了和与及等对把被将从向于为在是")
#: With others that stand between terms, not in them.
_FUNCTION = _JOINING | frozenset(
    "以有要不也都就并或之其所该各本此这那使让更最很已再还又但而且若如由自至到着过们来去您我你他她它能可会应须得何吗呢吧"
    "上下中内外间前后里年月"
)
#: What the dictionary tags as something else than a noun or verb joins or counts, but names nothing.
_IDLE_TAGS = frozenset("cdefhkmopqrtuyz")
#: Single characters before and behind a word that make another word of it.
_PREFIXES = frozenset("新大小高低双全总超多非准反")
_SUFFIXES = frozenset("率化制型者员链圈网园区站港税券码费")
#: A word that ends so describes one that follows, and is what changes: 生产性服务业, 生活性服务业.
_ATTRIBUTIVE = frozenset("性型级式类")
# fmt: off
#: Verbs of reports that dictionaries hold for nouns or adjectives as well.
_GOVERNING = frozenset(
    {
        "深化", "优化", "强化", "深入", "全面", "大力", "清理", "规范", "办理", "力戒", "勇当",
        "坚决", "依法", "积极", "加强", "完善", "健全", "推进", "推动", "促进", "实施", "落实",
        "开展", "扩大", "提高", "提升", "支持", "鼓励", "引导", "构建", "打造", "培育", "维护",
        "保障", "服务", "贯彻", "坚持", "学习", "改造", "巩固", "拓展", "统筹", "发展", "改革",
        "建设", "保护",
    }
)
#: Those of them that name a field or a task where they stand behind: 规范化建设.
_NAMING = frozenset({"发展", "改革", "建设", "保护", "服务", "保障", "改造", "规范", "统筹"})
#: Verbs at the end tell what happens to the thing before them.
_HAPPENING = frozenset(
    {
        "增长", "下降", "降低", "提高", "提升", "推进", "落实", "见效", "上升", "回升", "减少", "增加",
        "改善", "优化", "完善", "实施", "开展", "举办", "形成", "实现", "加快", "扩大", "达到",
        "跃升", "建成", "完成", "运行", "突破", "稳定", "保持", "推广", "发布",
        "启动", "开工", "投用", "通车", "投产",
    }
)
# fmt: on


def find_terms(*texts: str) -> tuple[str, ...]:
    """The terms of plain texts, quoted ones and names first, then phrases by their frequency."""
    written = Counter(term for text in texts for term in _written_terms(text))
    found = {term: None for term, _ in written.most_common(MAX_WRITTEN)}
    for phrase in find_phrases("\n".join(texts)):
        if len(found) >= MAX_FOUND:
            break
        if is_term(phrase):
            found[phrase.words] = None
    return tuple(found)


def terms_between(old: str, new: str, given: Sequence[str] = ()) -> tuple[str, ...]:
    """What is kept whole in a comparison of two texts: the given entries, and the terms of both."""
    texts = plain(old), plain(new)
    return unite_terms(given, find_terms(*texts), texts)


def _written_terms(text: str) -> Iterator[str]:
    """What the writer marked: in quotation marks, as an abbreviation, by its letters."""
    for pattern in (_QUOTED, _ABBREVIATED):
        for match in pattern.finditer(text):
            words = match[1]
            joined = not _JOINING.isdisjoint((words[0], words[-1]))
            if _TELLING.search(words) and not (joined or is_known(words) or _counts(words)):
                yield words
    names = (_NAME.match(text, begin.start()) for begin in _NAME_BEGINS.finditer(text))
    yield from (match[0] for match in names if match and not _counts(match[0]))


def _counts(words: str) -> bool:
    """Whether numbers are in it that are more than part of a name."""
    return any(quantity.kind not in ("name", "plain") for quantity in find_quantities(words))


def is_term(phrase: Phrase) -> bool:
    """Whether a repeated phrase is a term: nouns, or nouns with a verb that names what is done to them."""
    words = phrase.words
    if not _FUNCTION.isdisjoint(words) or find_quantities(words):
        return False
    pieces = tag_words(words)
    if len(pieces) == 1:
        return False
    together = tuple(_at_borders(phrase, [word for word, _ in pieces]))
    if _COUNTED_PAIR.fullmatch(words):
        return min(together) >= MIN_TOGETHER_SINGLE
    (first, first_tag), (last, last_tag) = pieces[0], pieces[-1]
    if len(pieces) == 2 and len(last) == 1:
        # A suffix makes a word of whatever stands before it.
        return last in _SUFFIXES and first_tag[0] in "njb"
    if sum(len(word) > 1 for word, _ in pieces) > MAX_WORDS:
        return False
    middle = [word for word, _ in pieces[1:-1]]
    least = MIN_TOGETHER_SINGLE if any(len(word) == 1 for word in middle) else MIN_TOGETHER
    return (
        min(together) >= least
        and (first in _PREFIXES if len(first) == 1 else _may_begin(first, first_tag))
        and (last in _SUFFIXES if len(last) == 1 else _may_end(last, last_tag, [tag for _, tag in pieces]))
        and not any(tag[0] in _IDLE_TAGS for word, tag in pieces if len(word) > 1)
    )


def _at_borders(phrase: Phrase, pieces: Iterable[str]) -> Iterator[float]:
    """How much of its parts the phrase is, at the places where the dictionary cuts it."""
    at = 0
    for piece in pieces:
        at += len(piece)
        if at < len(phrase.words):
            yield phrase.parts[at - 1]


def _may_begin(word: str, tag: str) -> bool:
    return word not in _GOVERNING and word[-1] not in _ATTRIBUTIVE and (tag == "vn" or tag[0] in "njblisa")


def _may_end(word: str, tag: str, tags: list[str]) -> bool:
    if word[-1] in _ATTRIBUTIVE or word[-2:] in _HAPPENING or word in _GOVERNING - _NAMING:
        return False
    if tag == "ns" and tags[0] == "vn":
        return False
    # A verb ends a term only where nouns stand before it: 乡村振兴, not 扎实推进.
    return (
        tag[0] in "njlis" or tag == "vn" or (tag == "v" and all(before[0] in "njl" for before in tags[:-1]))
    )
