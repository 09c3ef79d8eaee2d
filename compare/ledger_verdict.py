"""Was a target reached?  Certain only where it is certain.

A person reads every `unclear`; nobody checks a `missed`.  So 左右 narrowly short, a
result given roughly, another scope and another form are all left to her.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compare.indicators import direction
from compare.ledger_amount import amounts_of, same_unit
from compare.ledger_label import same_thing, same_words
from compare.ledger_profile import Profile, same_form
from compare.ledger_years import spans_years
from compare.model import Note, ParsedEdition, Verdict

#: A rough number (左右, 约, 近) may be this far from the true one.
ROUGH = Fraction(1, 20)
#: An "about" target this narrowly short is open: 2.6 against "about 3" was called fulfilled.
NARROW = Fraction(1, 5)
#: A ceiling with 左右 is certainly kept only down to this part of it: prices that do not
#: rise at all are not what "about 2%" meant.
FAR_BELOW = Fraction(1, 2)

#: A result this many times its target probably counts more than one year.
TOO_MUCH = 3

_REACH = re.compile(
    r"达到|突破|提高到|提高至|提升至|提升到|增加到|增至|升至|不低于|保持在.{0,8}以上|reach|exceed",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"控制|降到|降至|降低到|压减到|压缩到|不超过|不高于|以内|以下|limit|cap ", re.IGNORECASE)
_FALLING = re.compile(r"下降|减少|降低|压减|收窄|缩小|回落|双降|decline|fall|decrease|reduc", re.IGNORECASE)
_RISING = re.compile(r"增长|增加|上升|提高|提升|扩大|increase|grow|rise|rising", re.IGNORECASE)
_KEEPS_PACE = re.compile(
    r"(?:经济|生产总值|GDP).{0,4}增(?:长|速).{0,8}同步|同步.{0,6}(?:经济|生产总值|GDP)", re.IGNORECASE
)

Sense = Literal["floor", "ceiling", "point"]


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    why: Note


def judge(
    target: Profile, result: Profile, old: ParsedEdition, new: ParsedEdition, growth: Profile | None = None
) -> Judgement:
    """The verdict on `target` of `old` by `result` of `new`, and why.

    `growth` is the growth of the whole economy that `new` reports, for targets that are to
    keep pace with it.
    """
    shown: dict[str, str | int | float] = {
        "target": old.quote(target.measure).strip(),
        "result": new.quote(result.measure).strip(),
    }
    if target.measure.value is None or result.measure.value is None:
        return _judge_words(target, result, growth, shown)
    if not same_form(target, result) or not same_unit(target.measure, result.measure):
        return Judgement("unclear", Note("other_form", shown))
    if not same_thing(target, result):
        return Judgement("unclear", Note("other_scope", shown))
    verdict, code = _judge_numbers(target, result)
    if verdict in ("met", "missed") and spans_years(new, result.measure):
        verdict, code = "unclear", "several_years"
    if verdict == "met" and sense_of(target) == "floor" and _is_too_much(target, result):
        verdict, code = "unclear", "far_above_target"
    if verdict == "missed" and target.stem != result.stem:
        verdict, code = (
            "unclear",
            "other_scope",
        )  # names a word apart: enough to be sure of met, not of missed
    return Judgement(verdict, Note(code, shown))


def sense_of(profile: Profile) -> Sense:
    """Is the target's number a floor, a ceiling, or the point to be hit?"""
    measure = profile.measure
    if measure.bound == "at_most":
        return "ceiling"
    if measure.change == "decrease" or measure.bound in ("at_least", "over"):
        return "floor"
    better = direction(profile.name) or direction(measure.indicator)
    if better is not None:
        return "floor" if better == "higher" else "ceiling"
    if measure.change in ("count", "increase") or _REACH.search(measure.quote):
        return "floor"
    if _LIMIT.search(measure.quote):
        return "ceiling"
    return "point" if profile.form in ("share", "points") else "floor"


