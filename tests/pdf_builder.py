"""PDFs for tests, typeset with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from tests.invariants import check_edition, check_text

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

BODY = ParagraphStyle("body", fontName=SONG, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=SONG, fontSize=20, leading=28, alignment=1, wordWrap="CJK")
ENGLISH = ParagraphStyle(
    "english", fontName="Helvetica", fontSize=10.5, leading=14, alignment=TA_JUSTIFY, spaceAfter=8
)
RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), SONG, 10)])
PLAIN = TableStyle([("FONT", (0, 0), (-1, -1), SONG, 10)])


def typeset(
    flow: Sequence[Flowable],
    *,
    columns: int = 1,
    header: str = "",
    footer: Callable[[int], str] | None = None,
    decorated: Callable[[Canvas, int], None] | None = None,
    password: str = "",
    page: tuple[float, float] = pagesizes.A4,
) -> bytes:
    """A PDF of these flowables; header, footer and what `decorated` draws stand on every page."""
    made = io.BytesIO()
    width, height = page
    gap, margin = 24, 72
    each = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [
        Frame(margin + k * (each + gap), margin, each, height - 2 * margin, 0, 0, 0, 0)
        for k in range(columns)
    ]

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(SONG, 9)
        if header:
            canvas.drawString(margin, height - 40, header)
        if footer:
            canvas.drawCentredString(width / 2, 36, footer(document.page))
        if decorated:
            decorated(canvas, document.page)

    document = BaseDocTemplate(
        made, pagesize=page, encrypt=StandardEncryption(password) if password else None
    )
    document.addPageTemplates(PageTemplate("plain", frames, onPage=decorate))
    document.build(list(flow))
    return made.getvalue()


def chinese(*paragraphs: str, title: str = "") -> list[Flowable]:
    """Paragraphs of Chinese prose below a title."""
    head: list[Flowable] = [Paragraph(title, TITLE), Spacer(1, 20)] if title else []
    return [*head, *(Paragraph(text, BODY) for text in paragraphs)]


def english(*paragraphs: str) -> list[Flowable]:
    return [Paragraph(text, ENGLISH) for text in paragraphs]


def table(rows: Sequence[Sequence[str]], *, ruled: bool = True, repeat: int = 0) -> Table:
    """A table, its first `repeat` rows said again on every page."""
    return Table(
        [list(row) for row in rows], style=RULED if ruled else PLAIN, repeatRows=repeat, hAlign="LEFT"
    )


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
