"""From likely pairs to links: which pairs hold, which belong together, what moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from compare.pairs import Floats, Pairs

Group = tuple[tuple[int, ...], tuple[int, ...], float]


def choose(
    pairs: Pairs, probability: Floats, least: float, joining: float = 0.0
) -> list[tuple[int, int, float]]:
    """Pairs taken greedily by probability, none below `least`.

    One that joins two units which both have a partner already needs `joining` too: a split or a
    merge has one whole on one side.  Greedy rather than optimal 1:1 assignment: what an
    assignment gains it loses on splits and merges.
    """
    order = np.lexsort((pairs.new, pairs.old, -probability))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen: list[tuple[int, int, float]] = []
    for index in order[probability[order] >= least]:
        old, new, likely = int(pairs.old[index]), int(pairs.new[index]), float(probability[index])
        if old in taken_old and new in taken_new and likely < joining:
            continue
        taken_old.add(old)
        taken_new.add(new)
        chosen.append((old, new, likely))
    return sorted(chosen)


def group(chosen: Sequence[tuple[int, int, float]], gap: int) -> list[Group]:
    """Put pairs together into m:n groups.

    A group stands for all its m x n pairs, so only stars (one unit with all its partners)
    are joined; a unit may stand in several groups.  Partners with `gap` or more units
    between them are no parts of one passage: they stand in groups of their own, one of
    which may have moved while the other has not.  Confidence is the mean of its pairs.
    """
    of_old: dict[int, dict[int, float]] = defaultdict(dict)
    of_new: dict[int, dict[int, float]] = defaultdict(dict)
    for old, new, likely in chosen:
        of_old[old][new] = likely
        of_new[new][old] = likely
    groups: list[Group] = []
    sizes = [(-len(partners), 0, old) for old, partners in of_old.items() if len(partners) > 1]
    sizes += [(-len(partners), 1, new) for new, partners in of_new.items() if len(partners) > 1]
    done: set[tuple[int, int]] = set()
    for _, side, unit in sorted(sizes):
        partners = (of_old if side == 0 else of_new)[unit]
        left = sorted(p for p in partners if ((unit, p) if side == 0 else (p, unit)) not in done)
        for others in _runs(left, gap):
            if len(others) < 2:
                continue
            done.update((unit, p) if side == 0 else (p, unit) for p in others)
            confidence = sum(partners[p] for p in others) / len(others)
            groups.append(((unit,), others, confidence) if side == 0 else (others, (unit,), confidence))
    groups += [((old,), (new,), likely) for old, new, likely in chosen if (old, new) not in done]
    return sorted(groups)


def group_by_source(
    chosen: Sequence[tuple[int, int, float]], given: Collection[tuple[int, int]], gap: int
) -> list[Group]:
    """The same, but pairs that people gave stand in groups of their own."""
    own = [pair for pair in chosen if pair[:2] in given]
    return sorted([*group(own, gap), *group([pair for pair in chosen if pair[:2] not in given], gap)])


def _runs(units: Sequence[int], gap: int) -> list[tuple[int, ...]]:
    """The units (ascending) cut where `gap` or more others stand between two of them."""
    runs: list[tuple[int, ...]] = []
    for unit in units:
        if runs and unit - runs[-1][-1] <= gap:
            runs[-1] = (*runs[-1], unit)
        else:
            runs.append((unit,))
    return runs


def moved(links: Sequence[tuple[Sequence[int], Sequence[int]]], weights: Sequence[float]) -> list[bool]:
    """For every link whether it lies off the heaviest sequence that runs forward on both sides.

    Heaviest increasing subsequence with a staircase of best totals, O(n log n).  Links that
    begin at the same old unit are taken from the far end, so that none follows another.
    """
    order = sorted(range(len(links)), key=lambda k: (min(links[k][0]), -min(links[k][1])))
    ends: list[int] = []  # new positions, ascending
    totals: list[float] = []  # weight of the heaviest sequence that ends there, ascending
    last: list[int] = []  # the link that closes it
    before: dict[int, int | None] = {}
    for k in order:
        position = min(links[k][1])
        place = bisect_left(ends, position)
        before[k] = last[place - 1] if place else None
        total = (totals[place - 1] if place else 0.0) + weights[k]
        drop = place
        while drop < len(ends) and totals[drop] <= total:
            drop += 1
        if drop == place and place < len(ends) and ends[place] == position:
            continue
        ends[place:drop] = [position]
        totals[place:drop] = [total]
        last[place:drop] = [k]
    forward: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        forward.add(step)
        step = before[step]
    return [k not in forward for k in range(len(links))]
