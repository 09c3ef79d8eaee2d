"""The log of who did what: rows are added, never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from webapp.store.clock import now


@dataclass(frozen=True, slots=True)
class Entry:
    """`account` did `action` to the `noun` with id `noun_id`."""

    id: int
    at: str
    account: str | None
    action: str
    noun: str
    noun_id: int | None
    details: dict[str, Any]


def add(
    db: Database,
    *,
    account_id: int | None,
    action: str,
    noun: str,
    noun_id: int | None,
    details: dict[str, Any],
) -> None:
    """Write one line."""
    db.execute(
        "INSERT INTO log (at, account_id, action, noun, noun_id, details) VALUES (?, ?, ?, ?, ?, ?)",
        [now(), account_id, action, noun, noun_id, json.dumps(details, ensure_ascii=False)],
    )


def recent(db: Database, limit: int = 100) -> list[Entry]:
    """The latest lines, newest first."""
    rows = db.query(
        "SELECT log.id, log.at, accounts.name AS account, log.action, log.noun, log.noun_id, log.details"
        " FROM log LEFT JOIN accounts ON accounts.id = log.account_id ORDER BY log.id DESC LIMIT ?",
        [limit],
    )
    return [Entry(**{**row, "details": json.loads(row["details"])}) for row in rows]
