"""Asking for jobs in tests, waiting, and what became of them and of their processes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from webapp import store
from webapp.db import write

MINUTE = timedelta(minutes=1)
#: Of a machine where everything else happens at the same time.
PATIENCE_SECONDS = 40

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


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


def begun(me: Path) -> bool:
    return me.exists() and bool(me.read_text())
