"""Word documents: what is text and what is not, headings, computed numbers, tables, notes, places, refusals."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.errors import CompareError, ReadError
from compare.messages import MESSAGES
from compare.model import Edition
from compare.readers import read_document
from compare.readers.docx import paragraphs_of, read_docx
from compare.readers.docx_numerals import write_number
from compare.readers.docx_package import MAX_UNPACKED_MB, MAX_XML_MB
from compare.readers.zips import MAX_PARTS
from tests.docx_builder import (
    NAMESPACES,
    archive,
    document,
    level,
    lines_of,
    numbered,
    numbering,
    p,
    parts_of,
    r,
    root,
    style,
    table,
    tc,
    text_of,
    texts_of,
    tr,
)
from tests.editions import DATA
from tests.invariants import check_edition, check_text

BRIDGE = "修好了三座石桥。"


def word_file(build: Callable[[docx.document.Document], None]) -> bytes:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def kinds_of(body: str, **others: str) -> list[tuple[str | None, int]]:
    return [(line.kind, line.level) for line in lines_of(body, **others)]


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
    assert [page.page for page in text.pages] == [f"¶{number}" for number in (1, 2, 3, 4, 5, 7, 9, 11, 12, 13)]


def test_word_document_under_another_name() -> None:
    """The bytes tell the format, whatever the file is called."""
    assert text_of(document(p(BRIDGE)), "a.txt").text == BRIDGE


def test_smallest_document() -> None:
    """No styles, no numbering, no relationships of its own."""
    small = archive({"word/document.xml": root("document", f"<w:body>{p(BRIDGE)}</w:body>")})
    assert text_of(small).text == BRIDGE


# What is text


def _in(*tags: str, text: str) -> str:
    """A run of text inside of elements of WordprocessingML, the outermost first."""
    begin = "".join(f"<w:{tag}>" for tag in tags)
    return begin + r(text) + "".join(f"</w:{tag}>" for tag in reversed(tags))


def _field(kind: str, code: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/><w:instrText>{code}</w:instrText></w:r>'


def _deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def _sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


_FRACTION = (
    "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)
_RUBY = f"<w:r><w:ruby><w:rt>{r('qiáo')}</w:rt><w:rubyBase>{r('石')}</w:rubyBase></w:ruby></w:r>"
PARAGRAPHS = {
    "revisions": (["修", _in("ins", text="三座"), _deleted("两座"), "桥。"], "修三座桥。"),
    "moves": (["修", _in("moveFrom", text="三座"), "桥", _in("moveTo", text="四座"), "。"], "修桥四座。"),
    "deleted insertion": (["修", f"<w:ins>{r('三')}{_deleted('两')}</w:ins>", "座桥。"], "修三座桥。"),
    "deleted text that calls itself text": (["修", _in("del", text="两座"), "桥。"], "修桥。"),
    "content control": (["修", _in("sdt", "sdtContent", text="三座"), "桥。"], "修三座桥。"),
    "name of a content control": (["修", _in("sdt", "sdtPr", text="三座"), "桥。"], "修桥。"),
    "link": (["修", _in("hyperlink", text="三座"), "桥。"], "修三座桥。"),
    "tags of other programs": (["修", _in("smartTag", "customXml", text="三座"), "桥。"], "修三座桥。"),
    "simple field": (["修", _in("fldSimple", text="三座"), "桥。"], "修三座桥。"),
    "field": (
        ["修", _field("begin", " REF a "), "旧", _field("separate"), "三座", _field("end"), "桥。"],
        "修三座桥。",
    ),
    "field in the code of a field": (
        [
            *("修", _field("begin", " IF "), _field("begin"), _field("separate"), "旧", _field("end")),
            *(_field("separate"), "三座", _field("end"), "桥。"),
        ],
        "修三座桥。",
    ),
    "field without a result": (["修", _field("begin", " XE "), _field("end"), "桥。"], "修桥。"),
    "field without an end": (["修", _field("begin", " REF "), "三座桥。"], "修三座桥。"),
    "end without a field": (["修", _field("separate"), _field("end"), "桥。"], "修桥。"),
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
    body = p("修好了三座", properties=gone) + p("石桥。", properties='<w:outlineLvl w:val="1"/>') + p("铺路。")
    lines = lines_of(body)
    assert [(line.text, line.page, line.level) for line in lines] == [("修好了三座石桥。", "¶1", 2), ("铺路。", "¶3", 0)]
    wholly = p(_deleted("旧的一段。"), properties=gone) + p("铺路。")
    assert [(line.text, line.page) for line in lines_of(wholly)] == [("铺路。", "¶2")]
    last = p("修桥。") + p("铺路。", properties=gone)
    assert texts_of(last) == ["修桥。", "铺路。"]


def test_dropped_capital() -> None:
    assert texts_of(p("各", properties='<w:framePr w:dropCap="drop"/>') + p("镇都修了桥。")) == ["各镇都修了桥。"]


def test_field_over_paragraphs() -> None:
    body = p(_field("begin", " INCLUDETEXT a "), "旧") + p("旧", _field("separate"), "修桥。") + p("铺路。", _field("end"))
    assert texts_of(body) == ["修桥。", "铺路。"]


def test_hidden_by_style() -> None:
    styles = style("a", "批注").replace("</w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>")
    styles += '<w:style w:type="character" w:styleId="b"><w:name w:val="b"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p("不示人。", style="a") + p("修", r("不示人", '<w:rStyle w:val="b"/>'), "桥。")
    assert texts_of(body, styles=styles) == ["修桥。"]


def _box(*paragraphs: str) -> str:
    content = f"<w:txbxContent>{''.join(map(p, paragraphs))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_box_counts_once() -> None:
    """It follows its paragraph, and has its place."""
    lines = lines_of(p("修桥。", _box("图为石桥。", "摄影：某某。"), "铺路。") + p("种树。"))
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
    body += f'<mc:AlternateContent><mc:Choice Requires="a">{p("种树。")}</mc:Choice><mc:Fallback>{p("种树。")}</mc:Fallback></mc:AlternateContent>'
    assert texts_of(body) == ["修桥。", "铺路。", "种树。"]


def test_table_of_contents_is_set_aside() -> None:
    body = p("目录", style="c") + p(_field("begin", ' TOC \\o "1-3" '), _field("separate"), "一、回顾\t1")
    body += p("二、安排\t9", _field("end")) + p("一、回顾") + p("修桥。")
    lines = lines_of(body, styles=style("c", "TOC Heading"))
    assert [line.kind for line in lines] == ["chrome", "chrome", "chrome", None, None]


def test_notes_about_the_file() -> None:
    body = p("修", _in("ins", text="三座"), _deleted("两座"), "桥。") + '<w:altChunk r:id="r9"/>'
    notes = {note.code: note.params["count"] for note in text_of(document(body)).notes}
    assert notes == {"docx_changes_accepted": 2, "docx_embedded": 1}
    assert not text_of(document(p(BRIDGE))).notes


# Headings

STYLES = (
    style("1", "heading 1", '<w:outlineLvl w:val="0"/>')
    + style("own", "本镇样式", based_on="1")
    + style("plain", "正文一", '<w:outlineLvl w:val="9"/>', based_on="1")
    + style("wps", "标题 2")
    + style("de", "Überschrift 3")
    + style("odd", "节标题", '<w:outlineLvl w:val="3"/>')
    + style("circle", "a", based_on="circle")
    + style("t", "Title")
)
_LEVEL_5 = '<w:outlineLvl w:val="4"/>'


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        pytest.param(p("回顾", style="1"), ("heading", 1), id="style"),
        pytest.param(p("回顾", style="own"), ("heading", 1), id="style based on it"),
        pytest.param(p("回顾", style="wps"), ("heading", 2), id="name of WPS"),
        pytest.param(p("回顾", style="de"), ("heading", 3), id="name in another language"),
        pytest.param(p("回顾", style="odd"), ("heading", 4), id="outline level of a style"),
        pytest.param(p("回顾", properties=_LEVEL_5), ("heading", 5), id="outline level of a paragraph"),
        pytest.param(p("回顾", style="1", properties=_LEVEL_5), ("heading", 5), id="the paragraph has the last word"),
        pytest.param(p("修桥。", style="plain"), (None, 0), id="body text"),
        pytest.param(p("修桥。", style="circle"), (None, 0), id="style based on itself"),
        pytest.param(p("回顾", style="Heading2"), ("heading", 2), id="style that is not defined"),
        pytest.param(p("修桥铺路，" * 20 + "。", style="1"), (None, 0), id="paragraph styled as a heading"),
        pytest.param(p("柳溪镇工作报告", style="t"), ("front", 0), id="title"),
    ],
)
def test_heading(paragraph: str, found: tuple[str | None, int]) -> None:
    assert kinds_of(paragraph, styles=STYLES) == [found]


def test_default_style() -> None:
    default = style("0", "Normal", '<w:outlineLvl w:val="0"/>', more=' w:default="1"')
    assert kinds_of(p("回顾"), styles=default) == [("heading", 1)]


def test_title_page() -> None:
    """Lines in the style of titles are the title page, up to the first heading; behind it they are none."""
    body = p("柳溪镇", style="t") + p("工作报告", style="t") + p("镇长　某某") + p("回顾", style="1") + p(BRIDGE)
    body += p("柳溪镇附表", style="t") + p("种树。")
    assert [kind for kind, _ in kinds_of(body, styles=STYLES)] == ["front", "front", None, "heading", None, None, None]
    parsed = parse_edition(Edition(text_of(document(body, styles=STYLES))))
    assert [block.kind for block in parsed.blocks[:4]] == ["front", "front", "front", "heading"]


def test_heading_on_two_lines() -> None:
    (line,) = lines_of(p("<w:r><w:t>三、持续提升</w:t><w:br/><w:t>治理水平</w:t></w:r>", style="1"), styles=STYLES)
    assert (line.text, line.cuts) == ("三、持续提升治理水平", ((6, "\n"),))
    two = p("<w:r><w:t>一、回顾</w:t><w:br/><w:t>（一）修桥</w:t></w:r>", style="1")
    assert texts_of(two, styles=STYLES) == ["一、回顾", "（一）修桥"]
