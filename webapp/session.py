"""Who is signed in: the session cookie, and the gate before every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from werkzeug import Response

from webapp import store
from webapp.db import get_db
from webapp.store.accounts import Account

View = TypeVar("View", bound=Callable[..., Any])

#: Endpoints that come with the packages and carry nobody's data.
STATIC_ENDPOINTS = frozenset({"static", "bootstrap.static"})


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def current_account() -> Account | None:
    """The account that is signed in; inside views that are not public never None."""
    if "account" not in g:
        g.account = _account_of_cookie()
    return g.account


def signed_in_account() -> Account:
    """The account that is signed in, inside views that are not public."""
    account = current_account()
    assert account is not None  # the gate lets nobody else through
    return account


def start(account: Account) -> None:
    """Sign in; whatever stood in the cookie before is thrown away."""
    cookie.clear()
    cookie["account"] = account.id
    cookie["key"] = account.session_key
    cookie.permanent = True
    g.account = account


def end() -> None:
    """Sign out."""
    cookie.clear()
    g.account = None


def wants_page() -> bool:
    """Whether the answer is for a person: not for JSON, and no address of a file."""
    if request.path.rsplit("/", 1)[-1].endswith(".json"):
        return False
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    return best == "text/html"


def init_app(app: Flask) -> None:
    """Refuse everything that is not public to those who are not signed in."""

    @app.before_request
    def gate() -> Response | None:
        if request.endpoint is None or request.endpoint in STATIC_ENDPOINTS:
            return None
        view = current_app.view_functions[request.endpoint]
        if getattr(view, "is_public", False) or current_account():
            return None
        # A form sent without sign-in must not turn into a page that looks like success.
        if request.method not in ("GET", "HEAD") or not wants_page() or _is_file(request.path):
            abort(401)
        return redirect(url_for("accounts.sign_in_help", next=request.full_path.rstrip("?")))

    @app.context_processor
    def offer_account() -> dict[str, object]:
        return {"account": current_account()}


def _account_of_cookie() -> Account | None:
    account_id = cookie.get("account")
    account = store.accounts.get(get_db(), account_id) if isinstance(account_id, int) else None
    if account is None or account.session_key != cookie.get("key"):
        return None
    return account


def _is_file(path: str) -> bool:
    # An export (`….md`, `….docx`): a script that fetches it wants a status, not a page.
    return "." in path.rsplit("/", 1)[-1]
