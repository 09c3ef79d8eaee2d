"""Correcting the outline of an edition that is in the library; what was corrected, by whom, and the way back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from compare.anchor import locate
from webapp import store
from webapp.actions import NotAllowed
from webapp.actions import corrections as actions
from webapp.actions.refused import Refused
from webapp.db import get_db
from webapp.finding import find_edition
from webapp.numbers import number_of
from webapp.outline_forms import read_correction
from webapp.outline_items import item_at, list_items, list_splits
from webapp.outline_words import correction_words
from webapp.parsing import parsed_edition
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.store.editions import EditionRow
from webapp.templating import may
from webapp.undo import flash_undo

bp = Blueprint("outlines", __name__)


@bp.before_request
def refuse_readers() -> None:
    """Who may not correct is not shown the editor either."""
    if not may("correct"):
        raise NotAllowed("correct")


@bp.get("/editions/<slug>/outline")
def show(slug: str) -> str:
    """The outline block by block, one of them open for correction (`?at=…`), and all corrections so far."""
    return _page(find_edition(slug), number_of(request.args.get("at", "")))


@bp.post("/editions/<slug>/outline")
def correct(slug: str) -> Response | tuple[str, int]:
    """Correct one block."""
    db, edition = get_db(), find_edition(slug)
    try:
        correction = read_correction(request.form, store.texts.text_of(db, edition.id))
        correction_id = actions.correct_outline(db, signed_in_account(), edition.id, correction)
    except Refused as refused:
        return _page(edition, number_of(request.form.get("start", "")), words_of(refused)), 422
    flash_undo(
        _("Changed: %(what)s.", what=correction_words(correction)),
        url_for("outlines.revoke", slug=edition.slug, correction_id=correction_id),
    )
    return redirect(url_for("outlines.show", slug=edition.slug, at=correction.anchor.start) + "#open", 303)


@bp.post("/editions/<slug>/outline/<int:correction_id>/revoke")
def revoke(slug: str, correction_id: int) -> Response:
    """Take a correction back."""
    edition = find_edition(slug)
    actions.revoke(get_db(), signed_in_account(), edition.id, correction_id)
    row = store.corrections.get(get_db(), correction_id)
    assert row is not None  # or `revoke` would have refused
    flash_undo(
        _("No longer: %(what)s.", what=correction_words(row.correction)),
        url_for("outlines.repeat", slug=edition.slug, correction_id=correction_id),
    )
    return redirect(url_for("outlines.show", slug=edition.slug), 303)


@bp.post("/editions/<slug>/outline/<int:correction_id>/repeat")
def repeat(slug: str, correction_id: int) -> Response:
    """Say again what was taken back."""
    edition = find_edition(slug)
    actions.repeat(get_db(), signed_in_account(), edition.id, correction_id)
    return redirect(url_for("outlines.show", slug=edition.slug), 303)


def _page(edition: EditionRow, at: int | None, error: str | None = None) -> str:
    db = get_db()
    parsed = parsed_edition(store.editions.as_edition(db, edition.id))
    items = list_items(parsed)
    opened = item_at(items, at)
    return render_template(
        "editions/outline.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        items=items,
        opened=opened,
        splits=list_splits(parsed, opened.block) if opened else (),
        notes=parsed.notes,
        corrections=[
            (
                row,
                correction_words(row.correction),
                locate(parsed.edition.text, row.correction.anchor) is None,
            )
            for row in store.corrections.of_edition(db, edition.id)
        ],
        error=error,
    )
