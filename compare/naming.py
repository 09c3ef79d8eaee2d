"""What a Chinese clause says of a number: the indicator's name and how it changes.

Read from the words left of the number (国内生产总值增长 6.7%), or right of it after a bare verb
(新设 12个 跨境电子商务综合试验区); verbs at the seam tell the change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.model import Change
from compare.quantities import Quantity

_RISE = r"增长|增产|增加|提高|上升|上涨|提升|攀升|回升|扩大|涨|增|升"
_FALL = r"下降|减产|降低|减少|压减|压缩|下调|缩减|缩短|回落|削减|缩小|收窄|压降|调减|下滑|减|降|跌"
_RISE_NOUN = r"涨幅|增幅|增速|增长率|增长速度"
_FALL_NOUN = r"降幅|跌幅|下降率|降低率"
_ADVERB = (
    r"实际|同比|环比|名义|分别|均|都|各|累计|进一步|继续|将|要|拟|再|又|首次|已经|已|大幅|大幅度|平均|年均|每年|预期|预计|总体|基本|稳步|"
    r"持续|年内|年底前|连续\d{1,2}年|(?:比|较)(?:20\d\d年[底末]?|上年同期|上年|去年)|[三四五]年|力争|确保|可以|可|共计|合计|共|全部|提前|成功|只|仅|由负转正"
    r"|逆势|平稳|快速|较快|稳定|一律|至少有|至少|有望|达|显著|明显|有效|同步"
    r"|同口径|"
    r"(?:比(?![重例率值])|较|比较)[^，。；、]{1,10}?(?=高|低|多|少|增|减|提|上升|下降|降|快|扩|缩|翻)"
)
_REACH = (
    r"(?:拟|设|确)?定为|达到了?|达成|达|突破了?|超过了?|超|为|是|稳定在|稳定|保持在|维持在|保持|维持|控制在|控制|迈上|跃上|跃升至|站上|实现|完成|共有|占|在|"
    r"有望达到|安排|按照|按|接近|近|逾|约|不低于|不高于|不超过|位于|居|有"
)
_MOVED = (
    rf"(?:{_RISE}|{_FALL}|拓展|延长|调整|上调|简并|整合|恢复|优化|提速|放宽|推进|扩|缩|转|攀升|跃升|并|改|发展|壮大|升格|扩容|扩面|集聚|回升|增补)"
    r"(?:到|至|为|成)"
)
_TAIL_MOVED = re.compile(
    rf"(?:{_ADVERB})*(?P<verb>{_MOVED}|(?<=[一二三四五六七八九十档])并|[到至](?=$))(?:{_ADVERB})*$"
)
_TAIL_CHANGE = re.compile(
    rf"(?:{_ADVERB}|的)*"
    rf"(?P<verb>{_RISE_NOUN}|{_FALL_NOUN}|{_RISE}|{_FALL}|(?<![提最更])高(?:出|于)?|(?<!最)低(?:于)?|多|少|快(?:于)?)了?"
    rf"(?:{_ADVERB}|均?(?:达到|达|为|超过|在|保持在|保持|控制在|约|近|按|超))*$"
)
_TAIL_REACH = re.compile(
    rf"(?:{_ADVERB}|比例|由|从)*(?:{_REACH})(?:{_ADVERB})*$|(?:{_ADVERB})+$|(?:是|为"
    rf"|相当于)[^，。；]{{1,10}}的$|(?:由|从|以|用于|于|了|的|给予|约)$"
)

#: Words before the indicator that are none of it.
_HEAD = re.compile(
    r"^(?:(?:今年|去年|全年|本年|年末|年底|年内|其中|同时|此外|另外|目前|当年|届时|预计|预期|力争|确保|争取|努力|务必|保证|坚决|继续|进一步|一律|并|也|则|"
    r"加快|加力|深入|大力|积极|扎实|统筹|认真|有序|全面|高质量|高水平|高标准|拟|将|要|再|又|已|共|累计|约|先后|以来|分别|计划|推动|推进|实现|完成|促进|保持|安排|达到|新的一年"
    r"|一年来|五年来|五年|四年来|三年来|过去五年|"
    r"到(?:19|20)\d\d年|(?:19|20)\d\d年底?(?!版)|“?十[一二三四五六七八九]?五”?(?:期间|时期|末)|到“?十[一二三四五六七八九]?五”?末|"
    r"上半年|前三季度|[一二三四]季度|\d{1,2}月(?:份|底|末)?|使|让|把|将|对(?=拖欠)|为(?=[^企个])|[一二三四五六七八九十]是|向(?=推进)|带头)[，、：:]?"
    r"|[\s\u200b、和与及—·•*]+)+"
)
#: Verbs after which the thing that is counted follows the number (or stands before it).
_ACTION = re.compile(
    r"(?:新(?:建改建|改扩建|改建|开工|开通|增|建|设|开|认定|培育|引进|登记|创建|组建|签约|投产|获批|入库|种)|改造提升|改建|扩建|改造|设立|建成投用|建成|建设|开工建设|开工|"
    r"竣工|完工|启动建设|启动|实施|推进|创建|培育|引进|引育|打造|投用|投放|投入|取消|下放|清理规范|清理|制定修订|制定|修订|出台|提请[^，。]{0,16}审议|提请|资助|发放|"
    r"组织|举办|承办|开展|开通|续建|签约|落地|组建|修复|治理|整治|盘活|供应|筹集|认定|入选|获评|获批|获得|荣获|带动|帮助|支持|扶持|惠及|转移|安置|"
    r"布局|建立|成立|挂牌|整合|优化调整|调整|增设|设置|储备|谋划|争取|招引|集聚|吸引|选派|招募|招聘|培训|救助|办理|办结|化解|处置|查处|关停|拆除|腾退|"
    r"提供|覆盖|收储|出让|完成|实现|安排|新增|拥有|共有|有|达|形成|建|推出|推广|打通|加装|更新|种植|造林|绿化|植树|降低|提高|减少|推动|遴选|评选|创成|运营|落实|消除|整改|"
    r"解决|保障|稳定|促成|接待|发行|归集|上线|设|招收|扩招|搬迁|实现|聘请|表彰|派出|参与|审议|发布|受理|偿还|兑付|争创|配备|拓宽|构建|配置|交付|收购|回收|淘汰|退出|铺设|架设"
    r"|敷设|疏浚|加固)了?$"
)
#: Verbs at the beginning that lessen what follows: 退出钢铁产能6500万吨.
LESSEN = re.compile(
    r"^(?:要|再|继续|进一步|大幅|累计|共|净|全年|预计|力争)*(?:减少|压减|降低|退出|淘汰|压缩|削减|缩减|下调|化解|压降|去除|少用|减免)(?:了|、停建、缓建)?(?!率"
    r"|幅)(?P<rest>.+)"
)
GENERIC = re.compile(
    r"^(?:总量|规模|总规模|总额|总数|总值|数量|增速|比重|占比|余额|面积|总面积|人数|总人数|产值|总产值|增量|比例|报销比例|位次|其中.{0,4}|人均|户均|年均|日均|同比|增加"
    r"|总投资|投资额?|里程|总里程|平均|增加值|营业收入|营收|利润|产量|成交额|总投资额|占.{2,16}|同比.{0,4})$"
)
PRONOUN = re.compile(
    r"^(?:其|该|这|此|各地|比[^，。；]{1,10}|较[^，。；]{1,10}|同比|环比|实际|名义|分别|均|平均|年均|约|总体|首次|并|且|再|又|比例"
    r"|幅度|每年|平均每天|可|达)*$"
)
PROPORTION = re.compile(
    r"^的(?:幅度|比例|速度|标准|增速|水平|额度)(?:，)?(?P<verb>[^，。；、]{0,4}?(?:压减|压缩|削减|降低|下调|减少|提高|增加"
    r"|增长|安排|上调|递增|递减|发放|补助|增列|给予))(?P<rest>[^，。；]*)"
)
_RIGHT_STOP = re.compile(r"[，。；：、！（(]|(?<=.)(?:等(?=[，。；、]|$)|的同时|[，。])")
_NOT_THING = re.compile(
    r"^(?:的|地(?=[提推加开])|新?台阶|大关|关口|以|左右|上下|，|。|（|\(|、|和|与|及|至|到|；|并|且|时|中|占|高于|低于|比|较|用于|起|，|调整|提高|降|升|增|减"
    r"|达|为|是|来自|属于"
    r"|位居|居全|居|的(?:幅度|速度|水平))"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number is said of: indicator, change, where its words begin, and the verb for what follows."""

    indicator: str
    change: Change
    begin: int
    action: str = ""
    end: int = 0
    inherited: bool = False


