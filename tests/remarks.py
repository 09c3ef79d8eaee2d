"""Remarks for tests of annotations: the fields of their form, and one that is written."""

from __future__ import annotations

from tests.comparison_page import NEW, OLD, PATH

OLD_ID = OLD.edition.text.text_id
NEW_ID = NEW.edition.text.text_id
QUOTE = "𠮷野村通了🚄"


def fields(quote=QUOTE, edition=NEW, **changes):
    start = edition.text.index(quote)
    found = {
        "text_id": edition.edition.text.text_id,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "scope_old": OLD_ID,
        "scope_new": NEW_ID,
        "back": PATH + "?kind=reworded",
        "body": "口径变了？",
    }
    return {**found, **changes}


def write_one(client, **changes):
    answer = client.post("/annotations", data=fields(**changes), headers={"Accept": "application/json"})
    assert answer.status_code == 201
    return answer.get_json()
