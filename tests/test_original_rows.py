"""Originals in rows: every character is shown, and each block begins in the row that it leads to."""

from __future__ import annotations

import pytest

from compare.engine import parse_edition
from compare.model import Edition, Note
from compare.readers import read_document
from compare.readers.originals import Original, Place, read_places
from tests.editions import DATA
from webapp.original_rows import PIECE, find_rows, view_file

BLOCKS = [f"{number}. 全区新增就业{number}00人，增长{number}%。" for number in range(1, 30)]
TITLE = "2024年青溪区政府工作报告"


def shown(*files: tuple[str, bytes]):
    """The parsed edition, its files as rows, and for each block the text of its row."""
    parsed = parse_edition(Edition(read_document(files)))
    views = [view_file(n, name, len(data), read_places(name, data)) for n, (name, data) in enumerate(files, 1)]
    rows = {row.id: row.text for view in views for row in view.rows}
    places = find_rows(parsed, views)
    return parsed, views, {block: rows[places[block.start]] for block in parsed.blocks if block.start in places}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_each_block_leads_to_its_line(end):
    parsed, (view,), found = shown(("a.txt", end.join([TITLE, *BLOCKS]).encode()))
    assert len(found) == len(parsed.blocks) > len(BLOCKS)
    assert all(parsed.quote(block)[:8] in row for block, row in found.items())
    assert [row.name for row in view.rows] == [str(n) for n in range(1, len(view.rows) + 1)]


def test_a_text_without_line_ends_is_shown_in_pieces():
    _parsed, (view,), _found = shown(("a.txt", "".join(BLOCKS).encode()))
    assert "".join(row.text for row in view.rows) == "".join(BLOCKS)
    assert max(len(row.text) for row in view.rows) <= PIECE
    assert [row.name for row in view.rows] == ["1"] + [""] * (len(view.rows) - 1)


def test_a_line_that_stands_twice_leads_to_the_one_that_is_meant():
    twice = "全区稳中有进。"
    text = "\n\n".join([TITLE, "一、回顾", twice, BLOCKS[0], "二、部署", twice, BLOCKS[1]])
    parsed = parse_edition(Edition(read_document([("a.txt", text.encode())])))
    view = view_file(1, "a.txt", 1, read_places("a.txt", text.encode()))
    names = {row.id: row.name for row in view.rows}
    places = find_rows(parsed, [view])
    wanted = [number for number, line in enumerate(text.split("\n"), 1) if line == twice]
    assert [int(names[places[b.start]]) for b in parsed.blocks if parsed.quote(b) == twice] == wanted


def test_marks_and_tags_of_the_source_are_no_hindrance():
    for name, text in (
        ("a.md", "\n\n".join(f"**{block[:6]}**{block[6:]}" for block in BLOCKS)),
        ("a.html", "<html><body>" + "\n".join(f"<p><b>{b[:6]}</b>{b[6:]}</p>" for b in BLOCKS) + "</body></html>"),
    ):
        parsed, _views, found = shown((name, text.encode()))
        assert len(found) == len(parsed.blocks)
        assert all(parsed.quote(block)[-6:] in row for block, row in found.items() if "人" in parsed.quote(block))


def test_blocks_lead_into_their_own_file():
    files = [("1.txt", "\n".join(BLOCKS[:9]).encode()), ("2.txt", "\n".join(BLOCKS[9:]).encode())]
    parsed, views, found = shown(*files)
    assert len(found) == len(parsed.blocks)
    assert {row.id.split("-")[0] for view in views for row in view.rows} == {"o1", "o2"}


def test_an_original_that_cannot_be_shown():
    view = view_file(1, "a.pdf", 5, Note("child_died"))
    assert (view.rows, view.problem) == ((), Note("child_died"))
    parsed = parse_edition(Edition(read_document([("a.pdf.txt", BLOCKS[0].encode())])))
    assert find_rows(parsed, [view]) == {}


def test_long_paragraphs_are_shown_whole():
    original = Original("paragraphs", (Place("¶1", "".join(BLOCKS)), Place("¶2", "")))
    view = view_file(1, "a.docx", 1, original)
    assert "".join(row.text for row in view.rows) == "".join(BLOCKS)
    assert [row.name for row in view.rows if row.name] == ["¶1", "¶2"]


@pytest.mark.skipif(not DATA.is_dir(), reason="no shared data")
@pytest.mark.parametrize("path", ["national/2019.txt", "tenk/AAPL/2023.txt", "budget_sg/2021.md"])
def test_real_texts_lead_to_their_originals(path):
    data = (DATA / path).read_bytes()
    parsed, _views, found = shown((path.rsplit("/", 1)[1], data))
    assert len(found) == len(parsed.blocks)
