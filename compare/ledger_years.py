"""Does a paragraph speak of several years at the place of a measure?

A review of five years and of the last one often share a section, even a paragraph; a
measure's own period may then be too narrow.  This only makes verdicts less certain.
"""

from __future__ import annotations

import re

from compare.model import Measure, ParsedEdition

_YEARS = re.compile(
    r"[两二三四五六七八九十\d]年(?:来|间|累计|增长|净增|新增|共)|过去[两三四五]年|这[两三四五]年|“?十[一二三四五六]五”?(?:时期|期间|以来)"
    r"|[较比]20\d\d年|20\d\d年以来|over the (?:past|last) \w+ years|since 20\d\d",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(
    r"去年|上年|过去(?:的)?一年|一年来|全年|今年以来|当年|20\d\d年(?![以来])|last year|this year"
)


#: How many characters before the measure's own paragraph, in its section, may set the time.
CHARACTERS_BEFORE = 400


def spans_years(edition: ParsedEdition, measure: Measure) -> bool:
    """Are the last words on time before the end of `measure` on several years?"""
    block = edition.block_by_id[edition.sentence_by_id[measure.sentence].block]
    section = edition.section_by_id[block.section].start if block.section else 0
    before = edition.text[max(section, block.start - CHARACTERS_BEFORE) : measure.end]
    last = max((match.end() for match in _YEARS.finditer(before)), default=-1)
    if "累计" in measure.quote:
        return True
    return last > max((match.end() for match in _ONE_YEAR.finditer(before)), default=-1)
