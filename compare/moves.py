"""Clauses that changed places inside a sentence link: deleted here and inserted there, in the same words.

A passage counts if it is made of whole clauses or items of a list on both sides, of some length
together; marks at its ends do not matter.  Where it is part of a larger replacement, that
is parted at the borders of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.model import EditOp, Span
from compare.tidy import CLAUSE_END, Step, trim_borders

#: A step, and the number of the move that it is one end of.
MovedStep = tuple[Step, int | None]

#: Of a token where it starts and ends in its text, and the number of its sentence.
Place = tuple[int, int, int]

#: So many Han characters, or Western words twice, a passage must have to be told as moved: shorter
#: ones (就业, 教育 in another order) turn up anywhere by chance.
MOVE_WEIGHT = 6
_HAN = re.compile(r"[\u3400-\u9fff]")
_WESTERN = re.compile(r"[A-Za-z]{2,}")
#: What parts clauses and the items of a list.
_JOINTS = frozenset({"和", "及", "与", "以及", "and", "or"})
_BORDERS = CLAUSE_END | _JOINTS | frozenset("（）()")
#: What goes with a passage without being said: marks before it, and marks behind it.
_BEFORE = CLAUSE_END | frozenset("“（( ")
_BEHIND = CLAUSE_END | frozenset("”）) ")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A whole clause or list item: its tokens without borders, and its step.

    `joint` are the words (和) between it and the piece before, None where it does not go on from
    that: in the same step and sentence, with nothing else between them.
    """

    span: Span
    words: tuple[str, ...]
    step: int
    joint: tuple[str, ...] | None


def find_moves(
    steps: Sequence[Step],
    a: Sequence[str],
    b: Sequence[str],
    places_a: Sequence[Place],
    places_b: Sequence[Place],
) -> list[MovedStep]:
    """The steps, parted where a passage changed places, with a number at either end of each move.

    `places_a`, `places_b` hold (start, end, number of its sentence) of every token: no passage runs
    across two sentences.
    """
    gone = [(n, old) for n, (op, old, _) in enumerate(steps) if op in ("delete", "replace")]
    come = [(n, new) for n, (op, _, new) in enumerate(steps) if op in ("insert", "replace")]
    if not _may_move(gone, a, come, b):
        return [(step, None) for step in steps]
    sentence_a, sentence_b = [place[2] for place in places_a], [place[2] for place in places_b]
    pairs = list(_matching_runs(_pieces(gone, a, sentence_a), _pieces(come, b, sentence_b)))
    moved: tuple[dict[int, list[tuple[Span, int]]], ...] = ({}, {})
    for number, (left, right) in enumerate(pairs, 1):
        for side, run in zip(moved, (left, right), strict=True):
            side.setdefault(run[0].step, []).append(((run[0].span[0], run[-1].span[1]), number))
    done: list[MovedStep] = []
    for n, step in enumerate(steps):
        if n in moved[0] or n in moved[1]:
            old = _segments(step[1], moved[0].get(n, []), a, sentence_a)
            new = _segments(step[2], moved[1].get(n, []), b, sentence_b)
            done += _weave(old, new, step, a, b)
        else:
            done.append((step, None))
    return done


def _may_move(
    gone: Sequence[tuple[int, Span]], a: Sequence[str], come: Sequence[tuple[int, Span]], b: Sequence[str]
) -> bool:
    """A quick look: whether what went and what came elsewhere share words enough."""
    if len(gone) < 2 and len(come) < 2 and [n for n, _ in gone] == [n for n, _ in come]:
        return False
    shared = set[str]().union(*(a[i:j] for _, (i, j) in gone))
    shared &= set[str]().union(*(b[k:m] for _, (k, m) in come))
    return sum(map(len, shared)) >= MOVE_WEIGHT // 2


def _weight_of(word: str) -> int:
    return 2 if _WESTERN.search(word) else len(_HAN.findall(word))


def _pieces(
    spans: Sequence[tuple[int, Span]], tokens: Sequence[str], sentence: Sequence[int]
) -> list[_Piece]:
    """The whole clauses and list items in what was deleted (or inserted)."""
    pieces: list[_Piece] = []
    for step, (start, end) in spans:
        at = start
        joint: tuple[str, ...] | None = None
        last_sentence = -1
        while at < end:
            if tokens[at] in _BORDERS or tokens[at].isspace():
                if joint is not None and tokens[at] in _JOINTS:
                    joint = (*joint, tokens[at])
                at += 1
                continue
            stop = at
            while stop < end and tokens[stop] not in _BORDERS and sentence[stop] == sentence[at]:
                stop += 1
            last = stop
            while tokens[last - 1].isspace():
                last -= 1
            if _opens(tokens, sentence, at) and _closes(tokens, sentence, last):
                joint = joint if sentence[at] == last_sentence else None
                pieces.append(_Piece((at, last), tuple(tokens[at:last]), step, joint))
                joint, last_sentence = (), sentence[at]
            else:
                joint = None
            at = stop
    return pieces


