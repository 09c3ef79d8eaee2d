"""The job "read": the files of a draft become its text, or nothing is left of them."""

from __future__ import annotations

import pytest

from compare.readers import read_document
from tests.web_client import NEW, OLD, make_app
from webapp import store
from webapp.db import get_db, write
from webapp.jobs import cancel_job, run_pending, worker
from webapp.jobs.worker import purge
from webapp.store.clock import after

FILES = [("1.txt", NEW.encode("gb18030")), ("2.txt", "三、其他\n\n今年新开工项目9个。".encode())]


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path, IMPORT_SECONDS=30)


@pytest.fixture
def db(app):
    with app.app_context():
        yield get_db()


def ask(db, files) -> tuple[str, int]:
    """The ids of a draft of these files and of the job that reads them."""
    with write(db):
        draft_id = store.drafts.add(db, files, {})
        return draft_id, store.jobs.enqueue(db, "read", {"draft_id": draft_id}, f"read {draft_id}")


def left(db) -> list[int]:
    """How many drafts, files, editions and originals there are."""
    tables = ("drafts", "draft_files", "editions", "originals")
    return [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def test_the_draft_gets_its_text(app, db):
    draft_id, job_id = ask(db, FILES)
    run_pending(app)
    assert store.jobs.get(db, job_id).state == "done"
    assert store.drafts.text_of(db, draft_id) == read_document(FILES)


def test_a_failed_import_leaves_nothing_but_its_reason(app, db):
    _, job_id = ask(db, [("一.txt", OLD.encode()), ("二.txt", b" ")])
    run_pending(app)
    job = store.jobs.get(db, job_id)
    assert (job.state, job.message.code, job.message.params) == ("failed", "file_empty", {"name": "二.txt"})
    assert left(db) == [0, 0, 0, 0]


def test_a_cancelled_import_leaves_nothing(app, db):
    _, job_id = ask(db, FILES)
    with write(db):
        cancel_job(db, job_id)
    assert store.jobs.get(db, job_id).state == "cancelled"
    assert left(db) == [0, 0, 0, 0]


def test_a_draft_that_was_deleted_is_not_read(app, db):
    draft_id, job_id = ask(db, FILES)
    with write(db):
        store.drafts.delete(db, draft_id)
    run_pending(app)
    assert store.jobs.get(db, job_id).state == "done"
    assert left(db) == [0, 0, 0, 0]


def test_what_the_child_hands_over_is_checked(app, db, monkeypatch):
    monkeypatch.setattr(worker, "compute_limited", lambda *given: {"text": "文。", "cuts": [{"at": 99}]})
    _, job_id = ask(db, FILES)
    run_pending(app)
    assert store.jobs.get(db, job_id).message.code == "child_died"
    assert left(db) == [0, 0, 0, 0]


def test_abandoned_drafts_are_forgotten_after_a_week(db):
    old, _ = ask(db, FILES)
    ask(db, FILES)
    with write(db):
        db.execute("UPDATE drafts SET updated_at = ? WHERE id = ?", [after(-2 * worker.KEPT), old])
    purge(db)
    assert left(db) == [1, 2, 0, 0]
