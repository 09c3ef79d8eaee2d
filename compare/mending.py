"""Mending a typo: a text with other words at one place, everything that points into it moved along.

The words that were there are no cut (cuts are what readers took out of the sources): the
text before stays as it is, and is where they can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from compare.model import Cut, Hint, Note, Page, Span, Text
from compare.text_changes import PositionMap, find_changes

#: The note of readers that counts lines whose quotation marks have no partner.
UNBALANCED = "quote_unbalanced"


def mend_text(text: Text, start: int, end: int, new: str) -> Text:
    """The text with `new` in place of [start, end); where `new` is blank the passage goes.

    Line ends in `new` begin lines of their own; blank lines and blanks at their ends are
    left out, as in every text.  Pages, hints and cuts stay with the characters that they
    stood before.  ValueError where [start, end) is no passage of the text, or nothing
    would be left of the text.
    """
    whole = text.text
    if not 0 <= start < end <= len(whole):
        raise ValueError(f"[{start}, {end}) is not a passage of a text of {len(whole)} characters")
    lead = len(new) - len(new.lstrip("\t")) if "\t" in whole[start:end] else 0
    lines = [line.strip() for line in new.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    put = "\n".join(line for line in lines if line)
    if not put:
        start, end = _with_blanks(whole, start, end)
    mended = whole[:start] + put + whole[end:]
    if not mended.strip():
        raise ValueError("nothing is left of the text")
    inside = PositionMap(find_changes(whole[start:end], put))
    shift = len(put) - (end - start)

    def move(at: int) -> int:
        if at <= start:
            return at
        return at + shift if at >= end else start + inside(at - start)

    return Text(
        mended,
        tuple(Cut(move(cut.at), cut.removed) for cut in text.cuts),
        _moved_pages(text.pages, move, len(mended)),
        _moved_hints(text, move, mended, (start, start + len(put)), lead),
        _counted_again(text.notes, mended),
    )


def _with_blanks(whole: str, start: int, end: int) -> Span:
    """The passage with what must go with it: blanks beside it, and the line end of an emptied line."""
    left, right = start, end
    while left and whole[left - 1].isspace() and whole[left - 1] != "\n":
        left -= 1
    while right < len(whole) and whole[right].isspace() and whole[right] != "\n":
        right += 1
    opens = left == 0 or whole[left - 1] == "\n"
    closes = right == len(whole) or whole[right] == "\n"
    if opens and closes:
        return (left, right + 1) if right < len(whole) else (max(0, left - 1), right)
    if opens or closes:
        return left, right
    return start, right


def _moved_pages(pages: Iterable[Page], move: Callable[[int], int], size: int) -> tuple[Page, ...]:
    """The pages at their new places, without those that have lost all their words."""
    moved: list[Page] = []
    for page in pages:
        page = replace(page, start=move(page.start))
        if moved and moved[-1].start == page.start:
            moved.pop()
        if page.start < size or not moved:
            moved.append(page)
    return tuple(moved)


def _moved_hints(
    text: Text, move: Callable[[int], int], mended: str, put: Span, lead: int
) -> tuple[Hint, ...]:
    """The hints at their new places.

    A hint speaks of a whole line: one whose line is gone, or goes on another, is dropped,
    and lines that were broken off are what the line before them is – but no headings.
    """
    found: dict[int, Hint] = {}
    for hint in text.hints:
        at = move(hint.start)
        if at < move(hint.end) and _begins_line(mended, at):
            more = lead if hint.start == put[0] and hint.kind == "table_row" else 0
            found[at] = replace(hint, start=at, end=_line_end(mended, at), lead=hint.lead + more)
    known: set[int] = set()
    if "\n" in mended[slice(*put)]:
        known = {move(at + 1) for at, char in enumerate(text.text) if char == "\n"}
    line = mended.rfind("\n", 0, put[0]) + 1
    while (after := mended.find("\n", line, put[1]) + 1) > 0:
        above = found.get(line)
        if above and after not in known and above.kind != "heading":
            level = 0 if above.kind == "table_row" else above.level
            found[after] = replace(above, start=after, end=_line_end(mended, after), level=level, lead=0)
        line = after
    return tuple(found[at] for at in sorted(found))


def _begins_line(text: str, at: int) -> bool:
    return at < len(text) and (at == 0 or text[at - 1] == "\n")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _counted_again(notes: Iterable[Note], mended: str) -> tuple[Note, ...]:
    """The notes with the lines whose quotation marks have no partner counted anew, as readers do."""
    kept = [note for note in notes if note.code != UNBALANCED]
    if count := sum(line.count("“") != line.count("”") for line in mended.split("\n")):
        kept.append(Note(UNBALANCED, {"count": count}))
    return tuple(kept)
