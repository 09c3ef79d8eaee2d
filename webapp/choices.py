"""Switches in the address (`?lang=en`), kept in a cookie: they work without JavaScript."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from webapp.addresses import own_path

YEAR = 365 * 24 * 60 * 60


def remember_choice(parameter: str, cookie: str, allowed: Collection[str]) -> Response | None:
    """Store the choice and go to the same page without it, so that links stay neutral."""
    if request.method != "GET" or parameter not in request.args:
        return None
    rest = MultiDict((k, v) for k, v in request.args.items(multi=True) if k != parameter)
    query = urlencode(list(rest.items(multi=True)))
    response = redirect(own_path() + ("?" + query if query else ""), 303)
    choice = request.args[parameter]
    if choice in allowed:
        response.set_cookie(cookie, choice, max_age=YEAR, samesite="Lax", httponly=True)
    return response
