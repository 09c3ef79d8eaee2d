"""Word documents: what is text and what is not, headings, computed numbers, tables, notes, places, refusals."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

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


# Numbers that Word computes

_CHINESE = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
    level(4, "decimalEnclosedCircle", "%5"),
    level(5, "bullet", "\uf06c"),
    level(6, "bullet", "——"),
    level(7, "none", "第%1条", "<w:suff w:val='nothing'/>"),
    level(8, "lowerLetter", "%9)"),
    lists='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + level(0, "upperLetter", "%1. ")
    + "</w:lvlOverride></w:num>",
)


def labels_of(places: list[tuple[int, int]], definition: str = _CHINESE) -> list[str]:
    """What is shown before paragraphs on these (list, level)."""
    body = "".join(p("桥。", properties=numbered(*place)) for place in places)
    return [text.removesuffix("桥。").rstrip() for text in texts_of(body, numbering=definition)]


def test_levels_count_and_begin_anew() -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 0), (1, 1), (1, 3), (1, 8)]
    assert labels_of(places) == ["一、", "（一）", "（二）", "1.", "1.1", "①", "②", "二、", "（一）", "2.1", "a)"]


def test_labels_that_are_hardly_any() -> None:
    """Dots are shown, not read; dashes are typed in other reports; a label may be fixed."""
    assert labels_of([(1, 0), (1, 5), (1, 6), (1, 7), (9, 0)]) == ["一、", "", "——", "第一条", ""]
    body = "".join(p("修桥，", properties=numbered(1, place)) for place in (5, 6, 7, 8, 0))
    assert [kind for kind, _ in kinds_of(body, numbering=_CHINESE)] == ["bullet", None, None, "item", None]


def test_lists_that_share_a_count() -> None:
    """A list goes on with the count of another, begins at a number of its own once, or only looks different."""
    assert labels_of([(1, 0), (3, 0), (2, 0), (2, 0), (1, 0)]) == ["一、", "B.", "五、", "六、", "七、"]


def test_level_that_begins_anew_as_it_is_told() -> None:
    never = level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
    by_first = level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    definition = numbering(level(0, "decimal", "%1、"), never, by_first)
    places = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]
    assert labels_of(places, definition) == ["1、", "（1）", "1.", "（2）", "2.", "2、", "（3）", "1."]


def test_start_and_level_not_begun() -> None:
    definition = numbering(level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2", start=0))
    assert labels_of([(1, 1), (1, 1), (1, 0)], definition) == ["3.0", "3.1", "3"]


def test_numbers_by_style() -> None:
    """The style names the list; which level is its own the list tells.  A paragraph may do without."""
    styles = style("a", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += style("b", "节", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style("c", "小节", based_on="b")
    styles += style("d", "别的", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    definition = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="a"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>'),
    )
    body = p("回顾", style="a") + p("修桥", style="b") + p("铺路", style="d") + p("安排", style="a")
    body += p("附", style="a", properties='<w:numPr><w:numId w:val="0"/></w:numPr>') + p("种树。", style="c")
    assert texts_of(body, styles=styles, numbering=definition) == [
        *("一、回顾", "（一）修桥", "（二）铺路", "二、安排", "附", "三、种树。")
    ]


def test_list_styles() -> None:
    styles = '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    definition = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum><w:abstractNum '
        f'w:abstractNumId="1"><w:styleLink w:val="s"/>{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("回顾", properties=numbered(1)) + p("修桥。", properties=numbered(2))
    assert texts_of(body, styles=styles, numbering=definition) == ["一、回顾", "二、修桥。"]


def test_padded_numbers() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert labels_of([(1, 0), (1, 0)], numbering(custom)) == ["009、", "010、"]


def test_what_is_counted() -> None:
    """An empty paragraph has its number; one that was deleted, or hidden to its end, has none."""
    gone = p(_deleted("旧"), properties=numbered(1) + "<w:rPr><w:del/></w:rPr>")
    hidden = p(r("旧", "<w:vanish/>"), properties=numbered(1) + "<w:rPr><w:vanish/></w:rPr>")
    one = p("桥。", properties=numbered(1))
    empty = p(properties=numbered(1))
    assert texts_of(one + empty + one + gone + one + hidden + one, numbering=_CHINESE) == [
        *("一、桥。", "三、桥。", "四、桥。", "五、桥。")
    ]


def test_outline_sees_computed_numbers() -> None:
    body = "".join(
        p(words, properties=properties)
        for words, properties in (
            ("去年工作回顾", numbered(1)), ("桥梁道路", numbered(1, 1)), ("修好了三座石桥。", ""),
            ("今年工作安排", numbered(1)), ("还要再修两座。", ""),
        )
    )  # fmt: skip
    parsed = parse_edition(Edition(text_of(document(body, numbering=_CHINESE))))
    assert [(section.label, section.title, section.level) for section in parsed.sections] == [
        *(("一、", "去年工作回顾", 1), ("（一）", "桥梁道路", 2), ("二、", "今年工作安排", 1))
    ]


def test_numbered_paragraph_does_not_go_on_with_the_one_above() -> None:
    """1.1 is no label that the outline knows, yet Word has numbered a paragraph."""
    definition = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    body = p("去年，我们修桥，铺路，修了好些") + p("桥梁三座，道路两条。", properties=numbered(1, 1))
    assert text_of(document(body, numbering=definition)).text.split("\n")[1] == "1.1 桥梁三座，道路两条。"


@pytest.mark.parametrize(
    ("how", "numbers"),
    [
        ("decimal", {0: "0", 7: "7"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 5000: "5000"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {28: "bb", 0: "0"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 23: "23rd"}),
        ("chineseCounting", {0: "零", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {100: "一百", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 1050: "一千零五十"}),
        ("chineseCountingThousand", {10000: "一万", 10003: "一万零三", 120000: "十二万", 123456789: "123456789"}),
        ("japaneseCounting", {1: "一", 10: "十", 100: "百", 111: "百十一", 1234: "千二百三十四"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("chineseLegalSimplified", {10: "壹拾", 205: "贰佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {0: "⓪", 1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶", 21: "21"}),
        ("numberInDash", {3: "- 3 -"}),
        ("hex", {31: "1F"}),
        ("none", {3: ""}),
        ("bullet", {3: ""}),
        ("klingon", {3: "3", -1: "-1"}),
    ],
)
def test_number_formats(how: str, numbers: dict[int, str]) -> None:
    assert {number: write_number(number, how) for number in numbers} == numbers


# Tables


def rows_of(body: str, **others: str) -> list[tuple[int, int, int, str]]:
    """(table, level, lead, text) of the rows."""
    found = lines_of(body, **others)
    return [(line.table, line.level, line.lead, line.text) for line in found if line.kind == "table_row"]


_RESTART, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_cells() -> None:
    """Ends of lines and tabs inside a cell are blanks, and so is what parts its paragraphs."""
    broken = tc(p("<w:r><w:t>5</w:t><w:tab/><w:t>万</w:t><w:br/><w:t>吨</w:t></w:r>"), p(" 以上 "))
    assert rows_of(table(tr("粮食。", broken, "农业局"))) == [(1, 0, 0, "粮食。\t5 万 吨  以上\t农业局")]


def test_spans() -> None:
    body = table(
        tr(tc("指标", properties=_RESTART), tc("目标", span=2), tc("完成", span=2)),
        tr(tc("指标", properties=_GOES_ON), "去年", "今年", "去年", "今年"),
        tr("粮食（万吨）", "5", "6", "5.1", "6.2"),
        tr("", "", "7", "", ""),
        tr("", "", "", "", ""),
        tr("8", properties='<w:gridBefore w:val="2"/>'),
    )
    assert rows_of(body) == [
        (1, 1, 0, "指标\t目标\t\t完成"),
        (1, 1, 1, "去年\t今年\t去年\t今年"),
        (1, 0, 0, "粮食（万吨）\t5\t6\t5.1\t6.2"),
        (1, 0, 2, "7"),
        (1, 0, 2, "8"),
    ]


_REPEATED = "<w:tblHeader/>"


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        pytest.param([tr("指标", "目标"), tr("粮食", "5")], [1, 0], id="first row"),
        pytest.param([tr("表一", "", properties=_REPEATED), tr("指标", "目标", properties=_REPEATED), tr("粮食", "5")], [1, 1, 0], id="rows that Word repeats"),
        pytest.param([tr("指标", "2023"), tr("粮食", "5")], [1, 0], id="year"),
        pytest.param([tr("粮食", "5万吨"), tr("桥", "3")], [1, 0], id="words with numbers"),
        pytest.param([tr("粮食", "5.2%"), tr("桥", "3")], [0, 0], id="numbers"),
        pytest.param([tr(tc("粮食部分", span=2)), tr("粮食", "5")], [0, 0], id="title of a table"),
        pytest.param([tr("粮食", "5"), tr("桥", "3")], [0, 0], id="no heading"),
        pytest.param([tr("指标", "目标")], [0], id="nothing below"),
        pytest.param([tr("指标", tc("目标", span=2)), tr("粮食", tc("5", span=2))], [1, 0], id="one column of two"),
        pytest.param([tr("指标", "目标", properties=_REPEATED), tr("粮食", "5", properties=_REPEATED)], [0, 0], id="all rows repeated"),
    ],
)  # fmt: skip
def test_rows_that_name_columns(rows: list[str], heads: list[int]) -> None:
    assert [level for _, level, _, _ in rows_of(table(*rows) + p(BRIDGE))] == heads


def test_what_is_no_table() -> None:
    """One cell, one column, or prose side by side: what stands there are paragraphs, and tables."""
    inner = table(tr("指标", "目标"), tr("粮食", "5"))
    body = table(tr(tc("修桥。", "铺路。"))) + table(tr("种树。"), tr("养鱼。"))
    body += table(tr(tc("各位代表，" * 100 + "修桥。"), tc(inner, "回顾。"))) + inner
    lines = lines_of(body)
    assert [line.text[-3:] for line in lines if line.kind is None] == ["修桥。", "铺路。", "种树。", "养鱼。", "修桥。", "回顾。"]
    assert [(line.table, line.text) for line in lines if line.kind] == [
        *((1, "指标\t目标"), (1, "粮食\t5"), (2, "指标\t目标"), (2, "粮食\t5"))
    ]


def test_table_inside_a_cell() -> None:
    inner = table(tr("一季度", "二季度"), tr("1", "2"))
    assert rows_of(table(tr("指标", "目标"), tr("粮食", tc(inner, "。")))) == [
        *((1, 1, 0, "指标\t目标"), (1, 0, 0, "粮食\t一季度 二季度 1 2 。"))
    ]


def test_revisions_of_tables() -> None:
    new = "<w:ins/>"
    body = table(
        tr("指标", "目标"),
        tr("旧", "1", properties="<w:del/>"),
        tr("粮食", "5", tc("旧", properties="<w:cellDel/>"), properties=new),
        tr("旧", "1", properties="<w:hidden/>"),
        f"<w:sdt><w:sdtContent>{tr('桥', '3')}</w:sdtContent></w:sdt>",
    )
    assert [text for _, _, _, text in rows_of(body)] == ["指标\t目标", "粮食\t5", "桥\t3"]


def test_numbers_in_cells() -> None:
    """The column of serial numbers is often counted by Word; its cells hold nothing else."""
    serial = tc(p(properties=numbered(1)))
    body = table(tr("序号", "任务"), tr(serial, "修桥。"), tr(serial, "铺路。"))
    assert [text for *_, text in rows_of(body, numbering=numbering(level(0, "decimal", "%1")))] == [
        *("序号\t任务", "1\t修桥。", "2\t铺路。")
    ]


def test_heading_styles_in_cells_are_no_headings() -> None:
    assert [kind for kind, _ in kinds_of(table(tr(tc(p("指标", style="1")), "目标")), styles=STYLES)] == ["table_row"]


# Notes


def _note(kind: str, identifier: int, *content: str) -> str:
    return f'<w:{kind} w:id="{identifier}">{"".join(content)}</w:{kind}>'


def _reference(kind: str, identifier: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"{more}/></w:r>'


def test_notes() -> None:
    """Marks are cuts, so that 5% is not 5%1; notes stand at the end, with the place of their marks."""
    rule = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    body = p("增长5%", _reference("footnote", 3), "，修桥", _reference("endnote", 1), "。")
    body += p("铺路", _reference("footnote", 2), "。", _reference("footnote", 9))
    lines = lines_of(
        body,
        footnotes=rule
        + _note("footnote", 2, p("<w:r><w:footnoteRef/></w:r>", "两条。"))
        + _note("footnote", 3, p("<w:r><w:footnoteRef/></w:r>", r(" 不变价。")), p("按统计局的数。"))
        + _note("footnote", 4, p("没有用到。")),
        endnotes=_note("endnote", 1, p("三座。")),
    )
    assert [(line.text, line.cuts, line.kind, line.page) for line in lines] == [
        ("增长5%，修桥。", ((4, "[1]"), (7, "[i]")), None, "¶1"),
        ("铺路。", ((2, "[2]"),), None, "¶2"),
        ("[1] 不变价。", (), "footnote", "¶1"),
        ("按统计局的数。", (), "footnote", "¶1"),
        ("[i] 三座。", (), "footnote", "¶1"),
        ("[2] 两条。", (), "footnote", "¶2"),
    ]


def test_marks_of_notes() -> None:
    """Numbered as the document says; an author's own mark stands before its note already."""
    settings = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numStart w:val="4"/></w:footnotePr>'
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    lines = lines_of(
        p("修桥", own, "。", _reference("footnote", 1)),
        footnotes=_note("footnote", 1, p("三座。")) + _note("footnote", 2, p("* 石桥。")),
        settings=settings,
    )
    assert [(line.text, line.cuts) for line in lines] == [
        ("修桥。", ((2, "*"), (3, "④"))),
        ("* 石桥。", ()),
        ("④ 三座。", ()),
    ]


