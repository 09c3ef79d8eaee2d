"""Pages of invented web sites, each with the lines of its report and words that must not come along."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import pytest

from compare.errors import ReadError
from compare.readers import read_document
from compare.readers.html import read_html

#: A report of an invented district, as a reader of the page sees it.
CHINESE = (
    "各位代表：",
    "现在，我代表区人民政府，向大会报告工作，请予审议，并请各位委员提出意见。",
    "一、2023年工作回顾",
    "过去一年，全区上下齐心协力，修好了三座石桥，乡亲们赶集不再绕远路。",
    "（一）道路越修越宽。新修村道42.6公里，改造危桥7座，公交线路延伸到每一个行政村。",
    "（二）收成一年比一年好。粮食总产量达到5.2万吨，增长3.5%，果园面积扩大到1.4万亩。",
    "同时也要看到，水库老化、学校偏少等问题还没有解决，我们将认真对待。",
    "二、2024年工作安排",
    "今年，要种下两千棵果树，修好最后两座石桥，把自来水送到山上的每一户人家。",
    "全区生产总值增长5.5%左右，居民收入与经济增长同步，新增就业3000人以上。",
    "各位代表，路在脚下，桥在前方，让我们一起把今年的事情办好！",
)
ENGLISH = (
    "Dear shareholders,",
    "The past year was a good one for our orchards, and we harvested more apples than ever before.",
    "Review of the year",
    "Revenue rose by 4.2% to 318 million dollars, while costs grew by no more than 1.1%.",
    "We planted 2,000 trees on the southern slopes and repaired three bridges along the way.",
    "Outlook",
    "We expect revenue to grow by about 5% next year and plan to open two more farm shops.",
    "We will keep the price of a box of apples stable, whatever the weather may bring.",
)


@dataclass(frozen=True)
class WebPage:
    """A page: its source, the lines of its report in order, words of its surroundings."""

    source: str
    report: tuple[str, ...]
    surroundings: tuple[str, ...]


_MENU = "".join(
    f'<li><a href="/{k}/index.html">{word}</a></li>'
    for k, word in enumerate(("首页", "政务公开", "办事服务", "互动交流", "走进柳溪", "数据开放"))
)
_NEWS = "".join(
    f'<li><a href="/news/{k}.html">{word}</a><span>2024-01-{k:02}</span></li>'
    for k, word in enumerate(
        ("区领导走访慰问基层干部群众", "柳溪区召开春季防汛工作会议", "全区首届果树嫁接大赛落下帷幕"), start=10
    )
)
_CHINESE_AROUND = ("政务公开", "办事服务", "走访慰问", "嫁接大赛", "主办单位", "公网安备")
_FOOT = (
    "主办单位：柳溪区人民政府办公室　承办单位：柳溪区信息中心<br>地址：柳溪区石桥路1号　电话：000-1234567<br>"
    '网站标识码：0000000001　<a href="//beian.example">某公网安备00000002000001号</a>　'
    '<a href="/map">网站地图</a> | <a href="/about">关于我们</a>'
)


def portal() -> WebPage:
    """A government portal: crumbs, font bar, an editor's block of indented paragraphs, related news."""
    body = "".join(
        f'<p style="text-indent:2em">　　<span style="font-size:16pt">{line}</span></p>\n' for line in CHINESE
    )
    return WebPage(
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府工作报告_柳溪区人民政府</title>
        <script>var menu = "<p>脚本里的话。</p>";</script><style>.nav {{ color: red }}</style></head><body>
        <div class="header"><div class="logo"><a href="/"><img alt="柳溪区人民政府"></a></div>
        <div class="nav"><ul>{_MENU}</ul></div></div>
        <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt;
        <a href="/gzbg">政府工作报告</a></div>
        <div class="main"><div class="article"><h1>柳溪区政府工作报告</h1>
        <div class="info"><span>发布时间：2024-01-15 09:30</span><span>来源：区政府办公室</span>
        <span>字号：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span>
        <span><a href="javascript:window.print()">打印</a></span></div>
        <div class="TRS_Editor"><style type="text/css">.TRS_Editor p {{ margin: 0 }}</style>{body}</div>
        <div class="editor">责任编辑：李明</div>
        <div class="ewm">扫一扫在手机打开当前页</div>
        <div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
        <div class="page"><p>上一篇：<a href="/a">柳溪区召开春季防汛工作会议</a></p>
        <p>下一篇：<a href="/b">全区首届果树嫁接大赛落下帷幕</a></p></div>
        <div class="related"><h3>相关报道</h3><ul>{_NEWS}</ul></div></div>
        <div class="side"><h3>热点专题</h3><ul>{_NEWS}</ul></div></div>
        <div class="footer">{_FOOT}</div></body></html>""",
        ("柳溪区政府工作报告", *CHINESE),
        (*_CHINESE_AROUND, "脚本里的话", "防汛工作会议", "热点专题"),
    )


def layout_tables() -> WebPage:
    """An old page: tables inside tables for the layout, <font>, paragraphs parted by two line breaks."""
    menu = "".join(f'<td><a href="{word}.asp">{word}</a></td>' for word in ("首页", "政务公开", "办事服务"))
    news = "".join(
        f'<tr><td>·<a href="n{k}.asp">柳溪区首届果树嫁接大赛落下帷幕之{k}</a></td></tr>' for k in range(8)
    )
    body = "<br>\n<br>\n".join(f"&emsp;&emsp;{line}" for line in CHINESE)
    return WebPage(
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
        <title>政府工作报告</title></head><body bgcolor=#ffffff><table width=1000 align=center><tr><td colspan=2>
        <table><tr>{menu}</tr>
        </table></td></tr><tr><td width=200 valign=top><table><tr><td>最新动态</td></tr>
        {news}</table></td>
        <td valign=top><table><tr><td align=center><font size=5><b>柳溪区政府工作报告</b></font></td></tr>
        <tr><td align=center>发布日期：2024-1-15　阅读次数：1024</td></tr>
        <tr><td><font size=3>{body}</font></td></tr><tr><td align=right>【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】
        </td></tr></table></td></tr><tr><td colspan=2 align=center>{_FOOT}</td></tr></table></body></html>""",
        ("柳溪区政府工作报告", *CHINESE),
        ("政务公开", "办事服务", "嫁接大赛", "主办单位", "公网安备"),
    )


