"""Editions taken apart, the last few of them remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from compare import engine
from compare.model import Edition, ParsedEdition
from webapp import store


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition that is told from others by its fingerprint alone, as a key of the cache."""

    fingerprint: str
    edition: Edition = field(compare=False)


def parsed_edition(edition: Edition) -> ParsedEdition:
    """The edition with its outline, sentences and measures."""
    return _parsed(_Known(store.comparisons.fingerprint(edition), edition))


# Whoever corrects an outline goes back and forth between a few states of it.
@lru_cache(maxsize=8)
def _parsed(known: _Known) -> ParsedEdition:
    return engine.parse_edition(known.edition)
