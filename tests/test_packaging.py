"""What is handed out: the wheel holds everything, and the offline bundle installs without a network."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked bundle for this kind of machine."""
    folder = tmp_path_factory.mktemp("bundle")
    platform = "windows" if sys.platform == "win32" else "linux"
    command = [sys.executable, ".ci/bundle.py", "--platform", platform, "--output", str(folder)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if made.returncode and "Failed to establish a new connection" in made.stderr:
        pytest.skip("no network to fetch the wheels from")
    assert not made.returncode, made.stderr
    with zipfile.ZipFile(made.stdout.strip()) as packed:
        packed.extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


def test_wheel_holds_every_file(bundle: Path) -> None:
    wheel = next((bundle / "wheels").glob("duizhao-*.whl"))
    held = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        str(path.relative_to(ROOT).as_posix())
        for room in ("compare", "webapp", "seeds")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert not expected - held
    assert any(name.startswith("seeds/") and name.endswith(".toml") for name in held)


def test_bundle_installs_without_a_network(bundle: Path) -> None:
    venv.create(bundle / "venv", with_pip=True)
    scripts = bundle / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install = ["-m", "pip", "install", "--quiet", "--no-index", "--find-links", "wheels", "duizhao"]
    subprocess.run([scripts / "python", *install], cwd=bundle, check=True)
    shown = subprocess.run([scripts / "duizhao", "--help"], cwd=bundle, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "compare" in shown.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="start.sh is for Linux")
def test_start_command_installs_and_runs(bundle: Path) -> None:
    shown = subprocess.run(["sh", "start.sh", "--version"], cwd=bundle, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