def _judge_numbers(target: Profile, result: Profile) -> tuple[Verdict, str]:
    sense = sense_of(target)
    low, high = amounts_of(target.measure)
    least, most = _range_of_result(target, result)
    if sense == "ceiling":
        return _judge_ceiling(target, high if high is not None else low, least, most)
    if sense == "point":
        reached = least == most == low or (high is not None and least is not None and low <= least <= high)
        return ("met", "value_reaches_target") if reached else ("unclear", "near_target")
    if least is not None and least >= low:
        return "met", "value_reaches_target"
    if most is None or most >= low:
        return "unclear", "bound_of_result"
    if target.measure.bound == "about" and most >= low - abs(low) * NARROW:
        return "unclear", "near_target"
    return "missed", "value_misses_target"


def _is_too_much(target: Profile, result: Profile) -> bool:
    return amounts_of(result.measure)[0] > TOO_MUCH * abs(amounts_of(target.measure)[0])


def _judge_ceiling(
    target: Profile, limit: Fraction, least: Fraction | None, most: Fraction | None
) -> tuple[Verdict, str]:
    rough = target.measure.bound == "about"
    if most is not None and most <= limit:
        if rough and (least is None or least < limit * FAR_BELOW):
            return "unclear", "near_target"
        return "met", "value_reaches_target"
    if least is None or least <= limit:
        return "unclear", "bound_of_result"
    if rough and least <= limit + abs(limit) * NARROW:
        return "unclear", "near_target"
    return "missed", "value_misses_target"


def _range_of_result(target: Profile, result: Profile) -> tuple[Fraction | None, Fraction | None]:
    """Between which values the true result lies; None is open."""
    low, high = amounts_of(result.measure)
    top = high if high is not None else low
    bound = result.measure.bound
    least: Fraction | None = low
    most: Fraction | None = top
    if bound in ("at_least", "over"):
        most = None
    elif bound == "at_most":
        least = None
    elif bound == "about" and target.measure.bound != "about":  # 5.2%左右 does answer 5%左右
        least, most = low - abs(low) * ROUGH, top + abs(top) * ROUGH
    if {target.measure.change, result.measure.change} == {"increase", "decrease"}:
        return (None if most is None else -most), (None if least is None else -least)
    return least, most


def _judge_words(
    target: Profile, result: Profile, growth: Profile | None, shown: dict[str, str | int | float]
) -> Judgement:
    promise = target.measure.quote
    if target.measure.value is None and result.measure.value is None:
        if same_words(promise, result.measure.quote):
            return Judgement("met", Note("same_words", shown))
        return Judgement("unclear", Note("no_number", shown))
    if target.measure.value is not None:
        return Judgement("unclear", Note("no_number", shown))
    if _KEEPS_PACE.search(promise):
        if growth is not None and growth.form == result.form == "rate":
            return _judge_pace(result, growth, shown)
        return Judgement("unclear", Note("no_number", shown))
    falls, rises = bool(_FALLING.search(promise)), bool(_RISING.search(promise))
    wanted = "decrease" if falls and not rises else "increase" if rises and not falls else None
    moves = result.form in ("rate", "points", "delta") and result.measure.change == wanted
    if moves and same_thing(target, result):
        return Judgement("met", Note("value_reaches_target", shown))
    return Judgement("unclear", Note("no_number", shown))


def _judge_pace(result: Profile, growth: Profile, shown: dict[str, str | int | float]) -> Judgement:
    """At least as fast as the economy keeps pace for certain; slower is for a person to say."""
    sign = {"increase": 1, "decrease": -1}
    own = amounts_of(result.measure)[0] * sign.get(result.measure.change, 1)
    whole = amounts_of(growth.measure)[0] * sign.get(growth.measure.change, 1)
    if whole * TOO_MUCH >= own >= whole and "exact" == result.measure.bound == growth.measure.bound:
        return Judgement("met", Note("value_reaches_target", shown))
    return Judgement("unclear", Note("near_target", shown))
