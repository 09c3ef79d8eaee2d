"""Workers: take the oldest job, keep it, have it done in a child process, say how it ended."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from compare.errors import CompareError
from compare.model import Note
from webapp import store
from webapp.db import connect, write
from webapp.jobs.handlers import HANDLERS, Handler
from webapp.jobs.limited import compute_limited
from webapp.jobs.limits import Limits
from webapp.store.clock import after
from webapp.store.jobs import JobRow

#: Two at once, so that one slow file does not hold up everyone's imports.
WORKERS = 2
#: How often an idle worker looks for jobs.
POLL_SECONDS = 0.3
#: A worker that gives no sign of life for so long has lost its job; longer than
#: anybody waits for the database (`webapp.db.BUSY_SECONDS`).
LEASE = timedelta(seconds=30)
HEARTBEAT_SECONDS = 5.0
#: Progress is written down no more often than this.
PROGRESS_SECONDS = 0.5
#: A job that was begun so often and never came to an end takes its server down, or never has the time.
MOST_ATTEMPTS = 3
#: Ended jobs and abandoned drafts are kept for a week.
KEPT = timedelta(days=7)
PURGE_SECONDS = 3600.0

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody asked that the job be given up."""


class Lost(Exception):
    """The job belongs to another worker now."""


class Stopping(Exception):
    """The server stops; the job is to wait for the next one."""


def new_name() -> str:
    """A name for a worker that tells where it lives: host:process:something."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@contextmanager
def working(path: Path, limits: Limits) -> Iterator[None]:
    """Workers in threads, from here to the end of the block; jobs that are not done then go on waiting."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_work, args=(path, limits, stop), name=f"jobs-{number}", daemon=True)
        for number in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _work(path: Path, limits: Limits, stop: threading.Event) -> None:
    db = connect(path)
    name = new_name()
    purged = -PURGE_SECONDS
    try:
        while not stop.is_set():
            try:
                if time.monotonic() >= purged + PURGE_SECONDS:
                    # Noted first: what cannot be purged must not keep anybody from work.
                    purged = time.monotonic()
                    purge(db)
                if work_on_next(db, name, limits, stop.is_set):
                    continue
            except Exception:
                # A busy database, a full disk: the lease runs out and the job is taken up again.
                log.exception("a worker stumbled")
            stop.wait(POLL_SECONDS)
    finally:
        db.close()


def purge(db: Database) -> None:
    """Forget the jobs that ended, and the drafts that nobody touched, a week ago."""
    before = after(-KEPT)
    with write(db):
        store.jobs.purge(db, before)
        store.drafts.purge(db, before)


def work_on_next(
    db: Database, name: str, limits: Limits, is_stopping: Callable[[], bool] = lambda: False
) -> bool:
    """Take the oldest job that nobody works on to its end; False where there is none."""
    dead = [holder for holder in store.jobs.holders(db) if _is_dead(holder)]
    if not store.jobs.is_waiting(db, dead):
        return False
    with write(db):
        job = store.jobs.claim(db, name, LEASE, dead)
    if job is None:
        return False
    try:
        _work_on(db, name, job, limits, is_stopping)
    except Stopping:
        with write(db):
            store.jobs.release(db, job.id, name)
    except Lost:
        log.warning("job %s was taken over by another worker", job.id)
    return True


def give_up_waiting(db: Database, job_id: int) -> None:
    """End a job that waits, as cancelled; of one that is worked on ask the worker to stop."""
    job = store.jobs.get(db, job_id)
    if job is None:
        return
    store.jobs.request_cancel(db, job_id)
    if job.state == "queued" and store.jobs.cancel_waiting(db, job_id):
        _clear_up(db, job, None)


def _work_on(db: Database, name: str, job: JobRow, limits: Limits, is_stopping: Callable[[], bool]) -> None:
    handler = HANDLERS.get(job.kind)
    try:
        if job.cancel_requested:
            raise Cancelled
        if job.attempts > MOST_ATTEMPTS or handler is None:
            raise CompareError("job_given_up", attempts=MOST_ATTEMPTS)
        _do(db, name, job, handler, limits, is_stopping)
    except Cancelled:
        with write(db):
            if store.jobs.cancel(db, job.id, name):
                _clear_up(db, job, None)
            else:
                # Somebody asked for it again in that moment, or it is another's.
                store.jobs.release(db, job.id, name)
    except CompareError as error:
        _fail(db, name, job, Note(error.code, error.params))
    except (Lost, Stopping, sqlite3.OperationalError):
        raise
    except Exception:
        log.exception("job %s (%s) failed", job.id, job.kind)
        _fail(db, name, job, Note("child_died"))


def _do(
    db: Database,
    name: str,
    job: JobRow,
    handler: Handler,
    limits: Limits,
    is_stopping: Callable[[], bool],
) -> None:
    """Prepare, compute in a child, store: the last two halves of a job in one transaction."""
    order = handler.prepare(db, job)
    result: Any = None
    if order is not None:
        watch = _watch(db, name, job, is_stopping)
        result = compute_limited(handler.compute, order.params, order.files, limits, watch)
    with write(db):
        if not store.jobs.finish(db, job.id, name):
            raise Lost
        if order is not None:
            handler.finish(db, job, result)


def _watch(
    db: Database, name: str, job: JobRow, is_stopping: Callable[[], bool]
) -> Callable[[str, float], None]:
    """Renew the lease and tell the progress while the child works; raise when it is to stop."""
    written: tuple[str, float] = ("", 0.0)
    renewed = time.monotonic()

    def watch(stage: str, share: float) -> None:
        nonlocal written, renewed
        if is_stopping():
            raise Stopping
        now = store.jobs.get(db, job.id)
        if now is None or now.worker != name or now.state != "running":
            raise Lost
        if now.cancel_requested:
            raise Cancelled
        since = time.monotonic() - renewed
        news = (stage, share) != written and (since >= PROGRESS_SECONDS or stage != written[0])
        if news or since >= HEARTBEAT_SECONDS:
            with write(db):
                if not store.jobs.renew(db, job.id, name, LEASE, stage, share):
                    raise Lost
            written, renewed = (stage, share), time.monotonic()

    return watch


def _fail(db: Database, name: str, job: JobRow, note: Note) -> None:
    with write(db):
        if not store.jobs.fail(db, job.id, name, note):
            raise Lost
        _clear_up(db, job, note)


def _clear_up(db: Database, job: JobRow, note: Note | None) -> None:
    """What the handler does where there is no result; its own failure must not keep the job open."""
    if (handler := HANDLERS.get(job.kind)) is None:
        return
    db.execute("SAVEPOINT clearing_up")
    try:
        handler.fail(db, job, note)
    except Exception:
        db.execute("ROLLBACK TO clearing_up")
        log.exception("clearing up after job %s (%s) failed", job.id, job.kind)
    db.execute("RELEASE clearing_up")


def _is_dead(worker: str) -> bool:
    """Whether the process of that worker is known to be gone (only on its own machine).

    What cannot be told here, the lease will tell.  On Windows asking with signal 0 would end the process.
    """
    host, _, process = worker.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or sys.platform == "win32":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        # There is such a process, of another user.
        return False
    return False
