"""The application on a real port, for tests that look at it with a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.web_client import new_link
from webapp.db import database_path
from webapp.jobs.limits import limits_of
from webapp.jobs.worker import working


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve in a thread, and do the jobs that wait; gives the address without a slash at the end."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with working(database_path(app), limits_of(app.config)):
            yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sign_in(page: Page, app: Flask, address: str, language: str = "en") -> None:
    """Come in through a fresh link, as the owner, and choose the language."""
    page.goto(address + new_link(app))
    name = page.locator("main input[name=name]")
    if name.count():
        name.fill("王晓")
    page.locator("main form button").click()
    page.wait_for_url(address + "/")
    page.goto(f"{address}/?lang={language}")
