"""Import: one or more files become an edition."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from compare.errors import CompareError
from webapp import store
from webapp.actions.import_edition import Wish, import_files
from webapp.actions.refused import Refused
from webapp.db import get_db
from webapp.extensions import limiter
from webapp.languages import current_language
from webapp.numbers import number_of
from webapp.refusals import words_of
from webapp.session import current_account
from webapp.store.texts import Upload

bp = Blueprint("imports", __name__)


@bp.get("/import")
def form() -> str:
    """Choose files, series and year."""
    return _page(error=None)


@bp.post("/import")
@limiter.limit("60 per minute")
def import_upload() -> Response | tuple[str, int]:
    """Read and store the files; on any error nothing is stored and the form comes again."""
    try:
        imported = import_files(get_db(), current_account(), _uploads(), _wish())
    except CompareError as error:
        return _page(error.message(current_language())), 422
    except Refused as refused:
        return _page(words_of(refused)), 422
    if imported.already_here:
        flash(_("Exactly these files are already here, as the edition below; nothing was changed."))
    else:
        flash(_("The edition is imported."))
    return redirect(url_for("editions.show", slug=imported.edition.slug), 303)


def _page(error: str | None) -> str:
    return render_template("imports/form.html", all_series=store.series.all(get_db()), error=error)


def _uploads() -> list[Upload]:
    """The files in the order in which the page sent them, by their bare names."""
    uploads = []
    for sent in request.files.getlist("files"):
        if sent.filename:
            name = PurePosixPath(sent.filename.replace("\\", "/")).name
            uploads.append((name, sent.stream.read()))
    return uploads


def _wish() -> Wish:
    form = request.form
    chosen = form.get("series", "")
    # What is no number names no series, and is not taken for "a new one" either.
    series_id = number_of(chosen) if chosen else None
    if chosen and series_id is None:
        raise Refused("series_missing")
    return Wish(
        series_id=series_id,
        series_name=form.get("series_name", "")[:120],
        named_after="reviewed" if form.get("named_after") == "reviewed" else "given",
        key=form.get("key", ""),
        variant=form.get("variant", "")[:40],
    )
