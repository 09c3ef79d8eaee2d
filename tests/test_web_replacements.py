"""Another text for an edition: corrected files, the same files read again, two editions made one."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import pytest

from tests.edition_pages import EARLIER, SERIES, SLUG, mending, row, text, texts, way_back
from tests.web_client import NEW, OLD, do_jobs, log_lines, rows, upload, upload_both
from webapp import store
from webapp.actions.sign_in import make_account, make_link_token
from webapp.db import get_db, write

CORRECTED = NEW.replace("8300", "8400")


@pytest.fixture
def client(client):
    upload_both(client)
    return client


def begin(client, slug=SLUG, files=(), **fields):
    data = {**fields, "files": [(io.BytesIO(content), name) for name, content in files]}
    return client.post(f"/editions/{slug}/replace", data=data, content_type="multipart/form-data")


def read(app, client, answer):
    """Let the files be read; the address and the page that shows what would change."""
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert "being read" in client.get(address).text
    do_jobs(app)
    return address, client.get(address)


def take(app, client, answer):
    address, page = read(app, client, answer)
    text_id = re.search(r'name="text_id" value="(\w+)"', page.text)[1]
    return client.post(f"{address}/take", data={"text_id": text_id})


def test_corrected_files_replace_the_text_and_all_originals_stay(app, client):
    before = text(app)
    answer = begin(client, files=[("n2.txt", CORRECTED.encode())])
    address, page = read(app, client, answer)
    assert re.search(r"<del>3</del>.*<ins>4</ins>", page.text, re.S) and "2 characters changed" in page.text
    assert text(app) == before, "nothing is changed before it was seen"
    text_id = re.search(r'name="text_id" value="(\w+)"', page.text)[1]
    taken = client.post(f"{address}/take", data={"text_id": text_id})
    assert taken.status_code == 303
    back, values = way_back(client, taken)
    assert "8400" in text(app).text and texts(app)[-1].origin == "replace"
    assert client.get(f"/editions/{SLUG}/files/1").data == CORRECTED.encode()
    assert client.get(f"/editions/{SLUG}/texts/1/files/1").data == NEW.encode()
    assert client.post(back, data=values).status_code == 303
    assert text(app) == before
    assert client.get(f"/editions/{SLUG}/files/1").data == NEW.encode(), "the files go with their text"
    assert rows(app, "drafts") == 0


def test_reading_again_says_what_changed_and_takes_mended_typos_back(app, client):
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "8300", "8400"))
    _, page = read(app, client, begin(client, how="reread"))
    assert "1 typo was mended" in page.text
    assert take(app, client, begin(client, how="reread")).status_code == 303
    assert "8300" in text(app).text
    assert [item.origin for item in texts(app)] == ["import", "mend", "reread"]


def test_reading_again_that_finds_the_same_changes_nothing(app, client):
    answer = begin(client, how="reread")
    _, page = read(app, client, answer)
    assert "The words are the same." in page.text
    refused = take(app, client, begin(client, how="reread"))
    assert refused.status_code == 422 and "nothing was changed" in refused.text
    assert len(texts(app)) == 1


def test_two_editions_are_merged_and_parted_again(app, client):
    first, second = (
        "# 报告\n\n一、回顾\n\n去年增长5%。\n\n二、安排\n\n今年",
        "目标增长6%，新增就业100人。\n\n完成任务。\n",
    )
    for name, body, key in (("1.md", first, "2020"), ("2.md", second, "2021")):
        assert upload(client, (name, body.encode()), key=key, series="1").status_code == 303
    one, other = row(app, f"{SERIES}-2020"), row(app, f"{SERIES}-2021")
    answer = begin(client, slug=other.slug, how="merge", other=str(one.id), order="other_first")
    before = text(app, other.slug)
    taken = take(app, client, answer)
    assert taken.status_code == 303
    back, values = way_back(client, taken)
    merged = text(app, other.slug).text
    assert merged.index("去年增长5%") < merged.index("目标增长6%")
    assert [page.source for page in text(app, other.slug).pages] == ["1.md", "2.md"]
    gone = client.get(f"/editions/{one.slug}")
    assert gone.status_code == 404 and f"/editions/{quote(other.slug)}" in gone.text and "merged" in gone.text
    with app.app_context():
        aside = store.editions.get(get_db(), one.id)
    assert aside.merged_into == other.id
    assert one.title in client.get(f"/editions/{other.slug}/history").text
    assert client.post(back, data=values).status_code == 303
    assert row(app, one.slug) == one and text(app, other.slug) == before
    with app.app_context():
        done = [line["details"]["done"] for line in log_lines(get_db()) if line["action"] == "correct"]
    assert done == ["restore", "merge"]


def test_what_cannot_be_merged_is_refused(app, client):
    upload(client, ("x.txt", OLD.replace("青溪", "云山").encode()), key="2023", series_name="另一系列")
    stranger, jobs = row(app, "另一系列-2023"), rows(app, "jobs")
    for other in (row(app).id, stranger.id, 99):
        answer = begin(client, how="merge", other=str(other))
        assert answer.status_code == 422, other
    assert rows(app, "drafts") == 0 and rows(app, "jobs") == jobs


def test_files_that_give_no_text_leave_everything_as_it_is(app, client):
    answer = begin(client, files=[("bad.txt", b"\x00\x01")])
    _, page = read(app, client, answer)
    assert page.status_code == 422 and "bad.txt" in page.text and "could not be read" in page.text
    assert rows(app, "drafts") == 0 and len(texts(app)) == 1
    assert begin(client).status_code == 422


def test_a_waiting_reading_is_given_up(app, client):
    address = begin(client, how="reread").headers["Location"]
    assert client.post(f"{address}/drop").status_code == 303
    do_jobs(app)
    assert rows(app, "drafts") == 0
    assert client.get(address).status_code == 404
    address, _ = read(app, client, begin(client, how="reread"))
    assert client.post(f"{address}/drop").status_code == 303 and rows(app, "drafts") == 0
    assert client.post(f"{address}/take").status_code == 422


def test_a_text_that_changed_meanwhile_is_not_replaced(app, client):
    address, page = read(app, client, begin(client, files=[("n2.txt", CORRECTED.encode())]))
    text_id = re.search(r'name="text_id" value="(\w+)"', page.text)[1]
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "50个", "55个"))
    answer = client.post(f"{address}/take", data={"text_id": text_id})
    assert answer.status_code == 422 and "changed meanwhile" in answer.text
    assert "55个" in text(app).text and rows(app, "drafts") == 1
    assert (
        take(app, client, begin(client, slug=EARLIER, files=[("o.txt", CORRECTED.encode())])).status_code
        == 303
    )


def test_a_draft_of_another_edition_is_not_taken(app, client):
    address, _ = read(app, client, begin(client, files=[("n2.txt", CORRECTED.encode())]))
    other = address.replace(f"editions/{address.split('/')[2]}", f"editions/{EARLIER}")
    assert client.get(other).status_code == 404
    with app.app_context(), write(get_db()) as db:
        loose = store.drafts.add(db, [("a.txt", b"a")], {}, 1)
    assert client.post(f"/editions/{SLUG}/replace/{loose}/take").status_code == 422


def test_readers_replace_nothing(app, client):
    address, _ = read(app, client, begin(client, files=[("n2.txt", CORRECTED.encode())]))
    with app.app_context():
        token = make_link_token(get_db(), make_account(get_db(), "读者", "reader"))
    reader = app.test_client()
    assert reader.post(f"/sign-in/{token}").status_code == 303
    assert reader.get(f"/editions/{SLUG}/replace").status_code == 403
    assert begin(reader, how="reread").status_code == 403
    for what in ("take", "drop"):
        assert reader.post(f"{address}/{what}", data={"text_id": row(app).text_id}).status_code == 403
    assert len(texts(app)) == 1
