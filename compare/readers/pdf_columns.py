"""Columns of prose on a PDF page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from compare.readers.pdf_layout import Run, lines_of

#: Columns: each side has so many runs, fills so much of its width, and so few runs cross the gutter.
_COLUMN_RUNS = 6
_COLUMN_FILL = 0.55
_CROSSING = 0.25
_GUTTER = 8.0
_STEP = 3.0


def columns_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Groups of runs in reading order: full-width lines by themselves, else column after column."""
    gutter = _gutter(runs)
    if gutter is None:
        return [list(runs)] if runs else []
    found: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []

    def flush() -> None:
        for side in (left, right):
            found.extend(columns_of(side) if len(side) < len(runs) else [list(side)])
            side.clear()

    for run in sorted(runs, key=lambda run: (-run.base, run.x0)):
        if run.x0 < gutter < run.x1:
            if left or right:
                flush()
            found.append([run])
        else:
            (left if run.x1 <= gutter else right).append(run)
    flush()
    return [group for group in _merged(found) if group]


def _merged(groups: Sequence[list[Run]]) -> list[list[Run]]:
    """Full-width lines that follow each other are one group."""
    found: list[list[Run]] = []
    alone = False
    for group in groups:
        single = len(group) == 1
        if single and alone and found:
            found[-1].extend(group)
        else:
            found.append(list(group))
        alone = single
    return found


def _gutter(runs: Sequence[Run]) -> float | None:
    """The x at which the text parts into two columns of prose; None for one column and for tables."""
    if len(runs) < 2 * _COLUMN_RUNS:
        return None
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    best: tuple[int, float] | None = None
    at = low + 0.25 * (high - low)
    while at < low + 0.75 * (high - low):
        crossing = [run for run in runs if run.x0 < at + _GUTTER / 2 and run.x1 > at - _GUTTER / 2]
        if len(crossing) <= _CROSSING * len(runs) and (best is None or len(crossing) < best[0]):
            left = [run for run in runs if run.x1 <= at - _GUTTER / 2]
            right = [run for run in runs if run.x0 >= at + _GUTTER / 2]
            if _is_prose(left) and _is_prose(right):
                best = (len(crossing), at)
        at += _STEP
    return best[1] if best else None


def _is_prose(runs: Sequence[Run]) -> bool:
    """Whether most lines of a side fill its width, as prose does and cells of tables do not."""
    if len(runs) < _COLUMN_RUNS:
        return False
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    lines = lines_of(runs)
    full = sum(line.x1 - line.x0 >= _COLUMN_FILL * (high - low) and len(line.runs) == 1 for line in lines)
    characters = median(len(line.text) for line in lines)
    return full >= 0.6 * len(lines) and characters >= 8
