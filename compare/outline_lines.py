"""Every line of a text as a block or two: heading, item, prose, litter, title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from compare.bare_headings import (
    ANNEX_RANK,
    CLAUSE_RANK,
    SALUTATION,
    SENTENCE_END,
    UNLABELLED_RANK,
    find_bare_headings,
)
from compare.labels import ENUMERATORS, RANK, Label, read_label
from compare.model import BlockKind, Hint, Span, Text
from compare.roles import role_of_title
from compare.sentences import split_sentences

#: A run-in heading ("（一）大力推进…。") is a first sentence up to this length.
RUN_IN_CHARS = 60
#: Items numbered 1. 2. 3. have shorter leads; a longer first sentence is plain prose.
RUN_IN_CHARS_ARABIC = 36
#: A heading on a line of its own.
HEADING_CHARS = 80
#: Headings whose level the format tells have a rank above this.
_FORMAT_RANK = CLAUSE_RANK
#: Numbers of the parts of a report, 第一章 and 一、; those of tasks and items stand in any paragraph.
_PART_KINDS = frozenset(kind for kind, rank in RANK.items() if rank <= RANK["cn_comma"])
_TITLE_PAGE_LINES = 12
_TITLE_PAGE_CHARS = 60
_ANNEX = re.compile(r"^(?:附件|附录|附表|附)\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?|^名词解释$|^注\s*释$")
_ANNEX_CHARS = 30
_NUMBERED_FACT = re.compile(r"[0-9０-９][^。]{0,6}(?:%|％|个|亿|万|家|项|公里|名)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its section; `rank` of a heading: smaller stands higher.

    `cells`, `table` and `header` are those of a table row; `level` is that which a person
    gave to a heading, 0 where nobody did.
    """

    kind: BlockKind
    start: int
    end: int
    rank: int = 0
    label: Label | None = None
    cells: tuple[Span, ...] = ()
    table: int = 0
    header: bool = False
    level: int = 0


