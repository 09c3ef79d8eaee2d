"""What changed between two texts of one edition, as lines for a page; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.text_changes import TextChange, find_changes

#: Changes with fewer equal characters between them are read as one: single letters that
#: happen to stay make a page unreadable.
LEAST_BETWEEN = 3
#: Equal characters shown before and behind a change.
AROUND = 40
#: A page shows so many changes; whoever exchanged the whole text sees that without reading on.
MOST = 200


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A change in its surroundings: what stands before, what went, what came, what follows."""

    before: str
    gone: str
    come: str
    after: str


def show_changes(old: str, new: str) -> tuple[ChangedLine, ...]:
    """The changes from `old` to `new` in order, at most `MOST` of them."""
    changes = _drawn_together(find_changes(old, new))
    shown = []
    for index, change in enumerate(changes[:MOST]):
        a, b = change.new
        low = changes[index - 1].new[1] if index else 0
        high = changes[index + 1].new[0] if index + 1 < len(changes) else len(new)
        shown.append(
            ChangedLine(
                new[max(low, a - AROUND) : a].rpartition("\n")[2],
                old[slice(*change.old)],
                new[a:b],
                new[b : min(high, b + AROUND)].partition("\n")[0],
            )
        )
    return tuple(shown)


def _drawn_together(changes: Sequence[TextChange]) -> list[TextChange]:
    drawn: list[TextChange] = []
    for change in changes:
        if drawn and change.old[0] - drawn[-1].old[1] < LEAST_BETWEEN:
            last = drawn.pop()
            change = TextChange((last.old[0], change.old[1]), (last.new[0], change.new[1]))
        drawn.append(change)
    return drawn
