"""Jobs: asked for once, held by one, given up on demand, taken up again after a crash."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import timedelta

import pytest

from tests.job_kinds import endings, handler, make_endings
from tests.job_table import MINUTE, PATIENCE_SECONDS, ask, begun, code, is_alive, posix, state, until
from webapp import store
from webapp.db import write
from webapp.jobs import cancel_job, worker
from webapp.jobs.handlers import HANDLERS
from webapp.jobs.limits import Limits
from webapp.jobs.worker import new_name, work_on_next, working
from webapp.store.clock import after

LIMITS = Limits(60)


@pytest.fixture
def db(db):
    make_endings(db)
    return db


@pytest.fixture
def kinds(monkeypatch):
    for name in ("echo", "wait", "refuse", "abort", "loop", "hoard"):
        monkeypatch.setitem(HANDLERS, name, handler(name))


# One worker


def test_a_job_is_done(db, kinds):
    job_id = ask(db, files=["一", "二"])
    assert work_on_next(db, new_name(), LIMITS)
    assert not work_on_next(db, new_name(), LIMITS)
    assert state(db, job_id) == "done"
    [(ended, result)] = endings(db)
    assert ended == job_id and '"files": ["\\u4e00", "\\u4e8c"]' in result


def test_what_is_not_to_be_done_any_more_is_done(db, kinds):
    job_id = ask(db, gone=True)
    work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), endings(db)) == ("done", [])


@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        ("refuse", LIMITS, "file_empty"),
        ("abort", LIMITS, "child_died"),
        ("loop", Limits(1), "limit_time"),
        pytest.param("hoard", Limits(60, 300), "limit_memory", marks=posix),
    ],
)
def test_a_failure_is_told_and_cleared_up_after(db, kinds, kind, limits, said):
    job_id = ask(db, kind)
    work_on_next(db, new_name(), limits)
    assert (state(db, job_id), code(db, job_id)) == ("failed", said)
    assert endings(db) == [(job_id, said)]


def test_what_cannot_be_stored_fails_whole(db, kinds):
    job_id = ask(db, unstorable=True)
    work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), code(db, job_id)) == ("failed", "no_sentence")
    # The half that was written is undone.
    assert endings(db) == [(job_id, "no_sentence")]


def test_a_failure_in_clearing_up_does_not_keep_the_job_open(db, kinds):
    job_id = ask(db, "refuse", clumsy=True)
    work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), endings(db)) == ("failed", [])


def test_an_unknown_kind_fails(db):
    job_id = ask(db, "of tomorrow")
    work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), code(db, job_id)) == ("failed", "job_given_up")


def test_after_three_attempts_it_is_given_up(db, kinds):
    job_id = ask(db)
    for _ in range(worker.MOST_ATTEMPTS):
        with write(db):
            assert store.jobs.claim(db, "a", timedelta(seconds=-1)).id == job_id
    assert work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), code(db, job_id)) == ("failed", "job_given_up")
    assert endings(db) == [(job_id, "job_given_up")]


def test_a_waiting_job_is_cancelled_at_once(db, kinds):
    job_id = ask(db)
    with write(db):
        cancel_job(db, job_id)
    assert (state(db, job_id), endings(db)) == ("cancelled", [(job_id, "cancelled")])
    assert not work_on_next(db, new_name(), LIMITS)
    with write(db):
        cancel_job(db, job_id)
        cancel_job(db, 10**6)
    assert len(endings(db)) == 1


def test_a_cancelled_job_is_not_begun(db, kinds):
    job_id = ask(db)
    with write(db):
        store.jobs.request_cancel(db, job_id)
    work_on_next(db, new_name(), LIMITS)
    assert (state(db, job_id), endings(db)) == ("cancelled", [(job_id, "cancelled")])


def test_asking_again_takes_the_cancelling_back(db, kinds):
    job_id = ask(db, key="same")
    with write(db):
        store.jobs.request_cancel(db, job_id)
    assert ask(db, key="same") == job_id
    work_on_next(db, new_name(), LIMITS)
    assert state(db, job_id) == "done"


# Workers in threads


@pytest.fixture
def slow(db, kinds, tmp_path):
    """A job that waits until the file `go` is there; (id, go, me), `me` being the child's number."""
    go, me = tmp_path / "go", tmp_path / "me"
    return ask(db, "wait", go=str(go), me=str(me)), go, me


