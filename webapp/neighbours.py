"""Which editions of a series stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise, product

from webapp.store.editions import EditionRow


def by_key(editions: Sequence[EditionRow]) -> list[list[EditionRow]]:
    """The variants of each key, oldest key first; the one that is no variant comes first."""
    ordered = sorted(editions, key=lambda edition: (edition.key, edition.variant))
    return [list(variants) for _key, variants in groupby(ordered, key=lambda edition: edition.key)]


def neighbouring_pairs(editions: Sequence[EditionRow]) -> list[tuple[EditionRow, EditionRow]]:
    """Older and newer edition of each two keys that follow each other, oldest first.

    A draft and the final text of one year are not neighbours, and a draft is read beside
    a final text only where no two of a kind can be read beside each other.
    """
    return [_likest(olds, news) for olds, news in pairwise(by_key(editions))]


def beside(
    edition: EditionRow, editions: Sequence[EditionRow]
) -> tuple[EditionRow | None, EditionRow | None]:
    """The editions of the key before and of the key after that of `edition`, of its kind if possible."""
    groups = by_key(editions)
    before = [group for group in groups if group[0].key < edition.key]
    after = [group for group in groups if group[0].key > edition.key]
    return (
        _likest(before[-1], [edition])[0] if before else None,
        _likest([edition], after[0])[1] if after else None,
    )


def other_variants(
    edition: EditionRow, editions: Sequence[EditionRow]
) -> list[tuple[EditionRow, EditionRow]]:
    """`edition` with each other variant of its key, as a comparison reads them: the one that is no variant last."""
    others = [other for other in editions if other.key == edition.key and other.id != edition.id]
    return [
        (other, edition)
        if not edition.variant or (other.variant and other.id < edition.id)
        else (edition, other)
        for other in sorted(others, key=lambda other: other.variant)
    ]


def _likest(olds: Sequence[EditionRow], news: Sequence[EditionRow]) -> tuple[EditionRow, EditionRow]:
    """Two of one variant, of the one that is none if possible; else the first of each."""
    return min(product(olds, news), key=lambda pair: pair[0].variant != pair[1].variant)


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
