"""Measures: what an edition says in numbers (and a few goals without), with indicator, bound, role and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from compare.clauses import Clause, split_clauses
from compare.english_targets import read_english_sentence
from compare.model import Block, Commitment, Measure, MeasureRole, ParsedEdition, Period, Section, Sentence
from compare.naming import Context, Reading
from compare.numerals import write_number
from compare.periods import find_period, sets_period
from compare.qualities import GOALS, QUALITY_HINT, find_qualities
from compare.quantities import Quantity, find_quantities
from compare.readings import read_clause
from compare.traps import describes_people, judge_quantity
from compare.units import to_base

_SKIPPED_KINDS = frozenset(("heading", "chrome", "footnote", "front"))
_GLOSSARY = re.compile(r"名词解释|注释|术语|附表|glossary", re.IGNORECASE)
_COMMITMENTS: tuple[tuple[Commitment, re.Pattern[str]], ...] = (
    ("ensure", re.compile(r"确保|保证|务必|必须|坚决完成|\b(?:ensure|guarantee|must)\b", re.IGNORECASE)),
    ("strive", re.compile(r"力争|争取|努力|力求|\b(?:aim|strive|aspire|seek)s?\b", re.IGNORECASE)),
    (
        "expect",
        re.compile(
            r"(?<![稳市好])预期(?!目标|向好)|预计|\b(?:expect(?:ed|s)?|forecast|project(?:ed|s)"
            r"|estimated?)\b",
            re.IGNORECASE,
        ),
    ),
)
#: In a review: words that look ahead.  In a plan: words that tell what is so already.
_AHEAD = re.compile(
    r"(?:^|，|。)(?:今年|明年|下一步)[^，。]{0,6}(?:计划|将|要|拟|力争)|(?:将|计划|力争|拟)(?:于|在|到)|(?:^"
    r"|[，。])到20\d\d年|目标是|力争到"
)
_DONE = re.compile(
    r"(?<!比)(?<!较)(?:去年|上年|过去|已经?(?!有)|目前|截至|现有|五年来|以来|累计(?=已)|我国(?:有|现有)|达到了)"
)
_STANDING_LEFT = re.compile(r"我国有|我国\d|现有|已达|已有|已超|目前有|高校毕业生(?:将)?(?:达|超|约|有)?$")
_GOAL_AFTER = re.compile(r"(?:左右|以上|以内)?的(?:年度)?(?:预期)?目标|目标")
_PAST_PROSE = re.compile(r"了|完成|建成|获|实现|成功|举办|突破|达到|增长[\d.]|提升至|荣|入选")
_PLAN_PROSE = re.compile(r"要|将|加快|力争|确保|必须|坚持|今年")
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: what the words around it decide for all its measures."""

    sentence: Sentence
    role: MeasureRole
    period: Period | None
    goals: bool


def read_measures(parsed: ParsedEdition) -> tuple[Measure, ...]:
    """The measures of an edition that has sections, blocks and sentences, in order; ids m0, m1, …"""
    found: list[Measure] = []
    for block in parsed.blocks:
        section = parsed.section_by_id.get(block.section) if block.section else None
        if block.kind in _SKIPPED_KINDS and not (block.kind == "front" and not parsed.sections):
            continue
        if any(_GLOSSARY.search(title) for title in _titles(parsed, section)):
            continue
        found.extend(_read_block(parsed, block, section))
    found.sort(key=lambda measure: (measure.start, measure.end))
    return tuple(replace(measure, id=f"m{number}") for number, measure in enumerate(found))


def _titles(parsed: ParsedEdition, section: Section | None) -> Iterator[str]:
    while section:
        yield section.title
        section = parsed.section_by_id.get(section.parent) if section.parent else None


def _read_block(parsed: ParsedEdition, block: Block, section: Section | None) -> Iterator[Measure]:
    text, edition = parsed.text, parsed.edition
    role = _role_of_section(parsed, section, text[block.start : block.end])
    quantities = [
        replace(
            q,
            start=q.start + block.start,
            end=q.end + block.start,
            bound_spans=tuple((a + block.start, b + block.start) for a, b in q.bound_spans),
        )
        for q in find_quantities(text[block.start : block.end])
    ]
    period: Period | None = None
    listing = False
    for sentence in parsed.sentences_of_block.get(block.id, ()):
        words = text[sentence.start : sentence.end]
        inside = [q for q in quantities if sentence.start <= q.start < sentence.end]
        if re.match(
            r"[\s“]*(?:五年来|过去五年|这五年|力争到|到20\d\d年|“?十[一二三四五六七八九]?五”?(?:期间|时期))",
            words,
        ):
            period = sets_period(words[:40], edition.year_given, edition.year_reviewed)
        if GOALS.search(words):
            listing = True
        place = _Place(sentence, role, period, listing)
        if not inside and not _HAN.search(words):
            continue
        yield from _read_sentence(parsed, place, inside)
        if words.rstrip().endswith(("。", ".")):
            listing = False


