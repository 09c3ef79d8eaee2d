"""Lists of terms of a series."""

from __future__ import annotations

SQL = """
CREATE TABLE series_terms (
    -- phrases that are kept whole in a series; never overwritten, only revoked
    id INTEGER PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES series(id),
    -- as compare.term_list writes it: "|" stands where the phrase is cut
    term TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    revoked_by INTEGER REFERENCES accounts(id)
) STRICT;
CREATE UNIQUE INDEX series_terms_term ON series_terms (series_id, term) WHERE revoked_at IS NULL;
"""
