"""One edition: its outline, its text with the targets marked, its original files."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from werkzeug import Response

from compare.anchor import locate
from compare.invisible import visible
from webapp import store
from webapp.comparing import comparing_now
from webapp.db import get_db
from webapp.finding import find_edition
from webapp.layout import laid_out
from webapp.neighbours import beside, other_variants
from webapp.sources import sources_of

bp = Blueprint("editions", __name__)


@bp.get("/editions/<slug>")
def show(slug: str) -> str:
    """Outline, text and measures of one edition."""
    db = get_db()
    edition = find_edition(slug)
    siblings = store.editions.of_series(db, edition.series_id)
    before, after = beside(edition, siblings)
    files = store.texts.files_of(db, edition.id)
    text = store.texts.text_of(db, edition.id)
    corrections = store.corrections.of_edition(db, edition.id)
    return render_template(
        "editions/show.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        files=files,
        sources=sources_of(edition.slug, text, files),
        siblings=siblings,
        before=before,
        after=after,
        variants=other_variants(edition, siblings),
        comparing=comparing_now(db, edition, before, after),
        texts=len(store.texts.history(db, edition.id)),
        stranded=store.annotations.stranded(db, edition.id),
        corrections=len(corrections),
        lost=sum(locate(text, item.correction.anchor) is None for item in corrections),
        page=laid_out(store.editions.as_edition(db, edition.id)),
    )


@bp.get("/editions/<slug>/files/<int:position>")
def download(slug: str, position: int) -> Response:
    """An original file, byte for byte, always as a download: it is not ours to show."""
    found = store.texts.bytes_of(get_db(), find_edition(slug).id, position)
    if found is None:
        abort(404)
    name, content = found
    return send_file(
        BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=visible(name)
    )
