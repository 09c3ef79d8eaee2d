"""Files of any supported format become one clean text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.errors import ReadError
from compare.model import Cut, Hint, Note, Page, Text
from compare.readers.chrome import mark_chrome
from compare.readers.endings import find_early_end
from compare.readers.html_source import is_web_page
from compare.readers.joining import Joined, join_broken_lines
from compare.readers.lines import Reading
from compare.readers.newspaper import join_pages
from compare.readers.plain import read_plain
from compare.readers.refused import COMPOUND_FILE, refuse_other
from compare.readers.run_on import break_run_ons
from compare.readers.unsafe import storable, take_out_unsafe

# A reader is imported when a file of its format comes: nobody should wait for the others.

_ENDS_SENTENCE = frozenset("。！？；!?;.")


def read_document(files: Sequence[tuple[str, bytes]]) -> Text:
    """The clean text of one edition from its files (name, bytes), in the given order.

    Raises ReadError where a file is empty, of no readable format, or without a sentence.
    """
    if not files:
        raise ReadError("no_files")
    readings = [_broken(_without_unsafe(_read_file(storable(name), data))) for name, data in files]
    pages, notes = join_pages([mark_chrome(reading.lines) for reading in readings])
    notes = [*(note for reading in readings for note in reading.notes), *notes]
    lines = join_broken_lines(pages)
    notes.extend(find_early_end([joined.line for joined in lines], notes))
    if count := sum(joined.line.text.count("“") != joined.line.text.count("”") for joined in lines):
        notes.append(Note("quote_unbalanced", {"count": count}))
    text = _assemble(lines, notes)
    if not any(char in _ENDS_SENTENCE for char in text.text):
        raise ReadError("no_sentence", name=files[0][0])
    return text


def _without_unsafe(reading: Reading) -> Reading:
    lines, notes = take_out_unsafe(reading.lines)
    return replace(reading, lines=lines, notes=(*reading.notes, *notes))


def _broken(reading: Reading) -> Reading:
    """The reading with its overlong lines broken."""
    lines, notes = break_run_ons(reading.lines)
    return replace(reading, lines=lines, notes=(*reading.notes, *notes))


def _read_file(name: str, data: bytes) -> Reading:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("file_empty", name=name)
    if data.startswith(COMPOUND_FILE):
        from compare.readers.doc import is_old_word, read_doc

        if is_old_word(data):
            return read_doc(name, data)
    refuse_other(name, data)
    if data.startswith(b"PK\x03\x04"):
        return _read_docx(name, data)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from compare.readers.pdf import read_pdf

        return read_pdf(name, data)
    if is_web_page(name, data):
        from compare.readers.html import read_html

        return read_html(name, data)
    try:
        return read_plain(name, data)
    except ReadError:
        if name.lower().endswith(".docx"):  # neither a text nor anything else: its name is all that is known
            return _read_docx(name, data)
        raise


def _read_docx(name: str, data: bytes) -> Reading:
    from compare.readers.docx import read_docx

    return read_docx(name, data)


def _assemble(lines: Sequence[Joined], notes: Sequence[Note]) -> Text:
    """One text of all lines, each on a line of its own, with its pages, hints and cuts."""
    pieces: list[str] = []
    cuts: list[Cut] = []
    hints: list[Hint] = []
    pages: list[Page] = []
    table, tables = ("", 0), 0
    at = 0
    for joined in lines:
        line = joined.line
        cuts.extend(Cut(at + offset, removed) for offset, removed in line.cuts)
        if line.kind is not None:
            if line.table and (line.source, line.table) != table:
                table, tables = (line.source, line.table), tables + 1
            number = tables if line.table else 0
            hints.append(Hint(at, at + len(line.text), line.kind, line.level, number, line.lead))
        for offset, part in joined.parts:
            if not pages or (pages[-1].source, pages[-1].page) != (part.source, part.page):
                pages.append(Page(at + offset, part.source, part.page))
        pieces.append(line.text)
        at += len(line.text) + 1
    return Text("\n".join(pieces), tuple(cuts), tuple(pages), tuple(hints), tuple(notes))
