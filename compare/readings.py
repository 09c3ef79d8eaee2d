"""Put a Chinese clause's numbers and words together: one reading or several for each measure."""

from __future__ import annotations

import re

from compare.model import Change
from compare.naming import (
    GENERIC,
    LESSEN,
    PRONOUN,
    PROPORTION,
    Context,
    Reading,
    bare_action,
    is_action,
    natural_change,
    read_object,
    strip_head,
    strip_tail,
)
from compare.origins import is_starting_point, read_destination, read_origin
from compare.quantity import Quantity
from compare.subjects import JOINT, hand_out, rename, take_list

_AGAINST = re.compile(
    r"^(?:且|也|均|仍)?(?P<verb>高于|快于|高出|多于|低于|慢于|少于)(?:全|上年|去年|同期|预期|年初"
    r"|[^，]{1,10}?)[^，]{0,8}$"
)


def read_clause(
    text: str, start: int, end: int, kept: list[Quantity], context: Context, bracketed: bool
) -> list[tuple[Quantity, list[Reading], bool]]:
    """For each kept quantity of `text[start:end]`: its readings, and whether it is only a starting point (由A).

    `context` is brought up to date for the clauses that follow.
    """
    results: list[tuple[Quantity, list[Reading], bool]] = []
    at = start
    index = 0
    while index < len(kept):
        quantity = kept[index]
        low, high = quantity.whole
        group = take_list(text, kept, index, at)
        following = kept[index + len(group)].whole[0] if index + len(group) < len(kept) else end
        left, right = text[at:low], text[group[-1].whole[1] : following]
        origin, moved = is_starting_point(text, kept, index, at, end)
        if origin:
            readings = read_origin(left, at, quantity, context)
            results.append((quantity, readings, True))
            index, at = index + 1, high
            continue
        if results and results[-1][2] and not moved:
            moved = bool(re.match(r"\s*(?:的[^，。；]{0,8})?[^，。；]{0,10}?(?:到|至|为|成|并)", left))
        if results and results[-1][2]:
            readings = [read_destination(left, at, quantity, results[-1][1][0], context)]
        else:
            readings = _read_one(
                left, right, at, high, quantity, context, first=at == start, bracketed=bracketed
            )
        results += hand_out(group, readings, left)
        index += len(group)
        at = group[-1].whole[1]
        if at < readings[0].end < following and JOINT.match(text, readings[0].end):
            at = readings[0].end  # 192项审批事项、220项…: the next words belong to the next number
    return results


def _read_one(
    left: str,
    right: str,
    at: int,
    high: int,
    quantity: Quantity,
    context: Context,
    *,
    first: bool,
    bracketed: bool,
) -> list[Reading]:
    left = re.sub(r"（(?:以下)?(?:简称|下同)[^（）]*）$", "", left)
    joined = JOINT.match(left)
    continues = bool(joined) and not first
    words = left[joined.end() :] if joined and continues else left
    proportion = PROPORTION.match(right)
    if proportion and (proportion["rest"] or context.subject or len(left) > 2):
        return [_read_proportion(proportion, left, at, high, context)]
    frame = re.match(r"的?(?:情况|背景|形势|条件|基础|前提)之?[下上]，?", words)
    if frame:  # 外贸在对美贸易下降三成的情况下增长12%
        words, cut = words[frame.end() :], frame.end()
        context.subject = context.frame or context.subject
    against = _AGAINST.search(words)
    if against and context.subject and quantity.unit.endswith("百分点"):  # 高于全市平均0.8个百分点
        rises = not against["verb"].startswith(("低", "慢", "少"))
        return [Reading(context.subject, "increase" if rises else "decrease", context.begin)]
    body, cut = strip_head(words)
    offset = at + (joined.end() if joined and continues else 0) + cut
    subject, change, _ = strip_tail(body)
    taken = max(subject.rfind("把"), subject.rfind("，将"))
    if taken >= 0:
        subject, offset = subject[taken + 1 :], offset + taken + 1
    thing = read_object(right)
    if not thing and not subject and right.startswith("的") and quantity.unit == "%":
        thing = read_object(right[1:])  # 95%以上的村集体经营性收入超过10万元
    elif right.startswith("的") and re.match(r"(?:贡献|占)", body) and quantity.unit in ("%", "成"):
        thing, subject = read_object(right[1:]), ""
    lessen = LESSEN.match(subject)
    reading: Reading
    if thing and not subject and right.startswith("的") and quantity.unit in ("%", "成"):
        reading = Reading(thing, "level", offset, "-", high + 1 + len(thing))
    elif lessen and change is None and not (thing and len(lessen["rest"]) < 2):
        name = lessen["rest"]
        reading = Reading(name, "decrease", offset)
        context.lessens = True
    elif _takes_object(subject, body, thing, quantity, change):
        reading = _read_thing(subject, body, thing, change, offset, high, right, quantity, context, continues)
    else:
        reading = _read_subject(subject, body, change, offset, quantity, context, continues)
    context.subject, context.begin = reading.indicator, reading.begin
    within = re.match(r"([^，。；在]{2,20})在.", words)
    context.frame = within[1] if within and first else context.frame
    if reading.action and change is None and len(body) > 4 and not bare_action(body):
        # 地区生产总值跨过3个万亿级关口、突破10万亿元: what comes next is said of the subject.
        doer = re.match(r"([^，。；]{3,20}?)(?:五年|累计)*(?:跨过|迈过|新增|拥有|获得|入选|建成|覆盖)", body)
        context.subject = doer[1] if doer else context.subject
    if _grows_by_nothing(quantity, right) or quantity.unit == "番":
        reading = rename(reading, reading.indicator, "increase")
    return [reading]


