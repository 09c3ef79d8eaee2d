"""One edition: its outline, its text with the targets marked, its original files."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from werkzeug import Response

from compare import engine
from webapp import leaf, store
from webapp.db import get_db
from webapp.neighbours import beside
from webapp.store.editions import EditionRow

bp = Blueprint("editions", __name__)


@bp.get("/editions/<slug>")
def show(slug: str) -> str:
    """Outline, text and measures of one edition."""
    db = get_db()
    edition = _edition_or_404(slug)
    siblings = store.editions.of_series(db, edition.series_id)
    before, after = beside(edition, siblings)
    return render_template(
        "editions/show.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        files=store.editions.files_of(db, edition.id),
        siblings=siblings,
        before=before,
        after=after,
        page=leaf.lay_out(engine.parse_edition(store.editions.as_edition(db, edition.id))),
    )


@bp.get("/editions/<slug>/files/<int:position>")
def download(slug: str, position: int) -> Response:
    """An original file, byte for byte, always as a download: it is not ours to show."""
    found = store.editions.bytes_of(get_db(), _edition_or_404(slug).id, position)
    if found is None:
        abort(404)
    name, content = found
    return send_file(
        BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )


def _edition_or_404(slug: str) -> EditionRow:
    edition = store.editions.by_slug(get_db(), slug)
    if edition is None:
        abort(404)
    return edition
