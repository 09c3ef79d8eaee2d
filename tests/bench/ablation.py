"""What is worth what: the alignment without one piece of evidence at a time, learned anew each time.

    python -m tests.bench.ablation [--write]

Each figure is the mean over the development pairs, everything learned on the other one.  `--write`
keeps the table in compare/README.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

import compare
from compare import align_scores
from compare.align_evidence import SENTENCE_EVIDENCE, UNIT_EVIDENCE
from tests.bench.gold import SHARED
from tests.bench.learning import golds, kept_weights, learn_without
from tests.bench.scoring import Scores, score
from tests.bench.tables import table_lines

README = Path(compare.__file__).with_name("README.md")
KEPT = re.compile(r"(?<=<!-- ablation -->\n).*?(?=<!-- /ablation -->)", re.DOTALL)
COLUMNS = ("without", "paragraphs F1", "sentences F1", "kind", "moved P", "moved R")
#: Pieces of evidence: the columns that go together.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "words of paragraphs": ("unit.cosine", "unit.worse_margin", "unit.better_margin"),
    "topics of paragraphs": ("unit.topics", "unit.topics_worse_margin", "unit.topics_better_margin"),
    "sentences inside": (
        "unit.support",
        "unit.support_worse_margin",
        "unit.support_better_margin",
        "unit.smaller_share",
        "unit.larger_share",
        "unit.support_near",
    ),
    "lead sentence": ("unit.lead",),
    "lengths of paragraphs": ("unit.length_ratio", "unit.log_length"),
    "position of paragraphs": ("unit.position",),
    "paragraphs beside": ("unit.near", "unit.far", "unit.near_paragraph", "unit.far_paragraph"),
    "section": ("unit.section", "unit.slot"),
    "splits and rivals": ("unit.beside", "unit.paragraph_worse_margin", "unit.paragraph_better_margin"),
    "words of sentences": (
        "sentence.cosine",
        "sentence.containment",
        "sentence.worse_margin",
        "sentence.better_margin",
    ),
    "weight of shared words": (
        "sentence.weight",
        "sentence.weight_worse_margin",
        "sentence.weight_better_margin",
    ),
    "order of characters": ("sentence.order",),
    "likest clause": ("sentence.clause",),
    "lengths of sentences": ("sentence.log_length", "sentence.length_ratio"),
    "position of sentences": ("sentence.position",),
    "sentences beside": ("sentence.near", "sentence.far"),
    "paragraph around": ("sentence.paragraph_rank", "sentence.paragraph"),
}


@contextmanager
def _instead(name: str, other: Callable[..., Any]) -> Iterator[None]:
    before = getattr(align_scores, name)
    setattr(align_scores, name, other)
    try:
        yield
    finally:
        setattr(align_scores, name, before)


#: What is no evidence with a weight, but a rule of its own.
RULES: dict[str, tuple[str, Callable[..., Any]]] = {
    "review apart from plan": ("_comparable", lambda old, new, pairs: np.ones(len(pairs.old), dtype=bool)),
    "word for word": ("word_for_word", lambda old, new: {}),
    "nearly word for word": ("_nearly_same", lambda found, old, new: np.zeros(len(found.pairs.old))),
}


def _row(name: str, without: tuple[str, ...] = (), rule: str = "") -> list[str]:
    scores: list[Scores] = []
    with ExitStack() as stack:
        stack.enter_context(kept_weights())
        if rule:
            stack.enter_context(_instead(*RULES[rule]))
        for pair, gold in golds().items():
            learn_without(pair, without)
            scores.append(score(pair, gold))
    figures = [
        [s.paragraphs["f1"], s.sentences["f1"], s.kind, s.moved_precision, s.moved_recall] for s in scores
    ]
    return [name, *(f"{value:.3f}" for value in np.mean(figures, axis=0))]


def ablation_lines() -> Iterator[str]:
    """The table, line by line."""
    if not (SHARED / "gold").is_dir():
        yield "Ablation: not measured, the hand-made links are not here (../shared/gold)."
        return

    def rows() -> Iterator[list[str]]:
        yield _row("(nothing)")
        for name, columns in EVIDENCE.items():
            yield _row(name, columns)
        for name in RULES:
            yield _row(name, rule=name)

    yield from table_lines(COLUMNS, rows())


def unnamed() -> set[str]:
    """Columns of the evidence that no row of the table takes away."""
    every = {f"unit.{name}" for name in UNIT_EVIDENCE} | {f"sentence.{name}" for name in SENTENCE_EVIDENCE}
    return every - {name for names in EVIDENCE.values() for name in names} - {"unit.bias", "sentence.bias"}


def report() -> None:
    """Print the table."""
    for line in ablation_lines():
        print(line, flush=True)


def main() -> None:
    lines = []
    for line in ablation_lines():
        print(line, flush=True)
        lines.append(line)
    if "--write" in sys.argv:
        text = README.read_text("utf-8")
        README.write_text(KEPT.sub(lambda _: "\n".join(lines) + "\n", text), "utf-8", newline="")


if __name__ == "__main__":
    main()
