"""Duizhao beside other programs that compare texts: the same texts, one after the other, in one run.

    python -m tests.bench.tools

- time: seconds of the processor for one comparison, after a small one that loads what is loaded
  once; every program in a process of its own, given up after a minute.
- unchanged runs: stretches that a program shows as the same in both texts (in place or moved),
  as long as they go; how many of them hold at most two letters, digits or Chinese characters.
  A text cut into such shreds cannot be read.  What is but the end of a sentence (。) is no run.
- moved paragraphs: a real report against itself with paragraphs moved (`mutation_kinds.move`), and a
  tenth or three tenths of their characters edited.  A paragraph is found if the program names it as
  moved, its old place with its new one, or shows at least 80 % of what was not edited, at the new
  place, as unchanged or moved text that comes from the old one.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from compare.engine import parse_edition
from compare.model import Edition, Text
from tests.bench.large_texts import demo_pair, read, real_pair
from tests.bench.mutation_kinds import move
from tests.bench.mutation_texts import read_base
from tests.bench.mutation_truth import know
from tests.bench.mutations import mutate
from tests.bench.tables import table_lines
from tests.bench.tool_kinds import TOOLS, Found, Move, Run, Tool

GIVE_UP_SECONDS = 60
SHORT_RUN = 2
CLOSING = "。！？；.!?;”’）)\n\u3000 "
#: A paragraph shown at its new place with so much of what was kept of it has been found.
FOUND_SHARE = 0.8
EDITED = (0.1, 0.3)
MUTATION = "tools"
COLUMNS = (
    "program", "time", "unchanged runs", "of ≤ 2 characters",
    *(f"moved, {share:.0%} edited" for share in EDITED),
)  # fmt: skip
#: Long enough to make every program load all that it loads.
_WARM = (
    "各位代表：\n经济增长6.5%以上，就业稳定。\n推进改革开放。",
    "各位代表：\n经济增长6%，就业稳定。\n深化改革开放。",
)


def spans(old: str, new: str, runs: Sequence[Run]) -> list[Move]:
    """The runs as stretches of both texts, in order; one where they touch, or have but blanks between."""
    found: list[Move] = []
    for i, j, length in sorted(runs, key=lambda run: (run[1], run[0])):
        if found:
            a, a_end, b, b_end = found[-1]
            if i >= a_end and not old[a_end:i].strip() and not new[b_end:j].strip():
                found[-1] = a, i + length, b, j + length
                continue
        found.append((i, i + length, j, j + length))
    return found


def short_share(old: str, new: str, found: Found) -> tuple[int, float]:
    """How many unchanged runs there are, and the share of those that are short."""
    runs = [new[start:end] for _, _, start, end in spans(old, new, [*found.runs, *found.moved_runs])]
    runs = [run for run in runs if run.strip(CLOSING)]
    short = sum(sum(map(str.isalnum, run)) <= SHORT_RUN for run in runs)
    return len(runs), short / max(len(runs), 1)


def is_found(move: Move, found: Found, new: str, edited: float) -> bool:
    """Whether a paragraph (old start, old end, new start, new end) that moved was found."""
    start, end, begin, stop = move
    if any(
        2 * (min(a_end, end) - max(a, start)) > end - start
        and 2 * (min(b_end, stop) - max(b, begin)) > stop - begin
        for a, a_end, b, b_end in found.moves
    ):
        return True
    kept = {
        j + k
        for i, j, length in [*found.runs, *found.moved_runs]
        for k in range(length)
        if start <= i + k < end and begin <= j + k < stop
    }
    letters = [at for at in range(begin, stop) if not new[at].isspace()]
    return sum(at in kept for at in letters) >= FOUND_SHARE * (1 - edited) * len(letters)


@dataclass(frozen=True)
class Mutated:
    """A report, the same with paragraphs moved and a share of them edited, and where those are."""

    old: str
    new: str
    edited: float
    moves: tuple[Move, ...]


def mutated_pair(text: str, edited: float) -> Mutated:
    base = read_base(MUTATION, Edition(Text(text)))
    edition, lines = mutate(base, move(edited=edited), MUTATION)
    after = parse_edition(edition)
    blocks = base.parsed.block_by_id, after.block_by_id
    places = [(blocks[0][a], blocks[1][b]) for a, b in sorted(know(base.parsed, after, lines).moved)]
    moves = tuple((a.start, a.end, b.start, b.end) for a, b in places)
    return Mutated(base.parsed.text, after.text, edited, moves)


def _processor_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _work(tool: Tool, old: str, new: str, answer: Connection) -> None:
    tool.run(*_WARM)
    start = _processor_seconds()
    found = tool.run(old, new)
    answer.send((_processor_seconds() - start, found))


def run_apart(tool: Tool, old: str, new: str) -> tuple[float, Found] | None:
    """Seconds of the processor and what was found, or None after a minute.  Raises EOFError if it fails."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(tool, old, new, sender), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(GIVE_UP_SECONDS):
            return None
        seconds, found = receiver.recv()
        return seconds, found
    finally:
        process.kill()
        process.join()


def _cell(tool: Tool, old: str, new: str) -> tuple[str, Found | None]:
    """The time as words, and what was found, if anything."""
    try:
        answer = run_apart(tool, old, new)
    except EOFError:
        return "failed", None  # its own complaint stands above
    return (f"{answer[0]:.2f} s", answer[1]) if answer else (f"> {GIVE_UP_SECONDS} s", None)


def measure(tool: Tool, old: str, new: str, mutated: Sequence[Mutated]) -> tuple[str, ...]:
    """The row of a program: its name and a cell for each further column."""
    if not tool.is_installed():
        return (tool.name, *["not installed"] * (len(COLUMNS) - 1))
    time, found = _cell(tool, old, new)
    count, short = short_share(old, new, found) if found else (0, 0.0)
    cells = [tool.name, time, *((f"{count:,}", f"{short:.0%}") if found else ("–", "–"))]
    for pair in mutated:
        time, found = _cell(tool, pair.old, pair.new)
        hits = sum(is_found(move, found, pair.new, pair.edited) for move in pair.moves) if found else 0
        cells.append(f"{hits} of {len(pair.moves)}" if found else time)
    return tuple(cells)


def tool_lines() -> Iterator[str]:
    """The table, on two real reports, or on demo editions where there are none."""
    old, new = map(read, real_pair() or demo_pair())
    mutated = [mutated_pair(old, edited) for edited in EDITED]
    yield from table_lines(COLUMNS, (measure(tool, old, new, mutated) for tool in TOOLS))


def main() -> None:
    for line in tool_lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