def _opens(tokens: Sequence[str], sentence: Sequence[int], at: int) -> bool:
    """Whether a clause or item begins at this token."""
    before = at - 1
    while before >= 0 and tokens[before].isspace():
        before -= 1
    return before < 0 or sentence[before] != sentence[at] or tokens[before] in _BORDERS


def _closes(tokens: Sequence[str], sentence: Sequence[int], end: int) -> bool:
    """Whether a clause or item ends before this token."""
    after = end
    while after < len(tokens) and tokens[after].isspace():
        after += 1
    return after == len(tokens) or sentence[after] != sentence[end - 1] or tokens[after] in _BORDERS


def _matching_runs(
    gone: Sequence[_Piece], come: Sequence[_Piece]
) -> Iterator[tuple[Sequence[_Piece], Sequence[_Piece]]]:
    """Runs of neighbouring pieces that stand on both sides in the same words, each once."""
    places: dict[tuple[str, ...], list[int]] = {}
    for n, piece in enumerate(come):
        places.setdefault(piece.words, []).append(n)
    taken: set[int] = set()
    at = 0
    while at < len(gone):
        best = (0, 0, 0)
        for there in places.get(gone[at].words, ()):
            length = 0
            while (
                at + length < len(gone)
                and there + length < len(come)
                and there + length not in taken
                and gone[at + length].words == come[there + length].words
                and (not length or _go_on(gone[at + length], come[there + length]))
            ):
                length += 1
            weight = sum(_weight_of(word) for piece in gone[at : at + length] for word in piece.words)
            best = max(best, (weight, length, there))
        weight, length, there = best
        if weight >= MOVE_WEIGHT:
            taken.update(range(there, there + length))
            yield gone[at : at + length], come[there : there + length]
            at += length
        else:
            at += 1


def _go_on(gone: _Piece, come: _Piece) -> bool:
    """Whether both pieces go on from the one before them in the same way."""
    return gone.joint is not None and gone.joint == come.joint


_Segment = tuple[Span, int | None]


def _segments(
    span: Span, moved: Sequence[tuple[Span, int]], tokens: Sequence[str], sentence: Sequence[int]
) -> list[_Segment]:
    """One side of a step parted into what moved and what did not; marks go with what moved."""
    segments: list[_Segment] = []
    at = span[0]
    for (start, end), number in sorted(moved):
        while start > at and tokens[start - 1] in _BEFORE and sentence[start - 1] == sentence[start]:
            start -= 1
        segments += [((at, start), None)] if start > at else []
        while end < span[1] and tokens[end] in _BEHIND and sentence[end] == sentence[start]:
            end += 1
        segments.append(((start, end), number))
        at = end
    return [*segments, ((at, span[1]), None)] if at < span[1] else segments


def _weave(
    old: Sequence[_Segment], new: Sequence[_Segment], step: Step, a: Sequence[str], b: Sequence[str]
) -> list[MovedStep]:
    """Steps from the segments of both sides, each side in its order; what did not move meets its like."""
    done: list[MovedStep] = []
    i, k = step[1][0], step[2][0]
    left, right = 0, 0
    while left < len(old) or right < len(new):
        here = old[left] if left < len(old) else None
        there = new[right] if right < len(new) else None
        op: EditOp
        number: int | None = None
        take: Literal["old", "new", "both"]
        if here and here[1] is not None:
            op, number, take = "delete", here[1], "old"
        elif there and there[1] is not None:
            op, number, take = "insert", there[1], "new"
        else:
            op, take = (
                ("replace", "both") if here and there else ("delete", "old") if here else ("insert", "new")
            )
        j, m = (
            here[0][1] if here and take != "new" else i,
            there[0][1] if there and take != "old" else k,
        )
        span: Step = (op, (i, j), (k, m))
        done += [(piece, number) for piece in (trim_borders([span], a, b) if op == "replace" else [span])]
        left, right = left + (take != "new"), right + (take != "old")
        i, k = j, m
    return done
