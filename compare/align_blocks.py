"""From linked units to links of blocks: what stands beside what, and what of it moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from compare.align_kinds import kind_of_blocks, kind_of_rows
from compare.align_select import group_by_source, moved
from compare.align_units import Side, Unit
from compare.align_wishes import Wish, Wishes
from compare.model import Block, Link, LinkKind

#: Partners of one unit with so many others between them are links of their own: the parts of a
#: split paragraph stand together.
UNIT_GAP = 2

Chosen = Sequence[tuple[int, int, float]]
#: Old and new blocks, confidence, and whether a reviewer put them together.
Found = tuple[list[Block], list[Block], float, bool]


def link_blocks(
    old: Side,
    new: Side,
    chosen: Chosen,
    headings: Chosen,
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
) -> tuple[Link, ...]:
    """Links of units, told as links of blocks: run-in headings pair with run-in headings.

    `chosen` are pairs of whole units, `headings` those of which only the headings are linked.
    """
    given = wishes.units.together | wishes.headings.together
    groups = [(True, found) for found in group_by_source(chosen, wishes.units.together, UNIT_GAP)]
    groups += [(False, ((i,), (j,), likely)) for i, j, likely in headings]
    groups.sort(key=lambda item: (item[1][0], not item[0], item[1][1]))
    ruled = {i for i, _, _ in headings}, {j for _, j, _ in headings}
    found: list[Found] = []
    for whole, (a, b, confidence) in groups:
        parts = (
            _parts(_without(ruled[0], old, a), _without(ruled[1], new, b))
            if whole
            else [(_heads(old, a), _heads(new, b))]
        )
        found += [(*part, confidence, given.issuperset(product(a, b))) for part in parts]
    found = _obeyed(found, old, new, wishes.blocks)
    away = _moved(old, new, [(a, b) for a, b, _, _ in found])
    return tuple(
        Link(
            f"l{number}",
            tuple(block.id for block in blocks_old),
            tuple(block.id for block in blocks_new),
            _kind(old, new, blocks_old, blocks_new),
            is_moved,
            round(confidence, 4),
            "reviewer" if is_given else "engine",
        )
        for number, ((blocks_old, blocks_new, confidence, is_given), is_moved) in enumerate(
            zip(found, away, strict=True)
        )
    )


def _obeyed(found: Sequence[Found], old: Side, new: Side, wish: Wish) -> list[Found]:
    """The links without pairs of blocks that are to stand apart, and with those that belong together."""
    if not wish:
        return list(found)
    place = [{block.id: k for k, block in enumerate(side.edition.blocks)} for side in (old, new)]

    def allowed(a: Block, b: Block) -> bool:
        return wish.allows(place[0][a.id], place[1][b.id])

    obeyed: list[Found] = []
    for blocks_old, blocks_new, confidence, is_given in found:
        left = [a for a in blocks_old if any(allowed(a, b) for b in blocks_new)]
        right = [b for b in blocks_new if any(allowed(a, b) for a in blocks_old)]
        pairs = list(product(left, right))
        if all(allowed(a, b) for a, b in pairs):
            obeyed += [(left, right, confidence, is_given)] if pairs else []
        else:
            obeyed += [([a], [b], confidence, is_given) for a, b in pairs if allowed(a, b)]
    linked = {(place[0][a.id], place[1][b.id]) for x, y, _, _ in obeyed for a, b in product(x, y)}
    blocks = old.edition.blocks, new.edition.blocks
    return obeyed + [
        ([blocks[0][i]], [blocks[1][j]], 1.0, True) for i, j in sorted(wish.together) if (i, j) not in linked
    ]


def _moved(old: Side, new: Side, links: Sequence[tuple[list[Block], list[Block]]]) -> list[bool]:
    """For every link whether it lies off the heaviest sequence of blocks that runs forward."""
    places = [{block.id: k for k, block in enumerate(side.edition.blocks)} for side in (old, new)]
    return moved(
        [([places[0][block.id] for block in a], [places[1][block.id] for block in b]) for a, b in links],
        [float(sum(block.end - block.start for block in (*a, *b))) for a, b in links],
    )


def _kind(old: Side, new: Side, blocks_old: Sequence[Block], blocks_new: Sequence[Block]) -> LinkKind:
    rows = all(block.kind == "table_row" for block in (*blocks_old, *blocks_new))
    return (kind_of_rows if rows else kind_of_blocks)(
        [old.folded[block.start : block.end] for block in blocks_old],
        [new.folded[block.start : block.end] for block in blocks_new],
    )


def _heads(side: Side, units: Sequence[int]) -> list[Block]:
    return [side.units[unit][0] for unit in units]


def _without(ruled: set[int], side: Side, units: Sequence[int]) -> list[Unit]:
    """The units; run-in headings that are linked as their sections are stay out."""
    return [side.units[unit][-1:] if unit in ruled else side.units[unit] for unit in units]


def _parts(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[list[Block], list[Block]]]:
    """What of linked units is linked to what: run-in headings to run-in headings, or all to all."""
    if all(len(unit) == 2 for unit in (*old, *new)):
        return [([unit[k] for unit in old], [unit[k] for unit in new]) for k in (0, 1)]
    return [([block for unit in old for block in unit], [block for unit in new for block in unit])]
