"""Numbers in addresses and forms: as large as the database can look for, no larger."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

#: The largest integer that SQLite stores; asking it for a larger one raises OverflowError.
LARGEST = 2**63 - 1


def number_of(written: str) -> int | None:
    """The number that these digits write; None for anything else and for what nothing here can have."""
    if not (written.isascii() and written.isdecimal() and len(written) <= len(str(LARGEST))):
        return None
    number = int(written)
    return number if number <= LARGEST else None


class StoredNumber(IntegerConverter):
    """`<int:…>` of the routes; what is too large is an address at which there is nothing."""

    regex = r"[0-9]{1,19}"

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def init_app(app: Flask) -> None:
    """Cap the numbers of all routes."""
    app.url_map.converters["int"] = StoredNumber