def _role_of_section(parsed: ParsedEdition, section: Section | None, words: str) -> MeasureRole:
    if section is None or section.role == "front":
        # A page that begins inside a section: what is told as done is a result.
        done, planned = len(_PAST_PROSE.findall(words)), len(_PLAN_PROSE.findall(words))
        return "result" if done > planned and done >= 2 else "context"
    if section.role == "other":
        return "target" if re.search(r"到20\d\d年|目标|力争|将", words) else "context"
    return "target" if section.role == "plan" else "result"


def _read_sentence(parsed: ParsedEdition, place: _Place, quantities: list[Quantity]) -> Iterator[Measure]:
    sentence = place.sentence
    text = parsed.text
    if not _HAN.search(text, sentence.start, sentence.end):
        for quantity, reading, role in read_english_sentence(
            text, sentence.start, sentence.end, quantities, place.role
        ):
            yield _build(
                parsed, place, quantity, reading, role, (sentence.start, sentence.end), sentence.start
            )
        return
    if not any(q.kind in ("measure", "plain") for q in quantities) and not (
        place.goals or QUALITY_HINT.search(text, sentence.start, sentence.end)
    ):
        return
    context = Context()
    clauses = split_clauses(text, sentence.start, sentence.end, quantities)
    marks: list[tuple[int, int, bool]] = []
    for clause in clauses:
        kept, uses = _judge(text, clause)
        marks.append((clause.start, clause.end, bool(kept)))
        if not kept:
            _carry_subject(text, clause, context)
            continue
        span = (clause.start, clause.end)
        for quantity, readings, origin in read_clause(text, *span, kept, context, clause.bracketed):
            role = _role_of(text, place, clause, quantity, origin or uses[quantity.start] == "context")
            for reading in readings:
                named = (
                    reading
                    if reading.indicator
                    else _named_by_neighbours(text, place, clause, quantity, reading)
                )
                yield _build(parsed, place, quantity, named, role, span, sentence.start)
    if place.role != "context" or place.goals:
        yield from _read_qualities(parsed, place, marks)


def _named_by_neighbours(
    text: str, place: _Place, clause: Clause, quantity: Quantity, reading: Reading
) -> Reading:
    """Where the clause names nothing: the words after the number, or the clause before."""
    after = re.match(r"[^，。；：、]{0,24}", text[quantity.whole[1] : clause.end])
    if after and len(after[0].strip()) >= 3:
        return replace(reading, indicator=after[0].strip(), end=quantity.whole[1] + after.end())
    earlier = re.search(r"([^，。；：]{2,24})[，：]?\Z", text[place.sentence.start : clause.start])
    if earlier:
        return replace(reading, indicator=earlier[1], begin=place.sentence.start + earlier.start())
    whole = text[clause.start : clause.end].strip()
    return replace(reading, indicator=whole[:24])


def _judge(text: str, clause: Clause) -> tuple[list[Quantity], dict[int, str]]:
    kept: list[Quantity] = []
    uses: dict[int, str] = {}
    for index, quantity in enumerate(clause.quantities):
        following = clause.quantities[index + 1] if index + 1 < len(clause.quantities) else None
        use = judge_quantity(text, quantity, clause.start, clause.end, following)
        if use != "none":
            kept.append(quantity)
            uses[quantity.start] = use
    for quantity, following in pairwise(kept):
        if _is_scope(text, clause, quantity, following):
            uses[quantity.start] = "context"
    return kept, uses


def _is_scope(text: str, clause: Clause, quantity: Quantity, following: Quantity) -> bool:
    """74个重点城市…浓度下降9.1%: a count at the head of a clause whose subject it belongs to."""
    between = text[quantity.whole[1] : following.whole[0]]
    return (
        "%" in following.unit
        and not re.search(r"%|元|点$", quantity.unit)
        and len(between) >= 4
        and "、" not in between[:1]
        and not text[clause.start : quantity.whole[0]].strip("“全其中对年")
    )


