"""Error pages: what happened, what is safe, what to do next."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from compare.errors import CompareError
from webapp.actions import NotAllowed
from webapp.actions.refused import Refused
from webapp.languages import current_language
from webapp.refusals import words_of
from webapp.session import wants_page
from webapp.settings import too_large

#: status -> (what happened, what is safe, what to do next)
WORDS: dict[int, tuple[Any, Any, Any]] = {
    400: (
        _l("The browser sent something that Duizhao does not understand."),
        _l("Nothing was changed."),
        _l("Go back, reload the page and try again."),
    ),
    401: (
        _l("You are not signed in, or no longer."),
        _l("Nothing was changed; what you wrote is still on the page before."),
        _l("Sign in in another tab, then go back and send it again."),
    ),
    403: (
        _l("Your account may not do this."),
        _l("Nothing was changed."),
        _l("Ask the owner of this installation to do it or to change your role."),
    ),
    404: (
        _l("There is nothing at this address."),
        _l("Everything that you imported and wrote is where it was."),
        _l("Look for it in the library."),
    ),
    405: (
        _l("This address does not take what the browser sent."),
        _l("Nothing was changed."),
        _l("Go back and use the buttons of the page."),
    ),
    413: (
        _l("The files together are larger than what this installation takes."),
        _l("Nothing was saved."),
        _l("Import fewer or smaller files; a report without pictures is rarely over 1 MB."),
    ),
    422: (
        _l("What was sent cannot be used."),
        _l("Nothing was saved."),
        _l("Go back, correct it and send it again."),
    ),
    429: (
        _l("Too many tries in a short time."),
        _l("Nothing was changed."),
        _l("Wait a minute, then try again."),
    ),
    500: (
        _l("Something went wrong inside Duizhao."),
        _l("What was saved before is safe; the last step was undone."),
        _l("Try again; if it happens again, report what you did together with the program's output."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error with a page in the reader's language, or with JSON."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(CompareError, _compare_error)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(NotAllowed, _not_allowed)


def _http_error(error: HTTPException) -> Any:
    if error.response is not None or (error.code or 500) < 400:
        return error
    code = error.code or 500
    # A view's own sentence (`abort(422, "…")`) says more than the general one.
    own = error.description if error.description != type(error).description else None
    if code == 413:
        own = too_large(current_app.config["MAX_MB"]).message(current_language())
    response = _answer(code, None if isinstance(error, InternalServerError) else own)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _csrf_error(_error: CSRFError) -> Response:
    return _answer(400, _("The page was too old, or cookies are switched off."))


def _compare_error(error: CompareError) -> Response:
    return _answer(422, error.message(current_language()))


def _refused(refused: Refused) -> Response:
    return _answer(422, words_of(refused))


def _not_allowed(_error: NotAllowed) -> Response:
    return _answer(403, None)


def _answer(code: int, happened: str | None) -> Response:
    general, safe, then = WORDS.get(code, WORDS[400 if code < 500 else 500])
    happened = happened or str(general)
    if not wants_page():
        response = jsonify(error=happened, safe=str(safe), next=str(then))
    else:
        page = render_template("errors/error.html", code=code, happened=happened, safe=safe, then=then)
        response = Response(page, mimetype="text/html")
    response.status_code = code
    return response