def parted_sections() -> WebPage:
    """Sections in boxes of their own, a short first and a short last one, beside each other in the tree."""
    lines = iter(CHINESE)
    front = "".join(f"<div>{next(lines)}</div>" for _ in range(2))
    boxes = ""
    for line in lines:
        if line.startswith(("一、", "二、")):
            boxes += f"{'</section>' if boxes else ''}<section><h2>{line}</h2>"
        else:
            boxes += f"<div class=para>{line}</div>"
    return WebPage(
        f"""<!DOCTYPE html><html><head><meta charset=utf-8></head><body><header><nav><ul>{_MENU}</ul></nav></header>
        <div id=app><div class=c1><h1>柳溪区政府工作报告</h1></div><div class=c2>{front}</div>
        <div class=c3>{boxes}</section></div><div class=c4><h2>名词解释</h2><div>自来水：从水厂送到家里的水，见正文第二部分。</div>
        </div></div><footer>{_FOOT}</footer></body></html>""",
        ("柳溪区政府工作报告", *CHINESE, "名词解释", "自来水：从水厂送到家里的水，见正文第二部分。"),
        _CHINESE_AROUND,
    )


def bare_breaks() -> WebPage:
    """Text straight in the body, one line break between paragraphs, no element around any."""
    return WebPage(
        f"<html><body><center><b>柳溪区政府工作报告</b></center><br>{'<br>'.join(CHINESE)}</body></html>",
        ("柳溪区政府工作报告", *CHINESE),
        (),
    )


