"""Changes told with both ends: 由A提高到B, 现行16%的税率降至13%, 三档并两档."""

from __future__ import annotations

import re

from compare.naming import GENERIC, PRONOUN, Context, Reading, strip_head, strip_tail
from compare.quantity import Quantity

FROM_WORDS = re.compile(r"(?:由|从)(?P<words>[^，。；由从]{0,14})$")
#: What ends the words between A and B: 增加到, 提高到2012年的, 转为增长.
_ONWARD = re.compile(
    r"(?:到|至|为|成|并|转为?)[“\s]*(?:下降|增长|(?:(?:19|20)\d\d年|去年|今年|现在|目前|当前)?(?:年?[底末])?的?(?:人均"
    r"|每人)?(?:每[月年])?)?(?:约)?[“]?$"
)


def is_starting_point(text: str, kept: list[Quantity], index: int, at: int, end: int) -> tuple[bool, bool]:
    """Whether the number is where a change begins: 由A提高到B, 现行16%的税率降至13%, 三档并两档."""
    if index + 1 >= len(kept):
        return False, False
    low, high = kept[index].whole
    following = kept[index + 1].whole[0]
    left, between = text[at:low], text[high:following]
    goes = _ONWARD.search(between)
    if goes and len(between) <= 20 and (FROM_WORDS.search(left) or re.search(r"(?:由|从)“$", left)):
        return True, True
    if goes and re.match(r"的[^，。；、]{1,8}(?:降|提|升|增|调|减)", between) and len(between) <= 14:
        return True, True
    if (
        between in ("并", "至", "提高到", "提高至", "降至", "降为", "增至", "增加到")
        and kept[index + 1].unit == kept[index].unit
    ):
        return True, True
    return False, False


def read_origin(left: str, at: int, quantity: Quantity, context: Context) -> list[Reading]:
    found = FROM_WORDS.search(left)
    words = left[: found.start()] if found else left
    inner = found["words"] if found else ""
    subject, cut = strip_head(words)
    subject, change, _ = strip_tail(subject)
    subject = re.sub(r"(?:现行|原有|原来|目前|原)$", "", subject)
    begin = at + cut
    if not subject or PRONOUN.match(subject):
        subject, begin = context.subject, context.begin
    elif GENERIC.match(subject) and context.subject:
        subject, begin = context.subject + subject, context.begin
    own = strip_tail(inner)[1]
    context.subject, context.begin, context.action, context.thing = subject, begin, "", ""
    return [Reading(subject, own or change or "level", begin)]


def read_destination(left: str, at: int, quantity: Quantity, origin: Reading, context: Context) -> Reading:
    noun = re.match(r"的(?P<noun>[^，。；、]{1,8}?)(?:降|提|升|增|调|减|下|上)", left)
    _, change, verb = strip_tail(left)
    turned = re.search(r"转为(增长|下降)", left)
    if turned:
        change = "increase" if turned[1] == "增长" else "decrease"
    elif change is None or verb.endswith(("到", "至", "为", "成")):
        change = "level"
    name = origin.indicator + (noun["noun"] if noun and noun["noun"] not in origin.indicator else "")
    context.subject = name
    return Reading(name, change, origin.begin)
