"""What people type into the fields of an edition, checked; Refused where it cannot be."""

from __future__ import annotations

import re
from datetime import date

from webapp.actions.refused import Refused

_KEY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
#: Longest title, body or speaker: what is longer was pasted by mistake.
MAX_FIELD = 300


def checked_key(key: str) -> str:
    """A year or a date, "2024" or "2024-07-15"; "" where nothing was said."""
    key = key.strip()
    if key and not _KEY.fullmatch(key):
        raise Refused("key_invalid", key=key)
    return key


def checked_date(said: str) -> str:
    """A day, "2024-01-20"; "" where nothing was said."""
    said = said.strip()
    try:
        return date.fromisoformat(said).isoformat() if said else ""
    except ValueError:
        raise Refused("date_invalid", date=said) from None


def checked_year(said: str) -> int | None:
    """A year; None where nothing was said."""
    said = said.strip()
    if said and not _YEAR.fullmatch(said):
        raise Refused("year_invalid", year=said)
    return int(said) if said else None


def checked_line(said: str) -> str:
    """Words on one line."""
    line = " ".join(said.split())
    if len(line) > MAX_FIELD:
        raise Refused("field_long", most=MAX_FIELD)
    return line
