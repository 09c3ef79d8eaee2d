"""What was done, said together with the way back."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template
from markupsafe import Markup


def flash_undo(words: str, address: str, values: dict[str, Any] | None = None) -> None:
    """Say it on the next page, with a button that sends `values` to `address`."""
    flash(Markup(render_template("editions/_undo.html", words=words, address=address, values=values or {})))
