"""The library: every series with its editions."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from webapp import shelf, store
from webapp.db import get_db

bp = Blueprint("library", __name__)


@bp.get("/")
def index() -> str:
    """All series, the latest annotations, import, and what to do first."""
    db = get_db()
    shelves = shelf.read_shelves(db)
    return render_template(
        "library/index.html",
        shelves=shelves,
        remarks=shelf.recent_remarks(db),
        all_series=store.series.all(db),
        aside=store.editions.all_aside(db),
        first_pair=_link_of_first_pair(shelves),
    )


def _link_of_first_pair(shelves: list[shelf.Shelf]) -> Markup | None:
    for one in shelves:
        for pair in one.pairs:
            words = _("Compare %(new)s with %(old)s", new=pair.new.label, old=pair.old.label)
            address = url_for("comparisons.show", old=pair.old.slug, new=pair.new.slug)
            return Markup('<a href="{}">{}</a>').format(address, words)
    return None
