"""Tables of an HTML page: which of them hold data, and their rows with spans laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compare.readers.html_text import raise_digits, squeeze
from compare.readers.html_tree import Node, walk

#: A cell that holds more text than this holds prose: the table lays out a page.
_LONGEST_CELL = 400
#: A table whose text is links for the most part is a menu or a list of news.
_MOSTLY_LINKS = 0.5
#: Browsers take these as the most.
_WIDEST_SPAN = 100
_TALLEST_SPAN = 1000
#: What stands further to the right is put into the last column; spans of hostile pages add up.
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, "" where one is empty or covered by a span; whether they name the columns."""

    cells: tuple[str, ...]
    header: bool


def holds_data(table: Node, with_boxes: bool) -> bool:
    """Whether a measured table holds rows of cells, rather than laying out a page.

    `with_boxes`: tables or headings stand inside of it; they are parts of a cell only where the table
    has a caption or a head.
    """
    if table.attributes.get("role") in ("presentation", "none"):
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if table.links > 1 and table.link_chars >= _MOSTLY_LINKS * table.chars:
        return False
    if with_boxes:
        return any(child.tag in ("thead", "caption") for child in table.elements())
    return max(cell.chars for cells in rows for cell in cells) <= _LONGEST_CELL


def _rows(table: Node) -> Iterator[Node]:
    for child in table.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.elements() if row.tag == "tr")


def _cells(row: Node) -> Iterator[Node]:
    return (cell for cell in row.elements() if cell.tag in ("td", "th"))


def caption_of(table: Node) -> Node | None:
    """The element that holds the caption."""
    return next((child for child in table.elements() if child.tag == "caption"), None)


def read_rows(table: Node) -> list[Row]:
    """The rows of a data table that are not empty; columns are counted over spans."""
    found: list[Row] = []
    covered: dict[int, int] = {}  # column -> rows below that a span still covers
    for row in _rows(table):
        cells: list[str] = []
        nodes = list(_cells(row))
        below: dict[int, int] = {}
        for cell in nodes:
            while covered.get(len(cells), 0):
                cells.append("")
            across = min(_span(cell, "colspan", _WIDEST_SPAN), _MOST_COLUMNS - len(cells))
            down = _span(cell, "rowspan", _TALLEST_SPAN)
            if across < 1:
                cells[-1] = f"{cells[-1]} {cell_text(cell)}".strip()
                continue
            if down > 1:
                below |= {len(cells) + k: down - 1 for k in range(across)}
            cells += [cell_text(cell), *[""] * (across - 1)]
        covered = {column: rows - 1 for column, rows in covered.items() if rows > 1} | below
        if any(cells):
            in_head = row.parent is not None and row.parent.tag == "thead"
            found.append(Row(tuple(cells), in_head or _names_columns(nodes)))
    return found


def _names_columns(cells: list[Node]) -> bool:
    filled = [cell for cell in cells if cell_text(cell)]
    return len(filled) > 1 and all(
        cell.tag == "th" and cell.attributes.get("scope") != "row" for cell in filled
    )


def _span(cell: Node, name: str, most: int) -> int:
    value = cell.attributes.get(name, "1").strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def cell_text(cell: Node) -> str:
    """The text of a cell on one line; blocks, line breaks and cells of inner tables parted by blanks."""
    pieces: list[str] = []
    raised = 0
    for event in walk(cell):
        if event[0] == "text":
            pieces.append(raise_digits(event[1]) if raised else event[1])
        elif event[1].tag == "sup":
            raised += 1 if event[0] == "open" else -1
        elif event[1].is_block or event[1].tag == "br":
            pieces.append(" ")
    return squeeze("".join(pieces))
