"""The limits of work on files that may be hostile, and how a process puts itself under them."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

MEGABYTE = 1024 * 1024
#: What a child hands back at least: more than everything that is known of two editions of a million characters.
RESULT_MB = 80
#: What a child process writes for a person to read never needs more than this (a word list's cache).
FILE_MB = 64
#: A child that its parent did not end at its time (because the parent is gone, or the machine
#: very busy) ends itself so many seconds later.
GRACE_SECONDS = 10
#: prctl(2): the signal that a process gets when its parent dies.
PR_SET_PDEATHSIG, SIGKILL = 1, 9


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one piece of work may use.

    `seconds` count wall time from the start of the process, and also what it may compute
    (CPU time); `memory_mb` is its address space, `result_mb` the size of what it hands
    back, in mebibytes.  CPU time and memory are only limited where the system can
    (not on Windows).
    """

    seconds: int = 60
    memory_mb: int = 1024
    result_mb: int = RESULT_MB


def limits_of(config: Mapping[str, Any]) -> Limits:
    """The limits that an application's configuration sets (see `webapp.settings`)."""
    # A text as JSON, with all that is known of it, has at most a few times the size of its file.
    return Limits(
        config["IMPORT_SECONDS"],
        config["IMPORT_MEMORY_MB"],
        max(RESULT_MB, 4 * config["MAX_MB"]),
    )


def impose_limits(limits: Limits) -> None:
    """Put this very process under the limits, for good."""
    # Counts in a thread that needs nothing of Python's, so that it holds in any loop.
    faulthandler.dump_traceback_later(limits.seconds + GRACE_SECONDS, exit=True)
    if sys.platform == "win32":
        return
    import resource

    # At the soft limit of CPU time the process gets SIGXCPU, at the hard one SIGKILL.
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1),
        (resource.RLIMIT_AS, limits.memory_mb * MEGABYTE, limits.memory_mb * MEGABYTE),
        (resource.RLIMIT_FSIZE, FILE_MB * MEGABYTE, FILE_MB * MEGABYTE),
        # The memory of a process that crashed holds people's texts; it is not written to disk.
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):
            # macOS knows the limit of address space and does not take it.
            if kind != resource.RLIMIT_AS:
                raise


def die_with_parent(parent: int, pipe: IO[bytes]) -> None:
    """End this process when the process `parent`, which holds the other end of `pipe`, ends.

    Linux does it by itself; elsewhere a thread waits for the end of the pipe.  On Windows a
    thread that waits on a pipe stops others that look at it, so there the time limit must do.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        # It may have died before that line.
        if os.getppid() != parent:
            os._exit(1)
    elif sys.platform != "win32":
        threading.Thread(target=_wait_for_end, args=(pipe,), daemon=True).start()


def _wait_for_end(pipe: IO[bytes]) -> None:
    pipe.read()
    os._exit(1)
