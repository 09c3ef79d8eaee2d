"""The passages of the other edition that come closest to a measure.

An index of the character bigrams (words in English) of the blocks; a passage's score is
the share of the measure's features that it holds, weighted by how rare they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from math import fsum, log

from compare.ledger_names import features_of
from compare.model import Near, ParsedEdition, Role

#: How many passages go with a row that claims absence.
NEAREST = 3
#: A passage that shares less is not close at all and is left out.
NEAR_AT_LEAST = 0.08
#: Features in more blocks than this are skipped in searching: they tell nothing and would
#: make long texts quadratic.
BLOCKS_AT_MOST = 60
#: Stands for the places of a feature that no block has.
_NOWHERE = (0,)
#: Kinds of block that can hold a promise or a result.
_TELLING = frozenset(("paragraph", "item", "bullet", "table_row", "heading"))


class BlockIndex:
    """Searches the blocks of one edition; built once for each comparison."""

    def __init__(self, edition: ParsedEdition) -> None:
        self.edition = edition
        self.blocks = tuple(block for block in edition.blocks if block.kind in _TELLING)
        self.role_of: tuple[Role, ...] = tuple(edition.role_of_block(block) for block in self.blocks)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for place, block in enumerate(self.blocks):
            for gram in features_of(edition.quote(block)):
                self.postings[gram].append(place)
        self._weights: dict[str, float] = {}

    def weight(self, gram: str) -> float:
        """Idf over the blocks: a feature that the edition lacks weighs as one of a single block."""
        weight = self._weights.get(gram)
        if weight is None:
            places = self.postings.get(gram, _NOWHERE)
            weight = self._weights[gram] = log((len(self.blocks) + 1) / len(places)) + 0.1
        return weight

    def search(
        self, grams: Collection[str], roles: Collection[Role] = (), at_most: int = NEAREST
    ) -> list[tuple[int, float]]:
        """Places in `blocks` with score, best first; only blocks of `roles` if any is given."""
        total = fsum(self.weight(gram) for gram in grams)
        if not total:
            return []
        score: dict[int, float] = defaultdict(float)
        for gram in sorted(grams):
            places = self.postings.get(gram, ())
            if len(places) <= BLOCKS_AT_MOST:
                weight = self.weight(gram) / total
                for place in places:
                    score[place] += weight
        found = [
            (place, value)
            for place, value in score.items()
            if value >= NEAR_AT_LEAST and (not roles or self.role_of[place] in roles)
        ]
        return sorted(found, key=lambda entry: (-entry[1], entry[0]))[:at_most]

    def nearest(self, grams: Collection[str], roles: Collection[Role] = ()) -> tuple[Near, ...]:
        """Up to three blocks, best first; those of `roles` are taken before the rest."""
        found = self.search(grams, roles)
        if roles and len(found) < NEAREST:
            known = {place for place, _ in found}
            found += [entry for entry in self.search(grams) if entry[0] not in known]
        best = sorted(found[:NEAREST], key=lambda entry: -entry[1])
        return tuple(Near(self.blocks[place].id, round(score, 3)) for place, score in best)
