"""Tables: tests/cases/tables/*.txt.

    # what it shows
    @ year_given=2024 year_reviewed=2023       where the years matter
    == text               lines; cells of a table row parted by " | ", and [head] before a row of column names
    == measures           indicator | value | unit | bound | change | role | year, in the order of the text
"""

from __future__ import annotations

from compare.engine import parse_edition
from compare.model import Edition, Hint, Text
from tests.case_files import CaseFile, each_case, unescape, year_settings
from tests.invariants import check_edition, check_edition_json
from tests.measure_cases import fields_of


def text_of_rows(lines: tuple[str, ...]) -> Text:
    """A text whose lines with " | " are rows of tables; a line without parts two tables."""
    hints: list[Hint] = []
    plain: list[str] = []
    at = table = 0
    inside = False
    for line in map(unescape, lines):
        if "|" in line:
            table += not inside
            header = line.startswith("[head] ")
            cells = [cell.strip() for cell in line.removeprefix("[head] ").split("|")]
            lead = next(place for place, cell in enumerate(cells) if cell)
            line = "\t".join(cells[lead:]).rstrip()
            hints.append(Hint(at, at + len(line), "table_row", int(header), table, lead))
        inside = "\t" in line or bool(hints and hints[-1].start == at)
        plain.append(line)
        at += len(line) + 1
    return Text("\n".join(plain), hints=tuple(hints))


@each_case("tables")
def test_tables(case: CaseFile) -> None:
    parsed = parse_edition(Edition(text_of_rows(case.part("text") or ()), **year_settings(case)))
    check_edition(parsed)
    check_edition_json(parsed)
    found = [" | ".join((*fields_of(measure), str(measure.period.start))) for measure in parsed.measures]
    assert found == list(case.part("measures") or ())
