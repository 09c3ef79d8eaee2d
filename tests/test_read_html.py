"""HTML: main text of pages of many makes, encodings, limits, and that nothing active comes through."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest

from compare.errors import ReadError
from compare.readers import read_document
from compare.readers.html import read_html
from compare.readers.html_source import is_web_page
from compare.readers.html_text import squeeze
from compare.readers.html_tree import MAX_DEPTH, MAX_TAGS
from compare.readers.originals import read_places
from compare.readers.plain import read_plain
from tests.editions import DATA, SEEDS
from tests.html_pages import CHINESE, PAGES, WebPage
from tests.invariants import check_text
from tests.web_client import OLD, make_app, signed_in, upload

PROSE = "去年，全镇修好了三座石桥，乡亲们赶集不再绕远路，粮食也多打了三成。"


def page_of(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def texts(data: bytes, name: str = "a.html") -> list[str]:
    """The lines of the main text that are not litter."""
    return [line.text for line in read_html(name, data).lines if line.kind != "chrome"]


def refusal(data: bytes, name: str = "a.html") -> str:
    with pytest.raises(ReadError) as caught:
        read_document([(name, data)])
    assert name in caught.value.message("zh")
    return caught.value.code


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


def web_archive(page: bytes, charset: str = "utf-8") -> bytes:
    part = base64.encodebytes(page).decode()
    return (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n\r\n------b\r\n'
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{part}\r\n"
        "------b\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n------b--\r\n"
    ).encode()


def test_web_archive() -> None:
    data = web_archive(page_of(f"<p>{PROSE}</p>").decode().encode("gbk"), "gbk")
    assert read_document([("a.mhtml", data)]).text == PROSE


def test_original_of_a_page_is_all_lines_that_a_browser_shows() -> None:
    menu = '<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">公开</a></li></ul>'
    table = "<table><tr><th>项目</th><th>数量</th></tr><tr><td>石桥</td><td>三座</td></tr></table>"
    data = page_of(f"{menu}<h2>去年工作</h2><p>{PROSE}</p>{table}<script>alert(1)</script>")
    shown = [place.text for place in read_places("a.html", data).places]
    assert shown == ["首页", "公开", "去年工作", PROSE, "项目\t数量", "石桥\t三座"]


_OTHERS = '<ul><li><a{0}>2021年政府工作报告</a></li><li><a{0}>2020年政府工作报告</a></li></ul>'


@pytest.mark.parametrize("address", ["", ' href="/a.html"'])
@pytest.mark.parametrize(
    "title", ["相关链接", "相关解读", "相关阅读：", "相关文件", "推荐阅读", "上一篇"]
)
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
    data = page_of(f"<div><p>{PROSE * 3}</p><h3>相关政策</h3><p>{PROSE}</p><h3>相关内容</h3><ul><li>{PROSE}</li></ul></div>")
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


HOSTILE = {
    "deep": (b"<html><body>" + b"<div>" * 100_000 + PROSE.encode(), "html_too_deep"),
    "tags": (b"<html><body>" + b"<b>a</b>" * MAX_TAGS, "html_too_large"),
    "archive in archive": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a0\n\n"
        + b"".join(
            b"--a%d\nContent-Type: multipart/related; boundary=a%d\n\n" % (k, k + 1) for k in range(3000)
        ),
        "html_without_text",
    ),
    "text": (b"<html><body><p>" + "文字。".encode() * 1_500_000, "text_too_long"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_limits(what: str) -> None:
    data, code = HOSTILE[what]
    assert refusal(data) == code


@pytest.mark.parametrize(
    "source",
    [
        f"<html><body><p title='{'x' * 12_000_000}'>{PROSE}</p>",
        f"<html><body><p style='{'display ' * 500_000}'>{PROSE}</p>",
        "<!DOCTYPE html [<!ENTITY a 'aaa'>"
        + "<!ENTITY b '&a;&a;&a;'>" * 1000
        + f"]><html><body><p>{PROSE}</p>",
        f"<!DOCTYPE html [{'] ' * 1_000_000}<html><body><p>{PROSE}</p>",
        "<html><body>" + "<div>" * (MAX_DEPTH - 50) + PROSE,
        "<html><body>" + "<table><tr><td>" * 400 + PROSE,
        "<html><body>" + "<ul><li>" * 700 + PROSE,
        f"<html><body><p>{PROSE}</p><table>" + "<tr><td colspan=1000 rowspan=65000>甲<td>乙" * 3000,
    ],
    ids=[
        "attribute",
        "style",
        "entities",
        "open document type",
        "deep",
        "deep tables",
        "deep lists",
        "spans",
    ],
)
def test_strange_but_readable(source: str) -> None:
    assert PROSE in "\n".join(texts(source.encode()))


def test_many_comments_before_nothing() -> None:
    """Comments are looked through once, not in every way that they may be parted."""
    assert not is_web_page("a.txt", b"<!-- -->" * 5000 + PROSE.encode())
    assert is_web_page("a.txt", b"<!-- -->" * 5000 + b"<html>")


def test_entities_stay_text_however_many() -> None:
    assert texts(page_of(f"<p>{PROSE}{'&lt;' * 200_000}</p>")) == [PROSE + "<" * 200_000]


#: Each word BOOM stands where only a program, or nobody, sees it.
ATTACK = f"""<!DOCTYPE html><html><head><base href="https://boom.example/">
<meta http-equiv=refresh content="0;url=//BOOM">
<script>alert("BOOM")</script><link rel=stylesheet href="//BOOM"><style>@import "BOOM";</style></head>
<body onload="alert('BOOM')" background="javascript:alert('BOOM')">
<h1 onclick="alert('BOOM')">2023年青溪区政府工作报告</h1>
<h2>一、2022年工作回顾</h2><p>过去一年，全区生产总值增长5.2%，新增就业8200人。<img src=x onerror="alert('BOOM')"></p>
<svg onload="alert('BOOM')"><script>alert("BOOM")</script><text>BOOM</text></svg><iframe srcdoc="<b>BOOM
</b>">BOOM</iframe>
<form action="//BOOM"><form><button formaction="//BOOM">BOOM</button><input value="BOOM"></form></form>
<h2>二、2023年主要目标和重点工作</h2><p>今年的目标是：地区生产总值增长5.5%以上，
<a href="javascript:alert('BOOM')">新增就业</a>8000人以上。</p>
<p>原文写作 &lt;script&gt;alert("逸")&lt;/script&gt; 和 &#60;img src=x onerror=alert(1)&#62; 以及 &amp;lt;b&amp;gt;，照录。</p>
<p>[点这里](javascript:alert(1)) 和 <![CDATA[<script>alert("逸")</script>]]> 也照录；{PROSE}</p>
<object data="//BOOM">BOOM</object><textarea><script>alert("BOOM")</script></textarea><xmp><b>甲</b></xmp>
</body></html>"""
SHOWN = '<script>alert("逸")</script>'


class _Active(HTMLParser):
    """What a browser would run on a page of ours: scripts without a source, handlers, script links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("base", "iframe", "object", "embed") or (tag == "script" and "src" not in values):
            self.found.append(tag)
        if tag == "meta" and "http-equiv" in values:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or re.match(r"\s*javascript:", value or "", re.I):
                self.found.append(f"{tag} {name}={value}")


