"""Results of an edition beside those of the next: the same, in another form, restated, gone, new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from compare.ledger_amount import amounts_of, same_unit
from compare.ledger_match import pair_measures
from compare.ledger_profile import Profile, like_periods, profile_measures, same_form, span_of
from compare.ledger_sides import Sides
from compare.ledger_years import spans_years
from compare.model import ParsedEdition, ResultChange, ResultChangeKind


def compare_results(sides: Sides) -> list[ResultChange]:
    """One row for every result of either edition, in the order of the new edition, then the old."""
    old_edition, new_edition = sides.old.edition, sides.new.edition
    old = profile_measures(old_edition, ("result",), sides.inputs)
    new = profile_measures(new_edition, ("result",), sides.inputs)
    starts = _starting_points(profile_measures(new_edition, ("context",), sides.inputs))
    old_year, new_year = old_edition.edition.year_reviewed, new_edition.edition.year_reviewed

    def allowed(a: Profile, b: Profile) -> bool:
        return like_periods(a.measure.period, old_year, b.measure.period, new_year)

    partner = {pair.new: pair.old for pair in pair_measures(old, new, sides.forward, allowed)}
    rows = []
    for place, profile in enumerate(new):
        if place in partner:
            before = old[partner[place]]
            change = _change_of(before, profile, starts.get(profile.sentence, ()), new_edition)
            rows.append(
                ResultChange(before.measure.id, profile.measure.id, profile.measure.indicator, change)
            )
        else:
            rows.append(ResultChange(None, profile.measure.id, profile.measure.indicator, "new"))
    paired = frozenset(partner.values())
    rows += [
        ResultChange(profile.measure.id, None, profile.measure.indicator, "no_longer_reported")
        for place, profile in enumerate(old)
        if place not in paired
    ]
    return rows


def _starting_points(context: Sequence[Profile]) -> dict[str, tuple[Profile, ...]]:
    """The A of every “由A到B”, by sentence."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for profile in context:
        found[profile.sentence].append(profile)
    return {sentence: tuple(profiles) for sentence, profiles in found.items()}


def _change_of(
    old: Profile, new: Profile, starts: Sequence[Profile], edition: ParsedEdition
) -> ResultChangeKind:
    if not same_form(old, new) or not same_unit(old.measure, new.measure):
        return "other_form"
    if old.form == "quality" or span_of(new.measure.period) > 1:
        return "same_form"
    for start in starts:
        same = (
            start.stem == new.stem
            and start.measure.value is not None
            and start.measure.end <= new.measure.start
        )
        if same and old.stem == new.stem and same_unit(start.measure, old.measure):
            exact = start.measure.bound == old.measure.bound == "exact"
            differs = exact and amounts_of(start.measure) != amounts_of(old.measure)
            # over several years A is not last year's figure
            return "restated" if differs and not spans_years(edition, new.measure) else "same_form"
    return "same_form"
