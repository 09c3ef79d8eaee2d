"""Two editions of an invented series on their pages: what stands there, and the forms that correct it."""

from __future__ import annotations

import re

from webapp import store
from webapp.db import get_db

SERIES = "青溪区政府工作报告"
SLUG = f"{SERIES}-2024"
EARLIER = f"{SERIES}-2023"


def row(app, slug=SLUG):
    with app.app_context():
        return store.editions.by_slug(get_db(), slug)


def text(app, slug=SLUG):
    with app.app_context():
        return store.texts.text_of(get_db(), row(app, slug).id)


def texts(app, slug=SLUG):
    with app.app_context():
        return store.texts.history(get_db(), row(app, slug).id)


def fields(**changed):
    known = {
        "series_id": "1",
        "key": "2024",
        "variant": "",
        "title": "2024年报告",
        "date": "",
        "body": "",
        "speaker": "",
    }
    return {**known, "year_given": "2024", "year_reviewed": "2023", **changed}


def mending(app, words, new, slug=SLUG):
    """The form that puts `new` in place of `words`."""
    here = text(app, slug)
    start = here.text.index(words)
    return {"text_id": here.text_id, "start": str(start), "end": str(start + len(words)), "new": new}


def way_back(client, answer):
    """Address and values of the button behind what the next page says."""
    page = client.get(answer.headers["Location"]).text
    form = re.search(r'<form method="post" action="([^"]+)" class="undo">(.*?)</form>', page, re.S)
    values = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    values.pop("csrf_token")
    return form[1], values


def undo(client, answer):
    """Press that button."""
    address, values = way_back(client, answer)
    return client.post(address, data=values)


def outline_form(app, words, op, **more):
    here = text(app)
    at = here.text.index(words)
    return {"op": op, "start": str(at), "end": str(at + len(words)), "quote": words, **more}
