"""Units and classifiers: which words count as one, and how to reduce a value to its base unit."""

from __future__ import annotations

import re
from fractions import Fraction

from compare.numerals import MULTIPLIERS

#: What is measured: money, length, area, volume, mass, energy, time, rates.
MEASURE_UNITS = """
    元 美元 欧元 港元 港币 日元 英镑 人民币 新元 卢布 澳元
    米 公里 千米 厘米 毫米 微米 纳米 海里 英里 英寸 延米 延长米 车道公里 单公里 单线公里 皮长公里 芯公里 沿线公里
    平方米 平方公里 平方千米 平方厘米 平米 公顷 亩 亩次 公亩 顷
    立方米 立方 标准立方米 标方 立方厘米 升 毫升 桶 加仑
    吨 吨标准煤 吨标煤 公斤 千克 克 毫克 微克 斤 公担 担 载重吨 总吨 吨位 吨公里 吨级 克拉 二氧化碳当量
    千瓦 千瓦时 千瓦·时 瓦 兆瓦 兆瓦时 吉瓦 吉瓦时 瓦时 度 度电 千伏 千伏安 伏 伏安 兆伏安 大卡 千卡 焦耳
    年 个月 天 日 小时 学时 课时 分钟 分 秒 毫秒 周 个工作日 工作日 周年 周岁 岁 载 年期 个小时 个星期 人天 夜
    个百分点 百分点 个基点 基点 倍 成 番 摄氏度 分贝 赫兹 兆 比特 字节 亿次 标箱 标准箱 个标箱 个标准箱 车公里
"""
#: What is counted: people, households and the classifiers of things.
COUNT_UNITS = """
    人 人次 名 位 户 户次 家 家次 人份 人月 个 个次 项 项次 件 件次 次 种 种次 条 条次 座 座次 所 所次 处 处次 栋 幢 台 台套 台次
    套 套次 艘 艘次 架 架次 辆 辆次 辆份 列 列次 趟 班 班次 车次 航次 批 批次 场 场次 篇 篇次 部 本 册 张 份 款 支 只 枚 颗 块 片 间 层
    级 期 轮 对 起 例 例次 宗 宗次 笔 组 门 面 头 羽 株 棵 口 眼 孔 盏 根 段 床 张床 床位 类 档 道 幅 尊 剂 剂次 针 针次 例 支队
    区块 片区 街区 单 尾 匹 峰 箱 箱次 袋 瓶 盒 包 桌 席 席位 顶 把 具 副 双 枝 粒 盘 池 井 环 摊 棟 机位 泊位 车位 个班 人工 穴
    页 字 行 节 章 首 曲 集 档期 届 站 站次 线 村 镇 乡 县 省 市 州 国 校 园 楼 点位 卷 卷次
"""
#: Units written with Latin letters or signs.
LATIN_UNITS = """
    % ％ ‰ ℃ °C km² km2 m² m2 ㎡ km kV kW kWh MW MWh GW GWh TW TWh TEU
    EFlops EFLOPS PFlops PFLOPS Pflops EB PB TB GB MB Gbps Tbps Mbps
    P p E kg mg μg/m3 μg/m³ ug/m3 mm cm nm Hz MHz GHz
"""
#: What follows a Chinese numeral below ten; a closer list, as 四处, 一面, 三线 are words.
SMALL_CLASSIFIERS = "个 项 家 件 次 种 条 座 所 档 年 天 个月 小时 分钟 名 位 人 户 套 台 批 场 轮 类 倍 亩 公里 元 米 吨 番 百分点"

_MULTIPLIER_PREFIX = re.compile(
    r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米伏卡赫])|百(?!分点)|十"
)
_ENGLISH_MULTIPLIER = re.compile(
    r"(?:^|(?<=[\s$£€¥]))(trillion|billion|million|thousand"
    r"|hundred)\b\s*",
    re.IGNORECASE,
)

#: Other spellings of one unit.
SAME_UNITS = {
    "％": "%",
    "percent": "%",
    "per cent": "%",
    "percentage point": "个百分点",
    "percentage points": "个百分点",
    "basis point": "个基点",
    "basis points": "个基点",
    "百分点": "个百分点",
    "基点": "个基点",
    "平米": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平方千米": "平方公里",
    "km²": "平方公里",
    "km2": "平方公里",
    "km": "公里",
    "千米": "公里",
    "千克": "公斤",
    "kg": "公斤",
    "吨标煤": "吨标准煤",
    "度电": "千瓦时",
    "kWh": "千瓦时",
    "标准箱": "标箱",
    "TEU": "标箱",
    "个标箱": "标箱",
    "个标准箱": "标箱",
    "工作日": "个工作日",
    "个小时": "小时",
}


