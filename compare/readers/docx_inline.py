"""The text of one paragraph of a Word document, as Word shows it with all revisions accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from compare.readers.docx_notes import KINDS, Notes
from compare.readers.docx_signs import sign_of
from compare.readers.docx_styles import Styles
from compare.readers.docx_xml import ALTERNATES, MATH, Element, alternatives, child, switch, value_of, w
from compare.readers.html_text import raise_digits

#: What only wraps runs: insertions, links, content controls, tags of other programs.
_WRAPPERS = frozenset(
    w(name)
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo",
                 "ruby", "rubyBase")
)  # fmt: skip
#: Signs that are elements of their own.  A soft hyphen is taken out of the text later, as a cut.
_SIGNS = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "\u00ad",
}  # fmt: skip
_TEXT, _RUN, _FIELD, _SYMBOL = w("t"), w("r"), w("fldChar"), w("sym")
_INSTRUCTION = w("instrText")
_REFERENCES = {w(f"{kind}Reference"): kind for kind in KINDS}
_DELETED = frozenset((w("del"), w("moveFrom")))
#: Drawings may hold text boxes.
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("object")))
_BOX = w("txbxContent")
_MATH_TEXT, _FRACTION, _POWER = MATH + "t", MATH + "f", MATH + "sSup"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINE_ENDS = re.compile(r"[\t\r\n]+")
#: Set on the marks of fields that begin and end; a field without an end would swallow the rest of the report.
_WHOLE = "whole"
_CONTENTS = re.compile(r"\s*TOC\b")


@dataclass(slots=True)
class Inline:
    """Text with line ends and tabs; `cuts` (offset, mark) are the marks of notes, which are no text.

    `references` are the notes by (kind, id); `boxes` the contents of text boxes; `in_contents`
    says that text stood in the result of a table of contents.
    """

    pieces: list[str] = field(default_factory=list)
    cuts: list[tuple[int, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    in_contents: bool = False
    length: int = 0
    has_words: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        """Go on with a piece of text."""
        self.pieces.append(text)
        self.length += len(text)
        self.has_words = self.has_words or not text.isspace()

    def follow(self, other: Inline) -> None:
        """Go on with another paragraph, the mark between them having been deleted."""
        self.cuts.extend((self.length + at, mark) for at, mark in other.cuts)
        if other.length:
            self.add(other.text)
        self.references.extend(other.references)
        self.boxes.extend(other.boxes)
        self.in_contents = self.in_contents or other.in_contents


@dataclass(slots=True)
class _Field:
    """An open field: what it says is to be computed, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs in order: a field may begin in one and end in another."""

    styles: Styles
    notes: Notes
    fields: list[_Field] = field(default_factory=list)
    own_mark: bool = False

    def read(self, paragraph: Element, hidden: bool) -> Inline:
        """The text of a paragraph whose style hides it, or does not."""
        found = Inline()
        self._walk(paragraph, found, hidden)
        return found

    def _walk(self, parent: Element, found: Inline, hidden: bool) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element, found, hidden)
            elif tag in _WRAPPERS:
                self._walk(element, found, hidden)
            elif tag == ALTERNATES:
                self._alternate(element, found, lambda shown: self._walk(shown, found, hidden))
            elif isinstance(tag, str) and tag.startswith(MATH):
                self._add(found, "".join(_formula(element)))

    def _alternate(self, element: Element, found: Inline, read: Callable[[Element], None]) -> None:
        """The first alternative that shows any text, so that a text box counts once."""
        for shown in alternatives(element):
            before = (found.length, len(found.boxes))
            read(shown)
            if (found.length, len(found.boxes)) != before:
                return

    def _run(self, run: Element, found: Inline, hidden: bool) -> None:
        properties = child(run, "rPr")
        raised = False
        if properties is not None:
            vanish = switch(properties, "vanish")
            if vanish is None and (style := value_of(child(properties, "rStyle"))):
                vanish = self.styles.traits(style).hidden
            hidden = hidden if vanish is None else vanish
            raised = value_of(child(properties, "vertAlign")) == "superscript"
        self.own_mark = False
        self._inside_run(run, found, hidden, raised)

    def _inside_run(self, run: Element, found: Inline, hidden: bool, raised: bool) -> None:
        for element in run:
            tag = element.tag
            if tag == _FIELD:
                self._turn_field(element)
            elif tag == _INSTRUCTION:
                if self.fields and not self.fields[-1].result:
                    self.fields[-1].code += element.text or ""
            elif hidden:
                continue
            elif tag == _TEXT:
                self._add(found, _shown_text(element, raised))
            elif tag in _SIGNS:
                self._add(found, _SIGNS[tag])
            elif tag == _SYMBOL:
                self._add(found, sign_of(value_of(element, "font"), value_of(element, "char")))
            elif tag in _REFERENCES:
                self._refer(element, found)
            elif tag in _DRAWINGS:
                self._draw(element, found)
            elif tag in _WRAPPERS:
                self._walk(element, found, hidden)
            elif tag == ALTERNATES:
                self._alternate(element, found, lambda shown: self._inside_run(shown, found, hidden, raised))

    def _add(self, found: Inline, text: str) -> None:
        if not text or self._in_code():
            return
        if self.own_mark:
            # The author's own mark of a note, a star say, stands behind the reference.
            found.cuts.append((found.length, text))
            return
        if self.fields and any(_CONTENTS.match(field.code) for field in self.fields):
            found.in_contents = True
        found.add(text)

    def _in_code(self) -> bool:
        """Whether some open field is still saying what is to be computed."""
        return any(not field.result for field in self.fields)

    def _refer(self, element: Element, found: Inline) -> None:
        if self._in_code():
            return
        kind = _REFERENCES[element.tag]
        identifier = value_of(element, "id")
        self.own_mark = value_of(element, "customMarkFollows") in ("1", "true", "on")
        mark = self.notes.refer(kind, identifier, self.own_mark)
        found.references.append((kind, identifier))
        if mark:
            found.cuts.append((found.length, mark))

    def _turn_field(self, element: Element) -> None:
        if not element.get(_WHOLE):
            return
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _draw(self, drawing: Element, found: Inline) -> None:
        if self._in_code():
            return
        for element in drawing:
            if element.tag == _BOX:
                found.boxes.append(element)
            elif element.tag == ALTERNATES:
                self._alternate(element, found, lambda shown: self._draw(shown, found))
            else:
                self._draw(element, found)


def pair_fields(root: Element) -> None:
    """Mark the beginnings and ends of fields that belong together."""
    open_: list[list[Element]] = []
    for element in root.iter(_FIELD):
        if any(above.tag in _DELETED for above in element.iterancestors()):
            continue
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            open_.append([element])
        elif open_:
            open_[-1].append(element)
            if kind == "end":
                for mark in open_.pop():
                    mark.set(_WHOLE, "1")


def _shown_text(element: Element, raised: bool) -> str:
    text = element.text or ""
    if "\n" in text and element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")  # the file was laid out for people
    text = _LINE_ENDS.sub(" ", text)
    return raise_digits(text) if raised else text


def _formula(element: Element) -> Iterator[str]:
    """The letters of a formula; fractions and powers on one line."""
    if element.tag == _MATH_TEXT:
        yield element.text or ""
    elif element.tag in _DELETED:
        return
    elif element.tag == _FRACTION:
        parts = ["".join(_formula(part)) for part in element]
        yield "/".join(part for part in parts if part)
    elif element.tag == _POWER:
        parts = [part for part in ("".join(_formula(part)) for part in element) if part]
        yield parts[0] + raise_digits("".join(parts[1:])) if parts else ""
    else:
        for part in element:
            yield from _formula(part)
