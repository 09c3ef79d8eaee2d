"""What became of a draft that is no longer there."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response

from webapp import store
from webapp.actions import drafts as actions
from webapp.db import get_db
from webapp.languages import in_words
from webapp.store.accounts import Account
from webapp.store.jobs import JobRow


def show_end(draft_id: str, job: JobRow | None, account: Account) -> Response | tuple[str, int]:
    """The edition or the draft that came of it, or the page that says why nothing did.

    `job` is the account's own job that read its files.
    """
    db = get_db()
    last = store.drafts.last_of(db, draft_id)
    if last != draft_id and actions.own_draft(db, account, last):
        return redirect(url_for("drafts.show", draft_id=last), 303)
    if edition_id := store.drafts.taken_in_as(db, last):
        edition = store.editions.get(db, edition_id)
        if edition and not edition.removed_at:
            return redirect(url_for("editions.show", slug=edition.slug), 303)
    gone = _("There is no such import: it was taken in, given up, or forgotten after a week.")
    if job is None or job.account_id != account.id:
        abort(404, gone)
    if job.message is None and job.state != "cancelled":
        abort(404, gone)
    before = job.params.get("before")
    stays = actions.own_draft(db, account, before) if before else None
    sentence = in_words(job.message) if job.message else _("The import was given up.")
    names = job.params.get("names", [])
    return render_template("imports/failed.html", sentence=sentence, names=names, stays=stays), 422