def alternation(words: str) -> str:
    """A regular expression for any of the blank-separated words, the longest first."""
    return "|".join(
        re.escape(word) for word in sorted(set(words.split()), key=lambda word: (-len(word), word))
    )


#: Characters after which a one-character unit is the beginning of a longer word: 人口, 家庭, 部门, 行业.
LONGER_WORDS = {
    "人": "口民才均员工大类物家力士社群体居选气文生防像事性心情造身形机脸数",
    "家": "庭电具园长政禽畜里乡属居族",
    "户": "籍外口均型",
    "件": "套",
    "个": "体人性税股别",
    "项": "目",
    "条": "件例",
    "处": "理于置",
    "名": "优牌品师校医特录义",
    "级": "别",
    "台": "风湾账阶",
    "部": "门队分委署级",
    "分": "之别类布公厂校局院店期批行支散析享",
    "天": "然气际津",
    "日": "均常报趋产照",
    "次": "序贷生",
    "种": "植业子养粮质",
    "所": "有在以",
    "层": "面次",
    "位": "于居列次",
    "场": "馆地景所站均",
    "站": "点位",
    "线": "路上下",
    "村": "民庄级干",
    "只": "要有",
    "张": "家",
    "期": "间望货末",
    "起": "来步草到",
    "对": "口外接于标",
    "类": "似",
    "组": "织建成团",
    "批": "准发",
    "班": "子组级",
    "段": "落",
    "本": "科地级届土市省区县年次",
    "首": "个次批条创家台套店",
    "口": "岸袋",
    "度": "假过",
    "单": "位元独",
    "国": "家际有内外产道企土资债民防务",
    "县": "城级域区乡市",
    "市": "场级民区县值政",
    "省": "级部市内外区属",
    "校": "园区企长友",
    "园": "区林艺",
    "楼": "宇盘栋市",
    "门": "槛类户诊店口",
    "面": "积向对貌上临板",
    "方": "面式法便案针向",
    "元": "旦素宇",
    "米": "粉面",
    "道": "路德口",
    "章": "程",
    "行": "政业动人程车使列为",
    "节": "能约点水日庆假俭目",
    "集": "中体团聚成群散装镇市美采约",
    "倍": "增率",
    "步": "伐骤入行",
    "成": "立为功果员就长都本绩分品熟年交效型套渝网片链势",
    "份": "额",
    "支": "持付出撑援部柱行",
    "款": "项",
    "周": "边期围转",
    "年": "来前后级产均度轻龄代初末底报货味画检审会以间",
    "月": "均度租份季底销",
    "克": "服",
    "升": "级至到",
    "里": "程面",
}


def _han_unit() -> str:
    words = (MEASURE_UNITS + COUNT_UNITS).split()
    longer = alternation(" ".join(word for word in words if len(word) > 1))
    plain = "".join(sorted({word for word in words if len(word) == 1 and not LONGER_WORDS.get(word)}))
    # One by one: Python takes four times as long to compile the same as sets of characters.
    guards = {word: "".join(f"(?!{char})" for char in LONGER_WORDS.get(word, "")) for word in words}
    guarded = (word + guards[word] for word in sorted(set(words)) if guards[word])
    longer = longer.replace("个百分点", "个\u200b?百分点")  # some web pages break words there
    return f"{longer}|[{plain}]|{'|'.join(guarded)}"


HAN_UNIT = _han_unit()
LATIN_UNIT = alternation(LATIN_UNITS)
SMALL_CLASSIFIER = alternation(SMALL_CLASSIFIERS)


def to_base(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """`value` in `unit` as (amount, base unit): 3.5 万平方米 → 35000 平方米, 2 成 → 20 %.

    Multipliers are taken out of the unit, other spellings of a unit brought to one; 番 (doublings)
    become 倍: 翻一番 is 1 倍 more, 翻两番 3 倍 more.
    """
    prefix = _MULTIPLIER_PREFIX.match(unit)
    if prefix:
        value *= 10 if prefix[0] == "十" else MULTIPLIERS[prefix[0]]
        unit = unit[prefix.end() :]
    else:
        english = _ENGLISH_MULTIPLIER.search(unit)
        if english:
            value *= MULTIPLIERS[english[1].lower()]
            unit = (unit[: english.start()] + unit[english.end() :]).strip()
    if unit == "成":
        return value * 10, "%"
    if unit == "番" and value.denominator == 1 and 0 < value < 20:
        return Fraction(2 ** int(value) - 1), "倍"
    return value, SAME_UNITS.get(unit, unit)