def test_progress_is_told_while_it_runs(db, path, slow):
    job_id, go, _me = slow
    with working(path, LIMITS):
        until(lambda: store.jobs.get(db, job_id).stage == "wait")
        job = store.jobs.get(db, job_id)
        assert (job.state, job.progress) == ("running", 0.25)
        go.touch()
        until(lambda: state(db, job_id) == "done")
    assert store.jobs.get(db, job_id).progress == 1
    assert endings(db) == [(job_id, '"went"')]


def test_cancelling_kills_the_child(db, path, slow):
    job_id, _go, me = slow
    with working(path, LIMITS):
        until(lambda: begun(me))
        with write(db):
            cancel_job(db, job_id)
        asked = time.monotonic()
        until(lambda: state(db, job_id) == "cancelled")
        # Promised within a second, on a machine that has nothing else to do.
        assert time.monotonic() - asked < PATIENCE_SECONDS / 2
        assert not is_alive(int(me.read_text()))
    assert endings(db) == [(job_id, "cancelled")]


def test_a_server_that_stops_gives_its_job_back(db, path, slow):
    job_id, go, me = slow
    with working(path, LIMITS):
        until(lambda: begun(me))
    assert not is_alive(int(me.read_text()))
    job = store.jobs.get(db, job_id)
    assert (job.state, job.attempts) == ("queued", 0)
    go.touch()
    with working(path, LIMITS):
        until(lambda: state(db, job_id) == "done")


def test_who_lost_a_job_stops_and_stores_nothing(db, path, slow):
    job_id, _go, me = slow
    with working(path, LIMITS):
        until(lambda: begun(me))
        with write(db):
            db.execute("UPDATE jobs SET worker = 'another', lease_until = ?", [after(MINUTE)])
        until(lambda: not is_alive(int(me.read_text())))
    job = store.jobs.get(db, job_id)
    assert (job.state, job.worker, endings(db)) == ("running", "another", [])


def test_the_lease_is_renewed(db, path, slow, monkeypatch):
    monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", 0.1)
    job_id, go, _me = slow

    def lease() -> str:
        return next(db.query("SELECT lease_until FROM jobs"))["lease_until"]

    with working(path, LIMITS):
        until(lambda: store.jobs.get(db, job_id).stage == "wait")
        before = lease()
        until(lambda: lease() > before)
        go.touch()
        until(lambda: state(db, job_id) == "done")


def test_many_jobs_and_two_servers_of_two_workers(db, path, kinds, tmp_path):
    count = tmp_path / "count"
    jobs = [ask(db, number=number, count=str(count)) for number in range(20)]
    with ExitStack() as servers:
        for _ in range(2):
            servers.enter_context(working(path, LIMITS))
        until(lambda: {state(db, job_id) for job_id in jobs} == {"done"})
    assert sorted(count.read_text().split(), key=int) == [str(number) for number in range(20)]
    assert sorted(job_id for job_id, _ in endings(db)) == jobs
    assert {store.jobs.get(db, job_id).attempts for job_id in jobs} == {1}


def test_a_worker_survives_what_it_stumbles_over(db, path, kinds, monkeypatch):
    calls = []

    def stumble(*arguments):
        calls.append(arguments)
        if len(calls) == 1:
            raise OSError("disk full")
        return claim(*arguments)

    claim = store.jobs.claim
    monkeypatch.setattr(store.jobs, "claim", stumble)
    job_id = ask(db)
    with working(path, LIMITS):
        until(lambda: state(db, job_id) == "done")
