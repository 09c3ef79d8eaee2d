"""Pages: sign in, sign out, one's own account."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from webapp import session, store
from webapp.actions import sign_in
from webapp.actions.refused import Refused
from webapp.addresses import local_path
from webapp.db import get_db
from webapp.extensions import limiter
from webapp.refusals import words_of

bp = Blueprint("accounts", __name__)

TRIES = "10 per minute"


@bp.get("/sign-in")
@session.public
def sign_in_help() -> Response | str:
    """How to get in."""
    if session.current_account():
        return redirect(_next(), 303)
    return render_template("accounts/sign_in_help.html", next=_next())


@bp.post("/sign-in")
@session.public
@limiter.limit(TRIES)
def sign_in_by_password() -> Response | tuple[str, int]:
    """Sign in with name and password."""
    name = request.form.get("name", "").strip()
    try:
        account = sign_in.sign_in_with_password(get_db(), name, request.form.get("password", ""))
    except Refused as refused:
        page = render_template("accounts/sign_in_help.html", next=_next(), name=name, error=words_of(refused))
        return page, 422
    session.start(account)
    return redirect(_next(), 303)


@bp.get("/sign-in/<token>")
@session.public
@limiter.limit(TRIES)
def sign_in_link(token: str) -> str | tuple[str, int]:
    """The page behind a one-time link: only its button uses the link up.

    Mail programs and browsers open links ahead of people; a GET must not spend it.
    """
    db = get_db()
    found = store.accounts.find_token(db, token)
    if found is None:
        error = words_of(Refused("link_used"))
        return render_template("accounts/sign_in_help.html", next="/", error=error), 404
    account = store.accounts.get(db, found.account_id) if found.account_id else store.accounts.first_owner(db)
    return render_template("accounts/sign_in_link.html", token=token, found=account)


@bp.post("/sign-in/<token>")
@session.public
@limiter.limit(TRIES)
def use_sign_in_link(token: str) -> Response | tuple[str, int]:
    """Sign in and spend the link; the first one makes the owner's account."""
    name = request.form.get("name", "").strip()[:60] or _("Reviewer")
    try:
        account = sign_in.sign_in_with_token(get_db(), token, name)
    except Refused as refused:
        page = render_template("accounts/sign_in_help.html", next="/", error=words_of(refused))
        return page, 422
    session.start(account)
    return redirect(url_for("library.index"), 303)


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out of this browser."""
    session.end()
    return redirect(url_for("accounts.sign_in_help"), 303)


@bp.get("/account")
def account_page() -> str:
    """One's own name and password."""
    return render_template("accounts/account.html", min_password=sign_in.MIN_PASSWORD)


@bp.post("/account")
@limiter.limit(TRIES)
def change_account() -> Response | tuple[str, int]:
    """Change the name, or set the password."""
    account = session.current_account()
    if account is None:
        abort(401)
    form = request.form
    try:
        if form.get("change") == "password":
            account = sign_in.set_password(
                get_db(), account, form.get("old_password", ""), form.get("new_password", "")
            )
            flash(_("The password is set; other browsers are signed out."))
        else:
            account = sign_in.rename(get_db(), account, form.get("name", "").strip()[:60])
            flash(_("The name is changed."))
    except Refused as refused:
        page = render_template(
            "accounts/account.html", min_password=sign_in.MIN_PASSWORD, error=words_of(refused)
        )
        return page, 422
    session.start(account)
    return redirect(url_for("accounts.account_page"), 303)


def _next() -> str:
    """Where the person wanted to go; only ever a path of this site."""
    return local_path(request.values.get("next", "")) or url_for("library.index")
