"""Pages: languages, colour scheme, headers, errors, the library and an edition."""

from __future__ import annotations

import ast
import re

import pytest

from compare.engine import parse_edition
from tests.conftest import ROOT
from tests.web_client import NEW, OLD, upload, upload_both
from webapp import layout, parsing, shelf, store
from webapp.actions.refused import Refused
from webapp.db import get_db, write
from webapp.refusals import words_of

SLUG = "青溪区政府工作报告-2024"


def test_an_empty_library_says_what_to_do(client):
    page = client.get("/").text
    assert "The library is empty" in page and "duizhao demo" in page


def test_missing_years_are_gaps(app, client):
    upload_both(client)
    upload(client, ("a.txt", OLD.replace("2023", "2019").replace("2022", "2018").encode()))
    page = client.get("/").text
    assert page.count('class="chip gap"') == 3
    assert "Compare 2023 with 2019" in page


def test_an_edition_shows_outline_targets_and_files(client):
    upload_both(client)
    page = client.get(f"/editions/{SLUG}").text
    assert "2024年主要目标和重点工作" in page
    assert 'class="measure target"' in page and "◎" in page
    assert "5.5%左右" in page
    assert f"/compare/{'青溪区政府工作报告-2023'}" in page or "/compare/%E9%9D%92" in page


def test_text_on_the_page_is_the_text(app, client):
    from html.parser import HTMLParser

    upload_both(client)
    with app.app_context():
        row = store.editions.by_slug(get_db(), SLUG)
        text = store.texts.text_of(get_db(), row.id).text

    class Runs(HTMLParser):
        start = None

        def handle_starttag(self, tag, attrs):
            self.start = int(dict(attrs)["data-start"]) if "data-start" in dict(attrs) else None

        def handle_data(self, data):
            if self.start is not None:
                assert text[self.start : self.start + len(data)] == data
                shown.append(data)
                self.start = None

        def handle_endtag(self, tag):
            self.start = None

    shown: list[str] = []
    Runs().feed(client.get(f"/editions/{SLUG}").text)
    assert "".join("".join(shown).split()) == "".join(text.split())


def test_markup_in_a_report_stays_text(client):
    hostile = OLD.replace("过去一年", "<script>alert(1)</script>过去一年")
    upload(client, ("<b>.txt", hostile.encode()), series_name="<i>系列</i>")
    for path in ("/", "/editions/i-系列-i-2023"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<i>系列" not in page and "<b>.txt" not in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/editions/none-2024", "no edition “none-2024”"),
        ("/editions/none-2024/files/1", "no edition “none-2024”"),
        ("/nowhere", "There is nothing at this address."),
    ],
)
def test_unknown_addresses(client, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in answer.text and "library" in answer.text


@pytest.mark.parametrize("number", [2**63, 10**30, "9" * 5000, 2**63 - 1])
def test_numbers_beyond_the_database(client, number):
    upload_both(client)
    for path in (f"/annotations/{number}", f"/editions/{SLUG}/files/{number}"):
        assert client.get(path).status_code == 404
    for path in ("", "/resolve", "/reopen", "/delete"):
        assert client.post(f"/annotations/{number}{path}", data={"body": "x"}).status_code in (404, 405)
    assert upload(client, ("a.txt", NEW.encode() + b"\n"), series=str(number)).status_code == 422


def refusals():
    """Code and names of the parameters of every `Refused(…)` of the program."""
    for path in sorted((ROOT / "webapp").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                yield ast.literal_eval(node.args[0]), tuple(str(word.arg) for word in node.keywords)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_has_words(app, language):
    found = set(refusals())
    assert len(found) > 15
    for code, names in found:
        with app.test_request_context(headers={"Accept-Language": language}):
            sentence = words_of(Refused(code, **dict.fromkeys(names, 7)))
        assert "%(" not in sentence and bool(re.search("[\u4e00-\u9fff]", sentence)) == (language == "zh")


def test_wrong_method(client):
    assert client.get("/sign-out").status_code == 405


def test_json_errors_for_programs(client):
    answer = client.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert set(answer.json) == {"error", "safe", "next"}


def test_a_bug_gives_a_page_without_its_insides(app, client, monkeypatch):
    monkeypatch.setattr("webapp.shelf.read_shelves", lambda _db: 1 / 0)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "division" not in answer.text and "Something went wrong" in answer.text


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.5", "zh-CN"),
        ("en-GB", "en"),
        ("fr", "zh-CN"),
        ("", "zh-CN"),
        ("fr,en;q=0.3", "en"),
    ],
)
def test_language_of_the_browser(app, accepted, shown):
    answer = app.test_client().get("/sign-in", headers={"Accept-Language": accepted})
    assert f'<html lang="{shown}"' in answer.text
    assert ("登录" in answer.text) == (shown == "zh-CN")


