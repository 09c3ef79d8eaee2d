"""Rows of tables belong together by their labels, not by their numbers, which change every year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from compare.align_units import Side
from compare.folding import fold
from compare.tables import Row, Table, is_number, read_tables

#: Two tables are editions of one where at least this share of their labels (Dice) is the same.
TABLE_LIKENESS = 0.3
#: Labels that differ a little belong together from this likeness on, in [0, 1].
LABEL_LIKENESS = 0.8
#: A longer first cell is prose (a task, a promise), which is aligned like any other.
LABEL_CHARS = 40
#: Confidence of rows with one label; not learned, since the hand-made links know no tables.
SAME_LABEL = 0.95
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")
_IDLE = re.compile(r"[\s:：,，.。()（）]+")

Chosen = list[tuple[int, int, float]]


def pair_rows(old: Side, new: Side) -> Chosen:
    """Pairs of units that are rows of one table in both editions, with their confidence."""
    sides = [read_tables(side.edition) for side in (old, new)]
    if not all(sides):
        return []
    unit_of = [{unit[0].id: number for number, unit in enumerate(side.units)} for side in (old, new)]
    found: dict[tuple[int, int], float] = {}
    for a, b in _matching_tables(*sides):
        named = [
            (left.block.id, right.block.id, likely) for left, right, likely in _matching_rows(a.rows, b.rows)
        ]
        named += [(left.id, right.id, SAME_LABEL) for left, right in zip(a.header, b.header, strict=False)]
        for left_id, right_id, likely in named:
            if left_id in unit_of[0] and right_id in unit_of[1]:
                found[unit_of[0][left_id], unit_of[1][right_id]] = likely
    return [(i, j, likely) for (i, j), likely in sorted(found.items())]


def with_rows(chosen: Chosen, rows: Chosen, numbered: tuple[set[int], set[int]]) -> Chosen:
    """The chosen pairs, with those of `rows` in place of any other partner of theirs.

    Of two `numbered` rows (see `numbered_rows`) only the labels decide: rows with other
    labels are not linked for their numbers.
    """
    old, new = {i for i, _, _ in rows}, {j for _, j, _ in rows}
    kept = [
        (i, j, likely)
        for i, j, likely in chosen
        if i not in old and j not in new and not (i in numbered[0] and j in numbered[1])
    ]
    return sorted([*kept, *rows])


def numbered_rows(side: Side) -> set[int]:
    """The units that are a row of a short label and numbers."""
    found: set[int] = set()
    for number, unit in enumerate(side.units):
        if unit[0].kind == "table_row":
            cells = [side.edition.text[start:end] for start, end in unit[0].cells]
            label = next((cell for cell in cells if cell and not is_number(cell)), "")
            if len(label) <= LABEL_CHARS and any(map(is_number, cells)):
                found.add(number)
    return found


def sentences_of_units(side: Side, units: set[int]) -> set[int]:
    """The sentences of these units."""
    inside = _sentences_of_units(side)
    return {sentence for unit in units for sentence in inside.get(unit, ())}


def sentences_of_rows(old: Side, new: Side, rows: Chosen) -> Chosen:
    """Pairs of sentences of paired rows: one by one, or all with all where they are not as many."""
    inside = [_sentences_of_units(side) for side in (old, new)]
    found: Chosen = []
    for i, j, likely in rows:
        a, b = inside[0].get(i, []), inside[1].get(j, [])
        pairs = zip(a, b, strict=True) if len(a) == len(b) else ((x, y) for x in a for y in b)
        found.extend((x, y, likely) for x, y in pairs)
    return found


def _sentences_of_units(side: Side) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for sentence, unit in enumerate(np.asarray(side.unit_of_sentence).tolist()):
        found[unit].append(sentence)
    return found


def _key(row: Row) -> tuple[str, str]:
    """What names a row from year to year: its label and that of its group, without years and punctuation."""
    group, label = (_IDLE.sub("", _YEAR.sub("", fold(words))) for words in (row.group, row.label))
    return group, label


def _matching_tables(old: Sequence[Table], new: Sequence[Table]) -> list[tuple[Table, Table]]:
    """Tables with many labels in common, the likest first, each with one partner; near ones before far ones."""
    keys = [[{_key(row) for row in table.rows} for table in side] for side in (old, new)]
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, names in enumerate(keys[1]):
        for name in names:
            where[name].append(number)
    likely: list[tuple[float, float, int, int]] = []
    for i, names in enumerate(keys[0]):
        shared: dict[int, int] = defaultdict(int)
        for name in names:
            for j in where.get(name, ()):
                shared[j] += 1
        for j, count in shared.items():
            likeness = 2 * count / (len(names) + len(keys[1][j]))
            if likeness >= TABLE_LIKENESS:
                likely.append((-likeness, abs(i / len(old) - j / len(new)), i, j))
    taken: tuple[set[int], set[int]] = set(), set()
    found = []
    for _, _, i, j in sorted(likely):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((old[i], new[j]))
    return found


def _matching_rows(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row, float]]:
    """Rows of one label, in their order; then rows whose labels differ a little."""
    waiting: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in reversed(new):
        waiting[_key(row)].append(row)
    found: list[tuple[Row, Row, float]] = []
    left: list[Row] = []
    for row in old:
        partners = waiting.get(_key(row))
        if partners:
            found.append((row, partners.pop(), SAME_LABEL))
        else:
            left.append(row)
    rest = [row for rows in waiting.values() for row in rows]
    for row in left:
        scores = [
            (fuzz.ratio("".join(_key(row)), "".join(_key(other))) / 100, k) for k, other in enumerate(rest)
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= LABEL_LIKENESS:
            found.append((row, rest.pop(best[1]), round(best[0] * SAME_LABEL, 4)))
    return found
