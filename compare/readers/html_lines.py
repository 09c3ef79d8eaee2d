"""The main text of an HTML page as lines: headings, list items, rows of tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.labels import read_label
from compare.model import BlockKind
from compare.readers.html_tables import caption_of, read_rows
from compare.readers.html_text import is_prose, raise_digits, squeeze
from compare.readers.html_tree import Node, walk
from compare.readers.lines import Line, split_lines

#: <h1> … <h6> around something longer is large print.
_HEADING_CHARS = 80
#: Longer than this a heading does not end like a sentence.
_SENTENCE_CHARS = 40
#: A line whose text is links for the most part is a button or a menu.
_MOSTLY_LINKS = 0.5
#: What stands in one line with a date above the text of a portal, or in a row of buttons below it.
_BYLINE = re.compile(
    r"(?:发布|成文|更新|发文)?(?:时间|日期)\s*[:：]|(?:信息)?来源\s*[:：]|字[号体]|打印|关闭窗口|收藏|分享|(?:浏览|阅读|点击)(?:次数|量|数)"
    r"|(?:责任)?编辑\s*[:：]|作者\s*[:：]"
)
_BYLINE_CHARS = 160
_NOTE_WORDS = frozenset({"footnote", "footnotes", "endnote", "endnotes", "msofootnotetext"})
_NOTE_ID = re.compile(r"_?(?:ftn|fn|footnote|cite_note|endnote|edn)[-_:]?\d")
#: A text that an old page broke at a fixed width: long Western lines that go on in lower case.
_WRAPPED = re.compile(r"[A-Za-z,;]$")
_WRAPPED_CHARS = 40
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def lines_of(name: str, boxes: Sequence[Node]) -> list[Line]:
    """The lines of the main text; tables are numbered from 1 through all boxes."""
    writer = _Writer(name)
    for box in boxes:
        writer.write(box)
    return writer.lines


class _List:
    """An open list: how its items are numbered."""

    def __init__(self, node: Node) -> None:
        self.ordered = node.tag == "ol"
        self.style = node.attributes.get("type", "1")
        self.step = -1 if "reversed" in node.attributes else 1
        items = sum(child.tag == "li" for child in node.elements())
        self.next = _whole(node.attributes.get("start", ""), items if self.step < 0 else 1)

    def number(self, item: Node) -> str:
        """The number that a browser shows before the item, "" for a bullet."""
        if not self.ordered:
            return ""
        here = _whole(item.attributes.get("value", ""), self.next)
        self.next = here + self.step
        return f"{_numeral(here, self.style)}. "


def _whole(value: str, default: int) -> int:
    return int(value) if re.fullmatch(r"\s*-?\d{1,6}\s*", value, re.A) else default


def _numeral(number: int, style: str) -> str:
    if number < 1 or style not in ("a", "A", "i", "I") or number >= 4000:
        return str(number)
    letters = ""
    if style in "aA":
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
    else:
        for value, sign in _ROMAN + _ROMAN_SMALL:
            letters += sign * (number // value)
            number %= value
    return letters.upper() if style.isupper() else letters


class _Writer:
    """Collects text until a block or a line ends, then makes a line of it."""

    def __init__(self, name: str) -> None:
        self.lines: list[Line] = []
        self._name = name
        self._pieces: list[str] = []
        self._chars = self._link_chars = 0
        self._tables = 0
        self._linked = self._raised = self._kept = self._notes = 0
        self._heading = 0
        self._lists: list[_List] = []
        self._item: str | None = None  # number of an item whose text has not begun
        self._after_break = False

    def write(self, box: Node) -> None:
        """Everything below `box`."""
        table: Node | None = None
        for event in walk(box):
            if table is not None:
                if event[0] == "close" and event[1] is table:
                    table = None
            elif event[0] == "text":
                self._add(event[1])
            elif event[0] == "open" and event[1].holds_data:
                table = event[1]
                self._flush()
                self._write_table(table)
            elif event[0] == "open":
                self._open(event[1])
            else:
                self._close(event[1])
        self._flush()

    def _add(self, text: str) -> None:
        length = len("".join(text.split()))
        self._chars += length
        self._link_chars += length if self._linked else 0
        self._pieces.append(raise_digits(text) if self._raised else text)

    def _open(self, node: Node) -> None:
        if node.tag == "br":
            if self._heading or self._kept:
                self._pieces.append("\n")
            else:
                self._flush()
                self._after_break = True
            return
        if node.tag == "q":
            self._pieces.append("“")
        self._linked += node.leads_away
        self._raised += node.tag == "sup"
        if not node.is_block:
            return
        self._flush()
        self._after_break = False
        self._kept += node.tag == "pre"
        self._heading = node.heading or self._heading
        self._notes += _is_note(node)
        if node.tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_List(node))
        elif node.tag == "li":
            self._item = self._lists[-1].number(node) if self._lists else ""

    def _close(self, node: Node) -> None:
        if node.tag == "q":
            self._pieces.append("”")
        self._linked -= node.leads_away
        self._raised -= node.tag == "sup"
        if not node.is_block:
            return
        self._flush()
        self._after_break = False
        self._kept -= node.tag == "pre"
        self._heading = 0 if node.heading else self._heading
        self._notes -= _is_note(node)
        if node.tag in ("ol", "ul", "menu", "dir"):
            self._lists.pop()
        elif node.tag == "li":
            self._item = None

    def _flush(self) -> None:
        """Make lines of what was collected."""
        raw = "".join(self._pieces)
        text = raw if self._kept else squeeze(raw)
        links = bool(self._chars) and self._link_chars >= _MOSTLY_LINKS * self._chars
        self._pieces.clear()
        self._chars = self._link_chars = 0
        if not text.strip():
            return
        kind, level = self._kind(text, links)
        if self._item:
            text = self._item + text
        self._item = None
        for line in split_lines(text, self._name):
            blank = line.blank or not (self._kept or self._goes_on(line))
            self.lines.append(replace(line, kind=kind, level=level, blank=blank))

    def _kind(self, text: str, links: bool) -> tuple[BlockKind | None, int]:
        if self._heading:
            is_long = len(text) > _HEADING_CHARS or (
                len(text) > _SENTENCE_CHARS and text.endswith(("。", "；"))
            )
            return (None, 0) if is_long else ("heading", self._heading)
        if not is_prose(text) and (links or _is_byline(text)):
            return "chrome", 0
        if self._notes:
            return "footnote", 0
        if self._item is None:
            return None, 0
        if read_label(text):  # it has a number of its own, and the list is only its shape
            self._item = None
            return None, 0
        return ("item" if self._item else "bullet"), 0

    def _goes_on(self, line: Line) -> bool:
        """Whether the line stands below one that was broken at a fixed width."""
        before = self.lines[-1].text if self.lines and self._after_break else ""
        return len(before) >= _WRAPPED_CHARS and bool(_WRAPPED.search(before)) and line.text[:1].islower()

    def _write_table(self, table: Node) -> None:
        self._tables += 1
        self._item = None
        if (caption := caption_of(table)) is not None:
            self.write(caption)
        for row in read_rows(table):
            lead = next(place for place, cell in enumerate(row.cells) if cell)
            text = "\t".join(row.cells[lead:]).rstrip("\t")
            for line in split_lines(text, self._name):
                header = int(row.header)
                self.lines.append(
                    replace(line, blank=True, kind="table_row", level=header, table=self._tables, lead=lead)
                )


def _is_byline(text: str) -> bool:
    """Whether a line names date, source, size of the type and the like, at least two of them."""
    return len(text) <= _BYLINE_CHARS and len({match.group() for match in _BYLINE.finditer(text)}) > 1


def _is_note(node: Node) -> bool:
    if node.attributes.get("role") in ("doc-footnote", "doc-endnote", "doc-endnotes"):
        return True
    return bool(node.words & _NOTE_WORDS) or bool(_NOTE_ID.fullmatch(node.attributes.get("id", "")[:40]))
