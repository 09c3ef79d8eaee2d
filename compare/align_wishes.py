"""What reviewers said about links, as hard constraints on pairs of units and of sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from compare.align_units import Side
from compare.link_corrections import Said
from compare.pairs import Flags, Floats, Ints, Pairs

Chosen = list[tuple[int, int, float]]


@dataclass(frozen=True)
class Wish:
    """Pairs of units (or sentences), by their numbers, that belong together or do not; units without partner."""

    together: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    alone_old: frozenset[int] = frozenset()
    alone_new: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart or self.alone_old or self.alone_new)

    def after(self, op: str, old: int | None, new: int | None) -> Wish:
        """With one more word, which takes the place of what was said before of the same pair or unit."""
        if op == "alone":
            kept = frozenset(pair for pair in self.together if pair[0] != old and pair[1] != new)
            alone_old = self.alone_old if old is None else self.alone_old | {old}
            alone_new = self.alone_new if new is None else self.alone_new | {new}
            return Wish(kept, self.apart, alone_old, alone_new)
        if old is None or new is None:
            return self
        pair = frozenset({(old, new)})
        if op == "apart":
            return Wish(self.together - pair, self.apart | pair, self.alone_old, self.alone_new)
        return Wish(self.together | pair, self.apart - pair, self.alone_old - {old}, self.alone_new - {new})

    def allows(self, old: int, new: int) -> bool:
        """Whether the pair may be linked."""
        return (old, new) not in self.apart and old not in self.alone_old and new not in self.alone_new

    def obey(self, pairs: Pairs, probability: Floats) -> Floats:
        """The probabilities of the pairs: 1 of what belongs together, 0 of what does not."""
        if not self:
            return probability
        away = (
            _among(pairs.key, _keys(self.apart, pairs.width))
            | _among(pairs.old, self.alone_old)
            | _among(pairs.new, self.alone_new)
        )
        obeyed = np.where(away, 0.0, probability)
        obeyed[self.forced(pairs)] = 1.0
        return obeyed

    def forced(self, pairs: Pairs) -> Flags:
        """Which of the pairs belong together."""
        return _among(pairs.key, _keys(self.together, pairs.width))

    def obeyed(self, chosen: Chosen) -> Chosen:
        """The chosen pairs that may be linked, and all that are to be."""
        kept = [pair for pair in chosen if self.allows(pair[0], pair[1]) and pair[:2] not in self.together]
        return sorted([*kept, *((old, new, 1.0) for old, new in self.together)])


@dataclass(frozen=True)
class Wishes:
    """What was said of blocks, of their units, of headings (by the units that hold them), and of sentences."""

    blocks: Wish = Wish()
    units: Wish = Wish()
    headings: Wish = Wish()
    sentences: Wish = Wish()


def wishes_of(said: Sequence[Said], old: Side, new: Side) -> Wishes:
    """The corrections as words about the units and sentences that lie at their places.

    Two headings belong together as their sections do; any other block stands for its unit.
    """
    wishes = Wishes()
    places = [_Places(side) for side in (old, new)]
    for one in said:
        if one.level == "sentence":
            at = places[0].sentence(one.old), places[1].sentence(one.new)
            wishes = replace(wishes, sentences=wishes.sentences.after(one.op, *at))
            continue
        a, b = places[0].block(one.old), places[1].block(one.new)
        given = [found for found in (a, b) if found.block is not None]
        wishes = replace(wishes, blocks=wishes.blocks.after(one.op, a.block, b.block))
        if all(found.is_heading for found in given):
            wishes = replace(wishes, headings=wishes.headings.after(one.op, a.unit, b.unit))
        # A heading that is run in before its paragraph does not speak for it.
        if not any(found.is_run_in for found in given):
            wishes = replace(wishes, units=wishes.units.after(one.op, a.unit, b.unit))
    return wishes


@dataclass(frozen=True)
class _Found:
    """What lies at a place: the numbers of its block and unit; None where there is none."""

    block: int | None = None
    unit: int | None = None
    is_heading: bool = False
    is_run_in: bool = False


class _Places:
    """What lies where in one edition."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.blocks = [block.start for block in side.edition.blocks]
        self.sentences = [sentence.start for sentence in side.sentences]
        self.unit = {block.id: number for number, unit in enumerate(side.units) for block in unit}

    def sentence(self, place: int | None) -> int | None:
        return _last(self.sentences, place)

    def block(self, place: int | None) -> _Found:
        number = _last(self.blocks, place)
        if number is None:
            return _Found()
        block = self.side.edition.blocks[number]
        unit = self.unit.get(block.id)
        if unit is None:
            # Page litter stands in no link.
            return _Found()
        is_heading = block.kind == "heading"
        return _Found(number, unit, is_heading, is_heading and len(self.side.units[unit]) > 1)


def _last(starts: Sequence[int], place: int | None) -> int | None:
    """The number of the last start that is not behind `place`; None where there is none."""
    index = bisect_right(starts, place) - 1 if place is not None else -1
    return index if index >= 0 else None


def _keys(pairs: Collection[tuple[int, int]], width: int) -> Collection[int]:
    return [old * width + new for old, new in pairs]


def _among(values: Ints, wanted: Collection[int]) -> Flags:
    return np.isin(values, np.array(sorted(wanted), dtype=np.int64))
