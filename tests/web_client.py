"""The application on an empty folder, a person who is signed in, and two short reports."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from webapp import create_app, store
from webapp.actions.sign_in import make_link_token
from webapp.db import get_db

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


def upload(client: FlaskClient, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    """Send files to the import form."""
    sent = [(io.BytesIO(content), name) for name, content in files]
    return client.post("/import", data={**fields, "files": sent}, content_type="multipart/form-data")


def upload_both(client: FlaskClient) -> None:
    """Import the two reports as one series: `青溪区政府工作报告-2023` and `-2024`."""
    for name, text in (("2023.txt", OLD), ("2024.txt", NEW)):
        assert upload(client, (name, text.encode())).status_code == 303


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