def _grows_by_nothing(quantity: Quantity, right: str) -> bool:
    """零增长 is an increase of nothing."""
    return quantity.value == 0 and right.startswith("增长")


def _read_proportion(found: re.Match[str], left: str, at: int, high: int, context: Context) -> Reading:
    verb, rest = found["verb"], found["rest"]
    change: Change = "level"
    if re.search(r"压|减|降|削|下调", verb):
        change = "decrease"
    elif re.search(r"提高|增|上调", verb):
        change = "increase"
    if rest:
        name = read_object(rest) or rest
        begin = at
    else:
        name, begin = re.sub(r"(?:按照?|以|，)$", "", strip_head(left)[0]) or context.subject, at
    context.subject, context.begin = name, begin
    return Reading(name, change, begin, end=high + found.end())


def _takes_object(subject: str, body: str, thing: str, quantity: Quantity, change: Change | None) -> bool:
    """Whether the thing measured stands right of the number."""
    if not thing or (change in ("increase", "decrease") and len(subject) > 2):
        return False
    unit = quantity.unit
    if not unit or re.search(r"%|百分点|成$|倍$|番$|‰", unit):
        return not subject and not body and len(thing) >= 2 and not re.match(r"[提增上下降减]", thing)
    if not unit.strip("万亿千百") or not re.search(
        r"元$|吨$|公里$|平方米$|亩$|千瓦$|千瓦时$|米$|斤$|公顷$|天$|小时$|分钟$", unit
    ):
        return True
    return not subject or is_action(subject) or is_action(body)


def _read_thing(
    subject: str,
    body: str,
    thing: str,
    change: Change | None,
    offset: int,
    high: int,
    right: str,
    quantity: Quantity,
    context: Context,
    continues: bool,
) -> Reading:
    action = bare_action(subject) or bare_action(body)
    if not action and continues and context.action and not subject:
        action = context.action
    context.action, context.thing = action or context.action, thing
    verb = "" if action in ("完成", "实现", "安排", "推进", "达", "有", "达到", "推动") else action
    if body and not action and len(subject) <= 8 and not re.search(r"[、等]$", subject):
        verb = subject
    return Reading(
        verb + thing,
        "decrease" if change == "decrease" else natural_change(quantity, True),
        offset,
        action or "-",
        high + right.find(thing) + len(thing),
    )


def is_only_verb(subject: str) -> bool:
    """Whether the words are a verb whose object the clause before named: 投用, 平均每天新增."""
    core = re.sub(r"^(?:平均|每天|每年|每月|日均|全[国省市区])+", "", subject)
    return is_action(core) and len(bare_action(core)) >= len(core) - 1


def _read_subject(
    subject: str,
    body: str,
    change: Change | None,
    offset: int,
    quantity: Quantity,
    context: Context,
    continues: bool,
) -> Reading:
    action = bare_action(subject)
    inherited = False
    name = subject
    if not subject or PRONOUN.match(subject):
        name, inherited = context.subject, True
        offset = context.begin if context.subject else offset
        if change is None and context.lessens and continues:
            change = "decrease"
    elif GENERIC.match(subject) and context.subject:
        name, inherited, offset = context.subject + subject, True, context.begin
    elif is_only_verb(subject) and (context.thing or context.subject):
        thing = context.thing or re.sub(rf"^{re.escape(context.action)}", "", context.subject)
        name, inherited, offset = subject + thing, True, context.begin
    elif continues and not action and context.action and change is None:
        if context.action not in ("完成", "实现", "安排", "推进", "-"):
            name, offset = context.action + subject, min(offset, context.begin)
        action = context.action
    elif continues and context.lessens and change is None and not action:
        change = "decrease"
    if not inherited:
        context.lessens = context.lessens and change == "decrease"
        context.action = action
        context.thing = subject[len(action) :] if action else subject
    return Reading(
        name,
        change or natural_change(quantity, bool(action) or bool(context.action)),
        offset,
        inherited=inherited,
    )
