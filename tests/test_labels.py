"""Labels are read wherever one of their patterns fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import labels
from compare.labels import read_label


@pytest.mark.parametrize(("kind", "pattern"), labels._PATTERNS, ids=[kind for kind, _ in labels._PATTERNS])
@given(data=st.data())
def test_nothing_that_a_pattern_fits_is_passed_over(
    kind: str, pattern: re.Pattern[str], data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(pattern).filter(lambda text: bool(pattern.match(text))))
    found = read_label(line)
    assert found is not None and line.startswith(found.text)
