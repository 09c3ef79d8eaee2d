"""The address of a file as it was imported, opened at the place that a passage comes from.

Nothing of a file is ever interpreted by the browser: pages of a PDF are pictures, of
everything else the characters are shown.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for

from compare.readers.originals import find_place
from webapp import store
from webapp.db import get_db
from webapp.finding import find_edition
from webapp.jobs.limits import limits_of
from webapp.numbers import number_of
from webapp.originals import picture_of, places_of
from webapp.sources import sources_of

bp = Blueprint("original_files", __name__)

#: So many characters of a passage help to find its line.
_QUOTE = 80


@bp.get("/editions/<slug>/files/<int:position>/view")
def view(slug: str, position: int) -> str:
    """The file as it came; with `?at=…` (a place in the text) opened where that passage stands."""
    db, edition = get_db(), find_edition(slug)
    found = store.texts.bytes_of(db, edition.id, position)
    if found is None:
        abort(404)
    text = store.texts.text_of(db, edition.id)
    at = number_of(request.args.get("at", ""))
    original = places_of(found, limits_of(current_app.config))
    here = None
    if at is not None and at < len(text.text):
        page = sources_of(slug, text, store.texts.files_of(db, edition.id)).page_at(at)
        end = text.text.find("\n", at, at + _QUOTE)
        quote = text.text[at : end if end >= 0 else at + _QUOTE]
        here = find_place(original, page.page if page else None, quote, at / len(text.text))
    return render_template(
        "originals/show.html",
        edition=edition,
        name=found[0],
        position=position,
        original=original,
        here=here,
        picture=lambda number: url_for("original_files.picture", slug=slug, position=position, number=number),
    )


@bp.get("/editions/<slug>/files/<int:position>/pages/<int:number>.png")
def picture(slug: str, position: int, number: int) -> Response:
    """A page of a PDF as a picture, which never changes."""
    found = store.texts.bytes_of(get_db(), find_edition(slug).id, position)
    if found is None:
        abort(404)
    answer = Response(picture_of(found, number, limits_of(current_app.config)), mimetype="image/png")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer
