"""Measures as comma-separated values for spreadsheets."""

from __future__ import annotations

import csv
import io

from compare.model import ParsedEdition

COLUMNS = (
    "id", "role", "indicator", "change", "value", "value_max", "unit", "amount", "amount_max", "base_unit", "bound",
    "commitment", "from", "to", "average", "part", "quote", "start", "end",
)  # fmt: skip
#: A cell that begins like this would be run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def measures_to_csv(parsed: ParsedEdition) -> str:
    """One row per measure; a byte order mark first, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for measure in parsed.measures:
        period = measure.period
        cells = {
            **{name: getattr(measure, name, "") for name in COLUMNS},
            "from": period.start,
            "to": period.end,
            "average": "yes" if period.average else "",
            "part": period.part,
        }
        writer.writerow([_cell(cells[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    is_number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text
