"""Plain-text cases of the ledger (tests/cases/ledger/*.txt) and what holds for every ledger.

A case is a comment line, the two editions with their years, and the rows expected:

    # what it shows
    == old 2024                     the year in which the edition was given
    review: 一句话。                 a sentence of the review part, any number of lines
    plan: 一句话。                   a sentence of the plan part
    == new 2025
    …
    == rows
    change: 5% -> 5.5% = raised     words of the old target -> of the new = label and flags
    delivery: 5% -> - = unreported not_reported         target -> result = verdict and reason
    result: 5.2% -> 5.4% = same_form                    old result -> new result

"-" stands for nothing.  The rows of every table that a case names are all that the table has;
a table that it does not name may hold anything.  Words stand for a measure that overlaps
the place where they are found.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare.align import align_editions
from compare.engine import parse_edition
from compare.ledger import build_ledger, with_measures
from compare.messages import MESSAGES
from compare.model import Comparison, Edition, Inputs, Measure, ParsedEdition, Text

CASES = sorted((Path(__file__).parent / "cases" / "ledger").glob("*.txt"))
HEADINGS = {
    "zh": (
        "一、{before}年工作回顾",
        "二、{year}年工作安排",
        "各位代表：",
        "去年工作平稳。",
        "今年工作平稳。",
    ),
    "en": (
        "Review of {before}",
        "Plan for {year}",
        "Ladies and gentlemen:",
        "All went well.",
        "All goes on.",
    ),
}


def read_case(path: Path) -> tuple[dict[str, dict[str, list[str]]], dict[str, int], list[str]]:
    """Sentences of each edition by part, its year, and the rows expected."""
    editions: dict[str, dict[str, list[str]]] = {}
    years: dict[str, int] = {}
    rows: list[str] = []
    at = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if heading := re.fullmatch(r"== (old|new) (\d{4})", line):
            at = heading[1]
            years[at] = int(heading[2])
            editions[at] = {"review": [], "plan": []}
        elif line == "== rows":
            at = "rows"
        elif at == "rows":
            rows.append(line)
        else:
            part, words = line.split(": ", 1)
            editions[at][part].append(words)
    return editions, years, rows


def make_edition(parts: dict[str, list[str]], year: int) -> Edition:
    """A small report with a review and a plan."""
    words = "".join(parts["review"] + parts["plan"])
    review, plan, opening, nothing, nothing_planned = HEADINGS["en" if words.isascii() else "zh"]
    lines = [
        opening,
        review.format(before=year - 1, year=year),
        "".join(parts["review"]) or nothing,
        plan.format(before=year - 1, year=year),
        "".join(parts["plan"]) or nothing_planned,
    ]
    return Edition(Text("\n".join(lines)), key=str(year), year_given=year, year_reviewed=year - 1)


def compare_case(path: Path) -> tuple[Comparison, list[str]]:
    editions, years, rows = read_case(path)
    old, new = (make_edition(editions[side], years[side]) for side in ("old", "new"))
    return compare_editions(old, new), rows


def compare_editions(old: Edition, new: Edition, inputs: Inputs = Inputs()) -> Comparison:  # noqa: B008
    """The ledger of two editions, with the measures that it found in words."""
    before, after = parse_edition(old), parse_edition(new)
    aligned = align_editions(before, after)
    ledger = build_ledger(before, after, aligned.sentence_links, aligned.links, inputs, words=True)
    return Comparison(
        "test",
        with_measures(before, ledger.old_measures),
        with_measures(after, ledger.new_measures),
        target_changes=ledger.target_changes,
        delivery=ledger.delivery,
        result_changes=ledger.result_changes,
    )


def found_rows(comparison: Comparison) -> list[tuple[str, Measure | None, Measure | None, set[str]]]:
    """Every row as table, measures and words after the equal sign."""
    old, new = comparison.old.measure_by_id, comparison.new.measure_by_id
    rows: list[tuple[str, Measure | None, Measure | None, set[str]]] = []
    for change in comparison.target_changes:
        measures = (old[change.old] if change.old else None, new[change.new] if change.new else None)
        rows.append(("change", *measures, {change.change, *change.flags}))
    for row in comparison.delivery:
        result = new[row.result] if row.result else None
        rows.append(("delivery", old[row.target], result, {row.verdict, row.why.code}))
    for kept in comparison.result_changes:
        measures = (old[kept.old] if kept.old else None, new[kept.new] if kept.new else None)
        rows.append(("result", *measures, {kept.change}))
    return rows


def is_measure(words: str, measure: Measure | None, edition: ParsedEdition) -> bool:
    if words == "-" or measure is None:
        return words == "-" and measure is None
    places = [match.start() for match in re.finditer(re.escape(words), edition.text)]
    assert places, f"{words!r} is not in the case"
    return any(measure.start < place + len(words) and place < measure.end for place in places)


def show(rows: list[tuple[str, Measure | None, Measure | None, set[str]]]) -> str:
    return "\n".join(
        f"{table}: {old.quote if old else '-'} -> {new.quote if new else '-'} = {' '.join(sorted(words))}"
        for table, old, new, words in rows
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    comparison, expected = compare_case(path)
    found = found_rows(comparison)
    tables = {line.split(":", 1)[0] for line in expected}
    rest = [row for row in found if row[0] in tables]
    for line in expected:
        match = re.fullmatch(r"(change|delivery|result): (.+) -> (.+) = (.+)", line)
        assert match, f"not a row: {line}"
        table, old, new, words = match.groups()
        hit = next(
            (
                row
                for row in rest
                if row[0] == table
                and is_measure(old, row[1], comparison.old)
                and is_measure(new, row[2], comparison.new)
                and row[3] == set(words.split())
            ),
            None,
        )
        assert hit is not None, f"missing: {line}\nfound:\n{show(found)}"
        rest.remove(hit)
    assert not rest, f"not expected:\n{show(rest)}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rows_are_sound(path: Path) -> None:
    check_ledger(compare_case(path)[0])


def check_ledger(comparison: Comparison) -> None:
    """What holds for every ledger: known ids, one partner each, no bare claim of absence."""
    old, new = comparison.old, comparison.new
    for edition in (old, new):
        assert len(edition.measure_by_id) == len(edition.measures)
        for measure in edition.measures:
            sentence = edition.sentence_by_id[measure.sentence]
            assert sentence.start <= measure.start < measure.end <= sentence.end
    for side in ("old", "new"):
        for rows in (comparison.target_changes, comparison.result_changes):
            ids = [getattr(row, side) for row in rows if getattr(row, side)]
            assert len(ids) == len(set(ids))
    for change in comparison.target_changes:
        assert (change.old is None) == (change.change == "new")
        assert (change.new is None) == (change.change == "dropped")
        assert change.old is None or old.measure_by_id[change.old].role == "target"
        assert change.new is None or new.measure_by_id[change.new].role == "target"
        other = old if change.old is None else new
        assert len(change.nearest) <= 3 and all(near.block in other.block_by_id for near in change.nearest)
        assert all(0 < near.score <= 1 for near in change.nearest)
    for row in comparison.delivery:
        assert row.why.code in MESSAGES
        assert (row.verdict == "unreported") <= (row.result is None)
        assert (row.result is None) == (row.verdict == "unreported") or row.evidence
        assert all(sentence in new.sentence_by_id for sentence in row.evidence)
    for kept in comparison.result_changes:
        assert (kept.old is None) == (kept.change == "new")
        assert (kept.new is None) == (kept.change == "no_longer_reported")
