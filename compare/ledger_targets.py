"""Targets of an edition beside those of the next."""

from __future__ import annotations

from collections.abc import Sequence

from compare.indicators import direction
from compare.ledger_label import NUMBER_WITHDRAWN, label_change, label_quality
from compare.ledger_match import pair_measures
from compare.ledger_profile import Profile, like_periods, profile_measures
from compare.ledger_quality import Finder
from compare.ledger_sides import PLAN_ROLES, Side, Sides, measure_key
from compare.model import Measure, TargetChange, TargetChangeKind

HEADLINE = "headline"
#: The other edition is not complete: the target may stand in the part that was not imported.
NOT_IMPORTED = "not_imported"
MORE_AMBITIOUS, LESS_AMBITIOUS = "more_ambitious", "less_ambitious"


def compare_targets(sides: Sides) -> tuple[list[TargetChange], list[Measure], list[Measure]]:
    """The rows, those of the yearly goals first; and the measures without value found for old and new."""
    old_edition, new_edition = sides.old.edition, sides.new.edition
    old = profile_measures(old_edition, ("target",), sides.inputs)
    new = profile_measures(new_edition, ("target",), sides.inputs)
    old_year, new_year = old_edition.edition.year_given, new_edition.edition.year_given

    def allowed(a: Profile, b: Profile) -> bool:
        return like_periods(a.measure.period, old_year, b.measure.period, new_year)

    pairs = pair_measures(old, new, sides.forward, allowed)
    in_new = Finder(sides.new, sides.forward, PLAN_ROLES, "target", new_year, sides.words)
    in_old = Finder(sides.old, sides.backward, PLAN_ROLES, "target", old_year, sides.words)
    rows = [(_order(new[pair.new]), _pair_row(old[pair.old], new[pair.new])) for pair in pairs]
    for profile in unpaired(old, [pair.old for pair in pairs]):
        rows.append((_order(profile), _row_without_new(profile, sides.new, in_new)))
    for profile in unpaired(new, [pair.new for pair in pairs]):
        rows.append((_order(profile), _row_without_old(profile, sides.old, in_old)))
    rows.sort(key=lambda entry: entry[0])
    return [row for _, row in rows], in_old.made, in_new.made


def unpaired(profiles: Sequence[Profile], paired: Sequence[int]) -> list[Profile]:
    """What found no partner and is no second mention of something that did."""
    taken = frozenset(paired)
    known = {measure_key(profiles[place]) for place in taken}
    rest = []
    for place, profile in enumerate(profiles):
        key = measure_key(profile)
        if place not in taken and (profile.form == "quality" or key not in known):
            known.add(key)
            rest.append(profile)
    return rest


def _order(profile: Profile) -> tuple[bool, int]:
    return not profile.headline, profile.order


def _pair_row(old: Profile, new: Profile) -> TargetChange:
    change, flags = label_change(old, new)
    if change in ("raised", "lowered"):
        flags += _ambition(old, new, change)
    if old.headline or new.headline:
        flags += (HEADLINE,)
    return TargetChange(old.measure.id, new.measure.id, new.measure.indicator, change, flags)


def _ambition(old: Profile, new: Profile, change: TargetChangeKind) -> tuple[str, ...]:
    """More or less ambitious, where it is known which way is better."""
    better = direction(new.name) or direction(new.measure.indicator)
    if better is None or old.measure.change != new.measure.change:
        return ()
    if new.measure.change == "decrease":
        if better == "higher":
            return ()
        better = "higher"  # a larger cut of what should be low
    return (MORE_AMBITIOUS if (change == "raised") == (better == "higher") else LESS_AMBITIOUS,)


def _row_without_new(profile: Profile, new: Side, finder: Finder) -> TargetChange:
    """A target of old without partner: its number was given up, or it is gone."""
    flags: tuple[str, ...] = (HEADLINE,) if profile.headline else ()
    measure = finder.find(profile)
    if measure is not None and profile.form == "quality":
        change = label_quality(profile.measure.quote, measure.quote)
        return TargetChange(profile.measure.id, measure.id, profile.measure.indicator, change, flags)
    if measure is not None:
        given_up = (NUMBER_WITHDRAWN, *flags)
        return TargetChange(profile.measure.id, measure.id, profile.measure.indicator, "reworded", given_up)
    nearest = new.nearest(profile, PLAN_ROLES)
    flags += (NOT_IMPORTED,) if new.edition.is_partial else ()
    return TargetChange(profile.measure.id, None, profile.measure.indicator, "dropped", flags, nearest)


def _row_without_old(profile: Profile, old: Side, finder: Finder) -> TargetChange:
    """A target of new without partner: words have become a number, or it is new."""
    flags: tuple[str, ...] = (HEADLINE,) if profile.headline else ()
    measure = finder.find(profile)
    if measure is not None:
        words = profile.form == "quality"
        change = label_quality(measure.quote, profile.measure.quote) if words else "tightened"
        return TargetChange(measure.id, profile.measure.id, profile.measure.indicator, change, flags)
    nearest = old.nearest(profile, PLAN_ROLES)
    flags += (NOT_IMPORTED,) if old.edition.is_partial else ()
    return TargetChange(None, profile.measure.id, profile.measure.indicator, "new", flags, nearest)
