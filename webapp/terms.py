"""The terms of a series: the list that people edit, its history, and what the program found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlite_utils import Database
from werkzeug import Response

from compare.folding import plain
from compare.term_list import phrase_of
from compare.terms import find_terms
from webapp import store
from webapp.actions import terms as actions
from webapp.actions.refused import Refused
from webapp.actions.terms import MAX_TERM, MAX_TERMS
from webapp.db import get_db
from webapp.languages import join_sentences
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.store.series import Series

bp = Blueprint("terms", __name__)

#: The program looks for terms in so many of the latest editions, and in so many characters of each:
#: the page should not wait longer than for a comparison.
SEARCHED_EDITIONS, SEARCHED_CHARACTERS = 4, 100_000
#: More suggestions than that nobody reads.
MAX_SUGGESTIONS = 200


@bp.get("/series/<slug>/terms")
def show(slug: str) -> str:
    """The list with who changed it and when, and what could be taken into it."""
    return _page(find_series(slug))


@bp.post("/series/<slug>/terms")
def save(slug: str) -> Response | tuple[str, int]:
    """Keep the list as it was edited."""
    series, sent = find_series(slug), request.form
    words = sent.get("words", "")
    try:
        change = actions.save_terms(get_db(), signed_in_account(), series.id, words, sent.get("before", ""))
    except Refused as refused:
        return _page(series, words, sent.get("before", ""), words_of(refused)), 422
    return _done(series, change)


@bp.post("/series/<slug>/terms/take")
def take(slug: str) -> Response | tuple[str, int]:
    """Take suggestions, or terms that were taken out, into the list."""
    series = find_series(slug)
    try:
        change = actions.add_terms(get_db(), signed_in_account(), series.id, request.form.getlist("term"))
    except Refused as refused:
        return _page(series, error=words_of(refused)), 422
    return _done(series, change)


def find_series(slug: str) -> Series:
    """The series of an address."""
    series = store.series.by_slug(get_db(), slug)
    if series is None:
        abort(404, _("There is no series “%(slug)s” in the library.", slug=slug))
    return series


def _done(series: Series, change: actions.Change) -> Response:
    said = []
    if change.added:
        said.append(ngettext("%(num)s term is new.", "%(num)s terms are new.", len(change.added)))
    if change.removed:
        said.append(
            ngettext("%(num)s term is taken out.", "%(num)s terms are taken out.", len(change.removed))
        )
    flash(join_sentences(said) or _("That is what it is already; nothing was changed."))
    return redirect(url_for("terms.show", slug=series.slug), 303)


def _page(
    series: Series, words: str | None = None, before: str | None = None, error: str | None = None
) -> str:
    """The page; after a refusal with the `words` that were typed, and the list `before` that they began from."""
    db = get_db()
    rows = store.terms.of_series(db, series.id)
    listed = "\n".join(row.term for row in rows)
    known = {plain(phrase_of(row.term)) for row in rows}
    past = [row for row in store.terms.history(db, series.id) if row.revoked_at]
    return render_template(
        "terms/show.html",
        series=series,
        rows=rows,
        past=past,
        words=listed if words is None else words,
        before=listed if before is None else before,
        error=error,
        suggestions=[term for term in _found_in(db, series) if term not in known][:MAX_SUGGESTIONS],
        present={row.term for row in rows},
        most=MAX_TERMS,
        longest=MAX_TERM,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts that are told from others by their ids alone, as a key of the cache."""

    ids: tuple[str, ...]
    texts: tuple[str, ...] = field(compare=False)


def _found_in(db: Database, series: Series) -> tuple[str, ...]:
    """The terms that the program finds in the latest editions of the series."""
    latest = store.editions.of_series(db, series.id)[-SEARCHED_EDITIONS:]
    texts = [store.texts.text_of(db, edition.id) for edition in latest]
    ids = tuple(text.text_id for text in texts)
    return _found(_Texts(ids, tuple(text.text[:SEARCHED_CHARACTERS] for text in texts)))


@lru_cache(maxsize=8)
def _found(texts: _Texts) -> tuple[str, ...]:
    return find_terms(*map(plain, texts.texts))
