"""Word documents (.docx): paragraphs, headings and table rows, through mammoth."""

from __future__ import annotations

import io
import logging
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

from compare.errors import ReadError
from compare.model import BlockKind
from compare.readers.lines import Line, split_lines

#: A real report unpacks to a few hundred kilobytes of XML; ten megabytes of empty paragraphs
#: took 82 s and 1.6 GB to parse.  Pictures cost nothing, since nobody parses them.
MAX_XML_MB = 8
MAX_UNPACKED_MB = 100
_MAIN_PART = "word/document.xml"
_BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}


class _Paragraphs(HTMLParser):
    """Collects mammoth's HTML as (kind, level, text) triples."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[BlockKind | None, int, str]] = []
        self._text: list[str] = []
        self._in_row = False

    def _flush(self, kind: BlockKind | None, level: int = 0) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            self.found.append((kind, level, text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text.append("\n")
        elif tag == "tr":
            self._in_row = True
        elif tag in _BLOCKS and not self._in_row:
            self._flush(None)

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._in_row = False
            self._text = ["".join(self._text).strip("\t")]
            self._flush("table_row")
        elif tag in ("td", "th"):
            self._text = ["".join(self._text).rstrip(" "), "\t"]
        elif self._in_row:
            if tag == "p":
                self._text.append(" ")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._flush("heading", int(tag[1]))
        elif tag in ("p", "li"):
            self._flush(None)

    def handle_data(self, data: str) -> None:
        self._text.append(data.replace("\n", " ") if self._in_row else data)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def read_docx(name: str, data: bytes) -> list[Line]:
    """Lines of a Word document; insertions are kept, deletions dropped (mammoth's reading).

    Raises ReadError where it is not an intact .docx, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts if _is_xml(part)) > MAX_XML_MB * 1_000_000:
                raise ReadError("docx_too_large", name=name, limit=MAX_XML_MB)
            if sum(part.file_size for part in parts) > MAX_UNPACKED_MB * 1_000_000:
                raise ReadError("docx_too_large", name=name, limit=MAX_UNPACKED_MB)
            if _MAIN_PART not in archive.namelist():
                raise ReadError("docx_broken", name=name)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise ReadError("docx_broken", name=name) from error
    import mammoth  # 0.1 s: only those who read a .docx pay for it

    logging.getLogger("mammoth").setLevel(logging.ERROR)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception as error:  # mammoth lets any parser error through, of many classes
        raise ReadError("docx_broken", name=name) from error
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    lines: list[Line] = []
    for kind, level, text in parser.found:
        pieces = [replace(line, kind=kind, level=level) for line in split_lines(text, name)]
        lines.extend(pieces)
    return lines