def active_parts(page: str) -> list[str]:
    parser = _Active()
    parser.feed(page)
    parser.close()
    return parser.found


def test_the_check_sees_what_is_active() -> None:
    assert len(active_parts(ATTACK)) > 8


def test_nothing_active_survives(tmp_path) -> None:
    """The text of a hostile page is shown as text on every page and in every export."""
    client = signed_in(make_app(tmp_path))
    assert upload(client, ("2022.txt", OLD.replace("2023", "2024").encode())).status_code == 303
    answer = upload(client, ("attack.html", ATTACK.encode()))
    assert answer.status_code == 303
    slugs = ("青溪区政府工作报告-2023", "青溪区政府工作报告-2024")
    pages = [
        answer.location,
        "/",
        f"/compare/{slugs[0]}/{slugs[1]}",
        f"/compare/{slugs[0]}/{slugs[1]}?marks=all",
    ]
    for address in pages:
        page = client.get(address)
        assert page.status_code == 200
        assert "BOOM" not in page.text and "boom.example" not in page.text
        assert not active_parts(page.text), address
        assert SHOWN not in page.text and "<img src=x" not in page.text and "<b>甲" not in page.text
    assert "&lt;script&gt;alert(&#34;逸&#34;)&lt;/script&gt;" in client.get(answer.location).text
    found = json.loads(client.get(f"/compare/{slugs[0]}/{slugs[1]}.json").text)
    assert SHOWN in found["old"]["text"] and "BOOM" not in found["old"]["text"]
    summary = client.get(f"/compare/{slugs[0]}/{slugs[1]}.md").text
    assert "原文写作" in summary and "BOOM" not in summary
    # Neither HTML nor a link of Markdown: every sign that would begin one is escaped.
    assert not re.search(r"(?<!\\)<(?:script|img|b)\b", summary)
    assert not re.search(r"(?<!\\)\]\(javascript:", summary)


def test_original_is_never_served_as_a_page(tmp_path) -> None:
    """The kept bytes of a hostile page do not run in the browser of a reviewer."""
    client = signed_in(make_app(tmp_path))
    answer = upload(client, ("attack.html", ATTACK.encode()))
    original = client.get(f"{answer.location.split('?')[0]}/files/1")
    assert original.status_code == 200 and original.data == ATTACK.encode()
    assert (
        original.headers["Content-Disposition"].startswith("attachment") or original.mimetype == "text/plain"
    )
    assert original.headers["X-Content-Type-Options"] == "nosniff"


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
