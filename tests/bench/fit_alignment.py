"""Learn what each piece of alignment evidence is worth, and show how well it carries over.

    python -m tests.bench.fit_alignment [--write]

Logistic regression (Newton's method, L2 penalty) on hand-made links; first with one pair
left out (figures printed), then on all.  `--write` puts the weights into the engine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from compare import align, align_weights
from compare.align_evidence import SENTENCE_EVIDENCE, UNIT_EVIDENCE
from compare.align_scores import Scored, score_pairs
from compare.align_select import choose
from compare.align_units import side_of
from compare.engine import parse_edition
from compare.pairs import Floats, sigmoid
from tests.bench.gold import PAIRS, SHARED, Gold, load, read_edition

PENALTY = 1.0
#: The first columns of the evidence of units, before their neighbours are looked at.
UNIT_ALONE = UNIT_EVIDENCE.index("section")
WEIGHTS = Path(align_weights.__file__)


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
    return weights / scale


def _stack(parts: list[tuple[Floats, Floats, Floats]]) -> Floats:
    return fit(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def learn(golds: list[Gold]) -> None:
    """Set the weights of the engine by `golds`, step after step as the engine uses them."""

    def scored() -> list[Scored]:
        return [score_pairs(gold.old, gold.new) for gold in golds]

    def rows(level: str, columns: int | None) -> list[tuple[Floats, Floats, Floats]]:
        found = []
        for gold, s in zip(golds, scored(), strict=True):
            evidence, pairs = (
                (s.unit_rows, s.units.pairs) if level == "units" else (s.sentence_rows, s.sentences.pairs)
            )
            found.append((evidence[:, :columns], *gold.labels(pairs, level)))
        return found

    align_weights.SENTENCE_ALONE = tuple(_stack(rows("sentences", len(SENTENCE_EVIDENCE) - 1)))
    align_weights.UNIT_ALONE = tuple(_stack(rows("units", UNIT_ALONE)))
    align_weights.UNIT_IN_SECTION = tuple(_stack(rows("units", None)))
    align_weights.SENTENCE_IN_UNIT = tuple(_stack(rows("sentences", None)))


def f1(found: set[tuple[int, int]], wanted: set[tuple[int, int]], tolerated: set[tuple[int, int]]) -> str:
    found = found - (tolerated - wanted)
    hits = len(found & wanted)
    precision, recall = hits / max(len(found), 1), hits / max(len(wanted), 1)
    return (
        f"F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} (P {precision:.3f} R {recall:.3f})"
    )


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


def unrelated() -> list[Gold]:
    found = []
    for names in UNRELATED:
        sides = [side_of(parse_edition(read_edition(SHARED / "data" / name))) for name in names]
        found.append(Gold(sides[0], sides[1], set(), set(), set(), set(), UNRELATED_COUNT))
    return found


def report(name: str, gold: Gold) -> None:
    s = score_pairs(gold.old, gold.new)
    units = {
        (i, j) for i, j, _ in choose(s.units.pairs, s.unit_probability, align.UNIT_LINK, align.UNIT_JOINING)
    }
    chosen = choose(s.sentences.pairs, s.sentence_probability, align.SENTENCE_LINK)
    sentences = {(i, j) for i, j, _ in chosen}
    print(f"{name}  paragraphs {f1(units, gold.units, gold.tolerated_units)}", end="  ")
    print(f"sentences {f1(sentences, gold.sentences, gold.tolerated_sentences)}")
    for label, pairs, likely, level in (
        ("paragraphs", s.units.pairs, s.unit_probability, "units"),
        ("sentences", s.sentences.pairs, s.sentence_probability, "sentences"),
    ):
        truth, counts = gold.labels(pairs, level)
        linked = (likely >= 0.38) & (counts > 0)
        bins = np.minimum((likely[linked] * 10).astype(int), 9)
        error = sum(
            abs(likely[linked][bins == b].mean() - truth[linked][bins == b].mean()) * (bins == b).sum()
            for b in set(bins.tolist())
        ) / max(linked.sum(), 1)
        print(f"    expected calibration error of linked {label}: {error:.3f}")


def _lines(name: str, values: tuple[float, ...], labels: tuple[str, ...]) -> str:
    rows = "".join(f"    {value:.4g},  # {label}\n" for value, label in zip(values, labels, strict=False))
    return f"{name}: tuple[float, ...] = (\n{rows})\n"


def write() -> None:
    head = WEIGHTS.read_text("utf-8").split("SENTENCE_ALONE")[0]
    WEIGHTS.write_text(
        head
        + _lines("SENTENCE_ALONE", align_weights.SENTENCE_ALONE, SENTENCE_EVIDENCE)
        + _lines("UNIT_ALONE", align_weights.UNIT_ALONE, UNIT_EVIDENCE)
        + _lines("UNIT_IN_SECTION", align_weights.UNIT_IN_SECTION, UNIT_EVIDENCE)
        + _lines("SENTENCE_IN_UNIT", align_weights.SENTENCE_IN_UNIT, SENTENCE_EVIDENCE),
        "utf-8",
    )


def main() -> None:
    if not (SHARED / "gold").is_dir():
        sys.exit("The hand-made links are not here (../shared/gold).")
    golds = {pair: load(*pair) for pair in PAIRS}
    strangers = unrelated()
    for pair in PAIRS:
        learn([*strangers, *(gold for other, gold in golds.items() if other != pair)])
        report(f"{pair[0]}→{pair[1]} left out", golds[pair])
    learn([*strangers, *golds.values()])
    for pair in PAIRS:
        report(f"{pair[0]}→{pair[1]} known", golds[pair])
    if "--write" in sys.argv:
        write()


if __name__ == "__main__":
    main()
