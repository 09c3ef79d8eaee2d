"""PDFs: reading order, paragraphs, page furniture, tables, refusals."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from reportlab.lib import pagesizes
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Spacer

from compare.engine import parse_edition
from compare.errors import ReadError
from compare.model import Edition
from compare.readers import read_document
from compare.readers.pdf import render_page
from tests.editions import demo_edition, demo_series, real_file
from tests.pdf_builder import (
    LONG,
    PROSE,
    TITLE,
    chinese,
    english,
    lines_of,
    read,
    rows_of,
    table,
    typeset,
)


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
