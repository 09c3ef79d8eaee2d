-- Written by `python -m webapp.migrations`; change webapp/migrations, not this.

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
, origin TEXT NOT NULL DEFAULT 'import'
    CHECK (origin IN ('import', 'reread', 'replace', 'mend', 'merge', 'restore')), merged_id INTEGER REFERENCES editions(id)) STRICT;

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

CREATE TABLE originals (
    -- the bytes of every file that an edition was ever made from, unaltered
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE edition_files (
    -- the files that a text of an edition was made from, 1, 2, 3 … in the order in which they are joined
    edition_text_id INTEGER NOT NULL REFERENCES edition_texts(id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES originals(sha256),
    PRIMARY KEY (edition_text_id, position)
) STRICT;

CREATE INDEX edition_files_sha256 ON edition_files (sha256);

CREATE TABLE "editions" (
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

