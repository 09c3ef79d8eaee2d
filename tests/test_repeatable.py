"""The same texts give the same comparison in every process, whatever order its sets have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editions import DATA

ROOT = Path(__file__).resolve().parent.parent
#: Pairs of which the ledger once differed from process to process.
PAIRS = ((2014, 2015), (2016, 2017))


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=str)
def test_same_in_every_process(old: int, new: int) -> None:
    paths = [str(DATA / "national" / f"{year}.txt") for year in (old, new)]
    if not all(Path(path).is_file() for path in paths):
        pytest.skip("needs the real reports in ../shared")
    command = [sys.executable, "-c", "from compare.cli import compare; compare()", *paths, "--format", "json"]
    found = {
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, stdout=subprocess.PIPE
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1
    assert found.pop().startswith(b"{")
