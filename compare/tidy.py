"""Make an edit script readable without changing what it says.

Rules, in order: islands (an equal run of at most two Han characters between two changes
is absorbed by them), borders (a replacement never begins or ends with the same token on
both sides, and a mark that became another mark stands by itself), sliding (an inserted or
deleted run that could stand elsewhere moves to the border of a clause), ends (at the end of a
sentence, too, two characters beside a clause in other words are absorbed by it).
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
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
#: English words that carry no meaning by themselves; so many of them between two changes are noise.
_IDLE_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or"}
    | {"that", "the", "to", "was", "were", "with"}
)
ISLAND_WORDS = 2
#: No island is longer: two words with their blanks, or two characters among marks.
_ISLAND_CHARS = 16
#: Beside a replacement with at least so many Han characters on one side, about a clause, two characters
#: that both sentences happen to begin or end with are no news.
CLAUSE_HAN = 6
CLAUSE_END = frozenset("，。；：、！？,.;:!?")
#: The end of a sentence in both editions parts what changed before it from what changed behind it.
_SENTENCE_END = frozenset("。！？")
#: Marks that may take each other's place: what parts clauses, what opens and what closes.
_MARKS = {
    mark: n for n, marks in enumerate(("，。；：、！？,.;:!?", "“‘「《（(\"'", "”’」》）)")) for mark in marks
}
_OPENING = frozenset("“‘（(《「")


def tidy_steps(steps: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The same change in fewer and more natural pieces."""
    if len(steps) < 2:
        return trim_borders(steps, a, b)
    tidied = _absorb_islands(steps, a, b)
    tidied = trim_borders(tidied, a, b)
    return _absorb_ends(_slide(tidied, a, b), a, b)


def _is_island(tokens: Sequence[str]) -> bool:
    """Too short to carry meaning by itself; a number always does, and a Western word unless it is idle."""
    text = "".join(tokens)
    if len(text) > _ISLAND_CHARS or _DIGIT.search(text) or not _SENTENCE_END.isdisjoint(text):
        return False
    words = _WORD.findall(text)
    if words and (len(words) > ISLAND_WORDS or not _IDLE_WORDS.issuperset(map(str.lower, words))):
        return False
    return len(_HAN.findall(text)) <= ISLAND_HAN


def op_of(old: Span, new: Span) -> EditOp:
    """What a change of these spans is."""
    return "insert" if old[0] == old[1] else "delete" if new[0] == new[1] else "replace"


def _is_number(step: Step, a: Sequence[str], b: Sequence[str]) -> bool:
    """One number in the place of another."""
    op, (i, j), (k, m) = step
    return op == "replace" and j - i == m - k == 1 and bool(_DIGIT.search(a[i]) and _DIGIT.search(b[k]))


def _absorb_islands(steps: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
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
            op = op_of(old, new)
        done.append((op, old, new))
    return done


def trim_borders(steps: Sequence[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Give what a replacement has in common at either end back to its neighbours.

    A mark that became another mark there stands by itself, so that it can be called minor.
    """
    done: list[Step] = []

    def add(op: EditOp, old: Span, new: Span) -> None:
        if old[0] == old[1] and new[0] == new[1]:
            return
        if op == "equal" and done and done[-1][0] == "equal":
            _, before_old, before_new = done.pop()
            old, new = (before_old[0], old[1]), (before_new[0], new[1])
        done.append((op, old, new))

    for op, (i, j), (k, m) in steps:
        if op != "replace":
            add(op, (i, j), (k, m))
            continue
        while i < j and k < m and _alike(a[i], b[k]):
            add("equal" if a[i] == b[k] else "replace", (i, i + 1), (k, k + 1))
            i, k = i + 1, k + 1
        back = 0
        while i + back < j and k + back < m and _alike(a[j - back - 1], b[m - back - 1]):
            back += 1
        old, new = (i, j - back), (k, m - back)
        add(op_of(old, new), old, new)
        for before in range(back, 0, -1):
            at, there = j - before, m - before
            add("equal" if a[at] == b[there] else "replace", (at, at + 1), (there, there + 1))
    return done


def _alike(before: str, after: str) -> bool:
    """The same token, or one mark in the place of another."""
    return before == after or (before in _MARKS and _MARKS[before] == _MARKS.get(after))


def _absorb_ends(steps: list[Step], a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Two characters at an end of the sentence, beside a clause in other words, go with it.

    The whole is then told as what goes and what comes, since a replacement would begin (or end)
    with the same word on both sides.  The mark that closes the sentence stays where it is.
    """
    if len(steps) > 1 and steps[0][0] == "equal":
        (_, (i, j), (k, m)), (_, old, new) = steps[:2]
        if _is_short_end(a[i:j]) and _is_clause(steps[1], a, b):
            steps = [("delete", (i, old[1]), (k, k)), ("insert", (old[1], old[1]), (k, new[1])), *steps[2:]]
    if len(steps) > 1 and steps[-1][0] == "equal":
        (_, old, new), (_, (i, j), (k, m)) = steps[-2:]
        close = 0
        while close < j - i and a[j - close - 1] in _MARKS:
            close += 1
        if _is_short_end(a[i : j - close]) and _is_clause(steps[-2], a, b):
            ends = (j - close, m - close)
            steps = [
                *steps[:-2],
                ("delete", (old[0], ends[0]), (new[0], new[0])),
                ("insert", (ends[0], ends[0]), (new[0], ends[1])),
                ("equal", (ends[0], j), (ends[1], m)),
            ]
    return [step for step in steps if step[1][0] < step[1][1] or step[2][0] < step[2][1]]


def _is_short_end(tokens: Sequence[str]) -> bool:
    return _is_island(tokens) and bool(_HAN.search("".join(tokens)))


def _is_clause(step: Step, a: Sequence[str], b: Sequence[str]) -> bool:
    """A replacement that has the length of a clause on one side at least."""
    op, old, new = step
    return op == "replace" and any(
        len(_HAN.findall("".join(tokens))) >= CLAUSE_HAN for tokens in (a[slice(*old)], b[slice(*new)])
    )


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
    if start == 0 or tokens[start - 1][-1:] in CLAUSE_END:
        score += 2
    if end and tokens[end - 1][-1:] in CLAUSE_END:
        score += 2
    if tokens[start][:1] in CLAUSE_END:
        score -= 1
    if tokens[start][:1] in _OPENING:
        score += 1
    if tokens[end - 1][-1:] in _OPENING:
        score -= 2
    return score
