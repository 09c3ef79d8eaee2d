"""Web pages that mean no good: too deep, too large, broken, active."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from compare.readers.html_source import is_web_page
from compare.readers.html_tree import MAX_DEPTH, MAX_TAGS
from tests.html_pages import PROSE, page_of, refusal, texts
from tests.web_client import OLD, make_app, signed_in, upload

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
