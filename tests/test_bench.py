"""What the benchmarks count is right, and README keeps tables of the form that they print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench import scale, start_up, tools
from tests.bench.__main__ import KEPT, machine
from tests.bench.large_texts import DATA, build_pair
from tests.bench.tables import read_table, table_lines
from tests.bench.tool_kinds import (
    TOOLS,
    Found,
    Tool,
    _runs_of_html,
    with_difflib,
    with_duizhao,
    with_rapidfuzz,
)

README = (Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8")
OLD = "一、去年工作\n狠抓项目，经济平稳增长。\n推进改革开放，群众满意。"
NEW = "一、去年工作\n推进改革开放，群众满意。\n狠抓项目，经济较快增长。"


def test_kept_tables_have_the_form_of_those_printed() -> None:
    kept = KEPT.search(README)
    assert kept and re.match(r"Measured on: .+, \d+ cores, Python 3\.\d+\.\d+\.\n", kept[0])
    assert read_table(kept[0], tools.COLUMNS[0]) == (list(tools.COLUMNS), [tool.name for tool in TOOLS])
    sizes = [f"2 × {size:,}" for size in scale.SIZES]
    assert read_table(kept[0], scale.COLUMNS[0]) == (list(scale.COLUMNS), sizes)
    assert read_table(kept[0], start_up.COLUMNS[0])[0] == list(start_up.COLUMNS)


def test_machine_is_named() -> None:
    assert re.fullmatch(r".+, \d+ cores, Python 3\.\d+\.\d+\S*", machine())


def test_a_table_is_read_as_it_is_written() -> None:
    lines = list(table_lines(("program", "time"), [("a", "1 s"), ("b", "20 s")]))
    assert len({len(line) for line in lines}) == 1
    assert read_table("\n".join(["before", *lines, "", "after"]), "program") == (
        ["program", "time"],
        ["a", "b"],
    )
    with pytest.raises(ValueError, match="no table"):
        read_table("before", "program")


@pytest.mark.parametrize("compare", [with_difflib, with_rapidfuzz, with_duizhao])
def test_unchanged_runs_are_equal_text(compare) -> None:
    found = compare(OLD, NEW)
    runs = [*found.runs, *found.moved_runs]
    assert runs
    assert all(OLD[i : i + length] == NEW[j : j + length] for i, j, length in runs)


def test_runs_that_touch_are_one() -> None:
    """Also over a line break; not where something was taken out or put in between."""
    assert tools.spans("ab\ncd", "abcd", [(3, 2, 2), (0, 0, 2)]) == [(0, 5, 0, 4)]
    assert tools.spans("abxcd", "abcd", [(0, 0, 2), (3, 2, 2)]) == [(0, 2, 0, 2), (3, 5, 2, 4)]
    assert tools.spans("abcd", "cdab", [(0, 2, 2), (2, 0, 2)]) == [(2, 4, 0, 2), (0, 2, 2, 4)]


def test_short_runs_are_counted_without_full_stops() -> None:
    old, new = "我们加快发展工业。", "我们大力发展商业。"
    # 我们 · 发展 · 业。 are short, a full stop alone is no run.
    assert tools.short_share(old, new, Found([(0, 0, 2), (4, 4, 2), (7, 7, 2)])) == (3, 1.0)
    assert tools.short_share(old, new, Found([(0, 0, 6), (8, 8, 1)])) == (1, 0.0)
    assert tools.short_share(old, new, Found()) == (0, 0.0)


def test_a_move_is_found_by_name_or_by_what_is_shown_of_it() -> None:
    new = "乙" * 10 + "甲" * 10  # of 甲甲…乙乙…
    moved = (0, 10, 10, 20)
    assert tools.is_found(moved, Found(moves=[moved]), new, 0)
    assert not tools.is_found(moved, Found(moves=[(10, 20, 0, 10)]), new, 0), "another paragraph"
    assert tools.is_found(moved, Found(moved_runs=[(0, 10, 8)]), new, 0)
    assert tools.is_found(moved, Found(runs=[(0, 10, 8)]), new, 0)
    assert not tools.is_found(moved, Found(runs=[(0, 10, 7)]), new, 0)
    assert tools.is_found(moved, Found(runs=[(0, 10, 7)]), new, 0.3), "of what was not edited"
    assert not tools.is_found(moved, Found(runs=[(10, 10, 10)]), new, 0), "text from elsewhere"


def test_unmarked_letters_of_a_page_are_paired() -> None:
    left = 'ab<del>x</del><del class="partial">c<mark>y</mark>d</del><span class="moved">m</span>'
    right = 'ab<ins class="partial">c<mark>z</mark>d</ins><span class="print-note"> (note)</span>&lt;'
    assert list(_runs_of_html(left, right.removesuffix("&lt;"), (100, 200))) == [
        (100, 200, 1), (101, 201, 1), (103, 202, 1), (105, 204, 1),
    ]  # fmt: skip
    with pytest.raises(ValueError):
        list(_runs_of_html("ab", "ac", (0, 0)))


def test_a_program_that_is_not_there_is_named() -> None:
    tool = Tool("no such program", with_difflib, ("no_such_module",))
    assert set(tools.measure(tool, OLD, NEW, [])[1:]) == {"not installed"}


def test_a_program_that_fails_does_not_end_the_run(capfd) -> None:
    cells = tools.measure(Tool("faulty", _fail, ("json",)), OLD, NEW, [])
    assert cells[1] == "failed"
    assert "Traceback" in capfd.readouterr().err


def _fail(old: str, new: str) -> Found:
    raise RuntimeError("always")


def test_growth_is_told_for_ten_times_the_text() -> None:
    small, large = (
        {"characters": [size, size], "compare": taken} for size, taken in ((100, 1.0), (10_000, 144.0))
    )
    assert scale.per_tenfold(small, large) == pytest.approx(12.0)


def test_large_pairs_are_of_the_size_asked_for_and_the_same_each_time() -> None:
    if not (DATA / "national").is_dir():
        pytest.skip("no real reports beside the project")
    pair = build_pair(450_000)
    assert all(405_000 <= len(text) <= 450_000 for text in pair)
    assert pair == build_pair(450_000)
    # Beyond the real reports come copies in other words: hardly a line stands twice.
    lines = [line for line in build_pair(900_000)[0].split("\n") if len(line) > 30]
    assert len(set(lines)) > 0.98 * len(lines)
