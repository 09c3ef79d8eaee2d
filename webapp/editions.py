"""One edition: its outline, its text with the targets marked, its original files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from werkzeug import Response

from compare import engine
from compare.invisible import visible
from compare.model import Edition
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
        files=store.texts.files_of(db, edition.id),
        siblings=siblings,
        before=before,
        after=after,
        page=_page_of(store.editions.as_edition(db, edition.id)),
    )


@bp.get("/editions/<slug>/files/<int:position>")
def download(slug: str, position: int) -> Response:
    """An original file, byte for byte, always as a download: it is not ours to show."""
    found = store.texts.bytes_of(get_db(), _edition_or_404(slug).id, position)
    if found is None:
        abort(404)
    name, content = found
    return send_file(
        BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=visible(name)
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition that is told from others by its fingerprint alone, as a key of the cache."""

    fingerprint: str
    edition: Edition = field(compare=False)


def _page_of(edition: Edition) -> leaf.EditionPage:
    return _laid_out(_Known(store.comparisons.fingerprint(edition), edition))


# To find outline and measures takes most of the time of this page.  People go back and
# forth between a few editions; more would only hold memory.
@lru_cache(maxsize=8)
def _laid_out(known: _Known) -> leaf.EditionPage:
    return leaf.lay_out(engine.parse_edition(known.edition))


def _edition_or_404(slug: str) -> EditionRow:
    edition = store.editions.by_slug(get_db(), slug)
    if edition is None:
        abort(404)
    return edition
