"""Find the clause without a number that speaks of a measure's indicator.

A target may lose its number (开工580万套 → 继续推进棚户区改造) or be answered in words;
such clauses are too many to be measures of every edition, so the ledger makes them
measures with null value where a row needs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from compare.ledger_label import label_quality
from compare.ledger_match import Evidence
from compare.ledger_names import features_of, other_names
from compare.ledger_profile import Profile
from compare.ledger_sides import Side
from compare.model import Block, Measure, MeasureRole, Period, Role, Sentence

#: The share of the name (weighted by rarity) that a clause must hold, alone, in a linked
#: block, in a linked sentence.  Lower: more numbers called withdrawn that are only gone.
COVER_ALONE, COVER_IN_BLOCK, COVER_IN_SENTENCE = 0.85, 0.8, 0.6
#: Names with fewer features (economy, 投资) are no names to search for.
FEATURES_AT_LEAST = 2
#: Names with fewer features are found everywhere (财政支出): they need a linked sentence and
#: must be in it whole.
FEATURES_ALONE, COVER_SHORT = 4, 0.95
#: So many features of a long name are strong evidence even where the rest is missing
#: (居民基本医保人均财政补助标准, 提高居民基本医保补助标准).
FEATURES_LONG, COVER_LONG = 8, 0.55
#: A promise in words is answered in words that hold its whole short name (国际收支).
FEATURES_IN_WORDS = 3
#: Blocks that are looked at for a name, best first, if they hold so much of it.
BLOCKS, HELD_BY_BLOCK = 4, 0.5
_CLAUSE = re.compile(r"[^，,；;。！？!?：:\n]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence, with the share of the name that it holds."""

    sentence: Sentence
    start: int
    end: int
    cover: float


class Finder:
    """Finds such clauses in one edition; each clause serves once.

    `made` are the measures found so far, in the order of the rows that asked; a finder that
    is not `on` finds none.
    """

    def __init__(
        self,
        side: Side,
        linked: Evidence,
        roles: frozenset[Role],
        role: MeasureRole,
        year: int | None,
        on: bool = True,
    ) -> None:
        self.on = on
        self.side = side
        self.linked = linked
        self.roles = roles
        self.role: MeasureRole = role
        self.year = year
        self.made: list[Measure] = []
        self._prefix = {"target": "qt", "result": "qr", "context": "qc"}[role]
        self._clauses: dict[str, list[tuple[Sentence, int, int, frozenset[str]]]] = {}
        self._used = [measure for measure in side.edition.measures if measure.value is None]

    def find(self, profile: Profile) -> Measure | None:
        """A measure without value for the best clause that names the indicator of `profile`."""
        clause = self._best_clause(profile) if self.on else None
        if clause is None:
            return None
        measure = Measure(
            id=f"{self._prefix}{len(self.made) + 1}",
            sentence=clause.sentence.id,
            start=clause.start,
            end=clause.end,
            quote=self.side.edition.text[clause.start : clause.end],
            indicator=profile.measure.indicator,
            change="level",
            value=None,
            value_max=None,
            unit="",
            amount=None,
            amount_max=None,
            base_unit="",
            bound="exact",
            commitment="plain",
            role=self.role,
            period=Period(self.year, self.year),
        )
        self.made.append(measure)
        return measure

    def _best_clause(self, profile: Profile) -> Clause | None:
        text = self.side.edition.text
        sentences_linked = self.linked.sentences_of.get(profile.sentence, ())
        blocks_linked = self.linked.blocks_of.get(profile.block, ())
        enough = FEATURES_IN_WORDS if profile.form == "quality" else FEATURES_ALONE
        known = max(len(profile.spoken), len(profile.grams))
        if known < FEATURES_AT_LEAST:
            return None
        short = known < enough
        names = [self._weigh(grams) for grams in _names_of(profile) if grams]
        best: Clause | None = None
        for block in self._blocks(profile, short, sentences_linked, blocks_linked):
            for sentence, start, end, held in self._clauses_of(block):
                bar = COVER_ALONE
                if sentence.id in sentences_linked:
                    bar = COVER_SHORT if short else COVER_IN_SENTENCE
                elif short:
                    continue
                elif block.id in blocks_linked:
                    bar = COVER_IN_BLOCK
                cover = max((fsum(name[gram] for gram in held & name.keys()) for name in names), default=0.0)
                if bar > COVER_LONG and any(len(held & name.keys()) >= FEATURES_LONG for name in names):
                    bar = COVER_LONG
                if cover < bar or (best is not None and cover <= best.cover):
                    continue
                if self._is_fit(profile, text[start:end]) and self._is_free(sentence, start, end):
                    best = Clause(sentence, start, end, cover)
        return best

    def _weigh(self, grams: frozenset[str]) -> dict[str, float]:
        """The features of a name with their share of its weight."""
        weights = {gram: self.side.index.weight(gram) for gram in grams}
        total = fsum(weights.values())
        return {gram: weight / total for gram, weight in weights.items()}

    def _clauses_of(self, block: Block) -> list[tuple[Sentence, int, int, frozenset[str]]]:
        """The clauses of a block with their features, cut once."""
        if block.id not in self._clauses:
            text = self.side.edition.text
            self._clauses[block.id] = [
                (sentence, start, end, features_of(text[start:end]))
                for sentence in self.side.edition.sentences_of_block[block.id]
                for start, end in clauses_of(text, sentence)
            ]
        return self._clauses[block.id]

    def _is_fit(self, profile: Profile, clause: str) -> bool:
        """A promise in words is the same promise only in much the same words."""
        if profile.form != "quality" or self.role != "target":
            return True
        return label_quality(profile.measure.quote, clause) != "reworded"

    def _blocks(
        self, profile: Profile, short: bool, sentences_linked: Sequence[str], blocks_linked: Sequence[str]
    ) -> list[Block]:
        """The blocks worth reading: the linked ones, and the closest ones unless the name is too short."""
        index, edition = self.side.index, self.side.edition
        blocks = [edition.block_by_id[edition.sentence_by_id[name].block] for name in sentences_linked]
        if not short:
            blocks += [edition.block_by_id[block] for block in blocks_linked]
            for grams in _names_of(profile):
                found = index.search(grams, self.roles, BLOCKS)
                blocks += [index.blocks[place] for place, score in found if score >= HELD_BY_BLOCK]
        return [
            block
            for block in dict.fromkeys(blocks)
            if block.kind not in ("heading", "chrome") and edition.role_of_block(block) in self.roles
        ]

    def _is_free(self, sentence: Sentence, start: int, end: int) -> bool:
        """No number and no other row's measure in the clause.

        A number on the same indicator would have been paired, so a clause with one speaks
        of something else.
        """
        there = [*self.side.numbered.get(sentence.id, ()), *self._used, *self.made]
        return not any(measure.start < end and measure.end > start for measure in there)


def _names_of(profile: Profile) -> Iterable[frozenset[str]]:
    """The features of all names of an indicator, each once, always in one order."""
    return dict.fromkeys((profile.spoken, profile.grams, *other_names(profile.name)))


def clauses_of(text: str, sentence: Sentence) -> Iterable[tuple[int, int]]:
    """The stretches between commas and their kin, without blanks at the ends."""
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.end() - len(piece) + len(piece.rstrip())
        if start < end:
            yield start, end