def test_note_of_a_cell() -> None:
    body = table(tr("指标", "目标"), tr("", tc(p("粮食", _reference("footnote", 1)))), tr("桥", "3"))
    lines = lines_of(body, footnotes=_note("footnote", 1, table(tr("稻", "麦"))))
    assert [(line.text, line.cuts) for line in lines[1:]] == [("粮食", ((2, "[1]"),)), ("桥\t3", ()), ("[1] 稻", ()), ("麦", ())]


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
    body = p("修**桥**", _reference("footnote", 1), "，", _box("图。"), "三座") + p() + p("——石桥。")
    body += table(tr("指标", "目标"), tr("", "5", "6")) + p("铺路。", properties=numbered(1))
    data = document(body, numbering=_CHINESE, footnotes=_note("footnote", 1, p("新桥。")))
    assert paragraphs_of(data) == [
        ("¶1", "修**桥**[1]，三座\n图。\n[1] 新桥。"),
        ("¶3", "——石桥。"),
        ("¶4", "指标\t目标"),
        ("¶6", "\t5\t6"),
        ("¶9", "一、铺路。"),
    ]


# Refusals

_ENTITIES = b"<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]>"
_PARTS = parts_of(p(BRIDGE))
_DOCUMENT = _PARTS["word/document.xml"]
SMALL = archive(_PARTS)


