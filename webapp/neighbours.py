"""Which editions of a series stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from webapp.store.editions import EditionRow


def line_up(editions: Sequence[EditionRow]) -> list[EditionRow]:
    """One edition for each key, oldest first: the one that is no variant where there is one.

    A draft and the final text of one year are not neighbours; each is compared with the
    years before and after.
    """
    chosen: dict[str, EditionRow] = {}
    for edition in sorted(editions, key=lambda edition: (edition.key, edition.variant)):
        # The empty variant sorts before all others.
        chosen.setdefault(edition.key, edition)
    return list(chosen.values())


def neighbouring_pairs(editions: Sequence[EditionRow]) -> list[tuple[EditionRow, EditionRow]]:
    """Older and newer edition of each two keys that follow each other, oldest first."""
    return list(pairwise(line_up(editions)))


def beside(
    edition: EditionRow, editions: Sequence[EditionRow]
) -> tuple[EditionRow | None, EditionRow | None]:
    """The editions of the key before and of the key after that of `edition`."""
    before = after = None
    for other in line_up(editions):
        if other.key < edition.key:
            before = other
        elif other.key > edition.key and after is None:
            after = other
    return before, after


def likely_pair(
    olds: Sequence[EditionRow], news: Sequence[EditionRow]
) -> tuple[EditionRow, EditionRow] | None:
    """Of the editions that share the old text and those that share the new, the two most likely meant.

    Two editions of one series rather than of two, the older one first, few years apart.
    """

    def unlikeliness(pair: tuple[EditionRow, EditionRow]) -> tuple[int, ...]:
        old, new = pair
        years = [int(key[:4]) if key[:4].isdecimal() else 0 for key in (old.key, new.key)]
        apart = abs(years[1] - years[0])
        return old.id == new.id, old.series_id != new.series_id, old.key > new.key, apart, old.id, new.id

    return min(product(olds, news), key=unlikeliness, default=None)
