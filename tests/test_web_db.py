"""The database: migrations, the written-down schema, transactions, many at once."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from webapp import store
from webapp.db import connect, write
from webapp.migrations import SCHEMA_FILE, NewerDatabase, migrations, schema_of, upgrade

THREADS = 8


def together(path, work):
    """Do `work` on as many connections at once; what one of them raises is raised here."""
    start = Barrier(THREADS)

    def one():
        start.wait()
        with closing(connect(path)) as opened:
            work(opened)

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(one) for _ in range(THREADS)]:
            done.result()


def test_schema_file_is_up_to_date(db):
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_of(db), "run `python -m webapp.migrations`"


def test_migrations_run_once(db):
    assert not migrations.pending(db)
    upgrade(db)
    assert len(migrations.applied(db)) == len(migrations._migrations)


def test_two_processes_may_migrate_at_once(path):
    def run(opened):
        upgrade(opened)

    together(path, run)


def test_a_migration_that_fails_leaves_nothing(path, monkeypatch):
    opened = connect(path)
    monkeypatch.setattr("webapp.migrations.schema_of", None)

    def broken(db):
        db.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError

    monkeypatch.setattr(migrations, "_migrations", [migrations._Migration("broken", broken)])
    with pytest.raises(RuntimeError):
        upgrade(opened)
    assert opened.table_names() == []
    opened.close()


def test_an_older_program_leaves_newer_data_alone(db, monkeypatch):
    monkeypatch.setattr(migrations, "_migrations", [])
    with pytest.raises(NewerDatabase, match="update the program"):
        upgrade(db)


def test_write_rolls_everything_back(db):
    with pytest.raises(ZeroDivisionError), write(db):
        store.series.add(db, "青溪区报告")
        raise ZeroDivisionError
    assert store.series.all(db) == []
    with write(db):
        store.series.add(db, "青溪区报告")
    assert len(store.series.all(db)) == 1


def test_many_writers_wait_for_each_other(path, db):
    """Each reads, then writes what it read plus one: deferred transactions would fail here."""
    db.execute("CREATE TABLE counter (n INTEGER)")
    db.execute("INSERT INTO counter VALUES (0)")

    def count(opened):
        for _ in range(25):
            with write(opened):
                (n,) = opened.execute("SELECT n FROM counter").fetchone()
                opened.execute("UPDATE counter SET n = ?", [n + 1])

    together(path, count)
    assert db.execute("SELECT n FROM counter").fetchone() == (200,)


def test_references_are_enforced(db):
    with pytest.raises(sqlite3.IntegrityError), write(db):
        db.execute(
            "INSERT INTO edition_texts (edition_id, text_id, reading, created_at) VALUES (9, 'x', '', '')"
        )
