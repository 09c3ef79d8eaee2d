"""Lists of terms of a series, and corrections of links."""

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
CREATE TABLE link_corrections (
    -- what people said about the links between two editions; never overwritten, only revoked
    id INTEGER PRIMARY KEY,
    -- editions, not texts: a mended or replaced text keeps what was said
    old_edition_id INTEGER NOT NULL REFERENCES editions(id),
    new_edition_id INTEGER NOT NULL REFERENCES editions(id),
    op TEXT NOT NULL CHECK (op IN ('together', 'apart', 'alone')),
    level TEXT NOT NULL CHECK (level IN ('block', 'sentence')),
    -- anchors as JSON: text_id, start, end, quote, prefix, suffix; "alone" has one of the two
    old_anchor TEXT,
    new_anchor TEXT,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    revoked_by INTEGER REFERENCES accounts(id),
    CHECK ((old_anchor IS NOT NULL) + (new_anchor IS NOT NULL) = CASE op WHEN 'alone' THEN 1 ELSE 2 END)
) STRICT;
CREATE INDEX link_corrections_editions ON link_corrections (old_edition_id, new_edition_id);
CREATE INDEX link_corrections_turned ON link_corrections (new_edition_id, old_edition_id);
"""
