"""Web litter: lines that belong to the page a report was copied from, not to the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.folding import plain
from compare.readers.lines import Line

#: Whole lines that are buttons, links, share bars, bylines and the like on Chinese sites.
_LITTER = re.compile(
    r"""^(?:
      下载 | 打印 | 列印 | 全屏 | 收藏 | 分享 | 加大 | 还原 | 减小 | 放大 | 缩小 | 大 | 中 | 小 | 发布 | 纠错 | 首页 | 返回顶部
    | 字体 | 关闭 | 打印本页 | 关闭窗口 | 浏览次数 | 相关(?:报道|文章|链接|新闻|阅读) | 热搜专题 | 更多 | 上一篇 | 下一篇
    | 政府信息公开 | 信息公开 | 当前位置 | 网站(?:信息|声明|地图|官方微[信博]) | 关于(?:本网|我们) | 联系我们 | 新媒体矩阵
    | 分享到? | 分享至 | 微信 | 微博 | false | true | Public\ domain | [>＞»|·【】\[\]/]+
    )[:：>＞]?$
    | ^【?\s*字[体号]\s*[:：].{0,20}$
    | ^(?:信息|文章|稿件)?来\s*源\s*[:：][^。]{0,40}$
    | ^(?:发布|更新|成文|发文)?(?:时间|日期)\s*[:：]\s*[\d\s年月日:：.\-/]*(?:(?:点击|浏览|阅读)(?:率|量|数|次数)\s*[:：]?\s*\d*)?$
    | ^\d{4}-\d\d?-\d\d?(?:\s+\d\d?:\d\d(?::\d\d)?)?$
    | ^(?:责任|资讯|网站)?(?:编辑|监督|投诉|作者|责编|审核|校对)\s*[:：].{0,40}$
    | ^(?:点击|阅读|浏览)(?:量|数|次数)?\s*[:：]?\s*\d*次?$
    | ^(?:扫一扫|扫描二维码|使用微信扫一扫).{0,24}$
    | ^.{0,40}本报记者.{0,16}摄$
    | ^(?:主办|承办|协办|版权所有|技术支持|备案号)\s*(?:单位)?\s*[:：].{0,60}$
    | ^.{0,10}(?:公网安备|ICP备|网站标识码).{0,60}$
    | ^(?:URL|NOTE)\s*:\s.*$
    | ^-{3,}$ | ^={3,}$ | ^\*{3,}$
    | ^信息索引号\s.*$ | ^发布机构\s.*公开范围.*$ | ^备注/文号.*公开时限.*$ | ^生成日期\s.*发布日期.*$
    | ^分类\s*[:：].{0,20}(?:发布)?时间\s*[:：].*$
    | ^免责声明[:：].*$
    | ^[—\-–－·]+\s*\d{1,4}\s*[—\-–－·]+$
    | ^[—–－]\s*\d{1,4}$
    """,
    re.VERBOSE,
)
#: From such a line on all is licence and footer.
_FOOTER = re.compile(r"^(?:本作品是中华人民共和国的$|注：中文维基文库社群|维基文库|返回顶部|相关报道[:：]?$)")
#: A short last line may still be part of a footer; the footer begins only in the last part of the file.
_FOOTER_FROM = 0.6
#: The end of a web page is one where so many lines, and this share of them, are known litter.
_TAIL_MIN = 3
_TAIL_SHARE = 0.3
_SHORT = 40
_SENTENCE_END = re.compile(r"[。！？；!?;.…][”’」』）)]*$")
_PAGE_NUMBER = re.compile(r"^[—\-–－·]+\s*\d{1,4}\s*[—\-–－·]+$|^[—–－]\s*\d{1,4}$")


def is_page_number(line: Line) -> bool:
    """A printed page number ("— 12 —"), which may stand inside a broken sentence."""
    return bool(_PAGE_NUMBER.match(line.text))


def mark_chrome(lines: Sequence[Line]) -> list[Line]:
    """Give page litter the kind `chrome`; everything after a footer begins is litter too."""
    return _with_tail(_marked(lines))


def _with_tail(lines: list[Line]) -> list[Line]:
    """Below the last sentence, from the first litter on: short lines among litter are litter as well."""
    last = max((place for place, line in enumerate(lines) if _is_prose(line)), default=-1)
    tail = range(last + 1, len(lines))
    litter = [place for place in tail if lines[place].kind == "chrome"]
    if len(litter) < _TAIL_MIN or len(litter) < len(tail) * _TAIL_SHARE:
        return lines
    return [
        replace(line, kind="chrome", level=0) if place >= litter[0] and line.kind is None else line
        for place, line in enumerate(lines)
    ]


def _is_prose(line: Line) -> bool:
    return line.kind != "chrome" and (len(line.text) > _SHORT or bool(_SENTENCE_END.search(line.text)))


def _marked(lines: Sequence[Line]) -> list[Line]:
    total = sum(len(line.text) for line in lines)
    found: list[Line] = []
    seen = 0
    footer = False
    for line in lines:
        words = plain(line.text)
        footer = footer or (seen >= total * _FOOTER_FROM and bool(_FOOTER.match(words)))
        seen += len(line.text)
        litter = footer or (line.kind is None and bool(_LITTER.match(words)))
        found.append(replace(line, kind="chrome", level=0) if litter else line)
    return found
