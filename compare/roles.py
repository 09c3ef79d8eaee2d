"""What a section is for: review of the past, plan for the future, front matter, or something else."""

from __future__ import annotations

import re

from compare.model import Role

_GLOSSARY = re.compile(r"名词解释|注\s*释|附\s*表|术语|^注：|Glossary|Appendix|Annex", re.I)
_REVIEW = re.compile(
    r"回顾|总结|成[就绩效](?:和|与|$)|完成情况|执行情况|工作情况|情况$|(?:过去|刚刚过去|已经过去).{0,6}[年期]|历史性|"
    r"\b(?:review|results|highlights|performance|overview|looking back)\b",
    re.I,
)
_FIVE_YEARS = re.compile(
    r"[“\"]?十[一二三四五六七八]五[”\"]?(?:时期|规划|期间)|五年(?:计划|规划)|远景目标|今后五年|未来五年|"
    r"时期的?[总主基].{0,4}任务"
)
#: Parts that neither review nor plan: what else is to be said, the state of the world.
_ASIDE = re.compile(r"^其他|需要报告的事项|国际形势|统一战线|^\W*附(?:件|录|表)")
#: Two topics side by side.
_COORDINATED = re.compile(r"[和与及、]")
_PERIOD = re.compile(r"(?:19|20)\d\d年?|过去[一五]年|今年|明年|下一年")
_PLAN = re.compile(
    r"今后|安排|部署|任务|目标|要求|重点|建议|打算|计划|今年|举措|措施|下一步|取向|预期|自身建设|政府建设|建设.{0,8}政府|"
    r"治理(?:效能|现代化)|工作思路|\b(?:outlook|plans?|targets?|priorities|looking (?:ahead|forward)|strategy)\b",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|第?[一二三四]季度|[上下]半年)")
_ANNEX_LABEL = re.compile(r"^\W*附(?:件|录|表)?\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?\s*")
#: Words that tell of things done, and of things to do, in running prose.
_PAST = re.compile(r"了|过|完成|实现|达到|增长[\d.]|荣获|获评|入选|建成|一年来|五年来|同比")
_FUTURE = re.compile(r"要|将|加快|推进|推动|深化|加强|坚持|确保|力争|今年|落实|着力|继续|支持")


def role_of_title(title: str, year_given: int | None = None, year_reviewed: int | None = None) -> Role | None:
    """The role that a heading announces, or None where it says nothing.

    A five-year plan inside a yearly report is `other`; "回顾" beats it, since many reviews
    close a five-year period together with the year.
    """
    if _GLOSSARY.search(title):
        return "other"
    if "回顾" in title:
        return "review"
    if (_FIVE_YEARS.search(title) and not _YEAR.search(title)) or _ASIDE.search(title):
        return "other"
    reviews, plans = list(_REVIEW.finditer(title)), list(_PLAN.finditer(title))
    if bool(reviews) != bool(plans):
        return "review" if reviews else "plan"
    years = {int(year) for year in _YEAR.findall(title)}
    if reviews and years and not _COORDINATED.search(title[plans[-1].end() : reviews[-1].start()]):
        # "主要任务完成情况" is about its last word, whatever year it names.
        return "review" if reviews[-1].end() > plans[-1].end() else "plan"
    if year_given in years and year_given is not None:
        return "plan"
    if year_reviewed in years and year_reviewed is not None:
        return "review"
    return None


def role_of_whole(title: str, year_given: int | None = None, year_reviewed: int | None = None) -> Role | None:
    """The role of an annex that is the document itself: nothing but the letter that sent it stands above."""
    return role_of_title(_ANNEX_LABEL.sub("", title), year_given, year_reviewed)


def names_a_part(title: str) -> bool:
    """Whether a title names a year and what is said of it, as only the parts of a report do."""
    return bool(_PERIOD.search(title)) and role_of_title(title) in ("review", "plan")


def role_of_prose(text: str) -> Role:
    """A guess from tense words, for sections whose heading says nothing."""
    past, future = len(_PAST.findall(text)), len(_FUTURE.findall(text))
    if past + future == 0:
        return "other"
    return "review" if past * 2 > future else "plan"
