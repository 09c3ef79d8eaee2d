"""Which quantities of a clause are measures, which are only background, and which are neither."""

from __future__ import annotations

import re
from typing import Literal

from compare.quantities import Quantity

Use = Literal["measure", "context", "none"]

_TIME = re.compile(
    r"(?:年|周年|个月|月|天|日|周|小时|个小时|分钟|秒|个工作日|学时|课时|载|个星期|夜|年期|周岁)\Z"
)
_LONG_TIME = ("年", "周年", "载", "年期", "周岁", "个月", "周", "月")
#: Before a number that speaks of a stretch of time or divides: 连续6年, 未来5年, 每10万人.
_SPAN_BEFORE = re.compile(
    r"(?:连续|连|未来|今后|近|过去|前|历时|为期|持续|这|用|满|每隔|时隔|以来|长达|力争|利用|经过|再有|仅|约|第)\Z"
)
_EVERY = re.compile(r"(?:每|逢)\Z")
_SPAN_AFTER = re.compile(
    r"[^，。；]{0,8}圈|来|以来|后|前|规划|行动|计划|时间|发展|目标|期间|间|圈|之|战略|一遇|攻坚|任期|建设|内(?=[^，。；]{0,3}(?:建成|完成|实现))|的|周期|纲要"
    r"|不打烊|自助|便利|营业|服务|值班|热线|生活|制|改革|滚动|工程|方案|蝉联|位居|保持|稳居|获|实现|全|累计|如|历程"
)
_NO_THING = re.compile(
    r"(?:个|大)?(?:方面|维度|维护|确立|意识|自信|阶段|领域|关键|毫不动摇|转变|环节|一律|(?<!”)“)"
)
_RANK = re.compile(r"(?:(?:位居|位列|排名|名列|跻身|稳居|跃居)[^，。]{0,8}|前|第)\Z")
#: Sizes that belong to a thing's name: 8英寸晶圆, 500千伏变电站.
_SIZE = re.compile(r"^(?:英寸|纳米|微米|千伏|kV|伏|nm|Hz|MHz|GHz|比特|兆|吨级|万吨级)$")
#: What may follow a time that something takes: 24小时在线监控, 1小时通达.
_TAKES_TIME = re.compile(r"在线|通达|办结|内|以内|可达|响应|达到|完成|到位|的?(?:时限|标准|上限|目标)")
#: 百亿产业, 超十亿“土特产”, 千万工程: sums that class a thing.
_MONEY_CLASS = re.compile(r"产业|工程|级|园区|集群|企业|项目|平台|行动|镇|县|[“”]|农业|链")
_GRADE_UNITS = frozenset("级期代版届号度章节页里")
_THRESHOLD_AFTER = re.compile(
    r"的?(?:重大|重点|工业|产业|省级|大|高)*(?:项目|企业|产业|人员|人群|人口|老人|老年人|集群|园区|农户|贷款|设备|机组|锅炉|船舶|居民|职工|单位|平台|规模)"
)
_THRESHOLD_UNITS = re.compile(r"元|平方米|公里|吨|千瓦|千伏|岁|年|亩|天|个月|小时|蒸吨|MW|kV")
_FIGURE_BEFORE = re.compile(
    r"(?:达到?|增至|增加到|升至|上升到|降至|下降到|提高到|提升至|提升到|为|突破|超过|缩小[到至]|控制在|保持在|稳定在|:|：)\Z"
)
_FIGURE_NAME = re.compile(r"指数|系数|比|评分|满意度|得分|值|水平|度|倍数|预期寿命")
_FROM = re.compile(r"(?:由|从)[^，。；、到至]{0,8}\Z")
_TO = re.compile(r"(?:到|至|为|并)\Z")
_AT_LEAST = re.compile(r"(?:至少|不少于|最少)[有要]?\Z")
_MADE = re.compile(
    r"新[建增设]|建成|建设|完成|实施|开工|培育|新|取消|下放|出台|制定|推出|整合|创建|获|建立|设立|开展|办理|达"
)
#: Units that an exact Chinese numeral counts; 二十国, 十分, 十项行动 are names or words.
_CHINESE_COUNTS = re.compile(
    r"家|座|所|名|户|件|台|套|辆|人|人次|公里|里|亩|吨|元|米|平方米|公顷|斤|公斤|场|艘|架|万"
)
_STANDING = re.compile(r"(?:的)?(?:人口|中国人|人民|多人|百姓|群众|同胞|各族|儿女)")


#: "单位：万元" above a table counts nothing.
_CAPTION = re.compile(r"(?:计量)?单位\s*[:：]?\s*$")


