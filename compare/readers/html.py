"""HTML pages saved from a browser: their main text, with headings, lists and tables."""

from __future__ import annotations

from compare.errors import ReadError
from compare.model import Note
from compare.readers.html_lines import lines_of
from compare.readers.html_main import find_main
from compare.readers.html_source import decode_page
from compare.readers.html_tree import parse_page
from compare.readers.lines import Reading

#: As much as the longest PDF.
MAX_CHARACTERS = 4_000_000
#: So much of the first sentence that was left out is quoted in the note.
_QUOTED = 40


def read_html(name: str, data: bytes) -> Reading:
    """Lines of the main text of a page or a web archive (.mhtml).

    Only text comes out of it: what a browser would run, fetch or hide is gone.  Notes say where
    bytes could not be read, and where sentences beside the main text were left out.
    Raises ReadError where the page has no main text, too many or too deeply nested elements,
    or an encoding that nobody knows.
    """
    source, unreadable = decode_page(name, data)
    main = find_main(parse_page(name, source))
    lines = lines_of(name, main.boxes) if main else []
    if main is None or not lines:
        raise ReadError("html_without_text", name=name)
    if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise ReadError("text_too_long", name=name, limit=f"{MAX_CHARACTERS:,}")
    notes = []
    if unreadable:
        notes.append(Note("bytes_unreadable", {"count": unreadable}))
    if main.left_out:
        quote = main.left_out[0]
        quote = quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…"
        notes.append(Note("html_left_out", {"count": len(main.left_out), "quote": quote}))
    return Reading(lines, tuple(notes))
