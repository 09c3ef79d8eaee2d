"""The two editions of a ledger with what its three tables share: links, index, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from compare.ledger_match import Evidence
from compare.ledger_nearest import BlockIndex
from compare.ledger_profile import Profile
from compare.model import Inputs, Measure, Near, ParsedEdition, Role

#: Where promises and where results stand; `other` for editions whose sections have no clear role.
PLAN_ROLES: frozenset[Role] = frozenset(("plan", "other"))
REVIEW_ROLES: frozenset[Role] = frozenset(("review", "other"))


@dataclass(frozen=True)
class Side:
    """One edition with its index, built when first asked."""

    edition: ParsedEdition

    @cached_property
    def index(self) -> BlockIndex:
        return BlockIndex(self.edition)

    @cached_property
    def numbered(self) -> dict[str, list[Measure]]:
        """The measures with a value, by sentence."""
        found: dict[str, list[Measure]] = defaultdict(list)
        for measure in self.edition.measures:
            if measure.value is not None:
                found[measure.sentence].append(measure)
        return dict(found)

    def nearest(self, profile: Profile, roles: Collection[Role]) -> tuple[Near, ...]:
        """The passages of this edition that come closest to a measure of the other."""
        return self.index.nearest(profile.spoken | profile.clause, roles)


@dataclass(frozen=True)
class Sides:
    """`forward` holds the links as seen from old, `backward` as seen from new.

    `words`: may a clause without a number become a measure?
    """

    old: Side
    new: Side
    forward: Evidence
    backward: Evidence
    inputs: Inputs
    words: bool


def measure_key(profile: Profile) -> tuple[object, ...]:
    """Equal for two mentions of one statement in an edition."""
    measure = profile.measure
    value = measure.amount if measure.amount is not None else measure.value
    return profile.stem, profile.form, measure.base_unit, value, measure.amount_max, measure.period
