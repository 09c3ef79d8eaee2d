"""Correcting an edition: what it is called, its words, setting it aside; each with its way back."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.edition_pages import (
    EARLIER,
    SERIES,
    SLUG,
    fields,
    mending,
    outline_form,
    row,
    text,
    texts,
    undo,
    way_back,
)
from tests.web_client import NEW, OLD, log_lines, signed_in, upload, upload_both
from webapp import store
from webapp.actions.sign_in import make_account, make_link_token
from webapp.db import get_db


@pytest.fixture
def client(client):
    upload_both(client)
    return client


# What it is called


def test_metadata_are_corrected_and_put_back(app, client):
    before = row(app)
    page = client.get(f"/editions/{SLUG}/metadata").text
    assert before.title in page
    said = fields(title="另一个标题", date="2024-01-18", body="区人大", speaker="李区长", year_reviewed="")
    answer = client.post(f"/editions/{SLUG}/metadata", data=said)
    assert answer.status_code == 303
    after = row(app)
    assert (after.title, after.date, after.body, after.speaker) == (
        "另一个标题",
        "2024-01-18",
        "区人大",
        "李区长",
    )
    assert (after.year_given, after.year_reviewed, after.text_id) == (2024, None, before.text_id)
    assert undo(client, answer).status_code == 303
    assert row(app) == before
    with app.app_context():
        lines = [line for line in log_lines(get_db()) if line["action"] == "correct"]
    assert [line["details"]["done"] for line in lines] == ["metadata", "metadata"]
    assert lines[0]["account"] == "王晓" and lines[1]["details"]["before"]["title"] == before.title


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"key": "24"}, "neither a year nor a date"),
        ({"key": ""}, "does not tell its year"),
        ({"title": " "}, "no title"),
        ({"date": "2024-02-30"}, "not a day"),
        ({"year_given": "20x4"}, "not a year"),
        ({"series_id": "99"}, "to which series"),
        ({"key": "2023"}, "another text for 2023"),
        ({"speaker": "长" * 301}, "more than 300"),
    ],
)
def test_wrong_metadata_are_refused_and_nothing_changes(app, client, wrong, words):
    before = row(app)
    answer = client.post(f"/editions/{SLUG}/metadata", data=fields(speaker="某人") | wrong)
    assert answer.status_code == 422 and words in answer.text
    assert "某人" in answer.text or "speaker" in wrong, "what was typed is still there"
    assert row(app) == before


def test_a_former_address_leads_to_the_present_one_for_ever(app, client):
    for key in ("2025", "2026"):
        slug = row(app, f"{SERIES}-{int(key) - 1}").slug
        assert client.post(f"/editions/{slug}/metadata", data=fields(key=key)).status_code == 303
    for former in (SLUG, f"{SERIES}-2025"):
        answer = client.get(f"/editions/{former}?x=1")
        assert answer.status_code == 301 and answer.headers["Location"].endswith("-2026?x=1")
        answer = client.get(f"/compare/{EARLIER}/{former}?marks=all", follow_redirects=True)
        assert answer.status_code == 200 and answer.request.path.endswith("-2026")
        assert client.get(f"/compare/{EARLIER}/{former}.md", follow_redirects=True).status_code == 200
        assert client.get(f"/editions/{former}/files/1", follow_redirects=True).data == NEW.encode()
    # A form that was still open counts.
    assert client.post(f"/editions/{SLUG}/metadata", data=fields(key="2026", title="新")).status_code == 303
    # Back to where it was: now the other addresses lead there.
    client.post(f"/editions/{SERIES}-2026/metadata", data=fields())
    assert client.get(f"/editions/{SLUG}").status_code == 200
    assert client.get(f"/editions/{SERIES}-2026").headers["Location"].endswith("-2024")


def test_an_address_that_led_somewhere_is_not_given_away(app, client):
    client.post(f"/editions/{SLUG}/metadata", data=fields(key="2025"))
    answer = upload(client, ("x.txt", NEW.replace("50个", "60个").encode()))
    assert answer.status_code == 303
    assert client.get(f"/editions/{SLUG}").headers["Location"].endswith("-2025")
    with app.app_context():
        assert [item.key for item in store.editions.of_series(get_db(), 1)] == ["2023", "2024", "2025"]


# A typo


def test_a_typo_is_mended_and_the_text_before_stays(app, client):
    before, old = text(app), row(app)
    page = client.get(f"/editions/{SLUG}/mend").text
    assert re.search(r'href="(/editions/[^"]*/mend\?[^"]*)">过去一年，全区', page)
    answer = client.post(f"/editions/{SLUG}/mend", data=mending(app, "新增就业8300人", "新增就业8400人"))
    assert answer.status_code == 303 and "#b" in answer.headers["Location"]
    back, values = way_back(client, answer)
    assert text(app).text == before.text.replace("8300", "8400")
    assert [(item.origin, item.account) for item in texts(app)] == [("import", "王晓"), ("mend", "王晓")]
    history = client.get(f"/editions/{SLUG}/history").text
    assert "2 characters changed" in history and "typo mended" in history
    shown = client.get(f"/editions/{SLUG}/texts/2").text
    assert re.search(r"<del>3</del>.*<ins>4</ins>", shown, re.S)
    assert "8300" in client.get(f"/editions/{SLUG}/texts/1").text
    assert client.get(f"/editions/{SLUG}/texts/3").status_code == 404
    assert client.get(f"/editions/{SLUG}/texts/1/files/1").data == NEW.encode()
    assert "5.6%" in client.get(f"/compare/{EARLIER}/{SLUG}").text
    assert client.post(back, data=values).status_code == 303
    assert (text(app), row(app).text_id) == (before, old.text_id)
    assert [item.origin for item in texts(app)] == ["import", "mend", "restore"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text_id": "0" * 64}, "changed meanwhile"),
        ({"new": "新增就业8300人"}, "already"),
        ({"end": "9999"}, "no such passage"),
        ({"start": "x"}, "no such passage"),
        ({"new": "长" * 100_001}, "import a corrected file"),
    ],
)
def test_what_cannot_be_mended_is_refused(app, client, change, words):
    form = mending(app, "新增就业8300人", "新增就业8400人") | change
    answer = client.post(f"/editions/{SLUG}/mend", data=form)
    assert answer.status_code == 422 and words in answer.text
    assert len(texts(app)) == 1


def test_nobody_takes_all_words_away(app, client):
    whole = text(app).text
    answer = client.post(f"/editions/{SLUG}/mend", data=mending(app, whole, " \r\n"))
    assert answer.status_code == 422 and "Nothing would be left" in answer.text


def test_unsafe_characters_are_not_typed_in(app, client):
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "8300人", "8400\u202e\x07人"))
    assert "8400人" in text(app).text and "\u202e" not in text(app).text


def test_the_second_of_two_is_told_that_the_text_changed(app, client):
    one = mending(app, "新增就业8300人", "新增就业8400人")
    other = mending(app, "开工项目50个", "开工项目51个")
    assert client.post(f"/editions/{SLUG}/mend", data=one).status_code == 303
    answer = client.post(f"/editions/{SLUG}/mend", data=other)
    assert answer.status_code == 422 and "changed meanwhile" in answer.text
    assert "开工项目51个" in answer.text, "what was typed is still there"
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1]
        for name in ("text_id", "start", "end")
    }
    assert client.post(f"/editions/{SLUG}/mend", data={**again, "new": "开工项目51个"}).status_code == 303
    assert "8400" in text(app).text and "51个" in text(app).text
    # Where the passage itself went, the words can be copied.
    gone = client.post(f"/editions/{SLUG}/mend", data=other | {"new": "开工项目52个"})
    assert gone.status_code == 422 and "no longer in the text" in gone.text and "52个" in gone.text


def test_of_two_at_once_one_wins(app, client):
    forms = [mending(app, "开工项目50个", f"开工项目5{number}个") for number in (1, 2)]
    browsers = [signed_in(app, name) for name in ("甲", "乙")]
    start = Barrier(2)

    def send(number):
        start.wait()
        return browsers[number].post(f"/editions/{SLUG}/mend", data=forms[number]).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [303, 422]
    assert len(texts(app)) == 2


def test_remarks_stay_on_their_text_and_the_page_says_so(app, client):
    here, other = text(app), row(app, EARLIER)
    at = here.text.index("开工项目50个")
    remark = {"text_id": here.text_id, "start": at, "end": at + 7, "quote": "开工项目50个", "body": "存疑"}
    scope = {"scope_old": other.text_id, "scope_new": here.text_id}
    assert client.post("/annotations", data=remark | scope).status_code == 303
    assert "earlier text" not in client.get(f"/editions/{SLUG}").text
    client.post(f"/editions/{SLUG}/mend", data=mending(app, "8300", "8400"))
    assert "1 annotation hangs on an earlier text." in client.get(f"/editions/{SLUG}").text
    assert "1 annotation hangs on an earlier text." in client.get(f"/compare/{EARLIER}/{SLUG}").text
    assert re.search(r'href="/annotations/1">存疑', client.get(f"/editions/{SLUG}/history").text)
    assert client.post(f"/editions/{SLUG}/texts/1/restore").status_code == 303
    assert "earlier text" not in client.get(f"/editions/{SLUG}").text


# Set aside


def test_an_edition_is_set_aside_and_brought_back(app, client):
    before = row(app)
    answer = client.post(f"/editions/{SLUG}/aside")
    assert answer.status_code == 303 and row(app) is None
    for path in (f"/editions/{SLUG}", f"/compare/{EARLIER}/{SLUG}", f"/editions/{SLUG}/history"):
        page = client.get(path)
        assert page.status_code == 404 and "set aside" in page.text and "Bring it back" in page.text
    library = client.get("/").text
    assert "Compare 2024 with 2023" not in library and "Bring it back" in library
    assert client.post(f"/editions/{SLUG}/mend", data={}).status_code == 404
    assert undo(client, client.post(f"/editions/{EARLIER}/aside")).status_code == 303
    assert client.post(f"/editions/aside/{before.id}/back").status_code == 303
    assert row(app) == before
    assert "Compare 2024 with 2023" in client.get("/").text


def test_two_cannot_stand_in_one_place(app, client):
    aside = row(app)
    client.post(f"/editions/{SLUG}/aside")
    assert upload(client, ("b.txt", NEW.replace("50个", "60个").encode())).status_code == 303
    answer = client.post(f"/editions/aside/{aside.id}/back")
    assert answer.status_code == 422 and "another edition for 2024" in answer.text
    client.post(f"/editions/{SLUG}/metadata", data=fields(variant="报纸"))
    assert client.post(f"/editions/aside/{aside.id}/back").status_code == 303
    with app.app_context():
        back = store.editions.get(get_db(), aside.id)
    assert back.slug == f"{SLUG}~2", "its address leads to the other one for ever"


# Who may


def test_readers_are_refused_and_offered_nothing(app, client):
    form = mending(app, "8300", "8400")
    with app.app_context():
        token = make_link_token(get_db(), make_account(get_db(), "读者", "reader"))
    reader = app.test_client()
    reader.set_cookie("lang", "en")
    assert reader.post(f"/sign-in/{token}").status_code == 303
    for path in ("metadata", "mend", "outline"):
        assert reader.get(f"/editions/{SLUG}/{path}").status_code == 403
    for path, data in (
        ("metadata", fields(title="x")),
        ("mend", form),
        ("aside", {}),
        ("texts/1/restore", {}),
        ("outline", outline_form(app, "8300", "kind:chrome")),
        ("outline/1/revoke", {}),
    ):
        assert reader.post(f"/editions/{SLUG}/{path}", data=data).status_code == 403, path
    assert reader.post("/editions/aside/1/back").status_code == 403
    for path in (f"/editions/{SLUG}", f"/editions/{SLUG}/history", "/"):
        page = reader.get(path).text
        assert "Correct …" not in page and "Bring it back" not in page and "present text again" not in page
    assert len(texts(app)) == 1 and row(app).title != "x"


# Variants


def test_variants_stand_on_one_year_and_are_compared_with_each_other(app, client):
    for name, body, variant in (("a.txt", OLD, "草案"), ("b.txt", NEW, "草案")):
        words = body.replace("开工项目", "计划开工项目")
        assert upload(client, (name, words.encode()), variant=variant).status_code == 303
    library = client.get("/").text
    assert re.search(r'class="variants">\s*<a[^>]*>2024</a><a[^>]*>草案</a>', library)
    page = client.get(f"/editions/{SLUG}").text
    link = re.search(r'href="([^"]+)" title="Compare 2024 with 2024 草案"', page)[1]
    assert client.get(link).status_code == 200
    draft = client.get(f"/editions/{SLUG}-草案").text
    assert re.findall(r"Compare with ([^<]*)<", draft) == ["2023 草案"]
    assert re.findall(r"Compare with ([^<]*)<", page) == ["2023"]
    assert re.search(r'title="Compare 2024 with 2024 草案"', draft)


# The outline
