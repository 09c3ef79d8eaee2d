"""How the database came to its present shape, step by step.

A step that has been released is never edited; a new one is added below it.
`python -m webapp.migrations` writes the outcome to `schema.sql` for people to read.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from webapp.db import write
from webapp.migrations import m001_first_version as m001
from webapp.migrations import m002_import as m002
from webapp.migrations import m003_links_and_terms as m003

migrations = Migrations("duizhao")

SCHEMA_FILE = Path(__file__).parent.with_name("schema.sql")


def _run(db: Database, script: str) -> None:
    """Run statements one by one; `executescript` would commit the open transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_first_version(db: Database) -> None:
    _run(db, m001.SQL)


@migrations()
def m002_import(db: Database) -> None:
    _run(db, m002.SQL)


@migrations()
def m003_links_and_terms(db: Database) -> None:
    _run(db, m003.SQL)


class NewerDatabase(sqlite3.DatabaseError):
    """A newer version of the program has been at work here; this one must not write."""


def upgrade(db: Database) -> None:
    """Apply what is missing, in one transaction; two processes may try at once."""
    known = {migration.name for migration in migrations._migrations}
    if unknown := {migration.name for migration in migrations.applied(db)} - known:
        raise NewerDatabase(
            f"the data was written by a newer version of Duizhao ({', '.join(sorted(unknown))}); update the program"
        )
    if not migrations.pending(db):
        return
    # A table that others refer to is made anew by copying it (SQLite cannot drop a
    # constraint), which needs the references unwatched; they are checked before the commit.
    db.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with write(db):
            migrations.apply(db)
            if broken := list(db.query("PRAGMA foreign_key_check")):
                raise sqlite3.IntegrityError(f"references would be broken: {broken[:3]}")
    finally:
        db.conn.execute("PRAGMA foreign_keys = ON")


def schema_of(db: Database) -> str:
    """The schema as SQL, one statement per object, without the migrations' own table."""
    rows = db.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND tbl_name NOT LIKE '\\_sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return "-- Written by `python -m webapp.migrations`; change webapp/migrations, not this.\n\n" + "".join(
        row["sql"] + ";\n\n" for row in rows
    )
