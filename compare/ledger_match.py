"""Pair measures of two editions one to one, by indicator and evidence.

Candidates come from an inverted index over the features of the names (never all
pairs) and from linked sentences; a score sums the evidence; the best pairs are taken
first.  The greedy order stands for an optimal assignment: equal names score far above
the rest, so the two differ only among near ties, and it costs n log n.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum, log

from compare.ledger_amount import same_unit
from compare.ledger_names import CLASS_WORDS, are_known_apart, are_opposite
from compare.ledger_profile import Profile
from compare.model import Link, ParsedEdition, SentenceLink

#: Weights of the evidence; they sum to 1.  Set on the development pair of national
#: reports and looked at on three provinces: the name decides, the rest breaks ties and
#: carries names that were reworded.
NAME, CLAUSE, SENTENCE, BLOCK, SECTION, HEADLINE = 0.56, 0.16, 0.12, 0.06, 0.04, 0.06
#: A pair below is none.  Higher: fewer wrong pairs, more rows called new and dropped.
PAIR_AT_LEAST = 0.4
#: A name that differs from its partner's more than this needs linked sentences.
NAME_AT_LEAST = 0.36
#: Another base unit, another form (growth beside level), one side without a number.
OTHER_UNIT, OTHER_FORM, ONE_WITHOUT_NUMBER = 0.55, 0.66, 0.9
#: Features that more measures share than this say nothing and would make the index quadratic.
POSTINGS_AT_MOST = 48
#: Equal but for the verb in front (新建, 改造), or nearly equal.
OTHER_VERB = 0.9
#: Names that end unlike; names with so many last characters in common, and what that is worth.
OTHER_HEAD, END_AT_LEAST, END_BASE, END_SLOPE, END_WHOLE = 0.85, 3, 0.3, 0.5, 0.75
#: Names with opposite modifiers, or of two known indicators, are far from equal.
CONTRAST = 0.55
#: How many candidates by name are scored in full.
CANDIDATES = 8
#: Of measures with the very same name, those around the same part of the text are scored.
SAME_NAME = 12
#: A name worth less than this (in idf) is generic (投资, 项目): equal names alone do not pair.
SPECIFIC = 4.0
#: What of the name's weight a wholly generic name keeps.
GENERIC = 0.55


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which units of the two editions are linked, with confidence."""

    sentences: dict[tuple[str, str], float]
    blocks: dict[tuple[str, str], float]
    sections: frozenset[tuple[str, str]]
    sentences_of: dict[str, tuple[str, ...]]
    blocks_of: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices into the two lists of profiles; `name` is how alike the names are."""

    old: int
    new: int
    score: float
    name: float


def gather_evidence(
    old: ParsedEdition, new: ParsedEdition, sentence_links: Sequence[SentenceLink], links: Sequence[Link]
) -> Evidence:
    """The links of sentences, blocks and sections as tables."""
    sentences: dict[tuple[str, str], float] = {}
    for sentence_link in sentence_links:
        for a in sentence_link.old:
            for b in sentence_link.new:
                sentences[a, b] = max(sentences.get((a, b), 0.0), sentence_link.confidence)
    blocks: dict[tuple[str, str], float] = {}
    sections: set[tuple[str, str]] = set()
    for link in links:
        for a in link.old:
            for b in link.new:
                blocks[a, b] = max(blocks.get((a, b), 0.0), link.confidence)
                here, there = old.block_by_id[a].section, new.block_by_id[b].section
                if here is not None and there is not None:
                    sections.add((here, there))
    return Evidence(sentences, blocks, frozenset(sections), _partners(sentences), _partners(blocks))


def turn_round(evidence: Evidence) -> Evidence:
    """The same links as seen from the new edition."""
    sentences = {(b, a): value for (a, b), value in evidence.sentences.items()}
    blocks = {(b, a): value for (a, b), value in evidence.blocks.items()}
    sections = frozenset((b, a) for a, b in evidence.sections)
    return Evidence(sentences, blocks, sections, _partners(sentences), _partners(blocks))


def _partners(pairs: dict[tuple[str, str], float]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        found[a].append(b)
    return {a: tuple(partners) for a, partners in found.items()}


def weigh_features(*sides: Sequence[Profile]) -> dict[str, float]:
    """Idf of the features of the names over the measures of both editions."""
    count: dict[str, int] = defaultdict(int)
    for side in sides:
        for profile in side:
            for gram in profile.grams:
                count[gram] += 1
    total = sum(len(side) for side in sides)
    return {gram: log((total + 1) / number) + 0.1 for gram, number in count.items()}


def pair_measures(
    old: Sequence[Profile],
    new: Sequence[Profile],
    evidence: Evidence,
    allowed: Callable[[Profile, Profile], bool],
    threshold: float = PAIR_AT_LEAST,
) -> list[Pair]:
    """One-to-one pairs, best first taken; `allowed` forbids, such as unlike periods."""
    weights = weigh_features(old, new)
    candidates = [
        pair for pair in _score_candidates(old, new, evidence, weights, allowed) if pair.score >= threshold
    ]
    candidates.sort(key=lambda pair: (-pair.score, pair.old, abs(pair.old - pair.new), pair.new))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for pair in candidates:
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            pairs.append(pair)
    return pairs


def _score_candidates(
    old: Sequence[Profile],
    new: Sequence[Profile],
    evidence: Evidence,
    weights: dict[str, float],
    allowed: Callable[[Profile, Profile], bool],
) -> list[Pair]:
    postings: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[str, list[int]] = defaultdict(list)
    by_sentence: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(new):
        by_stem[profile.stem].append(place)
        by_sentence[profile.sentence].append(place)
        for gram in profile.grams:
            postings[gram].append(place)
    # Sums that do not depend on the order of a set, which changes from process to process.
    sizes = [fsum(weights[gram] for gram in profile.grams) for profile in new]
    pace = len(new) / max(1, len(old))
    found = []
    for here, profile in enumerate(old):
        size = fsum(weights[gram] for gram in profile.grams)
        shared: dict[int, float] = defaultdict(float)
        for gram in sorted(profile.grams):
            places = postings.get(gram, ())
            if len(places) <= POSTINGS_AT_MOST:
                for place in places:
                    shared[place] += weights[gram]
        likely = sorted(shared, key=lambda place: (-shared[place] / (size + sizes[place]), place))[
            :CANDIDATES
        ]
        near = set(likely)
        near.update(_closest(by_stem.get(profile.stem, ()), round(here * pace)))
        for sentence in evidence.sentences_of.get(profile.sentence, ()):
            near.update(by_sentence.get(sentence, ())[:POSTINGS_AT_MOST])
        for there in near:
            if allowed(profile, new[there]):
                pair = _score_pair(here, profile, there, new[there], evidence, weights, size + sizes[there])
                if pair is not None:
                    found.append(pair)
    return found


def _closest(places: Sequence[int], place: int) -> Sequence[int]:
    """Of the sorted places of one name, those around the same part of the text."""
    middle = bisect_left(places, place)
    return places[max(0, middle - SAME_NAME // 2) : middle + SAME_NAME // 2]


def _score_pair(
    here: int,
    a: Profile,
    there: int,
    b: Profile,
    evidence: Evidence,
    weights: dict[str, float],
    total: float,
) -> Pair | None:
    common = fsum(weights[gram] for gram in a.grams & b.grams)
    clause = dice(a.clause, b.clause)
    name = alike_names(a, b, 2 * common / total if total else 0.0, clause)
    if a.core in CLASS_WORDS or b.core in CLASS_WORDS:
        name *= clause  # a name that is only a class word (项目) counts as far as its clause does
    linked = evidence.sentences.get((a.sentence, b.sentence), 0.0)
    if name < NAME_AT_LEAST and not (linked and name > 0):
        return None
    specific = min(1.0, (total - common) / SPECIFIC)
    score = (
        NAME * name * (GENERIC + (1 - GENERIC) * specific)
        + CLAUSE * clause
        + SENTENCE * linked
        + BLOCK * evidence.blocks.get((a.block, b.block), 0.0)
        + SECTION * ((a.section, b.section) in evidence.sections)
        + HEADLINE * (a.headline and b.headline)
    )
    return Pair(here, there, score * _fit(a, b), name)


def _fit(a: Profile, b: Profile) -> float:
    """1 where both speak in the same unit and form, less where they do not."""
    if a.form == "quality" or b.form == "quality":
        return 1.0 if a.form == b.form else ONE_WITHOUT_NUMBER
    fit = 1.0
    if a.form != b.form:
        fit *= OTHER_FORM
    elif not same_unit(a.measure, b.measure):
        fit *= OTHER_UNIT
    elif a.measure.change != b.measure.change:
        fit *= 0.97  # 增长 beside 下降, 建成 beside 新增: the better of two equals has the same
    return fit


def alike_names(a: Profile, b: Profile, alike: float, clause: float) -> float:
    """1 for equal names, else what they share of their features or of their end, whichever is more.

    `alike` is the weighted Dice of their features, `clause` the Dice of their clauses.

    The head of a Chinese name stands last: 整体通关时间 and 货物通关时间 are one thing,
    生产总值 and 生产总值能耗 are two.
    """
    if a.name == b.name or a.stem == b.stem:
        return 1.0
    if a.core == b.core:
        return OTHER_VERB
    if a.core[-2:] != b.core[-2:]:
        alike *= OTHER_HEAD
    end = _common_end(a.core, b.core) if a.core[-END_AT_LEAST:] == b.core[-END_AT_LEAST:] else 0
    if end > END_AT_LEAST and end == min(len(a.core), len(b.core)):
        alike = max(alike, END_WHOLE)  # only a modifier in front has come or gone
    elif end >= END_AT_LEAST:
        alike = max(alike, END_BASE + END_SLOPE * end / max(len(a.core), len(b.core)))
    if a.form == b.form == "quality":
        alike = max(alike, clause)  # of promises in words the name is the lesser part
    apart = are_opposite(a.stem, b.stem) or are_known_apart(a.name, b.name)
    return min(OTHER_VERB, alike) * (CONTRAST if apart else 1.0)


def _common_end(a: str, b: str) -> int:
    length = 0
    for one, other in zip(reversed(a), reversed(b), strict=False):
        if one != other:
            break
        length += 1
    return length


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets share, in [0, 1]."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
