"""Drafts: how far the reading is, the preview with its outline editor, and taking in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug import Response

from compare.errors import CompareError
from compare.invisible import visible
from webapp import store
from webapp.actions import NotAllowed
from webapp.actions import drafts as actions
from webapp.actions.refused import Refused
from webapp.actions.wishes import FIELDS, Wish, read_wish
from webapp.db import get_db
from webapp.draft_ends import show_end
from webapp.extensions import limiter
from webapp.faulty_fields import faulty_field
from webapp.job_words import told
from webapp.jobs.limits import limits_of
from webapp.languages import current_language
from webapp.numbers import number_of
from webapp.originals import picture_of
from webapp.outline_forms import read_correction
from webapp.outline_words import correction_words
from webapp.previews import show_draft
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.settings import MEGABYTE, too_large
from webapp.store.drafts import DraftRow, job_key
from webapp.store.editions import EditionRow
from webapp.store.jobs import JobRow
from webapp.store.texts import Upload
from webapp.templating import may
from webapp.uploads import sent_files

bp = Blueprint("drafts", __name__)


@bp.before_request
def refuse_readers() -> None:
    """Who may not import has no drafts."""
    if not may("import_edition"):
        raise NotAllowed("import_edition")


@bp.get("/imports/<draft_id>")
def show(draft_id: str) -> Response | str | tuple[str, int]:
    """The preview; before that how far the reading is; after a failure why."""
    db, draft, job = get_db(), _draft(draft_id), _job(draft_id)
    if draft is None:
        return show_end(draft_id, job, signed_in_account())
    if later := store.drafts.successor(db, draft_id):
        return redirect(url_for("drafts.show", draft_id=later), 303)
    if not draft.is_read:
        names = [name for name, _size in store.drafts.names_of(db, draft_id)]
        return render_template("imports/progress.html", draft=draft, names=names, told=told(job))
    return _preview(draft, at=number_of(request.args.get("at", "")))


@bp.get("/imports/<draft_id>.json")
def state(draft_id: str) -> Response:
    """How far the reading is, for the page that waits."""
    job = _job(draft_id)
    if job is None:
        abort(404)
    return jsonify(told(job))


@bp.post("/imports/<draft_id>/cancel")
def cancel(draft_id: str) -> Response:
    """Give the import up, or only its new order."""
    stays = actions.discard(get_db(), signed_in_account(), draft_id)
    if stays:
        flash(_("The files are as they were before."))
        return redirect(url_for("drafts.show", draft_id=stays), 303)
    flash(_("The import was given up; nothing of it was kept."))
    return redirect(url_for("imports.form"), 303)


@bp.post("/imports/<draft_id>/outline")
def correct(draft_id: str) -> Response | tuple[str, int]:
    """Correct one block of the outline."""

    def change() -> str:
        correction = actions.correct(
            get_db(), signed_in_account(), draft_id, lambda text: read_correction(request.form, text)
        )
        flash(_("Changed: %(what)s.", what=correction_words(correction)))
        return _at(draft_id, correction.anchor.start)

    return _or_again(draft_id, change, stays_open=True)


@bp.post("/imports/<draft_id>/undo")
def undo(draft_id: str) -> Response | tuple[str, int]:
    """Take the last correction back."""

    def change() -> str:
        last = actions.take_back(get_db(), signed_in_account(), draft_id)
        flash(_("No longer: %(what)s.", what=correction_words(last)))
        return _at(draft_id, last.anchor.start)

    return _or_again(draft_id, change, stays_open=True)


@bp.post("/imports/<draft_id>/files")
@limiter.limit("60 per minute")
def rearrange(draft_id: str) -> Response | tuple[str, int]:
    """Move a file up or down (`move`: "up:2"), take it out, or add more; then read them anew."""
    move, _sep, position = request.form.get("move", "").partition(":")
    at, added = (number_of(position) or 0) - 1, sent_files("more")

    def change_files(files: list[Upload]) -> list[Upload]:
        if 0 <= at < len(files) and move == "remove":
            del files[at]
        elif 0 < at < len(files) and move == "up":
            files.insert(at - 1, files.pop(at))
        elif 0 <= at < len(files) - 1 and move == "down":
            files.insert(at + 1, files.pop(at))
        return files if move else [*files, *added]

    def change() -> str:
        size = current_app.config["MAX_MB"]
        later = actions.rearrange(
            get_db(), signed_in_account(), draft_id, change_files, size * MEGABYTE, too_large(size)
        )
        return url_for("drafts.show", draft_id=later)

    return _or_again(draft_id, change)


@bp.post("/imports/<draft_id>/save")
def save(draft_id: str) -> Response | tuple[str, int]:
    """Take the draft in as an edition."""

    def change() -> str:
        draft = actions.own_draft(get_db(), signed_in_account(), draft_id)
        saved = actions.save(get_db(), signed_in_account(), draft_id, _wish(draft))
        if saved.already_here:
            flash(_("Exactly these files are already here, as the edition below; nothing was changed."))
        else:
            flash(_("The edition is taken in."))
        return url_for("editions.show", slug=saved.edition.slug)

    return _or_again(draft_id, change)


@bp.post("/imports/<draft_id>/replace/<int:edition_id>")
def replace(draft_id: str, edition_id: int) -> Response:
    """Go on with the draft as another text of an edition that is there."""
    edition = store.editions.get(get_db(), edition_id)
    if edition is None or edition.removed_at:
        raise Refused("edition_gone")
    actions.offer_as_text(get_db(), signed_in_account(), draft_id, edition_id)
    return redirect(url_for("replacements.show", slug=edition.slug, draft_id=draft_id), 303)


@bp.get("/imports/<draft_id>/outline")
@bp.get("/imports/<draft_id>/undo")
@bp.get("/imports/<draft_id>/files")
@bp.get("/imports/<draft_id>/save")
def go_back(draft_id: str) -> Response:
    """A refused step leaves its address in the browser: links of the page and reloading lead to the preview."""
    return redirect(url_for("drafts.show", draft_id=draft_id, at=request.args.get("at")), 303)


@bp.get("/imports/<draft_id>/files/<int:position>")
def download(draft_id: str, position: int) -> Response:
    """A file as it came, always as a download."""
    name, content = _file(draft_id, position)
    return send_file(
        BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=visible(name)
    )


@bp.get("/imports/<draft_id>/files/<int:position>/pages/<int:number>.png")
def picture(draft_id: str, position: int, number: int) -> Response:
    """A page of a PDF as a picture, which never changes."""
    answer = Response(
        picture_of(_file(draft_id, position), number, limits_of(current_app.config)), mimetype="image/png"
    )
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


def _or_again(
    draft_id: str, change: Callable[[], str], stays_open: bool = False
) -> Response | tuple[str, int]:
    """Where `change` leads; where it is refused, the preview again with one sentence and all that was typed.

    The block that is being corrected `stays_open` where the refusal is about it.
    """
    faulty = ""
    try:
        _keep_said(draft_id)
        return redirect(change(), 303)
    except CompareError as error:
        sentence, taken = error.message(current_language()), None
    except Refused as refused:
        sentence, faulty = words_of(refused), faulty_field(refused, request.form)
        taken = store.editions.get(get_db(), int(refused.params.get("edition_id", 0)))
    draft, last = _draft(draft_id), store.drafts.last_of(get_db(), draft_id)
    if draft is None and _draft(last):
        flash(
            _(
                "The files were put in another order meanwhile: this is the import now. The last step was not done."
            )
        )
        return redirect(url_for("drafts.show", draft_id=last), 303)
    if draft is None or not draft.is_read or store.drafts.successor(get_db(), draft_id):
        abort(422, sentence)
    at = number_of(request.form.get("start", "")) if stays_open else None
    return _preview(draft, at=at, error=sentence, taken=taken, faulty=faulty), 422


def _preview(
    draft: DraftRow,
    at: int | None,
    error: str | None = None,
    taken: EditionRow | None = None,
    faulty: str = "",
) -> str:
    db = get_db()
    text = store.drafts.text_of(db, draft.id)
    assert text is not None  # it was read
    return render_template(
        "imports/preview.html",
        preview=show_draft(db, draft, text, at, limits_of(current_app.config)),
        all_series=store.series.all(db),
        error=error,
        taken=taken,
        faulty=faulty,
        picture=lambda position, number: url_for(
            "drafts.picture", draft_id=draft.id, position=position, number=number
        ),
    )


def _wish(draft: DraftRow | None) -> Wish:
    """What the form says.  What is no number names no series, and is not taken for "a new one" either."""
    said = draft.wish if draft else {}
    chosen = said.get("series", "")
    series_id = number_of(chosen) if chosen else None
    if chosen and series_id is None:
        raise Refused("series_missing")
    return read_wish(said, series_id)


def _keep_said(draft_id: str) -> None:
    """Whatever button was pressed: what stands in the form is not lost."""
    said = {name: request.form[name] for name in FIELDS if name in request.form}
    if variant := request.form.get("as_variant"):
        said["variant"] = variant
    if said and _draft(draft_id):
        actions.keep_wish(get_db(), signed_in_account(), draft_id, said)


def _at(draft_id: str, at: int) -> str:
    """The preview with the block at this place open and in sight."""
    return url_for("drafts.show", draft_id=draft_id, at=at, _anchor="open")


def _draft(draft_id: str) -> DraftRow | None:
    return actions.own_draft(get_db(), signed_in_account(), draft_id)


def _job(draft_id: str) -> JobRow | None:
    job = store.jobs.latest(get_db(), job_key(draft_id))
    return job if job and job.account_id == signed_in_account().id else None


def _file(draft_id: str, position: int) -> Upload:
    found = store.drafts.file_of(get_db(), draft_id, position) if _draft(draft_id) else None
    if found is None:
        abort(404)
    return found
