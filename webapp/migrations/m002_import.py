"""Files by their bytes, histories of editions, corrections of outlines, drafts of imports, jobs."""

from __future__ import annotations

SQL = """
CREATE TABLE originals (
    -- the bytes of every file that an edition was ever made from, unaltered
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
INSERT INTO originals (sha256, bytes) SELECT sha256, bytes FROM files GROUP BY sha256;
CREATE TABLE edition_files (
    -- the files that a text of an edition was made from, 1, 2, 3 … in the order in which they are joined
    edition_text_id INTEGER NOT NULL REFERENCES edition_texts(id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES originals(sha256),
    PRIMARY KEY (edition_text_id, position)
) STRICT;
CREATE INDEX edition_files_sha256 ON edition_files (sha256);
INSERT INTO edition_files (edition_text_id, position, name, sha256)
    SELECT t.id, f.position, f.name, f.sha256 FROM files f JOIN edition_texts t USING (edition_id);
DROP TABLE files;
ALTER TABLE edition_texts ADD COLUMN
    -- import, reread (a newer reader), replace (other files), mend (a typo), merge, restore
    origin TEXT NOT NULL DEFAULT 'import'
    CHECK (origin IN ('import', 'reread', 'replace', 'mend', 'merge', 'restore'));
ALTER TABLE edition_texts ADD COLUMN
    -- the edition whose files were taken in (origin merge)
    merged_id INTEGER REFERENCES editions(id);
CREATE TABLE editions_new (
    id INTEGER PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES series(id),
    -- a year, or a date where there are several a year
    key TEXT NOT NULL,
    -- draft, newspaper, web site … where several stand side by side
    variant TEXT NOT NULL DEFAULT '',
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    -- the day on which it was given (ISO), the body before which, and who gave it
    date TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    speaker TEXT NOT NULL DEFAULT '',
    year_given INTEGER,
    year_reviewed INTEGER,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    -- set aside, but kept: a wrong import, or merged into another edition
    removed_at TEXT,
    merged_into INTEGER REFERENCES editions(id)
) STRICT;
INSERT INTO editions_new (id, series_id, key, variant, slug, title, year_given, year_reviewed, account_id, created_at)
    SELECT id, series_id, key, variant, slug, title, year_given, year_reviewed, account_id, created_at FROM editions;
DROP TABLE editions;
ALTER TABLE editions_new RENAME TO editions;
CREATE UNIQUE INDEX editions_key ON editions (series_id, key, variant) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX editions_slug ON editions (slug) WHERE removed_at IS NULL;
CREATE TABLE former_slugs (
    -- addresses that an edition had before its key was corrected; they lead to it for ever
    slug TEXT PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES editions(id)
) STRICT;
CREATE TABLE outline_corrections (
    -- what people said about the outline of an edition; never overwritten, only revoked
    id INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES editions(id),
    op TEXT NOT NULL CHECK (op IN ('level', 'role', 'kind', 'join', 'split')),
    -- the anchor as JSON: text_id, start, end, quote, prefix, suffix
    anchor TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX outline_corrections_edition ON outline_corrections (edition_id);
CREATE TABLE drafts (
    -- imports that nobody has taken in yet
    id TEXT PRIMARY KEY,
    account_id INTEGER REFERENCES accounts(id),
    -- what the person said about series, key and so on, as JSON
    wish TEXT NOT NULL,
    -- null until the files are read: the text and what the reader found, as JSON
    reading TEXT,
    -- what the person said about the outline so far, as JSON
    corrections TEXT NOT NULL DEFAULT '[]',
    -- the draft whose place this one takes when it is read: its files in another order, or more of them
    replaces TEXT REFERENCES drafts(id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE draft_files (
    draft_id TEXT NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (draft_id, position)
) STRICT;
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    -- what is to be done ("read", "compare", …) and to what, as JSON
    kind TEXT NOT NULL,
    params TEXT NOT NULL,
    -- two jobs of one key are never open at once: asking again joins the one that is there
    key TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    -- the step that it is at, and the share done in [0, 1]
    stage TEXT NOT NULL DEFAULT '',
    progress REAL NOT NULL DEFAULT 0,
    -- a note as JSON (code, params): why it failed
    message TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- who works on it, until when nobody else may, and when it last gave a sign of life
    worker TEXT,
    lease_until TEXT,
    heartbeat_at TEXT,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    account_id INTEGER REFERENCES accounts(id),
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE UNIQUE INDEX jobs_open_key ON jobs (key) WHERE state IN ('queued', 'running');
"""
