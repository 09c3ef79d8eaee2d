"""The comparison page: both texts whole, every claim with its evidence, every jump with a place to land."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.comparison_builder import comparison, side
from tests.comparison_page import NEW, OLD, PATH, PageReader, app_with, made_by_hand
from tests.web_client import make_app, rows, signed_in, upload_both
from webapp import store
from webapp.db import connect, database_path, get_db, write
from webapp.demo import load_demo


@pytest.fixture
def app(tmp_path, monkeypatch):
    return app_with(tmp_path, monkeypatch, made_by_hand())


def test_both_texts_stand_whole_on_the_page(client):
    for query in ("", "?kind=added", "?marks=all"):
        page = PageReader(client.get(PATH + query).text)
        assert page.text("old") == OLD.text
        assert page.text("new") == NEW.text


def test_real_comparison_is_whole_and_stored_once(tmp_path, monkeypatch):
    app = make_app(tmp_path)
    client = signed_in(app)
    upload_both(client)
    path = "/compare/青溪区政府工作报告-2023/青溪区政府工作报告-2024"
    page = PageReader(client.get(path).text)
    with app.app_context():
        for name, year in (("old", 2023), ("new", 2024)):
            row = store.editions.by_slug(get_db(), f"青溪区政府工作报告-{year}")
            text = store.texts.text_of(get_db(), row.id).text
            assert page.text(name).strip() == text.strip()

    def refuse(*_):
        raise AssertionError("computed twice")

    monkeypatch.setattr("webapp.pairs.compare_texts", refuse)
    assert client.get(path).status_code == 200


def test_rows_say_what_they_are_in_words(client):
    page = client.get(PATH).text
    rows = PageReader(page).rows
    assert sum("moved" in row.split() for row in rows) == 4  # two passages, each leaving and arriving
    assert {row.split()[1] for row in rows} == {"same", "reworded", "rewritten", "added", "removed", "chrome"}
    assert 'aria-label="removed"' in page and 'aria-label="reworded, moved"' in page
    assert "confidence: doubtful" in page and "please check" in page


def test_ids_are_unique_and_every_jump_lands(client):
    for query in ("", "?marks=all"):
        page = PageReader(client.get(PATH + query).text)
        assert len(page.ids) == len(set(page.ids))
        assert set(page.jumps) <= set(page.ids) | {""}


def test_a_moved_passage_points_to_its_partner_and_back(client):
    page = client.get(PATH).text
    assert re.search(r'href="#new-b7"[^>]*>.*?to （二）工业', page, re.S)
    assert re.search(r'href="#old-b5"[^>]*>.*?from （一）工业', page, re.S)


def test_what_has_no_counterpart_shows_what_comes_closest(client):
    page = client.get(PATH).text
    removed = page[page.index('aria-label="removed"') :]
    assert "no counterpart; closest:" in removed and "0.31" in removed
    assert 'href="#new-b3"' in removed


def test_words_are_marked_and_numbers_whole(client):
    marked = PageReader(client.get(PATH).text).marked
    assert ("del", "5.5%") in marked and ("ins", "5.2%左右") in marked
    assert ("del", "就业平稳。") in marked and ("ins", "𠮷野村通了🚄高铁。") in marked
    assert "deleted:" in client.get(PATH).text


def test_rewritten_passages_show_no_word_marks_unless_asked(client):
    assert ("ins", "保持") not in PageReader(client.get(PATH).text).marked
    assert ("ins", "保持") in PageReader(client.get(PATH + "?marks=all").text).marked


def test_filter_by_kind_without_scripts(client):
    page = client.get(PATH + "?kind=added").text
    shown = [row for row in PageReader(page).rows if "hidden" not in row]
    assert sum("added" in row for row in shown) == 1
    assert all("added" in row or "heading" in row for row in shown)
    assert "passages not shown" in page
    both = [
        row
        for row in PageReader(client.get(PATH + "?kind=added&kind=removed").text).rows
        if "hidden" not in row
    ]
    assert sum("removed" in row for row in both) == 1
    assert 'value="added" checked' in page


def test_filter_ignores_unknown_kinds(client):
    assert not any("hidden" in row for row in PageReader(client.get(PATH + "?kind=nonsense").text).rows)


def test_the_ledger_is_a_table(client):
    page = client.get(PATH).text
    table = re.sub(r"\s+", " ", page[page.index('id="ledger"') : page.index('id="rows"')])
    row = re.search(r'<tr id="target-new-m1".*?</tr>', table)[0]
    for words in ("地区生产总值", "5.5%", "5.2%左右", "lowered", "0.3", "not reported"):
        assert words in row
    dropped = re.search(r'<tr id="target-old-m2".*?</tr>', table)[0]
    for words in (
        "标准厂房",
        "dropped",
        "closest",
        "0.50",
        "15万平方米",
        "met",
        "15 reaches the target 12",
        'href="#new-s8"',
    ):
        assert words in dropped
    assert "Results beside results" in table


def test_changed_targets_carry_a_sign_in_the_text(client):
    page = client.get(PATH).text
    assert re.search(r'class="tag lowered" href="#target-new-m1"[^>]*>▼0\.3</a>', page)


def test_other_years_are_one_click_away(client):
    page = client.get(PATH).text
    assert 'href="/compare/yunhe-2022/yunhe-2024"' in page
    assert 'href="/compare/yunhe-2023/yunhe-2022"' in page
    answer = client.get("/compare?old=yunhe-2022&new=yunhe-2023")
    assert answer.status_code == 302 and answer.location == "/compare/yunhe-2022/yunhe-2023"
    assert client.get("/compare?old=yunhe-2022").status_code == 422


def test_the_engine_s_notes_are_shown(client):
    assert "almost nothing in common" in client.get(PATH).text


def test_downloads(client):
    for ending, kind in (("json", "application/json"), ("md", "text/markdown")):
        answer = client.get(f"{PATH}.{ending}")
        assert answer.status_code == 200
        assert answer.mimetype == kind
        assert f"yunhe-2023--yunhe-2024.{ending}" in answer.headers["Content-Disposition"]
    found = client.get(PATH + ".json").get_json()
    assert found["schema"] == "duizhao/comparison@1"
    assert found["new"]["text"] == NEW.text
    assert "地区生产总值" in client.get(PATH + ".md").text


def test_a_page_does_not_wait_for_its_place_in_the_store(app, client, monkeypatch):
    """While another program writes, the comparison is shown and not stored."""
    monkeypatch.setattr("webapp.db.BUSY_SECONDS", 0.05)
    with app.app_context():
        other = connect(database_path())
    with write(other):
        assert client.get(PATH).status_code == 200
    other.close()
    assert rows(app, "comparisons") == 0
    assert client.get(PATH).status_code == 200
    assert rows(app, "comparisons") == 1


def test_unknown_editions(client):
    for path in (
        "/compare/yunhe-1999/yunhe-2024",
        "/compare/yunhe-2023/x",
        "/compare/x/y.json",
        "/compare/x/y.md",
    ):
        assert client.get(path).status_code == 404


def test_strangers_see_nothing(app):
    stranger = app.test_client()
    assert stranger.get(PATH).status_code == 302
    assert stranger.get(PATH + ".md").status_code == 401
    assert stranger.get(PATH + ".json").status_code == 401


def test_nothing_inline_and_nothing_of_the_report_is_markup(client):
    page = client.get(PATH).text
    assert "数字经济&lt;b&gt;破题&lt;/b&gt;" in page
    assert not re.search(r"<[^>]+ (style|on\w+)=", page)
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r'(src|href|action)="(https?:)?//', page)


def test_chinese_page(app):
    page = signed_in(app, language="zh").get(PATH).text
    assert '<html lang="zh-CN"' in page
    assert "云河区政府工作报告" in page


def test_an_edition_compared_with_itself_and_with_nothing(tmp_path, monkeypatch):
    empty = side("没有标题。")
    made = comparison(empty, replace(empty, edition=replace(empty.edition, title="同")))
    client = signed_in(app_with(tmp_path, monkeypatch, made, keys=("2023", "2024")))
    page = PageReader(client.get(PATH).text)
    assert page.text("old") == page.text("new") == "没有标题。"
    assert len(page.ids) == len(set(page.ids))


def test_every_pair_of_the_demo(tmp_path):
    app = make_app(tmp_path)
    with app.app_context():
        load_demo(get_db())
    client = signed_in(app)
    keys = ("2021", "2022", "2023", "2024")
    for old, new in [*pairwise(keys), ("2021", "2024"), ("2024", "2023")]:
        for query in ("", "?marks=all"):
            page = PageReader(client.get(f"/compare/yunhe-{old}/yunhe-{new}{query}").text)
            with app.app_context():
                for name, key in (("old", old), ("new", new)):
                    row = store.editions.by_slug(get_db(), f"yunhe-{key}")
                    assert page.text(name) == store.texts.text_of(get_db(), row.id).text
            assert len(page.ids) == len(set(page.ids))
            assert set(page.jumps) <= set(page.ids)
