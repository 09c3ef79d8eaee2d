"""Blocks are cut into sentences, which tile them.

A sentence ends at 。！？； (or ! ? ; and a full stop that ends one) with the closing quotes
and brackets behind it; never inside quotation marks or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.model import Block, Sentence, Span

#: Quotations longer than this are taken for an opening mark that was never closed.
MAX_QUOTATION = 400
_QUOTED = re.compile(
    rf"“[^“”]{{0,{MAX_QUOTATION}}}”|「[^「」]{{0,{MAX_QUOTATION}}}」|『[^『』]{{0,{MAX_QUOTATION}}}』"
    r"|《[^《》]{0,80}》|（[^（）]{0,120}）"
)
_CLOSERS = "”’」』）)】》\"'"
#: Behind a closing quotation mark these carry the sentence on: “种一棵树！”的号召.
_CARRIES_ON = tuple("，、。；：）的之地得等式型和与及或")
#: One class of characters comes first, so that the text is run through for the class alone.
_END = re.compile(
    rf"[。！？；!?;….](?:(?<=[。！？；!?;])[。！？；!?;]*|(?<=…)…+(?=[^，、。])|(?<=\.)(?<![.。]\.))[{_CLOSERS}]*\s*"
)
#: Abbreviations after which a full stop ends nothing.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|Nos|Inc|Corp|Co|Ltd|vs|etc|e\.g|i\.e|approx|Fig|Art|Sec|Gov|Gen"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$"
)
_STARTS_SENTENCE = re.compile(r"[\"'“‘(\[]?[A-Z0-9“‘\u3400-\u9fff]")


def _ends_at_full_stop(text: str, at: int, after: int) -> bool:
    """Whether the full stop at `at` (blanks behind it end at `after`) ends a sentence."""
    if after >= len(text):
        return True
    if text[at + 1 : after].strip(_CLOSERS) == "" and not text[at + 1 : after].count(" "):
        # No blank follows: a number, an address, or a heading fused to the next sentence.
        return (
            text[at - 1 : at].islower() and text[after].isupper() and not text[at - 4 : at].startswith("www")
        )
    return bool(_STARTS_SENTENCE.match(text, after)) and not _ABBREVIATION.search(text[max(0, at - 8) : at])


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`; joined they are the whole of it."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    spans: list[Span] = []
    begin = pointer = 0
    for match in _END.finditer(text):
        at = match.start()
        while pointer < len(quoted) and quoted[pointer][1] <= at:
            pointer += 1
        end = match.end()
        if pointer < len(quoted) and quoted[pointer][0] < at < quoted[pointer][1]:
            # Inside a quotation: an end only where the quotation closes right behind it and nothing hangs on.
            close = quoted[pointer][1]
            if (
                close > end
                or text[close - 1] != "”"
                or text[at] == "；"
                or text[end : end + 1] in _CARRIES_ON
            ):
                continue
        if text[at] == "." and not _ends_at_full_stop(text, at, end):
            continue
        if end > begin:
            spans.append((begin, end))
            begin = end
    if begin < len(text):
        spans.append((begin, len(text)))
    return spans


def cut_sentences(text: str, blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """The sentences of all blocks; ids are the block's with a running number ("b12.0")."""
    return tuple(
        Sentence(f"{block.id}.{number}", block.id, block.start + start, block.start + end)
        for block in blocks
        for number, (start, end) in enumerate(split_sentences(text[block.start : block.end]))
    )
