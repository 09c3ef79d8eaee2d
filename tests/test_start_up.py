"""What a command of the engine loads, and what it must not wait for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds" / "yunhe"
#: Each takes a tenth of a comparison to load or more; none has to do with two plain texts.
NOT_NEEDED = {
    "flask",
    "sqlite3",
    "sqlite_utils",
    "lxml",
    "pypdfium2",
    "PIL",
    "opencc",
    "email.policy",
    "zipfile",
}
PROBE = """
import json, os, sys
from webapp.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps([sorted(sys.modules), os.environ.get("OPENBLAS_NUM_THREADS")]))
"""


def run(*words: str, **environment: str) -> tuple[set[str], str | None]:
    """The modules that a command has loaded when it is done, and the threads it allows."""
    known = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        cwd=ROOT,
        env=known | environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    modules, threads = json.loads(done.stdout.splitlines()[-1])
    return set(modules), threads


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_comparison_of_plain_texts_loads_no_more_than_it_needs(tmp_path: Path, form: str) -> None:
    output = str(tmp_path / "out")
    loaded, threads = run(
        "compare", str(SEEDS / "2021.txt"), str(SEEDS / "2022.txt"), "--format", form, "-o", output
    )
    assert "compare.engine" in loaded and Path(output).stat().st_size > 1000
    assert not loaded & NOT_NEEDED
    assert threads == "1"


def test_help_loads_no_engine() -> None:
    assert "numpy" not in run("compare", "--help")[0]


def test_threads_are_the_users_to_say() -> None:
    words = ("outline", str(SEEDS / "2021.txt"), "--format", "text")
    assert run(*words, OPENBLAS_NUM_THREADS="2")[1] == "2"
