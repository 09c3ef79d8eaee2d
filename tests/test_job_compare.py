"""The job "compare": the child finds what would be found here, and the row is stored."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from compare.anchor import describe
from compare.engine import ENGINE_VERSION, compare_texts
from compare.model import Cut, Edition, Hint, Inputs, LinkCorrection, Note, OutlineCorrection, Page, Text
from tests.web_client import NEW, OLD, make_app
from webapp import store
from webapp.actions.import_edition import Wish, import_files
from webapp.db import get_db, write
from webapp.jobs import run_pending
from webapp.jobs.compare import edition_from_dict, inputs_from_dict


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


@pytest.fixture
def pair(app):
    """The connection and two editions of a series."""
    with app.app_context():
        db = get_db()
        wish = Wish(series_name="青溪区政府工作报告")
        rows = [import_files(db, None, [(f"{key}.txt", text.encode())], wish).edition for key, text in _TEXTS]
        yield db, rows


_TEXTS = (("2023", OLD), ("2024", NEW))


def ask(db, old, new) -> int:
    with write(db):
        return store.jobs.enqueue(db, "compare", {"old": old, "new": new}, f"compare {old} {new}")


def test_the_comparison_is_stored(app, pair):
    db, rows = pair
    job_id = ask(db, rows[0].id, rows[1].id)
    run_pending(app)
    assert store.jobs.get(db, job_id).state == "done"
    old, new = (store.editions.as_edition(db, row.id) for row in rows)
    assert store.comparisons.load(db, old, new, ENGINE_VERSION) == compare_texts(old, new)


def test_what_is_there_is_not_made_again(app, pair, monkeypatch):
    db, rows = pair
    ask(db, rows[0].id, rows[1].id)
    run_pending(app)
    before = list(db.query("SELECT rowid, created_at FROM comparisons"))
    job_id = ask(db, rows[0].id, rows[1].id)
    run_pending(app)
    assert store.jobs.get(db, job_id).state == "done"
    assert list(db.query("SELECT rowid, created_at FROM comparisons")) == before


def test_an_edition_that_is_gone_is_not_compared(app, pair):
    db, rows = pair
    with write(db):
        db.execute("UPDATE editions SET removed_at = '2024' WHERE id = ?", [rows[0].id])
    jobs = [ask(db, rows[0].id, rows[1].id), ask(db, 10**6, rows[1].id)]
    run_pending(app)
    assert [store.jobs.get(db, job_id).state for job_id in jobs] == ["done", "done"]
    assert not list(db.query("SELECT 1 FROM comparisons"))


def test_an_edition_goes_over_whole():
    text = Text(
        NEW, (Cut(3, "**"),), (Page(0, "a.pdf", "1"),), (Hint(0, 5, "heading", 1),), (Note("no_heading"),)
    )
    edition = Edition(text, "题", "2024", 2024, None, "a.pdf")
    said = OutlineCorrection("level", describe(text, 0, 5), "2")
    for original in (edition, replace(edition, corrections=(said,))):
        assert edition_from_dict(json.loads(json.dumps(asdict(original)))) == original


def test_inputs_go_over_whole():
    anchor = describe(Text(NEW), 0, 5)
    said = (
        LinkCorrection("apart", anchor, anchor, "sentence"),
        LinkCorrection("alone", None, anchor),
    )
    for original in (Inputs(), Inputs(("八八战略",), (("甲", "乙"), ("丙",)), said, by_characters=True)):
        assert inputs_from_dict(json.loads(json.dumps(asdict(original)))) == original


def test_the_terms_of_the_series_are_among_the_inputs(app, pair):
    db, rows = pair
    with write(db):
        store.terms.add(db, rows[0].series_id, "一河串百业")
    ask(db, rows[0].id, rows[1].id)
    run_pending(app)
    old, new = (store.editions.as_edition(db, row.id) for row in rows)
    inputs = store.inputs.inputs_for(db, *rows)
    assert inputs.terms == ("一河串百业",)
    assert store.comparisons.load(db, old, new, ENGINE_VERSION) is None
    assert store.comparisons.load(db, old, new, ENGINE_VERSION, inputs) == compare_texts(old, new, inputs)
