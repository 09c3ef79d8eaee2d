"""The time as the database writes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment in UTC, ISO 8601 to the microsecond; such strings sort by time."""
    return _write(datetime.now(UTC))


def after(span: timedelta) -> str:
    """The moment `span` from now, written alike."""
    return _write(datetime.now(UTC) + span)


def _write(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
