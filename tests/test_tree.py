"""What lies in the tree, and what must not: sizes, addresses, inline scripts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP = {"seeds", "webapp", "compare", "tests", "pyproject.toml", "README.md", "Makefile"}
MOST_LINES = 300
MOST_CHARACTERS = 120


def tracked() -> list[Path]:
    """The files under version control; the test skips in an unpacked archive."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    # A file that someone is just moving is still listed.
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_nothing_else_at_the_top() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert not {name for name in names if name not in TOP and not name.startswith(".")}


def test_rooms_are_small() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for room in ("compare", "webapp")
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".py", ".js") and (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long, "split by concept"


def test_lines_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ("compare", "webapp", "tests")
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MOST_CHARACTERS
    ]
    assert not long


# Written with brackets so that this file does not find itself.
FOREIGN = {
    "a place on someone's machine": r"(?<![\w./])/[w]ork\b|(?<![\w./])/[r]oot\b|(?<![\w./])/[h]ome/\w",
    "the address of a package registry": r"pypi[.]org|python[h]osted[.]org|npm[j]s\.|/[s]imple/|index-[u]rl",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_speaks_of_itself_alone(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert not found


INLINE = {
    "a script inside the page": r"<script(?![^>]*\bsrc=)",
    "a style sheet inside the page": r"<style\b",
    "a style attribute": r"<[a-zA-Z][^<>]*\sstyle\s*=",
    "an event attribute": r"<[a-zA-Z][^<>]*\son[a-z]+\s*=",
    "something fetched from outside": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("what", INLINE)
def test_pages_keep_to_the_content_security_policy(what: str) -> None:
    templates = sorted((ROOT / "webapp").rglob("*.html"))
    assert templates
    pattern = re.compile(INLINE[what])
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in templates
        for match in pattern.finditer(path.read_text("utf-8"))
    ]
    assert not found
