"""The alignment finds what was done to a report, and the benchmark that says so can be trusted.

The long form is `python -m tests.bench.mutations`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import compare_texts, parse_edition
from compare.model import Block, Edition, Link
from tests.bench.mutation_edits import change_numbers, edited_share, rewrite, words_of
from tests.bench.mutation_invented import invented_edition
from tests.bench.mutation_kinds import edit, merge, move, renumber, split
from tests.bench.mutation_texts import Base, read_base
from tests.bench.mutation_truth import know, moved_groups
from tests.bench.mutations import (
    COLUMNS,
    MOVES,
    Counts,
    bars_missed,
    compare_mutated,
    measure,
    mutate,
    mutations,
    run,
    share,
)
from tests.editions import demo_edition, real_edition

REAL = "national/2016.txt"
#: The mutations that the issue holds a bar for, and some of several at once.
SAMPLE = (
    "nothing",
    "move near",
    "move far",
    "move 10 %",
    "move 30 %",
    "split",
    "merge",
    "renumber",
    "numbers",
)


def invented(seed: int = 1) -> Base:
    return read_base(f"invented {seed}", invented_edition(seed))


def english() -> Base:
    lines = (
        "The harbour was deepened by 12 metres.\nFerries ran 410 times more often than planned, at dawn too."
    )
    edition = invented_edition()
    return read_base("english", replace(edition, text=replace(edition.text, text=lines)))


def test_rewriting_reaches_its_share() -> None:
    base = invented()
    words = words_of(base.lines)
    random = Random(3)
    for wanted in (0.1, 0.3, 0.5):
        for line in [line for line in base.lines if line.free]:
            new = rewrite(line, wanted, words, random)
            # One edit more than wanted changes at most three words.
            assert wanted <= edited_share(line.text, new.text) <= wanted + 24 / len(line.text)
            assert [part.sentence for part in new.parts] == [part.sentence for part in line.parts]
            assert new.text.count("。") == line.text.count("。")
            assert new.touched == {"edited"}


def test_rewriting_keeps_blanks_of_english() -> None:
    base = english()
    for seed in range(50):
        text = rewrite(base.lines[1], 0.5, words_of(base.lines), Random(seed)).text
        assert "  " not in text and " ," not in text


def test_other_numbers_same_words() -> None:
    for line in invented().lines:
        new = change_numbers(line, Random(1))
        assert re.sub(r"\d", "#", new.text) == re.sub(r"\d", "#", line.text)
        before, after = re.findall(r"\d+", line.text), re.findall(r"\d+", new.text)
        assert all(a != b for a, b in zip(before, after, strict=True))


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)),
        max_size=7,
        unique_by=(lambda link: link[0], lambda link: link[1]),
    )
)
def test_moved_is_off_the_heaviest_sequence(links: list[tuple[int, int, int]]) -> None:
    sizes = {at: 1 for at in range(7)}, {at: 1 for at in range(7)}
    for old, new, size in links:
        sizes[0][old], sizes[1][new] = size, size
    old_blocks = [Block(f"a{at}", None, "paragraph", 0, size) for at, size in sizes[0].items()]
    new_blocks = [Block(f"b{at}", None, "paragraph", 0, size) for at, size in sizes[1].items()]
    groups = [((f"a{old}",), (f"b{new}",)) for old, new, _ in links]
    weights = [sizes[0][old] + sizes[1][new] for old, new, _ in links]
    order = sorted(range(len(links)), key=lambda k: links[k][0])
    heaviest: list[set[int]] = [set()]
    best = 0
    for chosen in [chosen for count in range(len(links) + 1) for chosen in combinations(order, count)]:
        total = sum(weights[k] for k in chosen)
        if total >= best and all(links[a][1] < links[b][1] for a, b in pairwise(chosen)):
            heaviest = [*(heaviest if total == best else []), set(chosen)]
            best = total
    moved, undecided = moved_groups(groups, old_blocks, new_blocks)
    everywhere, somewhere = set.intersection(*heaviest), set.union(*heaviest)
    assert set(moved) == set(range(len(links))) - somewhere
    assert set(undecided) == somewhere - everywhere


@pytest.mark.parametrize("name", ["nothing", *SAMPLE])
def test_all_that_is_not_touched_stays(name: str) -> None:
    base = invented()
    new, lines = mutate(base, mutations(())[name], "1")
    texts = {line.text for line in base.lines}
    kept = [line for line in lines if not line.touched]
    assert all(line.text in texts or name == "renumber" for line in kept)
    assert new.text.text == "\n".join(line.text for line in lines)
    assert (len(kept) == len(base.lines)) == (name == "nothing")


def test_truth_of_each_mutation() -> None:
    """The truth says what was done: each sentence is where its line went."""
    base = invented()
    for mutation in (move(), split, merge, renumber(False), edit(0.3)):
        new, lines = mutate(base, mutation, "2")
        parsed = parse_edition(new)
        truth = know(base.parsed, parsed, lines)
        assert {a for a, _ in truth.pairs} == {block.id for block in base.parsed.blocks}
        assert {b for _, b in truth.pairs} == {block.id for block in parsed.blocks}
        assert {a for a, _ in truth.sentences} == {sentence.id for sentence in base.parsed.sentences}
        if mutation is not edit:
            old_text, new_text = base.parsed.text, parsed.text
            for a, b in truth.sentences:
                one, other = base.parsed.sentence_by_id[a], parsed.sentence_by_id[b]
                shared = edited_share(old_text[one.start : one.end], new_text[other.start : other.end])
                assert shared < 0.9
        sizes = Counter((len(old), len(new)) for old, new in truth.groups)
        assert (max(sizes)[0] > 1) == (mutation is merge)
        assert any(new > 1 for _, new in sizes) == (mutation is split)


def test_measure_tells_right_from_wrong() -> None:
    """All shares are 1 for the true links, and fall for others."""
    base = invented()
    found, truth = compare_mutated(base, mutations(())["mixed"], "5")
    perfect = [
        Link(f"l{k}", old, new, "same", bool(truth.moved & {(a, b) for a in old for b in new}), 1.0)
        for k, (old, new) in enumerate(truth.groups)
    ]
    columns = (
        "links R",
        "links P",
        "touched R",
        "touched P",
        "moved R",
        "moved P",
        "split",
        "merged",
        "same",
    )
    counts = measure(replace(found, links=tuple(perfect)), truth)
    assert {column: share(counts, column) for column in columns} == dict.fromkeys(columns, 1.0)
    wrong = [
        replace(link, new=other.new, moved=not link.moved, kind="rewritten")
        for link, other in zip(perfect, [*perfect[1:], perfect[0]], strict=True)
    ]
    counts = measure(replace(found, links=tuple(wrong)), truth)
    assert all((share(counts, column) or 0.0) < 0.3 for column in columns)
    counts = measure(replace(found, links=(), removed=(), added=()), truth)
    assert share(counts, "links R") == share(counts, "absent") == 0.0


def assert_bars(counts: list[tuple[str, str, Counts]]) -> None:
    total: dict[str, Counts] = {}
    for _, name, found in counts:
        total.setdefault(name, Counter()).update(found)
    report = {name: {column: share(found, column) for column in COLUMNS} for name, found in total.items()}
    assert not bars_missed(total), report
    assert all(total[name]["moved R"] >= 5 for name in total if name in MOVES), "hardly anything moved"
    assert all(total[name][what] >= 5 for name, what in (("split", "split"), ("merge", "merged")))
    for name, found in total.items():
        for column in ("links R", "links P", "same"):
            assert (share(found, column) or 1.0) >= 0.97, (name, column, report[name])


def test_invented_reports() -> None:
    bases = [(invented(), ()), (read_base("demo", demo_edition(0, "2024")), ())]
    assert_bars(list(run(bases, 1, SAMPLE)))


def test_real_report() -> None:
    assert_bars(list(run([(read_base(REAL, real_edition(REAL)), ())], 2, SAMPLE)))


def test_a_text_without_paragraphs_is_given_some() -> None:
    row = "".join(line for line in invented_edition().text.text.split("\n")[3:])
    edition: Edition = replace(invented_edition(), text=replace(invented_edition().text, text=row))
    base = read_base("run on", edition)
    assert len(base.lines) > 10
    assert "".join(line.text for line in base.lines) == row
    assert compare_texts(base.parsed.edition, base.parsed.edition).links
