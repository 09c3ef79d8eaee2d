"""What real reports say about themselves, against a table checked by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from compare.readers import read_document
from compare.readers.metadata import guess_metadata
from tests.editions import DATA


def real_files() -> list[tuple[str, dict[str, Any]]]:
    """The table of real files: title's first characters, years, day, whether body and speaker are told."""
    table = tomllib.loads((Path(__file__).parent / "real_metadata.toml").read_text(encoding="utf-8"))
    return sorted(table.items())


@pytest.mark.parametrize(
    ("name", "wanted"), real_files(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_real_file(name: str, wanted: dict[str, Any]) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name}: the real reports are not beside the project")
    found = guess_metadata(read_document([(path.name, path.read_bytes())]), path.name)
    assert {
        "title": found.title[:4],
        "given": found.year_given or 0,
        "reviewed": found.year_reviewed or 0,
        "date": found.date,
        "body": bool(found.body),
        "speaker": bool(found.speaker),
        "key": found.key,
    } == {
        "title": "",
        "given": 0,
        "reviewed": 0,
        "date": "",
        "body": False,
        "speaker": False,
        "key": "",
        **wanted,
    }


def test_table_names_every_real_file() -> None:
    if not DATA.exists():
        pytest.skip("the real reports are not beside the project")
    files = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()} - {"SOURCES.md"}
    assert files == {name for name, _ in real_files()}
