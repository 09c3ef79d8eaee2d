"""Bytes become text: by their mark, as UTF-8, or as the encoding whose text looks most like one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from compare.errors import ReadError
from compare.model import Note

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
#: Frequent signs of Western texts outside ASCII.
_WESTERN = frozenset("’‘“”–—…•£€§éèêëàâçîïôùûüöäßñÉ")
#: Encodings that (nearly) any bytes may fit, told apart by what the text then looks like.
_DOUBLE_BYTE = ("gb18030", "big5hkscs")
_UTF16 = ("utf-16-le", "utf-16-be")
#: A text with more unreadable places than one in so many characters is of another encoding, or broken ...
_BROKEN_ONE_IN = 1000
#: ... but a character cut off at either end of the file proves nothing.
_CUT_OFF = 3
#: Text in its right encoding has more common characters than this share; Chinese prose has half at least.
_LEAST_PLAUSIBLE = 0.1
#: What it costs to read a double-byte text from its second byte on.
_SHIFTED_COST = 0.05
#: Windows-1252 fits anything; it is only taken for a text that is ASCII but for one character in so many.
_WESTERN_ONE_IN = 10
#: A text with more control characters than one in so many is none.
_CONTROL_ONE_IN = 200
_UNREADABLE = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: So many characters tell what a text looks like.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how many of its characters could not be read, and how many lines are of another encoding."""

    text: str
    broken: int = 0
    mixed: int = 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a person should know of the decoding."""
        notes = [Note("bytes_unreadable", {"count": self.broken})] if self.broken else []
        if self.mixed:
            notes.append(Note("encodings_mixed", {"count": self.mixed}))
        return tuple(notes)


def decode_bytes(data: bytes, name: str) -> Decoded:
    """Decode `data` by mark, strict UTF-8, UTF-16, then whatever looks most like a text.

    A few unreadable bytes become replacement characters.  Raises ReadError for binary data and
    for bytes that fit no encoding.
    """
    found = _by_mark(data)
    if found is None and b"\x00" in data:
        found = _utf16_without_mark(data)
    if found is None and (text := _try(data, "utf-8")) is not None:
        found = Decoded(text)
    if found is None:
        found = _try_hard(data, "utf-8") if b"\x00" in data else _most_plausible(data)
    sample = found.text[: 5 * _SAMPLE] if found else ""
    if found is None or len(_CONTROL.findall(sample)) > len(sample) // _CONTROL_ONE_IN:
        code = "file_binary" if b"\x00" in data or _looks_binary(data) else "encoding_unknown"
        raise ReadError(code, name=name)
    return found


def decode(data: bytes, name: str) -> str:
    """The text that `decode_bytes` finds."""
    return decode_bytes(data, name).text


def plausible(text: str) -> float:
    """Share of common characters among the non-ASCII ones, in [0, 1]."""
    wide = [char for char in text[:_SAMPLE] if ord(char) > 127]
    return sum(char in _COMMON for char in wide) / len(wide) if wide else 0.0


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark) and (found := _try_hard(data[len(mark) :], encoding)):
            return found
    return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 betrays itself by zero bytes (ASCII, line ends) on one side of the pairs only."""
    zeros = data[:4000:2].count(0), data[1:4000:2].count(0)
    if max(zeros) < 1 or min(zeros) * 4 > max(zeros):
        return None
    found = _try_hard(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return found if found and not _CONTROL.search(found.text) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _try_hard(data: bytes, encoding: str) -> Decoded | None:
    """The text with replacement characters for a few unreadable bytes; None where there are too many."""
    text = data.decode(encoding, "replace")
    written = _UNREADABLE.encode(encoding, "ignore")  # the file may have such characters of its own
    broken = max(text.count(_UNREADABLE) - (data.count(written) if written else 0), 0)
    at_ends = (text[:_CUT_OFF] + text[_CUT_OFF:][-_CUT_OFF:]).count(_UNREADABLE)
    return Decoded(text, broken) if broken - at_ends <= len(text) // _BROKEN_ONE_IN else None


def _most_plausible(data: bytes) -> Decoded | None:
    """The reading of unmarked bytes, which are no sound UTF-8, that looks most like a text."""
    if western := _western(data):
        return western
    found: list[tuple[float, int, Decoded]] = []

    def offer(decoded: Decoded | None, cost: float = 0.0) -> None:
        if decoded:
            found.append((plausible(decoded.text) - cost, -decoded.broken, decoded))

    offer(_try_hard(data, "utf-8"))
    offer(_mixed_lines(data))
    for encoding in _DOUBLE_BYTE:
        offer(_try_hard(data, encoding))
        if shifted := _try_hard(data[1:], encoding):
            offer(Decoded(_UNREADABLE + shifted.text, shifted.broken + 1), _SHIFTED_COST)
    for encoding in _UTF16:
        offer(_try_hard(data, encoding) if len(data) % 2 == 0 else None)
    best = max(found, key=lambda offered: offered[:2], default=None)
    return best[2] if best and best[0] >= _LEAST_PLAUSIBLE else None


def _western(data: bytes) -> Decoded | None:
    """English and its neighbours in Windows-1252: nearly all ASCII, the rest signs that occur there."""
    text = _try(data, "cp1252")
    odd = [char for char in text or "" if not char.isascii()]
    if text is None or len(odd) * _WESTERN_ONE_IN > len(text) or not all(char in _WESTERN for char in odd):
        return None
    return Decoded(text)


def _mixed_lines(data: bytes) -> Decoded | None:
    """A file put together of lines in UTF-8 and lines in a double-byte encoding."""
    lines = data.split(b"\n")
    read = [_try(line, "utf-8") for line in lines]
    others = [number for number, text in enumerate(read) if text is None]
    if not others or all(text is None or text.isascii() for text in read):
        return None
    found: list[Decoded] = []
    for encoding in _DOUBLE_BYTE:
        decoded = {number: _try(lines[number], encoding) for number in others}
        texts = [decoded.get(number) if text is None else text for number, text in enumerate(read)]
        if all(text is not None for text in texts):
            found.append(Decoded("\n".join(text or "" for text in texts), mixed=len(others)))
    return max(found, key=lambda one: plausible(one.text), default=None)


def _looks_binary(data: bytes) -> bool:
    head = data[:4000]
    return sum(byte < 32 and byte not in b"\t\n\r\f\v" for byte in head) * 20 > len(head)
