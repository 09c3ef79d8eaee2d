"""What stands above the first sentence of a report: title, day, assembly, speaker.

Everything is recognised in the plain text (Simplified, half width) and given as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.folding import plain
from compare.labels import read_label
from compare.model import Text
from compare.readers.dates import find_day

#: Front matter ends early; what stands further down speaks of something else.
_HEAD_CHARS = 3200
_HEAD_LINES = 16
#: A longer line is prose.
_PROSE_CHARS = 120
_TITLE_CHARS = 50
_WESTERN_TITLE_CHARS = 110
_SALUTATION = re.compile(r"^[\s“]*(?:各位|尊敬的|同志们|女士们|主席先生)")
_TITLE = re.compile(
    r"报告|公报|要点|计划|总结|讲话|演说|致辞|白皮书|预算|方案|通知$|情况$"
    r"|\b(?:Report|Review|Statement|Speech|Address|Budget|Discussion and Analysis)\b",
    re.I,
)
_NO_TITLE = re.compile(r"[，。；：我]|(?:会议|大会|全会)上|:\s|^(?:URL|NOTE|Item \d+[A-Z]?\.?$)")
_ANNEX = re.compile(r"^附件(?:\s*\d{1,2}\s*[:：])?\s*(?=\S)")
_BODY = re.compile(
    r"(?:日|年|月|^|[\s（(—-])在\s*(?P<where>[^在，。；（）()]{2,40}?(?:会议|大会|全会|代表会|年会)(?:第[^，。]{1,4}次会议)?)\s*上"
)
#: A letter, but no Latin one.  A class of all Han characters takes a millisecond to compile at each place.
_HAN = r"[^\W\d_A-Za-z]"
_ASSEMBLY = re.compile(
    rf"(?P<where>(?:{_HAN}{{2,12}}?(?:省|市|区|县|州|旗|乡|镇|盟))?第[一二三四五六七八九十百\d]+届(?:全国)?人民代表大会"
    r"(?:常务委员会)?(?:第[一二三四五六七八九十百\d]+次会议)?)"
)
#: Without a title page: 我代表国务院，向第四届全国人民代表大会作政府工作报告.
_SPOKEN_TO = re.compile(rf"向\s*{_ASSEMBLY.pattern}")
#: So much of the first paragraph may name it.
_OPENING_CHARS = 400
_OFFICE = (
    rf"(?:{_HAN}{{0,20}}?(?:省长|市长|区长|县长|州长|旗长|盟长|乡长|镇长|主席|总理|行政长官|司长|董事长|总经理"
    r"|总裁|院长|检察长|主任|局长|厅长|部长|会长|书记))"
)
_NAME = rf"(?:{_HAN}(?:[ \u3000]?{_HAN}){{1,3}}|{_HAN}{{1,7}}·(?:{_HAN}|·){{1,10}})"
_SPEAKER_LINE = re.compile(
    rf"^\W*(?:报告人[:：]?\s*)?(?P<who>(?:代理?|副)?{_OFFICE}[\s:：]*{_NAME})(?:同志)?\W*$"
)
_SPEAKER_INSIDE = re.compile(
    rf"(?:会议|大会|全会|年会)上[\s，)）]*(?P<who>{_OFFICE}[\s]*{_NAME}?)\s*(?:同志)?(?:代表.{{2,20}})?(?:所?作|$)"
)
_OFFICE_LINE = re.compile(rf"^\W*(?P<who>{_OFFICE})\s*$")
_NAME_LINE = re.compile(rf"^\s*(?P<who>{_NAME})\s*$")
_WESTERN_SPEAKER = re.compile(
    r"^(?P<who>(?:The )?[A-Z][A-Za-z, &-]*(?:Minister|Secretary|Governor|Chair(?:man|woman)?|President|Chancellor)"
    r"[A-Za-z, &-]*\([^()]{3,60}\))\s*(?::|$)"
)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """Each as it is written, "" where there is none; `date` is YYYY-MM-DD.

    `given_on` is the day of the meeting, `dated` any other day of the page, of its litter at last.
    """

    title: str = ""
    given_on: str = ""
    dated: str = ""
    body: str = ""
    speaker: str = ""
    greets: bool = False


def read_title_page(text: Text) -> TitlePage:
    """The title page of a clean text."""
    chrome = {hint.start for hint in text.hints if hint.kind == "chrome"}
    lines: list[str] = []
    litter: list[str] = []
    greets = False
    at = 0
    for line in text.text[:_HEAD_CHARS].split("\n"):
        start, at = at, at + len(line) + 1
        words = plain(line)
        if start in chrome:
            litter.append(line)
            continue
        greets = bool(_SALUTATION.match(words))
        if greets or len(lines) == _HEAD_LINES or _is_text(words):
            break
        lines.append(line)
    # "The Minister for Finance (Ms A): I beg to move …" names who speaks at its beginning.
    spoken = [*lines, text.text[start : start + _PROSE_CHARS].split("\n")[0]]
    opening = text.text[start : start + _OPENING_CHARS] if lines or greets else text.text[:_OPENING_CHARS]
    body, given_on = _meeting(lines, opening)
    return TitlePage(
        _title(lines) or _title([opening.split("\n")[0]]),
        given_on,
        next(filter(None, map(find_day, (*lines, *litter))), ""),
        body,
        _speaker(spoken).removesuffix("同志"),
        greets,
    )


def _is_text(words: str) -> bool:
    """Whether the report itself has begun: prose, or the first numbered heading."""
    label = read_label(words)
    return (len(words) > _PROSE_CHARS and not _BODY.search(words)) or bool(label and label.kind == "cn_comma")


def _title(lines: Sequence[str]) -> str:
    for line in lines:
        words = plain(line)
        if annex := _ANNEX.match(words):
            line, words = line[annex.end() :], words[annex.end() :]
        half = len(words) // 2
        if half and words == words[:half] * 2:  # given twice, and joined to one line
            line, words = line[:half], words[:half]
        longest = _WESTERN_TITLE_CHARS if words.isascii() or "’" in words else _TITLE_CHARS
        if len(words) <= longest and _TITLE.search(words) and not _NO_TITLE.search(words):
            return line.strip(" —《》")
    return ""


def _meeting(lines: Sequence[str], opening: str) -> tuple[str, str]:
    """The assembly, and the day on which it met; both may stand on a line or run over two."""
    for index, line in enumerate(lines):
        for written in (line, "".join(lines[index : index + 2])):
            words = plain(written)
            if found := _BODY.search(words) or _ASSEMBLY.search(words):
                day = find_day(written[: found.start("where")]) or find_day(lines[index - 1] if index else "")
                return written[slice(*found.span("where"))].strip(), day
    if found := _SPOKEN_TO.search(plain(opening)):
        return opening[slice(*found.span("where"))], ""
    return "", ""


def _speaker(lines: Sequence[str]) -> str:
    """Office and name as they are written: "区长 李某某"."""
    for index, line in enumerate(lines):
        words = plain(line)
        for pattern in (_SPEAKER_LINE, _SPEAKER_INSIDE, _WESTERN_SPEAKER):
            if found := pattern.search(words):
                return line[slice(*found.span("who"))].strip()
        office = _OFFICE_LINE.match(words)
        if office and index + 1 < len(lines) and (name := _NAME_LINE.match(plain(lines[index + 1]))):
            written = line[slice(*office.span("who"))], lines[index + 1][slice(*name.span("who"))]
            return " ".join(part.strip() for part in written)
    return ""
