"""What a text says about itself: title, year given, year reviewed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.model import Text

_TITLE = re.compile(r"报告|公报|要点|计划|总结|Report|Review|Statement|Speech", re.I)
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})")
_ASSEMBLY = re.compile(r"代表大会|会议上")
_REVIEW_HEADING = re.compile(
    r"^[一1][、.．]\s*((?:19|20)\d\d)年(?:[及和](?:“?十.五”?|过去).{0,8})?.{0,10}(?:回顾|总结|情况)", re.M
)
_PLAN_HEADING = re.compile(r"^[二三四2-4][、.．]\s*(?:对)?((?:19|20)\d\d)年", re.M)
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d{3,})")
#: Front matter ends early; a year further down speaks of something else.
_HEAD_CHARS = 800
_SALUTATION = re.compile(r"各位代表")
_TITLE_LINES = 12


@dataclass(frozen=True, slots=True)
class Metadata:
    """Guesses for a person to confirm; None or "" where the text does not tell."""

    title: str
    year_given: int | None
    year_reviewed: int | None
    #: The year in the title or the file's name: given or reviewed, as the series has it.
    year_named: int | None = None


def guess_metadata(text: Text, name: str = "") -> Metadata:
    """Guess from the title page, the first headings, and at last from the file's `name`.

    A government work report given in January 2023 reviews 2022.
    """
    chrome = {hint.start for hint in text.hints if hint.kind == "chrome"}
    lines: list[str] = []
    at = 0
    for line in text.text[: 4 * _HEAD_CHARS].split("\n"):
        if at not in chrome:
            lines.append(line)
        at += len(line) + 1
    title = next(
        (
            line
            for line in lines[:_TITLE_LINES]
            if len(line) <= 40 and _TITLE.search(line) and not re.search("[，。我]", line)
        ),
        "",
    )
    given = reviewed = named = None
    if heading := _REVIEW_HEADING.search(text.text):
        reviewed = int(heading.group(1))
    if heading := _PLAN_HEADING.search(text.text):
        given = int(heading.group(1))
    for line in lines[:_TITLE_LINES]:
        if given is None and len(line) <= 60 and (date := _DATED.search(line)) and _ASSEMBLY.search(line):
            given = int(date.group(1))
    if (
        given is None
        and reviewed is None
        and (year := _YEAR_IN_NAME.search(title) or _YEAR_IN_NAME.search(name))
    ):
        named = int(year.group(1))
        given = named if any(map(_SALUTATION.match, lines)) or "工作报告" in title else None
    if given is None and reviewed is not None:
        given = reviewed + 1
    if reviewed is None and given is not None:
        reviewed = given - 1
    return Metadata(title, given, reviewed, named)
