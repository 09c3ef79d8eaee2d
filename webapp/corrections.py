"""Correcting an edition: what it is called, a typo, setting it aside; every change with its way back.

All of these are forms of their own, so that they work without JavaScript.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from compare.anchor import describe, locate
from compare.model import Text
from webapp import store
from webapp.actions import NotAllowed
from webapp.actions import corrections as actions
from webapp.actions import editions as whole
from webapp.actions.corrections import Metadata, metadata_of
from webapp.actions.refused import Refused
from webapp.db import get_db
from webapp.finding import find_edition
from webapp.layout import laid_out
from webapp.numbers import number_of
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.sources import sources_of
from webapp.store.editions import EditionRow
from webapp.templating import may
from webapp.undo import flash_undo

bp = Blueprint("corrections", __name__)


@bp.before_request
def refuse_readers() -> None:
    """Who may not correct is not shown the forms either."""
    if not may("correct"):
        raise NotAllowed("correct")


@bp.get("/editions/<slug>/metadata")
def metadata_form(slug: str) -> str:
    """What the edition is called, to be corrected."""
    edition = find_edition(slug)
    return _metadata_page(edition, metadata_of(edition))


@bp.post("/editions/<slug>/metadata")
def correct_metadata(slug: str) -> Response | tuple[str, int]:
    """Call it otherwise."""
    edition = find_edition(slug)
    said = _said(edition)
    try:
        changed = actions.correct_metadata(get_db(), signed_in_account(), edition.id, said)
    except Refused as refused:
        return _metadata_page(edition, said, words_of(refused)), 422
    undo = url_for("corrections.correct_metadata", slug=changed.slug)
    flash_undo(_("The edition is corrected."), undo, asdict(metadata_of(edition)))
    return redirect(url_for("editions.show", slug=changed.slug), 303)


@bp.get("/editions/<slug>/mend")
def mend_form(slug: str) -> str:
    """Choose a passage (`?start=…&end=…`), then change its words."""
    edition = find_edition(slug)
    page = laid_out(store.editions.as_edition(get_db(), edition.id))
    text = store.texts.text_of(get_db(), edition.id)
    start, end = _number(request.args, "start"), _number(request.args, "end")
    if not request.args.get("start"):
        return render_template("editions/mend.html", edition=edition, page=page, series=_series(edition))
    if not 0 <= start < end <= len(text.text):
        abort(404)
    return _mend_page(edition, text, start, end, text.text[start:end])


@bp.post("/editions/<slug>/mend")
def mend(slug: str) -> Response | tuple[str, int]:
    """Put other words in place of a passage."""
    edition, sent = find_edition(slug), request.form
    start, end, new = _number(sent, "start"), _number(sent, "end"), sent.get("new", "")
    try:
        before = actions.mend(
            get_db(), signed_in_account(), edition.id, sent.get("text_id", ""), start, end, new
        )
    except Refused as refused:
        return _mend_again(edition, sent.get("text_id", ""), start, end, new, words_of(refused)), 422
    flash_undo(
        _("The text is mended; the one before is kept in the history."),
        url_for("histories.restore", slug=edition.slug, number=before),
    )
    return redirect(url_for("editions.show", slug=edition.slug) + _fragment(edition, start), 303)


@bp.post("/editions/<slug>/aside")
def set_aside(slug: str) -> Response:
    """Take a wrongly imported edition off the shelf."""
    edition = whole.set_aside(get_db(), signed_in_account(), find_edition(slug).id)
    flash_undo(
        _("“%(title)s” is set aside; it stands at the end of the library.", title=edition.title),
        url_for("corrections.bring_back", edition_id=edition.id),
    )
    return redirect(url_for("library.index"), 303)


@bp.post("/editions/aside/<int:edition_id>/back")
def bring_back(edition_id: int) -> Response:
    """Put it back on the shelf."""
    edition = whole.bring_back(get_db(), signed_in_account(), edition_id)
    flash(_("“%(title)s” is back.", title=edition.title))
    return redirect(url_for("editions.show", slug=edition.slug), 303)


def _metadata_page(edition: EditionRow, said: Metadata, error: str | None = None) -> str:
    return render_template(
        "editions/metadata.html",
        edition=edition,
        series=_series(edition),
        all_series=store.series.all(get_db()),
        said=said,
        error=error,
    )


def _said(edition: EditionRow) -> Metadata:
    """What the form says; a field that it does not have stays as it is."""
    values = {
        field.name: request.form.get(field.name, str(getattr(metadata_of(edition), field.name)))
        for field in fields(Metadata)
    }
    return Metadata(**{**values, "series_id": number_of(values["series_id"]) or 0})  # type: ignore[arg-type]


def _mend_page(
    edition: EditionRow, text: Text, start: int, end: int, new: str, error: str | None = None
) -> str:
    return render_template(
        "editions/mend_passage.html",
        edition=edition,
        series=_series(edition),
        text_id=text.text_id,
        start=start,
        end=end,
        was=text.text[start:end],
        before=text.text[:start].rstrip().rpartition("\n")[2][-80:],
        original=sources_of(edition.slug, text, store.texts.files_of(get_db(), edition.id)),
        behind=text.text[end:].lstrip().partition("\n")[0][:80],
        new=new,
        error=error,
    )


def _mend_again(edition: EditionRow, text_id: str, start: int, end: int, new: str, error: str) -> str:
    """The form once more, on the present text: what was typed is not lost."""
    db = get_db()
    text = store.texts.text_of(db, edition.id)
    before = store.texts.text_by_id(db, text_id) or ""
    place = None
    if text_id == text.text_id and 0 <= start < end <= len(text.text):
        place = (start, end)
    elif 0 <= start < end <= len(before):
        place = locate(text, describe(Text(before), start, end))
    if place:
        return _mend_page(edition, text, *place, new, error)
    return render_template(
        "editions/mend_lost.html", edition=edition, series=_series(edition), new=new, error=error
    )


def _fragment(edition: EditionRow, at: int) -> str:
    """The block of the present text at a place."""
    page = laid_out(store.editions.as_edition(get_db(), edition.id))
    found = [leaf.block for leaf in page.leaves if leaf.block.start <= at]
    return f"#{found[-1].id}" if found else ""


def _series(edition: EditionRow) -> store.series.Series:
    series = store.series.get(get_db(), edition.series_id)
    assert series is not None  # a reference of the database
    return series


def _number(values: Any, name: str) -> int:
    found = number_of(values.get(name, ""))
    return -1 if found is None else found
