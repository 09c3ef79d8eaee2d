"""Corrections of links: kept, contradicted, undone, shown, obeyed by every comparison of the two editions."""

from __future__ import annotations

import pytest

from compare.anchor import describe
from tests.comparison_page import NEW, OLD, PATH, app_with, made_by_hand
from tests.links_said import LINKS, NEW_AT, OLD_AT, alone, apart, say, together, undo_fields
from tests.web_client import log_lines, rows, signed_in
from webapp import store
from webapp.db import get_db, write


@pytest.fixture
def app(tmp_path, monkeypatch):
    return app_with(tmp_path, monkeypatch, made_by_hand())


def standing(app, old="2023", new="2024"):
    """Op and block ids of what holds, and the inputs made of it."""
    with app.app_context():
        db = get_db()
        pair = [store.editions.by_slug(db, f"yunhe-{key}") for key in (old, new)]
        found = store.link_corrections.of_pair(db, pair[0].id, pair[1].id)
        inputs = store.inputs.inputs_for(db, *pair)
    assert inputs.links == tuple(row.correction for row in found)
    return [row.correction for row in found]


def ops(app):
    return [correction.op for correction in standing(app)]


def test_a_word_is_kept_with_anchors_and_logged(app, client):
    answer = say(client, together(), back=PATH + "?kind=added")
    assert answer.status_code == 303 and answer.location == PATH + "?kind=added#new-b8"
    (said,) = standing(app)
    assert (said.op, said.level) == ("together", "block")
    assert said.old == describe(OLD.edition.text, OLD_AT["b9"], OLD_AT["b9"] + len("开展三年行动。"))
    assert said.new.text_id == NEW.edition.text.text_id and said.new.start == NEW_AT["b8"]
    with app.app_context():
        line = log_lines(get_db())[0]
    assert line["account"] == "王晓" and line["details"]["done"] == "links"
    assert line["details"]["op"] == "together"


def test_the_page_says_what_was_noted_and_undoes_it(app, client):
    page = client.get(say(client, together()).location).text
    assert "Noted: “开展三年行动。” and “数字经济&lt;b&gt;破题&lt;/b&gt;。” belong together." in page
    assert "No link is different now." in page
    answer = client.post(LINKS + "/undo", data=undo_fields(page))
    assert answer.status_code == 303 and answer.location == PATH
    assert ops(app) == [] and rows(app, "link_corrections") == 1
    page = client.get(PATH).text
    assert "No longer: “开展三年行动。”" in page
    client.post(LINKS + "/undo", data=undo_fields(page))
    assert ops(app) == ["together"]


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        (together(), apart(), ["apart"]),
        (apart(), together(), ["together"]),
        (alone(), together(), ["together"]),
        (together(), alone(), ["alone"]),
        (apart(), alone(), ["apart", "alone"]),
        (together(), together("b3"), ["together", "together"]),
        (apart(), together("b3"), ["apart", "together"]),
    ],
)
def test_of_a_contradiction_the_later_word_holds(app, client, first, then, left):
    say(client, first)
    page = client.get(say(client, then).location).text
    assert ops(app) == left
    assert ("Taken back, because it says the contrary" in page) == (len(left) == 1)
    client.post(LINKS + "/undo", data=undo_fields(page))
    assert ops(app) == [first.split(":")[0]], "what was taken back is said again"
    assert rows(app, "link_corrections") == (3 if len(left) == 1 else 2), "nothing is deleted"


def test_sentences_and_blocks_do_not_contradict_each_other(app, client):
    say(client, alone())
    start = OLD_AT["b9"]
    assert say(client, f"together:sentence:{start}:{NEW_AT['b8']}").status_code == 303
    assert [(said.op, said.level) for said in standing(app)] == [("alone", "block"), ("together", "sentence")]


def test_a_link_of_several_is_parted_pair_by_pair(app, client):
    starts = f"{OLD_AT['b5']},{OLD_AT['b7']}"
    say(client, f"apart:block:{starts}:{NEW_AT['b5']}")
    assert ops(app) == ["apart", "apart"]
    page = client.get(PATH).text
    client.post(LINKS + "/undo", data=undo_fields(page))
    assert ops(app) == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("together:block:1:0", "No passage of this edition begins there"),
        ("together:block::0", "asked for a correction that there is not"),
        ("alone:block:0:0", "asked for a correction that there is not"),
        ("alone:block::", "asked for a correction that there is not"),
        ("married:block:0:0", "asked for a correction that there is not"),
        ("apart:word:0:0", "asked for a correction that there is not"),
        ("apart:block:0:x", "asked for a correction that there is not"),
        ("apart:block:99999999999999999999:0", "asked for a correction that there is not"),
        ("apart", "asked for a correction that there is not"),
        ("", "asked for a correction that there is not"),
        (f"alone:block:{OLD_AT['b8']}:", "Page litter takes no part"),
        (f"alone:sentence:{OLD_AT['b8']}:", "Page litter takes no part"),
    ],
)
def test_what_cannot_be_is_refused_in_words(app, client, said, why):
    answer = say(client, said)
    assert answer.status_code == 422 and why in answer.text
    assert "Corrections of links" in answer.text
    assert rows(app, "link_corrections") == 0


def test_the_same_word_twice_and_another_text_are_refused(app, client):
    say(client, together())
    again = say(client, together())
    assert again.status_code == 422 and "nothing was changed" in again.text
    other = say(client, apart(), new_text="0" * 64)
    assert other.status_code == 422 and "was changed meanwhile" in other.text
    assert f'<a href="{PATH}">Back to the comparison' in other.text
    assert ops(app) == ["together"]


def test_only_who_may_correct_does(app, client):
    say(client, together())
    with app.app_context(), write(get_db()) as db:
        store.accounts.add(db, "读者", "reader")
        db.execute("UPDATE accounts SET role = 'reader' WHERE name = '王晓'")
    assert say(client, apart()).status_code == 403
    assert client.post(LINKS, data={"say": "nonsense"}).status_code == 403, "before any word on the form"
    assert client.post(LINKS + "/undo", data={"revoke": "1"}).status_code == 403
    assert client.post(LINKS + "/undo", data={"revoke": "x"}).status_code == 403
    assert client.get(LINKS + "/passage?side=old&at=0").status_code == 403
    page = client.get(PATH).text
    assert 'name="say"' not in page and 'id="say"' not in page
    listed = client.get(LINKS)
    assert listed.status_code == 200 and "belong together" in listed.text and "Take back" not in listed.text
    assert ops(app) == ["together"]
    assert app.test_client().get(LINKS).status_code == 302


def test_forms_carry_a_token(tmp_path, monkeypatch):
    made = app_with(tmp_path, monkeypatch, made_by_hand())
    client = signed_in(made)
    made.config["WTF_CSRF_ENABLED"] = True
    assert say(client, together()).status_code == 400
    assert rows(made, "link_corrections") == 0


def test_undo_of_what_is_not_there(app, client):
    say(client, together())
    assert client.post(LINKS + "/undo", data={"revoke": "7"}).status_code == 422
    assert client.post(LINKS + "/undo", data={"revoke": "x"}).status_code == 422
    other = "/compare/yunhe-2022/yunhe-2024/links/undo"
    assert client.post(other, data={"revoke": "1"}).status_code == 422, "a word about other editions"
    assert ops(app) == ["together"]


def test_seen_from_the_other_side_the_same_holds(app, client):
    say(client, alone())
    (turned,) = standing(app, "2024", "2023")
    assert turned.old is None and turned.new.quote == "开展三年行动。"
    assert standing(app, "2022", "2024") == []