@dataclass
class Context:
    """What a sentence has said so far, for clauses that leave it out."""

    subject: str = ""
    action: str = ""
    thing: str = ""
    frame: str = ""
    begin: int = 0
    lessens: bool = False


_LEVEL_UNIT = re.compile(
    r"(?:%|‰|成|元|个百分点|个基点|美元|天|日|小时|分钟|秒|年|月|岁|档|分|:.*|[/／].*|每.*|摄氏度|度|倍|吨标准煤)$|元/|/|^$"
)


def natural_change(quantity: Quantity, action: bool = False) -> Change:
    """The change of a bare number: rates, money and time are levels; people, things, works are counts."""
    unit = quantity.unit
    if not unit:
        return "level"
    if _LEVEL_UNIT.search(unit):
        return "level"
    if re.search(r"(?:亩|公里|米|吨|公顷|斤|千瓦|千瓦时|方|桶|标箱|千米)$", unit):
        return "count" if action else "level"
    return "count"


def strip_head(words: str) -> tuple[str, int]:
    """`words` without time and mood words before the indicator, and how many characters went."""
    head = _HEAD.match(words)
    cut = head.end() if head else 0
    return words[cut:], cut


def strip_tail(words: str) -> tuple[str, Change | None, str]:
    """`words` without the verb at the seam to the number; the change it tells, if any; the verb.

    提高到 and its like give a level, 增长 an increase; 达到 says nothing (None).
    """
    words = re.sub('[\\s\u200b“"*：:]+$', "", words)
    moved = _TAIL_MOVED.search(words)
    if moved:
        return words[: moved.start()], "level", moved["verb"]
    changed = _TAIL_CHANGE.search(words)
    if changed:
        verb = changed["verb"]
        if _is_real_change(words, changed):
            falls = re.fullmatch(rf"{_FALL_NOUN}|{_FALL}|低于?|少", verb)
            return words[: changed.start()], "decrease" if falls else "increase", verb
    reach = ""
    while True:
        found = _TAIL_REACH.search(words)
        if not found or not found[0]:
            return words, None, reach
        reach = found[0] + reach
        words = words[: found.start()]
        changed = _TAIL_CHANGE.search(words)
        if changed and len(changed["verb"]) > 1 and _is_real_change(words, changed):
            falls = re.fullmatch(rf"{_FALL_NOUN}|{_FALL}", changed["verb"])
            return words[: changed.start()], "decrease" if falls else "increase", changed["verb"]


