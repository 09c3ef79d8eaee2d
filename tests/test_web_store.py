"""Storage: the functions of each noun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.engine import compare_texts
from compare.model import Cut, Edition, Hint, Inputs, Note, Page, Text
from tests.comparison_builder import comparison, link, side
from tests.web_client import log_lines
from webapp import permissions, store
from webapp.actions import NotAllowed, act
from webapp.db import write

TEXT = Text(
    "一、回顾\n增长5%。",
    cuts=(Cut(4, "**"),),
    pages=(Page(0, "1.txt", "5"),),
    hints=(Hint(0, 4, "heading", 1),),
    notes=(Note("quote_unbalanced", {"count": 1}),),
)


@pytest.fixture
def account(db):
    with write(db):
        return store.accounts.get(db, store.accounts.add(db, "王晓", "reviewer"))


def add_edition(db, key: str = "2024", text: Text = TEXT, series: str = "青溪区报告") -> int:
    known = store.series.by_name(db, series)
    series_id = known.id if known else store.series.add(db, series)
    return store.editions.add(
        db,
        series_id=series_id,
        key=key,
        title=f"{key}年报告",
        text=text,
        files=[("a.txt", text.text.encode())],
    )


def test_a_text_comes_back_as_it_was(db):
    with write(db):
        edition_id = add_edition(db)
    assert store.texts.text_of(db, edition_id) == TEXT
    edition = store.editions.as_edition(db, edition_id)
    assert (edition.text, edition.key, edition.source) == (TEXT, "2024", "a.txt")
    assert store.texts.text_by_id(db, TEXT.text_id) == TEXT.text
    assert store.texts.text_by_id(db, "none") is None
    with pytest.raises(KeyError):
        store.texts.text_of(db, 99)
    with pytest.raises(KeyError):
        store.editions.as_edition(db, 99)


def test_editions_are_found(db):
    with write(db):
        edition_id = add_edition(db)
        add_edition(db, "2023", Text("增长4%。"))
    found = store.editions.get(db, edition_id)
    assert found == store.editions.by_slug(db, "青溪区报告-2024") == store.editions.find(db, 1, "2024")
    assert store.editions.by_slug(db, "青溪区报告-2022") is None
    assert [row.key for row in store.editions.of_series(db, 1)] == ["2023", "2024"]
    assert store.editions.with_text(db, TEXT.text_id) == [found]


def test_a_new_text_becomes_the_current_one_and_the_earlier_stays(db):
    with write(db):
        edition_id = add_edition(db)
        store.texts.add_text(db, edition_id, Text("增长6%。"))
    assert store.texts.text_of(db, edition_id).text == "增长6%。"
    assert store.texts.text_by_id(db, TEXT.text_id) == TEXT.text
    with write(db):
        store.texts.add_text(db, edition_id, TEXT)
    assert store.texts.text_of(db, edition_id) == TEXT


def test_same_files_are_recognised_in_their_order_only(db):
    one, two = ("1.txt", b"1"), ("2.txt", b"2")
    with write(db):
        series_id = store.series.add(db, "青溪区报告")
        other_id = store.series.add(db, "另一系列")
        edition_id = store.editions.add(
            db, series_id=series_id, key="2024", title="", text=TEXT, files=[one, two]
        )
    same = store.editions.with_files(db, series_id, [("other name", b"1"), two])
    assert same is not None and same.id == edition_id
    assert store.editions.with_files(db, series_id, [two, one]) is None
    assert store.editions.with_files(db, series_id, [one]) is None
    assert store.editions.with_files(db, other_id, [one, two]) is None


def test_slugs_are_unique_and_readable(db):
    with write(db):
        names = ["State Council: Report", "State  council report", "！！", "ＡＢＣ区"]
        slugs = [store.series.get(db, store.series.add(db, name)).slug for name in names]
    assert slugs == ["state-council-report", "state-council-report-2", "series", "abc区"]
    with write(db):
        a = store.series.add(db, "a")
        b = store.series.add(db, "a 2024")
        first = store.editions.add(db, series_id=a, key="2024-05", title="", text=TEXT, files=[])
        second = store.editions.add(db, series_id=b, key="05", title="", text=TEXT, files=[])
    assert store.editions.get(db, first).slug != store.editions.get(db, second).slug


def test_a_comparison_is_kept_for_its_texts_inputs_and_engine(db):
    made = comparison(side("增长5%。", "完。"), side("增长6%。"), link(1, "b1", "b1"))
    old, new = made.old.edition, made.new.edition
    with write(db):
        store.comparisons.save(db, store.comparisons.pack(made))
    assert store.comparisons.load(db, old, new, made.engine) == made
    assert store.comparisons.load(db, new, old, made.engine) is None
    assert store.comparisons.load(db, old, new, made.engine + "x") is None
    assert store.comparisons.load(db, old, new, made.engine, Inputs(terms=("专精特新",))) is None
    figures = store.comparisons.all_figures(db)
    assert figures[old.text.text_id, new.text.text_id].linked == 1.0
    with write(db):
        store.comparisons.save(db, store.comparisons.pack(made))
    assert db.execute("SELECT count(*) FROM comparisons").fetchone() == (1,)


def test_a_comparison_is_kept_for_what_the_reader_found_too(db):
    """Two files of one text, one with page numbers: neither gets the other's comparison."""
    made = comparison(side("增长5%。", "完。"), side("增长6%。"), link(1, "b1", "b1"))
    new = made.new.edition
    found = {"cuts": (Cut(1, "*"),), "pages": (Page(0, "1.txt", "6"),), "hints": (Hint(0, 3, "heading", 1),)}
    for name, value in {**found, "notes": (Note("quote_unbalanced", {"count": 1}),)}.items():
        other = replace(new, text=replace(new.text, **{name: value}))
        assert store.comparisons.inputs_hash(made.old.edition, other) != store.comparisons.inputs_hash(
            made.old.edition, new
        ), name
        assert store.comparisons.inputs_hash(other, new) != store.comparisons.inputs_hash(new, new), name
    draft = replace(made, new=replace(made.new, edition=replace(new, title="草案")))
    with write(db):
        for one in (made, draft):
            store.comparisons.save(db, store.comparisons.pack(one))
    assert store.comparisons.load(db, made.old.edition, new, made.engine) == made
    assert store.comparisons.load(db, made.old.edition, draft.new.edition, made.engine) == draft
    with write(db):
        store.comparisons.save(db, store.comparisons.pack(replace(made, engine="next")))
    assert db.execute("SELECT count(*) FROM comparisons").fetchone() == (1,)


