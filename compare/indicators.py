"""What an indicator is called, and whether more of it is better: small tables that anyone can extend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

#: Names of one indicator; the first is the one it is known by.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    (
        "地区生产总值",
        "生产总值",
        "国内生产总值",
        "GDP",
        "经济增长",
        "经济",
        "经济总量",
        "国民经济",
        "gross domestic product",
        "the economy",
        "economy",
        "real GDP",
    ),
    ("人均地区生产总值", "人均生产总值", "人均国内生产总值", "人均GDP"),
    ("社会消费品零售总额", "社零", "社零总额", "社会消费品零售额", "社会消费品零售"),
    (
        "居民消费价格",
        "CPI",
        "居民消费价格指数",
        "居民消费价格总水平",
        "物价",
        "消费价格",
        "居民消费物价",
        "inflation",
        "consumer prices",
    ),
    ("城镇调查失业率", "调查失业率", "城镇调查失业人员比率"),
    ("城镇登记失业率", "登记失业率"),
    (
        "城镇新增就业",
        "新增城镇就业",
        "城镇新增就业人数",
        "新增就业",
        "城镇新增就业人员",
        "城镇就业",
        "城镇新增就业岗位",
    ),
    ("固定资产投资", "固投", "全社会固定资产投资", "固定资产投资额", "固定资产投资总额"),
    ("规模以上工业增加值", "规上工业增加值", "规模工业增加值", "规上工业", "规模以上工业"),
    (
        "一般公共预算收入",
        "地方一般公共预算收入",
        "财政收入",
        "地方财政收入",
        "公共财政预算收入",
        "财政总收入",
    ),
    (
        "进出口总额",
        "外贸进出口总额",
        "货物进出口总额",
        "进出口总值",
        "外贸进出口",
        "进出口",
        "货物进出口",
        "外贸进出口总值",
        "货物进出口总值",
    ),
    ("实际使用外资", "实际利用外资", "外商直接投资", "实际到位外资", "实际利用外商直接投资", "使用外资"),
    (
        "居民人均可支配收入",
        "全体居民人均可支配收入",
        "全国居民人均可支配收入",
        "居民可支配收入",
        "居民收入",
        "全市居民人均可支配收入",
        "全省居民人均可支配收入",
        "全体居民人均可支配收入增速",
    ),
    ("城镇居民人均可支配收入", "城镇常住居民人均可支配收入", "城镇居民收入"),
    ("农村居民人均可支配收入", "农村常住居民人均可支配收入", "农民收入", "农民人均纯收入", "农村居民收入"),
    (
        "单位国内生产总值能耗",
        "单位地区生产总值能耗",
        "单位生产总值能耗",
        "单位GDP能耗",
        "万元GDP能耗",
        "万元生产总值能耗",
        "能耗强度",
        "单位国内生产总值能源消耗",
    ),
    (
        "单位国内生产总值二氧化碳排放",
        "单位地区生产总值二氧化碳排放",
        "单位GDP二氧化碳排放",
        "碳排放强度",
        "单位生产总值二氧化碳排放",
        "单位GDP碳排放",
        "单位地区生产总值碳排放",
    ),
    (
        "研发经费投入强度",
        "全社会研发经费投入强度",
        "研发投入强度",
        "R&D经费投入强度",
        "全社会研发投入强度",
        "研发经费支出占地区生产总值比重",
        "全社会研发经费支出占国内生产总值比重",
        "全社会研发经费支出与国内生产总值之比",
        "研发经费支出与生产总值之比",
        "研发经费投入占GDP比重",
    ),
    (
        "细颗粒物浓度",
        "PM2.5平均浓度",
        "PM2.5年均浓度",
        "PM2.5浓度",
        "细颗粒物（PM2.5）浓度",
        "细颗粒物（PM2.5）平均浓度",
        "细颗粒物年均浓度",
        "细颗粒物（PM2.5）年均浓度",
        "PM2.5",
    ),
    (
        "空气质量优良天数比例",
        "空气质量优良率",
        "优良天数比例",
        "空气优良率",
        "优良天数比率",
        "空气质量优良天数比率",
    ),
    ("农村贫困人口", "贫困人口", "农村贫困人口减少", "减少农村贫困人口"),
    ("广义货币M2", "广义货币", "M2", "广义货币供应量", "M2供应量"),
    ("常住人口城镇化率", "城镇化率", "常住人口城镇化水平"),
    ("粮食产量", "粮食总产量", "粮食总产"),
    ("铁路投资", "铁路建设投资", "铁路固定资产投资"),
    ("新增地方政府专项债券", "地方政府专项债券", "地方专项债券", "专项债券"),
    ("企业研发费用加计扣除比例", "研发费用加计扣除比例"),
    ("棚户区住房改造", "棚户区改造", "棚改", "各类棚户区改造", "棚户区住房改造开工"),
    ("unemployment rate", "resident unemployment rate", "jobless rate"),
)

#: Less is better of these: a bound on them is a ceiling.
_LOWER = re.compile(
    r"失业率|居民消费价格|消费价格|物价|(?<!综合)能耗|能源消耗|排放|PM2\.?5|细颗粒物|PM10|可吸入颗粒物|浓度|贫困(?:人口|发生率)|赤字|成本|负担|税负|"
    r"死亡|事故|发案|收费|电价|资费|产能(?!利用)|杠杆率|负债率|债务|不良贷款|收入比|差距|基尼|时间|审批事项|审批时限|时限|用水量|水耗|煤耗|"
    r"漏损率|欠薪|劣[Ⅴ五V]类|零就业|一般性支出|“?三公”?经费|库存|违约|关税|税率|存款准备金率|融资成本|自付|个人负担|病死率|通胀|"
    r"\b(?:unemployment|inflation|deficit|emissions?|debt|deaths?|poverty|losses|waste)\b",
    re.IGNORECASE,
)
#: More is better of these, though a word of the list above may stand in them.
_HIGHER = re.compile(
    r"生产总值$|GDP$|增加值|就业(?!困难)|收入$|零售|投资|进出口|出口|外资|产量|利润|研发|专利|技术合同|贡献率|覆盖率|参保|优良|达标率|"
    r"利用率|处理率|回收率|森林|绿化|绿地|造林|预期寿命|床位|学位|托位|游客|旅游收入|消费$|比重|占比|存款|贷款|市场主体|经营主体|企业|里程|"
    r"城镇化率|产能利用率|客运量|货运量|吞吐量|脱贫|高标准农田|减税|降费|财政支出|转移支付|补助|养老金|"
    r"\b(?:GDP|employment|revenue|income|growth|exports|productivity|sales|profit|wages?)\b",
    re.IGNORECASE,
)
#: Words that say how an indicator moves or of whom it speaks, not what it is.
_PREFIX = re.compile(
    r"^(?:全[国省市区县州旗社年](?!会)|我[国省市区县]|今年|去年|全年|年末|本[省市区县]|预计|其中|力争|确保|实现|完成|推动|促进|保持|新建改建(?=农村公路)"
    r"|the\s+|a\s+|an\s+|our\s+|overall\s+)+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:实际)?(?:增长率|增速|涨幅|降幅|增长|增幅|水平|（[^（）]*原[^（）]*）|\s+growth(?:\s+rate)?|\s+rate)$",
    re.IGNORECASE,
)


def _squeeze(name: str) -> str:
    return re.sub(r"[\s\u200b“”\"'‘’]+", " " if name.isascii() else "", name).strip(" ，、的").lower()


def _index(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    return {_squeeze(name): group[0] for group in groups for name in group}


_BUILT_IN = _index(SYNONYMS)


@lru_cache(maxsize=64)
def _with(synonyms: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """The built-in table with groups of names that people added; theirs win."""
    index = dict(_BUILT_IN)
    for group in synonyms:
        if group:
            known = next(
                (_BUILT_IN[_squeeze(name)] for name in group if _squeeze(name) in _BUILT_IN), group[0]
            )
            index.update({_squeeze(name): known for name in group})
    return index


def canonical_indicator(name: str, synonyms: tuple[tuple[str, ...], ...] = ()) -> str:
    """The one name for all spellings of an indicator: GDP, 生产总值 → 地区生产总值.

    `synonyms` are groups of names that mean the same, added by people.  A name that no table knows
    comes back without the words that say of whom or how (全市…, …增速).
    """
    index = _with(tuple(tuple(group) for group in synonyms))
    squeezed = _squeeze(name)
    if squeezed in index:
        return index[squeezed]
    bare = _PREFIX.sub("", squeezed)
    if bare in index:
        return index[bare]
    short = _SUFFIX.sub("", bare)
    return index.get(short, short or bare or squeezed)


def direction(name: str) -> Literal["higher", "lower"] | None:
    """Whether more or less of an indicator is better; None where the tables do not know."""
    canonical = canonical_indicator(name)
    higher, lower = _HIGHER.search(canonical), _LOWER.search(canonical)
    if higher and lower:
        # The word nearer the end names the indicator: 出口企业成本 is a cost.
        return "higher" if higher.end() > lower.end() else "lower"
    return "higher" if higher else "lower" if lower else None
