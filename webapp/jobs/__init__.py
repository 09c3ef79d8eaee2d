"""Long work beside the pages: jobs in a table, done one by one in child processes under limits.

- A page asks for work with `store.jobs.enqueue` (inside a transaction) and looks at it with
  `store.jobs.get`; `cancel_job` here gives it up.
- `handlers.HANDLERS` says for each kind what is done before, in the child, and after.
- A server runs workers (`working`); commands and tests use `run_pending`.
- `limited.read_files` is the same child process without a job.

Several servers may share a database: who works on a job holds it by a lease.  What a dead
server held is taken up again, three times at most.
"""

# Child processes import this package: what needs the storage is imported when it is called.
# No `from __future__ import annotations`: it would stand in the way of the module of that name.

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from sqlite_utils import Database


def run_pending(app: "Flask") -> None:
    """Do all jobs that nobody works on, here and now; return when there are none left."""
    from webapp.db import connect, database_path
    from webapp.jobs.limits import limits_of
    from webapp.jobs.worker import new_name, work_on_next

    db = connect(database_path(app))
    try:
        name = new_name()
        while work_on_next(db, name, limits_of(app.config)):
            pass
    finally:
        db.close()


def cancel_job(db: "Database", job_id: int) -> None:
    """Give an open job up (inside a transaction): at once if nobody works on it, else within a second."""
    from webapp.jobs.worker import give_up_waiting

    give_up_waiting(db, job_id)
