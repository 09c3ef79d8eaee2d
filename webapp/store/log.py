"""The log of who did what: rows are added, never changed."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from webapp.store.clock import now


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
