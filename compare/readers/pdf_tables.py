"""Tables on a PDF page: by their ruling lines, or by runs that stand in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from compare.readers.pdf_glyphs import Glyph, Rule
from compare.readers.pdf_layout import VisualLine, is_contents_line, joined_words, lines_of, runs_of

#: Rulings nearer than this, in points, are one.
_NEAR = 3.0
#: More rulings than this on one page are a drawing.
_MOST_RULES = 3000
#: Without rulings a table has so many lines of at least two cells in a row.
_ALIGNED_LINES = 3
#: No page has a table of more lines; one that seems to would only take long to look at.
_MOST_LINES = 200
#: A cell of a table without rulings is shorter than this; longer runs are prose.
_CELL_CHARS = 40


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page: rows of cells from the top, "" where a cell is empty or spanned; its box."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    y0: float
    x1: float
    y1: float


def ruled_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[PageTable]:
    """The tables that ruling lines show, from the top of the page."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    found = [_grid(group, glyphs) for group in _connected(rules)]
    return sorted((table for table in found if table is not None), key=lambda table: -table.y1)


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rulings that touch each other, as groups."""
    parent = list(range(len(rules)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    across = [k for k, rule in enumerate(rules) if rule.horizontal]
    down = [k for k, rule in enumerate(rules) if not rule.horizontal]
    for a in across:
        for b in down:
            touches = (
                rules[a].low - _NEAR <= rules[b].at <= rules[a].high + _NEAR
                and rules[b].low - _NEAR <= rules[a].at <= rules[b].high + _NEAR
            )
            if touches:
                parent[root(a)] = root(b)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for k, rule in enumerate(rules):
        groups[root(k)].append(rule)
    return list(groups.values())


def _borders(places: Sequence[float]) -> list[float]:
    """Distinct places, in order; those that are near each other are one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _grid(group: Sequence[Rule], glyphs: Sequence[Glyph]) -> PageTable | None:
    xs = _borders([rule.at for rule in group if not rule.horizontal])
    ys = _borders([rule.at for rule in group if rule.horizontal])
    if len(xs) < 3 or len(ys) < 3:
        return None
    width, height = len(xs) - 1, len(ys) - 1
    # Cells (row from below, column); one that no ruling parts from its neighbour belongs to it.
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}
    for row in range(height - 1, -1, -1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            if column and not _has_ruling(group, False, xs[column], middle):
                owner[row, column] = owner[row, column - 1]
            elif row + 1 < height and not _has_ruling(
                group, True, ys[row + 1], (xs[column] + xs[column + 1]) / 2
            ):
                owner[row, column] = owner[row + 1, column]
    inside: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        column = bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1
        row = bisect_right(ys, glyph.middle) - 1
        if 0 <= column < width and 0 <= row < height:
            inside[owner[row, column]].append(glyph)
    rows = []
    for row in range(height - 1, -1, -1):
        cells = tuple(_words(inside.get((row, column), ())) for column in range(width))
        if any(cells):
            rows.append(cells)
    if len(rows) < 2 or max(sum(map(bool, cells)) for cells in rows) < 2:
        return None
    return PageTable(tuple(rows), xs[0], ys[0], xs[-1], ys[-1])


def _has_ruling(group: Sequence[Rule], horizontal: bool, at: float, through: float) -> bool:
    return any(
        rule.horizontal == horizontal
        and abs(rule.at - at) <= _NEAR
        and rule.low - 1 <= through <= rule.high + 1
        for rule in group
    )


def _words(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell, its lines joined."""
    return joined_words([line.text for line in lines_of(runs_of(glyphs))])


def aligned_table(lines: Sequence[VisualLine], begin: int) -> tuple[int, PageTable] | None:
    """A table without rulings that begins with line `begin`: (line behind it, table), or None.

    Its lines have several short runs each, which stand below each other.
    """
    end = begin
    while end < min(len(lines), begin + _MOST_LINES) and _may_be_row(lines[end]):
        end += 1
    while end > begin and len(lines[end - 1].runs) < 2:
        end -= 1
    chosen = lines[begin:end]
    if sum(len(line.runs) > 1 for line in chosen) < _ALIGNED_LINES or len(chosen[0].runs) < 2:
        return None
    columns = _columns(chosen)
    if len(columns) < 2:
        return None
    rows = []
    for line in chosen:
        cells = [""] * len(columns)
        for run in line.runs:
            place = next(k for k, (low, high) in enumerate(columns) if low <= run.x0 and run.x1 <= high)
            cells[place] = joined_words([cells[place], run.text]) if cells[place] else run.text
        rows.append(tuple(cells))
    if sum(sum(map(bool, row)) > 1 for row in rows) < _ALIGNED_LINES:
        return None
    x0, x1 = min(line.x0 for line in chosen), max(line.x1 for line in chosen)
    return end, PageTable(tuple(rows), x0, chosen[-1].base, x1, chosen[0].base)


def _may_be_row(line: VisualLine) -> bool:
    """Several short runs, or a short line between such."""
    if is_contents_line(line) or line.text.endswith(("。", "，")):
        return False
    return all(len(run.text) <= _CELL_CHARS for run in line.runs)


def _columns(lines: Sequence[VisualLine]) -> list[tuple[float, float]]:
    """Extents in x that the runs of all lines share."""
    spans = sorted((run.x0, run.x1) for line in lines if len(line.runs) > 1 for run in line.runs)
    spans += [(line.x0, line.x1) for line in lines if len(line.runs) == 1]
    found: list[list[float]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1][1] = max(found[-1][1], high)
        else:
            found.append([low, high])
    return [(low, high) for low, high in found]
