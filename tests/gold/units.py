"""The units and sentences that the engine cuts, with ids, to be read while links are made by hand.

    python -m tests.gold.units <report> [<report> ...]

Ids are positions: P000 is the first unit (see `compare.align_units`), P000.00 its first
sentence.  A line of the listing is id, TAB, start and end in the clean text, TAB, text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from compare.align_units import Side, side_of
from compare.engine import parse_edition
from tests.bench.gold import read_edition

Spans = dict[str, tuple[int, int]]


def read_side(path: Path) -> Side:
    """One report as the engine cuts it for alignment."""
    return side_of(parse_edition(read_edition(path)))


def unit_spans(side: Side) -> Spans:
    """For the id of every unit where it starts and ends in the clean text."""
    return {f"P{k:03}": (unit[0].start, unit[-1].end) for k, unit in enumerate(side.units)}


def sentence_spans(side: Side) -> Spans:
    """For the id of every sentence where it starts and ends in the clean text."""
    found: Spans = {}
    within: Counter[int] = Counter()
    for sentence, unit in zip(side.sentences, side.unit_of_sentence.tolist(), strict=True):
        found[f"P{unit:03}.{within[unit]:02}"] = (sentence.start, sentence.end)
        within[unit] += 1
    return found


def _lines(side: Side) -> Iterator[str]:
    text = side.edition.text
    inside = sentence_spans(side)
    for (name, (start, end)), unit in zip(unit_spans(side).items(), side.units, strict=True):
        kinds = "+".join(block.kind for block in unit)
        yield f"{name} {kinds} {side.edition.role_of_block(unit[-1])}\t{start}-{end}"
        for key, (first, last) in inside.items():
            if key.startswith(name + "."):
                yield f"  {key}\t{first}-{last}\t{text[first:last]!r}"


def main() -> None:
    for name in sys.argv[1:]:
        print(f"# {name}")
        print("\n".join(_lines(read_side(Path(name)))))


if __name__ == "__main__":
    main()
