"""The links in tests/gold, laid over what the engine cuts today (see there how they were made)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compare.align_units import Side
from tests.bench.gold import SHARED, Gold
from tests.gold.units import read_side, sentence_spans, unit_spans

HERE = Path(__file__).resolve().parents[1] / "gold"
PAIRS = tuple(sorted(path.stem for path in HERE.glob("*.json")))
Span = tuple[int, int]


def read_links(pair: str) -> dict[str, Any]:
    """The links of one pair as they lie here."""
    found: dict[str, Any] = json.loads((HERE / f"{pair}.json").read_text("utf-8"))
    return found


def read_sides(links: dict[str, Any]) -> tuple[Side, Side]:
    """Both reports.  ValueError when a clean text is not the one that was linked."""
    sides = []
    for which in ("a", "b"):
        side = read_side(SHARED / "data" / links["files"][which])
        text_id = hashlib.sha256(side.edition.text.encode("utf-8", "surrogatepass")).hexdigest()
        if text_id != links["text_id"][which]:
            raise ValueError(
                f"{links['files'][which]}: the clean text is another than the one linked by hand"
            )
        sides.append(side)
    return sides[0], sides[1]


def _places(then: dict[str, Sequence[int]], now: Sequence[Span]) -> dict[str, list[int]]:
    """For every id the numbers of what is cut today that covers half of it, or lies half within it."""
    return {
        name: [
            number
            for number, (a, b) in enumerate(now)
            if (min(b, end) - max(a, start)) * 2 >= min(b - a, end - start) > 0
        ]
        for name, (start, end) in then.items()
    }


def load_pair(pair: str) -> Gold:
    """One pair, its links laid over what the engine cuts today."""
    links = read_links(pair)
    sides = read_sides(links)
    places = []
    for which, side in zip("ab", sides, strict=True):
        then = links["spans"][which]
        units = _places({k: v for k, v in then.items() if "." not in k}, list(unit_spans(side).values()))
        sentences = _places({k: v for k, v in then.items() if "." in k}, list(sentence_spans(side).values()))
        places.append(units | sentences)

    def pairs(*keys: str) -> set[tuple[int, int]]:
        return {
            (i, j)
            for key in keys
            for link in links[key]
            for a in link["a"]
            for b in link["b"]
            for i in places[0][a]
            for j in places[1][b]
        }

    return Gold(
        *sides,
        pairs("paragraphs"),
        pairs("paragraphs_cross_role", "paragraphs_doubtful"),
        pairs("sentences"),
        pairs("sentences_cross_role", "sentences_doubtful"),
    )


def load_extra() -> list[Gold]:
    """All pairs here; none where the reports are absent."""
    return [load_pair(pair) for pair in PAIRS] if (SHARED / "data").is_dir() else []
