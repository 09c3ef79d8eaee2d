"""Import: files or pasted text are brought, and wait as a draft until they are taken in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug import Response

from compare.errors import CompareError
from compare.invisible import visible
from webapp import store
from webapp.actions import drafts as actions
from webapp.actions.wishes import FIELDS
from webapp.db import get_db
from webapp.extensions import limiter
from webapp.languages import current_language
from webapp.session import signed_in_account
from webapp.store.texts import Upload
from webapp.uploads import sent_files

bp = Blueprint("imports", __name__)

#: What pasted text is called where nobody gives it a name; it is always kept as plain text.
PASTED, SUFFIX = "pasted", ".txt"


@bp.get("/import")
def form() -> str:
    """Choose files or paste a text; go on with what is not taken in yet."""
    return _page()


@bp.post("/import")
@limiter.limit("60 per minute")
def bring() -> Response | tuple[str, int]:
    """Keep the files and have them read; refused at once where there are none."""
    try:
        begun = actions.begin(get_db(), signed_in_account(), [*sent_files(), *_pasted()], _said())
    except CompareError as error:
        return _page(error.message(current_language())), 422
    if begun.edition:
        flash(_("Exactly these files are already here, as the edition below; nothing was changed."))
        return redirect(url_for("editions.show", slug=begun.edition.slug), 303)
    assert begun.draft_id is not None  # it is either
    address = url_for("drafts.show", draft_id=begun.draft_id)
    if begun.is_known:
        names = ", ".join(visible(name) for name, _size in store.drafts.names_of(get_db(), begun.draft_id))
        link = Markup('<a href="{}">{}</a>').format(address, names)
        flash(Markup(_("These files are already being imported, as “%(names)s”.")) % {"names": link})
    return redirect(address, 303)


def _page(error: str | None = None) -> str:
    db = get_db()
    drafts = store.drafts.of_account(db, signed_in_account().id)
    return render_template(
        "imports/form.html",
        all_series=store.series.all(db),
        drafts=[(draft, store.drafts.names_of(db, draft.id)) for draft in drafts],
        error=error,
    )


def _pasted() -> list[Upload]:
    """The pasted text as a file of its own, in UTF-8."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        return []
    name = " ".join(request.form.get("text_name", "").replace("\\", "/").rpartition("/")[2].split())[:100]
    name = name or PASTED
    return [(name if name.lower().endswith(SUFFIX) else name + SUFFIX, text.encode("utf-8", "replace"))]


def _said() -> dict[str, str]:
    """What is known already, such as the series whose page one came from."""
    return {name: request.form[name] for name in FIELDS if request.form.get(name)}
