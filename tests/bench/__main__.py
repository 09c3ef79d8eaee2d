"""make bench: how fast Duizhao is, how large its texts may be, how good its marks; beside other programs.

    python -m tests.bench [--write] [PART …]

Parts: scale, start, tools, readability, mutations, ablation; without any, all of them.  `--write` keeps the tables
of the first three in README.  Fails nothing.  Reads the real reports in ../shared; where there are none,
a part takes the demo editions instead or says that it was not measured.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import ablation, mutations, readability
from tests.bench.large_texts import ROOT, demo_pair
from tests.bench.scale import scale_lines
from tests.bench.start_up import start_up_lines
from tests.bench.tools import tool_lines

README = ROOT / "README.md"
#: What stands between these in README is what `--write` writes.
KEPT = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "scale": scale_lines,
    "start": start_up_lines,
    "tools": tool_lines,
}


def machine() -> str:
    """Processor, cores and Python of this machine, in words."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists() and (
        found := re.search(r"^model name\s*:\s*(.+)$", cpus.read_text("utf-8"), re.MULTILINE)
    ):
        model = found[1]
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _readability() -> None:
    readability.report(*(readability.development_pairs() or [demo_pair()]))


#: What prints by itself.
OTHERS: dict[str, Callable[[], None]] = {
    "readability": _readability,
    "mutations": mutations.report,
    "ablation": ablation.report,
}


def main() -> None:
    write = "--write" in sys.argv
    wanted = [word for word in sys.argv[1:] if word != "--write"] or [*TABLES, *OTHERS]
    if unknown := set(wanted) - {*TABLES, *OTHERS}:
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. Parts: {', '.join([*TABLES, *OTHERS])}.")
    kept = [f"Measured on: {machine()}.\n"]
    print(kept[0])
    for part, lines in TABLES.items():
        if part in wanted:
            for line in lines():
                print(line, flush=True)
                kept.append(line)
            print()
            kept.append("")
    for part, show in OTHERS.items():
        if part in wanted:
            show()
            print(flush=True)
    if write:
        if missing := TABLES.keys() - set(wanted):
            sys.exit(f"README is as before: it wants {', '.join(sorted(missing))} too.")
        text = README.read_text("utf-8")
        README.write_text(KEPT.sub(lambda _: "\n".join(kept).rstrip("\n") + "\n", text), "utf-8", newline="")


if __name__ == "__main__":
    main()
