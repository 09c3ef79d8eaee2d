"""The application on an empty folder, a person who is signed in, and two short reports."""

from __future__ import annotations

import importlib
import io
import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from webapp import create_app, store
from webapp.actions.sign_in import make_link_token
from webapp.db import get_db
from webapp.jobs import run_pending, worker

OLD = """2023年青溪区政府工作报告

一、2022年工作回顾

过去一年，全区生产总值增长5.2%，新增就业8200人。

二、2023年主要目标和重点工作

今年的主要预期目标是：地区生产总值增长5.5%以上，新增就业8000人以上。

（一）扩大有效投资。固定资产投资增长6%左右，开工项目40个。
"""

NEW = """2024年青溪区政府工作报告

一、2023年工作回顾

过去一年，全区生产总值增长5.6%，新增就业8300人。

二、2024年主要目标和重点工作

今年的主要预期目标是：地区生产总值增长5.5%左右，新增就业8500人以上。

（一）持续扩大有效投资。固定资产投资增长6.5%左右，开工项目50个。
"""


def make_app(folder: Path, **config: Any) -> Flask:
    """The application without forgery tokens and throttling, which have tests of their own."""
    settings = {"TESTING": True, "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False, **config}
    return create_app(str(folder), **settings)


def new_link(app: Flask) -> str:
    """The path of a fresh sign-in link."""
    with app.app_context():
        db = get_db()
        return f"/sign-in/{make_link_token(db, store.accounts.first_owner(db))}"


def signed_in(app: Flask, name: str = "王晓", language: str = "en") -> FlaskClient:
    """A browser that came through the link, with the interface in `language`."""
    client = app.test_client()
    client.set_cookie("lang", language)
    assert client.post(new_link(app), data={"name": name}).status_code == 303
    return client


def bring(client: FlaskClient, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Send files to the import form; what answers is a draft, or a refusal."""
    sent = [(io.BytesIO(content), name) for name, content in files]
    return client.post("/import", data={**fields, "files": sent}, content_type="multipart/form-data")


def do_jobs(app: Flask) -> None:
    """Do all jobs that wait, in this very process: a child for each would take most of the time of the tests."""
    with patch.object(worker, "compute_limited", _compute_here):
        run_pending(app)


def upload(client: FlaskClient, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Import files without looking at them: bring, have them read, take in with these fields.

    Gives the answer to the first step that is refused, else the one that leads to the edition.
    """
    brought = bring(client, *files)
    if brought.status_code != 303 or "/imports/" not in brought.location:
        return brought
    do_jobs(client.application)
    preview = client.get(brought.location)
    if 'id="draft"' not in preview.text:
        return preview
    return client.post(f"{brought.location}/save", data={**fields_of(preview.text), **fields})


def fields_of(page: str) -> dict[str, str]:
    """What the form of a preview sends if nobody changes anything."""
    form = page.split('<form id="draft"')[1].split("</form>")[0]
    fields = {name: unescape(value) for name, value in _INPUT.findall(form)}
    for name, options in _SELECT.findall(form):
        chosen = _CHOSEN.search(options) or _OPTION.search(options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields


def upload_both(client: FlaskClient) -> None:
    """Import the two reports as one series: `青溪区政府工作报告-2023` and `-2024`."""
    for name, text in (("2023.txt", OLD), ("2024.txt", NEW)):
        assert upload(client, (name, text.encode())).status_code == 303


_INPUT = re.compile(r'<input (?!type="hidden")[^>]*name="(\w+)"[^>]*? value="([^"]*)"')
_SELECT = re.compile(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', re.S)
_OPTION = re.compile(r'<option value="([^"]*)"')
_CHOSEN = re.compile(r'<option value="([^"]*)"[^>]* selected')


def _compute_here(
    compute: str, params: dict[str, Any], files: Sequence[bytes], _limits: object, _watch: object = None
) -> Any:
    module, function = compute.split(":")
    result = getattr(importlib.import_module(module), function)(
        json.loads(json.dumps(params)), files, lambda stage, share: None
    )
    return json.loads(json.dumps(result))


def log_lines(db: Database) -> list[dict[str, Any]]:
    """The log of who did what, newest first, with the name of the account."""
    found = db.query("SELECT log.*, a.name AS account FROM log LEFT JOIN accounts a ON a.id = account_id")
    return sorted(
        ({**row, "details": json.loads(row["details"])} for row in found), key=lambda row: -row["id"]
    )


def rows(app: Flask, table: str) -> int:
    """How many rows a table has."""
    with app.app_context():
        return int(get_db().execute(f"SELECT count(*) FROM {table}").fetchone()[0])
