"""Word documents: tables, their headings and spans, and notes."""

from __future__ import annotations

import pytest

from tests.docx_builder import (
    BRIDGE,
    GOES_ON,
    RESTART,
    STYLES,
    kinds_of,
    level,
    lines_of,
    note,
    numbered,
    numbering,
    p,
    r,
    reference,
    table,
    tc,
    tr,
)


def rows_of(body: str, **others: str) -> list[tuple[int, int, int, str]]:
    """(table, level, lead, text) of the rows."""
    found = lines_of(body, **others)
    return [(line.table, line.level, line.lead, line.text) for line in found if line.kind == "table_row"]


def test_cells() -> None:
    """Ends of lines and tabs inside a cell are blanks, and so is what parts its paragraphs."""
    broken = tc(p("<w:r><w:t>5</w:t><w:tab/><w:t>万</w:t><w:br/><w:t>吨</w:t></w:r>"), p(" 以上 "))
    assert rows_of(table(tr("粮食。", broken, "农业局"))) == [(1, 0, 0, "粮食。\t5 万 吨  以上\t农业局")]


def test_spans() -> None:
    body = table(
        tr(tc("指标", properties=RESTART), tc("目标", span=2), tc("完成", span=2)),
        tr(tc("指标", properties=GOES_ON), "去年", "今年", "去年", "今年"),
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


def _repeated(*cells: str) -> str:
    """A row that Word repeats on every page."""
    return tr(*cells, properties="<w:tblHeader/>")


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        pytest.param([tr("指标", "目标"), tr("粮食", "5")], [1, 0], id="first row"),
        pytest.param([_repeated("表一", ""), _repeated("指标", "目标"), tr("粮食", "5")], [1, 1, 0], id="repeated"),
        pytest.param([tr("指标", "2023"), tr("粮食", "5")], [1, 0], id="year"),
        pytest.param([tr("粮食", "5万吨"), tr("桥", "3")], [1, 0], id="words with numbers"),
        pytest.param([tr("粮食", "5.2%"), tr("桥", "3")], [0, 0], id="numbers"),
        pytest.param([tr(tc("粮食部分", span=2)), tr("粮食", "5")], [0, 0], id="title of a table"),
        pytest.param([tr("粮食", "5"), tr("桥", "3")], [0, 0], id="no heading"),
        pytest.param([tr("指标", "目标")], [0], id="nothing below"),
        pytest.param([tr("指标", tc("目标", span=2)), tr("粮食", tc("5", span=2))], [1, 0], id="one column of two"),
        pytest.param([_repeated("指标", "目标"), _repeated("粮食", "5")], [0, 0], id="all rows repeated"),
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
    assert [line.text[-3:] for line in lines if line.kind is None] == [
        "修桥。",
        "铺路。",
        "种树。",
        "养鱼。",
        "修桥。",
        "回顾。",
    ]
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
    assert [kind for kind, _ in kinds_of(table(tr(tc(p("指标", style="1")), "目标")), styles=STYLES)] == [
        "table_row"
    ]


# Notes


def test_notes() -> None:
    """Marks are cuts, so that 5% is not 5%1; notes stand at the end, with the place of their marks."""
    rule = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    body = p("增长5%", reference("footnote", 3), "，修桥", reference("endnote", 1), "。")
    body += p("铺路", reference("footnote", 2), "。", reference("footnote", 9))
    lines = lines_of(
        body,
        footnotes=rule
        + note("footnote", 2, p("<w:r><w:footnoteRef/></w:r>", "两条。"))
        + note("footnote", 3, p("<w:r><w:footnoteRef/></w:r>", r(" 不变价。")), p("按统计局的数。"))
        + note("footnote", 4, p("没有用到。")),
        endnotes=note("endnote", 1, p("三座。")),
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
    settings = (
        '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numStart w:val="4"/></w:footnotePr>'
    )
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    lines = lines_of(
        p("修桥", own, "。", reference("footnote", 1)),
        footnotes=note("footnote", 1, p("三座。")) + note("footnote", 2, p("* 石桥。")),
        settings=settings,
    )
    assert [(line.text, line.cuts) for line in lines] == [
        ("修桥。", ((2, "*"), (3, "④"))),
        ("* 石桥。", ()),
        ("④ 三座。", ()),
    ]


def test_note_of_a_cell() -> None:
    body = table(tr("指标", "目标"), tr("", tc(p("粮食", reference("footnote", 1)))), tr("桥", "3"))
    lines = lines_of(body, footnotes=note("footnote", 1, table(tr("稻", "麦"))))
    assert [(line.text, line.cuts) for line in lines[1:]] == [
        ("粮食", ((2, "[1]"),)),
        ("桥\t3", ()),
        ("[1] 稻", ()),
        ("麦", ()),
    ]
