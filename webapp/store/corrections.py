"""Corrections: what people said about the outline of an edition.  Never overwritten, only revoked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from compare.model import Anchor, OutlineCorrection
from webapp.store.clock import now

_SELECT = """
SELECT c.id, c.edition_id, c.op, c.anchor, c.value, a.name AS account, c.created_at, c.revoked_at
FROM outline_corrections c LEFT JOIN accounts a ON a.id = c.account_id
"""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with who made it (None: nobody with an account) and when; `revoked_at` if taken back."""

    id: int
    edition_id: int
    correction: OutlineCorrection
    account: str | None
    created_at: str
    revoked_at: str | None


def add(db: Database, edition_id: int, correction: OutlineCorrection, account_id: int | None = None) -> int:
    """Store a correction and return its id."""
    return int(
        db.execute(
            "INSERT INTO outline_corrections (edition_id, op, anchor, value, account_id, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                edition_id,
                correction.op,
                json.dumps(asdict(correction.anchor), ensure_ascii=False),
                correction.value,
                account_id,
                now(),
            ],
        ).lastrowid
        or 0
    )


def get(db: Database, correction_id: int) -> CorrectionRow | None:
    """The correction with this id, revoked ones too."""
    row = next(db.query(_SELECT + "WHERE c.id = ?", [correction_id]), None)
    return _from_row(row) if row else None


def of_edition(db: Database, edition_id: int) -> list[CorrectionRow]:
    """What holds for an edition, oldest first."""
    rows = db.query(_SELECT + "WHERE c.edition_id = ? AND c.revoked_at IS NULL ORDER BY c.id", [edition_id])
    return [_from_row(row) for row in rows]


def revoke(db: Database, correction_id: int) -> None:
    """Take a correction back; its row stays."""
    db.execute(
        "UPDATE outline_corrections SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
        [now(), correction_id],
    )


def _from_row(row: dict[str, object]) -> CorrectionRow:
    anchor = Anchor(**json.loads(str(row.pop("anchor"))))
    correction = OutlineCorrection(row.pop("op"), anchor, str(row.pop("value")))  # type: ignore[arg-type]
    return CorrectionRow(correction=correction, **row)  # type: ignore[arg-type]