def _carry_subject(text: str, clause: Clause, context: Context) -> None:
    """A clause without number may still name what the next one counts: 下调…缴费比例，各地可降至16%."""
    words = text[clause.start : clause.end]
    found = re.match(
        r"(?:[^，。；]{0,6}?)(?:下调|提高|降低|上调|调整|完善|扩大|深化|扩围)(?P<thing>[^，。；]{3,24}(?:比例|标准|税率|费率"
        r"|起征点|范围|规模|率))$",
        words,
    )
    if found:
        context.subject, context.begin = found["thing"], clause.start


def _role_of(text: str, place: _Place, clause: Clause, quantity: Quantity, background: bool) -> MeasureRole:
    if background or place.role == "context":
        return "context"
    low, high = quantity.whole
    before, after = text[clause.start : low], text[high : clause.end]
    lead = text[place.sentence.start : low]
    if describes_people(after) and re.search(r"亿", quantity.unit):
        return "context"
    if place.role == "result":
        if _GOAL_AFTER.match(after) or (re.search(r"目标[^，。]{0,3}$", before) and "预期" in before):
            return "context"
        return "target" if _AHEAD.search(lead) else "result"
    if _STANDING_LEFT.search(before) or (
        _DONE.search(before) and not re.search(r"确保|力争|要|将|再", before)
    ):
        return "context"
    return "target"


def _build(
    parsed: ParsedEdition,
    place: _Place,
    quantity: Quantity,
    reading: Reading,
    role: MeasureRole,
    span: tuple[int, int],
    lead: int,
) -> Measure:
    text, edition = parsed.text, parsed.edition
    start, end = quantity.whole
    begin = min(reading.begin, start) if reading.begin >= lead else span[0]
    quote_end = max(end, min(reading.end, span[1]))
    # Years further off in the sentence belong to other clauses; its opening holds for all.
    words = f"{text[lead : lead + 18]}，{text[max(lead, span[0]) : quote_end]}"
    value, value_max = quantity.value, quantity.value_max
    assert value is not None
    amount, base = to_base(value, quantity.unit)
    top = to_base(value_max, quantity.unit)[0] if value_max is not None else None
    return Measure(
        id="",
        sentence=place.sentence.id,
        start=start,
        end=end,
        quote=text[begin:quote_end].strip(),
        indicator="人口"
        if describes_people(text[end : span[1]]) and "亿" in quantity.unit
        else _tidy(reading.indicator) or text[start:end],
        change=reading.change,
        value=_written(quantity.written, value),
        value_max=None if value_max is None else write_number(value_max),
        unit=quantity.unit,
        amount=write_number(amount),
        amount_max=None if top is None else write_number(top),
        base_unit=base,
        bound=quantity.bound,
        commitment="plain"
        if role != "target"
        else _commitment(
            f"{text[lead : lead + 14]}，{text[max(lead, span[0]) : start]}"
            if span[0] > lead + 14
            else text[lead:start]
        ),
        role=role,
        period=find_period(words, role, edition.year_given, edition.year_reviewed, place.period),
    )


def _written(written: str, value: Fraction) -> str:
    return written if re.fullmatch(r"-?\d+(?:\.\d+)?", written) else write_number(value)


def _tidy(name: str) -> str:
    name = re.sub(r"[\s\u200b*]+", "" if _HAN.search(name) else " ", name).strip(" 的、，：:")
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    return name


def _commitment(words: str) -> Commitment:
    """The last word of mood before the number."""
    last: tuple[int, Commitment] = (-1, "plain")
    for commitment, pattern in _COMMITMENTS:
        for match in pattern.finditer(words):
            last = max(last, (match.start(), commitment))
    return last[1]


def _read_qualities(
    parsed: ParsedEdition, place: _Place, marks: list[tuple[int, int, bool]]
) -> Iterator[Measure]:
    text, sentence, edition = parsed.text, place.sentence, parsed.edition
    role: MeasureRole = "target" if place.goals and place.role != "result" else place.role
    for quality in find_qualities(text, sentence.start, sentence.end, marks, place.goals):
        for indicator in quality.indicators:
            yield Measure(
                id="",
                sentence=sentence.id,
                start=quality.start,
                end=quality.end,
                quote=text[quality.start : quality.end],
                indicator=_tidy(indicator),
                change="level",
                value=None,
                value_max=None,
                unit="",
                amount=None,
                amount_max=None,
                base_unit="",
                bound="exact",
                commitment=_commitment(text[sentence.start : quality.end]),
                role=role,
                period=find_period(
                    text[sentence.start : quality.end],
                    role,
                    edition.year_given,
                    edition.year_reviewed,
                    place.period,
                ),
            )
