"""Word documents: what is text and what is not, headings, places, real documents."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from compare.engine import parse_edition
from compare.model import Edition
from compare.readers.docx import paragraphs_of
from tests.docx_builder import (
    BRIDGE,
    NUMBERS,
    archive,
    box,
    deleted,
    document,
    field,
    inside,
    lines_of,
    note,
    numbered,
    p,
    r,
    reference,
    root,
    style,
    table,
    tc,
    text_of,
    texts_of,
    tr,
)


def word_file(build: Callable[[docx.document.Document], None]) -> bytes:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_word_document() -> None:
    def build(made: docx.document.Document) -> None:
        made.add_heading("柳溪镇工作报告", 0)
        made.add_paragraph("各位代表：")
        made.add_heading("去年工作回顾", 2)
        made.add_paragraph().add_run("修好了三座").bold = True
        made.paragraphs[-1].add_run("石桥。")
        made.add_paragraph("第一行。\n第二行。")
        made.add_paragraph("　　 ")
        rows = made.add_table(rows=2, cols=2).rows
        for cell, words in zip(
            (c for row in rows for c in row.cells), ["指标", "目标", "粮食", "5万吨"], strict=True
        ):
            cell.paragraphs[0].text = words
        made.add_paragraph("种树，", style="List Bullet")
        made.add_heading("今年工作安排", 2)
        made.add_paragraph("还要再修两座。")

    text = text_of(word_file(build))
    lines = "柳溪镇工作报告 各位代表： 去年工作回顾 修好了三座石桥。 第一行。 第二行。 指标\t目标 粮食\t5万吨 种树， 今年工作安排 还要再修两座。"
    assert text.text.split("\n") == lines.split(" ")
    assert {text.text[hint.start : hint.end]: (hint.kind, hint.level) for hint in text.hints} == {
        "柳溪镇工作报告": ("front", 0),
        "去年工作回顾": ("heading", 2),
        "指标\t目标": ("table_row", 1),
        "粮食\t5万吨": ("table_row", 0),
        "种树，": ("bullet", 0),
        "今年工作安排": ("heading", 2),
    }
    parsed = parse_edition(Edition(text))
    assert [(s.title, s.role) for s in parsed.sections] == [
        ("去年工作回顾", "review"),
        ("今年工作安排", "plan"),
    ]
    # Paragraphs of cells count, also the empty one before the table.
    assert [page.page for page in text.pages] == [
        f"¶{number}" for number in (1, 2, 3, 4, 5, 7, 9, 11, 12, 13)
    ]


def test_word_document_under_another_name() -> None:
    """The bytes tell the format, whatever the file is called."""
    assert text_of(document(p(BRIDGE)), "a.txt").text == BRIDGE


def test_smallest_document() -> None:
    """No styles, no numbering, no relationships of its own."""
    small = archive({"word/document.xml": root("document", f"<w:body>{p(BRIDGE)}</w:body>")})
    assert text_of(small).text == BRIDGE


def _sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


_FRACTION = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
_RUBY = f"<w:r><w:ruby><w:rt>{r('qiáo')}</w:rt><w:rubyBase>{r('石')}</w:rubyBase></w:ruby></w:r>"
PARAGRAPHS = {
    "revisions": (["修", inside("ins", text="三座"), deleted("两座"), "桥。"], "修三座桥。"),
    "moves": (
        ["修", inside("moveFrom", text="三座"), "桥", inside("moveTo", text="四座"), "。"],
        "修桥四座。",
    ),
    "deleted insertion": (["修", f"<w:ins>{r('三')}{deleted('两')}</w:ins>", "座桥。"], "修三座桥。"),
    "deleted text that calls itself text": (["修", inside("del", text="两座"), "桥。"], "修桥。"),
    "content control": (["修", inside("sdt", "sdtContent", text="三座"), "桥。"], "修三座桥。"),
    "name of a content control": (["修", inside("sdt", "sdtPr", text="三座"), "桥。"], "修桥。"),
    "link": (["修", inside("hyperlink", text="三座"), "桥。"], "修三座桥。"),
    "tags of other programs": (["修", inside("smartTag", "customXml", text="三座"), "桥。"], "修三座桥。"),
    "simple field": (["修", inside("fldSimple", text="三座"), "桥。"], "修三座桥。"),
    "field": (
        ["修", field("begin", " REF a "), "旧", field("separate"), "三座", field("end"), "桥。"],
        "修三座桥。",
    ),
    "field in the code of a field": (
        [
            *("修", field("begin", " IF "), field("begin"), field("separate"), "旧", field("end")),
            *(field("separate"), "三座", field("end"), "桥。"),
        ],
        "修三座桥。",
    ),
    "field without a result": (["修", field("begin", " XE "), field("end"), "桥。"], "修桥。"),
    "field without an end": (["修", field("begin", " REF "), "三座桥。"], "修三座桥。"),
    "end without a field": (["修", field("separate"), field("end"), "桥。"], "修桥。"),
    "hidden": (["修", r("不示人", "<w:vanish/>"), "桥。"], "修桥。"),
    "not hidden": (["修", r("石", '<w:vanish w:val="0"/>'), "桥。"], "修石桥。"),
    "ruby": (["修", _RUBY, "桥。"], "修石桥。"),
    "tab": (["<w:r><w:t>桥</w:t><w:tab/><w:t>路。</w:t></w:r>"], "桥\t路。"),
    "hyphen": (["<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1桥。</w:t></w:r>"], "A-1桥。"),
    "soft hyphen": (["<w:r><w:t>石</w:t><w:softHyphen/><w:t>桥。</w:t></w:r>"], "石桥。"),
    "symbols": (["气温", _sign("Symbol", "F0B3"), "5", _sign("Wingdings", "F0FC"), "。"], "气温≥5✓。"),
    "Greek letters of a font": ([_sign("Symbol", "F062"), _sign("Symbol", "F046"), "。"], "βΦ。"),
    "circled numbers of a font": ([_sign("Wingdings", "F082"), _sign("Wingdings", "8D"), "。"], "②❷。"),
    "symbol of a font with letters": ([_sign("宋体", "2460"), "桥。"], "①桥。"),
    "symbol that is none": ([_sign("宋体", "D800"), _sign("宋体", "x"), "桥。"], "桥。"),
    "raised": (["10m", r("2", '<w:vertAlign w:val="superscript"/>'), "草地。"], "10m²草地。"),
    "fraction": (["占", _FRACTION, "。"], "占1/2。"),
    "laid out for people": (["修", "<w:r><w:t>\n   石桥\n </w:t></w:r>", "。"], "修石桥。"),
    "marks": (['<w:bookmarkStart w:id="1"/>', "桥。", '<w:r><w:commentReference w:id="1"/></w:r>'], "桥。"),
    "carriage return": (["<w:r><w:t>修桥。</w:t><w:cr/><w:t>铺路。</w:t></w:r>"], "修桥。\n铺路。"),
}


@pytest.mark.parametrize("what", PARAGRAPHS)
def test_inside_a_paragraph(what: str) -> None:
    content, text = PARAGRAPHS[what]
    assert texts_of(p(*content)) == text.split("\n")


def test_soft_hyphen_is_a_cut() -> None:
    (line,) = lines_of("<w:p><w:r><w:t>石</w:t><w:softHyphen/><w:t>桥。</w:t></w:r></w:p>")
    assert line.cuts == ((1, "\u00ad"),)


def test_paragraph_whose_end_was_deleted() -> None:
    """The two are one; it stands where its first words do, and is what the second one is."""
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("修好了三座", properties=gone) + p("石桥。", properties='<w:outlineLvl w:val="1"/>') + p("铺路。")
    )
    lines = lines_of(body)
    assert [(line.text, line.page, line.level) for line in lines] == [
        ("修好了三座石桥。", "¶1", 2),
        ("铺路。", "¶3", 0),
    ]
    wholly = p(deleted("旧的一段。"), properties=gone) + p("铺路。")
    assert [(line.text, line.page) for line in lines_of(wholly)] == [("铺路。", "¶2")]
    last = p("修桥。") + p("铺路。", properties=gone)
    assert texts_of(last) == ["修桥。", "铺路。"]


def test_dropped_capital() -> None:
    assert texts_of(p("各", properties='<w:framePr w:dropCap="drop"/>') + p("镇都修了桥。")) == [
        "各镇都修了桥。"
    ]


def test_field_over_paragraphs() -> None:
    body = (
        p(field("begin", " INCLUDETEXT a "), "旧")
        + p("旧", field("separate"), "修桥。")
        + p("铺路。", field("end"))
    )
    assert texts_of(body) == ["修桥。", "铺路。"]


def test_hidden_by_style() -> None:
    styles = style("a", "批注").replace("</w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>")
    styles += (
        '<w:style w:type="character" w:styleId="b"><w:name w:val="b"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p("不示人。", style="a") + p("修", r("不示人", '<w:rStyle w:val="b"/>'), "桥。")
    assert texts_of(body, styles=styles) == ["修桥。"]


def test_text_box_counts_once() -> None:
    """It follows its paragraph, and has its place."""
    lines = lines_of(p("修桥。", box("图为石桥。", "摄影：某某。"), "铺路。") + p("种树。"))
    assert [(line.text, line.page) for line in lines] == [
        ("修桥。铺路。", "¶1"),
        ("图为石桥。", "¶1"),
        ("摄影：某某。", "¶1"),
        ("种树。", "¶2"),
    ]


def test_fallback_where_the_choice_shows_nothing() -> None:
    shown = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="a"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>'
        f"<w:txbxContent>{p('图为石桥。')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts_of(p("修桥。", shown)) == ["修桥。", "图为石桥。"]


def test_blocks_inside_of_wrappers() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('修桥。')}<w:customXml>{p('铺路。')}</w:customXml></w:sdtContent></w:sdt>"
    tree = p("种树。")
    body += (
        f'<mc:AlternateContent><mc:Choice Requires="a">{tree}</mc:Choice><mc:Fallback>{tree}</mc:Fallback>'
    )
    body += "</mc:AlternateContent>"
    assert texts_of(body) == ["修桥。", "铺路。", "种树。"]


def test_table_of_contents_is_set_aside() -> None:
    body = p("目录", style="c") + p(field("begin", ' TOC \\o "1-3" '), field("separate"), "一、回顾\t1")
    body += p("二、安排\t9", field("end")) + p("一、回顾") + p("修桥。")
    lines = lines_of(body, styles=style("c", "TOC Heading"))
    assert [line.kind for line in lines] == ["chrome", "chrome", "chrome", None, None]


def test_notes_about_the_file() -> None:
    body = p("修", inside("ins", text="三座"), deleted("两座"), "桥。") + '<w:altChunk r:id="r9"/>'
    notes = {note.code: note.params["count"] for note in text_of(document(body)).notes}
    assert notes == {"docx_changes_accepted": 2, "docx_embedded": 1}
    assert not text_of(document(p(BRIDGE))).notes


# Headings


# Places


def test_places() -> None:
    """Empty paragraphs and those of cells count; all lines of a paragraph and a whole row have one place."""
    body = p() + p("<w:r><w:t>修桥。</w:t><w:br/><w:t>铺路。</w:t></w:r>")
    body += table(tr("指标", "目标"), tr(tc("粮", "食"), "5")) + p("种树。")
    assert [(line.page, line.text) for line in lines_of(body)] == [
        *(("¶2", "修桥。"), ("¶2", "铺路。"), ("¶3", "指标\t目标"), ("¶5", "粮 食\t5"), ("¶8", "种树。"))
    ]


def test_paragraphs_of_the_original() -> None:
    """Every place once, with the text of the file: marks of notes, the notes themselves, what readers take out."""
    body = p("修**桥**", reference("footnote", 1), "，", box("图。"), "三座") + p() + p("——石桥。")
    body += table(tr("指标", "目标"), tr("", "5", "6")) + p("铺路。", properties=numbered(1))
    data = document(body, numbering=NUMBERS, footnotes=note("footnote", 1, p("新桥。")))
    assert paragraphs_of(data) == [
        ("¶1", "修**桥**[1]，三座\n图。\n[1] 新桥。"),
        ("¶3", "——石桥。"),
        ("¶4", "指标\t目标"),
        ("¶6", "\t5\t6"),
        ("¶9", "一、铺路。"),
    ]


# Real documents
