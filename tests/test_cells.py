"""Rows of tables on the page: every cell in its column, and nothing of the text lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.model import Edition
from tests.test_cases_tables import text_of_rows
from webapp.cells import cut_cells
from webapp.runs import Mark


@given(
    st.lists(st.sampled_from(["", "粮食", "12%", "a b", "😀"]), min_size=2, max_size=6).filter(any),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
)
def test_every_cell_stands_in_its_column(cells: list[str], spans: list[tuple[int, int]]) -> None:
    parsed = parse_edition(Edition(text_of_rows(("表一。", "|".join(cells)))))
    block = parsed.blocks[-1]
    marks = [Mark(block.start + left, block.start + right, "edit") for left, right in spans]
    found = cut_cells(parsed.text, block, marks)
    last = max(place for place, cell in enumerate(cells) if cell)
    assert ["".join(run.text for run in runs).strip() for runs in found][: last + 1] == cells[: last + 1]
    assert "".join(run.text for runs in found for run in runs) == parsed.quote(block)
