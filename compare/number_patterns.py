"""The patterns with which `compare.quantities` reads numbers; all expect half-width digits."""

from __future__ import annotations

import re

from compare.late_patterns import compile_late
from compare.numerals import ARABIC, CHINESE, COMPOUND, ENGLISH_NUMBERS
from compare.units import HAN_UNIT, LATIN_UNIT, SMALL_CLASSIFIER

GAP = r"[ \u00a0\u2009\u200b]{0,2}"
MULTIPLIER = (
    r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万(?!众|象)|千(?![瓦克米伏卡赫])|百(?![分货姓花年度]))"
)
MORE = r"[多余來来](?![自源到年回往])"
ENGLISH_MULTIPLIER = r"(?:trillion|billion|million|thousand|bn|mn)\b"
ENGLISH_UNIT = r"(?:%|per\ cent\b|percentage[ -]points?\b|percent\b|basis[ -]points?\b|bps\b)"
#: 件/万人, 元/亩, 微克/立方米, 吨标准煤/万元
_PER = r"[/／](?:百亿|十万|[万亿千百]|10万|100亿)?(?:平方公里|平方米|立方米|千瓦时|车公里|公里|小时|公顷|标方|平米|[元人亩吨户年月日天次升床度米斤个家台辆方]|m3|m³|kWh)"
_PER_WORD = r"每(?:百|千|万)?(?:立方米|平方公里|平方米|千瓦时|公里|小时|秒|人|亩|吨|户|升)(?!每)"
UNIT = rf"(?:{HAN_UNIT})(?<!年)|年(?!来|前|后|以来|级|产|均|度|轻|龄|代|内)|年(?=内)"
UNIT = rf"(?:(?:{LATIN_UNIT})(?![A-Za-z0-9])|(?:{HAN_UNIT}))(?:{_PER}|{_PER_WORD})?"
DASH = r"(?:——|－－|--|[-—–―~～〜至到])"
YEAR = r"(?:1[89]|20|21)[0-9]{2}"

#: Dates, years and the like in digits; tried before plain numbers.
DATE = re.compile(
    rf"""
    (?P<y1>{YEAR})年?(?:度|底)?{GAP}{DASH}{GAP}(?P<y2>{YEAR})(?:年(?:度|代|底|初|末)?)?(?![0-9万亿个%]|[.,][0-9])
  | (?P<y>{YEAR}){GAP}年(?:{GAP}[01]?[0-9]月(?:{GAP}[0-3]?[0-9]日)?|度)?(?:{DASH}[01]?[0-9]月(?:[0-3]?[0-9]日)?)?
  | (?P<m>[01]?[0-9](?:月份?)?{DASH}[01]?[0-9]月份?
       | [01]?[0-9]月(?:{GAP}[0-3]?[0-9]日(?:{DASH}(?:[01]?[0-9]月)?[0-3]?[0-9]日)?
             |份|底|初|中旬|上旬|下旬)?(?!{DASH}[0-9]))(?![0-9])
  | (?P<d>[1-9][0-9]?世纪(?:[0-9]0年代)?|[0-9]0年代|[0-9]{{1,2}}时(?:[0-9]{{1,2}}分)?|[1-4]季度
       | [0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}(?![0-9]) | {YEAR}/[0-9]{{2}}(?![0-9/]))
  | (?P<b>{YEAR})(?![0-9%]|[.,][0-9]|{GAP}(?:{MULTIPLIER}|{HAN_UNIT}|{LATIN_UNIT}|多|余))
    """,
    re.VERBOSE,
)
#: Digits that are part of a name: 5G, 4A级, 5G-A, 1+4, 2.0版, 95后, 12345热线.
NAME_AFTER = re.compile(
    r"""
    [0-9]+(?:\.[0-9]+)?
    (?: [A-Za-z]+[A-Za-z0-9-]*(?:级|版)?
      | (?:\+[0-9A-Za-z]{1,3})+
      | 版
      | 后(?=[，、“”]|青年|群体|年轻|消费)
      | (?=热线|平台|战略|政务服务)
    )
    """,
    re.VERBOSE,
)
#: What NAME_AFTER would take for a name though its letters are a unit: 500kV, 100km, 37EFLOPS.
UNIT_NOT_NAME = re.compile(rf"[0-9]+(?:\.[0-9]+)?{GAP}(?:{LATIN_UNIT}|bps|bn|mn)(?![A-Za-z0-9])")
DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: What turns letters and digits (GDP5.5%) into a word and a number again.
UNIT_AFTER_DIGITS = re.compile(rf"[0-9]+(?:\.[0-9]+)?{GAP}(?:%|万|亿)")
#: Digits that give a place in a row: 3号线, "1.办好", "(2)加强".
ORDINAL_AFTER = re.compile(
    r"[0-9]+(?:号(?:线|楼|院|地块|机组|文件|令|公告|台风)?|#|[.．、](?=[^\W\d])|[)）](?=[^\W\d]))"
)
#: 2.1∶1, 4.0∶37.7∶58.3
RATIO = re.compile(
    r"([0-9]+(?:\.[0-9]+)?) ?[:：∶] ?([0-9]+(?:\.[0-9]+)?(?: ?[:：∶] "
    r"?[0-9]+(?:\.[0-9]+)?)*)(?![0-9:：∶])"
)

