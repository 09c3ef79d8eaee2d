"""The body of a Word document: its paragraphs and tables in order, as Word shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from compare.readers.docx_inline import Inline, InlineReader, pair_fields
from compare.readers.docx_notes import read_notes
from compare.readers.docx_numbering import Label, Numbering, read_numbering
from compare.readers.docx_package import Package
from compare.readers.docx_styles import Traits, outline_level, read_styles
from compare.readers.docx_xml import ALTERNATES, Element, alternatives, child, number_in, switch, value_of, w

_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
#: What wraps paragraphs, tables, rows or cells.
_WRAPPERS = frozenset(w(name) for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"))
#: Other documents inside of this one.
_EMBEDDED = frozenset((w("altChunk"), w("subDoc")))
_CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
#: Word's tables have at most 63 columns.
WIDEST = 63


@dataclass(slots=True)
class Paragraph:
    """A paragraph with text: its number in the document from 1, the label before it, what its style says."""

    number: int
    inline: Inline
    label: Label | None
    level: int
    title: bool
    contents: bool


@dataclass(slots=True)
class Cell:
    """What stands in a cell, how many columns it spans, and whether another one covers it."""

    blocks: list[Block]
    span: int
    covered: bool


@dataclass(slots=True)
class Row:
    """A row: number of its first paragraph, empty columns before it, whether it is repeated as a heading."""

    number: int
    cells: list[Cell]
    before: int
    header: bool


@dataclass(slots=True)
class Table:
    """A table with all that stands in it."""

    rows: list[Row]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its mark, its paragraphs, the number of the paragraph that refers to it."""

    mark: str
    blocks: list[Block]
    number: int


@dataclass(frozen=True, slots=True)
class Body:
    """Everything that is text of a document; how many revisions it has, and other documents inside it."""

    blocks: list[Block]
    notes: list[Note]
    changes: int
    embedded: int


def read_body(package: Package) -> Body:
    """Paragraphs, tables and notes of the parts of a Word document."""
    root = package.document
    styles = read_styles(package.styles)
    notes = read_notes(root, package.settings, package.footnotes, package.endnotes)
    for part in (root, package.footnotes, package.endnotes):
        if part is not None:
            pair_fields(part)
    reader = _Reader(InlineReader(styles, notes), read_numbering(package.numbering, styles))
    body = child(root, "body")
    blocks = list(reader.blocks(body)) if body is not None else []
    found: list[Note] = []
    for kind, identifier, number in reader.references:
        note = notes.contents.pop((kind, identifier), None)
        if note is not None:
            reader.boxed, reader.number = 1, number
            reader.inline.fields.clear()
            found.append(Note(notes.marks[kind, identifier], list(reader.blocks(note)), number))
    return Body(blocks, found, sum(1 for _ in root.iter(*_CHANGES)), reader.embedded)


@dataclass(slots=True)
class _Reader:
    """Walks through the blocks in order; paragraphs inside of text boxes and notes are not counted."""

    inline: InlineReader
    numbering: Numbering
    number: int = 0
    boxed: int = 0
    embedded: int = 0
    references: list[tuple[str, str, int]] = field(default_factory=list)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Paragraphs with text and tables inside of `parent`, in order."""
        waiting: tuple[int, Inline] | None = None  # a paragraph whose end was deleted
        for element in _unwrapped(parent, _PARAGRAPH, _TABLE, *_EMBEDDED):
            if element.tag == _PARAGRAPH:
                self.number += not self.boxed
                if len(element) == 0 and waiting is None:
                    continue
                number, properties = self.number, child(element, "pPr")
                traits = self.inline.styles.traits(value_of(child(properties, "pStyle")))
                inline = self.inline.read(element, traits.hidden is True)
                self.references.extend((*reference, number) for reference in inline.references)
                if waiting is not None:
                    earlier = waiting[1]
                    number = waiting[0] if earlier.has_words else number
                    earlier.follow(inline)
                    inline, waiting = earlier, None
                if _goes_on(properties):
                    waiting = (number, inline)
                else:
                    yield from self._finish(number, inline, properties, traits)
                continue
            if waiting is not None:
                yield from self._finish(waiting[0], waiting[1], None, Traits())
                waiting = None
            if element.tag == _TABLE:
                yield self._table(element)
            else:
                self.embedded += 1
        if waiting is not None:
            yield from self._finish(waiting[0], waiting[1], None, Traits())

    def _finish(
        self, number: int, inline: Inline, properties: Element | None, traits: Traits
    ) -> Iterator[Block]:
        """A paragraph whose end is known, and what stands in its text boxes."""
        label = self._label(properties, traits, inline)
        level = outline_level(properties)
        level = (traits.level or 0) if level is None else level
        contents = traits.contents or inline.in_contents
        if label or inline.pieces or inline.cuts:
            yield Paragraph(number, inline, label, level, traits.title, contents)
        boxes, inline.boxes = inline.boxes, []
        for box in boxes:
            self.boxed += 1
            yield from self.blocks(box)
            self.boxed -= 1

    def _label(self, properties: Element | None, traits: Traits, inline: Inline) -> Label | None:
        own = child(properties, "numPr")
        list_id = value_of(child(own, "numId")) or traits.list_id
        if not list_id or list_id == "0":
            return None
        if not inline.text and switch(child(properties, "rPr"), "vanish"):
            return None  # hidden altogether, so not counted
        level = number_in(child(own, "ilvl"))
        if level is None and value_of(child(own, "numId")) == "":
            style = value_of(child(properties, "pStyle"))
            level = traits.list_level
            level = self.numbering.level_of(list_id, style) if level is None else level
        return self.numbering.label(list_id, level or 0)

    def _table(self, element: Element) -> Table:
        rows: list[Row] = []
        for row in _unwrapped(element, _ROW):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or switch(properties, "hidden"):
                continue
            first = self.number + (not self.boxed)
            cells = [self._cell(cell) for cell in _unwrapped(row, _CELL) if not _is_deleted(cell)]
            before = min(max(number_in(child(properties, "gridBefore")) or 0, 0), WIDEST)
            rows.append(Row(first, cells, before, switch(properties, "tblHeader") is True))
        return Table(rows)

    def _cell(self, element: Element) -> Cell:
        properties = child(element, "tcPr")
        down, across = child(properties, "vMerge"), child(properties, "hMerge")
        span = min(max(number_in(child(properties, "gridSpan")) or 1, 1), WIDEST)
        covered = any(merge is not None and value_of(merge) in ("", "continue") for merge in (down, across))
        return Cell(list(self.blocks(element)), span, covered)


def _unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """Children of these kinds, also those inside of content controls, insertions and the like."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, *tags)
        elif element.tag == ALTERNATES:
            for shown in alternatives(element):
                found = list(_unwrapped(shown, *tags))
                if found:
                    yield from found
                    break


def _goes_on(properties: Element | None) -> bool:
    """Whether the next paragraph goes on in this one: its end was deleted or moved away, or it is a dropped capital."""
    mark = child(properties, "rPr")
    if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
        return True
    return value_of(child(properties, "framePr"), "dropCap") in ("drop", "margin")


def _is_deleted(cell: Element) -> bool:
    return child(cell, "tcPr", "cellDel") is not None