def judge_quantity(text: str, quantity: Quantity, low: int, high: int, following: Quantity | None) -> Use:
    """What the quantity is in its clause `text[low:high]`; `following` is the next one of the clause."""
    start, end = quantity.whole
    before, after = text[max(low, start - 16) : start], text[end:high]
    if quantity.kind == "plain":
        return _judge_plain(quantity, before, after)
    if quantity.kind != "measure" or _EVERY.search(before) or _CAPTION.search(text[max(0, start - 8) : start]):
        return "none"
    unit = quantity.unit
    written = quantity.written
    if not unit and quantity.bound in ("over", "about") and not after:
        return "none" if quantity.value is None else "measure"
    if unit.lstrip("万亿千百十") in _GRADE_UNITS:
        return "none"
    if unit.endswith(("岁", "周岁")):
        return "measure" if re.search(r"寿命|年龄", text[low:start]) else "none"
    if _NO_THING.match(after) and not unit.endswith(("元", "%", "人")):
        return "none"
    if re.match(r"级|元级", after):
        return "none"
    if _RANK.search(before) or (unit == "类" and before.endswith("个")):
        return "none"
    if _SIZE.search(unit) and after:
        return "none"
    if unit in ("亿", "万") and _MONEY_CLASS.match(after) and quantity.value in (1, 10, 100, 1000):
        return "none"
    if _TIME.search(unit):
        return _judge_time(quantity, before, after, text[low:start])
    if _is_chinese(text, quantity) and not _is_counted(quantity, before):
        return "none"
    threshold = quantity.bound in ("at_least", "at_most") and text[end - 2 : end] in ("以上", "以下", "以内")
    if threshold and _THRESHOLD_UNITS.search(unit) and _THRESHOLD_AFTER.match(after):
        return "context" if not after.startswith("的") else "none"
    if written and not unit and quantity.value is not None and quantity.value.denominator == 1:
        return "measure" if quantity.bound == "over" or after else "none"
    return "measure"


def _judge_plain(quantity: Quantity, before: str, after: str) -> Use:
    if quantity.value is None:
        return "none"
    if quantity.unit and (_FROM.search(before) or _AT_LEAST.search(before)) and not _SPAN_AFTER.match(after):
        return "measure"
    if quantity.unit == "档" and (_TO.search(before) or re.match(r"并|的?(?:降|简|减)", after)):
        return "measure"
    if quantity.unit or quantity.value_max is not None:
        return "none"
    bare = not after or after[0] in "、和与以分的"
    if (
        bare
        and _FIGURE_BEFORE.search(before)
        and (_FIGURE_NAME.search(before) or quantity.value.denominator != 1)
    ):
        return "measure"
    return "none"


def _judge_time(quantity: Quantity, before: str, after: str, left: str) -> Use:
    """Times are measures where something takes or lasts that long: 压缩至3个工作日."""
    unit = quantity.unit
    if quantity.bound != "exact" and re.match(r"(?:的)?(?:人员|职工|老|企业|设备|车辆|未就业)", after):
        return "context"
    moved = re.search(
        r"(?:[到至为由从]|压减|压缩|缩短|延长|提前|减少|增加|降低|控制在|不少于|不超过|达到?|推迟)(?:[^，。]{0,3})\Z",
        before,
    )
    if moved and not _SPAN_BEFORE.search(before) and not re.match(r"来|以来|圈|规划|行动", after):
        return "measure"
    if _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after) or quantity.bound == "about":
        return "none"
    if any(unit.endswith(word) for word in _LONG_TIME):
        if quantity.bound == "at_most":
            return "context"
        return "measure" if quantity.bound != "exact" and left else "none"
    if not after and re.search(r"时间|天数|时限|周期|时长|平均|用时|日均", left):
        return "measure"
    if not after:
        return "measure" if left else "none"
    return "measure" if _TAKES_TIME.match(after) else "none"


def _is_chinese(text: str, quantity: Quantity) -> bool:
    return text[quantity.start] in "一二三四五六七八九十百千万亿两数几半"


def _is_counted(quantity: Quantity, before: str) -> bool:
    """Whether Chinese numerals count something (十余家, 百场) rather than belong to a name (十项行动, 万人)."""
    unit, value = quantity.unit, quantity.value
    if value is None:
        return False
    if quantity.bound != "exact" or value.denominator != 1 or unit in ("%", "成", "番", "倍"):
        return not (quantity.bound == "at_least" and not unit and quantity.written == "1")
    if not unit:
        return False
    if unit[0] in "万亿千百" and len(unit) > 1:
        return value not in (1, 10, 100, 1000) or before.endswith(("达", "达到", "规模", "投资"))
    if unit in ("万", "亿"):
        return value > 1
    round_number = str(value).strip("0") == "1"
    if round_number and value > 10:
        return unit in (
            "场",
            "家",
            "个",
            "项",
            "名",
            "支",
            "件",
            "座",
            "所",
            "条",
            "公里",
            "亩",
            "元",
            "场次",
            "处",
        )
    return value >= 10 and (
        _CHINESE_COUNTS.fullmatch(unit) is not None or (unit == "个" and bool(_MADE.search(before)))
    )


def describes_people(after: str) -> bool:
    """Whether the words after a number only say how large the nation is: 近14亿人口的大国."""
    return bool(_STANDING.match(after))
