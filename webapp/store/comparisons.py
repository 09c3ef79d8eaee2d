"""Comparisons: a cache of what the engine found.  Any row may go at any time."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from compare.export.as_json import comparison_from_json, comparison_to_json
from compare.model import Comparison, Edition, Inputs
from webapp.store.clock import now

#: Comparisons of two texts that are kept, with inputs of all kinds: each correction of a link makes
#: one more, of some hundred kilobytes.
KEPT = 8


@dataclass(frozen=True, slots=True)
class Figures:
    """The few numbers of a comparison that the library shows.

    `linked` is the share of the new edition's characters that stands in links, in [0, 1].
    """

    linked: float
    raised: int
    lowered: int
    dropped: int
    new: int
    notes: int


def inputs_hash(old: Edition, new: Edition, inputs: Inputs = Inputs()) -> str:  # noqa: B008 - frozen
    """A hash of all that the engine is given.

    That is what people said (inputs, years, titles) and what the reader found: two
    files of the same text may have other pages, headings and notes.
    """
    given = {"inputs": asdict(inputs), "editions": [fingerprint(old), fingerprint(new)]}
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def fingerprint(edition: Edition) -> str:
    """A hash of everything that an edition is: its text, what its reader found, what people said."""
    return hashlib.sha256(json.dumps(asdict(edition), sort_keys=True).encode()).hexdigest()


def load(
    db: Database,
    old: Edition,
    new: Edition,
    engine: str,
    inputs: Inputs = Inputs(),  # noqa: B008 - frozen
) -> Comparison | None:
    """The stored comparison of exactly these texts, inputs and engine, if there is one."""
    row = next(
        db.query(
            "SELECT json FROM comparisons WHERE old_text_id = ? AND new_text_id = ?"
            " AND inputs_hash = ? AND engine = ?",
            [old.text.text_id, new.text.text_id, inputs_hash(old, new, inputs), engine],
        ),
        None,
    )
    if row is None:
        return None
    return comparison_from_json(json.loads(zlib.decompress(row["json"])))


@dataclass(frozen=True, slots=True)
class Packed:
    """A comparison as it is stored: what takes time is done before the transaction begins."""

    old_text_id: str
    new_text_id: str
    inputs_hash: str
    engine: str
    json: bytes
    figures: str


def pack(
    comparison: Comparison,
    inputs: Inputs = Inputs(),  # noqa: B008 - frozen
) -> Packed:
    """Make the row of a comparison, for `save`."""
    old, new = comparison.old.edition, comparison.new.edition
    return Packed(
        old.text.text_id,
        new.text.text_id,
        inputs_hash(old, new, inputs),
        comparison.engine,
        zlib.compress(json.dumps(comparison_to_json(comparison), ensure_ascii=False).encode()),
        json.dumps(asdict(figures_of(comparison))),
    )


def save(db: Database, row: Packed) -> None:
    """Store the row in place of those that another engine made of these texts.

    The latest rows with other inputs stay: two editions of one text must not drive each
    other out, and whoever takes a correction back finds what was there.
    """
    ids = [row.old_text_id, row.new_text_id]
    db.execute(
        "DELETE FROM comparisons WHERE old_text_id = ? AND new_text_id = ?"
        " AND (engine <> ? OR inputs_hash = ?)",
        [*ids, row.engine, row.inputs_hash],
    )
    db.execute(
        "INSERT INTO comparisons (old_text_id, new_text_id, inputs_hash, engine, json, figures, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [*ids, row.inputs_hash, row.engine, row.json, row.figures, now()],
    )
    db.execute(
        "DELETE FROM comparisons WHERE rowid IN (SELECT rowid FROM comparisons"
        " WHERE old_text_id = ? AND new_text_id = ? ORDER BY created_at DESC, rowid DESC LIMIT -1 OFFSET ?)",
        [*ids, KEPT],
    )


def all_figures(db: Database) -> dict[tuple[str, str], Figures]:
    """The figures of all stored comparisons by (old text_id, new text_id), whichever engine made them.

    Of several with other inputs the latest.
    """
    rows = db.query("SELECT old_text_id, new_text_id, figures FROM comparisons ORDER BY created_at, rowid")
    return {(row["old_text_id"], row["new_text_id"]): Figures(**json.loads(row["figures"])) for row in rows}


def figures_of(comparison: Comparison) -> Figures:
    """Count what the library shows."""
    linked_ids = {block for link in comparison.links for block in link.new}
    counted = [block for block in comparison.new.blocks if block.kind != "chrome"]
    total = sum(block.end - block.start for block in counted)
    linked = sum(block.end - block.start for block in counted if block.id in linked_ids)
    changes: dict[str, int] = {}
    for change in comparison.target_changes:
        changes[change.change] = changes.get(change.change, 0) + 1
    return Figures(
        linked=round(linked / total, 4) if total else 0.0,
        raised=changes.get("raised", 0),
        lowered=changes.get("lowered", 0),
        dropped=changes.get("dropped", 0),
        new=changes.get("new", 0),
        notes=_count_notes(comparison),
    )


def _count_notes(comparison: Comparison) -> int:
    # The notes of a reader are among those of its edition.
    return len(comparison.notes) + len(comparison.old.notes) + len(comparison.new.notes)
