"""Remarks in the files that a comparison can be taken away as."""

from __future__ import annotations

import jsonschema
import pytest

from compare.schemas import load_schema
from tests.comparison_page import OLD, PATH, app_with, made_by_hand
from tests.remarks import QUOTE, write_one


@pytest.fixture
def app(tmp_path, monkeypatch):
    return app_with(tmp_path, monkeypatch, made_by_hand())


def test_they_are_in_the_downloads(client):
    write_one(client)
    exported = client.get(PATH + ".json").get_json()
    jsonschema.validate(exported, load_schema("comparison"))
    found = exported["annotations"]
    assert [(item["body"], item["anchor"]["quote"], item["side"]) for item in found] == [
        ("口径变了？", QUOTE, "new")
    ]
    assert "口径变了？" in client.get(PATH + ".md").text


def test_downloads_have_the_whole_first_then_the_old_text_then_the_new(client):
    write_one(client)
    write_one(client, quote="就业平稳", edition=OLD)
    write_one(client, text_id="")
    exported = client.get(PATH + ".json").get_json()["annotations"]
    assert [item["side"] for item in exported] == [None, "old", "new"]
