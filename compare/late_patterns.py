"""Patterns that are costly to compile and that most texts never ask for."""

from __future__ import annotations

import re
from typing import Any, cast

#: What is copied from the compiled pattern, so that every further use costs no more than of any other.
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split", "pattern", "groupindex")


class _LatePattern:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but compiled (and faults in it found) at its first use only."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
