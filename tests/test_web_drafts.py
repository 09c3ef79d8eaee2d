"""Drafts: brought, read in the background, rearranged, given up without a trace."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest

from tests.draft_pages import PAGE_1, PAGE_2, TRACES, alert, another, begun, correct, count, tags_of, text_of
from tests.web_client import (
    NEW,
    OLD,
    bring,
    do_jobs,
    fields_of,
    make_app,
    rows,
    signed_in,
    upload,
)
from webapp import store
from webapp.db import get_db, write
from webapp.jobs import run_pending
from webapp.store.clock import now


@pytest.fixture
def draft(app, client):
    """The address of a draft of the newer report, read."""
    return begun(app, client, ("2024.txt", NEW.encode()))


def test_the_page_says_how_far_the_reading_is(app, client):
    draft = bring(client, ("a.txt", NEW.encode())).location
    page = client.get(draft).text
    assert 'role="status"' in page and "Waiting for its turn" in page and "a.txt" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert client.get(f"{draft}.json").json == {
        "state": "queued",
        "words": "Waiting for its turn …",
        "share": 0.0,
    }
    with app.app_context(), write(get_db()) as db:
        job = store.jobs.claim(db, "somebody", timedelta(seconds=60))
        store.jobs.renew(db, job.id, "somebody", timedelta(seconds=60), "outline", 0.5)
    told = client.get(f"{draft}.json").json
    assert "headings" in told["words"] and 0.5 < told["share"] < 1


def test_the_real_child_process_reads_it(app, client):
    draft = bring(client, ("a.txt", NEW.encode())).location
    run_pending(app)
    assert 'id="draft"' in client.get(draft).text
    assert client.get(f"{draft}.json").json["state"] == "done"


def test_nothing_chosen_is_refused_at_once(app, client):
    for fields in ({}, {"text": " \n "}):
        assert "file" in alert(bring(client, **fields))
    assert (rows(app, "drafts"), rows(app, "jobs")) == (0, 0)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("", "pasted.txt"), ("会议记录", "会议记录.txt"), ("a/b.TXT", "b.TXT"), ("x.html", "x.html.txt")],
)
def test_pasted_text_becomes_a_file(app, client, name, kept):
    draft = begun(app, client, text=NEW.replace("\n", "\r\n"), text_name=name)
    with app.app_context():
        assert store.drafts.files_of(get_db(), draft.rsplit("/", 1)[1]) == [(kept, NEW.encode())]


def test_pasted_text_comes_behind_the_files(app, client):
    draft = begun(app, client, ("1.txt", PAGE_1.encode()), text=PAGE_2)
    assert "新增就业8300人" in text_of(app, draft)


def test_the_same_bytes_lead_to_the_edition_in_whatever_series(app, client):
    upload(client, ("a.txt", NEW.encode()), series_name="别的系列")
    answer = bring(client, ("b.txt", NEW.encode()))
    assert "already here" in client.get(answer.location, follow_redirects=True).text
    assert "/editions/" in answer.location and rows(app, "drafts") == 0
    # In another order they are another thing.
    assert "/imports/" in bring(client, ("b.txt", NEW.encode()), ("c.txt", OLD.encode())).location


def test_what_failed_leaves_nothing_but_the_reason(app, client):
    draft = bring(client, ("1.txt", NEW.encode()), ("空.txt", b"")).location
    do_jobs(app)
    answer = client.get(draft)
    assert "空.txt" in alert(answer) and "1.txt" in answer.text
    assert client.get(f"{draft}.json").json["state"] == "failed"
    assert [rows(app, table) for table in TRACES] == [0] * len(TRACES)
    assert another(app).get(draft).status_code == 404


def test_cancelling_leaves_nothing(app, client):
    draft = bring(client, ("a.txt", NEW.encode())).location
    answer = client.post(f"{draft}/cancel", follow_redirects=True)
    assert "given up" in answer.text
    do_jobs(app)
    assert [rows(app, table) for table in TRACES] == [0] * len(TRACES)
    assert count(app, "SELECT count(*) FROM jobs WHERE state = 'cancelled'") == 1
    assert client.get(draft).status_code == 422


def test_cancelling_while_it_is_read(app, client):
    draft = bring(client, ("a.txt", NEW.encode())).location
    with app.app_context(), write(get_db()) as db:
        store.jobs.claim(db, "somebody", timedelta(seconds=60))
    client.post(f"{draft}/cancel")
    assert rows(app, "drafts") == 0
    assert count(app, "SELECT cancel_requested FROM jobs") == 1


def test_a_draft_survives_the_end_of_the_server(tmp_path):
    first = make_app(tmp_path)
    draft = bring(signed_in(first), ("a.txt", NEW.encode())).location
    second = make_app(tmp_path)
    client = signed_in(second)
    assert "being read" in client.get(draft).text
    do_jobs(second)
    assert client.post(f"{draft}/save").status_code == 303


def test_open_drafts_are_listed_and_can_be_discarded(app, client, draft):
    page = client.get("/import").text
    assert draft in page and "2024.txt" in page
    assert draft not in another(app).get("/import").text
    client.post(f"{draft}/cancel")
    assert "2024.txt" not in client.get("/import").text
    assert rows(app, "drafts") == 0


def test_drafts_are_forgotten(app, client, draft):
    with app.app_context(), write(get_db()) as db:
        store.drafts.purge(db, "2020-01-01")
        assert store.drafts.get(db, draft.rsplit("/", 1)[1])
        store.drafts.purge(db, now())
    assert (rows(app, "drafts"), rows(app, "draft_files")) == (0, 0)


PATHS = [
    ("get", ""), ("get", ".json"), ("get", "/files/1"), ("get", "/files/1/pages/1.png"),
    ("post", "/outline"), ("post", "/undo"), ("post", "/files"), ("post", "/save"), ("post", "/replace/1"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_a_draft_is_its_owners_alone(app, client, method, path):
    upload(client, ("2023.txt", OLD.encode()))
    draft = begun(app, client, ("2024.txt", NEW.encode()))
    answer = getattr(another(app), method)(draft + path)
    assert answer.status_code in (404, 422) and "青溪区" not in answer.text
    assert rows(app, "editions") == 1
    assert getattr(another(app, "reader"), method)(draft + path).status_code in (403, 404)


def names_of(client, address) -> list[str]:
    page = client.get(address).text
    return re.findall(r"<h3>([^<]*)</h3>", page)


@pytest.fixture
def pages(app, client):
    """A draft of two newspaper pages in the wrong order."""
    return begun(app, client, ("2.txt", PAGE_2.encode()), ("1.txt", PAGE_1.encode()))


def test_the_order_can_be_changed(app, client, pages):
    assert names_of(client, pages) == ["2.txt", "1.txt"]
    text = text_of(app, pages)
    correct(client, pages, text, "新增就业8500人以上。", "level:2")
    answer = client.post(f"{pages}/files", data={"move": "down:1", "title": "手写"})
    assert answer.status_code == 303 and answer.location != pages
    assert client.get(pages).location == answer.location, "the former address leads on"
    assert "not read" in client.post(f"{pages}/undo").text or client.post(f"{pages}/undo").status_code == 422
    do_jobs(app)
    assert names_of(client, answer.location) == ["1.txt", "2.txt"]
    assert "新增就业8300人" in text_of(app, answer.location)
    page = client.get(answer.location).text
    assert fields_of(page)["title"] == "手写"
    assert tags_of(page, "新增就业8500人以上。")[-1] == "heading 2", "corrections go along"
    assert rows(app, "drafts") == 1
    last = client.post(f"{answer.location}/files", data={"move": "down:1"}).location
    do_jobs(app)
    assert client.get(pages).location == client.get(answer.location).location == last, "and on"
    stale = client.post(f"{pages}/save", data={"series_name": "青溪", "key": "2024"}, follow_redirects=True)
    assert stale.request.path == last and "The last step was not done." in stale.text
    assert rows(app, "editions") == 0
    assert another(app).get(pages).status_code == 404, "for its owner only"
    saved = client.post(f"{last}/save", data={"series_name": "青溪", "key": "2024"}).location
    assert client.get(pages).location == saved, "to the edition in the end"


def test_the_former_address_of_what_was_given_up_leads_nowhere(app, client, pages):
    later = client.post(f"{pages}/files", data={"move": "down:1"}).location
    do_jobs(app)
    client.post(f"{later}/cancel")
    assert client.get(pages).status_code == 404


@pytest.mark.parametrize("move", ["up:1", "down:2", "up:0", "sideways:1", "remove:9", "up:x"])
def test_moves_that_lead_nowhere_change_nothing(app, client, pages, move):
    assert client.post(f"{pages}/files", data={"move": move}).location == pages
    assert rows(app, "drafts") == 1


def test_files_are_taken_out_and_added(app, client, pages):
    later = client.post(f"{pages}/files", data={"move": "remove:2"}).location
    do_jobs(app)
    assert names_of(client, later) == ["2.txt"]
    assert "no file" in alert(client.post(f"{later}/files", data={"move": "remove:1"}))
    more = {"more": [(io.BytesIO(PAGE_1.encode()), "又.txt")]}
    last = client.post(f"{later}/files", data=more, content_type="multipart/form-data").location
    do_jobs(app)
    assert names_of(client, last) == ["2.txt", "又.txt"]


def test_what_cannot_be_added_leaves_the_draft_as_it_was(app, client, draft):
    bad = {"more": [(io.BytesIO(b""), "空.txt")], "title": "手写"}
    later = client.post(f"{draft}/files", data=bad, content_type="multipart/form-data").location
    do_jobs(app)
    failed = client.get(later)
    assert "空.txt" in alert(failed) and draft in failed.text
    page = client.get(draft).text
    assert fields_of(page)["title"] == "手写" and names_of(client, draft) == ["2024.txt"]


def test_a_new_order_can_be_given_up(app, client, pages):
    later = client.post(f"{pages}/files", data={"move": "down:1"}).location
    assert client.post(f"{later}/cancel").location == pages
    assert names_of(client, pages) == ["2.txt", "1.txt"]


def test_added_files_count_towards_the_limit(app, client, draft, monkeypatch):
    monkeypatch.setattr("webapp.drafts.MEGABYTE", len(NEW.encode()) // 20 + 1)
    more = {"more": [(io.BytesIO(NEW.encode() + b"\n"), "b.txt")]}
    answer = client.post(f"{draft}/files", data=more, content_type="multipart/form-data")
    assert "20 MB" in alert(answer)
    assert rows(app, "drafts") == 1
