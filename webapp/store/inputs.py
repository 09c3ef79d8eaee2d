"""What people said that bears on a comparison: the inputs of the engine, from the rows of several nouns."""

from __future__ import annotations

from sqlite_utils import Database

from compare.model import Inputs
from webapp.store import link_corrections, terms
from webapp.store.editions import EditionRow


def inputs_for(db: Database, old: EditionRow, new: EditionRow) -> Inputs:
    """The inputs of the comparison of two editions; every comparison is made with these and kept under them.

    The terms are those of both series, in an order of their own: who wrote which first
    changes nothing.  What was said about links between the two editions is in the order in
    which it was said.
    """
    series = {old.series_id, new.series_id}
    words = {row.term for series_id in series for row in terms.of_series(db, series_id)}
    links = tuple(row.correction for row in link_corrections.of_pair(db, old.id, new.id))
    return Inputs(terms=tuple(sorted(words)), links=links)
