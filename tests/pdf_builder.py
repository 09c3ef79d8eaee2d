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
