"""The tree of an HTML page, without what a browser would not show as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from compare.errors import ReadError
from compare.readers.html_text import word_set

#: A report of 40,000 words that an office program saved has some 100,000 tags; twenty megabytes
#: of nothing but tags take 740 MB.
MAX_TAGS = 300_000
#: The HTML parser stops at 2,048; pages that forget to close <font> reach a few hundred.
MAX_DEPTH = 2_000

#: Elements whose content is no text of the page: programs, forms, media, what only old browsers show.
_WITHOUT_TEXT = word_set(
    "script style noscript template head title meta link base iframe frame frameset noframes object embed "
    "applet param svg canvas audio video picture map area select option optgroup datalist textarea input "
    "progress meter rp rt rtc del"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = word_set(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre "
    "search section summary table caption colgroup col tbody td tfoot th thead tr ul xmp listing "
    "plaintext"
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_KEPT_ATTRIBUTES = word_set("class id role style href colspan rowspan start value type reversed scope")
#: A document type may declare entities of its own; browsers know nothing of them.
_DOCTYPE = re.compile(
    r"\A(\s*(?:<\?xml[^>]{0,400}\?>\s*)?)<!DOCTYPE[^>\[]{0,2000}\[.{0,200000}?\]\s*>", re.S | re.I
)
_TAG = re.compile(r"<[a-zA-Z]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

Event = tuple[Literal["open", "close"], "Node"] | tuple[Literal["text"], str]


@dataclass(slots=True, eq=False)
class Node:
    """An element with its children; the numbers are filled in by `measure_prose`.

    `holds_data` is said of tables; `chars` counts characters that are not blank, `link_chars` those
    inside of links that lead to other pages, `links` such links, `prose` words of whole sentences,
    `titles` headings that are not links, `tables` tables of data, `imprints` lines as they stand at
    the foot of a site.
    """

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)
    dropped: bool = False
    holds_data: bool = False
    chars: int = 0
    link_chars: int = 0
    links: int = 0
    prose: int = 0
    titles: int = 0
    tables: int = 0
    imprints: int = 0

    def forget(self) -> None:
        """Set all numbers to zero."""
        self.chars = self.link_chars = self.links = 0
        self.prose = self.titles = self.tables = self.imprints = 0

    def add(self, inner: Node) -> None:
        """Count what an element inside of this one holds."""
        self.chars += inner.chars
        self.link_chars += inner.link_chars
        self.links += inner.links
        self.prose += inner.prose
        self.titles += inner.titles
        self.tables += inner.tables
        self.imprints += inner.imprints

    @property
    def is_block(self) -> bool:
        return self.tag in _BLOCKS or "-" in self.tag

    @property
    def heading(self) -> int:
        """1 to 6 for <h1> to <h6>, else 0."""
        return int(self.tag[1]) if self.tag in _HEADINGS else 0

    @property
    def leads_away(self) -> bool:
        """A link to something other than a place in this page."""
        return self.tag == "a" and not self.attributes.get("href", "#").startswith("#")

    @property
    def words(self) -> frozenset[str]:
        """The words in its class and id, in lower case: "siteFooter nav-2" has site, footer, nav, 2."""
        names = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"
        return frozenset(word.lower() for word in _WORD.findall(names[:400]))

    def elements(self) -> Iterator[Node]:
        """Its child elements that are not dropped."""
        return (child for child in self.children if isinstance(child, Node) and not child.dropped)


def walk(root: Node) -> Iterator[Event]:
    """Every element below `root`, itself included, and every text, in order; dropped ones left out."""
    if root.dropped:
        return
    yield ("open", root)
    stack = [(root, iter(root.children))]
    while stack:
        node, children = stack[-1]
        for child in children:
            if isinstance(child, str):
                yield ("text", child)
            elif not child.dropped:
                yield ("open", child)
                stack.append((child, iter(child.children)))
                break
        else:
            yield ("close", node)
            stack.pop()


def parse_page(name: str, source: str) -> Node:
    """The page as a tree.  Raises ReadError where it has too many elements or they nest too deeply."""
    from lxml import etree

    if sum(1 for _ in _TAG.finditer(source)) > MAX_TAGS:
        raise ReadError("html_too_large", name=name, limit=f"{MAX_TAGS:,}")
    source = _DOCTYPE.sub(r"\1<!DOCTYPE html>", source, count=1)
    # huge_tree: saved pages carry pictures of several megabytes inside of attributes.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("html_without_text", name=name) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError("html_too_deep", name=name, limit=MAX_DEPTH)
    return _build(root) if root is not None else Node("html", {})


def _build(root: Any) -> Node:
    """Own nodes from lxml's, without those that are hidden or hold no text."""
    from lxml import etree

    top = current = Node("html", {})
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if skipped or _is_hidden(element):
                skipped += 1
                continue
            kept = {key: value for key, value in element.attrib.items() if key in _KEPT_ATTRIBUTES}
            node = Node(str(element.tag).lower(), kept, current)
            current.children.append(node)
            current = node
            if element.text:
                node.children.append(element.text)
            continue
        if skipped:
            skipped -= 1
        else:
            current = current.parent or top
        if element.tail and not skipped:
            current.children.append(element.tail)
    return top


def _is_hidden(element: Any) -> bool:
    tag = str(element.tag).lower()
    if tag in _WITHOUT_TEXT or (tag == "button" and not _is_inside_heading(element)):
        return True
    # "until-found" is folded away, but belongs to the text.
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    return bool(_HIDDEN.search(element.get("style", "")[:2000]))


def _is_inside_heading(element: Any) -> bool:
    """The heading of a section that folds is a button inside of a heading."""
    parent = element.getparent()
    return parent is not None and parent.tag in _HEADINGS
