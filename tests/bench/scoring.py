"""The figures of ../shared/tools/score_alignment.py for a development pair, without a file between."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np

from compare.align import Alignment, align_editions
from compare.align_units import Side
from compare.model import Link, SentenceLink
from tests.bench.gold import SHARED, Gold

#: Confidences are put into so many bins of one width, as is usual for the calibration error.
BINS = 10


@dataclass(frozen=True)
class Scores:
    """Shares in [0, 1]; `errors` are the expected calibration errors of linked paragraphs and sentences."""

    paragraphs: dict[str, float]
    sentences: dict[str, float]
    kind: float
    moved_precision: float
    moved_recall: float
    errors: tuple[float, float]


@lru_cache(maxsize=1)
def _tool() -> Any:
    """The shared scorer, which nobody installs."""
    folder = str(SHARED / "tools")
    sys.path.insert(0, folder)
    try:
        return import_module("score_alignment")
    finally:
        sys.path.remove(folder)


def _names(side: Side, key: str, year: str, suffix: str) -> dict[str, set[str]]:
    units = _tool().read_units(str(SHARED / "gold" / f"{year}.{suffix}.txt"))
    spans = [{"id": unit.id, "start": unit.start, "end": unit.end} for unit in getattr(side.edition, key)]
    found: dict[str, set[str]] = _tool().unit_names({"text": side.edition.text, key: spans}, key, units)
    return found


@lru_cache(maxsize=8)
def _gold(pair: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (SHARED / "gold" / f"align_{pair[0]}_{pair[1]}.json").read_text("utf-8")
    )
    return found


def _found(
    pair: tuple[str, str], gold: Gold, level: str, links: Sequence[Link | SentenceLink]
) -> tuple[dict[tuple[str, str], dict[str, Any]], dict[tuple[str, str], dict[str, Any]]]:
    """The linked pairs of gold units that count, and those that are wanted."""
    key, suffix = ("blocks", "paras") if level == "paragraphs" else ("sentences", "sents")
    old, new = (
        _names(side, key, year, suffix) for side, year in zip((gold.old, gold.new), pair, strict=True)
    )
    wanted = _tool().gold_pairs(_gold(pair)[level])
    away = set(_tool().gold_pairs(_gold(pair).get(f"{level}_cross_role", []))) - set(wanted)
    told = [
        {
            "old": link.old,
            "new": link.new,
            "kind": link.kind,
            "moved": link.moved,
            "confidence": link.confidence,
        }
        for link in links
    ]
    found = {pair: link for pair, link in _tool().found_pairs(told, old, new).items() if pair not in away}
    return found, wanted


def score(pair: tuple[str, str], gold: Gold) -> Scores:
    """How well the engine, with the weights that it has now, finds the links of a development pair."""
    alignment: Alignment = align_editions(gold.old.edition, gold.new.edition)
    paragraphs, wanted = _found(pair, gold, "paragraphs", alignment.links)
    sentences, wanted_sentences = _found(pair, gold, "sentences", alignment.sentence_links)
    right = set(paragraphs) & set(wanted)
    flagged = {one for one in right if paragraphs[one]["moved"]}
    moved = {one for one, link in wanted.items() if link.get("moved")}
    return Scores(
        _tool().f1(set(paragraphs), set(wanted)),
        _tool().f1(set(sentences), set(wanted_sentences)),
        sum(paragraphs[one]["kind"] == wanted[one]["kind"] for one in right) / max(len(right), 1),
        len(flagged & moved) / max(len(flagged), 1),
        len(flagged & moved) / max(len(moved), 1),
        (_error(paragraphs, set(wanted)), _error(sentences, set(wanted_sentences))),
    )


def _error(found: dict[tuple[str, str], dict[str, Any]], wanted: set[tuple[str, str]]) -> float:
    """Expected calibration error (Naeini et al. 2015): mean gap of confidence and truth over bins of confidence."""
    confidence = np.array([link["confidence"] for link in found.values()])
    truth = np.array([one in wanted for one in found], dtype=float)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == k].mean() - truth[bins == k].mean()) * (bins == k).sum()
        for k in set(bins.tolist())
    ]
    return float(sum(gaps) / max(len(bins), 1))


def line(name: str, scores: Scores) -> str:
    """The scores in one line."""
    parts = [
        f"{level} F1 {found['f1']:.3f} (P {found['precision']:.3f} R {found['recall']:.3f})"
        for level, found in (("paragraphs", scores.paragraphs), ("sentences", scores.sentences))
    ]
    moved = f"moved P {scores.moved_precision:.2f} R {scores.moved_recall:.2f}"
    errors = f"calibration error {scores.errors[0]:.3f}, {scores.errors[1]:.3f}"
    return f"{name}  {'  '.join(parts)}  kind {scores.kind:.3f}  {moved}  {errors}"
