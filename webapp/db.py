"""The database: one SQLite file in the instance folder, one connection per request.

Read with `db.query(sql, params)` (rows as dicts).  Write only inside `write(db)`:
one immediate transaction, all or nothing.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app, g
from sqlite_utils import Database

FILE_NAME = "duizhao.sqlite3"

#: How long a writer waits for another one, in seconds.  Imports hold the lock for
#: well under one; a longer wait means that something hangs, and should be said.
BUSY_SECONDS = 10.0
RETRY_SECONDS = 0.01


def connect(path: Path) -> Database:
    """Open the database file (made if absent) with foreign keys enforced and WAL."""
    # isolation_level=None: Python opens no transaction behind our back (see `write`).
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait for its turn by itself here."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


@contextmanager
def write(db: Database) -> Iterator[Database]:
    """One immediate transaction: committed at the end, rolled back on any exception.

    `db.atomic()` would begin deferred, and a transaction that reads before it writes
    then fails at once with "database is locked" instead of waiting for its turn.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.execute("COMMIT")


def database_path(app: Flask | None = None) -> Path:
    """Where the database of the application lies."""
    return Path((app or current_app).instance_path) / FILE_NAME


def get_db() -> Database:
    """The connection of the current request (or application context)."""
    if "db" not in g:
        g.db = connect(database_path())
    return g.db


def close_db(_exception: BaseException | None = None) -> None:
    """Give back the connection when the context ends."""
    db = g.pop("db", None)
    if db is not None:
        db.close()


def init_app(app: Flask) -> None:
    """Bring the schema up to date and close connections after each request."""
    from webapp.migrations import upgrade

    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    db = connect(database_path(app))
    try:
        upgrade(db)
    finally:
        db.close()
    app.teardown_appcontext(close_db)
