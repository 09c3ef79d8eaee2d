"""The outline of an edition corrected on its page, and corrections taken back."""

from __future__ import annotations

import re

import pytest

from compare.anchor import describe
from compare.model import OutlineCorrection
from tests.edition_pages import (
    EARLIER,
    SLUG,
    mending,
    outline_form,
    row,
    text,
    way_back,
)
from tests.web_client import rows, upload_both
from webapp import store
from webapp.db import get_db, write


@pytest.fixture
def client(client):
    upload_both(client)
    return client


def test_the_outline_is_corrected_and_every_correction_taken_back(app, client):
    heading = "（一）持续扩大有效投资。"
    page = client.get(f"/editions/{SLUG}/outline").text
    assert heading in page and "corrections-title" not in page
    answer = client.post(f"/editions/{SLUG}/outline", data=outline_form(app, heading, "level:1"))
    assert answer.status_code == 303
    back, _ = way_back(client, answer)
    shown = client.get(f"/editions/{SLUG}").text
    assert (
        re.search(r'class="block heading level-1">.{0,80}（一）持续扩大', shown, re.S)
        and "1 correction<" in shown
    )
    listed = client.get(f"/editions/{SLUG}/outline").text
    assert "is a heading of level 1" in listed and "王晓" in listed
    answer = client.post(back)
    again, _ = way_back(client, answer)
    assert 'level-1">' not in re.search(r".{60}（一）持续扩大", client.get(f"/editions/{SLUG}").text, re.S)[0]
    assert client.post(again).status_code == 303
    assert "is a heading of level 1" in client.get(f"/editions/{SLUG}/outline").text
    assert rows(app, "outline_corrections") == 2, "nothing is overwritten"


def test_a_lost_correction_is_marked_and_can_be_taken_back(app, client):
    client.post(f"/editions/{SLUG}/outline", data=outline_form(app, "一、2023年工作回顾", "role:other"))
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "工作回顾", "工作的回顾"))
    page = client.get(f"/editions/{SLUG}/outline").text
    assert "has lost its place" in page and "1 has lost its place" in client.get(f"/editions/{SLUG}").text
    client.post(f"/editions/{SLUG}/outline/1/revoke")
    assert "lost its place" not in client.get(f"/editions/{SLUG}/outline").text


@pytest.mark.parametrize(
    ("change", "status"),
    [({"quote": "别的"}, 422), ({"op": "burn"}, 422), ({"op": "level:9"}, 422), ({}, 303)],
)
def test_only_what_the_page_offers_is_taken(app, client, change, status):
    form = outline_form(app, "一、2023年工作回顾", "level:2") | change
    assert client.post(f"/editions/{SLUG}/outline", data=form).status_code == status
    assert rows(app, "outline_corrections") == (status == 303)
    assert client.post(f"/editions/{EARLIER}/outline/1/revoke").status_code == 422


def test_a_correction_survives_a_typo_mended_further_on_in_its_block(app, client):
    block = "今年的主要预期目标是：地区生产总值增长5.5%左右，新增就业8500人以上。"
    assert (
        client.post(f"/editions/{SLUG}/outline", data=outline_form(app, block, "kind:chrome")).status_code
        == 303
    )
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "8500人以上", "8600人以上"))
    page = client.get(f"/editions/{SLUG}").text
    assert re.search(r'class="block chrome">', page) and "lost its place" not in page


def test_corrections_of_the_outline_follow_the_text_and_lost_ones_are_shown(app, client):
    here = text(app)
    with app.app_context(), write(get_db()) as db:
        for words, value in (("（一）持续扩大有效投资。", "1"), ("一、2023年工作回顾", "2")):
            at = here.text.index(words)
            correction = OutlineCorrection("level", describe(here, at, at + len(words)), value)
            store.corrections.add(db, row(app).id, correction, 1)
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "全区生产总值", "全区地区生产总值"))
    page = client.get(f"/editions/{SLUG}").text
    assert re.search(r'<h2[^>]*class="block heading level-1">.{0,80}（一）持续扩大', page, re.S)
    assert "has lost its place" not in page
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "工作回顾", "工作的回顾"))
    page = client.get(f"/editions/{SLUG}").text
    assert "has lost its place" in page and "一、2023年工作回顾" in page
