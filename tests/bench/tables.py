"""Figures as a table in Markdown that reads as well on a terminal, line by line as they are measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

#: Columns are at least so wide: the first, which names the row, and the others.
FIRST_WIDTH = 22
WIDTH = 8


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; each row is given as soon as it is there."""
    widths = [max(len(column), WIDTH if k else FIRST_WIDTH) for k, column in enumerate(columns)]

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.rjust(width) if k else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join(padded)} |"

    yield line(columns)
    yield "|" + "|".join("-" * (width + 1) + (":" if k else "-") for k, width in enumerate(widths)) + "|"
    yield from map(line, rows)


def read_table(text: str, first: str) -> tuple[list[str], list[str]]:
    """Columns, and the names of the rows, of the table in `text` whose first column is called `first`."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("|") and _cells(line)[0] == first:
            next(lines)
            rows = []
            for row in lines:
                if not row.startswith("|"):
                    break
                rows.append(_cells(row)[0])
            return _cells(line), rows
    raise ValueError(f"no table with a column {first!r}")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
