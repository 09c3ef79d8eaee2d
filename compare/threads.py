"""Linear algebra on one thread.

The libraries below numpy share out products of matrices among all processors.  Those of two
reports are so small that handing them over costs more than it saves; and where the processors have
other work (several comparisons at once, a busy server), each thread waits for the others, which takes
ten times as long.  Comparisons are many: the processors are better used one by each.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


@lru_cache(maxsize=1)
def _libraries() -> Any:
    """The libraries that numpy brought along, found once per process."""
    from threadpoolctl import ThreadpoolController  # only who computes pays for it

    return ThreadpoolController()


def on_one_thread(work: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """`work`, for the time of which the whole process does its linear algebra on one thread."""

    @wraps(work)
    def run(*given: _Given.args, **named: _Given.kwargs) -> _Found:
        with _libraries().limit(limits=1, user_api="blas"):
            return work(*given, **named)

    return run
