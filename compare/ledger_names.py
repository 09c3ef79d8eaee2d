"""Names of indicators, cut so that they can be compared.

`stem_of` takes the words of form away (居民消费价格涨幅 → 居民消费价格), `core_of` the verb in
front (新建改造农村公路 → 农村公路), `features_of` cuts into character bigrams, or words
where the text is written with Latin letters, so that one index serves both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import add

from compare.indicators import SYNONYMS

#: Words at either end of a name that tell the form, not the subject: 居民消费价格涨幅 is
#: 居民消费价格 with form "rate".
_FORM_WORDS = re.compile(
    r"(?:增长率|增长速度|增长|增速|增幅|涨幅|降幅|上涨|下降|增加|减少|降低|提高|提升|达到|增量|同比|平均|压减|压缩|缩短|削减|总额|总量)+$"
)
_LEADING = re.compile(
    r"^(?:今年|全年|年内|全国|全省|全市|全县|全区|全自治区|我国|我省|我市|我区|继续|保持|力争|确保|实现|完成|新增加|再|要|拟|将"
    r"|努力|达到|推动|推进|减少|增加|降低|压减|压缩)+(?=.{2})"
)
_VERBS = re.compile(
    r"^(?:新建成|新建|新增|新改建|新开辟|新开|新培育|新创建|新创|新|再|加快|全面|稳步|稳妥|有序|高质量|高标准|高水平|大力|积极|深入|持续"
    r"|扎实|重点|着力|继续|全力|推进|推动|实施|开展|启动|组织|改扩建|改建|扩建|改造|建设|建成|建好|打造|培育|引育|集聚|吸引|争创|创建"
    r"|认定|开工|完成|实现|办好|抓好|用好|发挥好|提升|升级|布局|安排|发放|支持|引导|帮助|解决|整治|治理|压减|退出|淘汰|建立|设立|举办"
    r"|竣工|投用|投运|盘活|和|并|、)+(?=..)"
)
_VERBS_AFTER = re.compile(r"(?:累计|共|已)?(?:新?建成|完成|新?开工|竣工|投用|新增|实施|总数|总计|累计)+$")
#: Sets of modifiers of which a name has one or the other.
OPPOSITES = (
    ("中央", "地方", "省级", "市级", "县级", "市县", "区级"),
    ("城镇", "农村", "城市"),
    ("调查", "登记"),
    ("进口", "出口"),
    ("第一产业", "第二产业", "第三产业"),
    ("一般性", "均衡性", "专项"),
    ("公办", "民办"),
    ("存款", "贷款"),
    ("收入", "支出"),
    ("小学", "初中", "高中", "幼儿园", "高校", "大学"),
    ("铁路", "公路", "水运", "水利", "交通", "能源", "市政"),
    ("钢铁", "煤炭"),
    ("国家", "省级", "市级", "县级", "区级"),
    ("开工", "建成", "竣工", "完工", "续建", "在建"),
)
#: Names that say what kind of thing it is, not which.
CLASS_WORDS = frozenset(
    re.findall(
        r"\w+",
        "项目 企业 试点 工程 平台 基地 中心 投资 完成投资 任务 产量 增加值 机构 培训 设施 服务 资金 收入 总量 规模 面积 人数 能力"
        " 重点项目 重大项目 重大工程 实事 岗位 人员 群众 学生 学校 小区 里程 数量 比例 占比 比重 水平 标准 开工 新增 新建 建成"
        " total totaled totalled totaling totalling amount increase decrease result payout rebates fund taxed"
        " top now year",
    )
)
_KNOWN = frozenset(group[0] for group in SYNONYMS)
_RUN = re.compile(r"[A-Za-z][A-Za-z'&-]*|[㐀-鿿]+")
#: English words that carry no subject.
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has have in is it its of on or our that the this to was we were"
        " will with",
    )
)


@lru_cache(maxsize=32768)
def features_of(text: str) -> frozenset[str]:
    """Character bigrams of the Han runs and lower-case words of the Latin ones; numbers are left out."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = match.group()
        if run[0] >= "㐀":
            found.update(map(add, run, run[1:])) if len(run) > 1 else found.add(run)
        elif (word := run.casefold()) not in _STOP_WORDS:
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=16384)
def stem_of(name: str) -> str:
    """`name` without width, case, quotation marks and the words that tell form or occasion."""
    plain = (
        re.sub(r"[\s“”\"'‘’（）()、，,·]", "", unicodedata.normalize("NFKC", name).casefold())
        if (_is_han(name))
        else re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name).casefold()).strip()
    )
    shorter = _LEADING.sub("", _FORM_WORDS.sub("", plain))
    return shorter if len(shorter) >= 2 else plain


@lru_cache(maxsize=16384)
def core_of(stem: str) -> str:
    """`stem` without the verbs and adverbs around it: 新建改造农村公路, 农村公路累计建成 → 农村公路."""
    bare = _VERBS_AFTER.sub("", _VERBS.sub("", stem))
    return bare if len(bare) >= 2 else stem


def _is_han(text: str) -> bool:
    return any("㐀" <= char <= "鿿" for char in text)


def are_known_apart(a: str, b: str) -> bool:
    """Are both canonical names of the table of indicators, and not the same?"""
    return a != b and a in _KNOWN and b in _KNOWN


def are_opposite(a: str, b: str) -> bool:
    """Does each name hold another word of one set of opposites, such as 中央 and 地方?"""
    one, other = _opposites_in(a), _opposites_in(b)
    return any(words - other[at] and other[at] - words for at, words in one.items() if at in other)


@lru_cache(maxsize=16384)
def _opposites_in(name: str) -> dict[int, frozenset[str]]:
    """The words of each set of opposites that a name holds, by the place of the set."""
    found = ((at, frozenset(word for word in words if word in name)) for at, words in enumerate(OPPOSITES))
    return {at: words for at, words in found if words}


#: Names of the whole economy stand in every sentence and lend no name to a bare verb.
_EVERYWHERE = SYNONYMS[0][0]
_ALIASES: dict[str, str] = {
    name: group[0] for group in SYNONYMS if group[0] != _EVERYWHERE for name in group if _is_han(name)
}
_ALIAS = re.compile("|".join(sorted(map(re.escape, _ALIASES), key=len, reverse=True)))


def lend_name(words: str) -> str | None:
    """The last known indicator named in `words`: 启动棚改攻坚计划，今年开工 → 棚户区住房改造."""
    found = _ALIAS.findall(words)
    return _ALIASES[found[-1]] if found else None


def _shortens(short: str, name: str) -> bool:
    """棚改 is 棚户区住房改造 cut short: its characters in order, and not a piece of it."""
    rest = iter(name)
    return len(short) == 2 and short not in name and all(char in rest for char in short)


_SHORT = {alias: name for alias, name in _ALIASES.items() if _shortens(alias, name)}


@lru_cache(maxsize=16384)
def spell_out(name: str) -> str:
    """A name that holds the short form of a known indicator is that indicator: 三年棚改攻坚计划."""
    if name in _KNOWN:
        return name
    return next((full for short, full in _SHORT.items() if short in name), name)


@lru_cache(maxsize=4096)
def other_names(name: str) -> tuple[frozenset[str], ...]:
    """The features of the long names of a known indicator, to look for in running text."""
    if name not in _KNOWN:
        return ()
    group = next(group for group in SYNONYMS if group[0] == name)
    return tuple(dict.fromkeys(grams for alias in group if len(grams := features_of(alias)) >= _LONG))


#: A name with fewer features may stand for other things in running text (经济, 物价).
_LONG = 3
