"""Styles of a Word document: what a paragraph has from the chain of styles that its own is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compare.readers.docx_xml import Element, child, number_in, switch, value_of, w

#: Word calls its styles by English names in every language; other programs translate them.
_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|제목|titre|título|titolo|überschrift|заголовок|kop|rubrik|overskrift|otsikko|"
    r"nagłówek|nadpis|címsor|titlu|başlık|tiêu đề)\s*([1-9])",
    re.I,
)
_TITLE = re.compile(r"title|标题|標題|题目|subtitle|副标题|副標題", re.I)
_CONTENTS = re.compile(r"(?:toc|contents|目录|目次|目錄)\s*(?:[1-9]|heading|标题)", re.I)
#: Longer chains of styles are circles, or a joke.
_LONGEST_CHAIN = 30
#: Level 10 of an outline, "body text".
_BODY = 9


@dataclass(frozen=True, slots=True)
class Traits:
    """What a style, with all that it is based on, says of its paragraphs.

    `level`: of a heading from 1, 0 for body text, None where nothing is said.  `list_id` and
    `list_level` are those of the list that numbers them; None likewise.
    """

    level: int | None = None
    title: bool = False
    contents: bool = False
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids; traits are worked out when asked for."""

    by_id: dict[str, Element]
    default: str
    known: dict[str, Traits] = field(default_factory=dict)

    def traits(self, style: str) -> Traits:
        """What the style with this id says; "" is the style of paragraphs that name none."""
        style = style or self.default
        if style not in self.known:
            self.known[style] = self._inherit(style)
        return self.known[style]

    def list_of(self, style: str) -> str | None:
        """The list that a list style stands for."""
        return value_of(child(self.by_id.get(style), "pPr", "numPr", "numId")) or None

    def _inherit(self, style: str) -> Traits:
        found = Traits(level=_level_of(style), title=bool(_TITLE.fullmatch(style)))
        if style in self.by_id:
            found = Traits()
        for element in self._chain(style):
            own = _own(element)
            found = Traits(
                own.level if found.level is None else found.level,
                found.title or own.title,
                found.contents or own.contents,
                own.list_id if found.list_id is None else found.list_id,
                own.list_level if found.list_level is None else found.list_level,
                own.hidden if found.hidden is None else found.hidden,
            )
        return found

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while (element := self.by_id.get(style)) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(element)
            style = value_of(child(element, "basedOn"))
        return chain


def read_styles(root: Element | None) -> Styles:
    """The styles of the part `styles.xml`, which may be missing."""
    by_id: dict[str, Element] = {}
    default = ""
    for style in root.iterchildren(w("style")) if root is not None else ():
        identifier = value_of(style, "styleId")
        by_id.setdefault(identifier, style)
        if value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true", "on"):
            default = default or identifier
    return Styles(by_id, default)


def outline_level(properties: Element | None) -> int | None:
    """The level that paragraph properties give: 1 to 9 for a heading, 0 for body text, None where they say nothing."""
    level = number_in(child(properties, "outlineLvl"))
    if level is None:
        return None
    return level + 1 if 0 <= level < _BODY else 0


def _own(element: Element) -> Traits:
    """What one style itself says."""
    name = value_of(child(element, "name"))
    properties = child(element, "pPr")
    level = outline_level(properties)
    return Traits(
        _level_of(name) if level is None else level,
        bool(_TITLE.fullmatch(name)),
        bool(_CONTENTS.fullmatch(name)),
        value_of(child(properties, "numPr", "numId")) or None,
        number_in(child(properties, "numPr", "ilvl")),
        switch(child(element, "rPr"), "vanish"),
    )


def _level_of(name: str) -> int | None:
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else None
