"""What a text says about itself: title, day, assembly, speaker, year given, year reviewed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from compare.folding import plain
from compare.model import Text
from compare.readers.dates import YEAR, find_day_in_name, find_english_days, find_year, year_of
from compare.readers.title_page import TitlePage, read_title_page

_REVIEW_HEADING = re.compile(
    rf"^[一1]\s*[、.．]\s*{YEAR}\s*年(?:[及和](?:“?十.五”?|过去).{{0,8}})?.{{0,10}}(?:回顾|总结|情况)", re.M
)
_PLAN_HEADING = re.compile(rf"^[二三四2-4]\s*[、.．]\s*(?:对)?{YEAR}\s*年", re.M)
#: In a text without line ends a heading stands in the prose; and a review begins by praising its year.
_REVIEW_INSIDE = re.compile(
    rf"{YEAR}\s*年(?:(?:政府|主要)?工作(?:的)?(?:回顾|总结)|\s*是[^。，]{{2,40}}(?:之年|一年))"
)
_OPENING_CHARS = 600
#: A report on a period that is over, which names the period.
_OF_PERIOD = re.compile(r"年度.{0,14}报告|年报|年鉴|统计公报|(?:完成|执行|落实|进展)情况|annual report", re.I)
_PART_OF_YEAR = re.compile(
    r"[一二三四1-4]季度|[上下]半年|[一二三四五六七八九十\d]+月份?(?!\d*日)|quarter", re.I
)
_LAST_QUARTER = re.compile(r"[四4]季度|下半年|十二月|12月")
#: A paper that only looks ahead.
_OF_PLANS = re.compile(r"分解|方案|通知|计划|要点|规划")
_ANNUAL_FILING = re.compile(r"\bForm 10-K\b")
_FISCAL_YEAR_ENDED = re.compile(r"fiscal year ended\s+([A-Z][a-z]+ \d{1,2}, \d{4})", re.I)
#: A day that a filing names so often is the end of its year, or of the year before.
_OFTEN = 3
#: A year that ends by then is reported on before it is over.
_LAST_MONTH_REPORTED_IN_THE_YEAR = 9
_BUDGET_YEAR = re.compile(r"financial year (?:\d{1,2} [A-Z][a-z]+ )?((?:19|20)\d\d)", re.I)
_WORK_REPORT = re.compile(r"工作报告|施政报告|budget speech", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Guesses for a person to confirm; None or "" where the text does not tell."""

    title: str
    year_given: int | None
    year_reviewed: int | None
    #: The year in the title or the file's name: given or reviewed, as the series has it.
    year_named: int | None = None
    #: The day on which it was given, else that of its publication, as YYYY-MM-DD.
    date: str = ""
    #: The assembly it was given to, and who gave it ("区长 李某某"), as written.
    body: str = ""
    speaker: str = ""
    #: What the edition may be called in its series: a year, or a day where there are several a year.
    key: str = ""


def guess_metadata(text: Text, name: str = "") -> Metadata:
    """Guess from the title page, the first headings, and at last from the file's `name`.

    A government work report given in January 2023 reviews 2022; the annual report for 2023
    appears in 2024.
    """
    page = read_title_page(text)
    words = plain(text.text)
    named = find_year(page.title) or find_year(name)
    day = page.given_on or page.dated or find_day_in_name(name)
    given, reviewed = (
        _of_filing(words, named) or _of_period(page, day) or _of_work_report(page, words, named, day)
    )
    return Metadata(
        page.title,
        given,
        reviewed,
        named,
        day,
        page.body,
        page.speaker,
        _key(page, given, reviewed, named, day),
    )


def _of_filing(words: str, named: int | None) -> tuple[int, int] | None:
    """Years of a company's annual filing, by the day on which its year ended."""
    if not _ANNUAL_FILING.search(words):
        return None
    counts = Counter(find_english_days(words))
    ends = [day for day, count in counts.items() if count >= _OFTEN]
    if title := _FISCAL_YEAR_ENDED.search(words[:_OPENING_CHARS]):
        ends += find_english_days(title[1])  # its own, or that of an earlier filing that it refers to
    if not ends:
        return (named + 1, named) if named else None
    end = max(ends)
    year = int(end[:4])
    return (year if int(end[5:7]) <= _LAST_MONTH_REPORTED_IN_THE_YEAR else year + 1), year


def _of_period(page: TitlePage, day: str) -> tuple[int, int] | None:
    """Years of a report on a period that its title names: 2023年年度报告, 2021年四季度…完成情况."""
    title = plain(page.title)
    year = find_year(title)
    if year is None or not _OF_PERIOD.search(title) or page.body:
        return None
    over = not _PART_OF_YEAR.search(title) or bool(_LAST_QUARTER.search(title))
    return (int(day[:4]) if day else year + over), year


def _of_work_report(
    page: TitlePage, words: str, named: int | None, day: str
) -> tuple[int | None, int | None]:
    given = reviewed = None
    opening = words[: 2 * _OPENING_CHARS]
    if heading := _REVIEW_HEADING.search(words):
        reviewed = year_of(heading[1])
    elif page.greets and (praised := _REVIEW_INSIDE.search(opening)):
        reviewed = year_of(praised[1])
    if page.given_on:
        given = int(page.given_on[:4])
    elif heading := _PLAN_HEADING.search(words):
        given = year_of(heading[1])
    elif reviewed is not None:
        given = reviewed + 1
    elif budget := _BUDGET_YEAR.search(opening):
        given = int(budget[1])
    elif page.greets or _WORK_REPORT.search(plain(page.title)) or _OF_PLANS.search(page.title):
        given = named
    only_plans = _OF_PLANS.search(plain(page.title)) and reviewed is None
    if given is None and day and (page.title or page.body):
        given = int(day[:4])
        only_plans = only_plans or not _WORK_REPORT.search(plain(page.title))
    if given is None and day:
        return int(day[:4]), None  # a statement: of what it speaks nobody knows
    if reviewed is None and given is not None and not only_plans:
        reviewed = given - 1
    return given, reviewed


def _key(page: TitlePage, given: int | None, reviewed: int | None, named: int | None, day: str) -> str:
    if day and ((reviewed is None and not page.title) or _PART_OF_YEAR.search(plain(page.title))):
        return day
    year = named if page.title and _OF_PERIOD.search(plain(page.title)) else given
    year = year or named or reviewed
    return str(year) if year else ""
