"""How readable the marks in changed sentences are: the share of short equal runs, and numbers partly marked.

What is counted: in every sentence link with a change of substance, the stretches of text that are
not marked, as a reader sees them.  A stretch is short if it holds at most two Han characters and no
Western word and no digit.  So a mark (，) between two changes is a short stretch, and so are two
characters at the beginning or end of a sentence.  Minor changes are folded on the page and
part nothing.  The mark that closes a sentence (。) stands in nearly every sentence and is no piece of
wording: where nothing else is left at its end, that is no stretch; `with_closing_marks` counts
those as well.

Numbers are looked for with a pattern of its own, apart from the engine's: whatever looks like
one number with sign, separators, decimals, range and unit must not be marked in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compare.model import Comparison, Edit, ParsedEdition, SentenceLink, Span

_HAN = re.compile(r"[\u3400-\u9fff]")
_SAID = re.compile(r"[\u3400-\u9fff\d]|[A-Za-z]{2,}")
_LONG = re.compile(r"\d|[A-Za-z]{2,}")
SHORT_HAN = 2

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_UNIT = r"(?:万亿|[十百千万亿]+)?(?:个?百分点|[%％‰]|平方公里|平方米|立方米|公里|亩|吨|千瓦时?|美元|元|倍|℃)?"
NUMBER = re.compile(
    rf"""
      (?<![\w.-])[-−]{_DIGITS}{_UNIT}
    | (?:US|S|HK)?[$€£¥]?{_DIGITS}[%％]?\ ?(?:-|—|——|–|－|～|~|至)\ ?{_DIGITS}{_UNIT}
    | (?:US|S|HK)?[$€£¥]{_DIGITS}(?:\ (?:thousand|million|billion|trillion)\b)?
    | {_DIGITS}(?:\ (?:thousand|million|billion|trillion|percent|per\ cent|basis\ points?)\b)
    | {_DIGITS}[多余几]?{_UNIT}
    | (?<![以马路网线向至到])[上近数几][百千万亿]{{1,3}}(?=[个家项人名元亩吨户年天公次]|\Z)
    | [二三四五六七八九]?[十百千][余几]
    | [一二两三四五六七八九]成(?=[以左多，。；、]|\Z)
    | (?:百分之)?{_CHINESE}+分之{_CHINESE}+(?:点{_CHINESE}+)?
    | 百分之{_CHINESE}+(?:点{_CHINESE}+)?
    | {_CHINESE}{{2,}}[多余几]?(?:亿|万)?(?=[个家项人名元亩吨户年天公])
    | 翻[一两]番
    """,
    re.VERBOSE,
)


@dataclass
class Readability:
    """Counts over sentence links: stretches left unmarked, the short ones, and numbers marked in part."""

    stretches: int = 0
    short: int = 0
    closing: int = 0
    numbers: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of short stretches."""
        return self.short / self.stretches if self.stretches else 0.0

    @property
    def with_closing_marks(self) -> float:
        """The share if a full stop that is left alone at the end of a sentence counts too."""
        found = self.stretches + self.closing
        return (self.short + self.closing) / found if found else 0.0


def measure_readability(comparison: Comparison) -> Readability:
    """Over all sentence links of a comparison whose wording changed in substance."""
    found = Readability()
    for link in comparison.sentence_links:
        if all(edit.op == "equal" or edit.minor for edit in link.edits):
            continue
        for text, at_end in _stretches(link, comparison.old):
            if at_end and not _SAID.search(text):
                found.closing += 1
            else:
                found.stretches += 1
                found.short += not _LONG.search(text) and len(_HAN.findall(text)) <= SHORT_HAN
        for edition, ids, spans in (
            (comparison.old, link.old, [edit.old for edit in link.edits if edit.op != "equal"]),
            (comparison.new, link.new, [edit.new for edit in link.edits if edit.op != "equal"]),
        ):
            for identity in ids:
                sentence = edition.sentence_by_id[identity]
                inside = [span for span in spans if sentence.start <= span[0] < span[1] <= sentence.end]
                numbers, broken = _broken_numbers(edition.quote(sentence), sentence.start, inside)
                found.numbers += numbers
                found.broken += broken
    return found


def _stretches(link: SentenceLink, old: ParsedEdition) -> Iterator[tuple[str, bool]]:
    """What stands unmarked on the old side, and whether its sentence ends with it."""
    text = old.edition.text.text
    for identity in link.old:
        sentence = old.sentence_by_id[identity]
        run: list[Edit] = []
        here = [edit for edit in link.edits if sentence.start <= edit.old[0] and edit.old[1] <= sentence.end]
        for edit in here:
            if edit.op == "equal" or edit.minor:
                run.append(edit)
                continue
            yield from _joined(run, text, False)
            run = []
        yield from _joined(run, text, True)


def _joined(run: Sequence[Edit], text: str, at_end: bool) -> Iterator[tuple[str, bool]]:
    if any(edit.op == "equal" for edit in run):
        yield text[run[0].old[0] : run[-1].old[1]], at_end


def _broken_numbers(text: str, start: int, spans: Iterable[Span]) -> tuple[int, list[str]]:
    """How many numbers a sentence has, and those inside which a change begins or ends."""
    borders = {place - start for span in spans for place in span}
    matches = list(NUMBER.finditer(text))
    broken = [
        f"{match[0]} in {text.strip()}"
        for match in matches
        if any(match.start() < place < match.end() for place in borders)
    ]
    return len(matches), broken


def development_pairs() -> list[Sequence[Path]]:
    """The pairs of reports whose links were made by hand, where the real reports are present."""
    from tests.bench.gold import PAIRS, SHARED

    pairs = [[SHARED / "data" / "national" / f"{year}.txt" for year in years] for years in PAIRS]
    return [pair for pair in pairs if all(path.exists() for path in pair)]


def report(*pairs: Sequence[Path]) -> None:
    """A line for every pair of reports, each pair once."""
    from compare.engine import compare_texts
    from tests.bench.gold import read_edition

    for old, new in dict.fromkeys(map(tuple, pairs)):
        found = measure_readability(compare_texts(read_edition(old), read_edition(new)))
        print(
            f"readability     {found.share:6.1%} short of {found.stretches} stretches"
            f" ({found.with_closing_marks:.1%} with closing marks), {len(found.broken)} of {found.numbers} numbers"
            f" marked in part, {old.stem} → {new.stem}"
        )
