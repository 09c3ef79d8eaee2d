"""The colour scheme: light, dark, or as the system has it."""

from __future__ import annotations

from flask import Flask, request
from werkzeug import Response

from webapp.choices import remember_choice

SCHEMES = ("auto", "light", "dark")
COOKIE = "scheme"


def init_app(app: Flask) -> None:
    """Set up the switch `?scheme=dark`."""

    @app.context_processor
    def offer_schemes() -> dict[str, object]:
        chosen = request.cookies.get(COOKIE)
        return {"schemes": SCHEMES, "scheme": chosen if chosen in SCHEMES else "auto"}

    @app.before_request
    def switch_scheme() -> Response | None:
        return remember_choice("scheme", COOKIE, SCHEMES)
