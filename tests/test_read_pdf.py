"""PDFs: reading order, paragraphs, page furniture, tables, refusals."""

from __future__ import annotations

import io
import re
from contextlib import closing

import pytest
from PIL import Image
from reportlab.lib import pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Spacer

from compare.engine import parse_edition
from compare.errors import ReadError
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.pdf import render_page
from compare.readers.pdf_characters import read_character
from tests.editions import demo_edition, demo_series, real_file
from tests.invariants import check_edition, check_text
from tests.pdf_builder import BODY, SONG, TITLE, chinese, english, table, typeset

LONG = (
    "全区上下齐心协力，老旧小区改造了三十二个，新修道路十二条，植树四千五百棵，居民出行更方便了，空气也更清新了。"
    * 6
)
PROSE = (
    "The council mended forty roads last year and opened two libraries, one of them beside the old harbour, where "
    "children now learn to read and sailors come to write their letters. Complaints about noise fell by a third. "
)


def read(data: bytes) -> Text:
    text = read_document([("report.pdf", data)])
    check_text(text)
    check_edition(parse_edition(Edition(text)))
    return text


def lines_of(text: Text) -> list[str]:
    return text.text.split("\n")


def rows_of(text: Text) -> list[list[str]]:
    parsed = parse_edition(Edition(text))
    return [
        [parsed.text[a:b] for a, b in block.cells] for block in parsed.blocks if block.kind == "table_row"
    ]


@pytest.mark.parametrize("page", [pagesizes.A4, pagesizes.landscape(pagesizes.A4), pagesizes.A5])
def test_paragraphs_are_joined_from_their_lines(page: tuple[float, float]) -> None:
    flow = chinese("一、去年工作回顾", LONG, "二、今年工作安排", LONG, title="柳溪镇工作报告")
    text = read(typeset(flow, page=page))
    assert lines_of(text) == ["柳溪镇工作报告", "一、去年工作回顾", LONG, "二、今年工作安排", LONG]


def test_headers_footers_and_page_numbers_are_cut_and_broken_paragraphs_joined() -> None:
    paragraphs = [f"{number}．{LONG * 2}" for number in range(1, 9)]
    data = typeset(chinese(*paragraphs), header="柳溪镇人民政府公报", footer=lambda page: f"— {page} —")
    text = read(data)
    assert lines_of(text) == paragraphs
    assert [page.page for page in text.pages] == ["1", "2", "3", "4"]
    assert sum("柳溪镇人民政府公报" in cut.removed for cut in text.cuts) == 4
    assert sum(bool(re.search("— ?[1-4] ?—", cut.removed)) for cut in text.cuts) == 4


def test_every_span_keeps_its_page() -> None:
    text = read(
        typeset([*chinese("第一页说的是修桥铺路的事。"), PageBreak(), *chinese("第二页说的是植树造林的事。")])
    )
    starts = [(page.page, text.text[page.start :][:3]) for page in text.pages]
    assert starts == [("1", "第一页"), ("2", "第二页")]


def test_columns_are_read_one_after_the_other() -> None:
    paragraphs = [f"{name}说：{LONG}" for name in "甲乙丙丁戊己"]
    assert lines_of(read(typeset(chinese(*paragraphs), columns=2))) == paragraphs
    words = [f"Part {name}. {PROSE * 3}".strip() for name in "ABCDEFGH"]
    assert lines_of(read(typeset(english(*words), columns=2))) == words


def test_hyphenated_words_are_joined() -> None:
    canvas_bytes = io.BytesIO()
    canvas = Canvas(canvas_bytes, pagesize=pagesizes.A4)
    lines = [
        "The council looks after infra-",
        "structure and well-being of the",
        "people who live here every day.",
    ]
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    text = read(canvas_bytes.getvalue())
    assert (
        text.text
        == "The council looks after infrastructure and well-being of the people who live here every day."
    )
    assert "-\n" in [cut.removed for cut in text.cuts]


@pytest.mark.parametrize("ruled", [True, False])
def test_tables_stay_tables(ruled: bool) -> None:
    rows = [
        ["指标", "2023年", "2024年"],
        ["粮食产量（万吨）", "5.2", "5.5"],
        ["果园（亩）", "", "800"],
        ["鱼塘（个）", "12", "14"],
    ]
    text = read(
        typeset([*chinese(LONG), Spacer(1, 12), table(rows, ruled=ruled), Spacer(1, 12), *chinese(LONG)])
    )
    assert rows_of(text) == rows
    assert lines_of(text)[0] == lines_of(text)[-1] == LONG


