"""PDF documents with a text layer: columns, paragraphs, tables; page headers and footers set aside."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Any

from compare.errors import ReadError
from compare.model import Note
from compare.readers.lines import Reading
from compare.readers.pdf_characters import is_readable
from compare.readers.pdf_columns import columns_of
from compare.readers.pdf_edges import set_edges_aside
from compare.readers.pdf_glyphs import Glyph, PageContent, read_page
from compare.readers.pdf_layout import VisualLine, lines_of, runs_of
from compare.readers.pdf_paragraphs import PdfPage, lines_of_pages
from compare.readers.pdf_tables import PageTable, aligned_table, ruled_tables

#: A yearbook has some hundred pages; a document that claims a million is meant to harm.
MAX_PAGES = 2000
#: Some 2,000 pages of small print.
MAX_CHARACTERS = 4_000_000
#: The longer side of a picture of a page.
_LARGEST_PIXELS = 2400
#: Fewer characters on a page than this are a stamp or a page number on a scan.
_LEAST_CHARACTERS = 8
#: A page of whose characters fewer are known is a picture to us: its fonts do not say what they show.
_READABLE = 0.5


def read_pdf(name: str, data: bytes) -> Reading:
    """Lines of a PDF; `Line.page` is the number of the page from 1.

    Raises ReadError where the file is broken or locked, has too many pages, or no text.
    """
    pages, silent, pictures = _pages(name, data)
    if len(silent) == len(pages):
        raise ReadError("pdf_without_text", name=name)
    set_edges_aside(pages)
    notes = (Note("pdf_pages_without_text", {"pages": _ranges(pictures)}),) if pictures else ()
    return Reading(lines_of_pages(name, pages), notes)


def open_pdf(name: str, data: bytes) -> Any:
    """The document, open; the caller closes it.  Raises ReadError where it is broken or locked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ReadError("pdf_password" if locked else "pdf_broken", name=name) from error
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        if count:
            raise ReadError("pdf_too_many_pages", name=name, count=count, limit=MAX_PAGES)
        raise ReadError("pdf_broken", name=name)
    return document


def render_page(name: str, data: bytes, number: int, scale: float = 1.5) -> bytes:
    """Page `number` (from 1) as a PNG picture, `scale` pixels to the point.

    Raises ReadError where there is no such page, or the document does not open.
    """
    import pypdfium2

    document = open_pdf(name, data)
    try:
        if not 1 <= number <= len(document):
            raise ReadError("pdf_page_missing", name=name, page=number)
        page = document[number - 1]
        try:
            width, height = page.get_size()
            # A page may claim to be a kilometre wide; the picture stays one of a screen or two.
            scale = min(scale, _LARGEST_PIXELS / max(width, height, 1.0))
            picture = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(picture, "PNG")
            return picture.getvalue()
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError("pdf_broken", name=name) from error
    finally:
        document.close()


def _pages(name: str, data: bytes) -> tuple[list[PdfPage], list[int], list[int]]:
    """All pages, arranged one by one; the numbers of those without text, and of those whose text is a picture."""
    import pypdfium2

    document = open_pdf(name, data)
    found: list[PdfPage] = []
    silent: list[int] = []
    pictures: list[int] = []
    total = 0
    try:
        for index in range(len(document)):
            content = PageContent(has_pictures=True)
            # A damaged page is told like one that is a picture.
            with suppress(pypdfium2.PdfiumError), closing(document[index]) as page:
                content = read_page(page)
            total += len(content.glyphs)
            if total > MAX_CHARACTERS:
                raise ReadError("text_too_long", name=name, limit=f"{MAX_CHARACTERS:,}")
            found.append(_arranged(index + 1, content))
            readable = sum(is_readable(glyph.char) for glyph in content.glyphs)
            if readable < max(_LEAST_CHARACTERS, _READABLE * len(content.glyphs)):
                silent.append(index + 1)
                if content.has_pictures or len(content.glyphs) >= _LEAST_CHARACTERS:
                    pictures.append(index + 1)
    finally:
        document.close()
    return found, silent, pictures


def _arranged(number: int, content: PageContent) -> PdfPage:
    """What stands on a page, in the order in which it is read."""
    page = PdfPage(number)
    tables = ruled_tables(content.rules, content.glyphs)
    rest = [glyph for glyph in content.glyphs if not any(_inside(glyph, table) for table in tables)]
    lines: list[VisualLine] = []
    for group in columns_of(runs_of(rest)):
        lines.extend(lines_of(group))
    for table in tables:
        # A table stands behind the last line above it.
        above = sum(1 for line in lines if line.base > table.y1)
        at = next((k for k, line in enumerate(lines) if line.base < table.y0 and k >= above), len(lines))
        page.pieces.extend(_with_aligned(lines[:at]))
        page.pieces.append(table)
        lines = lines[at:]
    page.pieces.extend(_with_aligned(lines))
    return page


def _inside(glyph: Glyph, table: PageTable) -> bool:
    return table.x0 <= (glyph.x0 + glyph.x1) / 2 <= table.x1 and table.y0 <= glyph.middle <= table.y1


def _with_aligned(lines: Sequence[VisualLine]) -> list[VisualLine | PageTable]:
    """The lines, with tables that have no rulings put in their place."""
    found: list[VisualLine | PageTable] = []
    at = 0
    while at < len(lines):
        table = aligned_table(lines, at) if len(lines[at].runs) > 1 else None
        if table is None:
            found.append(lines[at])
            at += 1
        else:
            at = table[0]
            found.append(table[1])
    return found


def _ranges(numbers: Sequence[int]) -> str:
    """ "2, 4–6" for 2, 4, 5, 6."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in found)