def _is_real_change(words: str, found: re.Match[str]) -> bool:
    """Single characters such as 高, 增, 减 are often the end of a word (提高, 新增, 裁减)."""
    verb, at = found["verb"], found.start("verb")
    before = words[at - 1 : at]
    if verb in ("增", "减", "降", "升", "涨", "跌"):
        return before not in ("新", "净", "裁", "扩", "税", "缩", "精") or verb in ("降", "升", "涨", "跌")
    if verb in ("高", "低", "多", "少", "快"):
        return before not in (
            "提",
            "最",
            "更",
            "较",
            "不",
            "至",
            "很",
            "降",
            "减",
            "最",
            "许",
            "众",
            "加",
        ) and bool(re.search(r"比|较|高于|低于", words))
    return verb != "增长" or not words.endswith("经济增长贡献")


def read_object(words: str) -> str:
    """The thing that is counted, right of the number: up to the next mark, at most about 24 characters."""
    if not words or _NOT_THING.match(words):
        return ""
    stop = _RIGHT_STOP.search(words)
    thing = words[: stop.start()] if stop else words
    thing = re.sub(
        r"(?:[、和与及]|(?<=[率例重量值])(?:均|总体|继续)?(?:达到?|为|超过|突破))+$", "", thing
    ).strip("\"' \u200b*")
    return thing if len(thing) <= 30 else thing[:30]


def is_action(words: str) -> bool:
    """Whether `words` end in a verb whose object follows."""
    return bool(_ACTION.search(words))


def bare_action(words: str) -> str:
    """The first verb of `words` if they begin with one: 新建改建 of 新建改建高速公路."""
    for length in range(min(8, len(words)), 0, -1):
        found = _ACTION.search(words[:length])
        if found and found.start() == 0:
            return found[0]
    return ""
