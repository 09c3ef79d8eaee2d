"""Run-on texts: a line that holds pages of text is broken where something proves that a line began.

Proofs are the numbering (一、 二、 三、 in order, each behind the end of a sentence), printed
page numbers, blanks that stand where the lines of the source ended, and in Western texts
sentences, headings and tables run together without a blank (`run_on_western`).  A line end
takes the place of white space or stands between two characters; nothing else changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from compare.labels import number_of
from compare.model import Note, Span
from compare.readers.lines import Line
from compare.readers.pieces import Piece, split_at
from compare.readers.run_on_western import cut_western

#: No paragraph of a real report is so long (the longest of the development texts has 1,140 characters).
RUN_ON_CHARS = 2000
#: Blanks stand for line ends where they leave lines of a printed page's width, and many of them.
_PRINTED_WIDTH = 50
_PRINTED_LINES = 12
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_PAGE_NUMBER = re.compile(r"[—–－]\s*\d{1,4}\s*[—–－]")

_CN = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"(?:^|(?<=[。！？；：!?;:”’」』）)…])|(?<=[。！？；：!?;:”’」』）)…]\s))"
    rf"(?:(?P<cn_comma>[{_CN}]{{1,3}})、|[（(](?P<cn_paren>[{_CN}]{{1,3}})[）)]"
    rf"|(?P<arabic>\d{{1,2}})[.．、](?!\d)|[（(](?P<arabic_paren>\d{{1,2}})[）)]|第(?P<chapter>[{_CN}]{{1,3}})[章节])"
)
#: Kinds of labels that stand above headings without closing punctuation.
_FUSING = ("cn_comma", "chapter")
#: "2023年工作回顾2023年是…": the year again, or an address to the audience, begins the text below a heading.
_YEAR_HEADING = re.compile(
    rf"(?:^|(?<=[。！？；：])|(?<=[。！？；：]\s))(?:[{_CN}]{{1,3}}、|[（(][{_CN}]{{1,3}}[）)])?(?:(?:19|20)\d\d年|过去[一五]年)"
    r"[^，。；：！？\d]{0,14}?(?:回顾|总结|安排|部署|任务|工作|要求|打算|目标)(?:建议)?"
    r"(?=\s?(?:(?:19|20)\d\d年|各位代表|过去|今年|刚刚))"
)
#: A speech turns to its audience where a paragraph begins; at the very top it does so on a line of its own.
_ADDRESS = re.compile("(?<=[。！？])各位(?:代表|委员|同志)(?=[，！：])|(?<=^各位代表[：！])(?=[^，])")
#: Words that open a sentence about work to be done, and hardly stand inside a clause that has begun.
_OPENER = re.compile(
    "大力|坚定不移|坚持不懈|毫不动摇|着力|不断|高水平|高质量|高标准|深入|全力|切实|扎实|持续|加快|加强|坚持|"
    "深化|强化|优化|全面|积极|牢固|进一步|提升|推动|推进|聚焦|围绕|统筹|严格|认真|突出|健全|完善"
)
#: Shorter is neither the clause of a heading nor a sentence.
_CLAUSE_CHARS = 6
#: This share of the headings of one numbering must be fused before any of them is parted.
_FUSED_SHARE = 0.8
_FUSED_CHARS = 60


def break_run_ons(lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """The lines of a file with the overlong ones broken; a note where that was done."""
    found: list[Line] = []
    broken = False
    for line in lines:
        pieces = _cut(line) if line.kind is None and len(line.text) > RUN_ON_CHARS else []
        broken = broken or len(pieces) > 1
        found.extend(split_at(line, pieces) if len(pieces) > 1 else (line,))
    return found, [Note("run_on_text", {"name": lines[0].source})] if broken else []


def _cut(line: Line) -> list[Piece]:
    text = line.text
    if len(_LETTER.findall(text)) > len(_HAN.findall(text)):
        return cut_western(text)
    printed = _printed_lines(text)
    return printed or [Piece(start, end, parted=True) for start, end in _between(text, _proven(text))]


def _between(text: str, places: Iterable[int]) -> list[Span]:
    """The spans between the places, and those of page numbers."""
    numbers = {place for match in _PAGE_NUMBER.finditer(text) for place in match.span()}
    cuts = sorted({0, len(text), *places, *numbers})
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _printed_lines(text: str) -> list[Piece]:
    """The lines of a printed page where blanks stand for their ends; none where they do not."""
    spans: list[Span] = []
    for start, end in _between(text, ()):
        if _PAGE_NUMBER.fullmatch(text, start, end):
            spans.append((start, end))
        else:
            spans.extend((start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end]))
    if len(spans) < _PRINTED_LINES or median(end - start for start, end in spans) > _PRINTED_WIDTH:
        return []
    return [Piece(start, end) for start, end in spans]


def _proven(text: str) -> set[int]:
    """Where headings begin, and what stands below them where no punctuation parts the two."""
    places = {match.start() for match in _ADDRESS.finditer(text)}
    for match in _YEAR_HEADING.finditer(text):
        places |= {match.start(), match.end()}
    for kind, chain in _chains(text):
        places |= {start for start, _ in chain}
        if kind in _FUSING:
            places |= _fused(text, [end for _, end in chain])
    return places


def _chains(text: str) -> list[tuple[str, list[Span]]]:
    """Labels of one kind that count up from one: (kind, spans), at least two in each."""
    chains: list[tuple[str, list[Span]]] = []
    open_: dict[str, list[Span]] = {}
    for match in _LABEL.finditer(text):
        kind = str(match.lastgroup)
        value = number_of(match.group(kind))
        if value == 1 and match.group(kind) in ("一", "1"):
            open_[kind] = [match.span()]
            chains.append((kind, open_[kind]))
        elif kind in open_ and value == len(open_[kind]) + 1:
            open_[kind].append(match.span())
    return [(kind, chain) for kind, chain in chains if len(chain) > 1]


def _fused(text: str, ends: Sequence[int]) -> set[int]:
    """Where the text below headings without closing punctuation begins, if it does so below nearly all."""
    places = [place for end in ends if (place := _opening(text, end))]
    return set(places) if len(places) >= len(ends) * _FUSED_SHARE else set()


def _opening(text: str, start: int) -> int | None:
    """Where, in the first sentence behind a label, the second of two sentences run together begins."""
    for match in re.finditer("([^，。！？；]+)([，。！？；])", text[start : start + 2 * _FUSED_CHARS]):
        clause, at = match.group(1), start + match.start()
        for opener in _OPENER.finditer(clause, _CLAUSE_CHARS):
            if len(clause) - opener.start() >= _CLAUSE_CHARS and at + opener.start() - start <= _FUSED_CHARS:
                return at + opener.start()
        if match.group(2) != "，":
            break
    return None
