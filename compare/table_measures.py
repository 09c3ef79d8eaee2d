"""Measures of table rows: one for each number, named by its row, dated and judged by its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from compare.late_patterns import compile_late
from compare.measure_roles import role_of_section
from compare.model import Block, Bound, Measure, MeasureRole, ParsedEdition, Period, Sentence
from compare.numerals import write_number
from compare.tables import NUMBER, Column, Row, Table, bounded_number, is_number, read_tables, unit_of
from compare.units import HAN_UNIT, to_base

#: Rows whose numbers the scale of the caption does not hold for: "except per share amounts".
_UNSCALED = re.compile(r"per[- ]share|每股", re.IGNORECASE)
_PERCENT_LABEL = re.compile(r"\bpercent|\bratio\b|%|％|占比|比重|比例|(?<!汇)率$", re.IGNORECASE)
_ONLY_UNIT = compile_late(rf"(?:[十百千万亿]|万亿)*(?:{HAN_UNIT})|[%％‰]")
_LIMITS: dict[str, Bound] = {"≥": "at_least", "≤": "at_most", ">": "over", "＞": "over"}
_HALF_WIDTH = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")}
_SCALE_WORD = re.compile(r"\b(?:thousand|million|billion)\b")


def read_table_measures(parsed: ParsedEdition, turn: int | None) -> dict[str, tuple[Measure, ...]]:
    """The measures of every table row with numbers, by the id of its block.

    A column that says 目标 or 完成 decides about their role, else the section (`turn` is where
    a flat text turns to the future); of several years the newest is a result or target, the
    others are context.
    """
    found: dict[str, tuple[Measure, ...]] = {}
    for table in read_tables(parsed):
        years = [column.year for column in table.columns if column.year]
        newest = max(years, default=None)
        for row in table.rows:
            section = parsed.section_by_id.get(row.block.section or "")
            role = role_of_section(section, parsed.quote(row.block), row.block.start, turn)
            found[row.block.id] = tuple(_measures(parsed, table, row, role, newest))
    return found


def prose_in_cells(parsed: ParsedEdition, block: Block) -> tuple[Sentence, ...]:
    """What of the sentences of a row lies in cells of words: to be read like any other sentence."""
    return tuple(
        replace(sentence, start=max(start, sentence.start), end=min(end, sentence.end))
        for start, end in block.cells
        if not _is_read_with_table(parsed.text[start:end])
        for sentence in parsed.sentences_of_block.get(block.id, ())
        if max(start, sentence.start) < min(end, sentence.end)
    )


def _is_read_with_table(cell: str) -> bool:
    """Whether a cell holds a number, or a unit alone, and nothing else: its table says what it means."""
    number = cell.lstrip("".join(_LIMITS))
    return is_number(number) or bool(_ONLY_UNIT.fullmatch(cell)) or bounded_number(cell) is not None


def _measures(
    parsed: ParsedEdition, table: Table, row: Row, by_section: MeasureRole, newest: int | None
) -> Iterator[Measure]:
    text = parsed.text
    sentences = parsed.sentences_of_block[row.block.id]
    stated = next(
        (
            text[start:end]
            for column, (start, end) in zip(table.columns, row.block.cells, strict=False)
            if column.kind == "unit"
        ),
        "",
    )
    for place, (column, (start, end)) in enumerate(zip(table.columns, row.block.cells, strict=False)):
        sentence = next((one for one in sentences if one.start <= start and end <= one.end), None)
        if column.kind in ("serial", "label", "unit") or end <= row.label_span[1] or sentence is None:
            continue
        number = _number(text[start:end], table, row, column, stated)
        if number is None:
            continue
        year = column.year or (
            _year_of_change(table.columns, place, newest) if column.kind == "change" else None
        )
        role = _role(column, by_section, year, newest, parsed)
        amount, base = to_base(number.value, number.unit)
        top = None if number.value_max is None else to_base(number.value_max, number.unit)[0]
        yield Measure(
            id="",
            sentence=sentence.id,
            start=start,
            end=end,
            quote=text[row.label_span[0] : end],
            indicator=f"{row.group}: {row.label}" if row.group else row.label,
            change="increase" if number.growth else "level",
            value=number.written,
            value_max=None if number.value_max is None else write_number(number.value_max),
            unit=number.unit,
            amount=write_number(amount),
            amount_max=None if top is None else write_number(top),
            base_unit=base,
            bound=number.bound,
            commitment="plain",
            role=role,
            period=Period(year, year) if year else _default_period(parsed, role),
        )


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a cell; `growth` where it tells how much something grew."""

    written: str
    value: Fraction
    value_max: Fraction | None
    unit: str
    bound: Bound
    growth: bool


