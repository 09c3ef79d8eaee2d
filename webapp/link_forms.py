"""The button of a form → what a person says about links; pure.

A button carries all of it, so that one form serves a whole page: `op:level:old:new`, the
passages by where they begin in their texts, commas between them:

    apart:block:120:340,412     alone:sentence::96
"""

from __future__ import annotations

from collections.abc import Iterable

from webapp.actions.link_corrections import Saying
from webapp.actions.refused import Refused
from webapp.numbers import number_of

OPS = ("together", "apart", "alone")
LEVELS = ("block", "sentence")


def write_saying(op: str, level: str, old: Iterable[int] = (), new: Iterable[int] = ()) -> str:
    """What the button carries."""
    return f"{op}:{level}:{','.join(map(str, old))}:{','.join(map(str, new))}"


def read_saying(said: str) -> Saying:
    """What the button said; refused where it is none of ours."""
    parts = said.split(":")
    if len(parts) != 4 or parts[0] not in OPS or parts[1] not in LEVELS:
        raise Refused("correction_unknown")
    return Saying(parts[0], parts[1], read_numbers(parts[2]), read_numbers(parts[3]))  # type: ignore[arg-type]


def read_numbers(written: str) -> tuple[int, ...]:
    """Numbers between commas, each once; refused where something else stands there."""
    numbers = tuple(dict.fromkeys(map(number_of, written.split(",")))) if written else ()
    if None in numbers:
        raise Refused("correction_unknown")
    return numbers  # type: ignore[return-value]
