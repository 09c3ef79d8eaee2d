"""Addresses that come from outside: only paths of this site are ever followed."""

from __future__ import annotations

from urllib.parse import quote

from flask import request

#: What may stand bare in a path (RFC 3986, pchar), beside letters and digits.
_BARE = "/~!$&'()*+,;=:@"


def local_path(address: str) -> str | None:
    """Path and query of an address of this site; None for any other and for what only looks like one.

    Browsers drop tabs and line ends from an address and take a backslash for a slash, so
    that `/<tab>/evil.example` and `/\\evil.example` would lead away.
    """
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return None
    if any(character < "!" for character in address):
        return None
    return address.partition("#")[0]


def own_path() -> str:
    """The path of the current request, fit for a link or a redirect; "/" where it would lead away."""
    return local_path(quote(request.path, safe=_BARE)) or "/"
