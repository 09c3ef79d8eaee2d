"""The edition that an address names: where it is, where it went, or that it was set aside."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp import store
from webapp.db import get_db
from webapp.session import wants_page
from webapp.store.editions import EditionRow


def find_edition(slug: str) -> EditionRow:
    """The edition with this slug.

    A page asked for by a former slug answers 301 to the present one (a form that was still
    open is taken as it is); one that was set aside answers 404 with the way back.
    """
    db = get_db()
    edition = store.editions.by_slug(db, slug)
    if edition:
        return edition
    if former := store.editions.by_former_slug(db, slug):
        if request.method not in ("GET", "HEAD"):
            return former
        abort(redirect(_address_with(slug, former.slug), 301))
    aside = store.editions.aside_by_slug(db, slug)
    if aside and wants_page():
        abort(make_response(_page_of(aside), 404))
    abort(404, _("There is no edition “%(slug)s” in the library.", slug=slug))


def _address_with(former: str, present: str) -> str:
    """The address of this request with another slug."""
    values = {
        name: present if value == former else value for name, value in (request.view_args or {}).items()
    }
    query = request.query_string.decode("ascii", "ignore")
    return url_for(str(request.endpoint), **values) + (f"?{query}" if query else "")


def _page_of(edition: EditionRow) -> str:
    db = get_db()
    return render_template(
        "editions/aside.html",
        edition=edition,
        series=store.series.get(db, edition.series_id),
        into=store.editions.get(db, edition.merged_into) if edition.merged_into else None,
    )