def _number(cell: str, table: Table, row: Row, column: Column, stated: str) -> _Number | None:
    """What a cell says, if that is a number: "(3)%", "35,190", "增长6%左右"."""
    limit: Bound = "exact"
    if cell[:1] in _LIMITS and is_number(cell[1:].strip()):
        cell, limit = cell[1:].strip(), _LIMITS[cell[0]]
    if is_number(cell):
        match = NUMBER.fullmatch(cell)
        assert match is not None
        digits = re.sub(r"[,，]", "", match["digits"]).replace("．", ".")
        digits = digits.translate(_HALF_WIDTH)
        loss = bool((match["open"] or match["open2"]) and re.search("[)）]", cell))
        sign = "-" if loss or (match["sign"] or "+") not in "+＋" else ""
        unit = _unit(match["unit"] or "", match["money"] or "", table, row, column, stated)
        return _Number(sign + digits, Fraction(sign + digits), None, unit, limit, column.kind == "change")
    if (bounded := bounded_number(cell)) and (value := bounded[0].value) is not None:
        quantity, growth = bounded
        unit = quantity.unit or _unit("", "", table, row, column, stated)
        written = (
            quantity.written if re.fullmatch(r"-?\d+(?:\.\d+)?", quantity.written) else write_number(value)
        )
        growth = growth or column.kind == "change"
        return _Number(written, value, quantity.value_max, unit, quantity.bound, growth)
    return None


def _year_of_change(columns: tuple[Column, ...], place: int, newest: int | None) -> int | None:
    """The year whose change a column tells: of several such columns the one left of it, else the newest."""
    if sum(column.kind == "change" for column in columns) > 1:
        return next((column.year for column in reversed(columns[:place]) if column.year), newest)
    return newest


def _role(
    column: Column, by_section: MeasureRole, year: int | None, newest: int | None, parsed: ParsedEdition
) -> MeasureRole:
    if column.kind == "target":
        return "target"
    if column.kind == "result":
        return "result"
    if year is None or newest is None:
        return by_section
    if year < newest:
        return "context"
    if by_section == "target" and year == parsed.edition.year_given:
        return "target"
    return "result"


def _default_period(parsed: ParsedEdition, role: MeasureRole) -> Period:
    year = parsed.edition.year_given if role == "target" else parsed.edition.year_reviewed
    return Period(year, year)


def _unit(own: str, money: str, table: Table, row: Row, column: Column, stated: str) -> str:
    """What a number is counted in: as its cell (`own`, `money`), its row, its column or the caption says."""
    if own and own not in "万亿":
        return own.replace("％", "%")
    said = stated or unit_of(row.label) or unit_of(row.group)
    if not said and not money and _PERCENT_LABEL.search(f"{row.group} {row.label}"):
        return "%"
    unit = said or column.unit or table.unit
    if column.kind == "change" and not money:
        return column.unit or said or "%"
    if _UNSCALED.search(row.label):
        return _SCALE_WORD.sub("", unit).strip() or money
    if own:
        return own + unit
    # "$ million" and "million" with a dollar sign at some numbers only are one unit.
    return f"{money} {unit}".strip() if money and money not in unit else unit
