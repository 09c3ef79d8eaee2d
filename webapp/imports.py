"""Import: one or more files become an edition."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("imports", __name__)


@bp.get("/import")
def form() -> str:
    """Choose files, series and key."""
    return render_template("imports/form.html")