def test_a_table_goes_on_over_the_page() -> None:
    rows = [
        ["项目", "数量", "说明"],
        *([f"项目{number}", str(number), f"第{number}件事"] for number in range(1, 61)),
    ]
    text = read(typeset([table(rows), *chinese("以上六十件事都办好了。")]))
    assert rows_of(text) == rows
    assert {hint.table for hint in text.hints} == {1}


def test_larger_type_makes_headings() -> None:
    text = read(
        typeset(
            [
                Paragraph("Harbour Report", TITLE),
                *english(PROSE),
                Paragraph("Looking Ahead", TITLE),
                *english(PROSE),
            ]
        )
    )
    headings = [
        (text.text[hint.start : hint.end], hint.level) for hint in text.hints if hint.kind == "heading"
    ]
    assert headings == [("Harbour Report", 1), ("Looking Ahead", 1)]


def test_turned_pages_read_like_others() -> None:
    import pypdfium2

    for degrees in (90, 180, 270):
        document = pypdfium2.PdfDocument(typeset(chinese("一、去年工作回顾", LONG)))
        document[0].set_rotation(degrees)
        turned = io.BytesIO()
        document.save(turned)
        document.close()
        # Turned by the viewer's hand the lines stand upright or sideways; nothing may be lost.
        found = read_document([("report.pdf", turned.getvalue())]).text
        assert sorted(found.replace("\n", "")) == sorted("一、去年工作回顾" + LONG), degrees


def test_the_demo_reads_like_its_text() -> None:
    """A report typeset as PDF gives the sentences of its text."""
    edition = demo_edition(0, str(demo_series()[0]["edition"][0]["key"]))
    paragraphs = edition.text.text.split("\n")
    wanted = parse_edition(edition)
    found = parse_edition(Edition(read(typeset(chinese(*paragraphs), footer=lambda page: str(page)))))
    sentences = {found.quote(sentence) for sentence in found.sentences}
    kept = [wanted.quote(sentence) in sentences for sentence in wanted.sentences]
    assert sum(kept) >= 0.99 * len(kept)


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_document([("report.pdf", data)])
    assert caught.value.message("zh") and caught.value.message("en")
    return caught.value.code


def scan() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(made, "PDF")
    return made.getvalue()


def test_refusals() -> None:
    good = typeset(chinese(LONG))
    assert refusal(typeset(chinese(LONG), password="geheim")) == "pdf_password"
    assert refusal(scan()) == "pdf_without_text"
    assert refusal(good[:200]) == "pdf_broken"
    assert refusal(b"%PDF-1.7\nnothing else") == "pdf_broken"
    assert refusal(_many_pages(3000)) == "pdf_too_many_pages"


def _many_pages(count: int) -> bytes:
    """A document whose page tree names one page many times."""
    kids = b"3 0 R " * count
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    ]
    found, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        found
        + b"xref\n0 4\n0000000000 65535 f \n%btrailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(found))
    )


def test_a_page_without_text_among_others_is_told() -> None:
    import pypdfium2

    whole = pypdfium2.PdfDocument(typeset(chinese(LONG)))
    picture = pypdfium2.PdfDocument(scan())
    whole.import_pages(picture)
    made = io.BytesIO()
    whole.save(made)
    picture.close()
    whole.close()
    (note,) = read(made.getvalue()).notes
    assert (note.code, note.params) == ("pdf_pages_without_text", {"pages": "2"})


def test_pictures_of_pages() -> None:
    data = typeset([*chinese(LONG), PageBreak(), *chinese("第二页。")])
    assert render_page("report.pdf", data, 2).startswith(b"\x89PNG")
    huge = typeset(chinese(LONG), page=(14_000, 14_000))
    assert max(Image.open(io.BytesIO(render_page("report.pdf", huge, 1))).size) <= 2400
    with pytest.raises(ReadError, match="no page 3"):
        render_page("report.pdf", data, 3)


def test_a_real_pdf() -> None:
    path = real_file("import_samples/szfgs2024_政府信息公开年报.pdf")
    text = read(path.read_bytes())
    parsed = parse_edition(Edition(text))
    tops = [section.label for section in parsed.sections if re.match("[一二三四五六]、", section.label)]
    assert tops == ["一、", "二、", "三、", "四、", "五、", "六、"]
    rows = rows_of(text)
    assert ["行政规范性文件", "8", "26", "66"] in rows
    assert len({block.table for block in parsed.blocks if block.kind == "table_row"}) >= 3
    assert {page.page for page in text.pages} == {"1", "2", "3", "4", "5", "6"}


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
