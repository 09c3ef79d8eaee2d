"""Another text for an edition, in three ways; what would change is shown before anything does."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from compare.text_changes import count_changed, find_changes
from webapp import store
from webapp.actions import NotAllowed
from webapp.actions import replacements as actions
from webapp.actions.refused import Refused
from webapp.changed_lines import show_changes
from webapp.db import get_db
from webapp.extensions import limiter
from webapp.finding import find_edition
from webapp.numbers import number_of
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.store.editions import EditionRow
from webapp.templating import may
from webapp.undo import flash_undo
from webapp.uploads import sent_files

bp = Blueprint("replacements", __name__)


@bp.before_request
def refuse_readers() -> None:
    """Who may not correct is not shown the forms either."""
    if not may("correct"):
        raise NotAllowed("correct")


@bp.get("/editions/<slug>/replace")
def form(slug: str) -> str:
    """Corrected files, the files read again, or two editions made one."""
    return _form(find_edition(slug))


@bp.post("/editions/<slug>/replace")
@limiter.limit("60 per minute")
def begin(slug: str) -> Response | tuple[str, int]:
    """Have the files read; nothing is changed yet."""
    db, account, edition, sent = get_db(), signed_in_account(), find_edition(slug), request.form
    try:
        if sent.get("how") == "reread":
            draft_id = actions.begin_reading_again(db, account, edition.id)
        elif sent.get("how") == "merge":
            first = sent.get("order") == "other_first"
            other_id = number_of(sent.get("other", "")) or 0
            draft_id = actions.begin_merging(db, account, edition.id, other_id, other_first=first)
        else:
            draft_id = actions.begin_with_files(db, account, edition.id, sent_files())
    except Refused as refused:
        return _form(edition, words_of(refused)), 422
    return redirect(url_for("replacements.show", slug=edition.slug, draft_id=draft_id), 303)


@bp.get("/editions/<slug>/replace/<draft_id>")
def show(slug: str, draft_id: str) -> str | tuple[str, int]:
    """How far the reading is; then what would change."""
    db, edition = get_db(), find_edition(slug)
    draft = store.drafts.get(db, draft_id)
    job = store.jobs.latest(db, store.drafts.job_key(draft_id))
    series = store.series.get(db, edition.series_id)
    if draft is None and job and job.message:
        return render_template("editions/replace_failed.html", edition=edition, series=series, job=job), 422
    try:
        replacement = actions.replacement_of(draft, edition.id)
    except Refused as refused:
        return _form(edition, words_of(refused)), 404
    text = store.drafts.text_of(db, draft_id)
    if text is None:
        return render_template(
            "editions/replace_waiting.html", edition=edition, series=series, job=job, draft_id=draft_id
        )
    present = store.texts.text_of(db, edition.id)
    return render_template(
        "editions/replace_check.html",
        edition=edition,
        series=series,
        draft_id=draft_id,
        names=[name for name, _size in store.drafts.names_of(db, draft_id)],
        merged=store.editions.get(db, replacement.merged_id) if replacement.merged_id else None,
        is_same=text == present,
        mended=_mended(edition),
        notes=text.notes,
        changed=count_changed(find_changes(present.text, text.text)),
        lines=show_changes(present.text, text.text),
    )


@bp.post("/editions/<slug>/replace/<draft_id>/take")
def take_in(slug: str, draft_id: str) -> Response:
    """Make it the text of the edition."""
    edition = find_edition(slug)
    before = actions.take_in(
        get_db(), signed_in_account(), edition.id, draft_id, request.form.get("text_id", "")
    )
    flash_undo(
        _("The edition has a new text; the one before is kept in the history."),
        url_for("histories.restore", slug=edition.slug, number=before),
    )
    return redirect(url_for("editions.show", slug=edition.slug), 303)


@bp.post("/editions/<slug>/replace/<draft_id>/drop")
def drop(slug: str, draft_id: str) -> Response:
    """Leave everything as it is."""
    edition = find_edition(slug)
    actions.drop(get_db(), signed_in_account(), edition.id, draft_id)
    flash(_("Nothing was changed."))
    return redirect(url_for("editions.show", slug=edition.slug), 303)


def _form(edition: EditionRow, error: str | None = None) -> str:
    db = get_db()
    siblings = store.editions.of_series(db, edition.series_id)
    return render_template(
        "editions/replace.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        files=store.texts.files_of(db, edition.id),
        others=[other for other in siblings if other.id != edition.id],
        error=error,
    )


def _mended(edition: EditionRow) -> int:
    """How many typos were mended in the text since its files were read."""
    count = 0
    for row in store.texts.history(get_db(), edition.id):
        count = count + 1 if row.origin == "mend" else count if row.origin == "restore" else 0
    return count
