"""Headings and title pages of Word documents, by their styles and outline levels."""

from __future__ import annotations

import pytest

from compare.engine import parse_edition
from compare.model import Edition
from tests.docx_builder import (
    BRIDGE,
    STYLES,
    document,
    kinds_of,
    lines_of,
    p,
    style,
    text_of,
    texts_of,
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
        pytest.param(
            p("回顾", style="1", properties=_LEVEL_5), ("heading", 5), id="the paragraph has the last word"
        ),
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
    body = (
        p("柳溪镇", style="t") + p("工作报告", style="t") + p("镇长　某某") + p("回顾", style="1") + p(BRIDGE)
    )
    body += p("柳溪镇附表", style="t") + p("种树。")
    assert [kind for kind, _ in kinds_of(body, styles=STYLES)] == [
        "front",
        "front",
        None,
        "heading",
        None,
        None,
        None,
    ]
    parsed = parse_edition(Edition(text_of(document(body, styles=STYLES))))
    assert [block.kind for block in parsed.blocks[:4]] == ["front", "front", "front", "heading"]


def test_heading_on_two_lines() -> None:
    (line,) = lines_of(
        p("<w:r><w:t>三、持续提升</w:t><w:br/><w:t>治理水平</w:t></w:r>", style="1"), styles=STYLES
    )
    assert (line.text, line.cuts) == ("三、持续提升治理水平", ((6, "\n"),))
    two = p("<w:r><w:t>一、回顾</w:t><w:br/><w:t>（一）修桥</w:t></w:r>", style="1")
    assert texts_of(two, styles=STYLES) == ["一、回顾", "（一）修桥"]
