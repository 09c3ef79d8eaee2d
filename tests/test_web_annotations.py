"""Annotations: written on exactly what was selected, found again, changed only by those who may."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.comparison_page import NEW, OLD, PATH, PageReader, app_with, made_by_hand
from tests.remarks import NEW_ID, QUOTE, fields, write_one
from tests.web_client import rows
from webapp import store
from webapp.db import get_db, write


@pytest.fixture
def app(tmp_path, monkeypatch):
    return app_with(tmp_path, monkeypatch, made_by_hand())


def as_other(app, role="reviewer"):
    """Another person with an account, signed in."""
    with app.app_context(), write(get_db()) as db:
        token = store.accounts.add_token(db, store.accounts.add(db, f"other {role}", role))
    client = app.test_client()
    client.set_cookie("lang", "en")
    assert client.post(f"/sign-in/{token}", data={}).status_code == 303
    return client


def test_a_form_is_answered_with_the_way_to_the_passage(client):
    answer = client.post("/annotations", data=fields())
    assert answer.status_code == 303
    assert answer.location == PATH + "?kind=reworded#a-1"


def test_the_anchor_is_exact_and_has_context(client):
    anchor = write_one(client)["new_anchor"]
    assert NEW.text[anchor["start"] : anchor["end"]] == anchor["quote"] == QUOTE
    assert NEW.text[: anchor["start"]].endswith(anchor["prefix"]) and len(anchor["prefix"]) == min(
        32, anchor["start"]
    )
    assert NEW.text[anchor["end"] :].startswith(anchor["suffix"]) and len(anchor["suffix"]) == 32


def test_it_is_marked_in_the_text_and_stands_in_margin_and_list(client):
    write_one(client)
    page = client.get(PATH).text
    assert 'id="a-1"' in page and 'id="annotation-1"' in page and 'href="#a-1"' in page
    marked = re.findall(r'data-annotations="1"[^>]*>([^<]*)<', page)
    assert "".join(marked) == QUOTE
    assert page.count("口径变了？") >= 2
    read = PageReader(page)
    assert read.text("new") == NEW.text and len(read.ids) == len(set(read.ids))
    assert set(read.jumps) <= set(read.ids) | {""}
    filtered = PageReader(client.get(PATH + "?kind=annotated").text).rows
    assert sum("hidden" not in row and "heading" not in row for row in filtered) == 1


def test_over_several_passages(client):
    quote = NEW.text[NEW.text.index("一、工作") : NEW.text.index("𠮷")]
    assert "\n\n" in quote
    # The line ends as a browser sends them.
    sent = {**fields(quote=quote), "quote": quote.replace("\n", "\r\n")}
    assert client.post("/annotations", data=sent).status_code == 303
    read = PageReader(client.get(PATH).text)
    assert len(read.ids) == len(set(read.ids))
    assert read.text("new") == NEW.text


def test_the_old_side_and_the_whole(client):
    assert write_one(client, quote="就业平稳", edition=OLD)["old_anchor"]["quote"] == "就业平稳"
    whole = write_one(client, text_id="", quote=QUOTE)
    assert whole["old_anchor"] is None and whole["new_anchor"] is None
    page = PageReader(client.get(PATH).text)
    assert "annotation-2" in page.ids and "a-2" not in page.ids


def test_it_shows_on_every_comparison_of_the_text(monkeypatch, client):
    write_one(client)
    turned = replace(made_by_hand(), old=NEW, new=OLD, links=(), sentence_links=(), removed=(), added=())
    turned = replace(turned, target_changes=(), delivery=(), result_changes=())
    monkeypatch.setattr("webapp.pairs.compare_texts", lambda old, new, inputs: turned)
    page = client.get("/compare/yunhe-2024/yunhe-2022").text
    assert re.search(r'data-annotations="1"', page)


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "𠮷野村通了🚗"},
        {"start": 0},
        {"end": 10_000},
        {"start": "-1"},
        {"start": "１"},
        {"start": ""},
        {"end": "9" * 400},
        {"text_id": "0" * 64},
        {"scope_new": "nothing"},
        {"body": "  \r\n "},
        {"body": "长" * 10_001},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(app, client, changes):
    sent = {**fields(), **changes}
    assert client.post("/annotations", data=sent).status_code == 422
    answer = client.post("/annotations", data=sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422 and answer.get_json()["error"]
    assert rows(app, "annotations") == 0


def test_a_passage_outside_the_comparison_is_refused(app, client):
    """It would be stored, and shown on a page that the remark was not written on."""
    sent = fields(quote="就业平稳", edition=OLD, scope_old=NEW_ID)
    answer = client.post("/annotations", data=sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422 and "neither text" in answer.get_json()["error"]
    assert rows(app, "annotations") == 0


def test_a_refused_form_comes_back_with_what_was_written(client):
    page = client.post("/annotations", data={**fields(), "quote": "别的", "body": "我的看法"}).text
    assert "我的看法" in page and "reads differently" in page


def test_a_page_with_the_form_works_without_scripts(client):
    page = client.get(PATH).text
    href = re.search(r'href="(/annotations/new\?[^"]+)" rel="nofollow" data-annotate="new"', page)[1].replace(
        "&amp;", "&"
    )
    form = client.get(href).text
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    assert sent["quote"] and sent["back"] == PATH
    answer = client.post("/annotations", data={**sent, "body": "整段"})
    assert answer.status_code == 303 and answer.location.startswith(PATH + "#a-")
    bad = ("old=x", "side=third", "start=9999", "end=0")
    for change in bad:
        name = change.split("=")[0]
        assert client.get(re.sub(rf"\b{name}=[^&]*", change, href)).status_code == 404


def test_reword_resolve_reopen_delete(app, client):
    write_one(client)
    assert client.post("/annotations/1", data={"body": "改一改", "back": PATH}).location == PATH + "#a-1"
    assert client.post("/annotations/1/resolve", data={"back": PATH}).status_code == 303
    page = client.get(PATH).text
    assert "改一改" in page and "口径变了？" not in page and 'class="dot resolved"' in page
    own_page = client.get("/annotations/1").text
    assert "口径变了？" in own_page  # what it said before is not lost
    assert (
        client.get("/annotations/1", headers={"Accept": "application/json"}).get_json()["status"]
        == "resolved"
    )
    client.post("/annotations/1/reopen", data={"back": PATH})
    assert 'class="dot open"' in client.get(PATH).text
    assert client.post("/annotations/1/delete", data={"back": PATH}).location == PATH
    assert "改一改" not in client.get(PATH).text
    assert rows(app, "annotations") == 1 and rows(app, "annotation_versions") == 4
    assert client.get("/annotations/1").status_code == 404
    for path in (
        "/annotations/1",
        "/annotations/1/resolve",
        "/annotations/1/delete",
        "/annotations/77/delete",
    ):
        assert client.post(path, data={"body": "x"}).status_code == 404


def test_a_deletion_can_be_undone(app, client):
    write_one(client)
    client.post("/annotations/1/delete", data={"back": PATH + "?kind=added"})
    page = client.get(PATH).text
    assert "The annotation is deleted." in page and "口径变了？" not in page
    form = page[page.index('action="/annotations/1/restore"') :].split("</form>")[0]
    back = re.search(r'name="back" value="([^"]*)"', form)[1]
    assert as_other(app).post("/annotations/1/restore", data={"back": back}).status_code == 403
    answer = client.post("/annotations/1/restore", data={"back": back})
    assert (answer.status_code, answer.location) == (303, PATH + "?kind=added#a-1")
    page = client.get(PATH).text
    assert "口径变了？" in page and "restore" not in page
    assert client.post("/annotations/1/restore", data={}).status_code == 404, "it is not deleted"
    assert rows(app, "annotation_versions") == 2


def test_who_may_only_read_is_offered_no_form(app, client):
    reader = as_other(app, "reader")
    page, library = reader.get(PATH).text, reader.get("/").text
    assert 'id="rows"' in page and 'id="annotate"' not in page and "data-annotate" not in page
    assert "data-import" not in library and 'href="/import' not in library
    assert 'id="annotate"' in client.get(PATH).text and 'href="/import' in client.get("/").text


def test_deleting_on_the_page_of_a_remark_leads_elsewhere(app, client):
    write_one(client)
    answer = client.post("/annotations/1/delete", data={"back": "/annotations/1"})
    assert answer.status_code == 303 and answer.location != "/annotations/1"
    assert client.get(answer.location).status_code == 200


def test_only_the_author_and_the_owner_reword_and_delete(app, client):
    reviewer = as_other(app)
    write_one(reviewer)
    other = as_other(app, "reader")
    for path in ("/annotations/1", "/annotations/1/delete", "/annotations/1/resolve"):
        assert other.post(path, data={"body": "x"}).status_code == 403
    assert other.post("/annotations", data=fields()).status_code == 403
    write_one(client)
    assert reviewer.post("/annotations/2", data={"body": "x"}).status_code == 403
    assert reviewer.post("/annotations/2/resolve", data={}).status_code == 303
    assert client.post("/annotations/1", data={"body": "东家改的"}).status_code == 303
    page = reviewer.get(PATH).text
    assert page.count('action="/annotations/1/delete"') == 1
    assert 'action="/annotations/2/delete"' not in page


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "//[",
        "/\t/evil.example",
        "/\n/evil.example",
    ],
)
def test_no_form_leads_away(client, back):
    location = client.post("/annotations", data={**fields(), "back": back}).location
    assert location.startswith("/compare/yunhe-2022/") or location.startswith(PATH)


def test_the_form_offers_no_way_to_another_site(client):
    for back in ("javascript:alert(1)", "https://evil.example/", "//[", "/%09/evil.example"):
        path = "/annotations/new?old=yunhe-2023&new=yunhe-2024&side=new&start=0&end=5&back=" + back
        page = client.get(path)
        assert page.status_code == 200 and f'href="{PATH}"' in page.text


def test_of_editions_with_one_text_the_nearest_years_are_meant(client):
    """2022 and 2023 have the same text here; the remark was surely not written beside 2022."""
    answer = client.post("/annotations", data={**fields(), "back": ""})
    assert answer.location == PATH + "#a-1"
    assert f'href="{PATH}#annotation-1"' in client.get("/").text
    assert f'href="{PATH}#a-1"' in client.get("/annotations/1").text


def test_a_quote_says_its_language(app, client):
    write_one(client)
    with app.app_context(), write(get_db()) as db:
        db.execute("UPDATE series SET language = 'de'")
    href = "/annotations/new?old=yunhe-2023&new=yunhe-2024&side=new&start=0&end=5"
    for page in (client.get("/annotations/1").text, client.get(href).text):
        assert '<blockquote class="chosen" lang="de">' in page
    assert "<blockquote" in client.post("/annotations", data={**fields(), "body": ""}).text


def test_markup_in_a_remark_stays_text(client):
    write_one(client, body="<script>alert(1)</script>\n第二行")
    page = client.get(PATH).text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_strangers_and_forged_forms(app, client):
    assert app.test_client().post("/annotations", data=fields()).status_code == 401
    write_one(client)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/annotations/1/delete", data={}).status_code == 400
    assert client.get("/annotations/1").status_code == 200
