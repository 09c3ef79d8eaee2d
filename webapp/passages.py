"""Runs → the HTML of a passage; pure.

Every run is an element that carries `data-start` (its first code point in the text) and
holds nothing but its own characters; everything injected between runs is marked
`data-skip`.  Thus the text of the page is the text of the edition, and
`static/js/offsets.js` can turn a selection into a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from webapp.rows import Side
from webapp.runs import Mark, Run

#: Kinds of marks that make a run `<del>` or `<ins>`.
DELETIONS = frozenset({"delete", "lost"})
INSERTIONS = frozenset({"insert", "gained"})
ANNOTATIONS = frozenset({"annotation", "annotated"})

# An HTML parser turns CR into LF and drops what is no character; each is shown by one
# code point, so that all positions behind it stay right.
_SHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


@dataclass(frozen=True, slots=True)
class Words:
    """The words for those who hear the page, in the language of the reader."""

    deleted: str = "deleted:"
    inserted: str = "inserted:"
    moved: str = "moved:"
    other_place: str = "to its other place"
    end: str = "."
    annotation: str = "annotation"


@dataclass(frozen=True, slots=True)
class Tag:
    """A small sign behind a number: how the target changed, and where the ledger says so."""

    label: str
    href: str
    title: str
    change: str


@dataclass(frozen=True)
class Shown:
    """What the runs of a side refer to: tags by measure, targets of jumps by sentence link,
    statuses by annotation."""

    tags: Mapping[str, Tag] = field(default_factory=dict)
    jumps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    words: Words = Words()


def render_passage(runs: Iterable[Run], side: Side, shown: Shown, *, with_ids: bool = True) -> Markup:
    """The HTML of `runs`; without ids where the passage stands on the page a second time."""
    parts: list[str] = []
    for run in runs:
        for mark in run.begins:
            parts.append(_before(mark, side, shown, with_ids))
        parts.append(_element(run, side, with_ids))
        for mark in run.ends:
            parts.append(_after(mark, shown))
    return Markup("".join(parts))


def render_row(cells: Sequence[Sequence[Run]], side: Side, shown: Shown, *, with_ids: bool = True) -> Markup:
    """The HTML of a table row: a cell for every column, an empty one where nothing stands."""
    return Markup("").join(
        Markup('<span class="td" role="cell">{}</span>').format(
            render_passage(runs, side, shown, with_ids=with_ids)
        )
        for runs in cells
    )


def visible_text(text: str) -> Markup:
    """Escaped text that an HTML parser reads back with as many code points as it has."""
    return Markup(str(escape(text.translate(_SHOWN))).replace("\r", "&#13;"))


def _element(run: Run, side: Side, with_ids: bool) -> str:
    kinds = {mark.kind for mark in run.marks}
    gone = kinds & DELETIONS or ("moved" in kinds and side == "old")
    name = "del" if gone else "ins" if kinds & (INSERTIONS | {"moved"}) else "span"
    annotations = [mark.id for mark in run.marks if mark.kind in ANNOTATIONS]
    classes = [kind for kind in ("minor", "moved", "target", "result") if kind in kinds]
    if annotations:
        classes.append("annotation")
    if kinds & {"lost", "gained"}:
        starts = any(mark.kind in ("lost", "gained") for mark in run.begins)
        classes[:0] = ["whole", "first"] if starts else ["whole"]
    attributes = f' data-start="{run.start}"'
    if classes:
        attributes += f' class="{" ".join(classes)}"'
    if with_ids:
        sentences = [mark.id for mark in run.begins if mark.kind == "sentence"]
        if sentences:
            attributes += f' id="{side}-{escape(sentences[0])}"'
    if annotations:
        attributes += f' data-annotations="{" ".join(annotations)}"'
    return f"<{name}{attributes}>{visible_text(run.text)}</{name}>"


def _before(mark: Mark, side: Side, shown: Shown, with_ids: bool) -> str:
    if mark.kind in DELETIONS:
        return _heard(shown.words.deleted)
    if mark.kind in INSERTIONS:
        return _heard(shown.words.inserted)
    if mark.kind == "moved":
        return _moved_sign(mark, side, shown.words, with_ids) + _heard(shown.words.moved)
    if mark.kind == "away" and mark.id in shown.jumps:
        href, label = shown.jumps[mark.id]
        sign = '<span aria-hidden="true">⇄</span>'
        return f'<a class="away" data-skip href="{escape(href)}" title="{escape(label)}">{sign}{_heard(label)}</a>'
    if mark.kind == "annotation" and with_ids:
        status = shown.statuses.get(mark.id, "open")
        label = f"{shown.words.annotation} {mark.id}"
        # In the gutter beside its line; the place that #a-7 leads to.
        return (
            f'<a class="dot {escape(status)}" data-skip id="a-{mark.id}" href="#annotation-{mark.id}">'
            f"{_heard(label)}</a>"
        )
    return ""


def _moved_sign(mark: Mark, side: Side, words: Words, with_ids: bool) -> str:
    """The sign before a clause that moved: a way to its other place where that stands beside it."""
    sign = '<span aria-hidden="true">⇄</span>'
    if not mark.id:
        return f'<span class="shifted" data-skip>{sign}</span>'
    other = "new" if side == "old" else "old"
    place = f' id="moved-{side}-{escape(mark.id)}"' if with_ids else ""
    href, title = f"#moved-{other}-{escape(mark.id)}", escape(words.other_place)
    return f'<a class="shifted" data-skip{place} href="{href}" title="{title}">{sign}{_heard(words.other_place)}</a>'


def _after(mark: Mark, shown: Shown) -> str:
    if mark.kind in DELETIONS or mark.kind in INSERTIONS or mark.kind == "moved":
        return _heard(shown.words.end)
    tag = shown.tags.get(mark.id) if mark.kind in ("target", "result") else None
    if tag is None:
        return ""
    attributes = f'class="tag {escape(tag.change)}" href="{escape(tag.href)}" title="{escape(tag.title)}"'
    return f"<a {attributes} data-skip>{escape(tag.label)}</a>"


def _heard(words: str) -> str:
    return f'<span class="heard" data-skip>{escape(words)}</span>'
