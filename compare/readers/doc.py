"""Word documents of 1997–2003 (.doc, and .wps as WPS Office writes it), where the extra `doc` is installed.

No library that was tried was right on Chinese files, so only the container is another's (olefile);
`doc_binary` reads what is in it.
"""

from __future__ import annotations

import io
from array import array
from dataclasses import replace

from compare.errors import ReadError
from compare.labels import read_label
from compare.model import BlockKind, Note
from compare.readers.doc_binary import (
    BrokenDocument,
    OldDocument,
    ProtectedDocument,
    WordText,
    read_word_text,
    table_stream,
)
from compare.readers.doc_properties import Properties
from compare.readers.html_text import raise_digits
from compare.readers.lines import Line, Reading, split_lines

#: As much as the longest PDF.
MAX_CHARACTERS = 4_000_000
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_STREAM = "WordDocument"

# Characters that mean something else than themselves.
_PARAGRAPH, _CELL, _LINE, _PAGE_BREAK, _COLUMN_BREAK = 0x0D, 0x07, 0x0B, 0x0C, 0x0E
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = 0x13, 0x14, 0x15
_NOTE_MARK, _HYPHEN = 0x02, 0x1E
_SPACE, _MINUS, _LINE_END, _TAB = 0x20, 0x2D, 0x0A, 0x09


def is_old_word(data: bytes) -> bool:
    """Whether a file is a compound file that holds a Word document."""
    return data.startswith(_CONTAINER) and _MAIN_STREAM.encode("utf-16-le") in data


def read_doc(name: str, data: bytes) -> Reading:
    """Lines of an old Word document: headings, rows of tables, footnotes; deleted and hidden text left out.

    `Line.page` is "¶12" for the twelfth paragraph (a row of a table counts as one).  A note says
    where numbers that Word computes are missing.
    Raises ReadError where the extra is not installed, or the file is broken, locked, or too long.
    """
    try:
        import olefile
    except ImportError as error:
        raise ReadError("doc_needs_extra", name=name) from error
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            document = container.openstream(_MAIN_STREAM).read()
            table = container.openstream(table_stream(document)).read()
        text = read_word_text(document, table, MAX_CHARACTERS)
    except ProtectedDocument as error:
        raise ReadError("doc_password", name=name) from error
    except OldDocument as error:
        raise ReadError("file_format_unsupported", name=name, format="Word 6/95 (.doc)") from error
    except OverflowError as error:
        raise ReadError("text_too_long", name=name, limit=f"{MAX_CHARACTERS:,}") from error
    except (BrokenDocument, OSError, ValueError, TypeError, AttributeError, IndexError) as error:
        # olefile lets errors of many kinds through where the container is damaged.
        raise ReadError("doc_broken", name=name) from error
    writer = _Writer(name, text)
    writer.write_body()
    writer.write_footnotes()
    notes = (Note("doc_numbers_missing", {"count": writer.numbered}),) if writer.numbered else ()
    return Reading(writer.lines, notes)


class _Writer:
    """Puts paragraphs and rows together, unit by unit."""

    def __init__(self, name: str, text: WordText) -> None:
        self.lines: list[Line] = []
        self.numbered = 0
        self._name = name
        self._text = text
        self._paragraphs = self._tables = self._marks = 0
        self._collected = array("H")
        self._cells: list[str] = []
        self._in_table = False

    def write_body(self) -> None:
        """The main text."""
        fields: list[bool] = []  # for each open field, whether its result has begun
        for unit in range(self._text.body):
            char = self._text.units[unit]
            if char == _FIELD_BEGIN:
                fields.append(False)
            elif char == _FIELD_RESULT and fields:
                fields[-1] = True
            elif char == _FIELD_END and fields:
                fields.pop()
            elif char in (_PARAGRAPH, _CELL, _PAGE_BREAK):
                self._end(char, self._text.properties(unit))
            elif all(fields):
                self._add(char)
        self._end(_PARAGRAPH, Properties())

    def write_footnotes(self) -> None:
        """The footnotes, behind the main text."""
        self._marks = 0
        for unit in range(self._text.body, self._text.body + self._text.footnotes):
            char = self._text.units[unit]
            if char == _PARAGRAPH:
                self._write(self._taken(), "footnote", 0)
            else:
                self._add(_SPACE if char == _TAB else char)
        self._write(self._taken(), "footnote", 0)

    def _add(self, char: int) -> None:
        if char == _NOTE_MARK:
            if not self._text.endnotes:  # which of the two a mark belongs to is not read
                self._marks += 1
                self._collected.extend(map(ord, raise_digits(str(self._marks))))
        elif char == _HYPHEN:
            self._collected.append(_MINUS)
        elif char in (_LINE, _COLUMN_BREAK):
            self._collected.append(_LINE_END)
        elif char >= _SPACE or char == _TAB:
            self._collected.append(char)

    def _taken(self) -> str:
        text = self._collected.tobytes().decode(_NATIVE, "replace")
        self._collected = array("H")
        return text

    def _end(self, char: int, properties: Properties) -> None:
        """A paragraph, a cell or a row is complete."""
        if properties.in_table or properties.ends_row:
            if not self._in_table:
                self._tables += 1
                self._in_table = True
            if properties.ends_row:
                self._write_row(properties.names_columns)
            elif char == _CELL:
                self._cells.append(" ".join(self._taken().split()))
            else:
                self._collected.append(_SPACE)
            return
        self._in_table = False
        text = " ".join([*self._cells, self._taken()]) if self._cells else self._taken()
        self._cells.clear()
        self.numbered += properties.numbered and bool(text.strip()) and read_label(text.strip()) is None
        self._write(text, "heading" if properties.level else None, properties.level)

    def _write(self, text: str, kind: BlockKind | None, level: int) -> None:
        if not text.strip():
            return
        self._paragraphs += 1
        made = split_lines(text, self._name)
        self.lines.extend(replace(line, page=f"¶{self._paragraphs}", kind=kind, level=level) for line in made)

    def _write_row(self, names_columns: bool) -> None:
        cells, rest = self._cells, " ".join(self._taken().split())
        self._cells = []
        if rest:
            cells = [*cells, rest]
        if not any(cells):
            return
        self._paragraphs += 1
        lead = next(place for place, cell in enumerate(cells) if cell)
        text = "\t".join(cell.replace("\t", " ") for cell in cells[lead:]).rstrip("\t")
        self.lines.extend(
            replace(
                line,
                page=f"¶{self._paragraphs}",
                kind="table_row",
                level=int(names_columns),
                table=self._tables,
                lead=lead,
            )
            for line in split_lines(text, self._name)
        )


#: How this machine lays out the units of an array.
_NATIVE = "utf-16-le" if array("H", [1]).tobytes()[0] == 1 else "utf-16-be"
