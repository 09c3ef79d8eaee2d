"""Headings without a number: which lines of a text are some, and how high they stand among the others.

A line alone says little: a short line without a full stop may be a heading, a cell of a table, a
signature or a button of a web page.  The lines around it decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from compare.labels import RANK, read_label
from compare.roles import names_a_part

#: Below all numbered headings; those that are whole clauses below the others.
UNLABELLED_RANK = len(RANK)
CLAUSE_RANK = UNLABELLED_RANK + 1
#: "2023年工作回顾" and "2024年工作安排" above 一、 and （一） are the parts of a report.
PART_RANK = -1
#: An annex or glossary stands beside the report, with everything behind it below it.
ANNEX_RANK = -2

UNLABELLED_CHARS = 40
_ALL_CAPITALS = re.compile(r"[A-Z][A-Z0-9 ,.&’'\-–—/():]{3,79}")
_CLAUSE_CHARS = 80
#: Headings have prose below them; short lines below short lines are cells of a table that was copied line by
#: line, where so many of the lines are (measured: half of them in tables, less than a tenth in reports).
_CELLS_SHARE = 0.2
_CELLS_MIN = 4
#: Lines longer than this are prose; where nearly all of it is finished, an unfinished line is a heading.
_PROSE_CHARS = 40
_FINISHED_SHARE = 0.9
_FINISHED_MIN = 12

SENTENCE_END = re.compile(r"[。！？；!?;…][”’」』）)\]]*$|\.[”’)\]]*$")
SALUTATION = re.compile(r"^各位(?:代表|委员|同志|领导|来宾|股东)|^(?:Ladies and gentlemen|Dear )", re.I)
_UNFIT = re.compile(
    r"[：:，,、；;]$|^[（(【\[].*[）)】\]]$|@|https?://|www\.|\d{6,}|\d{3,4}-\d{7,8}|^[\d\s.,:：%％/年月日—–-]+$|^\d+[%％]"
    r"|(?:办公室|人民政府|委员会)$|\b(?:and|or)$"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]{2}")


def find_bare_headings(lines: Sequence[str]) -> dict[int, int]:
    """Which of the lines are headings without a number, by their place, and the rank of each.

    `lines` are those of the body in order; "" stands for one that is something else already
    (a table row, litter, a heading of the format).
    """
    places = [place for place, line in enumerate(lines) if line and read_label(line) is None]
    short = [place for place in places if _is_short(lines, place)]
    body = [place for place in places if lines[place]]
    if _is_of_cells(lines):
        short = []
    found = dict.fromkeys(short, UNLABELLED_RANK)
    capitals = [place for place in short if _ALL_CAPITALS.fullmatch(lines[place])]
    if len(capitals) > 1:
        found |= dict.fromkeys(set(short) - set(capitals), CLAUSE_RANK)
    if _is_finished([lines[place] for place in body]):
        found |= {place: CLAUSE_RANK for place in body if place not in found and _is_clause(lines, place)}
    parts = [place for place in short if names_a_part(lines[place])]
    if len(parts) > 1:
        found |= dict.fromkeys(parts, PART_RANK)
    return found


def _is_of_cells(lines: Sequence[str]) -> bool:
    short = [0 < len(line) <= UNLABELLED_CHARS and not SENTENCE_END.search(line) for line in lines]
    pairs = sum(above and below for above, below in pairwise(short))
    return pairs >= max(_CELLS_MIN, _CELLS_SHARE * sum(map(bool, lines)))


def _stands(lines: Sequence[str], place: int) -> bool:
    """A line that is no sentence and has something below it."""
    line = lines[place]
    following = any(lines[place + 1 : place + 2])
    closed = SENTENCE_END.search(line) or SALUTATION.match(line) or _UNFIT.search(line)
    return following and not closed and bool(_WORD.search(line)) and "\t" not in line


def _is_short(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    short = len(line) <= UNLABELLED_CHARS or _ALL_CAPITALS.fullmatch(line)
    return bool(short) and "，" not in line and _stands(lines, place)


def _is_clause(lines: Sequence[str], place: int) -> bool:
    """A clause between paragraphs, without the full stop that all of them have."""
    following = next(iter(lines[place + 1 : place + 2]), "")
    if not following or read_label(following) is not None:
        return False
    below = len(following) > _PROSE_CHARS or _stands(lines, place + 1)
    written = bool(_HAN.search(lines[place]))  # an English clause of that length is prose
    return written and len(lines[place]) <= _CLAUSE_CHARS and below and _stands(lines, place)


def _is_finished(lines: Sequence[str]) -> bool:
    prose = [line for line in lines if len(line) > _PROSE_CHARS]
    finished = sum(bool(SENTENCE_END.search(line)) or line.endswith(("：", ":")) for line in prose)
    return len(prose) >= _FINISHED_MIN and finished >= len(prose) * _FINISHED_SHARE
