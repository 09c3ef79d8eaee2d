"""Pairs of long texts made of real reports, long enough to see how time and memory grow.

A long text is one report with a review and a plan, as the engine expects: first what real reports say
in their reviews, then what they say in their plans, with the headings below the topmost ones.

What is laid side by side, in this order, until a size is reached:

1. Consecutive real reports of one issuer: national 2018→2019, 2016→2017, 2014→2015 and
   2012→2013, and six provinces 2025→2026.
2. Real reports that stand alone (1955, 1964, 1975, two provinces of 2024, cities). The new
   side is the report revised at random, from a fixed seed: each sentence is left out at
   15 %, and each paragraph is put after the next one at 10 %.
3. All of that again as copies in other words: each word that fewer than half of the reports
   use is, throughout one copy, another word of as many characters, drawn from a fixed seed
   by how frequent characters are.  A text merely repeated would make every rare
   word common; here a copy has the common words of the language and rare ones of its own, and its two
   sides go on belonging together as the real ones do.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from compare.tokens import cut_tokens

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
SEED = 20_180_305
LEFT_OUT = 0.15
PUT_LATER = 0.10
YEARS = ((2018, 2019), (2016, 2017), (2014, 2015), (2012, 2013))
PROVINCES = ("北京", "广东", "江苏", "山东", "陕西", "重庆")
ALONE = ("national/1955.txt", "national/1964.txt", "national/1975.txt")
ALONE_TOO = ("provinces/北京/2024.txt", "provinces/重庆/2024.txt")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


def real_pair() -> tuple[Path, Path] | None:
    """Two real reports of one issuer, or None where none are beside the project."""
    pair = DATA / "national" / "2018.txt", DATA / "national" / "2019.txt"
    return pair if all(path.is_file() for path in pair) else None


def demo_pair() -> tuple[Path, Path]:
    """Two editions that come with the program."""
    first, second = sorted((ROOT / "seeds").rglob("*.txt"))[:2]
    return first, second


def read(path: Path) -> str:
    return read_document([(path.name, path.read_bytes())]).text


def build_pair(characters: int) -> tuple[str, str]:
    """Two texts of nearly `characters` each, and of no more, whole lines all."""
    sides: list[list[str]] = [[], []]
    lengths = [0, 0]
    for pair in _endless():
        for side, text in enumerate(pair):
            sides[side].append(text)
            lengths[side] += len(text) + 1
        if min(lengths) >= characters:
            break
    old, new = (_one_report(side, year, characters) for side, year in zip(sides, YEARS[0], strict=True))
    return old, new


def _one_report(reports: Sequence[str], year: int, characters: int) -> str:
    """All reviews, then all plans, both shortened alike to what is wanted."""
    reviews, plans = ("\n".join(parts) for parts in zip(*map(_parts, reports), strict=True))
    heads = [f"政府工作报告\n一、{year - 1}年工作回顾", f"二、{year}年工作安排"]
    room = characters - sum(map(len, heads)) - 3
    for_reviews = room * len(reviews) // (len(reviews) + len(plans))
    return "\n".join(
        (heads[0], _first_lines(reviews, for_reviews), heads[1], _first_lines(plans, room - for_reviews))
    )


@cache
def _parts(report: str) -> tuple[str, str]:
    """What stands in the plan of a report, and before it all that does not, without the topmost headings."""
    parsed = parse_edition(Edition(Text(report)))
    top = min((section.level for section in parsed.sections), default=0)
    titles = {section.start for section in parsed.sections if section.level == top}
    parts: tuple[list[str], list[str]] = [], []
    for block in parsed.blocks:
        if block.kind not in ("chrome", "front") and not (block.kind == "heading" and block.start in titles):
            line = "".join(parsed.quote(block).split("\n"))
            parts[parsed.role_of_block(block) == "plan"].append(line)
    return "\n".join(parts[0]), "\n".join(parts[1])


def _first_lines(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: max(text.rfind("\n", 0, characters), 0)]


def _endless() -> Iterator[tuple[str, str]]:
    pairs = _real_pairs()
    yield from pairs
    copy = 0
    while True:
        copy += 1
        words = _Words(copy)
        for old, new in pairs:
            yield words.change(old), words.change(new)


@lru_cache(maxsize=1)
def _real_pairs() -> tuple[tuple[str, str], ...]:
    names = [(f"national/{old}.txt", f"national/{new}.txt") for old, new in YEARS]
    names += [(f"provinces/{name}/2025.txt", f"provinces/{name}/2026.txt") for name in PROVINCES]
    pairs = [(read(DATA / old), read(DATA / new)) for old, new in names]
    alone = [DATA / name for name in (*ALONE, *ALONE_TOO)] + sorted((DATA / "cities").glob("*.docx"))
    for path in alone:
        text = read(path)
        pairs.append((text, _revise(text, random.Random(f"{SEED} {path.stem}"))))
    return tuple(pairs)


def _revise(text: str, chance: random.Random) -> str:
    lines = [
        "".join(sentence for sentence in _SENTENCE.findall(line) if chance.random() >= LEFT_OUT)
        for line in text.split("\n")
    ]
    lines = [line for line in lines if line.strip()]
    for at in range(len(lines) - 1):
        if chance.random() < PUT_LATER:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return "\n".join(lines)


class _Words:
    """One consistent choice of other words for the rarer words of all reports."""

    def __init__(self, copy: int) -> None:
        self.copy = copy
        self.other: dict[str, str] = {}
        reports = [text for pair in _real_pairs() for text in pair]
        characters = Counter(char for text in reports for char in text if _HAN.match(char))
        self.characters, self.counts = list(characters), list(characters.values())
        self.common = _common_words()

    def change(self, text: str) -> str:
        return "".join(self._other_word(token) for token in _tokens(text))

    def _other_word(self, word: str) -> str:
        if len(word) < 2 or word in self.common or not _HAN.fullmatch(word):
            return word
        if word not in self.other:
            chance = random.Random(f"{SEED} {self.copy} {word}")
            self.other[word] = "".join(chance.choices(self.characters, self.counts, k=len(word)))
        return self.other[word]


@cache
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for line in re.split(r"(?<=\n)", text) for token in cut_tokens(line))


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    reports = [text for pair in _real_pairs() for text in pair]
    users = Counter(word for text in reports for word in set(_tokens(text)))
    return frozenset(word for word, count in users.items() if 2 * count >= len(reports))
