"""What is handed out: the offline bundle holds everything and installs without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def make_bundle(folder: Path) -> Path:
    """The unpacked bundle for this kind of machine."""
    platform = "windows" if sys.platform == "win32" else "linux"
    command = [sys.executable, ".ci/bundle.py", "--platform", platform, "--output", str(folder)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    if made.returncode and "Failed to establish a new connection" in made.stderr:
        pytest.skip("no network to fetch the wheels from")
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(made.stdout.strip()) as packed:
        packed.extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


@pytest.mark.network
def test_bundle_is_whole_and_installs_without_a_network(tmp_path: Path) -> None:
    bundle = make_bundle(tmp_path)

    wheel = next((bundle / "wheels").glob("duizhao-*.whl"))
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for room in ("compare", "webapp", "seeds") for path in (ROOT / room).rglob("*")]
    expected = {path.relative_to(ROOT).as_posix() for path in files if path.is_file()}
    assert not {name for name in expected - held if not name.endswith((".pyc", ".cfg"))}

    # The start command installs with --no-index; nothing but wheels/ may help it.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment["PYTHON"] = sys.executable
    start = ["cmd", "/c", "start.bat"] if sys.platform == "win32" else ["sh", "start.sh"]
    shown = subprocess.run(
        [*start, "--help"], cwd=bundle, env=environment, capture_output=True, encoding="utf-8"
    )
    assert shown.returncode == 0, shown.stderr
    assert "compare" in shown.stdout
