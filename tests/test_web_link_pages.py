"""The pages about links: what they offer and list; words about links that meet mended texts, drafts and jobs."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from html import unescape

import pytest

from compare.anchor import describe
from compare.model import LinkCorrection
from tests.comparison_page import NEW, OLD, PATH, app_with, made_by_hand
from tests.links_said import LINKS, NEW_AT, OLD_AT, alone, apart, say, together, undo_fields
from tests.web_client import do_jobs, make_app, rows, signed_in, upload, upload_both
from webapp import store
from webapp.actions.drafts import compare_key
from webapp.db import get_db, write
from webapp.jobs.compare import inputs_from_dict
from webapp.places import elsewhere


@pytest.fixture
def app(tmp_path, monkeypatch):
    return app_with(tmp_path, monkeypatch, made_by_hand())


def test_the_list_says_who_and_when(client):
    say(client, together())
    say(client, apart())
    page = client.get(LINKS).text
    assert "do not belong together" in page and "王晓" in page and "<time" in page
    assert "Taken back" in page and "Say it again" in page
    assert f'href="{PATH}#new-b8"' in page
    data = client.get(LINKS + ".json").get_json()
    assert [(item["op"], item["level"]) for item in data] == [("apart", "block")]
    assert data[0]["old"]["quote"] == "开展三年行动。"


def test_a_confirmed_absence_is_claimed_by_name(client):
    page = client.get(PATH).text
    assert "no counterpart; closest:" in page
    say(client, alone())
    page = client.get(PATH).text
    assert re.search(r'class="confirmed".*no counterpart in 2024, confirmed by 王晓', page)


def test_a_heading_among_the_nearest_is_named_once():
    heading, paragraph = (elsewhere(OLD, "old", OLD.block_by_id[name]) for name in ("b4", "b5"))
    assert (heading.section, heading.excerpt) == ("", "（一）工业")
    assert paragraph.section == paragraph.where == "（一）工业"


def test_links_by_reviewers_carry_their_name(tmp_path, monkeypatch):
    made = made_by_hand()
    links = [replace(link, source="reviewer") if link.id == "l3" else link for link in made.links]
    client = signed_in(app_with(tmp_path, monkeypatch, replace(made, links=tuple(links))))
    assert "linked by a reviewer" in client.get(PATH).text
    say(client, together("b3", "b3"))
    assert "linked by 王晓" in client.get(PATH).text
    assert "confidence 40 %, doubtful" not in client.get(PATH).text


def test_each_link_can_be_parted_and_each_absence_filled(app, client):
    """Every button of the page is taken by the server."""
    page = client.get(PATH).text
    assert "confidence 40 %, doubtful" in page and "confidence 90 %, sure" in page
    buttons = list(dict.fromkeys(map(unescape, re.findall(r'name="say" value="([^"]+)"', page))))
    assert apart("b3", "b3") in buttons and alone() in buttons
    assert {f"together:block:{OLD_AT['b9']}:{NEW_AT[near]}" for near in ("b3", "b5", "b7")} <= set(buttons)
    assert sum(button.startswith("apart") for button in buttons) == 7
    for button in buttons:
        assert say(client, button).status_code == 303, button


def test_a_partner_is_chosen_from_all_passages(client):
    page = client.get(f"{LINKS}/passage?side=old&at={OLD_AT['b9']}").text
    assert "What belongs with it in 2024?" in page and "Closest" in page
    assert together() in page and alone() in page
    assert page.count("belongs with it<") == 3 + len([b for b in NEW.blocks if b.kind != "chrome"])
    found = client.get(f"{LINKS}/passage?side=old&at={OLD_AT['b9']}&q=数字 破题").text
    assert found.count("belongs with it<") == 1 and together() in found
    assert (
        "Nothing there has these words"
        in client.get(f"{LINKS}/passage?side=old&at={OLD_AT['b9']}&q=没有的").text
    )


def test_a_sentence_is_chosen(client):
    at = OLD_AT["b3"]
    page = client.get(f"{LINKS}/passage?side=old&at={at}").text
    assert "Only a sentence of it" in page and "do not belong together" in page
    second = at + OLD.quote(OLD.block_by_id["b3"]).index("就业")
    assert f"at={second}&amp;level=sentence" in page
    page = client.get(f"{LINKS}/passage?side=old&at={second}&level=sentence").text
    assert f"together:sentence:{second}:" in page and "the whole passage" in page
    assert client.get(f"{LINKS}/passage?side=old&at={second}").status_code == 404
    for query in ("", "?side=up&at=0", "?side=old&at=x", "?side=old&at=0&level=word"):
        assert client.get(f"{LINKS}/passage{query}").status_code == 404


def test_addresses_to_go_back_to_are_of_this_site(client):
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = say(client, together(), back=back)
        assert answer.location == PATH + "#new-b8"
        page = client.get(answer.location).text
        assert "evil" not in page
        client.post(LINKS + "/undo", data=undo_fields(page))


PAIR = "/compare/青溪区政府工作报告-2023/青溪区政府工作报告-2024"


@pytest.fixture
def real(tmp_path):
    """Two editions whose comparison the engine makes."""
    app = make_app(tmp_path)
    client = signed_in(app)
    upload_both(client)
    return app, client


def pair_of(db):
    return [store.editions.by_slug(db, f"青溪区政府工作报告-{year}") for year in (2023, 2024)]


def test_what_was_said_survives_a_mended_text_and_reaches_background_work(real, monkeypatch):
    app, client = real
    with app.app_context():
        texts = [store.texts.text_of(get_db(), row.id) for row in pair_of(get_db())]
    at = [text.text.index("（一）") for text in texts]
    fields = {"old_text": texts[0].text_id, "new_text": texts[1].text_id}
    said = client.post(PAIR + "/links", data={"say": f"together:block:{at[0]}:{at[1]}", **fields})
    assert said.status_code == 303
    start = texts[1].text.index("8300")
    mended = {"text_id": texts[1].text_id, "start": start, "end": start + 4, "new": "18300"}
    assert client.post("/editions/青溪区政府工作报告-2024/mend", data=mended).status_code == 303
    assert "has lost its place" not in client.get(PAIR + "/links").text
    with app.app_context():
        db = get_db()
        old, new = pair_of(db)
        inputs = store.inputs.inputs_for(db, old, new)
        assert [link.op for link in inputs.links] == ["together"]
        assert inputs_from_dict(asdict(inputs)) == inputs
        with write(db):
            store.jobs.enqueue(db, "compare", {"old": old.id, "new": new.id}, compare_key(old, new))
    do_jobs(app)

    def refuse(*_):
        raise AssertionError("computed again: the job did not work under what was said")

    monkeypatch.setattr("webapp.pairs.compare_texts", refuse)
    assert client.get(PAIR).status_code == 200


def test_a_passage_that_is_gone_is_told(real):
    app, client = real
    with app.app_context():
        texts = [store.texts.text_of(get_db(), row.id) for row in pair_of(get_db())]
    at = texts[1].text.index("过去一年")
    fields = {"old_text": texts[0].text_id, "new_text": texts[1].text_id}
    client.post(PAIR + "/links", data={"say": f"alone:block::{at}", **fields})
    whole = texts[1].text[at:].partition("\n")[0]
    mended = {"text_id": texts[1].text_id, "start": at, "end": at + len(whole), "new": "全新的一句话。"}
    client.post("/editions/青溪区政府工作报告-2024/mend", data=mended)
    assert "has lost its place" in client.get(PAIR + "/links").text
    assert "confirmed by" not in client.get(PAIR).text


def test_a_draft_is_an_edition_of_its_own(real):
    app, client = real
    draft = "2024年青溪区政府工作报告\n\n一、2023年工作回顾\n\n过去一年，全区生产总值增长5.6%。\n"
    assert upload(client, ("d.txt", draft.encode()), variant="草案").status_code == 303
    with app.app_context():
        db = get_db()
        (final, variant) = (pair_of(db)[1], store.editions.by_slug(db, "青溪区政府工作报告-2024-草案"))
        texts = [store.texts.text_of(db, row.id) for row in (variant, final)]
    at = texts[0].text.index("过去一年")
    fields = {"old_text": texts[0].text_id, "new_text": texts[1].text_id}
    path = "/compare/青溪区政府工作报告-2024-草案/青溪区政府工作报告-2024/links"
    assert client.post(path, data={"say": f"alone:block:{at}:", **fields}).status_code == 303
    with app.app_context():
        db = get_db()
        assert store.inputs.inputs_for(db, variant, final).links
        assert not store.inputs.inputs_for(db, *pair_of(db)).links


def test_wording_by_characters_is_kept_by_the_links_of_the_page(real):
    app, client = real
    with app.app_context():
        text = store.texts.text_of(get_db(), pair_of(get_db())[1].id)
    start = text.text.index("开工项目")
    mended = {"text_id": text.text_id, "start": start, "end": start + 2, "new": "开展"}
    assert client.post("/editions/青溪区政府工作报告-2024/mend", data=mended).status_code == 303
    words, characters = client.get(PAIR).text, client.get(PAIR + "?by=characters&marks=all").text
    assert "by=characters" in words, "the switch"
    assert re.search(r'by=characters"[^>]*aria-current="true"', characters)
    for address in re.findall(r'href="(/compare/[^"]+)"', characters):
        if "/links" not in address and ">words<" not in characters.split(address)[1][:120]:
            assert "by=characters" in address, address
    assert 'name="by" value="characters"' in characters
    found = [client.get(f"{PAIR}.json{query}").get_json() for query in ("", "?by=characters")]
    edits = [[link["edits"] for link in item["sentence_links"]] for item in found]
    assert edits[0] != edits[1]
    assert [link["old"] for link in found[0]["links"]] == [link["old"] for link in found[1]["links"]]
    assert client.get(f"{PAIR}.md?by=characters").status_code == 200


def test_few_comparisons_of_two_texts_are_kept(app):
    made = made_by_hand()
    with app.app_context(), write(get_db()) as db:
        for number in range(store.comparisons.KEPT + 3):
            anchor = describe(OLD.edition.text, number, number + 1)
            inputs = replace(store.inputs.Inputs(), links=(LinkCorrection("alone", anchor, None),))
            store.comparisons.save(db, store.comparisons.pack(made, inputs))
    assert rows(app, "comparisons") == store.comparisons.KEPT
