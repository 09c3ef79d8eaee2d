"""Terms: the phrases that people keep whole in a series.  Never overwritten, only revoked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from webapp.store.clock import now

_SELECT = """
SELECT t.id, t.series_id, t.term, a.name AS account, t.created_at, t.revoked_at, r.name AS revoked_by
FROM series_terms t LEFT JOIN accounts a ON a.id = t.account_id LEFT JOIN accounts r ON r.id = t.revoked_by
"""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term with who put it into the list and when; `revoked_at`, `revoked_by` if it was taken out."""

    id: int
    series_id: int
    term: str
    account: str | None
    created_at: str
    revoked_at: str | None
    revoked_by: str | None


def add(db: Database, series_id: int, term: str, account_id: int | None = None) -> int:
    """Put a term that is not there into the list of a series and return its id."""
    return int(
        db.execute(
            "INSERT INTO series_terms (series_id, term, account_id, created_at) VALUES (?, ?, ?, ?)",
            [series_id, term, account_id, now()],
        ).lastrowid
        or 0
    )


def revoke(db: Database, term_id: int, account_id: int | None = None) -> None:
    """Take a term out of the list; its row stays."""
    db.execute(
        "UPDATE series_terms SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
        [now(), account_id, term_id],
    )


def of_series(db: Database, series_id: int) -> list[TermRow]:
    """The list of a series as it holds now, in the order in which it was written."""
    rows = db.query(_SELECT + "WHERE t.series_id = ? AND t.revoked_at IS NULL ORDER BY t.id", [series_id])
    return [TermRow(**row) for row in rows]


def history(db: Database, series_id: int) -> list[TermRow]:
    """Every term that ever stood in the list of a series, the latest change first."""
    rows = db.query(
        _SELECT + "WHERE t.series_id = ? ORDER BY coalesce(t.revoked_at, t.created_at) DESC, t.id DESC",
        [series_id],
    )
    return [TermRow(**row) for row in rows]
