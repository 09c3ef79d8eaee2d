"""The main text of an HTML page: menus, share bars, related links and imprints are left out.

Only evidence removes anything: a part of the page is left out because of what it is (<nav>, <footer>),
what it is called (class="breadcrumb"), or because it is nothing but links; never because it is small
or stands apart, since the last section of a report may do so.  (trafilatura, which chooses the best
box, lost sections that stand in boxes of their own and kept the menus of pages laid out with tables.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.readers.html_tables import holds_data
from compare.readers.html_text import count_words, is_prose, squeeze, word_set
from compare.readers.html_tree import Node, walk

#: So much of a box, or of what an outer box adds, is links: it is a menu.
_MENU = 0.5

#: Parts that are not the text, if they hold no more than `_LITTLE` of the page's sentences.
_ASIDE_TAGS = frozenset({"nav", "footer", "search", "dialog"})
_ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu"})
_ASIDE_WORDS = word_set(
    "navbar navigation breadcrumb breadcrumbs crumbs footer copyright cookie cookies gdpr sidebar navbox "
    "editsection catlinks printfooter noprint toc"
)
_LITTLE = 0.15
#: Parts that are not the text, if they hold no sentence, no heading and no table.
_DOUBTFUL_TAGS = frozenset({"aside", "header", "menu"})
_DOUBTFUL_WORDS = word_set(
    "nav menu crumb share sharing social related recommend pager pagination qrcode ewm weixin jump skip "
    "login tools toolbar consent bdsharebuttonbox foot"
)
_NOTES = frozenset({"footnote", "footnotes", "endnote", "endnotes", "references"})
_RELATED = re.compile(
    r"(?:相关|延伸|推荐)(?:报道|阅读|新闻|文章|链接|稿件|信息|推荐)|(?:热点|热门|猜你喜欢|最新|为您推荐|新闻排行|点击排行).{0,6}$"
    r"|(?:related|recommended|more|latest|popular|trending)\b[\w ]{0,24}$|you (?:may|might) also like",
    re.I,
)
#: What stands alone above a list of other pages, or before the name of the next one.
_LIST_TITLE = re.compile(
    r"(?:(?:相关|延伸|推荐)(?:报道|阅读|新闻|文章|链接|稿件|信息|推荐|解读|文件|政策|内容)|政策解读|友情链接|往期回顾)\s*[:：]?"
    r"|[上下]一[篇条](?:\s*[:：].*)?"
)
_LISTS = frozenset({"ul", "ol", "dl"})
_IMPRINT = re.compile(
    r"网站标识码|公网安备\s*\d|ICP备\s*\d|^版权所有|all rights reserved|^(?:copyright\s*)?(?:©|\(c\))\s*(?:19|20)\d\d",
    re.I,
)
#: An imprint is shorter than this.
_IMPRINT_CHARS = 800
#: Where more than this share of the sentences would go, nothing does.
_MOST_LEFT_OUT = 0.3

#: Words of prose below which a page that asks for a password or names an error is no report.
_LEAST_WORDS = 20
_ERROR_WORDS = 120
#: A page without sentences but with so much text that is no link is a list, and all of it is main text.
_LIST_CHARS = 600
_ERROR = re.compile(
    r"\b(?:403|404|500|502|503)\s*(?:[-–—:|]|error|not|forbidden|internal|bad|service|页|错)|error 404"
    r"|not found|access denied|(?:enable|requires?) javascript|just a moment"
    r"|(?:页面|网页|文件|文章|内容)[^。]{0,12}(?:不存在|找不到|无法|已(?:被)?删除|出错)|找不到[^。]{0,8}(?:页面|网页)"
    r"|请(?:先)?登录|验证码|安全验证|(?:开启|启用)\s*JavaScript|用户名|密码|sign in|log ?in|password",
    re.I,
)


@dataclass(frozen=True, slots=True)
class MainText:
    """Where the text of a page is: its heading if that stands outside, and the box around the rest.

    `left_out` are sentences that stand in parts which were left out.
    """

    boxes: tuple[Node, ...]
    left_out: tuple[str, ...]


def find_main(page: Node) -> MainText | None:
    """The main text of a parsed page; None where it has none (a form, an error, an empty shell).

    Parts that do not belong to it are marked as dropped in the tree.
    """
    before = measure_prose(page)
    total = page.prose
    _drop_surroundings(page, total)
    kept = measure_prose(page)
    if page.prose < total * (1 - _MOST_LEFT_OUT):
        _take_back(page)
        kept = measure_prose(page)
    is_list = page.prose < _LEAST_WORDS and page.chars - page.link_chars >= _LIST_CHARS
    if (page.prose < _LEAST_WORDS and not is_list) or (
        page.prose < _ERROR_WORDS and _ERROR.search(" ".join(before)[:4000])
    ):
        return None
    core = page
    while not is_list and (
        inner := next((child for child in core.elements() if child.prose == page.prose), None)
    ):
        core = inner
    while core.parent is not None and not _adds_menus(core.parent, core):
        core = core.parent
    title = _title_before(page, core)
    stays = frozenset(kept)
    left_out = tuple(text for text in before if text not in stays and is_prose(text))
    return MainText((title, core) if title else (core,), left_out)


def measure_prose(page: Node) -> list[str]:
    """Fill in the numbers of every element that is not dropped; the runs of text, in order.

    A run is what stands between two boundaries of blocks; lines in it may have been broken anywhere.
    """
    runs: list[str] = []
    pieces: list[str] = []
    link_chars = linked = 0
    blocks: list[Node] = []

    def flush() -> None:
        nonlocal link_chars
        text = squeeze("".join(pieces))
        if text and blocks:
            runs.append(text)
            if is_prose(text, link_chars):
                blocks[-1].prose += count_words(text)
            if len(text) < _IMPRINT_CHARS and _IMPRINT.search(text):
                blocks[-1].imprints += 1
            if blocks[-1].heading and link_chars < _MENU * len(text):
                blocks[-1].titles += 1
        pieces.clear()
        link_chars = 0

    open_nodes: list[Node] = []
    laying_out: set[Node] = set()  # tables around other tables or headings
    open_tables: list[Node] = []
    for event in walk(page):
        if event[0] == "text":
            length = len("".join(event[1].split()))
            pieces.append(event[1])
            open_nodes[-1].chars += length
            if linked:
                open_nodes[-1].link_chars += length
                link_chars += length
            continue
        node = event[1]
        if node.is_block:
            flush()
        elif node.tag == "br":
            pieces.append(" ")
        if event[0] == "open":
            node.forget()
            open_nodes.append(node)
            if node.is_block:
                blocks.append(node)
            if node.tag == "table" or 0 < node.heading < 4:
                laying_out.update(open_tables[-1:])
            if node.tag == "table":
                open_tables.append(node)
            linked += node.leads_away
            continue
        open_nodes.pop()
        if node.is_block:
            blocks.pop()
        linked -= node.leads_away
        node.links += node.leads_away
        if node.tag == "table":
            open_tables.pop()
            node.holds_data = holds_data(node, node in laying_out)
            node.tables += node.holds_data
            if node.holds_data:  # tables of tasks have no sentences; three characters are a word or more
                node.prose = max(node.prose, (node.chars - node.link_chars) // 3)
        if open_nodes:
            open_nodes[-1].add(node)
    return runs


def _drop_surroundings(page: Node, total: int) -> None:
    """Mark the outermost elements that are not part of the text."""
    waiting = [page]
    while waiting:
        inside = list(waiting.pop().elements())
        listed = _titled_lists(inside)
        for child in inside:
            if child in listed or (child.chars and _is_surrounding(child, total)):
                child.dropped = True
            elif not child.holds_data:
                waiting.append(child)


def _is_surrounding(node: Node, total: int) -> bool:
    if node.tag in ("html", "body", "main", "article") or node.attributes.get("role") == "main":
        return False
    words = node.words
    if words & _NOTES or node.attributes.get("role", "").startswith("doc-"):
        return False
    little = node.prose <= _LITTLE * total
    if little and (
        node.tag in _ASIDE_TAGS
        or node.attributes.get("role") in _ASIDE_ROLES
        or (words & _ASIDE_WORDS and not node.tables)
    ):
        return True
    if little and node.imprints and node.chars <= _IMPRINT_CHARS and not node.titles:
        return True
    if little and node.links and node.is_block and _RELATED.match(_first_text(node)):
        return True
    if node.prose or node.tables:
        return False
    if node.is_block and _LIST_TITLE.fullmatch(_first_text(node)) and _lists_pages(node):
        return True
    if node.links >= 2 and node.link_chars >= _MENU * node.chars:
        return True
    return not node.titles and (node.tag in _DOUBTFUL_TAGS or bool(words & _DOUBTFUL_WORDS))


def _titled_lists(beside: Sequence[Node]) -> set[Node]:
    """Titles of lists of other pages with what they stand above, among elements that share no box with them alone."""
    found: set[Node] = set()
    title: Node | None = None
    for node in beside:
        if node.is_block and not node.prose and _LIST_TITLE.fullmatch(_whole_text(node)):
            title = node
        elif title is not None and not node.prose and not node.titles and not node.tables and _lists_pages(node):
            found |= {title, node}
        elif node.chars:
            title = None
    return found


def _lists_pages(node: Node) -> bool:
    """Whether the element is, or holds, a list or links; pages are saved with links that have lost their address."""
    return any(event[0] == "open" and event[1].tag in {*_LISTS, "a"} for event in walk(node))


def _whole_text(node: Node) -> str:
    return squeeze("".join(event[1] for event in walk(node) if event[0] == "text")) if node.chars < 80 else ""


def _first_text(node: Node) -> str:
    for event in walk(node):
        if event[0] == "text" and (text := squeeze(event[1])):
            return text[:80]
    return ""


def _take_back(page: Node) -> None:
    waiting = [page]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, Node):
                child.dropped = False
                waiting.append(child)


def _adds_menus(outer: Node, core: Node) -> bool:
    """Whether what `outer` holds beyond `core` is mostly links, and no table of data among them."""
    if outer.tables > core.tables:
        return False
    added = outer.link_chars - core.link_chars
    return outer.links - core.links >= 2 and added > _MENU * (outer.chars - core.chars)


def _title_before(page: Node, core: Node) -> Node | None:
    """The last <h1> before `core`, unless it is a link; the report's title may stand outside its box."""
    found = None
    for event in walk(page):
        if event[0] == "open" and event[1] is core:
            break
        if event[0] == "open" and event[1].heading == 1 and event[1].titles:
            found = event[1]
    return found
