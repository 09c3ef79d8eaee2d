"""Days and years in the names and words of reports."""

from __future__ import annotations

import pytest

from compare.readers.dates import find_day, find_day_in_name, find_year


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20240131.txt", "2024-01-31"),
        ("fomc_2024-01-31.pdf", "2024-01-31"),
        ("２０２４０１３１.txt", "2024-01-31"),
        ("20240231.txt", ""),
        ("202401.txt", ""),
        ("120240131.txt", ""),
    ],
)
def test_day_in_a_name(name: str, day: str) -> None:
    assert find_day_in_name(name) == day


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2024年报告", 2024),
        ("二〇二四年", 2024),
        ("一九五五年报告", 1955),
        ("１９５５年", 1955),
        ("12024", None),
        ("报告", None),
    ],
)
def test_year(words: str, year: int | None) -> None:
    assert find_year(words) == year


def test_impossible_day() -> None:
    assert find_day("2024年2月30日") == ""
