"""XML parts of a Word document: parsed without entities or network, and the names of their elements."""

from __future__ import annotations

import re
from typing import Any

from compare.errors import ReadError

#: Word documents nest some ten levels, twenty-five inside a table in a text box; the parser stops at 256.
MAX_DEPTH = 256

#: An lxml element; lxml has no types of its own.
Element = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: "Strict" documents differ from all others by the names of their namespaces only.
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/(?:relationships|math))"
)
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_OFF = frozenset({"0", "false", "off"})

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def parse_part(name: str, data: bytes) -> Element:
    """The root of a part of the file `name`.

    Raises ReadError where it is no XML, nests too deeply, or declares a document type: Word
    writes none, and entities that unfold to gigabytes are made with it.
    """
    from lxml import etree  # only those who read a .docx pay for it

    if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\x00", b""):
        raise ReadError("docx_entities", name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_STRICT.sub(lambda match: _TRANSITIONAL[match[1]], data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise ReadError("docx_too_deep", name=name, limit=MAX_DEPTH) from error
        raise ReadError("docx_broken", name=name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("docx_entities", name=name)
    return root


def value_of(element: Element | None, attribute: str = "val") -> str:
    """An attribute of WordprocessingML, "" where it or the element is missing."""
    return "" if element is None else element.get(_W + attribute, "")


def number_in(element: Element | None, attribute: str = "val") -> int | None:
    """An attribute as a whole number of at most six digits, else None."""
    value = value_of(element, attribute).strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value, re.ASCII) else None


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of direct children of WordprocessingML."""
    for name in names:
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether a property that can be on or off is on; None where nothing is said."""
    found = child(properties, name)
    return None if found is None else value_of(found) not in _OFF


def alternatives(element: Element) -> list[Element]:
    """The contents that an AlternateContent offers, the best first; one of them is shown."""
    return [*element.findall(_CHOICE), *element.findall(_FALLBACK)]
