"""Annotations: what reviewers say, with every earlier wording kept.

An anchor is a JSON object: {"text_id", "start", "end", "quote", "prefix", "suffix"}
(code points).  An annotation has an anchor on the old text, on the new one, on both,
or on neither (then it speaks of the whole comparison, named by its scope).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from webapp.store.clock import now

Anchor = dict[str, Any]
Status = Literal["open", "resolved"]

_SELECT = """
SELECT a.id, a.scope_old_text_id, a.scope_new_text_id, a.old_anchor, a.new_anchor,
       a.author_id, accounts.name AS author, a.body, a.status, a.created_at, a.updated_at, a.deleted_at
FROM annotations a JOIN accounts ON accounts.id = a.author_id
"""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark; times are ISO 8601 in UTC."""

    id: int
    scope_old_text_id: str | None
    scope_new_text_id: str | None
    old_anchor: Anchor | None
    new_anchor: Anchor | None
    author_id: int
    author: str
    body: str
    status: Status
    created_at: str
    updated_at: str
    deleted_at: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """What an annotation said until `replaced_at`, when `account` changed it."""

    body: str
    status: Status
    deleted_at: str | None
    account: str
    replaced_at: str


def add(
    db: Database,
    *,
    author_id: int,
    body: str,
    scope: tuple[str, str] | None = None,
    old_anchor: Anchor | None = None,
    new_anchor: Anchor | None = None,
) -> int:
    """Store an annotation and return its id; `scope` is (old text_id, new text_id)."""
    scope_old, scope_new = scope or (None, None)
    moment = now()
    return int(
        db.execute(
            "INSERT INTO annotations (scope_old_text_id, scope_new_text_id, old_text_id, new_text_id,"
            " old_anchor, new_anchor, author_id, body, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                scope_old,
                scope_new,
                old_anchor["text_id"] if old_anchor else None,
                new_anchor["text_id"] if new_anchor else None,
                _to_json(old_anchor),
                _to_json(new_anchor),
                author_id,
                body,
                moment,
                moment,
            ],
        ).lastrowid
        or 0
    )


def get(db: Database, annotation_id: int) -> Annotation | None:
    """The annotation with this id, deleted ones too (see `deleted_at`)."""
    found = _read(db, "WHERE a.id = ?", [annotation_id])
    return found[0] if found else None


def of_comparison(db: Database, old_text_id: str, new_text_id: str) -> list[Annotation]:
    """Annotations that point into either text, or speak of this comparison as a whole.

    Oldest first, without deleted ones.  One that was written in another
    comparison of one of these texts is among them: it hangs on the text.
    """
    ids = [old_text_id, new_text_id]
    return _read(
        db,
        "WHERE a.deleted_at IS NULL AND ("
        " a.old_text_id IN (?, ?) OR a.new_text_id IN (?, ?)"
        " OR (a.old_text_id IS NULL AND a.new_text_id IS NULL"
        "     AND a.scope_old_text_id = ? AND a.scope_new_text_id = ?)) ORDER BY a.id",
        [*ids, *ids, *ids],
    )


def of_texts(db: Database, text_ids: Sequence[str]) -> dict[str, list[Annotation]]:
    """For each of these texts the remarks that hang on it, oldest first, without deleted ones."""
    among = "IN (SELECT value FROM json_each(?))"
    given = json.dumps(list(text_ids))
    found: dict[str, list[Annotation]] = {}
    where = f"WHERE a.deleted_at IS NULL AND (a.old_text_id {among} OR a.new_text_id {among}) ORDER BY a.id"
    for annotation in _read(db, where, [given, given]):
        anchors = (annotation.old_anchor, annotation.new_anchor)
        for text_id in {str(anchor["text_id"]) for anchor in anchors if anchor} & set(text_ids):
            found.setdefault(text_id, []).append(annotation)
    return found


def stranded(db: Database, edition_id: int) -> int:
    """How many remarks hang on an earlier text of the edition, and on its current one no more."""
    texts = "SELECT id, text_id FROM edition_texts WHERE edition_id = :edition"
    row = db.execute(
        f"WITH mine AS ({texts}), here AS (SELECT text_id FROM mine ORDER BY id DESC LIMIT 1),"
        " gone AS (SELECT text_id FROM mine EXCEPT SELECT text_id FROM here)"
        " SELECT count(*) FROM annotations a WHERE a.deleted_at IS NULL AND"
        " (a.old_text_id IN gone OR a.new_text_id IN gone)",
        {"edition": edition_id},
    ).fetchone()
    return int(row[0])


def recent(db: Database, limit: int = 10) -> list[Annotation]:
    """The latest annotations that were not deleted, newest first."""
    return _read(db, "WHERE a.deleted_at IS NULL ORDER BY a.id DESC LIMIT ?", [limit])


def change_body(db: Database, annotation_id: int, *, account_id: int, body: str) -> None:
    """Reword it; the earlier wording goes to its history."""
    _keep_version(db, annotation_id, account_id)
    db.execute("UPDATE annotations SET body = ?, updated_at = ? WHERE id = ?", [body, now(), annotation_id])


def change_status(db: Database, annotation_id: int, *, account_id: int, status: Status) -> None:
    """Resolve or reopen it."""
    _keep_version(db, annotation_id, account_id)
    db.execute(
        "UPDATE annotations SET status = ?, updated_at = ? WHERE id = ?", [status, now(), annotation_id]
    )


def delete(db: Database, annotation_id: int, *, account_id: int) -> None:
    """Mark it as deleted; the row and its history stay."""
    _keep_version(db, annotation_id, account_id)
    db.execute("UPDATE annotations SET deleted_at = ? WHERE id = ?", [now(), annotation_id])


def restore(db: Database, annotation_id: int, *, account_id: int) -> None:
    """Take a deletion back."""
    _keep_version(db, annotation_id, account_id)
    db.execute("UPDATE annotations SET deleted_at = NULL WHERE id = ?", [annotation_id])


def history(db: Database, annotation_id: int) -> list[Version]:
    """Its earlier states, oldest first."""
    rows = db.query(
        "SELECT v.body, v.status, v.deleted_at, accounts.name AS account, v.replaced_at"
        " FROM annotation_versions v JOIN accounts ON accounts.id = v.account_id"
        " WHERE v.annotation_id = ? ORDER BY v.id",
        [annotation_id],
    )
    return [Version(**row) for row in rows]


def _keep_version(db: Database, annotation_id: int, account_id: int) -> None:
    db.execute(
        "INSERT INTO annotation_versions (annotation_id, account_id, body, status, deleted_at, replaced_at)"
        " SELECT id, ?, body, status, deleted_at, ? FROM annotations WHERE id = ?",
        [account_id, now(), annotation_id],
    )


def _read(db: Database, where: str, params: list[object]) -> list[Annotation]:
    rows = []
    for row in db.query(_SELECT + where, params):
        row["old_anchor"] = _from_json(row["old_anchor"])
        row["new_anchor"] = _from_json(row["new_anchor"])
        rows.append(Annotation(**row))
    return rows


def _to_json(anchor: Anchor | None) -> str | None:
    return json.dumps(anchor, ensure_ascii=False) if anchor else None


def _from_json(stored: str | None) -> Anchor | None:
    return json.loads(stored) if stored else None
