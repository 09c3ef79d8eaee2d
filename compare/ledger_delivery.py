"""Targets of an edition beside the results that the next one reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.indicators import canonical_indicator
from compare.ledger_match import pair_measures
from compare.ledger_names import features_of, stem_of
from compare.ledger_profile import Profile, of_year, profile_measures
from compare.ledger_quality import Finder
from compare.ledger_sides import REVIEW_ROLES, Sides, measure_key
from compare.ledger_verdict import judge
from compare.model import Delivery, Measure, Note, ParsedEdition, Sentence

#: An admission that something fell short, without a number: “与年初预期存在差距”.
_ADMISSION = re.compile(
    r"(?:目标|预期|指标|计划|任务)[^，；。]{0,12}(?:差距|不及|滞后|(?:未能?|没有)(?:完成|达到|实现))"
    r"|(?:未能?|没有)(?:完成|达到|实现)[^，；。]{0,10}(?:目标|预期|计划|任务|指标)"
    r"|(?:低于|不及|不如|逊于)[^，；。]{0,4}(?:预期|目标|计划)"
    r"|(?:fell|falls|fall) short of|below (?:the |our )?(?:target|goal|expectation)"
    r"|(?:did|was|were) not (?:meet|met|achieved)",
    re.IGNORECASE,
)
#: The share of an indicator's features that an admission must hold to speak of it.
ADMITS_AT_LEAST = 0.6
#: Names under which the growth of the whole economy is reported.
_ECONOMY = ("国内生产总值", "地区生产总值", "生产总值", "GDP", "经济")


def find_delivery(sides: Sides) -> tuple[list[Delivery], list[Measure]]:
    """One row for each target of the old edition for its year; and the claims in words found for them."""
    old_edition, new_edition = sides.old.edition, sides.new.edition
    year = old_edition.edition.year_given
    targets = [
        profile
        for profile in profile_measures(old_edition, ("target",), sides.inputs)
        if of_year(profile.measure.period, year, year)
    ]
    reviewed = new_edition.edition.year_reviewed
    told = profile_measures(new_edition, ("result",), sides.inputs)
    results = [profile for profile in told if of_year(profile.measure.period, year, reviewed)]
    elsewhen = [profile for profile in told if not of_year(profile.measure.period, year, reviewed)]
    answers = _pair(targets, results, sides)
    finder = Finder(sides.new, sides.forward, REVIEW_ROLES, "result", year, sides.words)
    growth = _growth_of_economy(results, sides)
    admissions = _admissions(new_edition)
    rows = [
        _deliver(target, answers.get(place), growth, admissions, sides, finder, elsewhen)
        for place, target in enumerate(targets)
    ]
    order = sorted(range(len(targets)), key=lambda place: (not targets[place].headline, place))
    return [rows[place] for place in order], finder.made


def _pair(targets: Sequence[Profile], results: Sequence[Profile], sides: Sides) -> dict[int, Profile]:
    """The result of each target; a second mention of a target has that of the first."""
    pairs = pair_measures(targets, results, sides.forward, lambda a, b: True)
    answers = {pair.old: results[pair.new] for pair in pairs}
    by_key = {measure_key(targets[place]): result for place, result in answers.items()}
    for place, target in enumerate(targets):
        if place not in answers and measure_key(target) in by_key:
            answers[place] = by_key[measure_key(target)]
    return answers


def _deliver(
    target: Profile,
    result: Profile | None,
    growth: Profile | None,
    admissions: Sequence[Sentence],
    sides: Sides,
    finder: Finder,
    elsewhen: Sequence[Profile],
) -> Delivery:
    old, new = sides.old.edition, sides.new.edition
    if result is None:
        claim = finder.find(target)
        if claim is not None:
            result = _profile_of_claim(target, claim, new)
    admitted = tuple(sentence.id for sentence in admissions if _speaks_of(target, new.quote(sentence), sides))
    if result is None:
        if admitted:
            why = Note("admitted_shortfall", {"target": old.quote(target.measure).strip()})
            return Delivery(target.measure.id, None, admitted, "unclear", why)
        nearest = sides.new.nearest(target, REVIEW_ROLES)
        if other := next((result for result in elsewhen if _same_indicator(target, result)), None):
            why = Note("other_period", {"result": new.quote(other.measure).strip()})
            return Delivery(target.measure.id, None, (other.sentence,), "unclear", why, nearest)
        if new.is_partial:
            return Delivery(target.measure.id, None, (), "unclear", Note("not_in_imported_part"), nearest)
        return Delivery(target.measure.id, None, (), "unreported", Note("not_reported"), nearest)
    judgement = judge(target, result, old, new, growth)
    evidence = tuple(dict.fromkeys((result.sentence, *admitted)))
    if admitted:
        why = Note("admitted_shortfall", judgement.why.params)
        return Delivery(target.measure.id, result.measure.id, evidence, "unclear", why)
    return Delivery(target.measure.id, result.measure.id, evidence, judgement.verdict, judgement.why)


def _same_indicator(target: Profile, result: Profile) -> bool:
    """Whether a result of another period speaks of the target's indicator, in the target's form."""
    return bool(target.stem) and target.stem == result.stem and target.form == result.form


def _profile_of_claim(target: Profile, claim: Measure, new: ParsedEdition) -> Profile:
    block = new.block_by_id[new.sentence_by_id[claim.sentence].block]
    return replace(
        target,
        measure=claim,
        form="quality",
        clause=features_of(claim.quote),
        sentence=claim.sentence,
        block=block.id,
        section=block.section,
        headline=False,
    )


def _growth_of_economy(results: Sequence[Profile], sides: Sides) -> Profile | None:
    stems = {stem_of(canonical_indicator(name, sides.inputs.synonyms)) for name in _ECONOMY}
    return next((result for result in results if result.form == "rate" and result.stem in stems), None)


def _admissions(edition: ParsedEdition) -> list[Sentence]:
    """The sentences in which the review, or its list of problems, says that something fell short."""
    return [
        sentence
        for sentence in edition.sentences
        if edition.role_of_sentence(sentence) in REVIEW_ROLES and _ADMISSION.search(edition.quote(sentence))
    ]


def _speaks_of(target: Profile, text: str, sides: Sides) -> bool:
    """Does a clause of the admission name the target's indicator, under any of its names?"""
    if not target.grams:
        return False
    for clause in re.split(r"[，；。]", text):
        other = stem_of(canonical_indicator(_ADMISSION.sub("", clause), sides.inputs.synonyms))
        held = target.grams & (features_of(clause) | features_of(other))
        if len(held) >= ADMITS_AT_LEAST * len(target.grams):
            return True
    return False
