"""One trial: an input is read and taken apart, under a limit of time and memory."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

from compare.engine import parse_edition
from compare.errors import CompareError
from compare.model import Edition
from compare.readers import read_document
from compare.readers.metadata import guess_metadata
from tests.fuzz.mutations import Original, mutate
from tests.fuzz.originals import load_originals
from tests.invariants import check_edition, check_text

#: A mutated file is as large as a real one, which takes well under a second; the import itself allows 60 s.
SECONDS = 20.0
#: Above what the interpreter and its libraries map; the import allows as much.
MEGABYTES = 2048

#: Of so many inputs one is looked through wholly, token by token, which takes longer than reading it.
_THOROUGH = 8

_originals: list[Original] = []


class TooLong(BaseException):
    """The input took longer than it may; no `Exception`, so that nothing on the way swallows it."""


@dataclass(frozen=True)
class Outcome:
    """What became of an input: "text", the code of a refusal, or what failed."""

    number: int
    name: str
    what: str
    seconds: float
    failed: bool = False


def prepare() -> None:
    """Load the originals once per process, and bound its memory where the system can."""
    _originals[:] = load_originals()
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))


def try_inputs(numbers: Sequence[int], seconds: float = SECONDS) -> list[Outcome]:
    """The outcomes of these inputs."""
    return [try_input(number, seconds) for number in numbers]


def try_input(number: int, seconds: float = SECONDS) -> Outcome:
    """Read and parse input `number`, and check what must hold of every text."""
    name, data = mutate(_originals, number)
    has_alarm = hasattr(signal, "setitimer")
    begun = time.monotonic()
    if has_alarm:
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        what, failed = _read(name, data, thorough=number % _THOROUGH == 0), False
    except CompareError as error:
        what, failed = error.code, not (error.message("zh") and error.message("en"))
    except TooLong:
        what, failed = f"took longer than {seconds} s", True
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        what, failed = "".join(traceback.format_exception(error)[-4:]), True
    finally:
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return Outcome(number, name, what, time.monotonic() - begun, failed)


def _read(name: str, data: bytes, thorough: bool) -> str:
    text = read_document([(name, data)])
    text.text.encode("utf-8")  # what cannot be written cannot be stored
    check_text(text)
    guess_metadata(text, name)
    parsed = parse_edition(Edition(text, year_given=2024, year_reviewed=2023))
    if thorough:
        check_edition(parsed)
    return "text"


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong
