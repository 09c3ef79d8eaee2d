"""A file as it came, place by place, for reading beside what was made of it.

The places are those that `Page.page` names: pages of a PDF, paragraphs of a Word document;
of text the lines of the source, of HTML all lines that a browser shows, with the menus around the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from compare.readers.decoding import decode
from compare.readers.doc import is_old_word, read_doc
from compare.readers.docx import paragraphs_of
from compare.readers.html_lines import lines_of
from compare.readers.html_main import measure_prose
from compare.readers.html_source import decode_page, is_web_page
from compare.readers.html_tree import parse_page
from compare.readers.pdf import open_pdf

Form = Literal["pages", "paragraphs", "lines"]

#: More than this no one reads on a page; what comes behind is in the file itself.
MOST_PLACES = 20_000
MOST_CHARACTERS = 2_000_000
#: So much of a passage is looked for; a line may break behind it.
_NEEDLE = 8
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the file: its name ("3", "¶12", "7") and its text.

    A page is a picture; its text is how wide and high it is, in points: "595x842".
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Original:
    """What a file consists of; `whole` says whether these are all its places."""

    form: Form
    places: tuple[Place, ...]
    whole: bool = True


def read_places(name: str, data: bytes) -> Original:
    """The places of a file in their order.  Raises ReadError where it cannot be read at all."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        document = open_pdf(name, data)
        try:
            sizes = [document.get_page_size(number) for number in range(len(document))]
            places = [Place(str(k), f"{width:.0f}x{height:.0f}") for k, (width, height) in enumerate(sizes, 1)]
            return Original("pages", tuple(places))
        finally:
            document.close()
    if data.startswith(b"PK\x03\x04"):
        return _bounded("paragraphs", [Place(place, text) for place, text in paragraphs_of(data, name)])
    if is_old_word(data):
        texts: dict[str, list[str]] = {}
        for line in read_doc(name, data).lines:
            texts.setdefault(line.page or "", []).append(line.text)
        return _bounded("paragraphs", [Place(place, "\n".join(lines)) for place, lines in texts.items()])
    lines = _lines_of_page(name, data) if is_web_page(name, data) else _LINE_END.split(decode(data, name))
    return _bounded("lines", [Place(str(number), line) for number, line in enumerate(lines, 1)])


def _lines_of_page(name: str, data: bytes) -> list[str]:
    page = parse_page(name, decode_page(name, data)[0])
    measure_prose(page)  # it finds which tables hold data
    return [line.text for line in lines_of(name, [page])]


def _bounded(form: Form, places: list[Place]) -> Original:
    kept: list[Place] = []
    length = 0
    for place in places[:MOST_PLACES]:
        length += len(place.text)
        if length > MOST_CHARACTERS:
            break
        kept.append(place)
    return Original(form, tuple(kept), len(kept) == len(places))


def find_place(original: Original, page: str | None, quote: str, share: float) -> str | None:
    """The name of the place that a passage comes from.

    `page` is what its reader said; where that names none, the line that holds the beginning
    of `quote` and lies nearest to `share` (how far into the text the passage stands, in [0, 1]).
    """
    names = {place.name for place in original.places}
    if page in names:
        return page
    needle = "".join(quote.split())[:_NEEDLE]
    if not needle or original.form == "pages":
        return None
    best: tuple[float, str] | None = None
    for number, place in enumerate(original.places):
        if needle in "".join(place.text.split()):
            distance = abs(number / max(len(original.places), 1) - share)
            if best is None or distance < best[0]:
                best = (distance, place.name)
    return best[1] if best else None
