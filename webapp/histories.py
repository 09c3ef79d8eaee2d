"""The history of an edition: its texts, what was changed, and the way back to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, abort, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug import Response

from compare.invisible import visible
from compare.text_changes import count_changed, find_changes
from webapp import store
from webapp.actions import editions as actions
from webapp.changed_lines import show_changes
from webapp.db import get_db
from webapp.finding import find_edition
from webapp.layout import laid_out
from webapp.session import current_account
from webapp.store.annotations import Annotation
from webapp.store.editions import EditionRow
from webapp.store.texts import TextRow
from webapp.undo import flash_undo

bp = Blueprint("histories", __name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A text in the history: how many characters it has changed, what remarks hang on it."""

    row: TextRow
    changed: int
    remarks: tuple[Annotation, ...]
    merged: EditionRow | None


@bp.get("/editions/<slug>/history")
def show(slug: str) -> str:
    """The texts of an edition, newest first, and what it was called before."""
    db, edition = get_db(), find_edition(slug)
    return render_template(
        "editions/history.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        steps=_steps(edition),
        origins=origin_words(),
        renamings=[
            line
            for line in store.log.of_noun(db, "edition", edition.id)
            if line.details.get("done") == "metadata"
        ],
    )


@bp.get("/editions/<slug>/texts/<int:number>")
def show_text(slug: str, number: int) -> str:
    """One text of the history, with what it changed in the one before it."""
    db, edition = get_db(), find_edition(slug)
    texts, row = _text_or_404(edition, number)
    before = store.texts.text_of(db, edition.id, texts[number - 2].id) if number > 1 else None
    text = store.texts.text_of(db, edition.id, row.id)
    return render_template(
        "editions/text.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        row=row,
        origins=origin_words(),
        is_present=number == len(texts),
        lines=show_changes(before.text, text.text) if before else (),
        has_before=before is not None,
        files=store.texts.files_of(db, edition.id, row.id),
        page=laid_out(store.editions.as_edition(db, edition.id, row.id)),
    )


@bp.get("/editions/<slug>/texts/<int:number>/files/<int:position>")
def download(slug: str, number: int, position: int) -> Response:
    """An original file of one text of the history, byte for byte."""
    edition = find_edition(slug)
    _texts, row = _text_or_404(edition, number)
    found = store.texts.bytes_of(get_db(), edition.id, position, row.id)
    if found is None:
        abort(404)
    name, content = found
    return send_file(
        BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=visible(name)
    )


@bp.post("/editions/<slug>/texts/<int:number>/restore")
def restore(slug: str, number: int) -> Response:
    """Make an earlier text the current one again."""
    account = current_account()
    assert account is not None  # the gate lets nobody else through
    edition = find_edition(slug)
    was = actions.restore_text(get_db(), account, edition.id, number)
    flash_undo(
        _("Text %(number)s is the present one again.", number=number),
        url_for("histories.restore", slug=edition.slug, number=was),
    )
    return redirect(url_for("editions.show", slug=edition.slug), 303)


def origin_words() -> dict[str, str]:
    """How a text came about, in the language of the reader."""
    return {
        "import": _("imported"),
        "reread": _("read again"),
        "replace": _("corrected files"),
        "mend": _("typo mended"),
        "merge": _("merged"),
        "restore": _("taken back"),
    }


def _text_or_404(edition: EditionRow, number: int) -> tuple[list[TextRow], TextRow]:
    texts = store.texts.history(get_db(), edition.id)
    if not 1 <= number <= len(texts):
        abort(404)
    return texts, texts[number - 1]


def _steps(edition: EditionRow) -> list[Step]:
    db = get_db()
    texts = store.texts.history(db, edition.id)
    words = {row.text_id: store.texts.text_by_id(db, row.text_id) or "" for row in texts}
    remarks = store.annotations.of_texts(db, [row.text_id for row in texts if row.text_id != edition.text_id])
    steps = []
    for number, row in enumerate(texts):
        before = words[texts[number - 1].text_id] if number else None
        changed = count_changed(find_changes(before, words[row.text_id])) if before is not None else 0
        merged = store.editions.get(db, row.merged_id) if row.merged_id else None
        steps.append(Step(row, changed, tuple(remarks.get(row.text_id, [])), merged))
    return steps[::-1]
