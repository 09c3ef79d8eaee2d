"""What became of a target: DESIGN's labels in DESIGN's order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction

from rapidfuzz.distance import Indel

from compare.ledger_amount import amounts_of, same_unit
from compare.ledger_names import OPPOSITES, are_opposite, features_of
from compare.ledger_profile import Profile, same_form
from compare.model import Bound, Commitment, Measure, TargetChangeKind

NUMBER_WITHDRAWN = "number_withdrawn"

#: 以上, 超过 and 以内 are firmer than no bound, no bound is firmer than 左右.
_FIRM: dict[Bound, int] = {"at_least": 2, "over": 2, "at_most": 2, "exact": 1, "about": 0}
_BOUND_UP: frozenset[Bound] = frozenset(("at_least", "over"))
_COMMITTED: dict[Commitment, int] = {"ensure": 3, "plain": 2, "expect": 1, "strive": 0}
#: Words that may come or go without changing what is measured.
_HARMLESS = re.compile(
    "政府|基本|平均|全国|全省|全市|全区|全县|城乡|总额|总量|总值|总|年度|左右|规模|数量|数|等|的|人均|各类|地区|行业|新增|再|约|近|共|年"
)
#: Words that a name may end in without becoming another.
_HARMLESS_END = re.compile(
    "平均值|均值|排放量|排放|量|比例|占比|比重|里程|面积|人数|项目|工程|建设|改造|治理|整治|行动|工作|任务|达标|个数|总数|家数"
)
#: Words whose coming or going narrows or widens what is measured.
_SCOPE = re.compile(
    "民间|农村|农民|农业|城镇|城市|工业|制造|规模以上|规上|限额以上|限上|中央|地方|省级|市级|县级|国有|企业|中小|小微|高技术|高新"
    "|服务业|一般性|均衡|专项|实际|名义|净|单位|重点|新能源|民营|外资|机电|税收|非税|累计|日均|月均"
)
#: Words that make a promise without a number weaker, beside the same words without them.
_HEDGE = re.compile("基本|大体|大致|总体|初步|比较|较为|左右|尽量|broadly|largely|roughly|generally")
#: Words in a promise without a number that say nothing of its content.
_FILLER = re.compile(
    '继续|保持|实现|努力|力争|确保|进一步|持续|不断|今年|全年|更加|要|总体上|与|和|同|[，。；、：“”"（）()\\s]'
)
#: A claim of stability may be put as a tendency: 宏观杠杆率趋于稳定.
_TENDING = re.compile("趋于|趋向|呈现")
_ENGLISH_HARMLESS = frozenset(("total", "overall", "average", "annual", "aggregate", "gross", "about"))


def label_change(old: Profile, new: Profile) -> tuple[TargetChangeKind, tuple[str, ...]]:
    """The label of a pair of targets, with flags."""
    a, b = old.measure, new.measure
    if a.value is None and b.value is None:
        if old.name == new.name:
            return label_quality(_without(a), _without(b)), ()
        return label_quality(a.quote, b.quote), ()
    if a.value is None:
        return "tightened", ()
    if b.value is None:
        return "reworded", (NUMBER_WITHDRAWN,)
    if not same_unit(a, b) or not same_form(old, new) or not same_thing(old, new):
        return "reworded", ()
    return _compare_values(a, b) or _compare_bounds(a, b) or _compare_commitments(old, new) or "unchanged", ()


def _without(measure: Measure) -> str:
    """A promise in words without the name of its indicator: 和经济增长同步."""
    name = measure.indicator
    return measure.quote.replace(name, "", 1) if len(name) < len(measure.quote) else measure.quote


def label_quality(old: str, new: str) -> TargetChangeKind:
    """Two promises without a number: the same words, the same but for a hedge, or others."""
    plain_old, plain_new = _FILLER.sub("", old), _FILLER.sub("", new)
    if plain_old == plain_new or Counter(plain_old) == Counter(plain_new):
        return "unchanged"
    if _HEDGE.sub("", plain_old) == _HEDGE.sub("", plain_new):
        before, after = len(_HEDGE.findall(plain_old)), len(_HEDGE.findall(plain_new))
        return "tightened" if after < before else "loosened" if after > before else "reworded"
    return "reworded"


def same_words(promise: str, claim: str) -> bool:
    """Does a claim without number say what the promise said (国际收支基本平衡)?"""
    wanted, said = _FILLER.sub("", promise), _TENDING.sub("", _FILLER.sub("", claim))
    return bool(wanted) and (wanted in said or _HEDGE.sub("", wanted) in said)


def _compare_values(a: Measure, b: Measure) -> TargetChangeKind | None:
    (low_a, high_a), (low_b, high_b) = amounts_of(a), amounts_of(b)
    if {a.change, b.change} == {"increase", "decrease"}:  # 比去年低0.4个百分点 beside 高0.2个百分点
        low_a, high_a = _signed(a, low_a, high_a)
        low_b, high_b = _signed(b, low_b, high_b)
    if low_a != low_b:
        return "raised" if low_b > low_a else "lowered"
    if high_a is None and high_b is None:
        return None
    if (high_a is None and a.bound in _BOUND_UP) or (high_b is None and b.bound in _BOUND_UP):
        return None  # 5%以上 has no upper end to compare with that of 5%—6%
    top_a, top_b = high_a if high_a is not None else low_a, high_b if high_b is not None else low_b
    if top_a == top_b:
        return None
    return "raised" if top_b > top_a else "lowered"


def _signed(measure: Measure, low: Fraction, high: Fraction | None) -> tuple[Fraction, Fraction | None]:
    if measure.change != "decrease":
        return low, high
    return (-high, -low) if high is not None else (-low, None)


def _compare_bounds(a: Measure, b: Measure) -> TargetChangeKind | None:
    if {a.bound, b.bound} == {"at_most", "at_least"} or {a.bound, b.bound} == {"at_most", "over"}:
        return "reworded"  # a ceiling has become a floor
    return _step(_FIRM[a.bound], _FIRM[b.bound])


def _compare_commitments(old: Profile, new: Profile) -> TargetChangeKind | None:
    a, b = old.measure, new.measure
    if old.headline and new.headline and {a.commitment, b.commitment} <= {"plain", "expect"}:
        return None  # 预期 belongs to the name of the list (主要预期目标), not to one of its goals
    return _step(_COMMITTED[a.commitment], _COMMITTED[b.commitment])


def _step(before: int, after: int) -> TargetChangeKind | None:
    if before == after:
        return None
    return "tightened" if after > before else "loosened"


def same_thing(a: Profile, b: Profile) -> bool:
    """Do two measures count the same thing?  The verb in front matters only where 开工 stands beside 建成."""
    if a.thresholds != b.thresholds:
        return False
    if a.name == b.name or a.stem == b.stem:
        return True
    return same_scope(a.core, b.core) and not are_opposite(a.stem, b.stem)


def same_scope(a: str, b: str) -> bool:
    """Do two names speak of the same thing, counted alike?

    A word may have come or gone (地方专项债券, 地方政府专项债券) unless it is one that
    narrows (民间投资, 投资); a word put in the place of another (一般性, 均衡性) is
    another scope.
    """
    a, b = _plain(a), _plain(b)
    if a == b or sorted(a) == sorted(b):
        return True
    if not any("㐀" <= char <= "鿿" for char in a + b):
        return features_of(a) - _ENGLISH_HARMLESS == features_of(b) - _ENGLISH_HARMLESS
    gone, come = _leftovers(a, b)
    if (gone and come) or _goes_on(a, b) or _goes_on(b, a):
        return False
    narrowed = _SCOPE.search(gone + come) or any(word in gone + come for words in OPPOSITES for word in words)
    return not narrowed and len(gone + come) <= LEFTOVER_AT_MOST


#: More characters than this that only one name has are another thing, whatever they say.
LEFTOVER_AT_MOST = 6


def _plain(name: str) -> str:
    return (
        re.sub(r"[\s“”\"（）()、，]", "", unicodedata.normalize("NFKC", name).casefold())
        if any(char >= "㐀" for char in name)
        else name.casefold()
    )


def _goes_on(a: str, b: str) -> bool:
    """Is `a` the beginning of `b`, whose head is then another: 生产总值, 生产总值能耗?"""
    return b.startswith(a) and bool(_HARMLESS.sub("", _HARMLESS_END.sub("", b[len(a) :])))


def _leftovers(a: str, b: str) -> tuple[str, str]:
    """What only one of two names has, without the harmless words."""
    gone, come = [], []
    for step in Indel.opcodes(a, b):
        if step.tag != "equal":
            gone.append(a[step.src_start : step.src_end])
            come.append(b[step.dest_start : step.dest_end])
    return _HARMLESS.sub("", "".join(gone)), _HARMLESS.sub("", "".join(come))
