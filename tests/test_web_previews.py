"""The preview of a draft: the original beside the outline, and the outline corrected."""

from __future__ import annotations

import io
import re

import docx
import pytest

from tests.draft_pages import BODY, HOSTILE, PAGE_1, alert, begun, correct, count, tags_of, text_of
from tests.pdf_builder import chinese, typeset
from tests.web_client import (
    NEW,
    OLD,
    fields_of,
    upload,
)
from webapp import store
from webapp.db import get_db


@pytest.fixture
def draft(app, client):
    """The address of a draft of the newer report, read."""
    return begun(app, client, ("2024.txt", NEW.encode()))


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
    flow = chinese(
        *(f"第{number}段：{BODY}" * 12 for number in range(1, 9)), title="2024年青溪区政府工作报告"
    )
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
    upload(
        client, ("x.txt", OLD.encode() + b"\n"), series_name="某公司年报", named_after="reviewed", series=""
    )
    draft = begun(app, client, ("2024.txt", NEW.encode()))
    page = client.get(draft).text
    assert fields_of(page)["series"] == "1"
    assert "2024: the year in which it was given" in page
    chosen = begun(app, client, ("2024.txt", NEW.encode() + b"\n"), series="2")
    page = client.get(chosen).text
    assert (fields_of(page)["series"], fields_of(page)["key"]) == ("2", "2023")
    assert "2023: the year that it reports on" in page


def test_whose_a_title_is_tells_the_assembly(app, client):
    text = NEW.replace(
        "2024年青溪区政府工作报告",
        "政府工作报告\n（2024年1月9日在青溪区第五届人民代表大会第三次会议上）\n区长 李明",
    )
    fields = fields_of(client.get(begun(app, client, ("a.txt", text.encode()))).text)
    assert fields["series_name"] == "青溪区政府工作报告"
    assert (fields["date"], fields["body"]) == ("2024-01-09", "青溪区第五届人民代表大会第三次会议")
    assert "李明" in fields["speaker"]


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
