"""The runs of a table row, cell by cell; pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from compare.model import Block
from webapp.runs import Mark, Run, cut_runs

#: The kind of the marks by which runs are cut at the borders of cells; it shows nothing.
CELL = "cell"
#: Grids of more columns than this are shown as words between bars.
MOST_COLUMNS = 12


def cut_cells(text: str, block: Block, marks: Iterable[Mark]) -> tuple[tuple[Run, ...], ...]:
    """For every column the runs of its cell, none where it is empty.

    The tabs behind a cell belong to its last run, so that all runs joined are the block
    and a selection over several cells quotes the text as it is.
    """
    filled = [(column, start) for column, (start, end) in enumerate(block.cells) if start < end]
    if not filled:
        return (cut_runs(text, block.start, block.end, marks),)
    starts = [block.start, *(start for _, start in filled[1:]), block.end]
    borders = [Mark(left, right, CELL) for left, right in pairwise(starts)]
    runs = cut_runs(text, block.start, block.end, [*marks, *borders])
    cells: list[tuple[Run, ...]] = [()] * len(block.cells)
    for (column, _), border in zip(filled, borders, strict=True):
        cells[column] = tuple(run for run in runs if border.start <= run.start < border.end)
    return tuple(cells)
