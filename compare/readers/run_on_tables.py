"""Tables run together into prose: column years, then labels that are each followed by as many amounts.

"(dollars in millions):2023Change2022Net sales:Americas$162,560 (4)%$169,658 Europe94,294 (1)%95,118 …"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.model import Span
from compare.readers.pieces import Piece

#: A column is named by a year, perhaps with words before it, or says how much changed or the sum.
_COLUMN = re.compile(
    r"\s*(?:(?:[A-Z][a-z]+(?:\s[a-z]+){1,3}\s)?(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?|(?:%\s|Percentage\s)?Change|Total)"
    r"(?=\s?(?:[A-Z%]|(?:19|20)\d\d))"
)
_CHANGE = re.compile(r"Change")
_HEADER = re.compile(r":\s?(?=[A-Z(]?[^.:;]{0,100}?(?:19|20)\d\d)")
#: Words of columns that hold no numbers, before the first year.
_WORDS = re.compile(r"[A-Z][A-Za-z ]{3,100}?(?=(?:19|20)\d\d(?:19|20)\d\d)")
_AMOUNT = re.compile(
    r"\s?(?:\(\d\)(?![A-Z\d$(])(?:\s?%)?|\$?\s?\((?:\d{1,3}(?:,\d{3})+|\d{2,}|\d(?=\.))(?:\.\d+)?\)(?:\s?%)?"
    r"|\(\d\)\s?%|\$?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?%)?|—(?:\s?%)?)"
)
#: "(1)" behind a label points to a note below the table.
_MARK = re.compile(r"\s?\(\d\)(?=[\d$(—])")
_GROUP = re.compile(r"\s?([A-Z][^\d.:;$•]{2,80}:)\s?(?=[A-Za-z(])")
_LABEL_CHARS = 110
_NO_LABEL = re.compile(r"[.;•]\s|\.[A-Z]|[!?|]")
_MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    label: Span
    amounts: tuple[Span, ...]
    end: int


def find_tables(text: str) -> list[list[Piece]]:
    """The rows of each table, in order; a header row, then group rows and rows with amounts."""
    found: list[list[Piece]] = []
    at = 0
    for match in _HEADER.finditer(text):
        if match.end() >= at and (rows := _table(text, match.end(), len(found) + 1)):
            found.append(rows)
            at = rows[-1].end
    return found


def _table(text: str, start: int, number: int) -> list[Piece]:
    words = _WORDS.match(text, start)
    at = words.end() if words else start
    columns: list[Span] = []
    while match := _COLUMN.match(text, at):
        columns.append(_bare(text, *match.span()))
        at = match.end()
    if len(columns) < 2:
        return []
    first = [words.span()] if words else []
    rows = [
        Piece(start, at, "table_row", 1, True, (*first, *columns), number, 0 if words else 1),
    ]
    counted = 0
    while True:
        if group := _GROUP.match(text, at):
            rows.append(Piece(*group.span(1), "table_row", 0, True, (group.span(1),), number))
            at = group.end(1)
        row = _row(text, at, columns)
        if row is None:
            break
        cells = (row.label, *row.amounts)
        rows.append(Piece(row.label[0], row.end, "table_row", 0, True, cells, number))
        counted += 1
        at = row.end
    while len(rows) > 1 and len(rows[-1].cells) == 1:
        rows.pop()
    return rows if counted >= _MIN_ROWS else []


def _row(text: str, start: int, columns: list[Span]) -> _Row | None:
    """The row that begins at `start`: the shortest label with as many amounts as there are columns behind it."""
    years = [place for place, span in enumerate(columns) if not _CHANGE.search(text, *span)]
    for match in re.finditer(r"(?<![\d,.$(–-])[\d$(—]", text[start : start + _LABEL_CHARS]):
        at = start + match.start()
        label = _bare(text, start, at)
        words = text[slice(*label)]
        if not re.search("[A-Za-z]{2}", words) or _NO_LABEL.search(words):
            continue
        while mark := _MARK.match(text, at):
            at = mark.end()
        amounts: list[Span] = []
        end = at
        while len(amounts) <= len(columns) and (amount := _AMOUNT.match(text, end)):
            amounts.append(_bare(text, *amount.span()))
            end = amount.end()
        label = _bare(text, start, at)
        if len(amounts) == len(columns):
            return _Row(label, tuple(amounts), end)
        if len(amounts) == len(years):
            # Percentages and the like have no column of changes: those cells are empty.
            spread = [(label[1], label[1])] * len(columns)
            for place, span in zip(years, amounts, strict=True):
                spread[place] = span
            return _Row(label, tuple(spread), end)
    return None


def _bare(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
