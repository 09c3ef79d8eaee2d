"""Hand-made links of two pairs of national reports, laid over what the engine cuts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from compare.align_units import Side, side_of
from compare.engine import parse_edition
from compare.model import Edition
from compare.pairs import Floats, Pairs
from compare.readers import read_document
from compare.readers.metadata import guess_metadata

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAIRS = (("2016", "2017"), ("2018", "2019"))


@dataclass(frozen=True)
class Gold:
    """Two sides as the engine sees them, and for each level the linked and the tolerated pairs."""

    old: Side
    new: Side
    units: set[tuple[int, int]]
    tolerated_units: set[tuple[int, int]]
    sentences: set[tuple[int, int]]
    tolerated_sentences: set[tuple[int, int]]
    count: float = 1.0

    def labels(self, pairs: Pairs, level: str) -> tuple[Floats, Floats]:
        """For each pair whether it is linked (1.0 or 0.0) and whether it counts."""
        wanted, tolerated = getattr(self, level), getattr(self, f"tolerated_{level}") - getattr(self, level)
        both = list(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
        return (
            np.array([pair in wanted for pair in both], dtype=float),
            np.array([pair not in tolerated for pair in both], dtype=float) * self.count,
        )


def read_edition(path: Path) -> Edition:
    text = read_document([(path.name, path.read_bytes())])
    found = guess_metadata(text, path.name)
    return Edition(text, found.title, path.stem, found.year_given, found.year_reviewed, path.name)


def _squeeze(text: str) -> tuple[str, list[int]]:
    kept, offsets = [], []
    for offset, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char):
            if not piece.isspace() and piece not in "\u200b\ufeff*":
                kept.append(piece)
                offsets.append(offset)
    return "".join(kept), offsets


def _place(path: Path, text: str, spans: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """For every gold unit the numbers of `spans` that cover half of it, or lie half within it."""
    haystack, offsets = _squeeze(text)
    cursor = 0
    placed: dict[str, list[int]] = {}
    for line in path.read_text("utf-8").splitlines():
        name, unit = line.split("\t", 1)
        needle = _squeeze(unit)[0]
        at = haystack.find(needle, cursor) if needle else -1
        if at < 0:
            continue
        cursor = at + len(needle)
        start, end = offsets[at], offsets[cursor - 1] + 1
        placed[name] = [
            number
            for number, (a, b) in enumerate(spans)
            if (min(b, end) - max(a, start)) * 2 >= min(b - a, end - start) > 0
        ]
    return placed


def load(old: str, new: str) -> Gold:
    sides = []
    places: list[dict[str, dict[str, list[int]]]] = []
    for year in (old, new):
        side = side_of(parse_edition(read_edition(SHARED / "data" / "national" / f"{year}.txt")))
        sides.append(side)
        text = side.edition.text
        unit_spans = [(unit[0].start, unit[-1].end) for unit in side.units]
        sentence_spans = [(s.start, s.end) for s in side.sentences]
        places.append(
            {
                "paragraphs": _place(SHARED / "gold" / f"{year}.paras.txt", text, unit_spans),
                "sentences": _place(SHARED / "gold" / f"{year}.sents.txt", text, sentence_spans),
            }
        )
    gold = json.loads((SHARED / "gold" / f"align_{old}_{new}.json").read_text("utf-8"))

    def pairs(key: str, level: str) -> set[tuple[int, int]]:
        return {
            (i, j)
            for link in gold.get(key, ())
            for a in link["a"]
            for b in link["b"]
            for i in places[0][level].get(a, ())
            for j in places[1][level].get(b, ())
        }

    return Gold(
        sides[0],
        sides[1],
        pairs("paragraphs", "paragraphs"),
        pairs("paragraphs_cross_role", "paragraphs"),
        pairs("sentences", "sentences"),
        pairs("sentences_cross_role", "sentences"),
    )
