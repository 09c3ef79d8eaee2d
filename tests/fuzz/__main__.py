"""Reads changed files by the ten thousand: `python -m tests.fuzz --count 20000` (`make fuzz`).

Each must give a text that holds the contracts, or a `CompareError`; none may take longer or
more memory than is allowed.  Prints what it counted; exit code 1 if one failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.fuzz.trial import SECONDS, Outcome, prepare, try_inputs

_CHUNK = 50


def main() -> int:
    """Run the trials on all processors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first input (each has its own seed)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="the longest that one input may take")
    chosen = parser.parse_args()
    begun = time.monotonic()
    numbers = range(chosen.first, chosen.first + chosen.count)
    chunks = [numbers[at : at + _CHUNK] for at in range(0, len(numbers), _CHUNK)]
    outcomes: list[Outcome] = []
    # No limit of tasks to a process: with one, Python 3.11 may wait for ever for a new process.
    with ProcessPoolExecutor(chosen.workers, get_context("spawn"), initializer=prepare) as pool:
        for done, found in enumerate(pool.map(try_inputs, chunks, [chosen.seconds] * len(chunks)), 1):
            outcomes.extend(found)
            for outcome in found:
                if outcome.failed:
                    print(f"input {outcome.number} ({outcome.name}): {outcome.what}", flush=True)
            if done % 20 == 0:
                print(f"{len(outcomes):,} of {chosen.count:,}", file=sys.stderr, flush=True)
    failed = [outcome for outcome in outcomes if outcome.failed]
    for what, count in Counter(outcome.what for outcome in outcomes if not outcome.failed).most_common():
        print(f"{count:7,}  {what}")
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    print(f"slowest: input {slowest.number} ({slowest.name}), {slowest.seconds:.1f} s")
    print(f"{len(outcomes):,} inputs in {time.monotonic() - begun:.0f} s, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
