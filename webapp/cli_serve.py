"""Commands that serve: `demo` and `serve`."""

from __future__ import annotations

import os
import sys
import webbrowser

import click
from flask import Flask
from flask_babel import gettext as _

from webapp import store
from webapp.actions.sign_in import make_link_token
from webapp.cli_app import data_option, open_app
from webapp.db import close_db, get_db
from webapp.demo import load_demo
from webapp.server import address_of, open_socket, serve_app


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Print the link without opening a browser.")
def demo(data: str | None, host: str, port: int, no_browser: bool) -> None:
    """Load the demo editions where they are missing, serve, print a sign-in link."""
    with open_app(data) as app:
        if count := load_demo(get_db()):
            click.echo(_("%(count)s demo editions loaded.", count=count))
        run_server(app, host, port, browser=not no_browser)


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(data: str | None, host: str, port: int) -> None:
    """Serve what is there and print a sign-in link."""
    with open_app(data) as app:
        run_server(app, host, port, browser=False)


def run_server(app: Flask, host: str, port: int, browser: bool) -> None:
    """Say where, print the link as the last line, serve until interrupted."""
    opened = open_socket(host, port)
    address = address_of(opened)
    if opened.getsockname()[1] != port:
        click.echo(_("Port %(port)s is taken; using the next free one.", port=port))
    click.echo(_("Data: %(folder)s", folder=app.instance_path))
    click.echo(_("Duizhao serves on %(address)s; stop it with Ctrl-C.", address=address))
    db = get_db()
    link = f"{address}/sign-in/{make_link_token(db, store.accounts.first_owner(db))}"
    close_db()
    click.echo(_("Sign in with this link; it works once, within a day:"))
    click.echo(link)
    sys.stdout.flush()
    if browser and _has_screen():
        webbrowser.open(link)
    serve_app(app, opened)


def _has_screen() -> bool:
    """Whether opening a browser would open a window, not take over the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


commands: list[click.Command] = [demo, serve]
