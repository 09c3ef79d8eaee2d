"""Drafts: read in the background, looked at, corrected, rearranged, taken in, or gone without a trace."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from html import unescape

import docx
import pytest

from tests.pdf_builder import chinese, typeset
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
    upload_both,
)
from webapp import store
from webapp.db import get_db, write
from webapp.jobs import run_pending
from webapp.store.clock import now

TRACES = ("drafts", "draft_files", "series", "editions", "originals", "texts")
BODY = "固定资产投资增长6.5%左右，开工项目50个。"
HOSTILE = (
    "<html><body><h1>2024年青溪区政府工作报告</h1><script>alert(1)</script>\n"
    "<p onclick='x()'>一、过去一年，全区<b>稳中有进</b>&lt;script&gt;alert(2)&lt;/script&gt;。"
    f"{'开工项目四十个。' * 40}</p></body></html>"
)
PAGE_1 = "2024年青溪区政府工作报告\n\n一、2023年工作回顾\n\n全区稳中有进。过去一年，全区新增\n\n（下转第二版）\n"
PAGE_2 = "（上接第一版）\n\n就业8300人。\n\n二、2024年主要目标\n\n新增就业8500人以上。\n"


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


@pytest.fixture
def client(app):
    return signed_in(app)


@pytest.fixture
def draft(app, client):
    """The address of a draft of the newer report, read."""
    return begun(app, client, ("2024.txt", NEW.encode()))


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
        rf'<div class="piece [^>]*>(?:(?!<div class="piece ).)*?{re.escape(words)}.*?</span>\s*</span>', page, re.S
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


# Bringing and reading


def test_the_page_says_how_far_the_reading_is(app, client):
    draft = bring(client, ("a.txt", NEW.encode())).location
    page = client.get(draft).text
    assert 'role="status"' in page and "Waiting for its turn" in page and "a.txt" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert client.get(f"{draft}.json").json == {"state": "queued", "words": "Waiting for its turn …", "share": 0.0}
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


# The preview


def test_the_original_stands_beside_the_outline(client, draft):
    page = client.get(draft).text
    line = next(number for number, line in enumerate(NEW.split("\n"), 1) if line.startswith("过去一年"))
    row = re.search(rf'<p id="(o1-\d+)"><span class="no">{line}</span><span class="is">过去一年', page)
    assert row
    assert re.search(rf'<a class="origin" href="#{row[1]}">过去一年', page)
    assert tags_of(page, "一、2023年工作回顾") == ["review", "heading 1"]
    assert tags_of(page, "二、2024年主要目标和重点工作") == ["plan", "heading 1"]
    assert tags_of(page, "（一）持续扩大有效投资") == ["heading 2"]
    assert tags_of(page, "过去一年") == ["paragraph"]


def test_a_web_page_is_shown_and_never_rendered(app, client):
    draft = begun(app, client, ("a.html", HOSTILE.encode()))
    page = client.get(draft).text
    assert "alert(1)" not in page and "x()" not in page, "only what a browser shows"
    assert "&lt;script&gt;alert(2)" in page and "<script>alert" not in page
    assert re.search(r'href="#o1-2">一、过去一年', page)


def test_paragraphs_of_word_are_numbered(app, client):
    document = docx.Document()
    for line in NEW.split("\n\n"):
        document.add_paragraph(line.strip())
    file = io.BytesIO()
    document.save(file)
    page = client.get(begun(app, client, ("报告.docx", file.getvalue()))).text
    row = re.search(r'<p id="(o1-\d+)"><span class="no">¶3</span><span class="is">过去一年', page)
    assert row and f'href="#{row[1]}">过去一年' in page


def test_pages_of_a_pdf_are_pictures(app, client):
    flow = chinese(*(f"第{number}段：{BODY}" * 12 for number in range(1, 9)), title="2024年青溪区政府工作报告")
    draft = begun(app, client, ("报告.pdf", typeset(flow)))
    page = client.get(draft).text
    assert page.count('<figure class="sheet"') >= 2 and 'href="#o1-2"' in page
    picture = client.get(f"{draft}/files/1/pages/2.png")
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    assert client.get(f"{draft}/files/1/pages/99.png").status_code == 422
    assert client.get(f"{draft}/files/2/pages/1.png").status_code == 404


def test_tables_are_tables(app, client):
    document = docx.Document()
    document.add_paragraph("2024年青溪区政府工作报告")
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, words in zip(cells, ("指标", "目标", "就业", "8500人"), strict=True):
        cell.text = words
    file = io.BytesIO()
    document.save(file)
    page = client.get(begun(app, client, ("报告.docx", file.getvalue()))).text
    assert len(re.findall(r'<table class="of-report"', page)) == 1
    assert re.search(r"<t[dh][^>]*>就业</t[dh]>\s*<td>8500人</td>", page)


def test_the_file_can_be_taken_back(client, draft):
    answer = client.get(f"{draft}/files/1")
    assert answer.data == NEW.encode() and answer.headers["Content-Disposition"].startswith("attachment")


def test_notes_say_that_a_page_is_missing(app, client):
    page = client.get(begun(app, client, ("1.txt", PAGE_1.encode()))).text
    assert '<section class="notes"' in page


def test_guesses_are_filled_in(client, draft):
    fields = fields_of(client.get(draft).text)
    assert fields["title"] == "2024年青溪区政府工作报告"
    assert (fields["series"], fields["series_name"]) == ("", "青溪区政府工作报告")
    assert (fields["key"], fields["year_given"], fields["year_reviewed"]) == ("2024", "2024", "2023")


def test_the_series_is_found_and_the_key_explained(app, client):
    upload(client, ("2023.txt", OLD.encode()))
    upload(client, ("x.txt", OLD.encode() + b"\n"), series_name="某公司年报", named_after="reviewed", series="")
    draft = begun(app, client, ("2024.txt", NEW.encode()))
    page = client.get(draft).text
    assert fields_of(page)["series"] == "1"
    assert "2024: the year in which it was given" in page
    chosen = begun(app, client, ("2024.txt", NEW.encode() + b"\n"), series="2")
    page = client.get(chosen).text
    assert (fields_of(page)["series"], fields_of(page)["key"]) == ("2", "2023")
    assert "2023: the year that it reports on" in page


def test_whose_a_title_is_tells_the_assembly(app, client):
    text = NEW.replace("2024年青溪区政府工作报告", "政府工作报告\n（2024年1月9日在青溪区第五届人民代表大会第三次会议上）\n区长 李明")
    fields = fields_of(client.get(begun(app, client, ("a.txt", text.encode()))).text)
    assert fields["series_name"] == "青溪区政府工作报告"
    assert (fields["date"], fields["body"]) == ("2024-01-09", "青溪区第五届人民代表大会第三次会议")
    assert "李明" in fields["speaker"]


# The outline editor

BLOCK = "过去一年，全区生产总值增长5.6%，新增就业8300人。"
GOALS = "今年的主要预期目标是：地区生产总值增长5.5%左右，新增就业8500人以上。"
HEADING = "二、2024年主要目标和重点工作"
SUB = "（一）持续扩大有效投资。"


@pytest.mark.parametrize(
    ("quote", "op", "tags"),
    [
        (BLOCK, "level:2", ["heading 2"]),
        (HEADING, "level:0", ["paragraph"]),
        (HEADING, "level:3", ["heading 3"]),
        (HEADING, "role:other", ["other part", "heading 1"]),
        (BLOCK, "kind:chrome", ["page litter"]),
        (BLOCK, "kind:footnote", ["footnote"]),
        (SUB, "kind:paragraph", ["paragraph"]),
    ],
)
def test_one_post_corrects_one_block_and_undo_takes_it_back(app, client, draft, quote, op, tags):
    before = tags_of(client.get(draft).text, quote)
    answer = correct(client, draft, text_of(app, draft), quote, op)
    assert answer.status_code == 303 and answer.location.endswith("#open")
    page = client.get(answer.location).text
    assert tags_of(page, quote) == tags
    assert 'class="said" role="status">Changed: ' in page
    assert re.search(r'data-opened[^>]*>.*?name="quote" value="' + re.escape(quote), page, re.S)
    answer = client.post(f"{draft}/undo")
    assert tags_of(client.get(answer.location).text, quote) == before != tags
    assert "nothing to undo" in alert(client.post(f"{draft}/undo"))


def test_blocks_are_joined_and_split(app, client, draft):
    text = text_of(app, draft)
    page = client.get(correct(client, draft, text, GOALS, "join").location).text
    assert f'value="{HEADING}\n' in page and tags_of(page, HEADING) == ["plan", "heading 1"]
    client.post(f"{draft}/undo")
    at = text.index("新增就业8500人以上")
    page = client.get(correct(client, draft, text, GOALS, "split", at=at).location).text
    assert f'name="start" value="{at}"' in page
    assert tags_of(page, "新增就业8500人以上") == ["paragraph"]
    assert tags_of(page, "今年的主要预期目标") == ["paragraph"]


def test_a_list_offers_where_to_split(app, client, draft):
    text = text_of(app, draft)
    page = client.get(f"{draft}?at={text.index(BLOCK)}").text
    offered = re.findall(r'<option value="(\d+)">([^<]*) …</option>', page)
    assert (str(text.index("新增就业8300人")), "新增就业8300人。") in offered


WRONG = [
    ({"quote": "别的字"}, "differently"),
    ({"start": "0"}, "differently"),
    ({"end": "x"}, "differently"),
    ({"op": "level:7"}, "reload"),
    ({"op": "kind:heading"}, "reload"),
    ({"op": "role:king"}, "reload"),
    ({"op": "delete"}, "reload"),
    ({"op": ""}, "reload"),
    ({"op": "split"}, "reload"),
    ({"op": "split", "at": "0"}, "reload"),
]


@pytest.mark.parametrize(("wrong", "word"), WRONG)
def test_what_does_not_fit_the_text_is_refused_and_changes_nothing(app, client, draft, wrong, word):
    start = text_of(app, draft).index(BLOCK)
    fields = {"op": "level:2", "start": start, "end": start + len(BLOCK), "quote": BLOCK, **wrong}
    answer = client.post(f"{draft}/outline", data={**fields, "title": "另一个标题"})
    assert word in alert(answer)
    assert fields_of(answer.text)["title"] == "另一个标题"
    assert count(app, "SELECT corrections FROM drafts") == "[]"


def test_what_was_typed_stays_whatever_button_is_pressed(app, client, draft):
    text = text_of(app, draft)
    start = text.index(BLOCK)
    fields = {**fields_of(client.get(draft).text), "title": "手写的标题", "speaker": "", "key": "1999"}
    block = {"op": "level:2", "start": start, "end": start + len(BLOCK), "quote": BLOCK}
    client.post(f"{draft}/outline", data={**fields, **block})
    kept = fields_of(client.get(draft).text)
    assert (kept["title"], kept["speaker"], kept["key"]) == ("手写的标题", "", "1999")


def test_corrections_are_saved_with_the_edition(app, client, draft):
    text = text_of(app, draft)
    correct(client, draft, text, HEADING, "role:other")
    correct(client, draft, text, BLOCK, "level:2")
    saved = client.post(f"{draft}/save")
    with app.app_context():
        (edition,) = store.editions.of_series(get_db(), 1)
        found = store.corrections.of_edition(get_db(), edition.id)
    kept = [(row.correction.op, row.correction.value, row.account) for row in found]
    assert kept == [("role", "other", "王晓"), ("level", "2", "王晓")]
    assert re.search(r"<h3 [^>]*>.*?过去一年", client.get(saved.location).text, re.S)


# The files


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


# Taking in


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
