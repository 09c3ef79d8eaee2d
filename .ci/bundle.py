"""Writes dist/duizhao-…-offline.zip: all wheels and a start command, for a machine without a network.

The wheels are those of .ci/pins.txt for Linux and Windows (64-bit), for the Python that runs
this and any other named with --python.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Tags that a wheel may bear to fit; pip wants each one named.
PLATFORMS = {
    "linux": [f"manylinux_2_{glibc}_x86_64" for glibc in (34, 31, 28, 27, 24, 17, 12, 5)]
    + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"],
    "windows": ["win_amd64"],
}
# Published as source only; pure Python, so one wheel built here serves everywhere.
SOURCE_ONLY = {"jieba"}

START_SH = """\
#!/bin/sh
# 对照 Duizhao: installs itself from wheels/ on the first start, then serves on this machine.
set -eu
cd "$(dirname "$0")"
if [ ! -x venv/bin/duizhao ]; then
    for python in "${PYTHON:-}" PYTHONS_POSIX; do
        "$python" -c 'import venv, ensurepip, sys; sys.exit("%d.%d" % sys.version_info[:2] not in "VERSIONS".split())' 2>/dev/null || continue
        "$python" -m venv --clear venv
        venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels duizhao
        break
    done
fi
if [ ! -x venv/bin/duizhao ]; then
    echo "需要 Python / needs Python VERSIONS (64-bit) with venv" >&2
    exit 1
fi
if [ $# -eq 0 ]; then set -- demo --data data; fi
exec venv/bin/duizhao "$@"
"""

START_BAT = """\
@echo off
rem Duizhao: installs itself from wheels\\ on the first start, then serves on this machine.
cd /d "%~dp0"
if exist venv\\Scripts\\duizhao.exe goto start
for %%v in (VERSIONS_BAT) do if not exist venv\\Scripts\\duizhao.exe call :install %%v
if exist venv\\Scripts\\duizhao.exe goto start
echo Duizhao needs Python VERSIONS (64-bit) from python.org, with the py launcher.
pause
exit /b 1
:start
set PYTHONUTF8=1
if not "%~1"=="" goto given
venv\\Scripts\\duizhao.exe demo --data data
exit /b %errorlevel%
:given
venv\\Scripts\\duizhao.exe %*
exit /b %errorlevel%
:install
py -%1 -c "" 2>nul || exit /b 0
py -%1 -m venv --clear venv
venv\\Scripts\\python.exe -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels duizhao
exit /b 0
"""


def pins() -> list[str]:
    """The program's pinned packages, those for Windows too, without those of its tests."""
    lines = (ROOT / ".ci" / "pins.txt").read_text("utf-8").split("# its tests", 1)[0].splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, stdout=sys.stderr)


def collect(wheels: Path, versions: Iterable[str], platforms: Iterable[str]) -> None:
    """Bring the wheels of the program and of all that it needs into a folder."""
    with tempfile.TemporaryDirectory() as copy:
        # setuptools leaves build/ and *.egg-info beside what it builds: let it do so elsewhere.
        for room in ("compare", "webapp", "seeds"):
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / room, Path(copy, room), ignore=skip)
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, copy)
        pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), copy)
    source_only = [pin for pin in pins() if pin.split("==")[0] in SOURCE_ONLY]
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), *source_only)
    names = [pin for pin in pins() if pin not in source_only]
    for version in versions:
        for platform in platforms:
            tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
            pip("download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version", version,
                *tags, "--dest", str(wheels), *names)  # fmt: skip


def write_zip(target: Path, wheels: Path, versions: list[str]) -> None:
    """Pack wheels and start commands."""
    words = {
        "PYTHONS_POSIX": " ".join([f"python{version}" for version in versions] + ["python3", "python"]),
        "VERSIONS_BAT": " ".join(versions),
        "VERSIONS": " ".join(versions),
    }
    folder = target.stem
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as packed:
        for wheel in sorted(wheels.iterdir()):
            packed.write(wheel, f"{folder}/wheels/{wheel.name}")
        for name, text in (("start.sh", START_SH), ("start.bat", START_BAT)):
            for word, value in words.items():
                text = text.replace(word, value)
            if name.endswith(".bat"):
                text = text.replace("\n", "\r\n")
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.external_attr = 0o100755 << 16
            packed.writestr(entry, text.encode("utf-8"), zipfile.ZIP_DEFLATED)


def main() -> None:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", metavar="3.N", help=f"default: {here}")
    parser.add_argument("--platform", action="append", choices=PLATFORMS, help="default: both")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    given = parser.parse_args()
    versions = given.python or [here]
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder)
        collect(wheels, versions, given.platform or list(PLATFORMS))
        own = next(wheels.glob("duizhao-*.whl"))
        target = given.output / f"duizhao-{own.name.split('-')[1]}-offline.zip"
        write_zip(target, wheels, versions)
    print(target)


if __name__ == "__main__":
    main()
