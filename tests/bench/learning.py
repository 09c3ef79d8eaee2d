"""Learn what each piece of alignment evidence is worth from hand-made links.

Logistic regression (Newton's method, L2 penalty), step after step as the engine uses the weights:
sentences alone, paragraphs alone, paragraphs among their neighbours, sentences in paragraphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import numpy as np

from compare import align_weights
from compare.align_evidence import SENTENCE_EVIDENCE, UNIT_EVIDENCE
from compare.align_scores import score_pairs
from compare.align_units import side_of
from compare.engine import parse_edition
from compare.pairs import Floats, sigmoid
from tests.bench.gold import PAIRS, SHARED, Gold, load, read_edition

PENALTY = 1.0
#: The first columns of the evidence of units, before their neighbours are looked at.
UNIT_ALONE = UNIT_EVIDENCE.index("section")
STEPS = ("SENTENCE_ALONE", "UNIT_ALONE", "UNIT_IN_SECTION", "SENTENCE_IN_UNIT")
#: Reports of other times and topics: whatever is linked between them is (nearly always) wrong.
UNRELATED = (
    ("national/1975.txt", "national/2018.txt"),
    ("national/1964.txt", "national/2017.txt"),
    ("national/2012.txt", "national/1955.txt"),
    ("budget_sg/2021.md", "tenk/AAPL/2023.txt"),
    ("tenk/AAPL/2019.txt", "budget_sg/2022.md"),
)
#: They count less than what people linked by hand.
UNRELATED_COUNT = 0.3


def fit(rows: Floats, labels: Floats, counts: Floats) -> Floats:
    """Weights of a logistic regression; columns are brought to one scale for the penalty."""
    scale = np.maximum(rows.std(axis=0), 1e-9)
    scale[0] = 1.0
    scaled = rows / scale
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(50):
        likely = sigmoid(scaled @ weights)
        gradient = scaled.T @ (counts * (likely - labels)) + penalty * weights
        curve = counts * likely * (1 - likely)
        step = np.linalg.solve((scaled * curve[:, None]).T @ scaled + np.diag(penalty + 1e-9), gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    found: Floats = weights / scale
    return found


def learn(golds: Sequence[Gold], without: Collection[str] = ()) -> None:
    """Set the weights of the engine by `golds`; evidence named in `without` gets none.

    Names are those of SENTENCE_EVIDENCE and UNIT_EVIDENCE with "sentence." or "unit." before them.
    """

    def learned(level: str, columns: int | None) -> tuple[float, ...]:
        parts = []
        for gold in golds:
            scored = score_pairs(gold.old, gold.new)
            rows, pairs = (
                (scored.unit_rows, scored.units.pairs)
                if level == "units"
                else (scored.sentence_rows, scored.sentences.pairs)
            )
            parts.append((rows[:, :columns].copy(), *gold.labels(pairs, level)))
        names = UNIT_EVIDENCE if level == "units" else SENTENCE_EVIDENCE
        rows, labels, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
        away = [k for k, name in enumerate(names[: rows.shape[1]]) if f"{level[:-1]}.{name}" in without]
        rows[:, away] = 0.0
        weights = fit(rows, labels, counts)
        weights[away] = 0.0
        return tuple(weights.tolist())

    align_weights.SENTENCE_ALONE = learned("sentences", len(SENTENCE_EVIDENCE) - 1)
    align_weights.UNIT_ALONE = learned("units", UNIT_ALONE)
    align_weights.UNIT_IN_SECTION = learned("units", None)
    align_weights.SENTENCE_IN_UNIT = learned("sentences", None)


@contextmanager
def kept_weights() -> Iterator[None]:
    """Weights learned inside are gone outside."""
    before = {name: getattr(align_weights, name) for name in STEPS}
    try:
        yield
    finally:
        for name, values in before.items():
            setattr(align_weights, name, values)


@lru_cache(maxsize=1)
def unrelated() -> tuple[Gold, ...]:
    """Pairs of reports between which nothing belongs together."""
    found = []
    for names in UNRELATED:
        sides = [side_of(parse_edition(read_edition(SHARED / "data" / name))) for name in names]
        found.append(Gold(sides[0], sides[1], set(), set(), set(), set(), UNRELATED_COUNT))
    return tuple(found)


@lru_cache(maxsize=1)
def golds() -> dict[tuple[str, str], Gold]:
    """The hand-made links of the development pairs."""
    return {pair: load(*pair) for pair in PAIRS}


def learn_without(pair: tuple[str, str] | None, without: Collection[str] = ()) -> None:
    """Learn from all development pairs but this one."""
    learn([*unrelated(), *(gold for other, gold in golds().items() if other != pair)], without)
