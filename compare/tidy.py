"""Make an edit script readable without changing what it says.

Rules, in order: islands (an equal run of at most two Han characters between two changes
is absorbed by them), borders (a replacement never begins or ends with the same token on
both sides), sliding (an inserted or deleted run that could stand elsewhere moves to the
border of a clause).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import EditOp, Span

Step = tuple[EditOp, Span, Span]

#: Equal runs up to so many Han characters between two changes are noise: 的, 和, 发展.
ISLAND_HAN = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d|[0-9０-９]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_CLAUSE_END = frozenset("，。；：、！？,.;:!?")
_OPENING = frozenset("“‘（(《「")


def tidy_steps(steps: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The same change in fewer and more natural pieces."""
    tidied = _absorb_islands(list(steps), a, b)
    tidied = _trim_borders(tidied, a, b)
    return _slide(tidied, a, b)


def _is_island(tokens: Sequence[str]) -> bool:
    """Too short to carry meaning by itself; a number or a Western word always does."""
    text = "".join(tokens)
    if _DIGIT.search(text) or _WORD.search(text):
        return False
    return len(_HAN.findall(text)) <= ISLAND_HAN


def _op(old: Span, new: Span) -> EditOp:
    return "insert" if old[0] == old[1] else "delete" if new[0] == new[1] else "replace"


def _is_number(step: Step, a: Sequence[str], b: Sequence[str]) -> bool:
    """One number in the place of another."""
    op, (i, j), (k, m) = step
    return op == "replace" and j - i == m - k == 1 and bool(_DIGIT.search(a[i]) and _DIGIT.search(b[k]))


def _absorb_islands(steps: list[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Equal runs that are too short go into the changes around them; between two numbers they stay."""
    done: list[Step] = []
    for index, step in enumerate(steps):
        op, old, new = step
        inside = 0 < index < len(steps) - 1
        if op == "equal" and inside and _is_island(a[old[0] : old[1]]):
            around = (steps[index - 1], steps[index + 1])
            op = "equal" if all(_is_number(neighbour, a, b) for neighbour in around) else "replace"
        if op != "equal" and done and done[-1][0] != "equal":
            _, before_old, before_new = done.pop()
            old, new = (before_old[0], old[1]), (before_new[0], new[1])
            op = _op(old, new)
        done.append((op, old, new))
    return done


def _trim_borders(steps: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Give what a replacement has in common at either end back to its neighbours."""
    done: list[Step] = []

    def add(op: EditOp, old: Span, new: Span) -> None:
        if old[0] == old[1] and new[0] == new[1]:
            return
        if op == "equal" and done and done[-1][0] == "equal":
            _, before_old, before_new = done.pop()
            old, new = (before_old[0], old[1]), (before_new[0], new[1])
        done.append((op, old, new))

    for op, (i, j), (k, m) in steps:
        if op == "equal":
            add(op, (i, j), (k, m))
            continue
        front = 0
        while i + front < j and k + front < m and a[i + front] == b[k + front]:
            front += 1
        back = 0
        while j - back > i + front and m - back > k + front and a[j - back - 1] == b[m - back - 1]:
            back += 1
        add("equal", (i, i + front), (k, k + front))
        old, new = (i + front, j - back), (k + front, m - back)
        add(_op(old, new), old, new)
        add("equal", (j - back, j), (m - back, m))
    return done


def _slide(steps: list[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Move insertions and deletions between two equal runs to where a reader would cut.

    "A，B，C" from "A，C" can be read as "[B，]" or "[，B]": the first follows the clause.
    """
    done = list(steps)
    for index in range(1, len(done) - 1):
        op, old, new = done[index]
        before, after = done[index - 1], done[index + 1]
        if op not in ("insert", "delete") or before[0] != "equal" or after[0] != "equal":
            continue
        tokens, (start, end) = (a, old) if op == "delete" else (b, new)
        room_left, room_right = before[1][1] - before[1][0], after[1][1] - after[1][0]
        best, best_score = 0, _cut_score(tokens, start, end)
        shift = 0
        while -shift < room_left and tokens[start + shift - 1] == tokens[end + shift - 1]:
            shift -= 1
            score = _cut_score(tokens, start + shift, end + shift)
            if score > best_score:
                best, best_score = shift, score
        shift = 0
        while shift < room_right and tokens[start + shift] == tokens[end + shift]:
            shift += 1
            score = _cut_score(tokens, start + shift, end + shift)
            if score > best_score:
                best, best_score = shift, score
        if best:
            done[index - 1] = ("equal", _stretch(before[1], 0, best), _stretch(before[2], 0, best))
            done[index] = (op, _stretch(old, best, best), _stretch(new, best, best))
            done[index + 1] = ("equal", _stretch(after[1], best, 0), _stretch(after[2], best, 0))
    return [step for step in done if step[1][0] < step[1][1] or step[2][0] < step[2][1]]


def _stretch(span: Span, start: int, end: int) -> Span:
    return span[0] + start, span[1] + end


def _cut_score(tokens: Sequence[str], start: int, end: int) -> int:
    """How natural it is to cut out tokens[start:end]: whole clauses first, then closed brackets."""
    score = 0
    if start == 0 or tokens[start - 1][-1:] in _CLAUSE_END:
        score += 2
    if end and tokens[end - 1][-1:] in _CLAUSE_END:
        score += 2
    if tokens[start][:1] in _CLAUSE_END:
        score -= 1
    if tokens[start][:1] in _OPENING:
        score += 1
    if tokens[end - 1][-1:] in _OPENING:
        score -= 2
    return score
