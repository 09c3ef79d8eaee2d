"""What the ledger knows of one measure: its names, its form, its time, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from compare.indicators import canonical_indicator
from compare.ledger_amount import is_ratio, unit_of
from compare.ledger_names import CLASS_WORDS, core_of, features_of, lend_name, spell_out, stem_of
from compare.model import Block, Inputs, Measure, ParsedEdition, Period

#: rate: a growth or a fall in per cent; share: a level in per cent; points: a change in
#: percentage points; delta: a change of an amount; stock: an amount; quality: no number.
Form = Literal["rate", "share", "points", "delta", "stock", "quality"]

_GAIN = ("新", "净增")
_TOTAL = re.compile("总数|总量|总计|累计|达到|突破|增至")
_RATE_NAME = re.compile(r"(?:涨幅|增速|增幅|降幅|增长率|growth)$", re.IGNORECASE)
#: A number that belongs to what is counted: 收入30万元以上的村, 500万元以上技改项目.
_THRESHOLD = re.compile(r"\d[\d.]*[^\d，。；、]{0,4}(?:以上|以下|以内)(?=的?[一-鿿])")
#: The sentence of yearly goals: its paragraph names the goals and lists several numbers.
_GOALS = re.compile(
    r"目标[^。]{0,12}(?:是|为|：|:)|预期目标|(?:targets?|goals?|objectives?) (?:are|is|for)\b", re.IGNORECASE
)
#: A paragraph with fewer measures of role target is no list of yearly goals.
_GOALS_AT_LEAST = 3
#: A list of goals that nothing announces begins with the first of all indicators, and is long.
_GOALS_UNANNOUNCED = 6
_BEGINS_LIST = re.compile("(?:地区|国内)?生产总值增长")


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure with all that pairing looks at.

    `name` is canonical, `stem` that without the words of form, `core` that without the verb
    in front, `grams` the features of the core; `spoken` those of the name as the text has it;
    `thresholds` are numbers that belong to what is counted.
    """

    measure: Measure
    name: str
    stem: str
    core: str
    grams: frozenset[str]
    spoken: frozenset[str]
    clause: frozenset[str]
    thresholds: frozenset[str]
    form: Form
    sentence: str
    block: str
    section: str | None
    headline: bool
    order: int


def form_of(measure: Measure) -> Form:
    """In which form the measure speaks of its indicator."""
    if measure.value is None:
        return "quality"
    unit = unit_of(measure)
    if "点" in unit or "point" in unit:
        return "points" if measure.change in ("increase", "decrease") else "share"
    moving = measure.change in ("increase", "decrease") or bool(_RATE_NAME.search(measure.indicator))
    if is_ratio(measure):
        return "rate" if moving else "share"
    return "delta" if moving else "stock"


def profile_measures(
    edition: ParsedEdition, roles: Iterable[str], inputs: Inputs, first_id: int = 0
) -> tuple[Profile, ...]:
    """The measures with one of `roles`, in the order of the text."""
    wanted = frozenset(roles)
    chosen = [measure for measure in edition.measures if measure.role in wanted]
    goals = _goal_blocks(edition, chosen)
    return tuple(
        _profile(edition, measure, inputs, goals, first_id + place) for place, measure in enumerate(chosen)
    )


def _profile(
    edition: ParsedEdition, measure: Measure, inputs: Inputs, goals: frozenset[str], order: int
) -> Profile:
    block = edition.block_by_id[edition.sentence_by_id[measure.sentence].block]
    name = canonical_indicator(measure.indicator, inputs.synonyms)
    if name in CLASS_WORDS:  # 今年开工580万套: the sentence says of what
        lead = edition.text[edition.sentence_by_id[measure.sentence].start : measure.start]
        name = lend_name(lead) or name
    name = spell_out(name)
    stem = stem_of(name)
    return Profile(
        measure=measure,
        name=name,
        stem=stem,
        core=core_of(stem),
        grams=features_of(core_of(stem)),
        spoken=features_of(core_of(stem_of(measure.indicator))),
        clause=features_of(measure.quote),
        thresholds=frozenset(
            _THRESHOLD.findall(edition.text, _clause_start(edition, measure), measure.start)
        ),
        form=form_of(measure),
        sentence=measure.sentence,
        block=block.id,
        section=block.section,
        headline=block.id in goals,
        order=order,
    )


def _clause_start(edition: ParsedEdition, measure: Measure) -> int:
    sentence = edition.sentence_by_id[measure.sentence]
    return (
        max(edition.text.rfind(mark, sentence.start, measure.start) for mark in "，；：、\n") + 1
        or sentence.start
    )


def _goal_blocks(edition: ParsedEdition, measures: Sequence[Measure]) -> frozenset[str]:
    """The paragraphs that hold the yearly goals sentence."""
    count: dict[str, int] = {}
    for measure in measures:
        if measure.role == "target":
            block = edition.sentence_by_id[measure.sentence].block
            count[block] = count.get(block, 0) + 1
    above = {after.id: before for before, after in pairwise(edition.blocks)}
    return frozenset(
        block
        for block, number in count.items()
        if number >= _GOALS_AT_LEAST and _lists_goals(edition, block, above.get(block), number)
    )


def _lists_goals(edition: ParsedEdition, block: str, above: Block | None, number: int) -> bool:
    words = edition.quote(edition.block_by_id[block])
    # "今年的主要预期目标是：" may stand on a line of its own, or as a heading that the file has lost.
    announced = edition.quote(above) if above else ""
    return bool(
        _GOALS.search(words)
        or (announced.endswith(("：", ":")) and _GOALS.search(announced))
        or (number >= _GOALS_UNANNOUNCED and _BEGINS_LIST.match(words))
    )


def like_periods(old: Period, old_base: int | None, new: Period, new_base: int | None) -> bool:
    """May a measure of one edition stand beside one of the next?

    They speak of spans of the same length and kind, as far from their own edition
    (this year's target beside last year's) or ending in the same year (the aims for 2020
    in two editions).  `…_base` is the year that a measure without period speaks of.
    """
    if old.average != new.average or old.part != new.part:
        return False
    if span_of(old) != span_of(new):
        return False
    old_end, new_end = _end_of(old, old_base), _end_of(new, new_base)
    if old_end is None or new_end is None or old_end == new_end:
        return True
    if old_base is None or new_base is None:
        return True
    return old_end - old_base == new_end - new_base


def span_of(period: Period) -> int:
    """How many years the period covers; one where it names none."""
    if period.start is None or period.end is None:
        return 1
    return period.end - period.start + 1


def same_form(a: Profile, b: Profile) -> bool:
    """Do both speak of growth, of an amount …?  What came new in a year is not what there is at its end."""
    if a.form != b.form:
        return False
    if a.stem == b.stem:
        return True
    return not any(one.stem.startswith(_GAIN) and _is_total(other) for one, other in ((a, b), (b, a)))


def _is_total(profile: Profile) -> bool:
    """Is it what there is in all, not what came new or was done?"""
    if not profile.stem.startswith(profile.core):  # a verb in front: what was done
        return False
    return profile.measure.change == "level" or bool(_TOTAL.search(profile.measure.quote))


def of_year(period: Period, year: int | None, base: int | None) -> bool:
    """Does it speak of this one whole year?  `base` is its year where it names none."""
    if period.average or period.part is not None or span_of(period) != 1:
        return False
    end = _end_of(period, base)
    return year is None or end is None or end == year


def _end_of(period: Period, base: int | None) -> int | None:
    if period.end is not None:
        return period.end
    return period.start if period.start is not None else base
