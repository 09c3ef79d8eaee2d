"""Footnotes and endnotes of a Word document: their marks, counted in the order of the references."""

from __future__ import annotations

from dataclasses import dataclass, field

from compare.readers.docx_numerals import write_number
from compare.readers.docx_xml import Element, child, number_in, value_of, w

KINDS = ("footnote", "endnote")
#: How Word numbers where the document says nothing.
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
#: Notes that hold lines between text and notes.
_RULES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(slots=True)
class Notes:
    """The notes of a document by (kind, id) and how each kind is numbered: style and next number."""

    contents: dict[tuple[str, str], Element]
    styles: dict[str, str]
    next: dict[str, int]
    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def refer(self, kind: str, identifier: str, own_mark: bool) -> str:
        """The mark of the note that is referred to, "[2]" say; "" where the author has given it one."""
        key = (kind, identifier)
        if key not in self.contents or own_mark:
            self.marks.setdefault(key, "")
        if key not in self.marks:
            number = write_number(self.next[kind], self.styles[kind])
            self.next[kind] += 1
            # A circled number tells itself from the text; plain ones would be read as part of it.
            self.marks[key] = f"[{number}]" if number.isascii() or number.isalpha() else number
        return self.marks[key]


def read_notes(
    document: Element, settings: Element | None, footnotes: Element | None, endnotes: Element | None
) -> Notes:
    """The notes of the document's parts, any of which may be missing."""
    contents: dict[tuple[str, str], Element] = {}
    styles: dict[str, str] = {}
    start: dict[str, int] = {}
    for kind, part in zip(KINDS, (footnotes, endnotes), strict=True):
        for note in part.iterchildren(w(kind)) if part is not None else ():
            if value_of(note, "type") not in _RULES:
                contents.setdefault((kind, value_of(note, "id")), note)
        # The first section speaks for all: numbering that changes inside a report was never met.
        said = [next(document.iter(w(f"{kind}Pr")), None), child(settings, f"{kind}Pr")]
        styles[kind] = next(filter(None, (value_of(child(one, "numFmt")) for one in said)), _USUAL[kind])
        numbers = [number_in(child(one, "numStart")) for one in said]
        start[kind] = next((number for number in numbers if number is not None), 1)
    return Notes(contents, styles, start)
