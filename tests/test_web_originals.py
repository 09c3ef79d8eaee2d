"""The original file, opened at the place that a passage comes from; nothing in it is ever run."""

from __future__ import annotations

import io

import docx
import pytest

from compare.readers.originals import find_place, read_places
from tests.pdf_builder import chinese, typeset
from webapp import store
from webapp.actions.import_edition import Wish, import_files
from webapp.db import get_db


def imported(app, name, content):
    """The slug of an edition made of one file."""
    with app.app_context():
        wish = Wish(series_name="青溪区工作报告", slug="qingxi", key="2024")
        return import_files(get_db(), None, [(name, content)], wish).edition.slug


def text_of(app, slug):
    with app.app_context():
        edition = store.editions.by_slug(get_db(), slug)
        return store.texts.text_of(get_db(), edition.id)


def test_places_of_text_are_its_lines():
    original = read_places("a.txt", "一、回顾\r\n\r\n桥修好了。\n".encode("gb18030"))
    assert [(place.name, place.text) for place in original.places] == [
        ("1", "一、回顾"), ("2", ""), ("3", "桥修好了。"), ("4", ""),
    ]  # fmt: skip
    assert find_place(original, None, "桥修好了。", 0.9) == "3"
    assert find_place(original, None, "没有这句话。", 0.9) is None


def test_of_several_like_places_the_nearest_is_taken():
    original = read_places("a.txt", "\n".join(["各位代表！"] + ["桥。"] * 8 + ["各位代表！"]).encode())
    assert find_place(original, None, "各位代表！", 0.0) == "1"
    assert find_place(original, None, "各位代表！", 0.95) == "10"


def test_long_files_are_shown_in_part(monkeypatch):
    monkeypatch.setattr("compare.readers.originals.MOST_PLACES", 3)
    original = read_places("a.txt", b"a\nb\nc\nd\n")
    assert len(original.places) == 3 and not original.whole


def test_paragraphs_of_word_are_numbered():
    document = docx.Document()
    for words in ("一、去年工作回顾", "桥修好了三座。"):
        document.add_paragraph(words)
    made = io.BytesIO()
    document.save(made)
    original = read_places("a.docx", made.getvalue())
    assert original.form == "paragraphs"
    assert [(place.name, place.text) for place in original.places] == [
        ("¶1", "一、去年工作回顾"), ("¶2", "桥修好了三座。"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_click_opens_the_original_at_the_passage(app, client, language):
    slug = imported(
        app,
        "a.txt",
        "2024年工作报告\n一、回顾\n桥修好了三座。\n<script>alert(1)</script>的网页也看了。".encode(),
    )
    at = text_of(app, slug).text.index("桥修好")
    page = client.get(
        f"/editions/{slug}/files/1/view?at={at}&lang={language}", follow_redirects=True
    ).get_data(as_text=True)
    assert 'id="here"' in page and page.index('id="here"') < page.index("桥修好了三座。")
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert client.get(f"/editions/{slug}/files/2/view").status_code == 404
    assert client.get(f"/editions/{slug}/files/1/view?at=99999").status_code == 200


def test_pages_of_a_pdf_are_pictures(app, client):
    slug = imported(app, "a.pdf", typeset(chinese("一、去年工作回顾", "桥修好了三座，路也通了。")))
    page = client.get(f"/editions/{slug}/files/1/view?at=3").get_data(as_text=True)
    assert f"/editions/{slug}/files/1/pages/1.png" in page and 'id="here"' in page
    picture = client.get(f"/editions/{slug}/files/1/pages/1.png")
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    assert client.get(f"/editions/{slug}/files/1/pages/2.png").status_code == 422
