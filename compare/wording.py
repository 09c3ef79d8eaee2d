"""What changed inside a sentence link, word by word.

First an honest shortest edit script over tokens (`wording_script`), then `tidy` makes it
readable, then `moves` finds clauses that changed places; each step leaves every character in its
place: the edits' old spans joined are the old sentences, their new spans the new ones.

Tokens are compared as they read, whatever their script and width: 國家 and 国家 are one word,
and stand as a minor replacement where they are written differently.  So do 2018年 and 2019年
where a year rolls on (`rolling`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise, repeat

from compare.folding import plain
from compare.model import Edit, EditOp, Span
from compare.moves import Place, find_moves
from compare.rolling import has_new_term, is_minor, mask_tokens, rolls
from compare.tidy import Step, tidy_steps
from compare.tokens import cut_characters, cut_tokens
from compare.wording_script import add_step, find_steps


def diff_wording(
    old: Sequence[tuple[int, str]],
    new: Sequence[tuple[int, str]],
    terms: Sequence[str] = (),
    years: int | None = None,
    by_characters: bool = False,
) -> tuple[Edit, ...]:
    """Edits from the old sentences (start offset, text) of a link to the new ones.

    `years` is how many years lie between the two editions, None if unknown: a year that
    rolls on by as many is a minor change.  Each span lies inside one sentence.
    """
    if [text for _, text in old] == [text for _, text in new]:
        return tuple(_whole(left, right) for left, right in zip(old, new, strict=True) if left[1])
    cut = cut_characters if by_characters else cut_tokens
    written_a, a, places_a = _written_and_read(old, cut, terms)
    written_b, b, places_b = _written_and_read(new, cut, terms)
    if a != written_a or b != written_b:
        # Of a character with two readings (乾, 著) the sentence decides; what is written alike is alike.
        names: dict[str, str] = {}
        a = [names.setdefault(word, read) for word, read in zip(written_a, a, strict=True)]
        b = [names.setdefault(word, read) for word, read in zip(written_b, b, strict=True)]
    steps, a, b = _roll_on(a, b, years)
    steps = tidy_steps(steps, a, b)
    edits: list[Edit] = []
    for (op, (i, j), (k, m)), move in find_moves(steps, a, b, places_a, places_b):
        if op == "equal":
            for run_a, run_b in _equal_runs(places_a, (i, j), places_b, (k, m)):
                for same, (p, q), (r, s) in _runs_as_written(written_a, run_a, written_b, run_b):
                    spans = (places_a[p][0], places_a[q - 1][1]), (places_b[r][0], places_b[s - 1][1])
                    edits.append(Edit("equal" if same else "replace", *spans, minor=not same))
        else:
            minor = move is None and is_minor(a[i:j], b[k:m])
            edits.extend(_cut_at_sentences(op, places_a, (i, j), places_b, (k, m), minor, move))
    return tuple(edits)


def _whole(old: tuple[int, str], new: tuple[int, str]) -> Edit:
    """A sentence that stayed as it was."""
    return Edit("equal", (old[0], old[0] + len(old[1])), (new[0], new[0] + len(new[1])))


def _roll_on(a: list[str], b: list[str], years: int | None) -> tuple[list[Step], list[str], list[str]]:
    """The shortest script, and the tokens with those of one name that merely roll on (2018年, 2019年).

    For the script years are alike whatever they are; where two that meet neither are the same
    nor roll on, one replaces the other after all.
    """
    masked_a, parts_a = mask_tokens(a)
    masked_b, parts_b = mask_tokens(b) if parts_a else (b, {})
    if not parts_b:
        return find_steps(a, b), a, b
    new_term = has_new_term(parts_a, parts_b)
    steps: list[Step] = []
    a = list(a)
    for op, (i, j), (k, m) in find_steps(masked_a, masked_b):
        if op != "equal":
            add_step(steps, op, (i, j), (k, m))
            continue
        for p, r in zip(range(i, j), range(k, m), strict=True):
            if a[p] != b[r] and rolls(parts_a[p], parts_b[r], years, new_term):
                a[p] = b[r]
            add_step(steps, "equal" if a[p] == b[r] else "replace", (p, p + 1), (r, r + 1))
    return steps, a, b


def _written_and_read(
    sentences: Sequence[tuple[int, str]],
    cut: Callable[[str, Sequence[str]], list[str]],
    terms: Sequence[str],
) -> tuple[list[str], list[str], list[Place]]:
    """The tokens of the sentences as they are written, as they are compared, and their places.

    An end mark stands behind the last place.
    """
    written: list[str] = []
    read: list[str] = []
    places: list[Place] = []
    for number, (start, text) in enumerate(sentences):
        tokens = cut(text, terms)
        written.extend(tokens)
        borders = list(accumulate(map(len, tokens), initial=start))
        places.extend(zip(borders, borders[1:], repeat(number), strict=False))
        words = plain(text)
        if words == text:
            read.extend(tokens)
        else:
            read.extend(words[i - start : j - start] for i, j in pairwise(borders))
    end = places[-1][1] if places else sentences[0][0] if sentences else 0
    places.append((end, end, max(len(sentences) - 1, 0)))
    return written, read, places


def _runs_as_written(
    a: Sequence[str], old: Span, b: Sequence[str], new: Span
) -> list[tuple[bool, Span, Span]]:
    """A run of tokens that read alike on both sides, cut where the way they are written changes."""
    runs: list[tuple[bool, Span, Span]] = []
    for i, k in zip(range(*old), range(*new), strict=True):
        same = a[i] == b[k]
        if runs and runs[-1][0] == same:
            _, (first, _), (start, _) = runs.pop()
            runs.append((same, (first, i + 1), (start, k + 1)))
        else:
            runs.append((same, (i, i + 1), (k, k + 1)))
    return runs


def _cut_at_sentences(
    op: EditOp,
    places_a: Sequence[Place],
    a: Span,
    places_b: Sequence[Place],
    b: Span,
    minor: bool,
    move: int | None,
) -> list[Edit]:
    """A change as one edit, or as several where it runs across the end of a sentence."""
    runs_a, runs_b = _runs(places_a, a), _runs(places_b, b)
    here_a, here_b = _point(places_a, a[0]), _point(places_b, b[0])
    if len(runs_a) == 1 and len(runs_b) == 1 and op == "replace":
        return [Edit("replace", runs_a[0], runs_b[0], minor)]
    # Where the end of a sentence lies inside, what goes and what comes are told one after the other.
    deleted = [Edit("delete", run, (here_b, here_b), minor, move) for run in runs_a]
    after_a = runs_a[-1][1] if runs_a else here_a
    return deleted + [Edit("insert", (after_a, after_a), run, minor, move) for run in runs_b]


def _point(places: Sequence[Place], index: int) -> int:
    """Where the empty span before token `index` stands: behind the token before, if there is one."""
    return places[index - 1][1] if index else places[0][0]


def _runs(places: Sequence[Place], span: Span) -> list[Span]:
    runs: list[Span] = []
    start = span[0]
    for index in range(span[0], span[1]):
        if index + 1 == span[1] or places[index + 1][2] != places[start][2]:
            runs.append((places[start][0], places[index][1]))
            start = index + 1
    return runs


def _equal_runs(
    places_a: Sequence[Place], a: Span, places_b: Sequence[Place], b: Span
) -> list[tuple[Span, Span]]:
    """An equal step cut wherever a sentence ends on either side."""
    runs: list[tuple[Span, Span]] = []
    start = 0
    length = a[1] - a[0]
    for offset in range(length):
        i, k = a[0] + offset, b[0] + offset
        last = offset + 1 == length
        if last or places_a[i][2] != places_a[i + 1][2] or places_b[k][2] != places_b[k + 1][2]:
            runs.append(((a[0] + start, i + 1), (b[0] + start, k + 1)))
            start = offset + 1
    return runs
