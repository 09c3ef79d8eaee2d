"""Real reports, changed in known ways: what of the changes does the alignment find?

    python -m tests.bench.mutations [--texts N] [--seed S] [--show MUTATION]

Each report is written anew, changed with a fixed seed, and compared with itself; which block and
sentence comes from which is known.  The share of characters edited is Levenshtein's distance
over the longer of the two texts.  `moved` is true of a link off the heaviest sequence of the
true links.  Recall and precision are of pairs of blocks, as with the hand-made links.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random

from compare.engine import compare_texts, parse_edition
from compare.model import Comparison, Edition
from tests.bench.gold import SHARED, read_edition
from tests.bench.mutation_kinds import (
    Mutation,
    absent,
    all_of,
    edit,
    merge,
    move,
    numbers,
    renumber,
    split,
)
from tests.bench.mutation_texts import Base, Line, edition_of, read_base
from tests.bench.mutation_truth import Truth, know

#: Reports of different issuers, length, language and shape; with each, the report from which
#: paragraphs are added that this one has not.
TEXTS = (
    ("national/2018.txt", "provinces/陕西/2025.txt"),
    ("provinces/江苏/2026.txt", "national/2014.txt"),
    ("budget_sg/2022.md", "tenk/AAPL/2020.txt"),
    ("cities/宁波.docx", "national/2012.txt"),
    ("tenk/AAPL/2019.txt", "budget_sg/2021.md"),
    ("national/2013.txt", "provinces/重庆/2026.txt"),
    ("provinces/广东/2025.txt", "cities/黄山.docx"),
    ("cities/泸州.docx", "national/2016.txt"),
    ("national/2015.txt", "provinces/山东/2026.txt"),
    ("provinces/北京/2024.txt", "cities/绵阳.docx"),
    ("budget_sg/2023.md", "tenk/AAPL/2022.txt"),
    ("national/2012.txt", "provinces/北京/2025.txt"),
    ("provinces/重庆/2025.txt", "national/2017.txt"),
    ("tenk/AAPL/2021.txt", "budget_sg/2022.md"),
    ("national/2019.txt", "provinces/广东/2026.txt"),
    ("cities/丽水.docx", "national/2015.txt"),
)
#: By default so many of them.
DEFAULT_TEXTS = 6
DEFAULT_SEED = 7

#: What must be reached over all texts.
MOVES = ("move near", "move far", "move 10 %", "move 30 %")
ALL_MOVES = "moves ≤ 30 %"
BARS = {
    (ALL_MOVES, "moved R"): 0.95,
    (ALL_MOVES, "moved P"): 0.98,
    ("split", "split"): 0.90,
    ("merge", "merged"): 0.90,
}


def mutations(others: Sequence[Line]) -> dict[str, Mutation]:
    """All mutations by name; `others` are lines of another report."""
    return {
        "nothing": all_of(),
        "move near": move(near=True),
        "move far": move(near=False),
        "move 10 %": move(edited=0.1),
        "move 30 %": move(edited=0.3),
        "move 50 %": move(edited=0.5),
        "move section": renumber(one_only=True),
        "renumber": renumber(one_only=False),
        "split": split,
        "merge": merge,
        "numbers": numbers,
        "edit 30 %": edit(0.3),
        "absent": absent(others),
        "mixed": all_of(move(edited=0.2), split, merge, edit(0.3), absent(others), numbers),
        "mixed sections": all_of(renumber(one_only=True), move(edited=0.2), split, merge, numbers),
        "move, all edited": all_of(move(edited=0.3), edit(0.3, of=1.0)),
    }


Counts = Counter[str]


def measure(found: Comparison, truth: Truth) -> Counts:
    """Counts of what was found ("x of"), and of what there was to find ("x")."""
    counts: Counts = Counter()
    link_of = {(a, b): link for link in found.links for a in link.old for b in link.new}
    said = {block.id: "".join(found.old.quote(block).split()) for block in found.old.blocks}
    times = Counter(said.values())
    partner_says = {b: said[a] for a, b in sorted(truth.pairs)}

    def twin(a: str, b: str) -> bool:
        """Whether `a` says word for word what the true partner of `b` says: nobody can tell them apart."""
        return (a, b) not in truth.pairs and partner_says.get(b) == said[a]

    # Which of several addresses ("各位代表！") went where is not to be known, so that none of them has moved.
    unsure = truth.undecided | {pair for pair in (*truth.pairs, *link_of) if times[said[pair[0]]] > 1}

    def touched(pair: tuple[str, str]) -> bool:
        return bool(truth.touched_old.get(pair[0]) or truth.touched_new.get(pair[1]))

    made = {pair for pair in link_of if not twin(*pair)}
    for name, wanted, got in (
        ("links", truth.pairs, made),
        ("touched", set(filter(touched, truth.pairs)), set(filter(touched, made))),
        ("moved", truth.moved - unsure, {pair for pair in made if link_of[pair].moved} - unsure),
        (
            "sentences",
            truth.sentences,
            {(a, b) for link in found.sentence_links for a in link.old for b in link.new},
        ),
    ):
        counts[f"{name} R of"] += len(wanted & got)
        counts[f"{name} R"] += len(wanted)
        counts[f"{name} P of"] += len(wanted & got)
        counts[f"{name} P"] += len(got)
    groups = [(set(link.old), set(link.new)) for link in found.links]
    for old, new in truth.groups:
        name = "split" if len(new) > 1 else "merged" if len(old) > 1 else ""
        if name:
            counts[name] += 1
            counts[f"{name} of"] += any(set(old) <= a and set(new) <= b for a, b in groups)
    for pair in truth.pairs:
        if not touched(pair):
            counts["same"] += 1
            counts["same of"] += pair in link_of and link_of[pair].kind == "same"
    counts["absent"] += sum("added" in touched for touched in truth.touched_new.values())
    counts["absent of"] += sum("added" in truth.touched_new.get(gone.block, ()) for gone in found.added)
    known = {a for a, _ in truth.pairs} | {block.id for block in found.old.blocks if block.kind == "chrome"}
    gone = {block.id for block in found.old.blocks} - known
    counts["absent"] += len(gone)
    counts["absent of"] += len(gone & {absence.block for absence in found.removed})
    return counts


COLUMNS = (
    "touched R", "touched P", "links R", "links P", "moved R", "moved P", "split", "merged", "same", "absent",
    "sentences R", "sentences P",
)  # fmt: skip


def share(counts: Mapping[str, int], column: str) -> float | None:
    """What was found of a column, or None where there was nothing to find."""
    return counts.get(f"{column} of", 0) / counts[column] if counts.get(column) else None


def mutate(base: Base, mutation: Mutation, seed: str) -> tuple[Edition, list[Line]]:
    """The new edition, and its lines."""
    lines = mutation(base, base.lines, Random(seed))
    return edition_of(lines, base.parsed.edition), lines


def compare_mutated(base: Base, mutation: Mutation, seed: str) -> tuple[Comparison, Truth]:
    """The comparison of a report with what became of it, and the truth."""
    new, lines = mutate(base, mutation, seed)
    truth = know(base.parsed, parse_edition(new), lines)
    return compare_texts(base.parsed.edition, new), truth


def run(
    bases: Iterable[tuple[Base, Sequence[Line]]], seed: int, only: Sequence[str] = ()
) -> Iterator[tuple[str, str, Counts]]:
    """Name of the text, of the mutation, and the counts of each."""
    for base, others in bases:
        for name, mutation in mutations(others).items():
            if not only or name in only:
                yield base.name, name, measure(*compare_mutated(base, mutation, f"{seed} {base.name} {name}"))


def moves(by_mutation: Mapping[str, Counts]) -> Counts:
    """The counts of all moves that the bars are for."""
    return sum((by_mutation.get(name, Counter()) for name in MOVES), Counter())


def bars_missed(by_mutation: Mapping[str, Counts]) -> list[str]:
    """The bars that were not reached, in words."""
    of = {**by_mutation, ALL_MOVES: moves(by_mutation)}
    found = {(name, column): share(of.get(name, {}), column) for name, column in BARS}
    return [
        f"{name}: {column} {value:.3f}, less than {BARS[name, column]}"
        for (name, column), value in found.items()
        if value is not None and value < BARS[name, column]
    ]


def real_bases(count: int) -> Iterator[tuple[Base, Sequence[Line]]]:
    """The first real reports of the list, each with the lines of another."""
    for name, other in TEXTS[:count]:
        base = read_base(name, read_edition(SHARED / "data" / name))
        yield base, read_base(other, read_edition(SHARED / "data" / other)).lines


def _row(counts: Mapping[str, int]) -> str:
    shares = [share(counts, column) for column in COLUMNS]
    return " ".join(f"{found:9.3f}" if found is not None else " " * 8 + "–" for found in shares)


def report(count: int = DEFAULT_TEXTS, seed: int = DEFAULT_SEED, each: bool = False) -> None:
    """Print a table of the mutations over all texts, and with `each` also text by text."""
    if not (SHARED / "data").is_dir():
        print("mutations: not measured, since the real reports are not here (../shared/data)")
        return
    width = max(map(len, mutations(())))
    head = " ".join(f"{column.replace('sentences', 'sent.'):>9}" for column in COLUMNS)
    total: dict[str, Counts] = {}
    if each:
        print(f"{'text':<26}{'mutation':<{width}} {head}")
    for text, name, counts in run(real_bases(count), seed):
        total.setdefault(name, Counter()).update(counts)
        if each:
            print(f"{text:<26}{name:<{width}} {_row(counts)}", flush=True)
    print(f"\n{f'{min(count, len(TEXTS))} reports':<{width}} {head}")
    for name, counts in total.items():
        print(f"{name:<{width}} {_row(counts)}")
    print(f"{ALL_MOVES:<{width}} {_row(moves(total))}")
    print("\n".join(bars_missed(total)) or "All bars are reached.")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.mutations", description="Known changes, found?"
    )
    parser.add_argument("--texts", type=int, default=DEFAULT_TEXTS, help=f"how many reports, of {len(TEXTS)}")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    asked = parser.parse_args()
    report(asked.texts, asked.seed, each=True)


if __name__ == "__main__":
    main()
