"""How long a piece of work takes, in a process whose caches of results are empty."""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)


def forget() -> None:
    """Empty the engine's caches of results, so that no round lives on the one before.

    What is loaded once per process (a dictionary: a cache of one) stays.
    """
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "compare":
            for cached in vars(module).values():
                if hasattr(cached, "cache_clear") and cached.cache_parameters()["maxsize"] != 1:
                    cached.cache_clear()


def seconds(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time) -> float:
    """The median time of a piece of work; by default of this process' own, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        forget()
        start = clock()
        work()
        times.append(clock() - start)
    return median(times)


def peak_bytes() -> int:
    """The most memory that this process ever held.

    Linux counts into `ru_maxrss` what a process held that started this one, hence its own file first.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := _PEAK.search(status.read_text("utf-8"))):
        return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
