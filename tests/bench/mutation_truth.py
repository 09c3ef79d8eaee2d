"""What is true of a mutated edition: which block and sentence comes from which, and what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compare.model import Block, ParsedEdition, Sentence
from tests.bench.mutation_texts import Line

Pair = tuple[str, str]
Group = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Truth:
    """True pairs (old, new) of blocks and sentences.

    `moved` are the block pairs of links off the heaviest sequence, `undecided` those off one of
    several as heavy ones; `touched` is what was done to each new block and to each old block
    that it comes from; `groups` are the links as m:n.
    """

    pairs: frozenset[Pair]
    sentences: frozenset[Pair]
    moved: frozenset[Pair]
    undecided: frozenset[Pair]
    groups: tuple[Group, ...]
    touched_old: Mapping[str, frozenset[str]]
    touched_new: Mapping[str, frozenset[str]]


def know(old: ParsedEdition, new: ParsedEdition, lines: Sequence[Line]) -> Truth:
    """The truth of an edition made of `lines`, whose sentences came from `old`."""
    pieces: list[tuple[int, int, str]] = []
    spans: list[tuple[int, int, frozenset[str]]] = []
    at = 0
    for line in lines:
        spans.append((at, at + len(line.text), line.touched))
        for part in line.parts:
            if part.sentence is not None:
                pieces.append((at, at + len(part.text), part.sentence))
            at += len(part.text)
        at += 1
    litter = [{block.id for block in side.blocks if block.kind == "chrome"} for side in (old, new)]
    block_of = {sentence.id: sentence.block for sentence in old.sentences}
    blocks = [(start, end, block_of[sentence]) for start, end, sentence in pieces]
    pairs = frozenset(
        (a, b) for a, b in _descent(blocks, new.blocks) if a not in litter[0] and b not in litter[1]
    )
    sentences = frozenset(
        (a, b)
        for a, b in _descent(pieces, new.sentences)
        if block_of[a] not in litter[0] and new.sentence_by_id[b].block not in litter[1]
    )
    groups = _groups(pairs, [block.id for block in old.blocks], [block.id for block in new.blocks])
    moved, undecided = (
        frozenset((a, b) for k in away for a in groups[k][0] for b in groups[k][1]) & pairs
        for away in moved_groups(groups, old.blocks, new.blocks)
    )
    touched_new = {
        block.id: touched
        for block in new.blocks
        for start, end, touched in spans
        if start <= block.start < end and touched
    }
    touched_old: dict[str, frozenset[str]] = defaultdict(frozenset)
    for a, b in pairs:
        touched_old[a] |= touched_new.get(b, frozenset())
    return Truth(pairs, sentences, moved, undecided, groups, dict(touched_old), touched_new)


def _descent(
    pieces: Sequence[tuple[int, int, str]], units: Iterable[Block | Sentence]
) -> Iterable[tuple[str, str]]:
    """Pairs (old, new) where at least half of the new unit comes from the old, or of the old's text lies in it."""
    total: dict[str, int] = defaultdict(int)
    for start, end, origin in pieces:
        total[origin] += end - start
    for unit in units:
        shared: dict[str, int] = defaultdict(int)
        for start, end, origin in pieces:
            if start < unit.end and unit.start < end:
                shared[origin] += min(end, unit.end) - max(start, unit.start)
        for origin, characters in shared.items():
            if characters * 2 >= min(total[origin], unit.end - unit.start):
                yield origin, unit.id


def _groups(pairs: frozenset[Pair], old: Sequence[str], new: Sequence[str]) -> tuple[Group, ...]:
    """Pairs that share a block are one link."""
    order = {name: k for k, name in enumerate(old)}, {name: k for k, name in enumerate(new)}
    groups: list[tuple[set[str], set[str]]] = []
    for a, b in pairs:
        same = [group for group in groups if a in group[0] or b in group[1]]
        groups = [group for group in groups if group not in same]
        groups.append(({a}.union(*(group[0] for group in same)), {b}.union(*(group[1] for group in same))))
    return tuple(
        sorted(
            (
                (tuple(sorted(a, key=order[0].__getitem__)), tuple(sorted(b, key=order[1].__getitem__)))
                for a, b in groups
            ),
            key=lambda group: order[0][group[0][0]],
        )
    )


def moved_groups(
    groups: Sequence[Group], old: Sequence[Block], new: Sequence[Block]
) -> tuple[list[int], list[int]]:
    """The links off every heaviest (by characters) sequence that runs forward on both sides, and those off some.

    A plain dynamic program over all pairs of links, apart from what the engine does: the
    heaviest sequence through a link is the heaviest that ends before it, the link, and the
    heaviest that begins behind it.  Where two sequences are as heavy as each other (two
    paragraphs of one length changed places) either may be said to have moved.
    """
    place = {block.id: k for k, block in enumerate(old)}, {block.id: k for k, block in enumerate(new)}
    size = [{block.id: block.end - block.start for block in side} for side in (old, new)]
    at = [(min(place[0][a] for a in group[0]), min(place[1][b] for b in group[1])) for group in groups]
    weight = [sum(size[0][a] for a in group[0]) + sum(size[1][b] for b in group[1]) for group in groups]

    def runs_before(j: int, k: int) -> bool:
        return at[j][0] < at[k][0] and at[j][1] < at[k][1]

    order = sorted(range(len(groups)), key=lambda k: at[k])
    ahead: dict[int, int] = {}
    for k in order:
        ahead[k] = weight[k] + max((ahead[j] for j in ahead if runs_before(j, k)), default=0)
    behind: dict[int, int] = {}
    for k in reversed(order):
        behind[k] = weight[k] + max((behind[j] for j in behind if runs_before(k, j)), default=0)
    heaviest = max(ahead.values(), default=0)
    on_some = {k for k in order if ahead[k] + behind[k] - weight[k] == heaviest}
    # One that does not go with another of the heaviest is not on that one's sequence.
    off_some = [
        k for k in on_some if any(j != k and not runs_before(j, k) and not runs_before(k, j) for j in on_some)
    ]
    return [k for k in range(len(groups)) if k not in on_some], sorted(off_some)
