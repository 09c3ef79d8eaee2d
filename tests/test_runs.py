"""Runs: nothing of the text is lost or doubled, and every mark lies over just its own stretch."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from webapp.runs import Mark, cut_runs


@st.composite
def marked_texts(draw):
    text = draw(st.text(max_size=60))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    marks = []
    for number in range(draw(st.integers(0, 8))):
        left = draw(st.integers(0, len(text)))
        right = draw(st.integers(left, len(text)))
        kind = draw(st.sampled_from(["insert", "measure", "annotation", "sentence"]))
        marks.append(Mark(left, right, kind, str(number)))
    return text, start, end, marks


@given(marked_texts())
def test_runs_joined_are_the_stretch(case):
    text, start, end, marks = case
    runs = cut_runs(text, start, end, marks)
    assert "".join(run.text for run in runs) == text[start:end]
    assert all(run.start < run.end and run.text == text[run.start : run.end] for run in runs)
    assert [run.end for run in runs[:-1]] == [run.start for run in runs[1:]]


@given(marked_texts())
def test_each_character_carries_exactly_its_marks(case):
    text, start, end, marks = case
    for run in cut_runs(text, start, end, marks):
        for at in range(run.start, run.end):
            assert set(run.marks) == {mark for mark in marks if mark.start <= at < mark.end}


@given(marked_texts())
def test_neighbouring_runs_differ(case):
    runs = cut_runs(*case)
    for left, right in itertools.pairwise(runs):
        assert left.marks != right.marks or left.ends or right.begins


@given(marked_texts())
def test_each_mark_begins_and_ends_once(case):
    text, start, end, marks = case
    runs = cut_runs(text, start, end, marks)
    for mark in marks:
        shown = int(max(mark.start, start) < min(mark.end, end))
        assert sum(run.begins.count(mark) for run in runs) == shown
        assert sum(run.ends.count(mark) for run in runs) == shown


def test_a_text_without_marks_is_one_run():
    (run,) = cut_runs("全区生产总值", 1, 4, [])
    assert (run.text, run.start, run.marks) == ("区生产", 1, ())
    assert cut_runs("全区", 1, 1, []) == ()


def test_overlapping_marks():
    text = "增长5.5%左右，确保完成"
    runs = cut_runs(
        text,
        0,
        len(text),
        [Mark(0, 9, "insert", "e1"), Mark(2, 8, "measure", "m1"), Mark(6, 13, "annotation", "7")],
    )
    assert [(run.text, [mark.kind for mark in run.marks]) for run in runs] == [
        ("增长", ["insert"]),
        ("5.5%", ["insert", "measure"]),
        ("左右", ["insert", "measure", "annotation"]),
        ("，", ["insert", "annotation"]),
        ("确保完成", ["annotation"]),
    ]
    assert [mark.id for mark in runs[2].begins] == ["7"]
    assert [mark.id for mark in runs[2].ends] == ["m1"]
