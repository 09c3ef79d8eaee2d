"""The log of who did what: rows are added, never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from webapp.store.clock import now


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line: when, who (None: the command line), what about it."""

    at: str
    account: str | None
    action: str
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


def of_noun(db: Database, noun: str, noun_id: int) -> list[LogRow]:
    """What was done to this one thing, the latest first."""
    rows = db.query(
        "SELECT log.at, a.name AS account, log.action, log.details FROM log LEFT JOIN accounts a"
        " ON a.id = log.account_id WHERE log.noun = ? AND log.noun_id = ? ORDER BY log.id DESC",
        [noun, noun_id],
    )
    return [LogRow(**{**row, "details": json.loads(row["details"])}) for row in rows]
