"""Looking for damage in the data: what SQLite cannot know of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlite_utils import Database

from compare.model import Anchor
from webapp import store


def find_damage(db: Database) -> Iterator[str]:
    """What is wrong with texts, files, histories, corrections, drafts and jobs, a line each."""
    yield from _texts_and_files(db)
    yield from _histories(db)
    yield from _corrections(db)
    yield from _waiting(db)


def _texts_and_files(db: Database) -> Iterator[str]:
    for row in db.query("SELECT text_id, text FROM texts"):
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["text_id"]:
            yield f"text {row['text_id'][:12]}: its bytes have changed"
    names = "(SELECT name FROM edition_files f WHERE f.sha256 = o.sha256)"
    for row in db.query(f"SELECT sha256, bytes, {names} AS name FROM originals o"):
        if hashlib.sha256(row["bytes"]).hexdigest() != row["sha256"]:
            yield f"file {row['name'] or row['sha256'][:12]}: its bytes have changed"


def _histories(db: Database) -> Iterator[str]:
    no_text = "SELECT slug FROM editions WHERE id NOT IN (SELECT edition_id FROM edition_texts)"
    for row in db.query(no_text):
        yield f"edition {row['slug']}: it has no text"
    query = (
        "SELECT et.id, e.slug, t.text, et.reading,"
        " (SELECT group_concat(position) FROM (SELECT position FROM edition_files"
        "  WHERE edition_text_id = et.id ORDER BY position)) AS positions"
        " FROM edition_texts et JOIN texts t USING (text_id) JOIN editions e ON e.id = et.edition_id"
    )
    for row in db.query(query):
        name = f"edition {row['slug']}, text {row['id']}"
        try:
            text = store.texts.text_from_json(row["text"], row["reading"])
            places = [cut.at for cut in text.cuts] + [page.start for page in text.pages]
            places += [place for hint in text.hints for place in (hint.start, hint.end)]
            if any(not 0 <= place <= len(text.text) for place in places):
                yield f"{name}: what its reader found lies outside of it"
        except (ValueError, KeyError, TypeError):
            yield f"{name}: what its reader found cannot be read"
        positions = (row["positions"] or "").split(",")
        if positions != [str(number) for number in range(1, len(positions) + 1)]:
            yield f"{name}: a file is missing"
    taken = "SELECT f.slug FROM former_slugs f JOIN editions e ON e.slug = f.slug AND e.removed_at IS NULL"
    for row in db.query(taken):
        yield f"address {row['slug']}: it leads to two editions"
    for row in db.query("SELECT slug FROM editions WHERE merged_into IS NOT NULL AND removed_at IS NULL"):
        yield f"edition {row['slug']}: it was merged and stands there all the same"


def _corrections(db: Database) -> Iterator[str]:
    mine = "SELECT 1 FROM edition_texts et WHERE et.edition_id = c.edition_id AND et.text_id = t.text_id"
    query = (
        f"SELECT c.id, c.anchor, t.text, EXISTS ({mine}) AS is_mine FROM outline_corrections c"
        " LEFT JOIN texts t ON t.text_id = c.anchor ->> 'text_id'"
    )
    # Asked one by one: an anchor that is no JSON would end the query for all.
    for (number,) in db.execute("SELECT id FROM outline_corrections ORDER BY id").fetchall():
        try:
            row = next(db.query(query + " WHERE c.id = ?", [number]))
            anchor = Anchor(**json.loads(row["anchor"]))
            sound = row["is_mine"] and row["text"][anchor.start : anchor.end] == anchor.quote
        except (ValueError, TypeError, db.conn.OperationalError):
            sound = False
        if not sound:
            yield f"correction {number}: its place is not in a text of its edition"


def _waiting(db: Database) -> Iterator[str]:
    for (draft_id,) in db.execute("SELECT id FROM drafts ORDER BY id").fetchall():
        try:
            store.drafts.get(db, draft_id)
            store.drafts.text_of(db, draft_id)
        except (ValueError, KeyError, TypeError):
            yield f"draft {draft_id}: it cannot be read"
        if not store.drafts.names_of(db, draft_id):
            yield f"draft {draft_id}: it has no files"
    for (job_id,) in db.execute("SELECT id FROM jobs ORDER BY id").fetchall():
        try:
            store.jobs.get(db, job_id)
        except (ValueError, KeyError, TypeError):
            yield f"job {job_id}: it cannot be read"