def _line_spans(text: str) -> list[Span]:
    """Spans of the non-empty lines, without white space at their ends."""
    return [match.span() for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def _cells(text: str, start: int, end: int, lead: int) -> tuple[Span, ...]:
    """The spans between the tabs, without the blanks around them; `lead` empty ones first."""
    cells = [(start, start)] * lead
    for match in re.finditer(r"[^\t]*(?:\t|$)", text[start:end]):
        if match.start() == match.end() and cells and match.start() == end - start:
            break
        cell = match.group().removesuffix("\t")
        begin = start + match.start() + len(cell) - len(cell.lstrip())
        cells.append((begin, max(begin, start + match.start() + len(cell.rstrip()))))
    return tuple(cells)


def cut_pieces(text: Text) -> list[Piece]:
    """The blocks of a text, in order, before headings have their place in the tree."""
    hints = {hint.start: hint for hint in text.hints}
    spans = _line_spans(text.text)
    front = _title_page(text.text, spans, hints)
    bare = find_bare_headings(
        ["" if index < front or start in hints else text.text[start:end] for index, (start, end) in enumerate(spans)]
    )
    pieces: list[Piece] = []
    for index, (start, end) in enumerate(spans):
        line = text.text[start:end]
        hint = hints.get(start)
        if hint and hint.kind == "table_row":
            cells = _cells(text.text, start, end, hint.lead)
            header = hint.level == 1
            pieces.append(Piece("table_row", start, end, cells=cells, table=hint.table, header=header))
        elif hint and hint.kind != "heading":
            pieces.append(Piece(hint.kind, start, end))
        elif index < front:
            pieces.append(Piece("front", start, end))
        elif hint:
            label = read_label(line)
            pieces.append(Piece("heading", start, end, _FORMAT_RANK + hint.level, label))
        else:
            following = next((text.text[a:b] for a, b in spans[index + 1 : index + 2]), "")
            pieces.extend(_classify(line, start, following, pieces[-1] if pieces else None, bare.get(index)))
    return _ranked_by_use(_levelled_by_format(text.text, pieces))


def _ranked_by_use(pieces: list[Piece]) -> list[Piece]:
    """Where 一、 is counted anew below each （一）, it stands below it, other than usual."""
    headings = [(piece.rank, piece.label) for piece in pieces if piece.kind == "heading" and piece.label]
    for high, low in combinations(sorted({rank for rank, _ in headings}), 2):
        used = [(rank, label.value) for rank, label in headings if label and rank in (high, low)]
        inside = next((place for place, (rank, _) in enumerate(used) if rank == high), 0)
        goes_on = next((value for rank, value in used[inside:] if rank == low), 0)
        if inside and used[inside][1] == 1 and used[0] == (low, 1) and used[inside - 1] == (low, goes_on - 1):
            swap = {high: low, low: high}
            return [
                replace(piece, rank=swap.get(piece.rank, piece.rank)) if piece.kind == "heading" else piece
                for piece in pieces
            ]
    return pieces


def _levelled_by_format(text: str, pieces: list[Piece]) -> list[Piece]:
    """Where the format names heading levels they stand above unlabelled headings, in its order.

    Below the numbered parts stand those that have no say in how the text is parted.
    """
    formatted = any(piece.rank > _FORMAT_RANK for piece in pieces)
    if not formatted or _numbers_lead(text, pieces):
        return pieces
    return [
        replace(
            piece, rank=piece.rank + 100 if piece.rank <= _FORMAT_RANK else piece.rank - _FORMAT_RANK
        )
        if piece.kind == "heading"
        else piece
        for piece in pieces
    ]


def _numbers_lead(text: str, pieces: list[Piece]) -> bool:
    """Whether 一、 二、 … part the text and are, most of them, no headings of the format.

    They do not where they are counted anew below several headings of the format, or where
    those name what was done and what is to be done.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    ranks = [RANK[piece.label.kind] for piece in headings if piece.label and piece.label.kind in _PART_KINDS]
    counts = {"plain": 0, "format": 0}
    above: Piece | None = None
    begun: set[int | None] = set()
    roles = set()
    for piece in headings:
        is_top = piece.label is not None and RANK.get(piece.label.kind) == min(ranks, default=0)
        if is_top:
            counts["format" if piece.rank > _FORMAT_RANK else "plain"] += 1
        if is_top and piece.label and piece.label.value == 1:
            begun.add(above.start if above else None)
        if piece.rank > _FORMAT_RANK and not is_top:
            above = piece
            roles.add(role_of_title(text[piece.start : piece.end], None, None))
    return counts["plain"] > counts["format"] and len(begun) < 2 and not {"review", "plan"} <= roles


def _title_page(text: str, spans: Sequence[Span], hints: dict[int, Hint]) -> int:
    """How many lines at the top are title, date and speaker rather than report."""
    for index, (start, end) in enumerate(spans[: 3 * _TITLE_PAGE_LINES]):
        line = text[start:end]
        hint = hints.get(start)
        if hint and hint.kind in ("chrome", "front"):
            continue
        if SALUTATION.match(line) or _is_annex(line):
            return index
        label = read_label(line)
        numbered = label is not None and label.kind != "bullet" and label.kind not in ENUMERATORS
        styled = hint is not None and (index > 0 or _is_one_of_several(hint, hints))
        if numbered or styled or index >= _TITLE_PAGE_LINES + len(hints):
            return index if index <= _TITLE_PAGE_LINES else 0
        if len(line) > _TITLE_PAGE_CHARS or (SENTENCE_END.search(line) and label is None):
            # The report opens without a salutation: what stands above it is its title page
            # only if it looks like one.
            return index if all(not SENTENCE_END.search(text[a:b]) for a, b in spans[:index]) else 0
    return 0


def _is_annex(line: str) -> bool:
    return len(line) <= _ANNEX_CHARS and bool(_ANNEX.match(line))


def _is_one_of_several(first: Hint, hints: dict[int, Hint]) -> bool:
    """Whether the styled line at the top is a heading like others rather than the title."""
    return any(
        hint.kind == "heading" and hint.level <= first.level for hint in hints.values() if hint is not first
    )


def _classify(line: str, start: int, following: str, before: Piece | None, bare: int | None) -> list[Piece]:
    """A line as one block, or as two where its heading runs into its paragraph.

    `bare` is the rank of a heading without a number.
    """
    end = start + len(line)
    if _is_annex(line):
        return [Piece("heading", start, end, ANNEX_RANK)]
    label = read_label(line)
    if label is None:
        return [Piece("paragraph", start, end) if bare is None else Piece("heading", start, end, bare)]
    if label.kind in ENUMERATORS:
        alone = label.kind == "ordinal" and _is_lead_line(line, following)
        if alone:
            return [Piece("heading", start, end, UNLABELLED_RANK, label)]
        return [Piece("bullet" if label.kind == "bullet" else "item", start, end, label=label)]
    rank = RANK[label.kind]
    if before and before.kind == "item" and _follows(before.label, label):
        return [Piece("item", start, end, label=label)]
    skip = len(label.text)
    sentences = [(skip + a, skip + b) for a, b in split_sentences(line[skip:])]
    first = line[: sentences[0][1]].rstrip() if sentences else line
    if len(sentences) <= 1:
        closed = bool(SENTENCE_END.search(line))
        limit = (
            RUN_IN_CHARS
            if label.kind not in ("arabic_dot", "arabic_paren", "circled")
            else RUN_IN_CHARS_ARABIC
        )
        if len(line) <= (limit if closed else HEADING_CHARS) and not line.endswith(("：", ":")):
            if closed and not _is_lead_line(line, following):
                return [Piece("item", start, end, label=label)]
            return [Piece("heading", start, end, rank, label)]
        return [Piece("item", start, end, label=label)]
    limit = RUN_IN_CHARS if rank <= RANK["cn_paren"] else RUN_IN_CHARS_ARABIC
    if (
        len(first) > limit
        or first.endswith(("；", ";"))
        or (limit < RUN_IN_CHARS and _NUMBERED_FACT.search(first))
    ):
        return [Piece("item", start, end, label=label)]
    body = sentences[1][0]
    return [
        Piece("heading", start, start + len(first), rank, label),
        Piece("paragraph", start + body, end),
    ]


def _follows(before: Label | None, label: Label) -> bool:
    """Whether `label` goes on with the enumeration that `before` is part of."""
    return before is not None and before.kind == label.kind and label.value == before.value + 1


def _is_lead_line(line: str, following: str) -> bool:
    """A short sentence on a line of its own above a paragraph without a label of that kind."""
    if len(line) > HEADING_CHARS or not following or len(split_sentences(line)) > 1:
        return False
    label, next_label = read_label(line), read_label(following)
    if label and label.kind in ENUMERATORS:
        # What it leads may be numbered itself: "第二，分三步走：" above 一、 二、 三、.
        leads = next_label is not None and next_label.kind not in ENUMERATORS and line.endswith(("：", ":"))
        return (next_label is None or leads) and not line.endswith(("；", ";"))
    return next_label is None or (label is not None and next_label.kind != label.kind)
