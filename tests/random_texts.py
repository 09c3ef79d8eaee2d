"""Random texts for hypothesis: what reports are made of, in any order, and any other characters."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = """
各位代表： 一、 二、 （一） （二） 1. 2. 一是 —— # ## 附件 名词解释 第一章 ， 。 ！ ？ ； ： 、 “ ” ‘ ’ 《 》 （ ） ( ) . ; ! ?
5.2% 5.5% 300 1,200万元 3—5个 十余家 左右 以上 超过 不低于 2023年 2024年 第三届 百分之五 三分之一 “十四五” “1+4”
上 千 亿 万 增长 加快 推进 建设 工业 经济 的 和 了 地区生产总值 就业 公园 回顾 今年 去年 工作 責 國 經濟 發展
The economy grew by 5 percent. about at least Mr. Ltd U.S. -3 + ~ * ** __ （紧接5版） （下转7版） 打印 来源：云河网 | é ß İ 𠀀 ①
⅓ ３．５％ １２ Ⅳ
"""
PIECES = (*_WORDS.split(), "— 12 —", "\n", "\n", "\n\n", "。\n", " ", "  ", "\t", *"\u3000\u200b\ufeff\x0b\x85\u2028")

pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
texts = st.one_of(pieces, pieces, st.lists(st.one_of(pieces, anything), max_size=3).map("".join))
#: One sentence of a link: never empty, on one line.
sentences = (
    st.lists(st.sampled_from([piece for piece in PIECES if "\n" not in piece]), min_size=1, max_size=14)
    .map("".join)
    .filter(bool)
)
sides = st.lists(sentences, min_size=1, max_size=3)
terms = st.lists(st.sampled_from(["增长加快", "工业经济", "5.2%", "十四五", "建设公园"]), max_size=2)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")


@st.composite
def revised(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with a few pieces put in, taken out or replaced."""
    old = draw(texts)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        new[at : at + draw(st.integers(0, 6))] = [draw(st.sampled_from(PIECES))]
    return old, "".join(new)
