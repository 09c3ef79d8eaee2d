"""Tables of a Word document: which of them hold data, and their rows as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.readers.docx_body import WIDEST, Block, Cell, Paragraph, Row, Table
from compare.readers.lines import Line, split_lines, strip

#: A cell that holds more text than this holds prose.
_PROSE_CHARS = 400
#: A table of which prose is the greater part lays out a page.
_MOSTLY_PROSE = 0.5
#: In a row that names columns no cell is a number; years are names.
_NUMBER = re.compile(r"[-−+]?[\d,.，．]+\s*[%％‰]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What parts lines and cells stands for a blank inside of a cell.
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def holds_data(table: Table) -> bool:
    """Whether a table holds rows of cells, rather than one cell, one column, or prose side by side."""
    if max((len(row.cells) for row in table.rows), default=0) < 2:
        return False
    sizes = [
        sum(len(part.inline.text) for part in paragraphs(cell.blocks))
        for row in table.rows
        for cell in row.cells
    ]
    return sum(size for size in sizes if size > _PROSE_CHARS) <= _MOSTLY_PROSE * sum(sizes)


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those of tables too, row by row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def row_lines(table: Table, number: int, source: str) -> Iterator[Line]:
    """The rows of a table that are not empty; `number` counts the tables of the file from 1."""
    heads = _count_heads(table)
    empty = Line("", source)
    for place, row in enumerate(table.rows):
        cells = [empty] * row.before
        for part in row.cells:
            cells.append(empty if part.covered or not part.blocks else text_of_cell(part, source))
            cells.extend([empty] * min(part.span - 1, WIDEST - len(cells)))
        lead = next((k for k, cell in enumerate(cells) if cell.text), None)
        if lead is None:
            continue
        text = "\t".join(cell.text for cell in cells[lead:])
        cuts: list[tuple[int, str]] = []
        at = -sum(len(cell.text) + 1 for cell in cells[:lead])
        for cell in cells:
            cuts.extend((max(at + offset, 0), removed) for offset, removed in cell.cuts)
            at += len(cell.text) + 1
        for line in split_lines(text, source, cuts):
            yield replace(
                line,
                page=f"¶{row.number}",
                kind="table_row",
                level=int(place < heads),
                table=number,
                lead=lead,
            )


def text_of_cell(cell: Cell, source: str) -> Line:
    """What stands in a cell on one line, with its cuts; its paragraphs are parted by blanks."""
    pieces: list[str] = []
    cuts: list[tuple[int, str]] = []
    length = 0
    for part in paragraphs(cell.blocks):
        label = part.label.text if part.label else ""
        cuts.extend((length + len(label) + at, mark) for at, mark in part.inline.cuts)
        pieces.append(f"{label}{part.inline.text} ")
        length += len(pieces[-1])
    return strip(Line("".join(pieces).translate(_BREAKS), source, cuts=tuple(cuts)))


def _count_heads(table: Table) -> int:
    """How many rows name the columns: those that Word repeats on every page, else the first one if it looks like it.

    A cell of it that goes down over other rows, or spans columns that have names of their own,
    takes those rows along.
    """
    marked = next((k for k, row in enumerate(table.rows) if not row.header), len(table.rows))
    if marked:
        return marked if marked < len(table.rows) else 0
    heads = 1
    while heads < len(table.rows) and _goes_on(table.rows[heads - 1], table.rows[heads]):
        heads += 1
    first = table.rows[0].cells if table.rows else []
    cells = [text_of_cell(cell, "").text for row in table.rows[:heads] for cell in row.cells]
    told = [text for text in cells if text]
    names = all(not _NUMBER.fullmatch(text) or _YEAR.fullmatch(text) for text in told)
    return (
        heads if len(table.rows) > heads and len(told) > 1 and sum(map(_filled, first)) > 1 and names else 0
    )


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the row below has cells that are covered from above, or that divide a cell of this row."""
    inner = {k for start, cell in _starts(row) if start < WIDEST for k in range(start + 1, start + cell.span)}
    return any(cell.covered or start in inner for start, cell in _starts(below))


def _starts(row: Row) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with the columns they begin in."""
    column = row.before
    for cell in row.cells:
        yield column, cell
        column += cell.span


def _filled(cell: Cell) -> bool:
    return bool(text_of_cell(cell, "").text)
