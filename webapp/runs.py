"""Overlapping marks over a stretch of text → flat runs; pure.

A page cannot nest what overlaps (an annotation that begins inside an insertion and ends
in a number), so the text is cut wherever a mark begins or ends, and each run names all
marks that lie over it.  Runs joined are the stretch, whatever the marks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show over [start, end): `kind` says what, `id` which one."""

    start: int
    end: int
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under one set of marks.

    `begins` and `ends` are those of its marks that start with it or end with it: the
    place for what is shown once for a mark (a number sign, words for a screen reader).
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    def has(self, kind: str) -> bool:
        return any(mark.kind == kind for mark in self.marks)


def cut_runs(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """The runs of text[start:end] under `marks`, which may overlap and reach beyond it.

    A mark that is cut by the border of the stretch begins (or ends) there.  Empty marks
    show nothing and are left out.  Marks keep the order in which they were given.
    """
    inside = []
    for mark in marks:
        left, right = max(mark.start, start), min(mark.end, end)
        if left < right:
            inside.append((left, right, mark))
    borders = sorted({start, end, *(at for left, right, _ in inside for at in (left, right))})
    opening: dict[int, list[int]] = {}
    for number, (left, _, _) in enumerate(inside):
        opening.setdefault(left, []).append(number)

    runs: list[Run] = []
    open_now: list[int] = []
    for left, right in itertools.pairwise(borders):
        open_now = [number for number in open_now if inside[number][1] > left]
        if left in opening:
            open_now = sorted(open_now + opening[left])
        here = [inside[number] for number in open_now]
        runs.append(
            Run(
                start=left,
                end=right,
                text=text[left:right],
                marks=tuple(mark for _, _, mark in here),
                begins=tuple(mark for at, _, mark in here if at == left),
                ends=tuple(mark for _, at, mark in here if at == right),
            )
        )
    return tuple(runs)
