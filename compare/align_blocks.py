"""From linked units to links of blocks: what stands beside what, and what of it moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from compare.align_kinds import kind_of_blocks, kind_of_rows
from compare.align_select import Group, group, moved
from compare.align_units import Side, Unit
from compare.model import Block, Link

#: Partners of one unit with so many others between them are links of their own: the parts of a
#: split paragraph stand together.
UNIT_GAP = 2

Chosen = Sequence[tuple[int, int, float]]


def link_blocks(old: Side, new: Side, chosen: Chosen, headings: Chosen) -> tuple[Link, ...]:
    """Links of units, told as links of blocks: run-in headings pair with run-in headings.

    `chosen` are pairs of whole units, `headings` those of which only the headings are linked.
    """
    groups: list[tuple[bool, Group]] = [(True, found) for found in group(chosen, UNIT_GAP)]
    groups += [(False, ((i,), (j,), likely)) for i, j, likely in headings]
    groups.sort(key=lambda item: (item[1][0], not item[0], item[1][1]))
    away = _moved_together(old, new, groups)
    ruled = {i for i, _, _ in headings}, {j for _, j, _ in headings}
    links: list[Link] = []
    for (whole, (a, b, confidence)), is_moved in zip(groups, away, strict=True):
        sides = (
            (_without(ruled[0], old, a), _without(ruled[1], new, b))
            if whole
            else (_heads(old, a), _heads(new, b))
        )
        for blocks_old, blocks_new in _parts(*sides):
            rows = all(block.kind == "table_row" for block in (*blocks_old, *blocks_new))
            kind = (kind_of_rows if rows else kind_of_blocks)(
                [old.folded[block.start : block.end] for block in blocks_old],
                [new.folded[block.start : block.end] for block in blocks_new],
            )
            names = tuple(block.id for block in blocks_old), tuple(block.id for block in blocks_new)
            links.append(Link(f"l{len(links)}", *names, kind, is_moved, round(confidence, 4)))
    return tuple(links)


def _moved_together(old: Side, new: Side, groups: Sequence[tuple[bool, Group]]) -> list[bool]:
    """For every group whether it moved.

    A heading and the lead below it may be one unit of the other edition: they stand or
    move together, since neither can come after the other there.
    """
    owner = {
        (i, j): number for number, (whole, (a, b, _)) in enumerate(groups) if whole for i in a for j in b
    }
    leader = list(range(len(groups)))
    for number, (whole, (a, b, _)) in enumerate(groups):
        if not whole:
            i, j = a[0], b[0]
            body = owner.get((i + 1, j), owner.get((i, j + 1), number))
            # A body that begins before the heading is not below it.
            if groups[body][1][0][0] >= i and groups[body][1][1][0] >= j:
                leader[number] = body
    members: dict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(leader):
        members[first].append(number)
    spans = [
        (
            sorted({unit for number in together for unit in groups[number][1][0]}),
            sorted({unit for number in together for unit in groups[number][1][1]}),
        )
        for together in members.values()
    ]
    lengths = [sum(_size(old, new, groups[number]) for number in together) for together in members.values()]
    flags = dict(zip(members, moved(spans, lengths), strict=True))
    return [flags[first] for first in leader]


def _size(old: Side, new: Side, part: tuple[bool, Group]) -> float:
    whole, (a, b, _) = part
    return sum(_length(old.units[i], whole) for i in a) + sum(_length(new.units[j], whole) for j in b)


def _length(unit: tuple[Block, ...], whole: bool) -> float:
    return float((unit[-1] if whole else unit[0]).end - unit[0].start)


def _heads(side: Side, units: Sequence[int]) -> list[Unit]:
    return [side.units[unit][:1] for unit in units]


def _without(ruled: set[int], side: Side, units: Sequence[int]) -> list[Unit]:
    """The units; run-in headings that are linked as their sections are stay out."""
    return [side.units[unit][-1:] if unit in ruled else side.units[unit] for unit in units]


def _parts(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[list[Block], list[Block]]]:
    """What of linked units is linked to what: run-in headings to run-in headings, or all to all."""
    if all(len(unit) == 2 for unit in (*old, *new)):
        return [([unit[k] for unit in old], [unit[k] for unit in new]) for k in (0, 1)]
    return [([block for unit in old for block in unit], [block for unit in new for block in unit])]