_RANGE = rf"""
    (?P<a>{ARABIC}) (?P<amore>{MORE})? {GAP} (?P<am>{MULTIPLIER})? {GAP} (?P<au>{UNIT})?
        {GAP}{DASH}{GAP}
    (?P<b>{ARABIC})(?![0-9]) {GAP} (?P<bmore>{MORE})? (?P<bm>{MULTIPLIER})? {GAP}
    (?P<bmore2>{MORE})? {GAP}
"""
_SINGLE = rf"""
    (?P<c>{COMPOUND}) (?P<cmore>{MORE})? {GAP}
  | (?P<n>{ARABIC}) {GAP} (?P<more>{MORE})? (?P<nm>{MULTIPLIER})? {GAP} (?P<more2>{MORE})?
    (?P<nm2>[万亿])? {GAP}
"""
#: Alternatives: a range, a number going on after its multiplier, a plain number; `u` is the unit behind each.
NUMBER = re.compile(f"(?:{_RANGE}|{_SINGLE})(?P<u>{UNIT})?", re.VERBOSE)
SINGLE_NUMBER = compile_late(f"(?:{_SINGLE})(?P<u>{UNIT})?", re.VERBOSE)
#: As NUMBER, for Latin context.  "and" makes a range only after "between".
_ENGLISH_RANGE = rf"""
    (?P<a>{ARABIC}) (?P<am>\ {ENGLISH_MULTIPLIER})? (?P<au>\ ?{ENGLISH_UNIT})?
        (?P<to>\ ?[-–—]\ ?|\ to\ |\ and\ )(?P<cur>(?:US|S|A|HK|C)?[$£€¥])?
    (?P<b>{ARABIC})(?![0-9]) (?P<bm>[\ -]?{ENGLISH_MULTIPLIER})? (?P<bu>[\ -]?{ENGLISH_UNIT})?
"""
_ENGLISH_SINGLE = rf"""
    (?P<n>{ARABIC}) (?P<nm>[\ -]?{ENGLISH_MULTIPLIER})?
    (?P<nu>[\ -]?{ENGLISH_UNIT}|\ ?(?:{LATIN_UNIT})\b
        |[\ -](?:times|years?|months?|weeks?|days?|hours?|hectares?|tonnes?)\b)?
"""
ENGLISH_NUMBER = compile_late(f"{_ENGLISH_RANGE}|{_ENGLISH_SINGLE}", re.VERBOSE | re.IGNORECASE)
SINGLE_ENGLISH = compile_late(_ENGLISH_SINGLE, re.VERBOSE | re.IGNORECASE)
_WORDS = "|".join(sorted((re.escape(word) for word in ENGLISH_NUMBERS), key=lambda word: (-len(word), word)))
ENGLISH_WORDS = compile_late(
    rf"(?P<n>{_WORDS})\b(?P<m>[ -]{ENGLISH_MULTIPLIER})?"
    rf"(?P<u>[ -](?:{ENGLISH_UNIT}|times\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b))?",
    re.IGNORECASE,
)
CURRENCY_BEFORE = re.compile(r"(?:US|RMB|HK|NZ|S|A|C)?[$£€¥￥] ?\Z|(?:RMB|USD|SGD|EUR|GBP) ?\Z")
LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*[-/]?\Z")
#: "$2.5 billion" in a Chinese sentence.
ENGLISH_AFTER = re.compile(rf"{ARABIC}\ {ENGLISH_MULTIPLIER}", re.VERBOSE)
#: A dash is a minus unless a number, unit or word stands before it.
SIGN_BEFORE = re.compile(r"(?:\A|[^\w%)）\-–—])-\Z|(?<=[一-鿿])(?<![年月日号元个家由从])-\Z")

