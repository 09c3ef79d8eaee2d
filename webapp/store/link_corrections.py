"""Corrections of links: what people said about what belongs together.  Never overwritten, only revoked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from compare.model import Anchor, LinkCorrection
from webapp.store.clock import now

_SELECT = """
SELECT c.id, c.old_edition_id, c.new_edition_id, c.op, c.level, c.old_anchor, c.new_anchor,
    a.name AS account, c.created_at, c.revoked_at, r.name AS revoked_by
FROM link_corrections c LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN accounts r ON r.id = c.revoked_by
"""


@dataclass(frozen=True, slots=True)
class LinkCorrectionRow:
    """A correction with who made it (None: nobody with an account) and when; `revoked_at`, `revoked_by`
    if it was taken back."""

    id: int
    correction: LinkCorrection
    account: str | None
    created_at: str
    revoked_at: str | None
    revoked_by: str | None


def add(
    db: Database,
    old_edition_id: int,
    new_edition_id: int,
    correction: LinkCorrection,
    account_id: int | None = None,
) -> int:
    """Store a correction and return its id."""
    return int(
        db.execute(
            "INSERT INTO link_corrections (old_edition_id, new_edition_id, op, level, old_anchor, new_anchor,"
            " account_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                old_edition_id,
                new_edition_id,
                correction.op,
                correction.level,
                _packed(correction.old),
                _packed(correction.new),
                account_id,
                now(),
            ],
        ).lastrowid
        or 0
    )


def of_pair(db: Database, old_edition_id: int, new_edition_id: int) -> list[LinkCorrectionRow]:
    """What holds between two editions, oldest first, whichever of them stood on the left when it was said."""
    return [row for row in history(db, old_edition_id, new_edition_id)[::-1] if not row.revoked_at]


def history(db: Database, old_edition_id: int, new_edition_id: int) -> list[LinkCorrectionRow]:
    """All that was ever said between two editions, the latest first, seen from `old_edition_id` on the left."""
    rows = db.query(
        _SELECT + "WHERE (c.old_edition_id = :old AND c.new_edition_id = :new)"
        " OR (c.old_edition_id = :new AND c.new_edition_id = :old) ORDER BY c.id DESC",
        {"old": old_edition_id, "new": new_edition_id},
    )
    return [_from_row(row, old_edition_id) for row in rows]


def revoke(db: Database, correction_ids: Iterable[int], account_id: int | None = None) -> None:
    """Take corrections back; their rows stay."""
    for correction_id in correction_ids:
        db.execute(
            "UPDATE link_corrections SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
            [now(), account_id, correction_id],
        )


def _packed(anchor: Anchor | None) -> str | None:
    return json.dumps(asdict(anchor), ensure_ascii=False) if anchor else None


def _unpacked(anchor: object) -> Anchor | None:
    return Anchor(**json.loads(str(anchor))) if anchor is not None else None


def _from_row(row: dict[str, object], left: int) -> LinkCorrectionRow:
    old, new = _unpacked(row.pop("old_anchor")), _unpacked(row.pop("new_anchor"))
    # Compared the other way round, the same words hold.
    if row.pop("old_edition_id") != left:
        old, new = new, old
    del row["new_edition_id"]
    correction = LinkCorrection(row.pop("op"), old, new, row.pop("level"))  # type: ignore[arg-type]
    return LinkCorrectionRow(correction=correction, **row)  # type: ignore[arg-type]
