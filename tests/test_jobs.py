"""Jobs: asked for once, held by one, given up on demand, taken up again after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from compare.model import Note
from tests.job_kinds import endings, handler, make_endings
from webapp import store
from webapp.db import connect, write
from webapp.jobs import cancel_job, worker
from webapp.jobs.handlers import HANDLERS
from webapp.jobs.limits import Limits
from webapp.jobs.worker import new_name, purge, work_on_next, working
from webapp.migrations import upgrade
from webapp.store.clock import after

ROOT = Path(__file__).resolve().parent.parent
LIMITS = Limits(60)
MINUTE = timedelta(minutes=1)
#: Of a machine where everything else happens at the same time.
PATIENCE_SECONDS = 40

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def until(met: Callable[[], object]) -> None:
    """Wait for it, but not for ever."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return sys.platform != "linux" or " Z " not in Path(f"/proc/{process}/stat").read_text()


@pytest.fixture
def db(db):
    make_endings(db)
    return db


@pytest.fixture
def kinds(monkeypatch):
    for name in ("echo", "wait", "refuse", "abort", "loop", "hoard"):
        monkeypatch.setitem(HANDLERS, name, handler(name))


def ask(db, kind="echo", key=None, **params) -> int:
    with write(db):
        return store.jobs.enqueue(db, kind, params, key or f"{kind} {params}")


def state(db, job_id: int) -> str:
    job = store.jobs.get(db, job_id)
    assert job is not None
    return job.state


def code(db, job_id: int) -> str | None:
    job = store.jobs.get(db, job_id)
    assert job is not None
    return job.message.code if job.message else None


# The table


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


def begun(me: Path) -> bool:
    return me.exists() and bool(me.read_text())


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


# A real server


@contextmanager
def server(folder: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.job_kinds", str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert started.stdout.readline() == "serving\n"
        yield started
    finally:
        started.kill()
        started.wait()
        started.stdout.close()


@posix
@pytest.mark.parametrize(("how", "attempts"), [(signal.SIGKILL, 2), (signal.SIGTERM, 1)])
def test_a_job_survives_the_end_of_its_server(tmp_path, how, attempts):
    folder = tmp_path / "data"
    folder.mkdir()
    path, go, me = folder / "duizhao.sqlite3", tmp_path / "go", tmp_path / "me"
    db = connect(path)
    upgrade(db)
    make_endings(db)
    try:
        job_id = ask(db, "wait", go=str(go), me=str(me))
        with server(folder) as first:
            until(lambda: begun(me))
            child = int(me.read_text())
            first.send_signal(how)
            first.wait(PATIENCE_SECONDS)
            until(lambda: not is_alive(child))
            assert state(db, job_id) == ("running" if how == signal.SIGKILL else "queued")
        go.touch()
        with server(folder):
            # Long before the lease runs out: the process of who holds it is gone.
            until(lambda: state(db, job_id) == "done")
        assert endings(db) == [(job_id, '"went"')]
        assert store.jobs.get(db, job_id).attempts == attempts
    finally:
        db.close()