CHINESE_RANGE = re.compile(
    rf"(?P<a>{CHINESE})(?P<au>{SMALL_CLASSIFIER})?(?:至|到|—|-)(?P<b>{CHINESE})(?P<bm>[多余])?(?P<bu>{HAN_UNIT})"
)
CHINESE_NUMBER = re.compile(
    rf"""
    百分之(?P<pa>{CHINESE}|[0-9]+(?:\.[0-9]+)?)(?:至(?:百分之)?(?P<pb>{CHINESE}))?
  | (?P<below>[一二三四五六七八九十百千万]+)分之(?P<above>[一二两三四五六七八九十百]+)
  | (?P<half>一半(?!是|为[^以])|半数)
  | (?<![一过多大小下上前后对各东西夜])半(?P<halfu>年|个月|个小时|小时)(?!报|径|工)
  | 翻(?:了?(?P<fan>[一两二三四])|了)?番
  | (?P<zero>零)(?=增长|上报)
  | (?P<tenths>[一二两三四五六七八九])成(?P<halftenth>半)?(?=[，。；、以多左的）)]|\Z|[^立为功果员就长都本绩分品熟交渝][^，。]*?[比占])
  | (?P<quarter>前?[一二三四](?:至[二三四])?季度|[上下]半年)
  | (?P<vague>[数几好])?(?P<n>{CHINESE})(?P<more>[多余来几])?(?P<m2>[万亿])?(?P<u>{UNIT})?
    """,
    re.VERBOSE,
)
ROUND = re.compile(r"[十百千万亿]+\Z")
CHINESE_YEAR = re.compile(
    r"[一二][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
ORDINAL = re.compile(
    rf"第{GAP}(?:[〇零一二两三四五六七八九十百]+|[0-9]+){GAP}"
    r"(?:产业|届|次|个|批|位|名|轮|期|条|季度|步|类|方|代|者|线|大|章|节|部分|组|家|座|站|阶段|周|年)?"
)
#: Chinese numerals that are names of things, not numbers.
CHINESE_NAME = re.compile(
    r"""
      (?:十[五六七八九]|二十[一二]?)大(?![类项批件])
    | [一二三四五六七八九十]+届(?:[一二三四五六七八九]中全会|[一二三四五六七八九]次(?:全会|会议)?)?
    | [一二三四五六七八九]中全会
    | 十[一二三四五六七八九]五(?![万千亿个%])
    | 八八战略 | 八项规定 | 一带一路 | 三农 | 两会 | 一网统管 | 一网通办 | 双减 | 万众创新
    | 千[^，。；、]万[^，。；、\d] | 百[^，。；、分]千[^，。；、] | 万[^，。；、]千[^，。；、]
    | 一[网国府体事企]一?两?[^，。；\d]
    """,
    re.VERBOSE,
)
_BEGINS = "0-9第百翻零半二两三四五六七八九十千万亿数几"
_FIRST_LETTERS = "".join(sorted({word[0] for word in ENGLISH_NUMBERS}))


def _rest_of_words(letter: str) -> str:
    rest = "|".join(word[1:] for word in _WORDS.split("|") if word[0] == letter)
    return rf"(?<=[{letter}{letter.upper()}])(?:{rest})"


#: Where a number may begin.  Common words with 一 are passed over at once: they are no numbers.
#: One class of characters comes first and what holds for each of them after it: so the text is run
#: through for the class alone, a hundred times as fast as with the alternatives tried at every place.
START = re.compile(
    rf"[{_BEGINS}一前上下{_FIRST_LETTERS}{_FIRST_LETTERS.upper()}](?:(?<=[{_BEGINS}])"
    r"|(?<=一)(?=[半二两三四五六七八九十百千万亿成季分至到届国网])|(?<=前)(?=[二三]季)|(?<=[上下])(?=半年)"
    r"|(?<=[少有]一)(?=[个人名家项])"
    rf"|(?<=[A-Za-z])(?<![A-Za-z-].)(?i:{'|'.join(map(_rest_of_words, _FIRST_LETTERS))})\b(?!-to-))"
)
HAN = re.compile(r"[一-鿿]")
SMALL_UNIT = re.compile(SMALL_CLASSIFIER)
