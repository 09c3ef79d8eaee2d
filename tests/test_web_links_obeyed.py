"""What is said on the page about links is obeyed: by the page, the files, background work, and after re-import."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import product

import pytest
from click.testing import CliRunner

from tests.test_web_replacements import begin, take
from tests.web_client import do_jobs, make_app, rows, signed_in, upload
from webapp import store
from webapp.actions.drafts import compare_key
from webapp.cli import main
from webapp.db import get_db, write

SERIES = "青溪区政府工作报告"
SLUGS = [f"{SERIES}-{year}" for year in (2023, 2024)]
PATH = "/compare/" + "/".join(SLUGS)

SHOPS = "在沿河老街开办社区食堂三家，老人用餐打八折。"
BUSES = "开行环湖公交两路，早晚高峰十分钟一班。"
MEALS = "对独居长者实行送餐上门，每日不少于六百份。"
ROADS = "改造背街小巷二十条，增设停车泊位四百个。"
LANES = "改造背街小巷三十条，增设停车泊位五百个。"


def report(year, *paragraphs):
    body = "\n\n".join(paragraphs)
    return (
        f"{year}年青溪区政府工作报告\n\n一、{year - 1}年工作回顾\n\n过去一年，新增就业8200人。\n\n"
        f"二、{year}年重点工作\n\n{body}\n"
    )


OLD, NEW = report(2023, ROADS, SHOPS), report(2024, LANES, BUSES, MEALS)


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


@pytest.fixture
def client(app):
    browser = signed_in(app)
    for name, text in (("2023.txt", OLD), ("2024.txt", NEW)):
        assert upload(browser, (name, text.encode())).status_code == 303
    return browser


def compared(client):
    return client.get(PATH + ".json").get_json()


def linked(found, level="block"):
    """Pairs of the words of what is linked."""
    units, links = ("blocks", "links") if level == "block" else ("sentences", "sentence_links")
    words = [
        {unit["id"]: side["text"][unit["start"] : unit["end"]] for unit in side[units]}
        for side in (found["old"], found["new"])
    ]
    return {
        (words[0][old], words[1][new])
        for link in found[links]
        for old, new in product(link["old"], link["new"])
    }


def say(client, op, old=None, new=None, level="block"):
    """Send what a button says; the message on the page that follows."""
    found = compared(client)
    texts = [found[side]["text"] for side in ("old", "new")]
    at = [
        "" if words is None else str(text.index(words)) for words, text in zip((old, new), texts, strict=True)
    ]
    ids = {f"{side}_text": found[side]["text_id"] for side in ("old", "new")}
    answer = client.post(PATH + "/links", data={"say": ":".join((op, level, *at)), **ids})
    assert answer.status_code == 303
    return told(client)


def told(client):
    """The page, and the message on it."""
    page = unescape(client.get(PATH).text)
    return page, re.search(r'class="links-said">\s*<p>(.*?)</p>', page)[1]


def undo(client, page):
    form = page.split('class="links-said"')[1].split("</form>")[0]
    client.post(PATH + "/links/undo", data=dict(re.findall(r'name="(revoke|repeat)" value="([^"]*)"', form)))


def test_a_partner_that_was_accepted_is_linked_on_the_page_and_in_the_files(client):
    plain = compared(client)
    assert (ROADS, LANES) in linked(plain) and not {SHOPS, MEALS} & set(sum(linked(plain), ()))
    page, message = say(client, "together", SHOPS, MEALS)
    assert "Different now: 1 link of passages" in message
    assert "linked by 王晓" in page
    found = compared(client)
    assert linked(found) == linked(plain) | {(SHOPS, MEALS)}
    (link,) = [link for link in found["links"] if link["source"] == "reviewer"]
    assert link["confidence"] == 1.0
    for side, absent in (("old", "removed"), ("new", "added")):
        assert link[side][0] not in {item["block"] for item in found[absent]}
    summary = client.get(PATH + ".md").text
    undo(client, page)
    page, message = told(client)
    assert "No longer: " in message and "Different now: 1 link of passages" in message
    assert "linked by" not in page and client.get(PATH + ".md").text != summary
    assert compared(client) == plain
    undo(client, page)
    assert linked(compared(client)) == linked(plain) | {(SHOPS, MEALS)}, "said again"


def test_a_link_that_was_parted_is_gone_and_its_ends_are_absent(client):
    plain = compared(client)
    _, message = say(client, "apart", ROADS, LANES)
    assert "Different now: 1 link of passages and 1 link of sentences." in message
    found = compared(client)
    assert linked(found) == linked(plain) - {(ROADS, LANES)}
    assert (ROADS, LANES) not in linked(found, "sentence")
    absent = {
        side["text"][block["start"] : block["end"]]
        for side, items in ((found["old"], found["removed"]), (found["new"], found["added"]))
        for block in side["blocks"]
        if block["id"] in {item["block"] for item in items}
    }
    assert {ROADS, LANES} <= absent
    say(client, "together", ROADS, LANES)
    assert linked(compared(client)) == linked(plain), "of two words the later one holds"


def test_what_is_alone_and_a_single_sentence(client):
    plain = compared(client)
    page, _ = say(client, "alone", ROADS)
    assert "no counterpart in 2024, confirmed by 王晓" in page
    assert ROADS not in {old for old, _ in linked(compared(client))}
    undo(client, page)
    told(client)
    _, message = say(client, "together", SHOPS, BUSES, level="sentence")
    assert "Different now: 1 link of sentences." in message
    found = compared(client)
    assert linked(found) == linked(plain) and (SHOPS, BUSES) in linked(found, "sentence")


def test_the_comparison_made_in_the_background_obeys(app, client, monkeypatch):
    say(client, "together", SHOPS, MEALS)
    with app.app_context(), write(get_db()) as db:
        old, new = (store.editions.by_slug(db, slug) for slug in SLUGS)
        db.execute("DELETE FROM comparisons")
        store.jobs.enqueue(db, "compare", {"old": old.id, "new": new.id}, compare_key(old, new))
    do_jobs(app)
    assert rows(app, "comparisons") == 1

    def refuse(*_):
        raise AssertionError("computed again: the job did not work under what was said")

    monkeypatch.setattr("webapp.pairs.compare_texts", refuse)
    assert (SHOPS, MEALS) in linked(compared(client)) and "linked by 王晓" in client.get(PATH).text


# A mended typo inside the passage, and one before it: its place is another, its words are nearly the same.
CORRECTED = NEW.replace("8200", "18200").replace("六百份", "六百余份")


def test_corrected_files_and_what_was_said_before(app, client):
    say(client, "together", SHOPS, MEALS)
    say(client, "apart", ROADS, LANES)
    answer = take(app, client, begin(client, slug=SLUGS[1], files=[("n2.txt", CORRECTED.encode())]))
    assert answer.status_code == 303
    found = compared(client)
    pairs = linked(found)
    assert (SHOPS, MEALS.replace("六百份", "六百余份")) in pairs and (ROADS, LANES) not in pairs
    assert not lost_notes(found)
    assert "linked by 王晓" in client.get(PATH).text


def lost_notes(found):
    return [note["params"]["quote"] for note in found["notes"] if note["code"] == "link_correction_lost"]


def test_what_lost_its_place_is_told_and_the_rest_holds(app, client):
    say(client, "together", SHOPS, MEALS)
    say(client, "apart", ROADS, LANES)
    take(app, client, begin(client, slug=SLUGS[1], files=[("n2.txt", NEW.replace(MEALS, "").encode())]))
    found = compared(client)
    assert lost_notes(found) and all(MEALS.startswith(quote) for quote in lost_notes(found))
    assert (ROADS, LANES) not in linked(found)
    for language, words in (("en", "has lost its place"), ("zh", "找不到位置")):
        client.set_cookie("lang", language)
        assert words in client.get(PATH).text and words in client.get(PATH + ".md").text


def test_the_file_of_corrections_says_the_same_to_the_command(client, tmp_path):
    say(client, "together", SHOPS, MEALS)
    say(client, "alone", None, BUSES)
    say(client, "apart", ROADS, LANES)
    names = [str(tmp_path / name) for name in ("2023.txt", "2024.txt", "c.json")]
    for name, content in zip(names, (OLD, NEW, client.get(PATH + "/links.json").text), strict=True):
        with open(name, "w", encoding="utf-8") as file:
            file.write(content)
    result = CliRunner().invoke(main, ["compare", *names[:2], "--corrections", names[2], "--format", "json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert linked(found) == linked(compared(client))
    assert linked(found, "sentence") == linked(compared(client), "sentence")