def test_every_note_is_counted_once(db):
    text = Text("增长5%。", notes=(Note("quote_unbalanced", {"count": 1}),))
    made = compare_texts(Edition(text), Edition(Text("增长6%。")))
    assert text.notes[0] in made.old.notes
    shown = len(made.notes) + len(made.old.notes) + len(made.new.notes)
    assert store.comparisons.figures_of(made).notes == shown


def test_annotations_hang_on_texts(db, account):
    old_text, other_text = Text("增长4%。"), Text("增长3%。")
    with write(db):
        add_edition(db)
        add_edition(db, "2023", old_text)
        add_edition(db, "2022", other_text)
        anchor = {
            "text_id": old_text.text_id,
            "start": 0,
            "end": 2,
            "quote": "增长",
            "prefix": "",
            "suffix": "4%",
        }
        on_text = store.annotations.add(
            db,
            author_id=account.id,
            body="口径变了？",
            scope=(old_text.text_id, TEXT.text_id),
            old_anchor=anchor,
        )
        on_whole = store.annotations.add(
            db, author_id=account.id, body="总的看法", scope=(old_text.text_id, TEXT.text_id)
        )

    def seen(a, b):
        return [found.id for found in store.annotations.of_comparison(db, a.text_id, b.text_id)]

    assert seen(old_text, TEXT) == [on_text, on_whole]
    assert seen(other_text, old_text) == [on_text], "seen from the other side too"
    assert seen(other_text, TEXT) == []
    assert store.annotations.get(db, on_text).old_anchor == anchor
    assert store.annotations.recent(db)[0].id == on_whole


def test_nothing_that_was_said_is_lost(db, account):
    with write(db):
        note = store.annotations.add(db, author_id=account.id, body="一")
        store.annotations.change_body(db, note, account_id=account.id, body="二")
        store.annotations.change_status(db, note, account_id=account.id, status="resolved")
        store.annotations.delete(db, note, account_id=account.id)
    found = store.annotations.get(db, note)
    assert (found.body, found.status, bool(found.deleted_at)) == ("二", "resolved", True)
    assert [(v.body, v.status) for v in store.annotations.history(db, note)] == [
        ("一", "open"),
        ("二", "open"),
        ("二", "resolved"),
    ]
    assert store.annotations.recent(db) == []
    with write(db):
        store.annotations.restore(db, note, account_id=account.id)
    assert [found.id for found in store.annotations.recent(db)] == [note]


def test_acting_checks_logs_and_rolls_back(db, account):
    with act(db, account, "annotate") as log:
        log("annotation", 7, quote="增长")
    (entry,) = log_lines(db)
    names = ("account", "action", "noun_id", "details")
    assert [entry[name] for name in names] == ["王晓", "annotate", 7, {"quote": "增长"}]
    with pytest.raises(ZeroDivisionError), act(db, account, "annotate") as log:
        log("annotation", 8)
        raise ZeroDivisionError
    with pytest.raises(NotAllowed), act(db, account, "change_any_annotation"):
        raise AssertionError("must not come here")
    assert len(log_lines(db)) == 1


def test_roles():
    assert permissions.is_allowed("owner", "annotate")
    assert not permissions.is_allowed("reader", "annotate")
    assert not permissions.is_allowed("nobody", "annotate")
