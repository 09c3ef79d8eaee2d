"""Jobs outlive the server that began them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.job_kinds import endings, make_endings
from tests.job_table import PATIENCE_SECONDS, ask, begun, is_alive, posix, state, until
from webapp import store
from webapp.db import connect
from webapp.migrations import upgrade

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def db(db):
    make_endings(db)
    return db


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
