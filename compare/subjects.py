"""Lists: one number said of several indicators, or several numbers handed out to them."""

from __future__ import annotations

import re

from compare.model import Change
from compare.naming import Reading, strip_head
from compare.quantity import Quantity

JOINT = re.compile(r"[\s\u200b]*(?:、|和|与|及|以及|，|或|/)[\s\u200b]*")
_SHARED = re.compile(r"分别|均|都|各(?!类|级|地|项|市|区|县|种)|双双")
#: What a list shares at its end: 二氧化硫、氮氧化物排放量.
_SHARED_HEAD = re.compile(
    r"(?:排放总量|排放量|增加值|零售额|投资|收入|支出|产量|产值|比重|占比|总额|总量|面积|里程|人口|价格|余额|产能|率|数|人数|浓度|费用|贷款|覆盖率"
    r"|满意率|救援率|入园率|巩固率|毛入学率|毛入园率|入学率|贡献率|达标率|用电量|吞吐量|客运量|货运量|成交额|税率|消费|出口|进口|营业收入|利润|增速"
    r"|建设)$"
)
_COMMA_LIST = re.compile("、")
#: 和 is a part of 和美, 和谐, 共和, 与 of 参与, 及 of 普及.
_AND_LIST = re.compile(r"、|(?<!共)和(?![美谐平睦])")
_AND = re.compile(r"、|以及|(?<!共)和(?![美谐平睦])|(?<!参)与(?!.*之比)|(?<![普涉惠])及(?![时格以其])")


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
    found = _SHARED_HEAD.search(last, 1)
    head = found[0] if found else ""
    unlike = any(abs(len(last) - len(head) - len(part.removesuffix(head))) > 3 for part in parts[:-1])
    if wanted is None and not shared and (not head or unlike):
        return [words]
    if len(last) > 6 and all(len(part) <= 3 for part in parts[:-1]) and not last.startswith(("各", "其他")):
        # 城镇和农村人均住房面积: the first ones stand for as many characters of the last
        return [*(part + last[len(part) :] for part in parts[:-1]), last]
    if head and not all(_SHARED_HEAD.search(part) for part in parts[:-1]):
        parts = [*(part if _SHARED_HEAD.search(part) else part + head for part in parts[:-1]), last]
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


def take_list(text: str, kept: list[Quantity], index: int, at: int) -> list[Quantity]:
    """The numbers from `index` on that stand in one list: 5.6%和4%; of several units only after 分别."""
    group = [kept[index]]
    mixed = "分别" in text[at : kept[index].whole[0]]
    for following in kept[index + 1 :]:
        between = text[group[-1].whole[1] : following.whole[0]]
        if not JOINT.fullmatch(between) or (following.unit != group[0].unit and not mixed):
            break
        group.append(following)
    return group


def hand_out(
    group: list[Quantity], readings: list[Reading], left: str
) -> list[tuple[Quantity, list[Reading], bool]]:
    """Give the numbers of a list to the indicators of a list, or one number to all of them."""
    first = readings[0]
    if len(group) > 1:
        names = split_subjects(first.indicator, len(group), True)
        if len(names) != len(group) == 2 and "城乡" in first.indicator:
            names = [first.indicator.replace("城乡", part) for part in ("城镇", "农村")]
        if len(names) == len(group):
            return [(q, [rename(first, name)], False) for q, name in zip(group, names, strict=True)]
        return [(quantity, readings, False) for quantity in group]
    whole = bool(first.action) or "等" in first.indicator
    names = [first.indicator] if whole else split_subjects(first.indicator, None, bool(_SHARED.search(left)))
    return [(group[0], [rename(first, name) for name in names], False)]


def rename(reading: Reading, name: str, change: Change | None = None) -> Reading:
    name = re.sub(r"(?:要|将|预期|预计)$", "", strip_head(name)[0]) or reading.indicator
    return Reading(
        name, change or reading.change, reading.begin, reading.action, reading.end, reading.inherited
    )
