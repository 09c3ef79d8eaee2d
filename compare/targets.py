"""Measures: what an edition says in numbers, and a few goals without."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from compare.clauses import Clause, clean_name, split_clauses
from compare.english_targets import read_english_sentence
from compare.measure_roles import find_commitment, find_turn, role_in_clause, role_of_section
from compare.model import Block, Bound, Measure, MeasureRole, ParsedEdition, Period, Section, Sentence
from compare.naming import Context, Reading, bare_action
from compare.numerals import write_number
from compare.periods import find_period, sets_period
from compare.qualities import GOALS, QUALITY_HINT, find_qualities
from compare.quantities import Quantity, find_quantities
from compare.readings import is_only_verb, read_clause
from compare.table_measures import prose_in_cells, read_table_measures
from compare.traps import describes_people, judge_quantity
from compare.units import to_base

_SKIPPED_KINDS = frozenset(("heading", "chrome", "footnote", "front"))
_GLOSSARY = re.compile(r"名词解释|注释|术语|附表|glossary", re.IGNORECASE)
_LOOSE_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^，。；、\d]{0,6}\Z")
_YEAR = re.compile(r"20\d\d年")
#: A sentence that begins so speaks of these years, and so do those that follow.
_TERM_BEGINS = re.compile(
    r"[\s“]*(?:五年来|过去五年|这五年|力争到|到20\d\d年|“?十[一二三四五六七八九]?五”?(?:期间|时期))"
)
_FIVE_YEARS = re.compile(r"(?:过去|这|近)五年|五年来|五年(?:政府)?工作")
#: Words further before a number than this say nothing of it, and a sentence may be very long.
_NEAR = 400
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
    turn = find_turn(parsed)
    of_rows = read_table_measures(parsed, turn)
    for block in parsed.blocks:
        section = parsed.section_by_id.get(block.section) if block.section else None
        if block.kind in _SKIPPED_KINDS and not (block.kind == "front" and not parsed.sections):
            continue
        if any(_GLOSSARY.search(title) for title in _titles(parsed, section)):
            continue
        found.extend(of_rows.get(block.id, ()))
        found.extend(_read_block(parsed, block, section, turn))
    found.sort(key=lambda measure: (measure.start, measure.end))
    return tuple(replace(measure, id=f"m{number}") for number, measure in enumerate(found))


def _titles(parsed: ParsedEdition, section: Section | None) -> Iterator[str]:
    while section:
        yield section.title
        section = parsed.section_by_id.get(section.parent) if section.parent else None


def _read_block(
    parsed: ParsedEdition, block: Block, section: Section | None, turn: int | None
) -> Iterator[Measure]:
    text, edition = parsed.text, parsed.edition
    passage = text[block.start : block.end]
    role = role_of_section(section, passage, block.start, turn)
    quantities = [
        replace(
            q,
            start=q.start + block.start,
            end=q.end + block.start,
            bound_spans=tuple((a + block.start, b + block.start) for a, b in q.bound_spans),
        )
        for q in find_quantities(passage)
    ]
    starts = [quantity.start for quantity in quantities]
    # The review of a whole term speaks of its five years unless a passage says otherwise;
    # one of "2021年和过去五年" speaks of the year first.
    term = any(_FIVE_YEARS.search(title) and not _YEAR.search(title) for title in _titles(parsed, section))
    period = sets_period("过去五年", edition.year_given, edition.year_reviewed) if term else None
    listing = False
    sentences = prose_in_cells(parsed, block) if block.cells else parsed.sentences_of_block.get(block.id, ())
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        inside = quantities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if _TERM_BEGINS.match(words):
            period = sets_period(words[:40], edition.year_given, edition.year_reviewed)
        if GOALS.search(words):
            listing = True
        if turn is not None and section is None:
            role = role_of_section(section, passage, sentence.start, turn)
        place = _Place(sentence, role, period, listing)
        if not inside and not _HAN.search(words):
            continue
        yield from _read_sentence(parsed, place, inside)
        if words.rstrip().endswith(("。", ".")):
            listing = False


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
            background = origin or uses[quantity.start] == "context"
            role = role_in_clause(text, sentence.start, clause, quantity, place.role, background)
            for reading in readings:
                named = (
                    reading
                    if reading.indicator and not is_only_verb(reading.indicator)
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
        begin = place.sentence.start + earlier.start()
        thing = earlier[1]
        if reading.indicator:  # 启动棚改计划，今年开工580万套
            thing = reading.indicator + thing.removeprefix(bare_action(thing))
        return replace(reading, indicator=thing, begin=begin)
    if reading.indicator:
        return reading
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
    near = max(lead, span[0], start - _NEAR)
    words = f"{text[lead : lead + 18]}，{text[near:quote_end]}"
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
        else clean_name(reading.indicator) or text[start:end],
        change=reading.change,
        value=_written(quantity.written, value),
        value_max=None if value_max is None else write_number(value_max),
        unit=quantity.unit,
        amount=write_number(amount),
        amount_max=None if top is None else write_number(top),
        base_unit=base,
        bound=_bound(text, quantity, span),
        commitment="plain"
        if role != "target"
        else find_commitment(
            f"{text[lead : lead + 14]}，{text[near:start]}" if near > lead + 14 else text[lead:start]
        ),
        role=role,
        period=find_period(words, role, edition.year_given, edition.year_reviewed, place.period),
    )


def _written(written: str, value: Fraction) -> str:
    return written if re.fullmatch(r"-?\d+(?:\.\d+)?", written) else write_number(value)


def _bound(text: str, quantity: Quantity, span: tuple[int, int]) -> Bound:
    """The bound at the number, or one that a verb parts from it: 至少降低30%."""
    if quantity.bound == "exact" and _LOOSE_AT_LEAST.search(text, span[0], quantity.start):
        return "at_least"
    return quantity.bound


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
                indicator=clean_name(indicator),
                change="level",
                value=None,
                value_max=None,
                unit="",
                amount=None,
                amount_max=None,
                base_unit="",
                bound="exact",
                commitment=find_commitment(text[sentence.start : quality.end]),
                role=role,
                period=find_period(
                    text[sentence.start : quality.end],
                    role,
                    edition.year_given,
                    edition.year_reviewed,
                    place.period,
                ),
            )
