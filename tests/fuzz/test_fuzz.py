"""The short form of `make fuzz`: some hundred changed files, each a text or a refusal in words."""

from __future__ import annotations

import pytest

from tests.fuzz.mutations import Original, mutate
from tests.fuzz.originals import load_originals
from tests.fuzz.trial import try_input

COUNT = 240
_PARTS = 8


@pytest.fixture(scope="module")
def loaded() -> list[Original]:
    from tests.fuzz import trial

    # Without `prepare`: a bound on the memory of this process would hold for the other tests too.
    trial._originals[:] = load_originals()
    return trial._originals


@pytest.mark.parametrize("part", range(_PARTS))
def test_changed_files(loaded: list[Original], part: int) -> None:
    outcomes = [try_input(number) for number in range(part, COUNT, _PARTS)]
    assert not [outcome for outcome in outcomes if outcome.failed]
    # Neither all refused nor all read: the mutations reach both.
    assert {outcome.what == "text" for outcome in outcomes} == {True, False}


def test_an_input_is_the_same_every_time(loaded: list[Original]) -> None:
    assert [mutate(loaded, number) for number in range(30)] == [
        mutate(loaded, number) for number in range(30)
    ]
