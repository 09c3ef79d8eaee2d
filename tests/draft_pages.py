"""Drafts as a browser meets them: files to bring, buttons to press, what the page says."""

from __future__ import annotations

import re
from html import unescape

from tests.web_client import (
    bring,
    do_jobs,
)
from webapp import store
from webapp.db import get_db, write

TRACES = ("drafts", "draft_files", "series", "editions", "originals", "texts")
BODY = "固定资产投资增长6.5%左右，开工项目50个。"
HOSTILE = (
    "<html><body><h1>2024年青溪区政府工作报告</h1><script>alert(1)</script>\n"
    "<p onclick='x()'>一、过去一年，全区<b>稳中有进</b>&lt;script&gt;alert(2)&lt;/script&gt;。"
    f"{'开工项目四十个。' * 40}</p></body></html>"
)
PAGE_1 = (
    "2024年青溪区政府工作报告\n\n一、2023年工作回顾\n\n全区稳中有进。过去一年，全区新增\n\n（下转第二版）\n"
)
PAGE_2 = "（上接第一版）\n\n就业8300人。\n\n二、2024年主要目标\n\n新增就业8500人以上。\n"


def begun(app, client, *files, **fields) -> str:
    answer = bring(client, *files, **fields)
    assert answer.status_code == 303
    do_jobs(app)
    return answer.location


def another(app, role="reviewer"):
    """A browser in which somebody else is signed in."""
    with app.app_context(), write(get_db()) as db:
        token = store.accounts.add_token(db, store.accounts.add(db, f"other {role}", role))
    browser = app.test_client()
    browser.set_cookie("lang", "en")
    assert browser.post(f"/sign-in/{token}").status_code == 303
    return browser


def count(app, sql, *params) -> int:
    with app.app_context():
        return get_db().execute(sql, params).fetchone()[0]


def alert(answer) -> str:
    assert answer.status_code == 422, answer.text
    return unescape(re.search(r'role="alert"[^>]*>\s*<p[^>]*>(.*?)</p>', answer.text, re.S)[1])


def tags_of(page: str, words: str) -> list[str]:
    """What the outline says of the block that begins with these words."""
    piece = re.search(
        rf'<div class="piece [^>]*>(?:(?!<div class="piece ).)*?{re.escape(words)}.*?</span>\s*</span>',
        page,
        re.S,
    )
    assert piece, f"{words} is not in the outline"
    return re.findall(r'class="tag(?: [^"]*)?">([^<]*)<', piece[0])


def correct(client, draft, text, quote, op, **more):
    """Press a button of the editor of the block that reads `quote`."""
    start = text.index(quote)
    fields = {"op": op, "start": start, "end": start + len(quote), "quote": quote, **more}
    return client.post(f"{draft}/outline", data=fields)


def text_of(app, draft) -> str:
    with app.app_context():
        return store.drafts.text_of(get_db(), draft.rsplit("/", 1)[1]).text
