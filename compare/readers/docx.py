"""Word documents (.docx): paragraphs, headings, computed numbers, tables and notes as lines.

Read from the XML itself: mammoth, which was used before, gives neither the numbers that Word
computes nor the places where things stand, and python-docx leaves inserted text out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.errors import ReadError
from compare.labels import read_label
from compare.model import BlockKind
from compare.model import Note as Remark
from compare.readers.docx_body import Block, Note, Paragraph, read_body
from compare.readers.docx_package import open_package
from compare.readers.docx_tables import holds_data, paragraphs, row_lines
from compare.readers.lines import Line, Reading, split_lines

#: As much as the longest PDF or web page.
MAX_CHARACTERS = 4_000_000
#: What is styled as a heading and longer than this is a paragraph; above the second number if it ends like one.
_HEADING_CHARS = 80
_SENTENCE_CHARS = 40
#: A longer line is no part of a title page.
_TITLE_CHARS = 60


def read_docx(name: str, data: bytes) -> Reading:
    """Lines of a Word document as Word shows it once every revision is accepted.

    Text that is inserted stays, what is deleted, hidden, or says how to compute something is gone;
    marks of notes are cuts, the notes stand at the end.  `page` of a line is "¶12" for the
    twelfth paragraph of the body, those of tables counted too, but not those of text boxes and notes.
    Raises ReadError where it is not an intact Word document, has a password, or passes a limit.
    """
    body = read_body(open_package(name, data))
    lines = [*_Writer(name).lines(body.blocks), *_note_lines(name, body.notes)]
    if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise ReadError("text_too_long", name=name, limit=f"{MAX_CHARACTERS:,}")
    remarks = []
    if body.changes:
        remarks.append(Remark("docx_changes_accepted", {"name": name, "count": body.changes}))
    if body.embedded:
        remarks.append(Remark("docx_embedded", {"name": name, "count": body.embedded}))
    return Reading(lines, tuple(remarks))


def paragraphs_of(data: bytes, name: str = "") -> list[tuple[str, str]]:
    """The document for a page that shows the original: its paragraphs and rows of tables as (place, text).

    Places are those of the lines, "¶12", each once; cells are parted by tabs.  The text is as in the
    file: nothing is joined or set aside, marks of notes stand in it, and each note below the
    paragraph that refers to it.  Raises ReadError as `read_docx` does.
    """
    body = read_body(open_package(name, data))
    lines = [*_Writer(name).lines(body.blocks), *_note_lines(name, body.notes)]
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.page or "", []).append("\t" * line.lead + _restored(line))
    return [(place, "\n".join(texts)) for place, texts in found.items()]


def _restored(line: Line) -> str:
    """The text of a line with what was cut out of it."""
    pieces, last = [], 0
    for at, removed in line.cuts:
        pieces += [line.text[last:at], removed]
        last = at
    return "".join((*pieces, line.text[last:]))


class _Writer:
    """Makes lines of the blocks of a document in order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tables = 0
        self._begun = False  # whether the title page is over

    def lines(self, blocks: Sequence[Block]) -> Iterator[Line]:
        """Lines of paragraphs and tables; a table that lays out a page gives what stands in its cells."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from self._paragraph(block)
            elif holds_data(block):
                self._tables += 1
                yield from row_lines(block, self._tables, self._name)
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from self.lines(cell.blocks)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Line]:
        text = paragraph.inline.text
        if not text.strip() and not paragraph.inline.cuts:
            return
        kind, level = self._kind(paragraph, text.strip())
        label = paragraph.label.text if paragraph.label else ""
        cuts = [(len(label) + at, mark) for at, mark in paragraph.inline.cuts]
        found = split_lines(label + text, self._name, cuts)
        if kind == "heading" and not any(read_label(line.text) for line in found[1:]):
            found = _one_line(found)
        for place, line in enumerate(found):
            # Word numbers paragraphs, so one with a number goes on with none before it.
            jumped = False if label and place == 0 else None
            yield replace(line, page=f"¶{paragraph.number}", kind=kind, level=level, jumped=jumped)
        self._begun = self._begun or kind == "heading" or len(text) > _TITLE_CHARS

    def _kind(self, paragraph: Paragraph, text: str) -> tuple[BlockKind | None, int]:
        """What the format says of a paragraph, where that can be believed."""
        if paragraph.contents:
            return "chrome", 0
        if paragraph.title and not self._begun:
            return "front", 0
        is_long = len(text) > _HEADING_CHARS or (len(text) > _SENTENCE_CHARS and text.endswith(("。", "；")))
        if paragraph.level and not is_long:
            return "heading", paragraph.level
        label = paragraph.label
        if label is None or read_label(label.text + text):
            return None, 0
        if label.bullet:
            return "bullet", 0
        # 1.1 and 第一条 may stand before headings; a) and iv. do not.
        return (None, 0) if label.text[0].isdecimal() or label.text[0] == "第" else ("item", 0)


def _one_line(lines: list[Line]) -> list[Line]:
    """A heading that was broken for its looks, whole again; the line ends become cuts."""
    if len(lines) < 2:
        return lines
    text, cuts = "", []
    for line in lines:
        if text:
            text += " " if text[-1].isascii() and line.text[0].isascii() else ""
            cuts.append((len(text), "\n"))
        cuts.extend((len(text) + at, removed) for at, removed in line.cuts)
        text += line.text
    return [replace(lines[0], text=text, cuts=tuple(cuts))]


def _note_lines(name: str, notes: Sequence[Note]) -> Iterator[Line]:
    """Notes in the order of their marks; each stands where its mark does."""
    for note in notes:
        before = f"{note.mark} " if note.mark else ""
        for paragraph in paragraphs(note.blocks):
            label = before + (paragraph.label.text if paragraph.label else "")
            cuts = [(len(label) + at, mark) for at, mark in paragraph.inline.cuts]
            text = paragraph.inline.text.lstrip() if not cuts else paragraph.inline.text
            for line in split_lines(label + text, name, cuts) if text.strip() else ():
                yield replace(line, page=f"¶{note.number}", kind="footnote")
                before = ""
