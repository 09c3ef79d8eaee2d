"""Small comparisons made by hand, for tests of the pages that show them.

    side("#一、回顾", "去年增长5.5%。就业平稳。", "#二、安排", "今年增长5%左右。")

Each string is a block; "#" opens a section of level 1, "##" of level 2, "!" is chrome.
Sentences end at 。.  Blocks are b1, b2 …, sentences s1, s2 …, sections c1, c2 ….
"""

from __future__ import annotations

import re

from compare.model import (
    Absence,
    Block,
    Comparison,
    Edit,
    Edition,
    Link,
    Measure,
    Near,
    ParsedEdition,
    Period,
    Section,
    Sentence,
    SentenceLink,
    Text,
)

GAP = "\n\n"


def side(*parts: str, key: str = "2023", role: str = "plan") -> ParsedEdition:
    """An edition of these blocks."""
    text, blocks, sentences = "", [], []
    open_sections: list[dict] = []
    sections: list[dict] = []
    for number, part in enumerate(parts, start=1):
        marks = len(part) - len(part.lstrip("#"))
        chrome = part.startswith("!")
        words = part.lstrip("#!")
        text += GAP if text else ""
        start, end = len(text), len(text) + len(words)
        text += words
        if marks:
            while open_sections and open_sections[-1]["level"] >= marks:
                open_sections.pop()["end"] = start - len(GAP)
            label, title = re.match(
                r"((?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)?)(.*)", words
            ).groups()
            parent = open_sections[-1]["id"] if open_sections else None
            section = {
                "id": f"c{len(sections) + 1}", "parent": parent, "level": marks, "label": label,
                "title": title, "role": role, "start": start, "end": end,
            }  # fmt: skip
            sections.append(section)
            open_sections.append(section)
        kind = "heading" if marks else "chrome" if chrome else "paragraph"
        section_id = open_sections[-1]["id"] if open_sections else None
        blocks.append(Block(f"b{number}", section_id, kind, start, end))
        for match in re.finditer(r"[^。]+。?|。", words):
            sentence_id = f"s{len(sentences) + 1}"
            sentences.append(Sentence(sentence_id, f"b{number}", start + match.start(), start + match.end()))
    for section in open_sections:
        section["end"] = len(text)
    return ParsedEdition(
        edition=Edition(Text(text), title=f"云河区{key}年政府工作报告", key=key, year_given=int(key)),
        sections=tuple(Section(**section) for section in sections),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )


def link(number: int, old: str, new: str, kind="reworded", moved=False, confidence=0.9) -> Link:
    """Block link `l<number>`; `old` and `new` are block ids joined by blanks."""
    return Link(f"l{number}", tuple(old.split()), tuple(new.split()), kind, moved, confidence)


def sentence_link(
    number: int, old: str, new: str, *edits: Edit, kind="reworded", moved=False
) -> SentenceLink:
    """Sentence link `t<number>`."""
    return SentenceLink(f"t{number}", tuple(old.split()), tuple(new.split()), kind, moved, 0.8, edits)


def span(edition: ParsedEdition, quote: str) -> tuple[int, int]:
    """Where `quote` first stands."""
    start = edition.text.index(quote)
    return start, start + len(quote)


def measure(edition: ParsedEdition, number: int, quote: str, indicator: str, role="target") -> Measure:
    """Measure `m<number>` over the first `quote`, which begins with its value."""
    start, end = span(edition, quote)
    sentence = next(s for s in edition.sentences if s.start <= start < s.end)
    value = re.match(r"[\d.]+", quote)
    return Measure(
        id=f"m{number}", sentence=sentence.id, start=start, end=end, quote=edition.quote(sentence),
        indicator=indicator, change="increase", value=value and value[0], value_max=None, unit="%",
        amount=value and value[0], amount_max=None, base_unit="%", bound="exact", commitment="plain",
        role=role, period=Period(2023, 2023),
    )  # fmt: skip


def comparison(old: ParsedEdition, new: ParsedEdition, *links: Link, nearest=(), **rest) -> Comparison:
    """A comparison; blocks without link become removed or added, with `nearest` for each."""
    linked_old = {block for item in links for block in item.old}
    linked_new = {block for item in links for block in item.new}
    near = tuple(Near(block, score) for block, score in nearest)
    return Comparison(
        engine="test",
        old=old,
        new=new,
        links=links,
        removed=tuple(
            Absence(b.id, near) for b in old.blocks if b.id not in linked_old and b.kind != "chrome"
        ),
        added=tuple(Absence(b.id, near) for b in new.blocks if b.id not in linked_new and b.kind != "chrome"),
        **rest,
    )
