"""Tables of an edition: their rows, what their columns mean, and what a number in them is counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from compare.late_patterns import compile_late
from compare.model import Block, ParsedEdition, Span
from compare.quantities import find_quantities
from compare.quantity import Quantity
from compare.units import HAN_UNIT

ColumnKind = Literal["label", "serial", "unit", "change", "target", "result", "plain"]

#: Cells with a number, its bound and hardly more.
_BOUNDED_CHARS = 20
_GROWTH = re.compile(r"(?:同比)?(?:增长|提高|增加)?|up|growth of", re.IGNORECASE)
#: The caption stands so few blocks before the table, and says its unit in its last characters.
CAPTION_BLOCKS = 2
CAPTION_CHARS = 160
#: Rows above the first one with a number that may name columns, where the format marks none.
HEADER_ROWS = 3

_SAID_UNIT = compile_late(rf"(?:计量)?单位\s*[:：]?\s*((?:[十百千万亿]|万亿)*(?:{HAN_UNIT}|[%％‰]))")
_BRACKETED_UNIT = compile_late(rf"[（(]\s*((?:[十百千万亿]|万亿)*(?:{HAN_UNIT})|[%％‰])\s*[）)]")
_ENGLISH_UNIT = compile_late(
    r"(?:(?P<money>dollars|US\$|HK\$|S\$|RMB|yuan|euros?|€|£|\$)\s*)?\bin\s+(?:(?P<later>US\$|HK\$|S\$|RMB|€|£|\$)\s*)?"
    r"(?P<scale>thousand|million|billion)s?\b|"
    r"(?P<mark>US\$|HK\$|S\$|RMB|€|£|\$)\s?(?P<short>'000|million|billion|mn?|bn?)\b",
    re.IGNORECASE,
)
_SHORT_SCALE = {"'000": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_MONEY = {"dollars": "$", "yuan": "RMB", "euro": "€", "euros": "€"}
_FOOTNOTE = re.compile(r"\s*(?:[（(\[]\s*(?:\d{1,2}|[a-z]|注\d*)\s*[)）\]]|[①-⑳*†‡])+\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_THIS_YEAR = re.compile(r"^(?:本|报告)(?:年|期|年度)|\bcurrent year|\bthis year", re.IGNORECASE)
_LAST_YEAR = re.compile(r"^(?:上|去)(?:年|期|年度)|^上年同期|\b(?:prior|previous|last) year", re.IGNORECASE)
_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("serial", re.compile(r"^(?:序号|编号|项次|No\.?|#)$", re.IGNORECASE)),
    ("unit", re.compile(r"^(?:计量)?单位$|^units?$", re.IGNORECASE)),
    (
        "change",
        re.compile(r"增减|增长|增幅|变动|同比|涨跌|\bchange|\bgrowth|\bincrease|\bvar", re.IGNORECASE),
    ),
    ("target", re.compile(r"目标|计划|预期|预计|预算|\btarget|\bbudget|\bplan|\bforecast", re.IGNORECASE)),
    ("result", re.compile(r"完成|实际|实绩|决算|执行|\bactual|\bresult", re.IGNORECASE)),
)
#: A number of a cell: sign, brackets of a loss, currency, digits, what it is counted in.
NUMBER = compile_late(
    r"(?P<open>[（(])?\s*(?P<sign>[-−–－+＋])?\s*(?P<money>US\$|HK\$|S\$|RMB|[$€£¥￥])?\s*(?P<open2>[（(])?"
    r"(?P<digits>\d+(?:[,，]\d{3})*(?:[.．]\d+)?)\s*(?P<close>[)）])?"
    rf"\s*(?P<unit>(?:[十百千万亿]|万亿)*(?:{HAN_UNIT})|[%％‰]|万|亿)?\s*[)）]?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `year` is None where that names none, `unit` "" likewise."""

    heading: str
    kind: ColumnKind
    year: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is no heading: `label` without footnote marks, `group` the label of the row it stands below."""

    block: Block
    label: str
    label_span: Span
    group: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `unit` is what the caption says its numbers are counted in: "万元", "$ million", or ""."""

    header: tuple[Block, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    unit: str


def read_tables(parsed: ParsedEdition) -> tuple[Table, ...]:
    """The tables of an edition, in order."""
    found: list[Table] = []
    for is_row, run in groupby(enumerate(parsed.blocks), lambda pair: pair[1].kind == "table_row"):
        if not is_row:
            continue
        for _, numbered in groupby(run, lambda pair: pair[1].table):
            rows = list(numbered)
            before = parsed.blocks[max(0, rows[0][0] - CAPTION_BLOCKS) : rows[0][0]]
            found.append(_table(parsed, [block for _, block in rows], before))
    return tuple(found)


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else; a bare year is a name."""
    return bool(NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def bounded_number(text: str) -> tuple[Quantity, bool] | None:
    """The one number of a cell such as "增长6%左右", with its bound, and whether it tells a growth; else None."""
    if is_number(text) or len(text) > _BOUNDED_CHARS:
        return None
    found = [quantity for quantity in find_quantities(text) if quantity.kind in ("measure", "plain")]
    if len(found) != 1 or found[0].value is None:
        return None
    start, end = found[0].whole
    around = _GROWTH.fullmatch(text[:start].strip()) and not text[end:].strip()
    return (found[0], bool(text[:start].strip())) if around else None


@lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """A label without the footnote marks behind it: "iPhone (1)" → "iPhone"."""
    return _FOOTNOTE.sub("", text).strip(" :：　") or text.strip()


def _table(parsed: ParsedEdition, blocks: Sequence[Block], before: Sequence[Block]) -> Table:
    cells = [[parsed.text[start:end] for start, end in block.cells] for block in blocks]
    heads = _count_headings(blocks, cells)
    width = max((len(row) for row in cells), default=0)
    reviewed = parsed.edition.year_reviewed
    columns = tuple(_column(cells[:heads], place, reviewed) for place in range(width))
    caption = " ".join(
        parsed.quote(block)[-CAPTION_CHARS:] for block in before if block.kind not in ("chrome", "table_row")
    )
    heading = " ".join(cell for row in cells[:heads] for cell in row)
    rows: list[Row] = []
    group = ""
    for block, row in zip(blocks[heads:], cells[heads:], strict=True):
        label = _label_place(row, columns)
        if label is None:
            continue
        said = bare_label(row[label])
        if sum(map(bool, row)) == 1:
            group = said
        rows.append(Row(block, said, block.cells[label], group if said != group else ""))
    return Table(tuple(blocks[:heads]), tuple(rows), columns, unit_of(heading) or unit_of(caption))


def _count_headings(blocks: Sequence[Block], cells: Sequence[Sequence[str]]) -> int:
    """How many rows name the columns: those that the format marks, or those above the first number."""
    marked = next((k for k, block in enumerate(blocks) if not block.header), len(blocks))
    if marked:
        # Rows below a marked one go on with the heading while they name years only.
        while marked < len(cells) and _names_years(cells[marked]):
            marked += 1
        return marked
    first = next((k for k, row in enumerate(cells) if any(map(is_number, row[1:]))), None)
    if first is None or first > HEADER_ROWS:
        return 0
    while first > 0 and not any(cells[first - 1][1:]):
        first -= 1  # "Net sales by category:" below the heading is a row of its own
    return first


def _names_years(row: Sequence[str]) -> bool:
    told = [cell for cell in row if cell]
    return bool(told) and all(
        _YEAR.search(cell) and not NUMBER.fullmatch(cell.strip()[4:] or "x") for cell in told
    )


def _column(headings: Sequence[Sequence[str]], place: int, reviewed: int | None) -> Column:
    """What the heading says of a column; an empty cell is spanned by the one left of it."""
    said: list[str] = []
    for row in headings:
        cells = row[: place + 1]
        own = cells[place] if place < len(cells) else ""
        # Only a heading over several columns reaches further, and never the corner.
        said.append(
            own or (next((cell for cell in reversed(cells[1:]) if cell), "") if len(headings) > 1 else "")
        )
    words = " ".join(dict.fromkeys(filter(None, said)))
    kind: ColumnKind = next((kind for kind, pattern in _KINDS if pattern.search(words)), "plain")
    if place == 0 and kind != "serial":
        kind = "label"
    return Column(words, kind, _year_of(words, reviewed), unit_of(words))


def _year_of(words: str, reviewed: int | None) -> int | None:
    """The year that a heading names, by its number or beside the year that the edition reviews."""
    if year := _YEAR.search(words):
        return int(year[1])
    if reviewed is not None and _THIS_YEAR.search(words):
        return reviewed
    return reviewed - 1 if reviewed is not None and _LAST_YEAR.search(words) else None


def _label_place(row: Sequence[str], columns: Sequence[Column]) -> int | None:
    """Which cell names the row: the first that is neither number nor serial."""
    for place, cell in enumerate(row):
        if cell and not NUMBER.fullmatch(cell) and columns[place].kind not in ("serial", "unit"):
            return place
    return None


def unit_of(words: str) -> str:
    """What a caption or heading says that numbers are counted in: 单位：万元; dollars in millions; 产值（亿元）."""
    if match := _SAID_UNIT.search(words) or _BRACKETED_UNIT.search(words):
        return match[1].replace("％", "%")
    if match := _ENGLISH_UNIT.search(words):
        scale = (match["scale"] or match["short"]).lower()
        money = (match["money"] or match["later"] or match["mark"] or "").lower()
        return f"{_MONEY.get(money, money.upper())} {_SHORT_SCALE.get(scale, scale)}".strip()
    return ""
