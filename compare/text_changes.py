"""Where two wordings of one text differ: a corrected text and the one before it.

Unlike `wording`, which compares sentences of two reports and speaks in words, this says
exactly which characters went and came, whatever they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from compare.model import Span

#: Passages whose lengths multiply to more than this are told as exchanged whole: finding the
#: least change takes time in proportion (two or three seconds for this many on one core).
MOST_CELLS = 10_000_000_000


@dataclass(frozen=True, slots=True)
class TextChange:
    """`old` of the old text was exchanged for `new` of the new one; either may be empty, not both."""

    old: Span
    new: Span


def find_changes(old: str, new: str) -> tuple[TextChange, ...]:
    """The changes that lead from `old` to `new`, in order; what lies between them is equal.

    Lines are compared first, then the characters of those that differ.
    """
    changes: list[TextChange] = []
    for stretch in _changed_lines(old, new):
        changes.extend(_character_changes(old, new, stretch.old, stretch.new))
    return tuple(_joined(changes))


def count_changed(changes: Sequence[TextChange]) -> int:
    """How many characters went and came."""
    return sum(change.old[1] - change.old[0] + change.new[1] - change.new[0] for change in changes)


class PositionMap:
    """Positions of the old text → positions of the new one.

    A character that is still there keeps its company; one that is gone is where its
    change begins.
    """

    def __init__(self, changes: Sequence[TextChange]) -> None:
        self._changes = changes
        self._starts = [change.old[0] for change in changes]

    def __call__(self, at: int) -> int:
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        change = self._changes[index]
        return change.new[0] if at < change.old[1] else at - change.old[1] + change.new[1]


def _changed_lines(old: str, new: str) -> Iterator[TextChange]:
    """Stretches of whole lines that differ."""
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = _starts(lines[0]), _starts(lines[1])
    steps = [
        TextChange(
            (starts[0][step.src_start], starts[0][step.src_end]),
            (starts[1][step.dest_start], starts[1][step.dest_end]),
        )
        for step in Levenshtein.opcodes(*lines)
        if step.tag != "equal"
    ]
    return _joined(steps)


def _starts(lines: Sequence[str]) -> list[int]:
    """The start of every line, and the end of the last."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _character_changes(old: str, new: str, was: Span, now: Span) -> Iterator[TextChange]:
    gone, come = old[was[0] : was[1]], new[now[0] : now[1]]
    head = _common(gone, come)
    tail = _common(gone[head:][::-1], come[head:][::-1])
    was, now = (was[0] + head, was[1] - tail), (now[0] + head, now[1] - tail)
    gone, come = old[was[0] : was[1]], new[now[0] : now[1]]
    if len(gone) * len(come) > MOST_CELLS:
        yield TextChange(was, now)
        return
    for step in Levenshtein.opcodes(gone, come):
        if step.tag != "equal":
            yield TextChange(
                (was[0] + step.src_start, was[0] + step.src_end),
                (now[0] + step.dest_start, now[0] + step.dest_end),
            )


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


def _joined(changes: Sequence[TextChange]) -> Iterator[TextChange]:
    """Changes that touch are one."""
    last: TextChange | None = None
    for change in changes:
        if last and last.old[1] == change.old[0] and last.new[1] == change.new[0]:
            last = TextChange((last.old[0], change.old[1]), (last.new[0], change.new[1]))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last
