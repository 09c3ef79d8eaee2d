"""The source of an HTML page: which files are pages, how their bytes become characters."""

from __future__ import annotations

import codecs
import re

from compare.errors import ReadError
from compare.readers.decoding import decode, plausible

#: Tags and the character set are looked for in so many bytes from the beginning.
_SAMPLE = 200_000
_HEAD = 4_000
#: What may stand before <html> is never tried in another way (`(?>`, `*+`): comments in comments
#: would be tried in all of them.
_BEGIN = re.compile(
    r"\A(?:\s|\ufeff|<\?xml[^>]{0,400}\?>|<!--(?>.{0,4000}?-->))*+<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
_TAGS = re.compile(
    r"</?(?:p|div|span|br|table|tbody|tr|td|th|li|ul|ol|h[1-6]|font|b|strong|center|section|article|body|head|meta|a)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
#: A text without <html> is a page where so much of it is tags, and so many of them.
_TAG_SHARE = 0.05
_TAG_COUNT = 6
_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
#: A web archive is a mail with the parts of the page.
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
#: What a page calls its encoding, and what browsers then take.
_ENCODINGS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "unicode": "utf-8",
}
#: Unreadable bytes up to this share of the characters are shown as "\ufffd", as browsers do.
_UNREADABLE = 0.002


def is_web_page(name: str, data: bytes) -> bool:
    """Whether a file is an HTML page or a web archive; the content decides, not the name.

    Markdown may hold tags; it is a page only if it begins like one.
    """
    if is_archive(data):
        return True
    sample = data[:_SAMPLE].replace(b"\x00", b"").decode("latin-1")
    sample = sample.removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ")
    if _BEGIN.match(sample):
        return True
    if name.lower().endswith((".md", ".markdown")):
        return False
    tags = _TAGS.findall(sample)
    return len(tags) >= _TAG_COUNT and sum(map(len, tags)) >= _TAG_SHARE * len(sample)


def is_archive(data: bytes) -> bool:
    """Whether a file is a web archive (.mhtml)."""
    head = data[:_HEAD]
    return b"mime-version:" in head.lower() and bool(_ARCHIVE.search(head))


def decode_page(name: str, data: bytes) -> tuple[str, int]:
    """The source of a page or of the page in an archive, and how many characters were unreadable.

    Raises ReadError where the bytes fit no encoding, or an archive holds no page.
    """
    declared = ""
    if is_archive(data):
        data, declared = _unpack(name, data)
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, name), 0
    if match := _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.search(data[:_HEAD]):
        declared = declared or match.group(1).decode("ascii")
    encoding = _known(declared)
    if encoding is None or b"\x00" in data[:_HEAD]:
        return decode(data, name), 0
    as_declared = _decoded(data, encoding)
    as_utf8 = as_declared if encoding == "utf-8" else _decoded(data, "utf-8")
    # Programs that save pages turn them into UTF-8 without changing what the page says of itself.
    if as_utf8 is not None and (as_declared is None or plausible(as_utf8) >= plausible(as_declared)):
        return as_utf8, 0
    if as_declared is not None:
        return as_declared, 0
    text = data.decode(encoding, "replace")
    if (unreadable := text.count("\ufffd")) <= max(1, _UNREADABLE * len(text)):
        return text, unreadable
    return decode(data, name), 0


def _known(declared: str) -> str | None:
    """The codec of a declared character set; None for none and for what is no character set."""
    try:
        codec = codecs.lookup(_ENCODINGS.get(declared.lower(), declared.lower())).name
        b"a".decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None
    return codec


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unpack(name: str, data: bytes) -> tuple[bytes, str]:
    """The first HTML part of a web archive, and its character set."""
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return content, part.get_content_charset() or ""
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError("html_without_text", name=name) from error
    raise ReadError("html_without_text", name=name)
