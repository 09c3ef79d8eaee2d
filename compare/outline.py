"""The tree of headings and the paragraph-sized blocks of a text.

One pass decides for every line whether it is a heading, an item, prose or litter; a second
one gives the headings their place in the tree by the continuation of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.labels import ENUMERATORS, RANK, Label, read_label
from compare.model import Block, BlockKind, Hint, Note, Role, Section, Span, Text
from compare.roles import role_of_prose, role_of_title
from compare.sentences import split_sentences

#: A run-in heading ("（一）大力推进…。") is a first sentence up to this length.
RUN_IN_CHARS = 60
#: Items numbered 1. 2. 3. have shorter leads; a longer first sentence is plain prose.
RUN_IN_CHARS_ARABIC = 36
#: A heading on a line of its own.
HEADING_CHARS = 80
UNLABELLED_HEADING_CHARS = 40
#: Rank of headings without a label: below all that are numbered.
_UNLABELLED_RANK = len(RANK)
#: An annex or glossary stands beside the report, with everything behind it below it.
_ANNEX_RANK = -1
_SENTENCE_END = re.compile(r"[。！？；!?;…][”’」』）)]*$|\.$")
_SALUTATION = re.compile(r"^各位(?:代表|委员|同志|领导|来宾|股东)|^(?:Ladies and gentlemen|Dear )", re.I)
_TITLE_PAGE_LINES = 12
_TITLE_PAGE_CHARS = 60
_ANNEX = re.compile(r"^(?:附件|附录|附表|附)\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?|^名词解释$|^注\s*释$")
_NUMBERED_FACT = re.compile(r"[0-9０-９][^。]{0,6}(?:%|％|个|亿|万|家|项|公里|名)")
_ALL_CAPITALS = re.compile(r"^[A-Z][A-Z0-9 ,&’'\-–—/()]{3,}$")


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block before it has its section; `rank` of a heading: smaller stands higher."""

    kind: BlockKind
    start: int
    end: int
    rank: int = 0
    label: Label | None = None


def read_outline(text: Text, year_given: int | None = None, year_reviewed: int | None = None) -> Outline:
    """Sections and blocks of a text.  A text without headings is flat, with a note."""
    pieces = _pieces(text)
    sections, blocks = _tree(text.text, pieces)
    sections = _with_roles(text.text, sections, year_given, year_reviewed)
    notes = () if sections else (Note("no_heading"),)
    return Outline(tuple(sections), tuple(blocks), notes)


