"""What every template can use beside Flask's own."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from flask import Flask, current_app, request
from flask_babel import format_datetime, format_decimal
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from compare.invisible import visible
from webapp.addresses import own_path
from webapp.permissions import is_allowed
from webapp.session import current_account


def csrf_field() -> Markup:
    """The hidden field that every form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def here_with(**choice: str) -> str:
    """The address of the current page with a switch added, for links like `?lang=en`."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in choice]
    # A page that answers a form has an address of its own only where that can be opened too.
    adapter = current_app.create_url_adapter(request)
    can_open = request.method == "GET" or (adapter is not None and adapter.test(request.path, "GET"))
    return (own_path() if can_open else "/") + "?" + urlencode([*kept, *choice.items()])


def may(action: str) -> bool:
    """Whether who is signed in may do `action`: what she may not, the page does not offer."""
    account = current_account()
    return account is not None and is_allowed(account.role, action)


def moment(stored: str) -> Markup:
    """A stored time as `<time>`, to the minute, in the time zone of this machine."""
    local = datetime.fromisoformat(stored).astimezone()
    shown = format_datetime(local, "yyyy-MM-dd HH:mm", rebase=False)
    return Markup('<time datetime="{}">{}</time>').format(escape(stored), shown)


def init_app(app: Flask) -> None:
    """Add the helpers to Jinja."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(csrf_field=csrf_field, here_with=here_with, may=may)
    app.jinja_env.filters.update(moment=moment, thousands=format_decimal, visible=visible)
