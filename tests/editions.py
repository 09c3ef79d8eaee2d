"""The demo editions, and the real reports that may lie beside the project."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from compare.engine import compare_texts
from compare.model import Comparison, Edition
from compare.readers import read_document

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
DATA = ROOT.parent / "shared" / "data"


@lru_cache(maxsize=1)
def demo_series() -> list[dict[str, Any]]:
    """The series of the manifest, with their editions and truths."""
    found: list[dict[str, Any]] = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))[
        "series"
    ]
    return found


def demo_files(series: int, key: str) -> list[tuple[str, bytes]]:
    """Name and bytes of the files of a demo edition, in order."""
    entry = next(edition for edition in demo_series()[series]["edition"] if edition["key"] == key)
    return [(Path(name).name, (SEEDS / name).read_bytes()) for name in entry["files"]]


@lru_cache(maxsize=16)
def demo_edition(series: int, key: str) -> Edition:
    entry = next(edition for edition in demo_series()[series]["edition"] if edition["key"] == key)
    text = read_document(demo_files(series, key))
    years = {name: entry.get(name) for name in ("year_given", "year_reviewed")}
    return Edition(text, entry.get("title", ""), key, **years, source=entry["files"][0])


@lru_cache(maxsize=16)
def demo_comparison(series: int, old: str, new: str) -> Comparison:
    return compare_texts(demo_edition(series, old), demo_edition(series, new))


def demo_pairs() -> list[tuple[int, str, str]]:
    """All pairs of an older and a newer edition."""
    return [
        (number, old["key"], new["key"])
        for number, series in enumerate(demo_series())
        for place, old in enumerate(series["edition"])
        for new in series["edition"][place + 1 :]
    ]


def real_file(name: str) -> Path:
    """A real report; the test skips where it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name}: the real reports are not beside the project")
    return path


@lru_cache(maxsize=64)
def real_edition(name: str) -> Edition:
    """A real report as an edition, with the year that its name tells."""
    path = real_file(name)
    text = read_document([(path.name, path.read_bytes())])
    digits = path.stem[:4]
    year = int(digits) if digits.isdigit() else None
    return Edition(text, path.stem, path.stem, year, year and year - 1, path.name)