def _line_spans(text: str) -> list[Span]:
    """Spans of the non-empty lines, without white space at their ends."""
    return [match.span() for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def _pieces(text: Text) -> list[_Piece]:
    hints = {hint.start: hint for hint in text.hints}
    spans = _line_spans(text.text)
    front = _title_page(text.text, spans, hints)
    pieces: list[_Piece] = []
    for index, (start, end) in enumerate(spans):
        line = text.text[start:end]
        hint = hints.get(start)
        if hint and hint.kind != "heading":
            pieces.append(_Piece(hint.kind, start, end))
        elif index < front:
            pieces.append(_Piece("front", start, end))
        elif hint:
            label = read_label(line)
            pieces.append(_Piece("heading", start, end, _UNLABELLED_RANK + hint.level, label))
        else:
            following = next((text.text[a:b] for a, b in spans[index + 1 : index + 2]), "")
            pieces.extend(_classify(line, start, following, pieces[-1] if pieces else None))
    return _levelled_by_format(pieces)


def _levelled_by_format(pieces: list[_Piece]) -> list[_Piece]:
    """Where the format names heading levels they stand above unlabelled headings, in its order."""
    formatted = any(piece.rank > _UNLABELLED_RANK for piece in pieces)
    if not formatted:
        return pieces
    return [
        replace(
            piece, rank=piece.rank + 100 if piece.rank <= _UNLABELLED_RANK else piece.rank - _UNLABELLED_RANK
        )
        if piece.kind == "heading"
        else piece
        for piece in pieces
    ]


def _title_page(text: str, spans: Sequence[Span], hints: dict[int, Hint]) -> int:
    """How many lines at the top are title, date and speaker rather than report."""
    for index, (start, end) in enumerate(spans[: 3 * _TITLE_PAGE_LINES]):
        line = text[start:end]
        hint = hints.get(start)
        if hint and hint.kind == "chrome":
            continue
        if _SALUTATION.match(line):
            return index
        label = read_label(line)
        numbered = label is not None and label.kind != "bullet" and label.kind not in ENUMERATORS
        styled = hint is not None and (index > 0 or _is_one_of_several(hint, hints))
        if numbered or styled or index >= _TITLE_PAGE_LINES + len(hints):
            return index if index <= _TITLE_PAGE_LINES else 0
        if len(line) > _TITLE_PAGE_CHARS or (_SENTENCE_END.search(line) and label is None):
            # The report opens without a salutation: what stands above it is its title page
            # only if it looks like one.
            return index if all(not _SENTENCE_END.search(text[a:b]) for a, b in spans[:index]) else 0
    return 0


def _is_one_of_several(first: Hint, hints: dict[int, Hint]) -> bool:
    """Whether the styled line at the top is a heading like others rather than the title."""
    return any(
        hint.kind == "heading" and hint.level <= first.level for hint in hints.values() if hint is not first
    )


def _classify(line: str, start: int, following: str, before: _Piece | None) -> list[_Piece]:
    """A line as one block, or as two where its heading runs into its paragraph."""
    end = start + len(line)
    if _ANNEX.match(line) and len(line) <= 30:
        return [_Piece("heading", start, end, _ANNEX_RANK)]
    label = read_label(line)
    if label is None:
        return [_unlabelled(line, start, following)]
    if label.kind in ENUMERATORS:
        alone = label.kind == "ordinal" and _is_lead_line(line, following)
        if alone:
            return [_Piece("heading", start, end, _UNLABELLED_RANK, label)]
        return [_Piece("bullet" if label.kind == "bullet" else "item", start, end)]
    rank = RANK[label.kind]
    if before and before.kind == "item" and _follows(before.label, label):
        return [_Piece("item", start, end, label=label)]
    skip = len(label.text)
    sentences = [(skip + a, skip + b) for a, b in split_sentences(line[skip:])]
    first = line[: sentences[0][1]].rstrip() if sentences else line
    if len(sentences) <= 1:
        closed = bool(_SENTENCE_END.search(line))
        limit = (
            RUN_IN_CHARS
            if label.kind not in ("arabic_dot", "arabic_paren", "circled")
            else RUN_IN_CHARS_ARABIC
        )
        if len(line) <= (limit if closed else HEADING_CHARS) and not line.endswith(("：", ":")):
            if closed and not _is_lead_line(line, following):
                return [_Piece("item", start, end, label=label)]
            return [_Piece("heading", start, end, rank, label)]
        return [_Piece("item", start, end, label=label)]
    limit = RUN_IN_CHARS if rank <= RANK["cn_paren"] else RUN_IN_CHARS_ARABIC
    if (
        len(first) > limit
        or first.endswith(("；", ";"))
        or (limit < RUN_IN_CHARS and _NUMBERED_FACT.search(first))
    ):
        return [_Piece("item", start, end, label=label)]
    body = sentences[1][0]
    return [
        _Piece("heading", start, start + len(first), rank, label),
        _Piece("paragraph", start + body, end),
    ]


def _follows(before: Label | None, label: Label) -> bool:
    """Whether `label` goes on with the enumeration that `before` is part of."""
    return before is not None and before.kind == label.kind and label.value == before.value + 1


def _is_lead_line(line: str, following: str) -> bool:
    """A short sentence on a line of its own above a paragraph without a label of that kind."""
    if len(line) > HEADING_CHARS or not following or len(split_sentences(line)) > 1:
        return False
    label, next_label = read_label(line), read_label(following)
    return next_label is None or (label is not None and next_label.kind != label.kind)


def _unlabelled(line: str, start: int, following: str) -> _Piece:
    end = start + len(line)
    if _SALUTATION.match(line) or not following:
        return _Piece("paragraph", start, end)
    short = len(line) <= UNLABELLED_HEADING_CHARS and not _SENTENCE_END.search(line)
    stands_alone = short and not re.search(r"，|[：:,、；;]$", line)
    if stands_alone and (_ALL_CAPITALS.match(line) or "\t" not in line) and re.search(r"\w{2}", line):
        return _Piece("heading", start, end, _UNLABELLED_RANK)
    return _Piece("paragraph", start, end)


def _continues(piece: _Piece, before: _Piece) -> bool:
    """Whether the number of `piece` goes on where that of `before`, of the same rank, stopped."""
    if piece.label is None or before.label is None:
        return True
    return piece.label.value != 1 or before.label.value == 0


def _tree(text: str, pieces: Sequence[_Piece]) -> tuple[list[Section], list[Block]]:
    """Put headings into the tree and blocks under them."""
    ranks = sorted({piece.rank for piece in pieces if piece.kind == "heading"} - {_ANNEX_RANK})
    sections: list[Section] = []
    blocks: list[Block] = []
    open_: list[tuple[int, _Piece]] = []  # (index in sections, heading) from the root down
    for piece in pieces:
        if piece.kind == "heading":
            open_ = _parents(open_, piece)
            parent = sections[open_[-1][0]] if open_ else None
            level = parent.level + 1 if parent else 1
            if parent is None and piece.rank != _ANNEX_RANK:
                level += ranks.index(piece.rank)
            label = piece.label.text.strip() if piece.label else ""
            title = text[piece.start + (len(piece.label.text) if piece.label else 0) : piece.end].strip()
            section = Section(
                f"s{len(sections)}",
                parent.id if parent else None,
                level,
                label,
                title,
                "other",
                piece.start,
                piece.end,
            )
            open_.append((len(sections), piece))
            sections.append(section)
        inside = piece.kind != "front" and open_
        blocks.append(
            Block(
                f"b{len(blocks)}",
                sections[open_[-1][0]].id if inside else None,
                piece.kind,
                piece.start,
                piece.end,
            )
        )
        if piece.kind != "chrome":
            for index, _ in open_:
                sections[index] = replace(sections[index], end=max(sections[index].end, piece.end))
    return sections, blocks


def _parents(open_: list[tuple[int, _Piece]], piece: _Piece) -> list[tuple[int, _Piece]]:
    """The open sections that the heading `piece` stands below."""
    same = [depth for depth, (_, heading) in enumerate(open_) if heading.rank == piece.rank]
    for depth in reversed(same):
        before = open_[depth][1]
        if before.label and piece.label and piece.label.value == before.label.value + 1:
            return open_[:depth]
    if same and not _continues(piece, open_[same[-1]][1]) and same[-1] < len(open_) - 1:
        # 一、 begins anew below a （一）: it numbers something inside it (1955).
        return open_
    depth = next(
        (depth for depth, (_, heading) in enumerate(open_) if heading.rank >= piece.rank), len(open_)
    )
    return open_[:depth]


def _role_between(before: Sequence[Section], after: Sequence[Role | None]) -> Role | None:
    """What stands after a plan is plan; what stands before the first plan is review."""
    if any(section.role == "plan" for section in before):
        return "plan"
    return "review" if "plan" in after else None


def _with_roles(
    text: str, sections: Sequence[Section], year_given: int | None, year_reviewed: int | None
) -> list[Section]:
    """Roles from the titles; where a title says nothing, from the parent, the neighbours or the prose."""
    found: list[Section] = []
    by_id: dict[str, Section] = {}
    # Only the title of a part speaks for it; a text that starts in the middle may begin with
    # a lower section, whose title is about its topic ("自身建设" stands in reviews and plans).
    announced = [
        role_of_title(section.title, year_given, year_reviewed)
        if section.level == 1 or section.parent or all(s.level > 1 for s in sections)
        else None
        for section in sections
    ]
    for index, section in enumerate(sections):
        role = announced[index]
        parent = by_id.get(section.parent or "")
        if parent is not None:
            role = "other" if role == "other" else parent.role
        elif role is None:
            role = _role_between(found, announced[index + 1 :])
            role = role or role_of_prose(text[section.start : section.end])
        section = replace(section, role=role)
        by_id[section.id] = section
        found.append(section)
    return found
