"""What stands where on a page: small digits, footnotes, page numbers, tables of contents, stand-ins."""

from __future__ import annotations

import io
from contextlib import closing

import pytest
from reportlab.lib import pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph

from compare.engine import parse_edition
from compare.model import Edition
from compare.readers.pdf_characters import read_character
from tests.pdf_builder import (
    BODY,
    LONG,
    SONG,
    TITLE,
    chinese,
    lines_of,
    read,
    rows_of,
    table,
    typeset,
)


def drawn(*pieces: tuple[float, float, str, str, float]) -> bytes:
    """One page of pieces (x, y, font, text, size)."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=pagesizes.A4)
    for x, y, font, text, size in pieces:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    canvas.save()
    return made.getvalue()


def test_small_digits_off_the_line_are_no_part_of_numbers() -> None:
    text = read(
        drawn(
            (72, 700, SONG, "生产总值增长5.5", 12),
            (72 + stringWidth("生产总值增长5.5", SONG, 12), 705, SONG, "1", 7),
            (72 + stringWidth("生产总值增长5.51", SONG, 12), 700, SONG, "二氧化碳CO", 12),
            (72 + stringWidth("生产总值增长5.51二氧化碳CO", SONG, 12), 697, SONG, "2", 7),
            (72 + stringWidth("生产总值增长5.51二氧化碳CO2", SONG, 12), 700, SONG, "减少了。", 12),
        )
    )
    assert text.text == "生产总值增长5.5¹二氧化碳CO₂减少了。"


def test_footnotes_stand_behind_the_paragraph_that_goes_on() -> None:
    def feet(canvas: Canvas, number: int) -> None:
        canvas.setFont(SONG, 8)
        canvas.drawString(72, 60, f"①第{number}页的说明，按可比价格计算，")
        canvas.drawString(72, 50, "与上年相比。")

    paragraphs = [f"{number}．{LONG * 2}" for number in range(1, 5)]
    text = read(typeset(chinese(*paragraphs), decorated=feet))
    notes = [text.text[hint.start : hint.end] for hint in text.hints if hint.kind == "footnote"]
    assert notes == [f"①第{number}页的说明，按可比价格计算，与上年相比。" for number in (1, 2)]
    assert [line for line in lines_of(text) if line not in notes] == paragraphs
    at = text.text.index(notes[0])
    assert [page.page for page in text.pages if page.start <= at][-1] == "1"


def test_hyphens_of_the_writer_stay() -> None:
    lines = [
        "Our long-term plan is for industry and for the oriented worker. We keep a long-",
        "term view, an industry-",
        "oriented course, and an in-",
        "come for first-",
        "and second-class citizens; the income of Anti-",
        "Base rules and of 4-",
        "room flats.",
    ]
    text = read(drawn(*((72, 700 - 14 * k, "Helvetica", line, 11) for k, line in enumerate(lines))))
    words = "long-term view, an industry-oriented course, and an income for first- and second-class citizens"
    found = text.text.replace("\n", " ")
    assert words in found
    assert "Anti-Base rules and of 4-room flats." in found


def test_years_are_no_page_numbers() -> None:
    pages = [PageBreak() if k % 2 else Paragraph(f"第{k}篇说的是修桥铺路的事。", BODY) for k in range(5)]
    text = read(typeset([Paragraph("2024", TITLE), *pages], footer=lambda page: str(page + 10)))
    assert lines_of(text)[0] == "2024"
    assert [cut.removed.strip() for cut in text.cuts] == ["11", "12", "13"]


def test_a_table_of_contents_is_no_outline() -> None:
    entries = [
        f"{label}{'.' * 60} {page}" for label, page in (("一、去年工作回顾", 2), ("二、今年工作安排", 9))
    ]
    text = read(
        typeset(
            [
                *chinese("目　录", *entries),
                PageBreak(),
                *chinese("一、去年工作回顾", LONG, "二、今年工作安排", LONG),
            ]
        )
    )
    parsed = parse_edition(Edition(text))
    assert [section.label + section.title for section in parsed.sections] == [
        "一、去年工作回顾",
        "二、今年工作安排",
    ]
    assert [block.kind for block in parsed.blocks[:3]] == ["chrome"] * 3


def test_names_of_columns_are_said_once() -> None:
    rows = [["项目", "数量"], *([f"项目{number}", str(number)] for number in range(1, 61))]
    text = read(typeset([table(rows, repeat=1), *chinese("以上六十件事都办好了。")]))
    assert rows_of(text) == rows
    assert [cut.removed for cut in text.cuts] == ["项目\t数量\n"]


@pytest.mark.parametrize(
    ("char", "meaning"), [("⻚", "页"), ("⼈", "人"), ("ﬁ", "fi"), ("豈", "豈"), ("\uf0b7", "•")]
)
def test_stand_ins_are_read_as_what_they_mean(char: str, meaning: str) -> None:
    assert read_character(char) == meaning


def test_loosely_set_paragraphs_without_indentation() -> None:
    style = ParagraphStyle("block", parent=BODY, firstLineIndent=0, spaceAfter=7)
    # Lines that end at the margin: only the gap tells where a paragraph ends.
    full = "全区上下齐心协力修桥铺路植树造林人人都高兴。" * 9
    width = pagesizes.A4[0] - 144
    fitting = full[: int(width // 11) * 3 - 1] + "。"
    text = read(typeset([Paragraph(fitting, style) for _ in range(8)]))
    assert lines_of(text) == [fitting] * 8


def test_an_empty_page_is_nothing_to_tell() -> None:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(typeset(chinese(LONG)))) as whole:
        whole.new_page(300, 400)
        made = io.BytesIO()
        whole.save(made)
    assert read(made.getvalue()).notes == ()