def _with(**parts: bytes) -> bytes:
    """The small document with other contents of parts."""
    changed = {f"word/{name}.xml": content for name, content in parts.items()}
    return archive({**_PARTS, **changed})


def _nested(depth: int) -> bytes:
    return document("<w:sdt><w:sdtContent>" * depth + p(BRIDGE) + "</w:sdtContent></w:sdt>" * depth)


def _lying() -> bytes:
    """A document that says of itself that it is small."""
    data = bytearray(archive({**_PARTS, "word/document.xml": root("document", "<w:p/>" * 2_000_000)}))
    true = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size.to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = (1_000_000).to_bytes(4, "little")
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(SMALL)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _later_version() -> bytes:
    at = SMALL.index(b"PK\x01\x02") + 6
    return SMALL[:at] + b"\xff" + SMALL[at + 1 :]


def _with_sheets() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def _packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in _PARTS.items():
            packed.writestr(name, content)
    return out.getvalue()


#: What is refused, the code, and how the file is made.
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text called .docx": ("docx_broken", lambda: "修桥铺路。".encode()),
    "half a document": ("docx_broken", lambda: SMALL[: len(SMALL) // 2]),
    "zip without document": ("docx_broken", lambda: archive({"note": b"x"})),
    "document is no XML": ("docx_broken", lambda: _with(document=b"<w")),
    "document is empty": ("docx_broken", lambda: _with(document=b"")),
    "styles are no XML": ("docx_broken", lambda: _with(styles=b"<w")),
    "encoding nobody knows": ("docx_broken", lambda: _with(document=b'<?xml version="1.0" encoding="x-y"?><a/>')),
    "two documents": ("docx_broken", lambda: archive([*_PARTS.items(), ("Word\\Document.xml", _DOCUMENT)])),
    "packed in a way that Word does not know": ("docx_broken", lambda: _packed(zipfile.ZIP_BZIP2)),
    "zip of a later version": ("docx_broken", _later_version),
    "size that is a lie": ("docx_broken", _lying),
    "no words": ("no_sentence", lambda: document(p())),
    "zip bomb": ("docx_too_large", lambda: _with(document=bytes((MAX_UNPACKED_MB + 1) * 1_000_000))),
    "too many paragraphs": ("docx_too_large", lambda: _with(document=b"<w:p/>" * (MAX_XML_MB * 1_000_000 // 6 + 1))),
    "too much of other parts": ("docx_too_large", lambda: _with(other=bytes(MAX_XML_MB * 1_000_000))),
    "too large a picture": (
        "docx_too_large",
        lambda: archive({**_PARTS, "word/media/a.png": bytes((MAX_UNPACKED_MB + 1) * 1_000_000)}),
    ),
    "packed too well": ("docx_packed_too_well", lambda: _with(document=root("document", " " * 4_000_000))),
    "password of the archive": ("doc_password", _encrypted),
    "password of Word": (
        "doc_password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "entities": ("docx_entities", lambda: _with(document=_ENTITIES + b"<a>&c;</a>")),
    "entities in another part": ("docx_entities", lambda: _with(styles=_ENTITIES + b"<a>&c;</a>")),
    "entities in UTF-16": (
        "docx_entities",
        lambda: _with(document="<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>".encode("utf-16")),
    ),
    "entities from another file": (
        "docx_entities",
        lambda: _with(document=b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
    ),
    "nested too deeply": ("docx_too_deep", lambda: _nested(130)),
    "too many parts": ("zip_too_many_parts", lambda: archive({f"word/{k}": b"" for k in range(MAX_PARTS + 1)})),
    "spreadsheet": ("file_is_sheet", _with_sheets),
    "document as one XML file": (
        "file_format_unsupported",
        lambda: b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<a/>',
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_refused(what: str) -> None:
    """One error with a code and a sentence in either language that names the file."""
    code, make = BAD[what]
    with pytest.raises(ReadError) as caught:
        read_document([("a.docx", make())])
    assert caught.value.code == code
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert "a.docx" in message and "\n" not in message and "{" not in message


def test_deep_but_not_too_deep() -> None:
    assert text_of(_nested(60)).text == BRIDGE


def test_size_that_is_a_lie_is_found_before_memory_is_taken() -> None:
    """What the header hides is unpacked no further than the limit."""
    from tracemalloc import get_traced_memory, start, stop

    data = bytearray(archive({**_PARTS, "word/document.xml": bytes(90_000_000)}))
    true = (90_000_000).to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = (900_000).to_bytes(4, "little")
    start()
    try:
        with pytest.raises(ReadError):
            read_docx("a.docx", bytes(data))
        assert get_traced_memory()[1] < 40_000_000
    finally:
        stop()


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.zip", "a", "a.txt", "a.doc"])
def test_content_tells_the_format(name: str) -> None:
    assert text_of(SMALL, name).text == BRIDGE


def test_main_part_of_another_name() -> None:
    relations = _PARTS["_rels/.rels"].replace(b"word/document.xml", b"/content/main.xml")
    styles = b'<Relationships><Relationship Id="a" Type="a/styles" Target="../other/s.xml"/></Relationships>'
    parts = {
        "_rels/.rels": relations,
        "content/main.xml": root("document", f"<w:body>{p('回顾', style='x')}{p(BRIDGE)}</w:body>"),
        "content/_rels/main.xml.rels": styles,
        "other/s.xml": root("styles", style("x", "heading 1")),
    }
    assert [line.kind for line in read_docx("a", archive(parts)).lines] == ["heading", None]


def test_strict_documents() -> None:
    """"Strict Open XML" has other names for the same things."""
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, content in parts_of(p("回顾", style="x") + p(BRIDGE), styles=style("x", "heading 1")).items()
    }
    assert [(line.kind, line.text) for line in read_docx("a", archive(strict)).lines] == [
        *(("heading", "回顾"), (None, BRIDGE))
    ]


def test_document_in_utf_16() -> None:
    words = _DOCUMENT.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert text_of(_with(document=words)).text == BRIDGE


@settings(max_examples=50)
@given(st.integers(0, len(SMALL)), st.binary(max_size=4))
def test_any_damage(at: int, noise: bytes) -> None:
    try:
        text_of(SMALL[:at] + noise + SMALL[at + len(noise) :])
    except CompareError as error:
        assert error.code in MESSAGES


_RICH = parts_of(
    p("回顾", style="1")
    + p("增长5%", _reference("footnote", 1), _field("begin", "REF"), _field("separate"), "，", _field("end"), "。")
    + p("修桥。", _box("图。"), properties=numbered(1, 1))
    + table(tr(tc("指标", properties=_RESTART), tc("目标", span=2)), tr(tc(properties=_GOES_ON), "去年", "5"))
    + p("修", _in("ins", text="三座"), _deleted("两座"), "桥。", properties="<w:rPr><w:del/></w:rPr>"),
    styles=STYLES,
    numbering=_CHINESE,
    footnotes=_note("footnote", 1, p("不变价。")),
)
#: Values of attributes that stand where they do not belong.
_VALUES = ("", "-1", "0", "1", "8", "9", "999999", "99999999999999", "x", "begin", "end", "restart", "%1%9", "off")


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_any_damage_inside(chance: random.Random) -> None:
    """Attributes and elements of all parts exchanged: the file is intact, but nothing in it is to be believed."""
    parts = dict(_RICH)
    for _ in range(chance.randrange(1, 6)):
        name = chance.choice([name for name in parts if name.startswith("word/") and name.endswith("l")])
        pieces = re.split(rb'(="[^"]*"|<[^>]*>)', parts[name])
        at = chance.randrange(1, len(pieces) - 1, 2)
        other = chance.randrange(1, len(pieces) - 1, 2)
        if pieces[at].startswith(b"="):
            pieces[at] = f'="{chance.choice(_VALUES)}"'.encode()
        elif chance.random() < 0.5:
            pieces[at] = re.sub(rb'"[^"]*"', f'"{chance.choice(_VALUES)}"'.encode(), pieces[at])
        else:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        parts[name] = b"".join(pieces)
    data = archive(parts)
    try:
        text_of(data)
    except CompareError as error:
        assert error.code in MESSAGES
    else:
        assert len(dict(paragraphs_of(data))) == len(paragraphs_of(data))


# Real documents

REAL = sorted(DATA.rglob("*.docx")) if DATA.is_dir() else []


@pytest.mark.skipif(not REAL, reason="no ../shared/data")
@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_words_of_a_real_document(path: Path) -> None:
    """Every character that python-docx finds in the body, in order (the files have no revisions), and nothing else."""

    def words_in(block: object) -> str:
        if isinstance(block, docx.table.Table):
            seen: set[int] = set()
            cells = [cell for row in block.rows for cell in row.cells]
            fresh = [cell for cell in cells if not (id(cell._tc) in seen or seen.add(id(cell._tc)))]
            return "".join(words_in(part) for cell in fresh for part in cell.iter_inner_content())
        return block.text  # type: ignore[attr-defined]

    made = docx.Document(str(path))
    expected = "".join(words_in(block) for block in made.iter_inner_content())
    found = "".join(text for _, text in paragraphs_of(path.read_bytes()))
    assert "".join(found.split()) == "".join(expected.split())


@pytest.mark.skipif(not REAL, reason="no ../shared/data")
def test_two_formats_of_one_report() -> None:
    """Reports that lie there as .docx and as .txt have the same letters and numbers."""
    pairs = [(path, path.with_suffix(".txt")) for path in REAL if path.with_suffix(".txt").exists()]
    assert pairs
    for word, plain in pairs:
        ours, theirs = (
            re.sub(r"[\W_]", "", read_document([(path.name, path.read_bytes())]).text) for path in (word, plain)
        )
        assert ours == theirs, word
