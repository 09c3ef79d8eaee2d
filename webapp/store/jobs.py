"""Jobs: long work that a server does beside answering, with who does it and how it ended.

A worker holds a job by a lease, which it renews while it works; a job whose lease has
run out belongs to nobody.  Whatever a worker says about a job counts only while it holds it.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Literal

from sqlite_utils import Database

from compare.model import Note
from webapp.store.clock import after, now

State = Literal["queued", "running", "done", "failed", "cancelled"]

_COLUMNS = (
    "id, kind, params, key, state, stage, progress, message, attempts, worker,"
    " cancel_requested, account_id, created_at, finished_at"
)
# Nobody works on it: it waits, its worker gave no sign of life for long, or is known to be dead.
_FREE = (
    "(state = 'queued' OR (state = 'running' AND"
    " (lease_until < :now OR worker IN (SELECT value FROM json_each(:dead)))))"
)
_OLDEST_FREE = f"SELECT id FROM jobs WHERE {_FREE} ORDER BY id LIMIT 1"
_HELD = "id = :id AND worker = :worker AND state = 'running'"


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job: what is to be done (`kind`, `params`), how far it is, how it ended.

    `stage` and `progress` (share done, in [0, 1]) are what its worker last said; `message`
    says why it failed; `attempts` counts how often somebody took it up.
    """

    id: int
    kind: str
    params: dict[str, Any]
    key: str
    state: State
    stage: str
    progress: float
    message: Note | None
    attempts: int
    worker: str | None
    cancel_requested: bool
    account_id: int | None
    created_at: str
    finished_at: str | None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in ("queued", "running")


def enqueue(db: Database, kind: str, params: dict[str, Any], key: str, account_id: int | None = None) -> int:
    """Ask for a job; return its id.  Where one of this key is open, that one is joined.

    To ask again for a job that is being cancelled is to take the cancelling back.
    """
    row = db.execute(
        "INSERT INTO jobs (kind, params, key, account_id, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (key) WHERE state IN ('queued', 'running') DO UPDATE SET cancel_requested = 0"
        " RETURNING id",
        [kind, json.dumps(params, ensure_ascii=False), key, account_id, now()],
    ).fetchone()
    return int(row[0])


def get(db: Database, job_id: int) -> JobRow | None:
    """The job with this id."""
    return _first(db, f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", [job_id])


def latest(db: Database, key: str) -> JobRow | None:
    """The newest job of this key, open or ended."""
    return _first(db, f"SELECT {_COLUMNS} FROM jobs WHERE key = ? ORDER BY id DESC LIMIT 1", [key])


def request_cancel(db: Database, job_id: int) -> None:
    """Ask that an open job be given up; whoever works on it stops within a second."""
    db.execute(
        "UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state IN ('queued', 'running')", [job_id]
    )


def holders(db: Database) -> list[str]:
    """The workers that hold jobs."""
    rows = db.query("SELECT DISTINCT worker FROM jobs WHERE state = 'running' AND worker IS NOT NULL")
    return [row["worker"] for row in rows]


def is_waiting(db: Database, dead: Collection[str] = ()) -> bool:
    """Whether there is a job that nobody works on; `dead` are workers known to be gone."""
    return db.execute(_OLDEST_FREE, {"now": now(), "dead": json.dumps([*dead])}).fetchone() is not None


def claim(db: Database, worker: str, lease: timedelta, dead: Collection[str] = ()) -> JobRow | None:
    """Take the oldest job that nobody works on, for the time of the lease; None where there is none."""
    row = db.execute(
        "UPDATE jobs SET state = 'running', worker = :worker, attempts = attempts + 1, stage = '', progress = 0,"
        f" heartbeat_at = :now, lease_until = :until WHERE id = ({_OLDEST_FREE}) RETURNING id",
        {"worker": worker, "now": now(), "until": after(lease), "dead": json.dumps([*dead])},
    ).fetchone()
    return get(db, int(row[0])) if row else None


def renew(db: Database, job_id: int, worker: str, lease: timedelta, stage: str, progress: float) -> bool:
    """Say that the worker is alive and how far it is; False if the job is no longer its own."""
    return _changed(
        db,
        "UPDATE jobs SET heartbeat_at = :now, lease_until = :until, stage = :stage, progress = :progress"
        f" WHERE {_HELD}",
        id=job_id,
        worker=worker,
        now=now(),
        until=after(lease),
        stage=stage,
        progress=progress,
    )


def finish(db: Database, job_id: int, worker: str) -> bool:
    """The work is done; False (and nothing changed) if the job is no longer the worker's."""
    return _changed(
        db,
        f"UPDATE jobs SET state = 'done', progress = 1, lease_until = NULL, finished_at = :now WHERE {_HELD}",
        id=job_id,
        worker=worker,
        now=now(),
    )


def fail(db: Database, job_id: int, worker: str, message: Note) -> bool:
    """There is no result, for this reason; False if the job is no longer the worker's."""
    return _changed(
        db,
        "UPDATE jobs SET state = 'failed', message = :message, lease_until = NULL, finished_at = :now"
        f" WHERE {_HELD}",
        id=job_id,
        worker=worker,
        now=now(),
        message=json.dumps(asdict(message), ensure_ascii=False),
    )


def cancel(db: Database, job_id: int, worker: str) -> bool:
    """It was given up as asked; False if nobody asks any more, or the job is no longer the worker's."""
    return _changed(
        db,
        "UPDATE jobs SET state = 'cancelled', lease_until = NULL, finished_at = :now"
        f" WHERE {_HELD} AND cancel_requested = 1",
        id=job_id,
        worker=worker,
        now=now(),
    )


def cancel_waiting(db: Database, job_id: int) -> bool:
    """The same for a job that nobody has taken up."""
    return _changed(
        db,
        "UPDATE jobs SET state = 'cancelled', finished_at = :now WHERE id = :id AND state = 'queued'",
        id=job_id,
        now=now(),
    )


def release(db: Database, job_id: int, worker: str) -> bool:
    """Put it back unharmed, as if it had not been taken up: its worker has to leave."""
    return _changed(
        db,
        "UPDATE jobs SET state = 'queued', worker = NULL, lease_until = NULL, attempts = attempts - 1,"
        f" stage = '', progress = 0 WHERE {_HELD}",
        id=job_id,
        worker=worker,
    )


def purge(db: Database, before: str) -> None:
    """Forget the jobs that ended before this moment."""
    db.execute("DELETE FROM jobs WHERE finished_at < ?", [before])


def _changed(db: Database, sql: str, **params: Any) -> bool:
    return bool(db.execute(sql, params).rowcount)


def _first(db: Database, sql: str, params: list[object]) -> JobRow | None:
    row = next(db.query(sql, params), None)
    if row is None:
        return None
    message = json.loads(row["message"]) if row["message"] else None
    return JobRow(
        **{
            **row,
            "params": json.loads(row["params"]),
            "message": Note(message["code"], message["params"]) if message else None,
            "cancel_requested": bool(row["cancel_requested"]),
        }
    )
