"""make fit: learn the weights of the alignment anew, and show how well they carry over.

    python -m tests.bench.fit_alignment [--write]

First with one development pair left out (the figures that count), then on both; then what the
weights find in the pairs of tests/gold, which nothing is learned from.  `--write` puts the weights
into the engine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from compare import align, align_weights
from compare.align_evidence import SENTENCE_EVIDENCE, UNIT_EVIDENCE
from compare.align_scores import score_pairs
from compare.align_select import choose
from tests.bench.gold import SHARED, Gold
from tests.bench.gold_extra import PAIRS as EXTRA
from tests.bench.gold_extra import load_pair
from tests.bench.learning import STEPS, golds, learn_without
from tests.bench.scoring import line, score

WEIGHTS = Path(align_weights.__file__)


def _f1(found: set[tuple[int, int]], wanted: set[tuple[int, int]], tolerated: set[tuple[int, int]]) -> str:
    found = found - (tolerated - wanted)
    hits = len(found & wanted)
    precision, recall = hits / max(len(found), 1), hits / max(len(wanted), 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"F1 {both:.3f} (P {precision:.3f} R {recall:.3f})"


def extra_line(name: str, gold: Gold) -> str:
    """What the engine finds of the links in tests/gold, as units and sentences that it cuts itself."""
    s = score_pairs(gold.old, gold.new)
    units = choose(s.units.pairs, s.unit_probability, align.UNIT_LINK, align.UNIT_JOINING)
    sentences = choose(s.sentences.pairs, s.sentence_probability, align.SENTENCE_LINK)
    return (
        f"{name}  paragraphs {_f1({pair[:2] for pair in units}, gold.units, gold.tolerated_units)}"
        f"  sentences {_f1({pair[:2] for pair in sentences}, gold.sentences, gold.tolerated_sentences)}"
    )


def _lines(name: str, labels: tuple[str, ...]) -> str:
    values: tuple[float, ...] = getattr(align_weights, name)
    rows = "".join(f"    {value:.4g},  # {label}\n" for value, label in zip(values, labels, strict=False))
    return f"{name}: tuple[float, ...] = (\n{rows})\n"


def write() -> None:
    """Put the weights into the engine."""
    head = WEIGHTS.read_text("utf-8").split(STEPS[0])[0]
    parts = [_lines(name, UNIT_EVIDENCE if name.startswith("UNIT") else SENTENCE_EVIDENCE) for name in STEPS]
    WEIGHTS.write_text(head + "".join(parts), "utf-8")


def main() -> None:
    if not (SHARED / "gold").is_dir():
        sys.exit("The hand-made links are not here (../shared/gold).")
    for pair, gold in golds().items():
        learn_without(pair)
        print(line(f"{pair[0]}→{pair[1]} left out", score(pair, gold)), flush=True)
    learn_without(None)
    for pair, gold in golds().items():
        print(line(f"{pair[0]}→{pair[1]} known", score(pair, gold)), flush=True)
    for name in EXTRA:
        print(extra_line(name, load_pair(name)), flush=True)
    if "--write" in sys.argv:
        write()


if __name__ == "__main__":
    main()
