"""Patterns compiled at their first use answer as any others."""

from __future__ import annotations

import re

import pytest

from compare.late_patterns import compile_late

TEXT = "In 2023 and 2024"


def test_answers_as_the_pattern_would() -> None:
    late, known = (
        compile_late(r"(?P<word>in|AND) (\d+)", re.IGNORECASE),
        re.compile(r"(?i)(?P<word>in|AND) (\d+)"),
    )
    for _ in range(2):
        assert late.findall(TEXT) == known.findall(TEXT) == [("In", "2023"), ("and", "2024")]
        assert [match.span() for match in late.finditer(TEXT)] == [(0, 7), (8, 16)]
        assert late.sub("x", TEXT) == "x x"
        found = late.search(TEXT, 3)
        assert found is not None and found["word"] == "and"
        assert late.match(TEXT, 3) is None and late.fullmatch(TEXT) is None
        assert late.groupindex == known.groupindex


def test_is_compiled_when_it_is_used() -> None:
    late = compile_late("(")
    with pytest.raises(AttributeError):
        _ = late.anything  # type: ignore[attr-defined]
    with pytest.raises(re.error):
        late.search(TEXT)
