"""Data of the first version become data of today: files are originals, histories begin, nothing is lost."""

from __future__ import annotations

import hashlib
import json

import pytest
from sqlite_utils import Database

from compare.anchor import describe
from compare.model import OutlineCorrection, Text
from webapp import store
from webapp.cli_data import find_problems
from webapp.db import connect, write
from webapp.migrations import migrations, upgrade

FILES = (
    (1, 1, "p1.txt", b"one"),
    (1, 2, "p2.txt", b"two"),
    (2, 1, "same.txt", b"one"),
    (3, 1, "c.txt", b"\xff\x00"),
)


@pytest.fixture
def old(path):
    """A database as the first version left it: three editions, one of them with two texts."""
    db = connect(path)
    first = [migration for migration in migrations._migrations if migration.name == "m001_first_version"]
    every = list(migrations._migrations)
    migrations._migrations[:] = first
    try:
        upgrade(db)
    finally:
        migrations._migrations[:] = every
    with write(db):
        _fill(db)
    yield db
    db.close()


def _fill(db: Database) -> None:
    db.execute("INSERT INTO accounts VALUES (1, '王晓', 'owner', NULL, 'k', '2024-01-01T00:00:00+00:00')")
    db.execute("INSERT INTO series VALUES (1, 'a', '青溪', '', 'given', 'zh', '2024-01-01T00:00:00+00:00')")
    for number, key in ((1, "2022"), (2, "2023"), (3, "2024")):
        db.execute(
            "INSERT INTO editions VALUES (?, 1, ?, '', ?, ?, 2024, 2023, 1, '2024-01-01T00:00:00+00:00')",
            [number, key, f"a-{key}", f"{key}年报告"],
        )
    for edition, words in ((1, "旧文。"), (2, "二。"), (3, "三。"), (1, "新文。")):
        text = Text(words)
        db.execute("INSERT INTO texts VALUES (?, ?)", [text.text_id, words])
        db.execute(
            "INSERT INTO edition_texts (edition_id, text_id, reading, account_id, created_at) VALUES (?, ?, ?, 1, 'x')",
            [edition, text.text_id, store.texts.reading_to_json(text)],
        )
    for edition, position, name, content in FILES:
        db.execute(
            "INSERT INTO files (edition_id, position, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)",
            [edition, position, name, hashlib.sha256(content).hexdigest(), content],
        )
    text_id = Text("旧文。").text_id
    anchor = json.dumps(
        {"text_id": text_id, "start": 0, "end": 1, "quote": "旧", "prefix": "", "suffix": "文。"}
    )
    db.execute(
        "INSERT INTO annotations (scope_old_text_id, scope_new_text_id, old_text_id, old_anchor, author_id, body,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, 1, '存疑', 'x', 'x')",
        [text_id, Text("二。").text_id, text_id, anchor],
    )
    db.execute(
        "INSERT INTO log (at, account_id, action, noun, noun_id) VALUES ('x', 1, 'import_edition', 'edition', 1)"
    )


KEPT = {
    "accounts": "id, name, role",
    "editions": "id, series_id, key, variant, slug, title, year_given, year_reviewed, account_id, created_at",
    "texts": "text_id, text",
    "edition_texts": "id, edition_id, text_id, reading, account_id, created_at",
    "annotations": "id, old_text_id, old_anchor, body",
    "log": "id, action, noun_id",
}


def contents(db):
    return {
        table: db.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
        for table, columns in KEPT.items()
    }


def test_nothing_is_lost(old, path):
    before = contents(old)
    assert before["editions"] and "edition_files" not in old.table_names()
    upgrade(old)
    assert contents(old) == before
    assert find_problems(path) == []


def test_every_text_has_its_files_and_equal_bytes_are_stored_once(old):
    upgrade(old)
    assert "files" not in old.table_names()
    for edition_id, position, name, content in FILES:
        for row in store.texts.history(old, edition_id):
            assert store.texts.bytes_of(old, edition_id, position, row.id) == (name, content)
    assert old.execute("SELECT count(*) FROM originals").fetchone() == (3,)
    assert [row.origin for row in store.texts.history(old, 1)] == ["import", "import"]
    edition = store.editions.as_edition(old, 1)
    assert (edition.text.text, edition.source, edition.corrections) == ("新文。", "p1.txt, p2.txt", ())
    row = store.editions.by_slug(old, "a-2023")
    assert (row.date, row.body, row.speaker, row.removed_at) == ("", "", "", None)


def test_what_was_upgraded_is_what_was_made_new(old, db):
    upgrade(old)
    shape = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    assert old.execute(shape).fetchall() == db.execute(shape).fetchall()


def test_two_variants_of_one_address_may_follow_each_other(old):
    """The old table allowed a slug once; one that was set aside no longer stands in the way."""
    upgrade(old)
    with write(old):
        store.editions.set_aside(old, 1)
        again = store.editions.add(
            old, series_id=1, key="2022", title="重来", text=Text("又。"), files=[("n.txt", b"n")]
        )
    assert store.editions.get(old, again).slug == "a-2022"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (
            "DELETE FROM edition_files WHERE edition_text_id = 1 AND position = 1",
            "edition a-2022, text 1: a file",
        ),
        ("DELETE FROM edition_files WHERE edition_text_id = 3", "edition a-2024, text 3: a file"),
        ("UPDATE originals SET bytes = x'00' WHERE bytes = x'ff00'", "file c.txt: its bytes"),
        (
            "UPDATE edition_texts SET reading = '{}' WHERE id = 2",
            "edition a-2023, text 2: what its reader found cannot",
        ),
        (
            'UPDATE edition_texts SET reading = json_set(reading, \'$.cuts\', json(\'[{"at":99,"removed":"x"}]\'))'
            " WHERE id = 2",
            "text 2: what its reader found lies outside",
        ),
        ("INSERT INTO former_slugs VALUES ('a-2023', 1)", "address a-2023"),
        ("UPDATE editions SET merged_into = 1 WHERE id = 2", "edition a-2023: it was merged"),
        ("UPDATE outline_corrections SET anchor = json_set(anchor, '$.start', 1)", "correction 1"),
        ("UPDATE outline_corrections SET anchor = 'x'", "correction 1"),
        ("UPDATE outline_corrections SET edition_id = 2", "correction 1"),
        ("DELETE FROM draft_files", "draft d: it has no files"),
        ("UPDATE drafts SET reading = '{}'", "draft d: it cannot be read"),
        ("UPDATE jobs SET params = '{'", "job 1"),
    ],
)
def test_damage_is_found(old, path, damage, words):
    upgrade(old)
    text = store.texts.text_of(old, 1)
    with write(old):
        store.corrections.add(old, 1, OutlineCorrection("kind", describe(text, 0, 2), "chrome"), 1)
        store.jobs.enqueue(old, "read", {"draft_id": "d"}, "read d", 1)
        old.execute("INSERT INTO drafts (id, wish, created_at, updated_at) VALUES ('d', '{}', 'x', 'x')")
        old.execute("INSERT INTO draft_files VALUES ('d', 1, 'a.txt', x'00')")
    assert find_problems(path) == []
    with write(old):
        old.execute(damage)
    (problem,) = find_problems(path)
    assert words in problem
