"""The library: every series with its editions."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp import shelf
from webapp.db import get_db

bp = Blueprint("library", __name__)


@bp.get("/")
def index() -> str:
    """All series, the latest annotations, and what to do first."""
    db = get_db()
    return render_template(
        "library/index.html", shelves=shelf.shelves(db), remarks=shelf.recent_remarks(db)
    )
