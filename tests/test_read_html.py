"""HTML: main text of pages of many makes, encodings, limits, and that nothing active comes through."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import pytest

from compare.readers import read_document
from compare.readers.html import read_html
from compare.readers.html_source import is_web_page
from compare.readers.html_text import squeeze
from compare.readers.originals import read_places
from compare.readers.plain import read_plain
from tests.editions import DATA, SEEDS
from tests.html_pages import CHINESE, PAGES, PROSE, WebPage, page_of, refusal, texts, web_archive
from tests.invariants import check_text


@pytest.mark.parametrize("build", PAGES, ids=lambda build: build.__name__)
def test_main_text(build: Callable[[], WebPage]) -> None:
    """The whole report comes, in order, and nothing of what stands around it."""
    page = build()
    encoding = "gb18030" if "gb2312" in page.source else "utf-8"
    data = page.source.encode(encoding)
    assert is_web_page("page.html", data)
    found = texts(data)
    assert [line for line in found if line in page.report] == list(page.report)
    assert len(found) <= len(page.report) + 3
    assert not [words for words in page.surroundings if any(words in line for line in found)]
    check_text(read_document([("page.html", data)]))


def in_portal(lines: Sequence[str], style: str) -> bytes:
    """The lines in the page of the portal, instead of its own report."""
    texts = [html.escape(line) for line in lines]
    bodies = {
        "p": "".join(f"<p>　　{text}</p>" for text in texts),
        "br": "<br><br>".join(texts),
        "div": "".join(f"<div class=s><span>{text}</span></div>" for text in texts),
    }
    page = PAGES[0]().source
    begin = page.index('<p style="text-indent')
    return (page[:begin] + bodies[style] + page[page.index("</div>", begin) :]).encode()


@pytest.mark.parametrize("style", ["p", "br", "div"])
def test_whole_reports_in_a_portal(style: str) -> None:
    """Not a line of a long report is lost, the demo editions and the real ones if they are there."""
    files = [
        path for folder in (SEEDS, DATA) for path in sorted(folder.rglob("*.txt")) if "_tail" not in path.name
    ]
    assert files
    for path in files[:: 1 if style == "p" else 5]:
        lines = [line.text for line in read_plain(path.name, path.read_bytes()).lines]
        found = {line.text for line in read_html("a.html", in_portal(lines, style)).lines}
        lost = [line for line in lines if squeeze(line.replace("\t", " ")) not in found]
        assert not lost, path.name


def test_small_last_section_is_kept() -> None:
    """However long the report, what stands apart at its end is not taken for an imprint."""
    body = "".join(f"<p>{PROSE}</p>" for _ in range(200))
    data = page_of(f"<div class=a>{body}</div><div class=b><p>让我们一起把今年的事情办好！</p></div>")
    assert len(texts(data)) == 201


def test_menus_go_even_if_they_are_longer_than_the_text() -> None:
    menu = "".join(f"<div><a href='/{k}'>栏目名称之{k}</a></div>" for k in range(300))
    assert texts(page_of(f"<div>{menu}</div><div><p>{PROSE}</p></div><div>{menu}</div>")) == [PROSE]


def test_text_inside_of_a_part_with_the_name_of_a_menu() -> None:
    """A name alone removes nothing that holds the sentences of the page."""
    assert texts(page_of(f"<div class='footer sidebar'><p>{PROSE}</p></div>")) == [PROSE]


def test_tasks_without_a_sentence() -> None:
    """A table of tasks, or a list of them, is main text though it holds no sentence."""
    tasks = [f"第{k}项任务 修好石桥村的水渠和道路" for k in range(60)]
    rows = "".join(f"<tr><td>{k}</td><td>{task}</td><td>农业局</td></tr>" for k, task in enumerate(tasks))
    menu = "".join(f"<li><a href='/{k}'>栏目之{k}</a></li>" for k in range(50))
    assert texts(page_of(f"<ul>{menu}</ul><table>{rows}</table>"))[-1] == f"59\t{tasks[-1]}\t农业局"
    found = texts(page_of(f"<ul>{menu}</ul>" + "".join(f"<div>{task}</div>" for task in tasks)))
    assert found == tasks


def test_section_of_share_capital_is_no_share_bar() -> None:
    rows = "<tr><th>Shares</th><th>2023</th></tr><tr><td>Issued</td><td>1,200</td></tr>"
    found = texts(page_of(f"<div><p>{PROSE}</p></div><div class='share'><table>{rows}</table></div>"))
    assert found == [PROSE, "Shares\t2023", "Issued\t1,200"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("", "utf-16"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("no-such-set", "gb18030"),
        ("rot13", "utf-8"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    """What a page says of its encoding is believed if it fits; a page that was saved anew may lie."""
    text = (
        PROSE if encoding != "big5" else "去年，全鎮修好了三座石橋，鄉親們趕集不再繞遠路，糧食也多打了三成。"
    )
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert texts(page_of(f"<p>{text}</p>", meta).decode().encode(encoding)) == [text]


def test_a_broken_byte_is_shown_and_noted() -> None:
    data = page_of(f"<p>{PROSE * 40}</p>", "<meta charset=gbk>").decode().encode("gbk")
    place = data.index("石桥".encode("gbk"))
    reading = read_html("a.html", data[:place] + b"\xff" + data[place:])
    assert [(note.code, note.params["count"]) for note in reading.notes] == [("bytes_unreadable", 1)]
    assert "\ufffd" in reading.lines[0].text


def test_web_archive() -> None:
    data = web_archive(page_of(f"<p>{PROSE}</p>").decode().encode("gbk"), "gbk")
    assert read_document([("a.mhtml", data)]).text == PROSE


def test_original_of_a_page_is_all_lines_that_a_browser_shows() -> None:
    menu = '<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">公开</a></li></ul>'
    table = "<table><tr><th>项目</th><th>数量</th></tr><tr><td>石桥</td><td>三座</td></tr></table>"
    data = page_of(f"{menu}<h2>去年工作</h2><p>{PROSE}</p>{table}<script>alert(1)</script>")
    shown = [place.text for place in read_places("a.html", data).places]
    assert shown == ["首页", "公开", "去年工作", PROSE, "项目\t数量", "石桥\t三座"]


_OTHERS = "<ul><li><a{0}>2021年政府工作报告</a></li><li><a{0}>2020年政府工作报告</a></li></ul>"


@pytest.mark.parametrize("address", ["", ' href="/a.html"'])
@pytest.mark.parametrize("title", ["相关链接", "相关解读", "相关阅读：", "相关文件", "推荐阅读", "上一篇"])
@pytest.mark.parametrize(
    "shape",
    [
        '<div class="x"><h3>{0}</h3>{1}</div>',
        "<h3>{0}</h3>{1}",
        "<p><strong>{0}</strong></p><div>{1}</div>",
        "<h3>{0}</h3>{1}<p>今年，再办十件实事，让乡亲们看得见、用得上。</p>",
    ],
)
def test_lists_of_other_pages_are_left_out(shape: str, title: str, address: str) -> None:
    report = f"<div><p>一、去年工作</p><p>{PROSE * 3}</p><p>二、今年安排</p><p>{PROSE * 3}</p>{{}}</div>"
    data = page_of(report.format(shape.format(title, _OTHERS.format(address))))
    found = texts(data)
    assert found[:4] == ["一、去年工作", PROSE * 3, "二、今年安排", PROSE * 3]
    assert not [line for line in found if "政府工作报告" in line or title in line]
    assert ("再办十件实事" in found[-1]) == ("再办十件实事" in shape)


def test_a_section_called_like_a_list_of_pages_stays() -> None:
    data = page_of(
        f"<div><p>{PROSE * 3}</p><h3>相关政策</h3><p>{PROSE}</p><h3>相关内容</h3><ul><li>{PROSE}</li></ul></div>"
    )
    assert texts(data) == [PROSE * 3, "相关政策", PROSE, "相关内容", PROSE]


def test_original_of_an_archive_is_its_page() -> None:
    data = web_archive(page_of(f"<p>{PROSE}</p>").decode().encode("gbk"), "gbk")
    assert PROSE in read_places("a.mhtml", data).places[0].text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "<!-- saved --><!DOCTYPE html><p>x", True),
        ("a.xhtml", "<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='x'><p>x", True),
        ("a.txt", "\ufeff  <HTML lang=zh>", True),
        ("a.md", "<p>x</p>" * 20, False),
        ("a.html", "<p>x</p>" * 20, True),
        ("a.html", "今年的目标是 a<b>c。", False),
        ("a.txt", "产量 <5 万吨，收入 >6 万元。" * 40, False),
        ("a.txt", PROSE * 100 + "<br><br><br><br><br><br>", False),
    ],
)
def test_content_decides(name: str, text: str, expected: bool) -> None:
    assert is_web_page(name, text.encode()) is expected


@pytest.mark.parametrize(
    "body",
    [
        '<div id="app"></div><noscript>You need to enable JavaScript to run this app.</noscript><script>x()</script>',
        "<form><h1>用户登录</h1><p>请输入用户名和密码，然后点击登录按钮进入系统。</p><input type=password></form>",
        "<h1>404 Not Found</h1><p>The page that you asked for is not found on this server. Go back to the start.</p>",
        "<h2>提示</h2><p>您访问的页面不存在或者已经被删除，请检查地址，或返回首页继续浏览其他内容。</p>",
        "".join(f"<li><a href='/{k}'>栏目之{k}</a></li>" for k in range(50)),
        "",
    ],
    ids=["shell of a script", "login", "error", "error in Chinese", "menu", "empty"],
)
def test_page_without_main_text(body: str) -> None:
    assert refusal(page_of(body)) == "html_without_text"


def test_frames_hold_no_text() -> None:
    assert refusal(b"<html><frameset><frame src=a.html></frameset></html>") == "html_without_text"


def test_archive_without_page() -> None:
    data = web_archive(b"x").replace(b"text/html; charset", b"text/css; charset")
    assert refusal(data, "a.mht") == "html_without_text"


def test_line_numbers_of_lists() -> None:
    items = "".join(f"<li>{PROSE}</li>" for _ in range(3))
    for attributes, numbers in (
        ("", "1 2 3"),
        ("start=9", "9 10 11"),
        ("reversed", "3 2 1"),
        ("type=A start=26", "Z AA AB"),
        ("type=i start=3", "iii iv v"),
        ("start=-1", "-1 0 1"),
        ("start=x", "1 2 3"),
    ):
        found = texts(page_of(f"<ol {attributes}>{items}</ol>"))
        assert [line.split(". ")[0] for line in found] == numbers.split(), attributes


def test_chinese_report_is_parsed() -> None:
    """The outline of the portal's page is that of the report."""
    text = read_document([("page.html", PAGES[0]().source.encode())])
    assert all(line in text.text.split("\n") for line in CHINESE)
    kinds = {text.text[hint.start : hint.end]: hint.kind for hint in text.hints}
    assert kinds["柳溪区政府工作报告"] == "heading"
    assert kinds["责任编辑：李明"] == "chrome"
