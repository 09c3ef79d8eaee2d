"""How time and memory of a whole comparison grow with the texts.

    python -m tests.bench.scale [CHARACTERS …]      (of each side; 18000 180000 1000000)

Every size is measured in a process of its own: a small comparison first, so that the dictionary
is loaded; then `compare_texts` (parse to ledger, median of the rounds, in seconds of the processor) with
the time of each step and the peak of memory; then `jieba.lcut` of the same two texts, which is what
the times are set against.  The texts are told in `large_texts.py`.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compare import engine
from compare.model import Edition, Text
from tests.bench.large_texts import DATA, ROOT, build_pair
from tests.bench.tables import table_lines
from tests.bench.timing import peak_bytes, seconds
from webapp.cli import ONE_THREAD

SIZES = (18_000, 180_000, 1_000_000)
#: Rounds up to so many characters; one beyond.
ROUNDS = ((50_000, 5), (500_000, 3))
#: Step → the functions of `compare.engine` that belong to it.
STEPS = {
    "parse": ("plain_edition", "read_outline", "cut_sentences", "as_written"),
    "targets": ("read_measures",),
    "align": ("align_editions",),
    "ledger": ("build_ledger",),
    "wording": ("with_wording",),
}
COLUMNS = ("characters", "compare", "jieba", "ratio", "per tenfold", "peak", *STEPS)
GIVE_UP_SECONDS = 1800
_WARM = "各位代表：\n现在，我向大会报告工作。经济增长6.5%以上。"


def compare(old: str, new: str) -> object:
    return engine.compare_texts(
        Edition(Text(old), key="2018", year_given=2018), Edition(Text(new), key="2019", year_given=2019)
    )


@contextmanager
def timed_steps() -> Iterator[dict[str, list[float]]]:
    """Seconds of every call of the engine's steps, by step, while the block runs."""
    found: dict[str, list[float]] = defaultdict(list)
    kept = {name: getattr(engine, name) for names in STEPS.values() for name in names}

    def timed(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **named)
            finally:
                found[step].append(time.process_time() - start)

        return run

    try:
        for step, names in STEPS.items():
            for name in names:
                setattr(engine, name, timed(step, kept[name]))
        yield found
    finally:
        for name, work in kept.items():
            setattr(engine, name, work)


def measure(old: str, new: str) -> dict[str, Any]:
    """Figures of one pair of texts, for the process that has done nothing else yet."""
    rounds = next((rounds for size, rounds in ROUNDS if len(old) <= size), 1)
    compare(_WARM, _WARM)
    with timed_steps() as steps:
        whole = seconds(lambda: compare(old, new), rounds)
    peak = peak_bytes()
    import jieba  # after the memory was read: it is not the engine's

    jieba.setLogLevel("WARNING")
    jieba.lcut(_WARM)
    cut = seconds(lambda: (jieba.lcut(old), jieba.lcut(new)), rounds)
    each = {step: sum(steps[step]) / rounds for step in STEPS}
    return {"characters": [len(old), len(new)], "compare": whole, "cut": cut, "peak": peak, "steps": each}


def measure_apart(old: str, new: str) -> dict[str, Any]:
    """The same, from a new process.  Raises CalledProcessError, or TimeoutExpired after half an hour."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old", "new")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, "utf-8", newline="")
        command = [sys.executable, "-m", "tests.bench.scale", "--pair", *map(str, paths)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | ONE_THREAD,
            check=True,
            stdout=subprocess.PIPE,
            timeout=GIVE_UP_SECONDS,
            encoding="utf-8",
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def per_tenfold(small: dict[str, Any], large: dict[str, Any]) -> float:
    """By how much the time grows where the text grows tenfold, told from two sizes."""
    more_text = sum(large["characters"]) / sum(small["characters"])
    more_time = large["compare"] / small["compare"]
    return float(more_time ** (math.log(10) / math.log(more_text)))


def scale_lines(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """The table, a line for every size as soon as it is measured."""
    if not (DATA / "national").is_dir():
        yield "Scale: not measured, needs the real reports in ../shared."
        return
    yield from table_lines(COLUMNS, _rows(sizes))


def _rows(sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    before = None
    for size in sizes:
        try:
            found = measure_apart(*build_pair(size))
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            yield (f"2 × {size:,}", type(error).__name__, *["–"] * (len(COLUMNS) - 2))
            return
        yield (
            f"2 × {size:,}",
            f"{found['compare']:.2f} s",
            f"{found['cut']:.2f} s",
            f"{found['compare'] / found['cut']:.2f}",
            f"{per_tenfold(before, found):.1f}" if before else "–",
            f"{found['peak'] / 2**20:,.0f} MiB",
            *(f"{found['steps'][step]:.2f} s" for step in STEPS),
        )
        before = found


def main() -> None:
    if sys.argv[1:2] == ["--pair"]:
        old, new = (Path(name).read_text("utf-8") for name in sys.argv[2:])
        print(json.dumps(measure(old, new)))
    else:
        for line in scale_lines(tuple(map(int, sys.argv[1:])) or SIZES):
            print(line, flush=True)


if __name__ == "__main__":
    main()
