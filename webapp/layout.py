"""Editions laid out as pages, the last few of them remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from compare.model import Edition
from webapp import leaf, store
from webapp.parsing import parsed_edition


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition that is told from others by its fingerprint alone, as a key of the cache."""

    fingerprint: str
    edition: Edition = field(compare=False)


def laid_out(edition: Edition) -> leaf.EditionPage:
    """The edition with its outline, its blocks and its measures."""
    return _laid_out(_Known(store.comparisons.fingerprint(edition), edition))


# People go back and forth between a few editions; more would only hold memory.
@lru_cache(maxsize=8)
def _laid_out(known: _Known) -> leaf.EditionPage:
    return leaf.lay_out(parsed_edition(known.edition))
