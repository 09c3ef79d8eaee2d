"""Outlines of the real reports against lists that were made by reading them.

`real_outlines/<name>.txt`: the file, then a heading a line: level, label (- for none), how its title begins.
`real_outlines/roles.toml`: the top sections of editions with their roles.
`real_outlines/goals.toml`: reports with a sentence of yearly goals, and a number in it.
`real_outlines/files.toml`: every file of the data, imported (with counts) or refused (with the code of the error).

Titles are given by their first four characters, blanks left out.  All of it skips where the data is absent.
"""

from __future__ import annotations

import html
import re
import tomllib
import zipfile
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from compare.engine import parse_edition
from compare.errors import ReadError
from compare.ledger_profile import profile_measures
from compare.model import Edition, Inputs, ParsedEdition, Section, Text
from compare.readers import read_document
from tests.editions import DATA, real_file
from tests.invariants import check_edition, check_text

LISTS = Path(__file__).parent / "real_outlines"
REPORTS = sorted(LISTS.glob("*.txt"))
ROLES: list[dict[str, Any]] = tomllib.loads((LISTS / "roles.toml").read_text("utf-8"))["edition"]
GOALS: dict[str, str] = tomllib.loads((LISTS / "goals.toml").read_text("utf-8"))
FILES: dict[str, dict[str, Any]] = tomllib.loads((LISTS / "files.toml").read_text("utf-8"))
TITLE_CHARS = 4
FOUND_SHARE = 0.95
#: A better reader may find a little more or less.
TOLERANCE = 0.05

Row = tuple[int, str, str]


@lru_cache(maxsize=128)
def read_text(name: str) -> Text:
    path = real_file(name)
    return read_document([(path.name, path.read_bytes())])


def parse(name: str, year_given: int | None = None) -> ParsedEdition:
    text = read_text(name)
    return parse_edition(Edition(text, year_given=year_given, year_reviewed=year_given and year_given - 1))


def row(section: Section) -> Row:
    return section.level, squeeze(section.label) or "-", squeeze(section.title)[:TITLE_CHARS]


def squeeze(text: str) -> str:
    return "".join(text.split())


def listed(path: Path) -> tuple[str, list[Row]]:
    first, *lines = path.read_text("utf-8").splitlines()
    rows = [(int(level), label, title) for level, label, title in map(str.split, lines)]
    return first.removeprefix("# "), rows


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_headings(path: Path) -> None:
    name, wanted = listed(path)
    found = [row(section) for section in parse(name).sections]
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    lost = [range(start, end) for op, start, end, _, _ in matcher.get_opcodes() if op != "equal"]
    missing = [wanted[at] for places in lost for at in places]
    print(f"{path.stem}: {len(wanted) - len(missing)} of {len(wanted)} headings")
    assert len(wanted) - len(missing) >= FOUND_SHARE * len(wanted), missing
    # Nothing else passes for a part of the report.
    parts = {item for item in wanted if item[0] == 1}
    assert not {item for item in found if item[0] == 1} - parts


def test_enough_lists() -> None:
    assert len(REPORTS) >= 10 and sum(len(listed(path)[1]) for path in REPORTS) >= 200
    assert len(ROLES) >= 20


@pytest.mark.parametrize("edition", ROLES, ids=[edition["file"] for edition in ROLES])
def test_roles(edition: dict[str, Any]) -> None:
    parsed = parse(edition["file"], edition["year_given"])
    top = [section for section in parsed.sections if section.parent is None]
    found = [f"{row(section)[1]} {section.role} {row(section)[2]}" for section in top]
    assert found == edition["sections"]


@pytest.mark.parametrize("name", GOALS)
def test_yearly_goals(name: str) -> None:
    """The sentence of yearly goals is found, with the growth of output in it."""
    goals = [profile for profile in profile_measures(parse(name), ["target"], Inputs()) if profile.headline]
    growth = {profile.measure.value for profile in goals if "生产总值" in profile.measure.indicator}
    assert GOALS[name] in growth and len(goals) >= 3


def test_reports_without_yearly_goals() -> None:
    for name in ("national/1955.txt", "national/1964.txt", "national/1975.txt", "cities/日照.docx"):
        assert not any(profile.headline for profile in profile_measures(parse(name), ["target"], Inputs())), name


@pytest.mark.parametrize("name", FILES)
def test_file(name: str) -> None:
    wanted = FILES[name]
    if code := wanted.get("refused"):
        with pytest.raises(ReadError) as caught:
            read_text(name)
        assert caught.value.code == code
        print(f"{name}: refused ({code})")
        return
    parsed = parse(name)
    check_text(parsed.edition.text)
    check_edition(parsed)
    counts = {
        "sections": len(parsed.sections),
        "blocks": len(parsed.blocks),
        "sentences": len(parsed.sentences),
    }
    kept = share_kept(name, parsed.edition.text)
    print(f"{name}: {', '.join(f'{value} {what}' for what, value in counts.items())}, {kept:.2%} of the characters")
    for what, value in counts.items():
        assert abs(value - wanted[what]) <= max(2, TOLERANCE * wanted[what]), (what, value, wanted[what])
    assert kept >= wanted["kept"]
    assert [note.code for note in parsed.notes] == wanted.get("notes", [])


def test_every_file_is_listed() -> None:
    if not DATA.exists():
        pytest.skip("the real reports are not beside the project")
    there = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()}
    assert there == set(FILES)


def share_kept(name: str, text: Text) -> float:
    """Characters of text and cuts against those of the source, blanks left out."""
    here = len(squeeze(text.text)) + sum(len(squeeze(cut.removed)) for cut in text.cuts)
    return here / source_length(name, here)


def source_length(name: str, default: int) -> int:
    path = real_file(name)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode("utf-8")
        return len(squeeze(html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml)))))
    if path.suffix == ".pdf":
        # What a page holds is for the tests of that reader to say.
        return default
    return len(squeeze(path.read_text("utf-8-sig")))
