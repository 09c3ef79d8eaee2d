"""What the ledger knows of one measure: its name cut into features, its form, and where it stands.

Names are compared by character bigrams where the text is Chinese and by words where it
is written with Latin letters, so one index serves both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from compare.indicators import SYNONYMS, canonical_indicator
from compare.ledger_amount import is_ratio, unit_of
from compare.model import Inputs, Measure, ParsedEdition, Period

#: rate: a growth or a fall in per cent; share: a level in per cent; points: a change in
#: percentage points; delta: a change of an amount; stock: an amount; quality: no number.
Form = Literal["rate", "share", "points", "delta", "stock", "quality"]

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
_GAIN = ("新", "净增")
_KNOWN = frozenset(group[0] for group in SYNONYMS)
_RATE_NAME = re.compile(r"(?:涨幅|增速|增幅|降幅|增长率|growth)$", re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z][A-Za-z'&-]*|[㐀-鿿]+")
#: English words that carry no subject.
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has have in is it its of on or our that the this to was we were"
        " will with",
    )
)
#: The sentence of yearly goals: its paragraph names the goals and lists several numbers.
_GOALS = re.compile(
    r"目标[^。]{0,12}(?:是|为|：|:)|预期目标|(?:targets?|goals?|objectives?) (?:are|is|for)\b", re.IGNORECASE
)
#: A paragraph with fewer measures of role target is no list of yearly goals.
_GOALS_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure with all that pairing looks at.

    `name` is canonical, `stem` that without the words of form, `core` that without the verb
    in front, `grams` the features of the core; `spoken` those of the name as the text has it.
    """

    measure: Measure
    name: str
    stem: str
    core: str
    grams: frozenset[str]
    spoken: frozenset[str]
    clause: frozenset[str]
    form: Form
    sentence: str
    block: str
    section: str | None
    headline: bool
    order: int


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
    """`stem` without the verbs and adverbs in front: 新建改造农村公路, 新改建农村公路 → 农村公路."""
    return _VERBS.sub("", stem)


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


def _is_han(text: str) -> bool:
    return any("㐀" <= char <= "鿿" for char in text)


@lru_cache(maxsize=32768)
def features_of(text: str) -> frozenset[str]:
    """Character bigrams of the Han runs and lower-case words of the Latin ones; numbers are left out."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = match.group()
        if run[0] >= "㐀":
            found.update(run[i : i + 2] for i in range(len(run) - 1)) if len(run) > 1 else found.add(run)
        elif (word := run.casefold()) not in _STOP_WORDS:
            found.add(word)
    return frozenset(found)


def form_of(measure: Measure) -> Form:
    """In which form the measure speaks of its indicator."""
    if measure.value is None:
        return "quality"
    unit = unit_of(measure)
    if "点" in unit or "point" in unit:
        return "points" if measure.change in ("increase", "decrease") else "share"
    moving = measure.change in ("increase", "decrease") or bool(_RATE_NAME.search(measure.indicator))
    if is_ratio(measure):
        return "rate" if moving else "share"
    return "delta" if moving else "stock"


def profile_measures(
    edition: ParsedEdition, roles: Iterable[str], inputs: Inputs, first_id: int = 0
) -> tuple[Profile, ...]:
    """The measures with one of `roles`, in the order of the text."""
    wanted = frozenset(roles)
    chosen = [measure for measure in edition.measures if measure.role in wanted]
    goals = _goal_blocks(edition, chosen)
    return tuple(
        _profile(edition, measure, inputs, goals, first_id + place) for place, measure in enumerate(chosen)
    )


def _profile(
    edition: ParsedEdition, measure: Measure, inputs: Inputs, goals: frozenset[str], order: int
) -> Profile:
    block = edition.block_by_id[edition.sentence_by_id[measure.sentence].block]
    name = canonical_indicator(measure.indicator, inputs.synonyms)
    stem = stem_of(name)
    return Profile(
        measure=measure,
        name=name,
        stem=stem,
        core=core_of(stem),
        grams=features_of(core_of(stem)),
        spoken=features_of(core_of(stem_of(measure.indicator))),
        clause=features_of(measure.quote),
        form=form_of(measure),
        sentence=measure.sentence,
        block=block.id,
        section=block.section,
        headline=block.id in goals,
        order=order,
    )


def _goal_blocks(edition: ParsedEdition, measures: Sequence[Measure]) -> frozenset[str]:
    """The paragraphs that hold the yearly goals sentence."""
    count: dict[str, int] = {}
    for measure in measures:
        if measure.role == "target":
            block = edition.sentence_by_id[measure.sentence].block
            count[block] = count.get(block, 0) + 1
    return frozenset(
        block
        for block, number in count.items()
        if number >= _GOALS_AT_LEAST and _GOALS.search(edition.quote(edition.block_by_id[block]))
    )


def like_periods(old: Period, old_base: int | None, new: Period, new_base: int | None) -> bool:
    """May a measure of one edition stand beside one of the next?

    They speak of spans of the same length and kind, as far from their own edition
    (this year's target beside last year's) or ending in the same year (the aims for 2020
    in two editions).  `…_base` is the year that a measure without period speaks of.
    """
    if old.average != new.average or old.part != new.part:
        return False
    if span_of(old) != span_of(new):
        return False
    old_end, new_end = _end_of(old, old_base), _end_of(new, new_base)
    if old_end is None or new_end is None or old_end == new_end:
        return True
    if old_base is None or new_base is None:
        return True
    return old_end - old_base == new_end - new_base


def span_of(period: Period) -> int:
    """How many years the period covers; one where it names none."""
    if period.start is None or period.end is None:
        return 1
    return period.end - period.start + 1


def same_form(a: Profile, b: Profile) -> bool:
    """Do both speak of growth, of an amount …?  What came new in a year is not what there is at its end."""
    if a.form != b.form:
        return False
    return not any(
        one.stem.startswith(_GAIN) and other.measure.change == "level" and not other.stem.startswith(_GAIN)
        for one, other in ((a, b), (b, a))
    )


def of_year(period: Period, year: int | None, base: int | None) -> bool:
    """Does it speak of this one whole year?  `base` is its year where it names none."""
    if period.average or period.part is not None or span_of(period) != 1:
        return False
    end = _end_of(period, base)
    return year is None or end is None or end == year


def _end_of(period: Period, base: int | None) -> int | None:
    if period.end is not None:
        return period.end
    return period.start if period.start is not None else base
