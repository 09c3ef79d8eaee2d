"""The shortest edit script between two lists of tokens (`rapidfuzz`, Indel distance), at bounded cost."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from compare.model import EditOp, Span
from compare.tidy import CLAUSE_END, Step, op_of

#: Work and memory of the shortest script grow with the product of the lengths; so many cells are
#: 12 MB and some ten milliseconds.  Longer passages (a page without a full stop) go clause by clause.
_CELLS = 100_000_000


def find_steps(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The steps from a to b; a deletion and an insertion at one place are one replacement."""
    if len(a) * len(b) <= _CELLS:
        return _shortest(a, b, (0, 0))
    clauses_a, clauses_b = _clauses(a), _clauses(b)
    if len(clauses_a) * len(clauses_b) > _CELLS:
        return _between_common_ends(a, b)
    steps: list[Step] = []
    words_a, words_b = (
        ["".join(side[slice(*clause)]) for clause in clauses]
        for side, clauses in ((a, clauses_a), (b, clauses_b))
    )
    for op, (i, j), (k, m) in _shortest(words_a, words_b, (0, 0)):
        old, new = _covered(clauses_a, i, j), _covered(clauses_b, k, m)
        small = (old[1] - old[0]) * (new[1] - new[0]) <= _CELLS
        if op == "replace" and small:
            for piece in _shortest(a[slice(*old)], b[slice(*new)], (old[0], new[0])):
                add_step(steps, *piece)
        else:
            add_step(steps, op, old, new)
    return steps


def add_step(steps: list[Step], op: EditOp, old: Span, new: Span) -> None:
    """Add a step; neighbouring changes become one, and so do neighbouring equal runs."""
    if steps and (steps[-1][0] == "equal") == (op == "equal"):
        _, (i, _), (k, _) = steps.pop()
        old, new = (i, old[1]), (k, new[1])
        if op != "equal":
            op = op_of(old, new)
    steps.append((op, old, new))


def _shortest(a: Sequence[str], b: Sequence[str], at: tuple[int, int]) -> list[Step]:
    """The steps from a to b, told as places of lists in which they begin `at`."""
    steps: list[Step] = []
    for code in Indel.opcodes(a, b):
        old = code.src_start + at[0], code.src_end + at[0]
        new = code.dest_start + at[1], code.dest_end + at[1]
        add_step(steps, "equal" if code.tag == "equal" else op_of(old, new), old, new)
    return steps


def _clauses(tokens: Sequence[str]) -> list[Span]:
    """The tokens cut behind every mark that ends a clause."""
    clauses: list[Span] = []
    start = 0
    for place, token in enumerate(tokens, 1):
        if token in CLAUSE_END:
            clauses.append((start, place))
            start = place
    return [*clauses, (start, len(tokens))] if start < len(tokens) else clauses


def _covered(clauses: Sequence[Span], first: int, last: int) -> Span:
    if first < last:
        return clauses[first][0], clauses[last - 1][1]
    at = clauses[first][0] if first < len(clauses) else clauses[-1][1] if clauses else 0
    return at, at


def _between_common_ends(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """One replacement between what both sides have in common at their ends."""
    shorter = min(len(a), len(b))
    front = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    back = next((n for n in range(shorter - front) if a[-n - 1] != b[-n - 1]), shorter - front)
    old, new = (front, len(a) - back), (front, len(b) - back)
    steps: list[Step] = [
        ("equal", (0, front), (0, front)),
        (op_of(old, new), old, new),
        ("equal", (old[1], len(a)), (new[1], len(b))),
    ]
    return [step for step in steps if step[1][0] < step[1][1] or step[2][0] < step[2][1]]
