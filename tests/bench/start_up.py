"""How long commands take as a process, from start to end, with compiled modules as after an installation.

python -m tests.bench.start_up
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.large_texts import ROOT, demo_pair, real_pair
from tests.bench.tables import table_lines

ROUNDS = 5
COLUMNS = ("command", "clock", "processor")


def _seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Of the clock, and of the processor: the second hardly depends on what else the machine does."""
    start, used = time.perf_counter(), os.times()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    processor = after.children_user + after.children_system - used.children_user - used.children_system
    return time.perf_counter() - start, processor


def _rows() -> Iterator[tuple[str, ...]]:
    old, new = map(str, real_pair() or demo_pair())
    duizhao = str(Path(sys.executable).with_name("duizhao"))
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder, "out.json"))
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        for name, command in (
            ("duizhao compare", [duizhao, "compare", old, new, "--format", "json", "-o", output]),
            ("duizhao --help", [duizhao, "--help"]),
        ):
            _seconds(command, environment)  # compiles what has changed
            times = zip(*(_seconds(command, environment) for _ in range(ROUNDS)), strict=True)
            yield (name, *(f"{median(taken):.2f} s" for taken in times))


def start_up_lines() -> Iterator[str]:
    """The table: the median of the rounds."""
    yield from table_lines(COLUMNS, _rows())


def main() -> None:
    for line in start_up_lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
