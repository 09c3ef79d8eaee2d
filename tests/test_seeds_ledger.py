"""The ledgers of the demo editions against the rows that their manifest notes.

Reports the share that is right and holds a floor a little below what was measured, so that
a step backwards shows; no row is treated in a special way.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from compare.align import align_editions
from compare.engine import parse_edition
from compare.ledger import build_ledger, with_measures
from compare.model import Comparison, Edition, Inputs, ParsedEdition
from compare.readers import read_document

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
#: Of what the manifest notes over all pairs; measured 0.9 and more when written.
FLOORS = {"joined": 0.85, "precision": 0.85, "change": 0.85, "alone": 0.75, "results": 0.8, "flags": 0.6}


def read_truths() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every pair with targets noted, with its series."""
    manifest = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))
    return [
        (series, truth)
        for series in manifest.get("series", [])
        for truth in series.get("truth", [])
        if truth.get("target")
    ]


def read_edition(series: dict[str, Any], key: str) -> Edition:
    entry = next(edition for edition in series["edition"] if edition["key"] == key)
    text = read_document([(name, (SEEDS / name).read_bytes()) for name in entry["files"]])
    years = {name: entry.get(name) for name in ("year_given", "year_reviewed")}
    return Edition(text, title=entry.get("title", ""), key=key, **years)


def compare_pair(series: dict[str, Any], truth: dict[str, Any]) -> Comparison:
    old, new = (parse_edition(read_edition(series, truth[side])) for side in ("old", "new"))
    aligned = align_editions(old, new)
    ledger = build_ledger(old, new, aligned.sentence_links, aligned.links, Inputs(), words=True)
    return Comparison(
        "test",
        with_measures(old, ledger.old_measures),
        with_measures(new, ledger.new_measures),
        target_changes=ledger.target_changes,
        delivery=ledger.delivery,
        result_changes=ledger.result_changes,
    )


def ids_in(edition: ParsedEdition, quote: str) -> frozenset[str]:
    """The measures that overlap a place where the quote stands, whatever the white space."""
    if not quote:
        return frozenset()
    kept = [place for place, char in enumerate(edition.text) if not char.isspace()]
    haystack = "".join(edition.text[place] for place in kept)
    needle = "".join(quote.split())
    found: set[str] = set()
    at = haystack.find(needle)
    while at >= 0:
        start, end = kept[at], kept[at + len(needle) - 1] + 1
        found.update(m.id for m in edition.measures if m.start < end and start < m.end)
        at = haystack.find(needle, at + 1)
    return frozenset(found)


def count_right(truth: dict[str, Any], comparison: Comparison) -> tuple[Counter[str], list[str]]:
    """For every kind of claim how many there are ("all …") and how many are right, and the misses."""
    counts: Counter[str] = Counter()
    misses: list[str] = []

    def tell(kind: str, right: bool, words: str) -> None:
        counts[f"all {kind}"] += 1
        counts[kind] += right
        if not right:
            misses.append(f"{kind}: {words}")

    cells = [
        (row, ids_in(comparison.old, row["old"]), ids_in(comparison.new, row["new"]))
        for row in truth["target"]
    ]
    partners = {old: new for _, olds, new in cells for old in olds}
    owners = {new: old for _, old, news in cells for new in news}
    for row, old, new in cells:
        name = f"{row['indicator']} {row['old']} -> {row['new']} {row['change']}"
        if row["old"] and row["new"]:
            joined = [c for c in comparison.target_changes if c.old in old and c.new in new]
            tell("joined", bool(joined), name)
            if joined:
                found = " ".join(c.change for c in joined)
                tell("change", any(c.change == row["change"] for c in joined), f"{name}, not {found}")
            if joined and row.get("flags"):
                tell("flags", any(set(row["flags"]) <= set(c.flags) for c in joined), name)
        else:
            touching = [c for c in comparison.target_changes if c.old in old or c.new in new]
            alone = bool(touching) and all(c.old is None or c.new is None for c in touching)
            tell("alone", alone, name)
        rows = [d for d in comparison.delivery if d.target in old]
        result = ids_in(comparison.new, row.get("result", ""))
        if row["old"] and row.get("result"):
            tell("results", any(d.result in result for d in rows), f"{name}: {row['result']}")
        if row["old"] and any(d.verdict in ("met", "missed") for d in rows):
            verdicts = {d.verdict for d in rows}
            tell("certain", row["delivery"] in verdicts, f"{name}: {row['delivery']}, not {verdicts}")
            if row["delivery"] in ("met", "missed", "unreported") and row["delivery"] not in verdicts:
                counts["certain but wrong"] += 1
    for change in comparison.target_changes:
        if change.old and change.new and (change.old in partners or change.new in owners):
            good = change.new in partners.get(change.old, ()) or change.old in owners.get(change.new, ())
            old_quote = comparison.old.measure_by_id[change.old].quote
            tell("precision", good, f"{old_quote} -> {comparison.new.measure_by_id[change.new].quote}")
    return counts, misses


def test_demo_ledgers() -> None:
    truths = read_truths()
    assert truths, "the manifest notes no targets"
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for series, truth in truths:
        found, missed = count_right(truth, compare_pair(series, truth))
        counts += found
        misses += [f"{truth['old']} -> {truth['new']} {words}" for words in missed]
    shares = {
        kind.removeprefix("all "): counts[kind.removeprefix("all ")] / total
        for kind, total in counts.items()
        if kind.startswith("all ")
    }
    report = "\n".join([*(f"{kind}: {share:.3f}" for kind, share in sorted(shares.items())), *misses])
    print(report)
    assert counts["certain but wrong"] == 0, report
    assert all(shares[kind] >= floor for kind, floor in FLOORS.items()), report
