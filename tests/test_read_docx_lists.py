"""Word documents: the numbers that Word computes and does not write down."""

from __future__ import annotations

import pytest

from compare.engine import parse_edition
from compare.model import Edition
from compare.readers.docx_numerals import write_number
from tests.docx_builder import (
    NUMBERS,
    deleted,
    document,
    kinds_of,
    level,
    numbered,
    numbering,
    p,
    r,
    style,
    text_of,
    texts_of,
)


def labels_of(places: list[tuple[int, int]], definition: str = NUMBERS) -> list[str]:
    """What is shown before paragraphs on these (list, level)."""
    body = "".join(p("桥。", properties=numbered(*place)) for place in places)
    return [text.removesuffix("桥。").rstrip() for text in texts_of(body, numbering=definition)]


def test_levels_count_and_begin_anew() -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 0), (1, 1), (1, 3), (1, 8)]
    assert labels_of(places) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "1.1",
        "①",
        "②",
        "二、",
        "（一）",
        "2.1",
        "a)",
    ]


def test_labels_that_are_hardly_any() -> None:
    """Dots are shown, not read; dashes are typed in other reports; a label may be fixed."""
    assert labels_of([(1, 0), (1, 5), (1, 6), (1, 7), (9, 0)]) == ["一、", "", "——", "第一条", ""]
    body = "".join(p("修桥，", properties=numbered(1, place)) for place in (5, 6, 7, 8, 0))
    assert [kind for kind, _ in kinds_of(body, numbering=NUMBERS)] == ["bullet", None, None, "item", None]


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
    of_list = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="s">{of_list}</w:style>'
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
    gone = p(deleted("旧"), properties=numbered(1) + "<w:rPr><w:del/></w:rPr>")
    hidden = p(r("旧", "<w:vanish/>"), properties=numbered(1) + "<w:rPr><w:vanish/></w:rPr>")
    one = p("桥。", properties=numbered(1))
    empty = p(properties=numbered(1))
    assert texts_of(one + empty + one + gone + one + hidden + one, numbering=NUMBERS) == [
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
    parsed = parse_edition(Edition(text_of(document(body, numbering=NUMBERS))))
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
        (
            "chineseCountingThousand",
            {100: "一百", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 1050: "一千零五十"},
        ),
        (
            "chineseCountingThousand",
            {10000: "一万", 10003: "一万零三", 120000: "十二万", 123456789: "123456789"},
        ),
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
