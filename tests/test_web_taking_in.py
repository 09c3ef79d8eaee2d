"""A draft is taken in: fields checked, names taken, everything kept or nothing."""

from __future__ import annotations

import re

import pytest

from tests.draft_pages import alert, another, begun
from tests.web_client import (
    NEW,
    OLD,
    bring,
    do_jobs,
    fields_of,
    rows,
    upload,
    upload_both,
)
from webapp import store
from webapp.db import get_db


@pytest.fixture
def draft(app, client):
    """The address of a draft of the newer report, read."""
    return begun(app, client, ("2024.txt", NEW.encode()))


def test_a_taken_key_offers_a_variant_or_the_place_of_what_is_there(app, client):
    upload_both(client)
    changed = NEW.replace("8500", "8600")
    draft = begun(app, client, ("b.txt", changed.encode()))
    fields = {**fields_of(client.get(draft).text), "title": "手写的标题"}
    answer = client.post(f"{draft}/save", data=fields)
    assert "another text for 2024" in alert(answer)
    assert fields_of(answer.text) == fields
    assert (rows(app, "drafts"), rows(app, "editions")) == (1, 2)
    assert 'name="as_variant"' in answer.text
    taken = re.search(rf'formaction="({draft}/replace/\d+)"', answer.text)
    saved = client.post(f"{draft}/save", data={**fields, "as_variant": "newspaper"})
    assert saved.location.endswith("-2024-newspaper")

    again = begun(app, client, ("c.txt", NEW.replace("8500", "8700").encode()))
    shown = client.post(taken[1].replace(draft, again), follow_redirects=True)
    assert shown.status_code == 200 and "What would change" in shown.text
    assert again not in client.get("/import").text
    form = re.search(r'action="([^"]*/take)".*?name="text_id" value="([^"]*)"', shown.text, re.S)
    assert client.post(form[1], data={"text_id": form[2]}).status_code == 303
    with app.app_context():
        edition = store.editions.find(get_db(), 1, "2024")
        assert "8700" in store.texts.text_of(get_db(), edition.id).text
    assert rows(app, "drafts") == 0


BAD_FIELDS = [
    ({"key": "last"}, "last"),
    ({"year_reviewed": "24"}, "24"),
    ({"key": "2024-13"}, "2024-13"),
    ({"date": "gestern"}, "gestern"),
    ({"year_given": "24"}, "24"),
    ({"series": "99"}, "series"),
    ({"series": "x"}, "series"),
    ({"series": "9" * 30}, "series"),
    ({"title": "长" * 301}, "300"),
]


@pytest.mark.parametrize(("bad", "word"), BAD_FIELDS)
def test_a_wrong_field_is_told_and_nothing_is_lost(app, client, draft, bad, word):
    fields = {**fields_of(client.get(draft).text), "speaker": "李明", **bad}
    answer = client.post(f"{draft}/save", data=fields)
    assert word in alert(answer)
    assert fields_of(answer.text)["speaker"] == "李明"
    assert (rows(app, "drafts"), rows(app, "editions"), rows(app, "series")) == (1, 0, 0)
    # No list offers what is in no list; of an unknown number of a series the page says so.
    assert marked(answer.text) == list(bad)


def marked(page: str) -> list[str]:
    """The fields that are said to be wrong, each with the reason; it is a part of the page."""
    found = re.findall(r'name="(\w+)" *aria-invalid="true" aria-describedby="refused[" ]', page)
    assert page.count('aria-invalid="true"') == len(found) and 'id="refused"' in page
    return found


def test_a_refused_save_closes_the_block_and_its_address_leads_back(client, draft):
    assert "data-opened" in client.get(f"{draft}?at=0").text
    answer = client.post(f"{draft}/save", data={"key": "last", "start": "0"})
    assert "data-opened" not in answer.text and marked(answer.text) == ["key"]
    assert client.get(f"{draft}/save?at=3").location == f"{draft}?at=3"


def test_a_missing_year_and_a_taken_one_are_told_at_the_field(app, client):
    upload_both(client)
    taken = begun(app, client, ("b.txt", NEW.replace("8500", "8600").encode()))
    fields = fields_of(client.get(taken).text)
    assert marked(client.post(f"{taken}/save", data=fields).text) == ["key"]
    unnamed = {**fields, "series": "", "series_name": "", "title": "题"}
    plain = begun(app, client, ("c.txt", "平常的一段话，没有标题。".encode()))
    assert marked(client.post(f"{plain}/save", data=unnamed).text) == ["series_name"]


def test_the_same_bytes_under_another_name_are_told(app, client, draft):
    answer = bring(client, ("<别名>.txt", NEW.encode()))
    assert answer.location == draft
    assert f'already being imported, as “<a href="{draft}">2024.txt</a>”' in client.get(draft).text
    assert "already being" not in client.get(draft).text, "once"


def test_all_fields_are_saved(app, client, draft):
    fields = {
        "series_name": "青溪区报告", "named_after": "given", "key": "2024-01-09", "variant": "草案", "title": "题",
        "date": "2024-01-09", "body": "大会", "speaker": "李明", "year_given": "2024", "year_reviewed": "2022",
    }  # fmt: skip
    assert client.post(f"{draft}/save", data=fields).status_code == 303
    with app.app_context():
        (edition,) = store.editions.of_series(get_db(), 1)
        assert store.series.get(get_db(), 1).name == "青溪区报告"
    for name in ("key", "variant", "title", "date", "body", "speaker"):
        assert getattr(edition, name) == fields[name]
    assert (edition.year_given, edition.year_reviewed) == (2024, 2022)


def test_the_draft_is_gone_and_its_address_leads_to_the_edition(app, client, draft):
    saved = client.post(f"{draft}/save").location
    assert (rows(app, "drafts"), rows(app, "draft_files")) == (0, 0)
    assert client.get(draft).location == saved
    assert client.post(f"{draft}/save").location == saved
    assert rows(app, "editions") == 1


def test_a_crash_while_saving_keeps_the_draft(app, client, draft, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError("out of the blue")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(store.jobs, "enqueue", crash)
    monkeypatch.setattr(store.drafts, "delete", crash)
    assert client.post(f"{draft}/save").status_code == 500
    assert (rows(app, "drafts"), rows(app, "editions"), rows(app, "series")) == (1, 0, 0)


def test_it_is_compared_with_its_neighbours(app, client):
    upload(client, ("2023.txt", OLD.encode()))
    do_jobs(app)
    assert rows(app, "comparisons") == 0
    later = NEW.replace("2024", "2025").replace("2023", "2024")
    upload(client, ("2025.txt", later.encode()))
    do_jobs(app)
    page = client.get(upload(client, ("2024.txt", NEW.encode())).location).text
    jobs = re.findall(r'data-progress="(/jobs/\d+\.json)"', page)
    assert "comparing with 2023 …" in page and "comparing with 2025 …" in page and len(jobs) == 2
    assert client.get(jobs[0]).json["state"] == "queued"
    before = rows(app, "comparisons")
    do_jobs(app)
    assert rows(app, "comparisons") == before + 2
    assert client.get(jobs[0]).json["state"] == "done"
    assert "comparing with" not in client.get("/editions/青溪区政府工作报告-2024").text


def test_jobs_of_others_are_not_told(app, client):
    bring(client, ("a.txt", NEW.encode()))
    assert client.get("/jobs/1.json").status_code == 200
    assert another(app).get("/jobs/1.json").status_code == 404
    assert client.get("/jobs/99.json").status_code == 404
