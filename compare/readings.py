"""Put a Chinese clause's numbers and words together: one reading or several for each measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compare.model import Change
from compare.naming import (
    _GENERIC,
    _LESSEN,
    _PRONOUN,
    _PROPORTION,
    Reading,
    bare_action,
    is_action,
    natural_change,
    read_object,
    strip_head,
    strip_tail,
)
from compare.quantities import Quantity

_JOINT = re.compile(r"[\s\u200b]*(?:、|和|与|及|以及|，|或|/)[\s\u200b]*")
_SHARED = re.compile(r"分别|均|都|各(?!类|级|地|项|市|区|县|种)|双双")
_FROM_WORDS = re.compile(r"(?:由|从)(?P<words>[^，。；由从]{0,14})$")
#: What ends the words between A and B: 增加到, 提高到2012年的, 转为增长.
_ONWARD = re.compile(r"(?:到|至|为|成|并|转为?)[“\s]*(?:下降|增长|(?:(?:19|20)\d\d年|去年|今年|现在|目前|当前)?(?:年?[底末])?的?(?:人均|每人)?(?:每[月年])?)?(?:约)?[“]?$")
#: What a list shares at its end: 二氧化硫、氮氧化物排放量.
_SHARED_HEADS = ["排放总量", "排放量", "增加值", "零售额", "投资", "收入", "支出", "产量", "产值", "比重", "占比", "总额", "总量", "面积", "里程", "人口", "价格", "余额", "产能", "率", "数", "人数", "浓度", "费用", "贷款", "覆盖率", "满意率", "救援率", "入园率", "巩固率", "毛入学率", "毛入园率", "入学率", "贡献率", "达标率", "用电量", "吞吐量", "客运量", "货运量", "成交额", "税率", "消费", "出口", "进口", "营业收入", "利润", "增速", "建设"]


@dataclass
class Context:
    """What a sentence has said so far, for clauses that leave it out."""

    subject: str = ""
    action: str = ""
    thing: str = ""
    frame: str = ""
    begin: int = 0
    lessens: bool = False
    pending: list[str] = field(default_factory=list)


_COMMA_LIST = re.compile("、")
#: 和 is a part of 和美, 和谐, 共和, 与 of 参与, 及 of 普及.
_AND_LIST = re.compile(r"、|(?<!共)和(?![美谐平睦])")
_AND = re.compile(r"、|以及|(?<!共)和(?![美谐平睦])|(?<!参)与(?!.*之比)|(?<![普涉惠])及(?![时格])")


def split_subjects(words: str, wanted: int | None, shared: bool) -> list[str]:
    """The indicators of a list that shares a number or takes several: 二氧化硫、氮氧化物排放量.

    `wanted` is how many numbers there are (None: one for all).  Without 分别 or 均 only a list
    with a shared end is taken apart, as 科技和教育投入 may be one thing.
    """
    parts = [part for part in _AND.split(words) if part.strip()]
    if wanted is not None and wanted > 1 and len(parts) > wanted:
        parts = _join_to(words, wanted)
    if len(parts) < 2 or (wanted is not None and wanted > 1 and len(parts) != wanted):
        return [words]
    last = parts[-1]
    head = max((head for head in _SHARED_HEADS if last.endswith(head) and len(last) > len(head)), key=len, default="")
    if wanted is None and not shared and (not head or any(len(part) > 14 for part in parts)):
        return [words]
    heads = tuple(_SHARED_HEADS)
    if len(last) > 6 and all(len(part) <= 3 for part in parts[:-1]) and not last.startswith(("各", "其他")):
        # 城镇和农村人均住房面积: the first ones stand for as many characters of the last
        return [*(part + last[len(part) :] for part in parts[:-1]), last]
    if head and not all(part.endswith(heads) for part in parts[:-1]):
        parts = [*(part if part.endswith(heads) else part + head for part in parts[:-1]), last]
    elif wanted is None and not shared and not all(part.endswith(head) for part in parts[:-1]):
        return [words]
    return [part.strip() for part in parts]


def _join_to(words: str, wanted: int) -> list[str]:
    """`wanted` parts, cut at 、 first; 和 and 与 inside a name stay."""
    for pattern in (_COMMA_LIST, _AND_LIST, _AND):
        parts = [part for part in pattern.split(words) if part.strip()]
        if len(parts) == wanted:
            return parts
    return [words]


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
        group = _distributed(text, kept, index, at)
        following = kept[index + len(group)].whole[0] if index + len(group) < len(kept) else end
        left, right = text[at:low], text[group[-1].whole[1] : following]
        origin, moved = _starting_point(text, kept, index, at, end)
        if origin:
            readings = _read_origin(left, at, quantity, context)
            results.append((quantity, readings, True))
            index, at = index + 1, high
            continue
        if results and results[-1][2] and not moved:
            moved = bool(re.match(r"\s*(?:的[^，。；]{0,8})?[^，。；]{0,10}?(?:到|至|为|成|并)", left))
        if results and results[-1][2]:
            readings = [_read_destination(left, at, quantity, results[-1][1][0], context)]
        else:
            readings = _read_one(left, right, at, high, quantity, context, first=at == start, bracketed=bracketed)
        results += _hand_out(group, readings, left)
        index += len(group)
        at = max(group[-1].whole[1], min(readings[0].end, following))
    return results


def _distributed(text: str, kept: list[Quantity], index: int, at: int) -> list[Quantity]:
    """The numbers from `index` on that stand in one list: 5.6%和4%; of several units only after 分别."""
    group = [kept[index]]
    mixed = "分别" in text[at : kept[index].whole[0]]
    for following in kept[index + 1 :]:
        between = text[group[-1].whole[1] : following.whole[0]]
        if not _JOINT.fullmatch(between) or (following.unit != group[0].unit and not mixed):
            break
        group.append(following)
    return group


def _hand_out(group: list[Quantity], readings: list[Reading], left: str) -> list[tuple[Quantity, list[Reading], bool]]:
    """Give the numbers of a list to the indicators of a list, or one number to all of them."""
    first = readings[0]
    if len(group) > 1:
        names = split_subjects(first.indicator, len(group), True)
        if len(names) == len(group):
            return [(q, [_renamed(first, name)], False) for q, name in zip(group, names, strict=True)]
        return [(quantity, readings, False) for quantity in group]
    whole = bool(first.action) or "等" in first.indicator
    names = [first.indicator] if whole else split_subjects(first.indicator, None, bool(_SHARED.search(left)))
    return [(group[0], [_renamed(first, name) for name in names], False)]


def _renamed(reading: Reading, name: str, change: Change | None = None) -> Reading:
    name = re.sub(r"(?:要|将|预期|预计)$", "", strip_head(name)[0]) or reading.indicator
    return Reading(name, change or reading.change, reading.begin, reading.action, reading.end, reading.inherited)


def _starting_point(text: str, kept: list[Quantity], index: int, at: int, end: int) -> tuple[bool, bool]:
    """Whether the number is where a change begins: 由A提高到B, 现行16%的税率降至13%, 三档并两档."""
    if index + 1 >= len(kept):
        return False, False
    low, high = kept[index].whole
    following = kept[index + 1].whole[0]
    left, between = text[at:low], text[high:following]
    goes = _ONWARD.search(between)
    if goes and len(between) <= 20 and (_FROM_WORDS.search(left) or re.search(r"(?:由|从)“$", left)):
        return True, True
    if goes and re.match(r"的[^，。；、]{1,8}(?:降|提|升|增|调|减)", between) and len(between) <= 14:
        return True, True
    if between in ("并", "至", "提高到", "提高至", "降至", "降为", "增至", "增加到") and kept[index + 1].unit == kept[index].unit:
        return True, True
    return False, False


def _read_origin(left: str, at: int, quantity: Quantity, context: Context) -> list[Reading]:
    found = _FROM_WORDS.search(left)
    words = left[: found.start()] if found else left
    inner = found["words"] if found else ""
    subject, cut = strip_head(words)
    subject, change, _ = strip_tail(subject)
    subject = re.sub(r"(?:现行|原有|原来|目前|原)$", "", subject)
    begin = at + cut
    if not subject or _PRONOUN.match(subject):
        subject, begin = context.subject, context.begin
    elif _GENERIC.match(subject) and context.subject:
        subject, begin = context.subject + subject, context.begin
    own = strip_tail(inner)[1]
    context.subject, context.begin, context.action, context.thing = subject, begin, "", ""
    return [Reading(subject, own or change or "level", begin)]


def _read_destination(left: str, at: int, quantity: Quantity, origin: Reading, context: Context) -> Reading:
    noun = re.match(r"的(?P<noun>[^，。；、]{1,8}?)(?:降|提|升|增|调|减|下|上)", left)
    _, change, verb = strip_tail(left)
    turned = re.search(r"转为(增长|下降)", left)
    if turned:
        change = "increase" if turned[1] == "增长" else "decrease"
    elif change is None or verb.endswith(("到", "至", "为", "成")):
        change = "level"
    name = origin.indicator + (noun["noun"] if noun and noun["noun"] not in origin.indicator else "")
    context.subject = name
    return Reading(name, change, origin.begin)


def _read_one(
    left: str, right: str, at: int, high: int, quantity: Quantity, context: Context, *, first: bool, bracketed: bool
) -> list[Reading]:
    joined = _JOINT.match(left)
    continues = bool(joined) and not first
    words = left[joined.end() :] if joined and continues else left
    proportion = _PROPORTION.match(right)
    if proportion and (proportion["rest"] or context.subject):
        return [_read_proportion(proportion, left, at, high, context)]
    frame = re.match(r"的?(?:情况|背景|形势|条件|基础|前提)之?[下上]，?", words)
    if frame:  # 外贸在对美贸易下降三成的情况下增长12%
        words, cut = words[frame.end() :], frame.end()
        context.subject = context.frame or context.subject
    body, cut = strip_head(words)
    offset = at + (joined.end() if joined and continues else 0) + cut
    subject, change, verb = strip_tail(body)
    taken = max(subject.rfind("把"), subject.rfind("，将"))
    if taken >= 0:
        subject, offset = subject[taken + 1 :], offset + taken + 1
    thing = read_object(right)
    if not thing and not subject and right.startswith("的") and quantity.unit == "%":
        thing = read_object(right[1:])  # 95%以上的村集体经营性收入超过10万元
    lessen = _LESSEN.match(subject)
    reading: Reading
    if lessen and change is None and not (thing and len(lessen["rest"]) < 2):
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
    if text_after_zero(quantity, right) or quantity.unit == "番":
        reading = _renamed(reading, reading.indicator, "increase")
    return [reading]


def text_after_zero(quantity: Quantity, right: str) -> bool:
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
    if not unit.strip("万亿千百") or not re.search(r"元$|吨$|公里$|平方米$|亩$|千瓦$|千瓦时$|米$|斤$|公顷$|天$|小时$|分钟$", unit):
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


def _only_verb(subject: str) -> bool:
    """Whether the words are a verb whose object the clause before named: 投用, 平均每天新增."""
    core = re.sub(r"^(?:平均|每天|每年|每月|日均|全[国省市区])+", "", subject)
    return is_action(core) and len(bare_action(core)) >= len(core) - 1


def _read_subject(
    subject: str, body: str, change: Change | None, offset: int, quantity: Quantity, context: Context, continues: bool
) -> Reading:
    action = bare_action(subject)
    inherited = False
    name = subject
    if not subject or _PRONOUN.match(subject):
        name, inherited = context.subject, True
        offset = context.begin if context.subject else offset
        if change is None and context.lessens and continues:
            change = "decrease"
    elif _GENERIC.match(subject) and context.subject:
        name, inherited, offset = context.subject + subject, True, context.begin
    elif _only_verb(subject) and (context.thing or context.subject):
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
        name, change or natural_change(quantity, bool(action) or bool(context.action)), offset, inherited=inherited
    )