def investor_relations() -> WebPage:
    """An English page of a company: cookie banner, menus, share links, a table, a list, a footnote."""
    dear, first, review, revenue, trees, outlook, expect, price = ENGLISH
    menu = "".join(
        f'<li><a href="/{w}">{w.title()}</a></li>' for w in ("about", "products", "investors", "careers")
    )
    return WebPage(
        f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Letter | Hill Orchards</title></head><body>
        <div id=cookie-banner role=dialog>
        <p>We use cookies to improve your experience. By continuing you accept them.</p>
        <button>Accept all</button></div><header class=site-header><a href="/">Hill Orchards</a><nav>
        <ul>{menu}</ul></nav>
        </header><main><article><h1>Letter to shareholders 2023</h1><p class=byline>By the board · 3 March 2024</p>
        <div class=share-bar><a href="#">Share</a> <a href="#">Tweet</a></div><p>{dear}</p><p>{first}</p>
        <h2>{review}</h2>
        <p>{revenue}<sup>1</sup></p><p>{trees}</p><table><caption>Key figures (dollars in millions)</caption>
        <thead><tr><th></th>
        <th>2023</th><th>2022</th></tr></thead><tbody><tr><th>Revenue</th><td>318</td><td>305</td></tr><tr>
        <th>Costs</th>
        <td>(101)</td><td>(100)</td></tr></tbody></table><h2>{outlook}</h2><ul><li>{expect}</li><li>{price}</li></ul>
        <p class=footnote><sup>1</sup> Without the cider press, which was sold in May.</p></article>
        <aside><h3>Related articles</h3><ul><li><a href="/1">Apple of the year chosen by our readers</a></li>
        <li><a href="/2">New shop opens on the harbour</a></li></ul></aside></main>
        <footer><p>© 2024 Hill Orchards plc. All rights reserved.</p>
        <a href="/privacy">Privacy policy</a></footer></body></html>""",
        (
            "Letter to shareholders 2023",
            dear,
            first,
            review,
            revenue + "¹",
            trees,
            "Key figures (dollars in millions)",
            "2023\t2022",
            "Revenue\t318\t305",
            "Costs\t(101)\t(100)",
            outlook,
            expect,
            price,
            "¹ Without the cider press, which was sold in May.",
        ),
        (
            "cookies",
            "Accept all",
            "Careers",
            "Tweet",
            "Related articles",
            "harbour",
            "Privacy policy",
            "All rights",
        ),
    )


def wiki() -> WebPage:
    """A page of a wiki: contents, edit links, a navigation box, categories."""
    paragraphs = "".join(
        f'<h2><span class="mw-headline">{line}</span><span class="mw-editsection">[<a href="#">编辑</a>]</span></h2>'
        if line.startswith(("一、", "二、"))
        else f"<p>{line}\n</p>"
        for line in CHINESE
    )
    return WebPage(
        f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>柳溪区政府工作报告 - 某文库</title></head><body>
        <div id="mw-navigation"><ul>{_MENU}</ul></div><div id="content" class="mw-body" role="main">
        <h1 id="firstHeading" class="firstHeading">柳溪区政府工作报告</h1><div id="bodyContent">
        <div id="siteSub" class="noprint">来自某文库</div><a class="mw-jump-link" href="#n">跳到导航</a>
        <div id="mw-content-text"><div class="mw-parser-output"><table class="ws-header noprint"><tr><td>←
        <a href="/2023">2023年</a></td>
        <td><a href="/2025">2025年</a>→</td></tr></table><div id="toc" class="toc"><h2>目录</h2><ul>
        <li><a href="#1">1 一、2023年工作回顾</a></li><li><a href="#2">2 二、2024年工作安排</a></li></ul></div>{paragraphs}
        <div class="licenseContainer">本作品在某地区属于公有领域。</div></div></div>
        <div id="catlinks" class="catlinks">分类：<a href="/c">2024年作品</a></div></div></div>
        <div id="footer" role="contentinfo"><ul><li>本页面最后修订于2024年2月1日。</li></ul></div></body></html>""",
        ("柳溪区政府工作报告", *CHINESE),
        ("跳到导航", "目录", "编辑", "分类", "最后修订"),
    )


def short_statement() -> WebPage:
    """A statement of two paragraphs among menus that are longer than it."""
    menu = "".join(
        f'<div class="col"><h4>{group}</h4>'
        + "".join(f'<a href="/{group}/{k}">{group} topic number {k}</a> ' for k in range(12))
        + "</div>"
        for group in ("Policy", "Research", "Data", "Press")
    )
    return WebPage(
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div class="t1_nav">{menu}</div>
        <div class="row"><div class="heading"><p class="article__time">January 31, 2024</p>
        <h3 class="title">The board issues its statement</h3><p class="releaseTime">For release at 2:00 p.m.</p></div>
        <div class="col-8"><p>{ENGLISH[1]}</p><p>{ENGLISH[4]}</p></div></div>
        <div class="panel"><a href="/m">For media inquiries, write to us</a></div>
        <div class="bottom">{menu}</div></body></html>""",
        ("January 31, 2024", "The board issues its statement", ENGLISH[1], ENGLISH[4]),
        ("topic number",),
    )


PAGES = (portal, layout_tables, parted_sections, bare_breaks, investor_relations, wiki, short_statement)


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


def web_archive(page: bytes, charset: str = "utf-8") -> bytes:
    part = base64.encodebytes(page).decode()
    return (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n\r\n------b\r\n'
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{part}\r\n"
        "------b\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n------b--\r\n"
    ).encode()
