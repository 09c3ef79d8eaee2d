"""Whether a measure is a target, a result or background, and how firmly it is promised."""

from __future__ import annotations

import re

from compare.clauses import Clause
from compare.model import Commitment, MeasureRole, ParsedEdition, Section
from compare.quantity import Quantity
from compare.traps import describes_people

_COMMITMENTS: tuple[tuple[Commitment, re.Pattern[str]], ...] = (
    ("ensure", re.compile(r"确保|保证|务必|必须|坚决完成|\b(?:ensure|guarantee|must)\b", re.IGNORECASE)),
    ("strive", re.compile(r"力争|争取|努力|力求|\b(?:aim|strive|aspire|seek)s?\b", re.IGNORECASE)),
    (
        "expect",
        re.compile(
            r"(?<![稳市好])预期(?!目标|向好)|预计|\b(?:expect(?:ed|s)?|forecast|project(?:ed|s)"
            r"|estimated?)\b",
            re.IGNORECASE,
        ),
    ),
)
#: In a review: words that look ahead.  In a plan: words that tell what is so already.
_AHEAD = re.compile(
    r"(?:^|，|。)(?:今年|明年|下一步)[^，。]{0,6}(?:计划|将|要|拟|力争)|(?:将|计划|力争|拟)(?:于|在|到)|(?:^"
    r"|[，。])到20\d\d年|目标是|力争到"
)
_DONE = re.compile(
    r"(?<!比)(?<!较)(?:去年|上年|过去|已经?(?!有)|目前|截至|现有|五年来|以来|累计(?=已)|我国(?:有|现有)|达到了)"
)
_STANDING_LEFT = re.compile(r"我国有|我国\d|现有|已达|已有|已超|目前有|高校毕业生(?:将)?(?:达|超|约|有)?$")
_GOAL_AFTER = re.compile(
    r"的(?:增速|增长速度|经济增长)(?:可以|能够|将|是)|(?:左右|以上|以内)?的(?:年度)?(?:预期)?目标|目标"
)
_PAST_PROSE = re.compile(r"了|完成|建成|获|实现|成功|举办|突破|达到|增长[\d.]|提升至|荣|入选")
_PLAN_PROSE = re.compile(r"要|将|加快|力争|确保|必须|坚持|今年")
_FORWARD_PROSE = re.compile(r"到20\d\d年|目标|力争|将")
#: Where a text without headings turns from what was done to what is to be done.
_TURN = re.compile(
    r"(?P<year>20\d\d) ?年?[^，。；：]{0,16}(?:工作安排|重点工作|主要任务|目标任务|工作任务|预期目标|主要目标)"
    r"|今年[^。；：]{0,20}(?:预期目标|[主总]要?目标(?:是|为|：))|做好今年(?:的)?(?:政府)?工作"
)


def find_turn(parsed: ParsedEdition) -> int | None:
    """Where a text without a plan section begins to speak of the year ahead; None if it has one or nowhere."""
    if any(section.role == "plan" for section in parsed.sections):
        return None
    given = parsed.edition.year_given
    for match in _TURN.finditer(parsed.text):
        after_title = match.start() > min(400, len(parsed.text) // 10)
        if after_title and (match["year"] is None or given is None or int(match["year"]) >= given):
            return match.start()
    return None


def role_of_section(section: Section | None, words: str, at: int, turn: int | None) -> MeasureRole:
    """What a number in the passage `words` at offset `at` is unless its own words say otherwise."""
    if section is None or section.role == "front":
        if turn is not None:
            return "result" if at < turn else "target"
        # A page that begins inside a section: what is told as done is a result.
        done, planned = len(_PAST_PROSE.findall(words)), len(_PLAN_PROSE.findall(words))
        return "result" if done > planned and done >= 2 else "context"
    if section.role == "other":
        # A chapter on a five-year plan looks back or ahead, passage by passage.
        done, ahead = len(_PAST_PROSE.findall(words)), len(_FORWARD_PROSE.findall(words))
        return "target" if ahead and done <= 2 * ahead else "result" if done >= 2 else "context"
    return "target" if section.role == "plan" else "result"


def role_in_clause(
    text: str, start: int, clause: Clause, quantity: Quantity, role: MeasureRole, background: bool
) -> MeasureRole:
    """The role of one number; `role` is what its section says, `start` where its sentence begins."""
    if background or role == "context":
        return "context"
    low, high = quantity.whole
    before, after = text[clause.start : low], text[high : clause.end]
    lead = text[start:low]
    if describes_people(after) and re.search(r"亿", quantity.unit):
        return "context"
    if role == "result":
        if _GOAL_AFTER.match(after) or (re.search(r"目标[^，。]{0,3}$", before) and "预期" in before):
            return "context"
        return "target" if _AHEAD.search(lead) else "result"
    if _GOAL_AFTER.match(after) and after.startswith("的增"):
        return "context"
    if _STANDING_LEFT.search(before) or (
        _DONE.search(before) and not re.search(r"确保|力争|要|将|再", before)
    ):
        return "context"
    return "target"


def find_commitment(words: str) -> Commitment:
    """The last word of mood before the number."""
    last: tuple[int, Commitment] = (-1, "plain")
    for commitment, pattern in _COMMITMENTS:
        for match in pattern.finditer(words):
            last = max(last, (match.start(), commitment))
    return last[1]
