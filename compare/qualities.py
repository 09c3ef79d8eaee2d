"""Goals without a number: 国际收支基本平衡, 居民收入增长与经济增长同步, 完成市下达目标任务."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The sentence that lists the yearly goals.
GOALS = re.compile(
    r"(?:预期|主要|发展|奋斗|工作|总体)目标(?:任务)?(?:建议|初步|安排|确定)?(?:为|是|：|:|如下|建议)|目标(?:建议)?(?:为|是)[:：]"
)
_SAME_PACE = re.compile(
    r"(?P<name>(?![与同和])[^，。；：]{2,40}?)(?:要|将|力争|继续|总体)?(?:保持)?(?:与|同|和"
    r"|跟)(?P<other>[^，。；：]{2,24}?)(?:增长)?(?:保持)?(?:总体|基本)?(?:同步|持平|(?<=增长)相适应|(?<=发展)相适应)"
)
_ASSIGNED = re.compile(
    r"(?P<name>[^，。；：]{2,60}?)(?:等)?(?:指标|任务)?(?:要)?(?:确保|全面|力争|均|都|超额|圆满|提前|如期|顺利)*(?:完成|达到|控制在)(?P<who>国家"
    r"|省|市|区|县|上级|中央"
    r"|自治区|盟)[^，。；]{0,8}?(?:下达|规定|核定|要求|任务|目标|控制|以内)[^，。；]{0,8}"
)
_BALANCED = re.compile(
    r"(?P<name>国际收支|宏观杠杆率|进出口|物价|就业|人民币汇率)[^，。；：、]{0,6}?(?P<state>(?:基本|总体|保持"
    r"|稳)[^，。；：]{0,6}?(?:平衡|稳定|平稳|提质|向好))"
)
_STATE = re.compile(
    r"(?:保持|进一步|持续|继续|稳步|基本|总体|不断|有效|明显|得到|全面|显著|稳中|回稳|只减不增|高于|快于|优于|好于|低于|不低于|稳定|有序|取得|逐步|只升不降|力争|完成|达到|实现"
    r"|大幅|更加"
    r"|加快)"
)
_GOOD_END = re.compile(
    r"(?:平衡|同步|稳定|平稳|改善|下降|提质|向好|提升|提高|增长|防控|完成|合理区间|好转|扩大|增强|优化|达标|见效|进展|成效|突破|减少|降低|任务|目标|水平|持平|协调|升级|以内"
    r"|要求|增加|区间"
    r"|巩固|增速|以上|平均|趋优|上升|发展|控制)[”\"]?$"
)


#: A sentence without any of these (outside the list of goals) holds no quality.
QUALITY_HINT = re.compile(
    r"同步|持平|相适应|相当|下达|规定|核定|国际收支|杠杆率|进出口|物价|就业|汇率|完成.{1,3}[任目]"
)


_LIST_MARK = re.compile(r"[一二三四五六七八九十]是")
_NO_NAME = re.compile(r"(?:均|都|全部|全面|超额|圆满|提前|如期|顺利|按时|已|基本|并|也|较好|要|我们|各项)*")


@dataclass(frozen=True, slots=True)
class Quality:
    """A goal without number: its span, the indicators it speaks of."""

    start: int
    end: int
    indicators: tuple[str, ...]


def find_qualities(
    text: str, start: int, end: int, clauses: list[tuple[int, int, bool]], goals: bool
) -> Iterator[Quality]:
    """The qualitative goals of a sentence; `clauses` are (start, end, holds a number).

    In the sentence of the yearly goals (`goals`) every short clause that states a condition is
    one; elsewhere only what cannot be mistaken (同步, 完成…下达任务, 国际收支平衡).
    """
    for low, high, numbered in clauses:
        if numbered:
            continue
        words = text[low:high]
        strict = _SAME_PACE.fullmatch(words) or _ASSIGNED.fullmatch(words) or _BALANCED.fullmatch(words)
        if strict and len(words) <= 70:
            names = tuple(name for name in _names(strict["name"]) if not _NO_NAME.fullmatch(name))
            if names:
                yield Quality(low, high, names)
        elif goals and 4 <= len(words) <= 36 and _GOOD_END.search(words):
            marker = _LIST_MARK.match(words)
            head = marker.end() if marker else 0
            # 全面深化改革取得新突破: a name may begin with a word of state
            states = (state.start() for state in _STATE.finditer(words) if state.start() >= head + 2)
            at = next(states, 0)
            if at:
                yield Quality(low, high, (words[head:at],))


def _names(words: str) -> tuple[str, ...]:
    words = re.sub(r"^(?:确保|力争|保持|实现|推动|促进|使|其中)+", "", words)
    words = (
        re.sub(r"(?:等)?(?:指标|任务)?(?:预计|要|将|保持|继续)*(?:等)?(?:各项)?(?:主要)?$", "", words)
        or words
    )
    parts = [part for part in re.split(r"、|以及|和", words) if part]
    return tuple(parts) if len(parts) > 2 else (words,)