def test_the_switch_counts_more_and_leaves_the_address_clean(app):
    client = app.test_client()
    answer = client.get("/sign-in?next=/import&lang=en", headers={"Accept-Language": "zh"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fimport")
    assert '<html lang="en"' in client.get("/sign-in", headers={"Accept-Language": "zh"}).text
    client.get("/sign-in?lang=xx")
    assert '<html lang="en"' in client.get("/sign-in").text


def test_switching_never_leads_to_another_site(app):
    answer = app.test_client().get("//evil.example/?lang=en")
    assert not (answer.location or "").startswith("//")
    assert 'href="//evil' not in app.test_client().get("//evil.example/").text


@pytest.mark.parametrize("path", ["/%09/evil.example", "/%0A/evil.example", "/%5Cevil.example", "/%09/%5B"])
def test_switching_on_a_strange_path_stays_here(client, path):
    answer = client.get(path + "?lang=en")
    assert (answer.status_code, answer.location) == (303, path)
    page = client.get(path)
    assert page.status_code == 404 and f'href="{path}?lang=en"' in page.text


def test_colour_scheme(app):
    client = app.test_client()
    assert 'data-scheme="auto"' in client.get("/sign-in").text
    client.get("/sign-in?scheme=dark")
    assert 'data-bs-theme="dark"' in client.get("/sign-in").text


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/css/app.css"])
def test_security_headers_are_on_every_answer(client, path):
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_all_that_a_page_needs_is_served_here(client):
    page = client.get("/").text
    for address in re.findall(r'(?:src|href)="(/(?:static|bootstrap)[^"]+)"', page):
        assert client.get(address, buffered=True).status_code == 200, address
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_recent_annotations_stand_in_the_library(app, client):
    upload_both(client)
    with app.app_context():
        db = get_db()
        old, new = store.editions.of_series(db, 1)
        anchor = {"text_id": new.text_id, "start": 0, "end": 5, "quote": "2024年"}
        with write(db):
            store.annotations.add(
                db, author_id=1, body="核对年份", scope=(old.text_id, new.text_id), new_anchor=anchor
            )
    page = client.get("/").text
    assert "核对年份" in page and "2024年" in page and "2023 ⇆ 2024" in page


def test_an_edition_is_parsed_once(app, client, monkeypatch):
    upload_both(client)
    parsed = []

    def parse(edition):
        parsed.append(edition.key)
        return parse_edition(edition)

    monkeypatch.setattr("webapp.parsing.engine.parse_edition", parse)
    layout._laid_out.cache_clear()
    parsing._parsed.cache_clear()
    for _ in range(2):
        assert client.get(f"/editions/{SLUG}").status_code == 200
    assert parsed == ["2024"]
    with app.app_context():
        get_db().execute("UPDATE editions SET year_given = 2025 WHERE slug = ?", [SLUG])
    client.get(f"/editions/{SLUG}")
    assert parsed == ["2024", "2024"], "what people said about it counts"


def test_the_library_asks_no_more_questions_for_more_editions(app, client):
    def questions(path):
        asked = []
        with app.app_context():
            db = get_db()
            db.conn.set_trace_callback(
                lambda sql: asked.append(sql) if sql.startswith(("SELECT", "\nS")) else 0
            )
            with app.test_request_context(path):
                shelf.read_shelves(db)
                shelf.recent_remarks(db)
        return len(asked)

    upload_both(client)
    few = questions("/")
    for year in range(2010, 2016):
        upload(client, (f"{year}.txt", OLD.encode()), key=str(year), series_name=f"系列{year % 2}")
    with app.app_context():
        old, new = store.editions.of_series(get_db(), 1)
        with write(get_db()) as db:
            for _ in range(5):
                store.annotations.add(db, author_id=1, body="一", scope=(old.text_id, new.text_id))
    assert 0 < questions("/") == few


def test_a_variant_stands_beside_the_years_not_among_them(app, client):
    upload_both(client)
    for name, text, variant in (("d.txt", OLD + "（草案）", "草案"), ("e.txt", OLD + "（报）", "报纸")):
        assert upload(client, (name, text.encode()), variant=variant).status_code == 303
    upload(client, ("a.txt", OLD.replace("2023", "2022").replace("2022", "2021").encode()), key="2022")
    page = client.get("/").text
    assert re.findall(r"Compare [^<]* with [^<]*(?=</a></th>)", page) == [
        "Compare 2024 with 2023",
        "Compare 2023 with 2022",
    ]
    draft = client.get("/editions/青溪区政府工作报告-2023-草案").text
    assert re.findall(r"Compare with ([^<]*)<", draft) == ["2022", "2024"]
    assert re.findall(r"Compare with ([^<]*)<", client.get(f"/editions/{SLUG}").text) == ["2023"]


def test_a_variant_stands_in_for_a_year_of_which_there_is_nothing_else(client):
    upload(client, ("d.txt", OLD.encode()), variant="草案")
    upload(client, ("n.txt", NEW.encode()))
    assert "Compare 2024 with 2023 草案" in client.get("/").text
    assert "Compare with 2023 草案" in client.get(f"/editions/{SLUG}").text
