"""Plain text and Markdown in UTF-8, UTF-16, GB18030 or Big5."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from compare.errors import ReadError
from compare.readers.lines import Line, remove, split_lines

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Frequent characters of modern Chinese prose in either script: text that was decoded
#: with the wrong table hardly contains them.
_COMMON = frozenset(
    "的一是了在不和有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制"
    "機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正"
    "心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨"
    "程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角"
    "期根論運農指幾九區強放決西被乾做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓"
    "志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬"
    "每目至達走積示議聲報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林"
    "律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連斷深難近礦千週委素技備半辦青省列習響約支般史"
    "感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存候毛親快效斯院查江型眼王按格養易置派層"
    "片始卻專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴，。、；："
)
#: Encodings that any bytes may fit, told apart by what the text then looks like.
_UNMARKED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def _plausible(text: str) -> float:
    """Share of common characters among the non-ASCII ones, in [0, 1]."""
    wide = [char for char in text[:20_000] if ord(char) > 127]
    return sum(char in _COMMON for char in wide) / len(wide) if wide else 0.0


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 betrays itself by zero bytes (ASCII, line ends) on one side of the pairs only."""
    zeros = data[:4000:2].count(0), data[1:4000:2].count(0)
    if len(data) % 2 or max(zeros) < 1 or min(zeros) * 4 > max(zeros):
        return None
    text = _try(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return text if text and not _CONTROL.search(text) else None


def decode(data: bytes, name: str) -> str:
    """Decode `data` by mark, strict UTF-8, UTF-16, then GB18030 against Big5 by common characters.

    Raises ReadError for binary data and for bytes that fit none of them.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is not None:
                return text
    text = _utf16_without_bom(data) if b"\x00" in data else None
    if text is None:
        text = _try(data, "utf-8")
    if text is None and b"\x00" not in data:
        candidates = [found for code in _UNMARKED if (found := _try(data, code)) is not None]
        text = max(candidates, key=_plausible, default=None)
    if text is None or len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 200:
        code = "file_binary" if b"\x00" in data or _looks_binary(data) else "encoding_unknown"
        raise ReadError(code, name=name)
    return text


def _looks_binary(data: bytes) -> bool:
    head = data[:4000]
    return sum(byte < 32 and byte not in b"\t\n\r\f\v" for byte in head) * 20 > len(head)


def read_plain(name: str, data: bytes) -> list[Line]:
    """Lines of a text or Markdown file; `#` marks become heading hints and cuts."""
    lines: list[Line] = []
    for line in split_lines(decode(data, name), name):
        if match := _HEADING.match(line.text):
            line = replace(remove(line, _HEADING), kind="heading", level=len(match.group(1)))
        lines.append(line)
    return lines
