"""The table of jobs: who takes which, leases, cancelling, forgetting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compare.model import Note
from tests.job_kinds import make_endings
from tests.job_table import MINUTE, ask
from webapp import store
from webapp.db import write
from webapp.jobs import worker
from webapp.jobs.worker import purge
from webapp.store.clock import after


@pytest.fixture
def db(db):
    make_endings(db)
    return db


def test_the_oldest_is_taken_first_and_by_one_only(db):
    first, second = ask(db, number=1), ask(db, number=2)
    with write(db):
        one = store.jobs.claim(db, "a", MINUTE)
        two = store.jobs.claim(db, "b", MINUTE)
        assert store.jobs.claim(db, "c", MINUTE) is None
    assert (one.id, two.id) == (first, second)
    assert (one.state, one.worker, one.attempts, one.params) == ("running", "a", 1, {"number": 1})
    assert store.jobs.holders(db) == ["a", "b"]
    assert not store.jobs.is_waiting(db)


def test_an_open_job_of_the_same_key_is_joined(db):
    first = ask(db, key="same", number=1)
    assert ask(db, key="same", number=2) == first
    with write(db):
        store.jobs.claim(db, "a", MINUTE)
    assert ask(db, key="same") == first
    assert store.jobs.get(db, first).params == {"number": 1}
    with write(db):
        assert store.jobs.finish(db, first, "a")
    again = ask(db, key="same")
    assert again != first
    assert store.jobs.latest(db, "same").id == again
    assert store.jobs.latest(db, "other") is None


def test_a_lease_that_ran_out_is_nobodys(db):
    job_id = ask(db)
    with write(db):
        store.jobs.claim(db, "a", timedelta(seconds=-1))
    assert store.jobs.is_waiting(db)
    with write(db):
        taken = store.jobs.claim(db, "b", MINUTE)
        assert (taken.id, taken.worker, taken.attempts) == (job_id, "b", 2)
        # What the first one says does not count any more.
        assert not store.jobs.renew(db, job_id, "a", MINUTE, "read", 0.9)
        assert not store.jobs.finish(db, job_id, "a")
        assert not store.jobs.fail(db, job_id, "a", Note("child_died"))
        assert not store.jobs.release(db, job_id, "a")
        assert store.jobs.renew(db, job_id, "b", MINUTE, "read", 0.5)
    job = store.jobs.get(db, job_id)
    assert (job.state, job.stage, job.progress, job.is_open) == ("running", "read", 0.5, True)


def test_a_renewed_lease_holds(db):
    job_id = ask(db)
    with write(db):
        store.jobs.claim(db, "a", timedelta(seconds=-1))
        assert store.jobs.renew(db, job_id, "a", MINUTE, "", 0.0)
        assert store.jobs.claim(db, "b", MINUTE) is None


def test_what_a_dead_worker_held_is_free_at_once(db):
    ask(db)
    with write(db):
        store.jobs.claim(db, "dead", MINUTE)
        assert store.jobs.claim(db, "b", MINUTE) is None
        assert store.jobs.claim(db, "b", MINUTE, ["dead"]).worker == "b"


def test_a_job_given_back_is_as_good_as_new(db):
    job_id = ask(db)
    with write(db):
        store.jobs.claim(db, "a", MINUTE)
        assert store.jobs.release(db, job_id, "a")
    job = store.jobs.get(db, job_id)
    assert (job.state, job.worker, job.attempts) == ("queued", None, 0)


def test_the_message_is_kept(db):
    job_id = ask(db)
    with write(db):
        store.jobs.claim(db, "a", MINUTE)
        assert store.jobs.fail(db, job_id, "a", Note("file_empty", {"name": "一.txt"}))
    job = store.jobs.get(db, job_id)
    assert (job.state, job.message, job.is_open) == ("failed", Note("file_empty", {"name": "一.txt"}), False)
    assert job.finished_at


def test_ended_jobs_are_forgotten_after_a_week(db):
    ended, recent, waiting = ask(db, number=1), ask(db, number=2), ask(db, number=3)
    with write(db):
        for job_id in (ended, recent):
            store.jobs.claim(db, "a", MINUTE)
            store.jobs.finish(db, job_id, "a")
        old = after(-worker.KEPT - MINUTE)
        db.execute("UPDATE jobs SET finished_at = ? WHERE id = ?", [old, ended])
        db.execute("UPDATE jobs SET created_at = ?", [old])
    purge(db)
    assert [row["id"] for row in db.query("SELECT id FROM jobs ORDER BY id")] == [recent, waiting]
