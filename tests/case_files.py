"""Plain-text cases: `# what it shows` first, then parts under `== name` lines.

`\\u3000`, `\\n`, `\\r` and `\\f` may be written for characters that one would not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nrf]))")


@dataclass(frozen=True)
class CaseFile:
    """A case: its name, its `@ name=value` settings, and its parts in order as (name, lines)."""

    name: str
    settings: dict[str, str]
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    def part(self, name: str) -> tuple[str, ...] | None:
        """The lines of the part called `name`, None where there is none; blank lines left out."""
        return next((tuple(filter(None, lines)) for part, lines in self.parts if part == name), None)


def unescape(text: str) -> str:
    """The text with its escapes turned into characters."""
    plain = {"n": "\n", "r": "\r", "f": "\f"}
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else plain[match[2]], text)


def read_case(path: Path) -> CaseFile:
    """Read a case file.  Comments stand only above the first part."""
    settings: dict[str, str] = {}
    parts: list[tuple[str, list[str]]] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# "), f"{path.name} does not say what it shows"
    for line in lines:
        if line.startswith("== "):
            parts.append((line[3:].strip(), []))
        elif parts:
            parts[-1][1].append(line)
        elif line.startswith("@ "):
            settings |= dict(re.findall(r"(\w+)=(\S+)", line))
        else:
            assert not line or line.startswith("#"), f"{path.name}: {line!r} stands in no part"
    return CaseFile(path.stem, settings, tuple((name, tuple(found)) for name, found in parts))


def each_case(folder: str, known_faults: bool = True) -> Any:
    """Run a test with every case of `tests/cases/<folder>`.

    `@ fails=why_it_does` marks a case that shows a known fault; it must be taken away with the fault.
    `known_faults` says whether the test is one that such a case fails.
    """
    cases = [read_case(path) for path in sorted((CASES / folder).glob("*.txt"))]
    assert cases
    whys = [case.settings.get("fails", "").replace("_", " ") if known_faults else "" for case in cases]
    params = [pytest.param(case, id=case.name, marks=known_fault(why)) for case, why in zip(cases, whys, strict=True)]
    return pytest.mark.parametrize("case", params)


def known_fault(why: str) -> list[pytest.MarkDecorator]:
    """The mark of a case that is known to fail, none where `why` is empty."""
    return [pytest.mark.xfail(strict=True, reason=why)] if why else []


def year_settings(case: CaseFile, side: str = "") -> dict[str, int]:
    """`year_given` and `year_reviewed` of a case, the latter one year earlier unless it is said."""
    given = int(case.settings.get(f"{side}year_given", "2024"))
    return {
        "year_given": given,
        "year_reviewed": int(case.settings.get(f"{side}year_reviewed", given - 1)),
    }
