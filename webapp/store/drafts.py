"""Drafts: files that somebody brought and that nobody has taken in yet, with what was said about them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from compare.model import Anchor, Cut, Hint, Note, OutlineCorrection, Page, Text
from webapp.store.clock import now
from webapp.store.texts import Upload

_COLUMNS = "id, account_id, wish, corrections, replaces, reading IS NOT NULL AS is_read, created_at, updated_at"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft without its files and its text.

    `wish` is what the person typed about series, key and so on, by the names of the
    fields; `corrections` what she said about the outline, oldest first.  `replaces` is
    the draft that this one takes the place of as soon as its files are read: the same
    in another order.
    """

    id: str
    account_id: int | None
    wish: dict[str, Any]
    corrections: tuple[OutlineCorrection, ...]
    replaces: str | None
    is_read: bool
    created_at: str
    updated_at: str

    @property
    def job_key(self) -> str:
        """The key of the job that reads its files."""
        return job_key(self.id)


def job_key(draft_id: str) -> str:
    """The key of the job that reads the files of a draft."""
    return f"read {draft_id}"


def add(
    db: Database,
    files: Sequence[Upload],
    wish: dict[str, Any],
    account_id: int | None = None,
    *,
    replaces: str | None = None,
    corrections: Sequence[OutlineCorrection] = (),
) -> str:
    """Store the files in their order; return the id of the draft, which nobody can guess."""
    draft_id = secrets.token_urlsafe(12)
    moment = now()
    db.execute(
        "INSERT INTO drafts (id, account_id, wish, corrections, replaces, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [draft_id, account_id, json.dumps(wish, ensure_ascii=False), _to_json(corrections), replaces, moment, moment],
    )
    for position, (name, content) in enumerate(files, start=1):
        db.execute(
            "INSERT INTO draft_files (draft_id, position, name, bytes) VALUES (?, ?, ?, ?)",
            [draft_id, position, name, content],
        )
    return draft_id


def get(db: Database, draft_id: str) -> DraftRow | None:
    """The draft with this id."""
    row = next(db.query(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", [draft_id]), None)
    return _from_row(row) if row else None


def of_account(db: Database, account_id: int) -> list[DraftRow]:
    """The drafts of an account that are to become editions of their own, the latest first.

    Those that stand in for another draft are not among them, nor those that correct an edition.
    """
    rows = db.query(
        f"SELECT {_COLUMNS} FROM drafts WHERE account_id = ? AND replaces IS NULL"
        " AND wish ->> 'edition_id' IS NULL ORDER BY created_at DESC, id",
        [account_id],
    )
    return [_from_row(row) for row in rows]


def successor(db: Database, draft_id: str) -> str | None:
    """The draft that is about to replace this one."""
    row = next(db.query("SELECT id FROM drafts WHERE replaces = ?", [draft_id]), None)
    return row["id"] if row else None


def last_of(db: Database, draft_id: str) -> str:
    """The draft at the end of the row of those that took the place of this one, there or not.

    A draft that was replaced is deleted; the job that read its files anew still names it.
    """
    seen = {draft_id}
    while True:
        later = next(
            db.query(
                "SELECT params ->> 'draft_id' AS id FROM jobs WHERE kind = 'read' AND state = 'done'"
                " AND params ->> 'before' = ? ORDER BY id DESC LIMIT 1",
                [draft_id],
            ),
            None,
        )
        if later is None or later["id"] in seen:
            return draft_id
        draft_id = later["id"]
        seen.add(draft_id)


def files_of(db: Database, draft_id: str) -> list[Upload]:
    """Names and bytes of the files, in their order; none where there is no such draft."""
    rows = db.query("SELECT name, bytes FROM draft_files WHERE draft_id = ? ORDER BY position", [draft_id])
    return [(row["name"], row["bytes"]) for row in rows]


def names_of(db: Database, draft_id: str) -> list[tuple[str, int]]:
    """Name and size in bytes of each file, in their order."""
    rows = db.query(
        "SELECT name, length(bytes) AS size FROM draft_files WHERE draft_id = ? ORDER BY position", [draft_id]
    )
    return [(row["name"], row["size"]) for row in rows]


def file_of(db: Database, draft_id: str, position: int) -> Upload | None:
    """Name and bytes of one file; `position` counts from 1."""
    rows = db.query(
        "SELECT name, bytes FROM draft_files WHERE draft_id = ? AND position = ?", [draft_id, position]
    )
    row = next(rows, None)
    return (row["name"], row["bytes"]) if row else None


def text_of(db: Database, draft_id: str) -> Text | None:
    """The text that was read from the files; None before that."""
    row = next(db.query("SELECT reading FROM drafts WHERE id = ?", [draft_id]), None)
    if row is None or row["reading"] is None:
        return None
    found = json.loads(row["reading"])
    return Text(
        text=found["text"],
        cuts=tuple(Cut(**cut) for cut in found["cuts"]),
        pages=tuple(Page(**page) for page in found["pages"]),
        hints=tuple(Hint(**hint) for hint in found["hints"]),
        notes=tuple(Note(**note) for note in found["notes"]),
    )


def set_reading(db: Database, draft_id: str, reading: str) -> None:
    """Keep what was read (a `Text` as JSON); the draft that this one replaces goes."""
    db.execute("UPDATE drafts SET reading = ?, updated_at = ? WHERE id = ?", [reading, now(), draft_id])
    before = next(db.query("SELECT replaces FROM drafts WHERE id = ?", [draft_id]), None)
    if before and before["replaces"]:
        db.execute("UPDATE drafts SET replaces = NULL WHERE id = ?", [draft_id])
        delete(db, before["replaces"])


def set_wish(db: Database, draft_id: str, wish: dict[str, Any]) -> None:
    """Keep what the person typed."""
    db.execute(
        "UPDATE drafts SET wish = ?, updated_at = ? WHERE id = ?",
        [json.dumps(wish, ensure_ascii=False), now(), draft_id],
    )


def set_corrections(db: Database, draft_id: str, corrections: Sequence[OutlineCorrection]) -> None:
    """Keep what the person said about the outline, in place of what was there."""
    db.execute(
        "UPDATE drafts SET corrections = ?, updated_at = ? WHERE id = ?",
        [_to_json(corrections), now(), draft_id],
    )


def delete(db: Database, draft_id: str) -> None:
    """Forget a draft with its files."""
    db.execute("DELETE FROM drafts WHERE id = ?", [draft_id])


def taken_in_as(db: Database, draft_id: str) -> int | None:
    """The edition that the draft became, as the log tells."""
    row = next(
        db.query(
            "SELECT noun_id FROM log WHERE action = 'import_edition' AND details ->> 'draft' = ?", [draft_id]
        ),
        None,
    )
    return row["noun_id"] if row else None


def purge(db: Database, before: str) -> None:
    """Forget the drafts that nobody touched since this moment."""
    db.execute("DELETE FROM drafts WHERE updated_at < ?", [before])


def _to_json(corrections: Sequence[OutlineCorrection]) -> str:
    return json.dumps([asdict(correction) for correction in corrections], ensure_ascii=False)


def _from_row(row: dict[str, Any]) -> DraftRow:
    corrections = tuple(
        OutlineCorrection(item["op"], Anchor(**item["anchor"]), item["value"])
        for item in json.loads(row["corrections"])
    )
    return DraftRow(
        **{**row, "wish": json.loads(row["wish"]), "corrections": corrections, "is_read": bool(row["is_read"])}
    )
