"""Accounts, series, editions with their files and texts, comparisons, annotations, log."""

from __future__ import annotations

SQL = """
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT,
    -- stands in the session cookie; a new value signs the account out everywhere
    session_key TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE sign_in_tokens (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    -- null: the link makes the first account
    account_id INTEGER REFERENCES accounts(id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    name_en TEXT NOT NULL DEFAULT '',
    named_after TEXT NOT NULL DEFAULT 'given' CHECK (named_after IN ('given', 'reviewed')),
    language TEXT NOT NULL DEFAULT 'zh',
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE editions (
    id INTEGER PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES series(id),
    -- a year, or a date where there are several a year
    key TEXT NOT NULL,
    -- draft, newspaper, web site … where several stand side by side
    variant TEXT NOT NULL DEFAULT '',
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    year_given INTEGER,
    year_reviewed INTEGER,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    UNIQUE (series_id, key, variant)
) STRICT;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES editions(id),
    -- 1, 2, 3 … in the order in which the pieces are joined
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (edition_id, position)
) STRICT;
CREATE INDEX files_sha256 ON files (sha256);
CREATE TABLE texts (
    -- SHA-256 of the text: what anchors point to
    text_id TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE edition_texts (
    -- the newest row is the current text of the edition
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES editions(id),
    text_id TEXT NOT NULL REFERENCES texts(text_id),
    -- cuts, pages, hints and notes of the reader, as JSON
    reading TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX edition_texts_edition ON edition_texts (edition_id);
CREATE TABLE comparisons (
    -- a cache: any row may be deleted at any time
    old_text_id TEXT NOT NULL,
    new_text_id TEXT NOT NULL,
    inputs_hash TEXT NOT NULL,
    engine TEXT NOT NULL,
    -- zlib-compressed comparison JSON
    json BLOB NOT NULL,
    -- the few numbers that the library shows, as JSON
    figures TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (old_text_id, new_text_id, inputs_hash, engine)
) STRICT;
CREATE TABLE annotations (
    id INTEGER PRIMARY KEY,
    -- the comparison in which it was written
    scope_old_text_id TEXT REFERENCES texts(text_id),
    scope_new_text_id TEXT REFERENCES texts(text_id),
    -- the texts that the anchors point to, and the anchors as JSON
    old_text_id TEXT REFERENCES texts(text_id),
    new_text_id TEXT REFERENCES texts(text_id),
    old_anchor TEXT,
    new_anchor TEXT,
    author_id INTEGER NOT NULL REFERENCES accounts(id),
    body TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE INDEX annotations_old_text ON annotations (old_text_id);
CREATE INDEX annotations_new_text ON annotations (new_text_id);
CREATE TABLE annotation_versions (
    -- what an annotation said before each change
    id INTEGER PRIMARY KEY,
    annotation_id INTEGER NOT NULL REFERENCES annotations(id),
    account_id INTEGER NOT NULL REFERENCES accounts(id),
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    deleted_at TEXT,
    replaced_at TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_versions_annotation ON annotation_versions (annotation_id);
CREATE TABLE log (
    -- who did what: only ever added to
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts(id),
    action TEXT NOT NULL,
    noun TEXT NOT NULL,
    noun_id INTEGER,
    details TEXT NOT NULL DEFAULT '{}'
) STRICT;
"""
