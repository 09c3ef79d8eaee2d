"""The two editions of an address, and their comparison: from the store, or made now."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from flask import current_app
from sqlite_utils import Database

from compare.engine import ENGINE_VERSION, compare_texts, with_wording
from compare.model import Comparison
from webapp import store
from webapp.db import write
from webapp.finding import find_edition
from webapp.store.editions import EditionRow

Pair = tuple[EditionRow, EditionRow]


def find_pair(old: str, new: str) -> Pair:
    """The two editions of an address; see `find_edition` for those that are not there."""
    return find_edition(old), find_edition(new)


def comparison_of(
    db: Database, old: EditionRow, new: EditionRow, *, by_characters: bool = False
) -> Comparison:
    """The comparison under all that people said, from the store, or made now and stored.

    `by_characters`: its wording told by characters, which takes a moment and is not stored.
    """
    editions = store.editions.as_edition(db, old.id), store.editions.as_edition(db, new.id)
    inputs = store.inputs.inputs_for(db, old, new)
    found = store.comparisons.load(db, *editions, ENGINE_VERSION, inputs)
    if found is None:
        found = compare_texts(*editions, inputs)
        packed = store.comparisons.pack(found, inputs)
        try:
            with write(db):
                store.comparisons.save(db, packed)
        except sqlite3.OperationalError:
            # Somebody writes for long.  It is only a cache: the next reader stores it.
            current_app.logger.warning("a comparison was not stored: the database is busy")
    return with_wording(found, replace(inputs, by_characters=True)) if by_characters else found
