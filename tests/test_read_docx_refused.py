"""Word documents that are refused, damaged, or of another make."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import CompareError, ReadError
from compare.messages import MESSAGES
from compare.readers import read_document
from compare.readers.docx import paragraphs_of, read_docx
from compare.readers.docx_package import MAX_UNPACKED_MB, MAX_XML_MB
from compare.readers.zips import MAX_PARTS
from tests.docx_builder import (
    BRIDGE,
    GOES_ON,
    NUMBERS,
    RESTART,
    STYLES,
    archive,
    box,
    deleted,
    document,
    field,
    inside,
    note,
    numbered,
    p,
    parts_of,
    reference,
    root,
    style,
    table,
    tc,
    text_of,
    tr,
)
from tests.pdf_builder import english, typeset

_ENTITIES = b"<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]>"
_PARTS = parts_of(p(BRIDGE))
_DOCUMENT = _PARTS["word/document.xml"]
SMALL = archive(_PARTS)


def _with(**parts: bytes) -> bytes:
    """The small document with other contents of parts."""
    changed = {f"word/{name}.xml": content for name, content in parts.items()}
    return archive({**_PARTS, **changed})


def _nested(depth: int) -> bytes:
    return document("<w:sdt><w:sdtContent>" * depth + p(BRIDGE) + "</w:sdtContent></w:sdt>" * depth)


def _lying() -> bytes:
    """A document that says of itself that it is small."""
    data = bytearray(archive({**_PARTS, "word/document.xml": root("document", "<w:p/>" * 2_000_000)}))
    true = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size.to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = (1_000_000).to_bytes(4, "little")
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(SMALL)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _later_version() -> bytes:
    at = SMALL.index(b"PK\x01\x02") + 6
    return SMALL[:at] + b"\xff" + SMALL[at + 1 :]


def _with_sheets() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def _packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in _PARTS.items():
            packed.writestr(name, content)
    return out.getvalue()


#: What is refused, the code, and how the file is made.
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "end of a document": ("docx_broken", lambda: SMALL[len(SMALL) // 2 :]),
    "half a document": ("docx_broken", lambda: SMALL[: len(SMALL) // 2]),
    "zip without document": ("docx_broken", lambda: archive({"note": b"x"})),
    "document is no XML": ("docx_broken", lambda: _with(document=b"<w")),
    "document is empty": ("docx_broken", lambda: _with(document=b"")),
    "styles are no XML": ("docx_broken", lambda: _with(styles=b"<w")),
    "encoding nobody knows": (
        "docx_broken",
        lambda: _with(document=b'<?xml version="1.0" encoding="x-y"?><a/>'),
    ),
    "two documents": ("docx_broken", lambda: archive([*_PARTS.items(), ("Word\\Document.xml", _DOCUMENT)])),
    "packed in a way that Word does not know": ("docx_broken", lambda: _packed(zipfile.ZIP_BZIP2)),
    "zip of a later version": ("docx_broken", _later_version),
    "size that is a lie": ("docx_broken", _lying),
    "no words": ("no_sentence", lambda: document(p())),
    "zip bomb": ("docx_too_large", lambda: _with(document=bytes((MAX_UNPACKED_MB + 1) * 1_000_000))),
    "too many paragraphs": (
        "docx_too_large",
        lambda: _with(document=b"<w:p/>" * (MAX_XML_MB * 1_000_000 // 6 + 1)),
    ),
    "too much of other parts": ("docx_too_large", lambda: _with(other=bytes(MAX_XML_MB * 1_000_000))),
    "too large a picture": (
        "docx_too_large",
        lambda: archive({**_PARTS, "word/media/a.png": bytes((MAX_UNPACKED_MB + 1) * 1_000_000)}),
    ),
    "packed too well": ("docx_packed_too_well", lambda: _with(document=root("document", " " * 4_000_000))),
    "password of the archive": ("doc_password", _encrypted),
    "password of Word": (
        "doc_password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "entities": ("docx_entities", lambda: _with(document=_ENTITIES + b"<a>&c;</a>")),
    "entities in another part": ("docx_entities", lambda: _with(styles=_ENTITIES + b"<a>&c;</a>")),
    "entities in UTF-16": (
        "docx_entities",
        lambda: _with(document="<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>".encode("utf-16")),
    ),
    "entities from another file": (
        "docx_entities",
        lambda: _with(document=b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
    ),
    "nested too deeply": ("docx_too_deep", lambda: _nested(130)),
    "too many parts": (
        "zip_too_many_parts",
        lambda: archive({f"word/{k}": b"" for k in range(MAX_PARTS + 1)}),
    ),
    "spreadsheet": ("file_is_sheet", _with_sheets),
    "document as one XML file": (
        "file_format_unsupported",
        lambda: b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<a/>',
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_refused(what: str) -> None:
    """One error with a code and a sentence in either language that names the file."""
    code, make = BAD[what]
    with pytest.raises(ReadError) as caught:
        read_document([("a.docx", make())])
    assert caught.value.code == code
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert "a.docx" in message and "\n" not in message and "{" not in message


def test_deep_but_not_too_deep() -> None:
    assert text_of(_nested(60)).text == BRIDGE


def test_size_that_is_a_lie_is_found_before_memory_is_taken() -> None:
    """What the header hides is unpacked no further than the limit."""
    from tracemalloc import get_traced_memory, start, stop

    data = bytearray(archive({**_PARTS, "word/document.xml": bytes(90_000_000)}))
    true = (90_000_000).to_bytes(4, "little")
    while (at := data.find(true)) >= 0:
        data[at : at + 4] = (900_000).to_bytes(4, "little")
    start()
    try:
        with pytest.raises(ReadError):
            read_docx("a.docx", bytes(data))
        assert get_traced_memory()[1] < 40_000_000
    finally:
        stop()


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.zip", "a", "a.txt", "a.doc"])
def test_content_tells_the_format(name: str) -> None:
    assert text_of(SMALL, name).text == BRIDGE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_called_docx_is_read(encoding: str) -> None:
    assert text_of("修桥铺路，乡亲们赶集不再绕远路。".encode(encoding)).text == "修桥铺路，乡亲们赶集不再绕远路。"


def test_page_called_docx_is_read() -> None:
    report = "去年，全镇修好了三座石桥，乡亲们赶集不再绕远路，粮食也多打了三成。"
    assert text_of(f"<!DOCTYPE html><html><body><p>{report}</p></body></html>".encode()).text == report


def test_pdf_called_docx_is_read() -> None:
    assert "bridge" in text_of(typeset(english("The town repaired the bridge and planted trees."))).text


def test_main_part_of_another_name() -> None:
    relations = _PARTS["_rels/.rels"].replace(b"word/document.xml", b"/content/main.xml")
    styles = b'<Relationships><Relationship Id="a" Type="a/styles" Target="../other/s.xml"/></Relationships>'
    parts = {
        "_rels/.rels": relations,
        "content/main.xml": root("document", f"<w:body>{p('回顾', style='x')}{p(BRIDGE)}</w:body>"),
        "content/_rels/main.xml.rels": styles,
        "other/s.xml": root("styles", style("x", "heading 1")),
    }
    assert [line.kind for line in read_docx("a", archive(parts)).lines] == ["heading", None]


def test_strict_documents() -> None:
    """ "Strict Open XML" has other names for the same things."""
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
            b"http://purl.oclc.org/ooxml/wordprocessingml/",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, content in parts_of(
            p("回顾", style="x") + p(BRIDGE), styles=style("x", "heading 1")
        ).items()
    }
    assert [(line.kind, line.text) for line in read_docx("a", archive(strict)).lines] == [
        *(("heading", "回顾"), (None, BRIDGE))
    ]


def test_document_in_utf_16() -> None:
    words = _DOCUMENT.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert text_of(_with(document=words)).text == BRIDGE


@settings(max_examples=50)
@given(st.integers(0, len(SMALL)), st.binary(max_size=4))
def test_any_damage(at: int, noise: bytes) -> None:
    try:
        text_of(SMALL[:at] + noise + SMALL[at + len(noise) :])
    except CompareError as error:
        assert error.code in MESSAGES


_RICH = parts_of(
    p("回顾", style="1")
    + p(
        "增长5%", reference("footnote", 1), field("begin", "REF"), field("separate"), "，", field("end"), "。"
    )
    + p("修桥。", box("图。"), properties=numbered(1, 1))
    + table(tr(tc("指标", properties=RESTART), tc("目标", span=2)), tr(tc(properties=GOES_ON), "去年", "5"))
    + p("修", inside("ins", text="三座"), deleted("两座"), "桥。", properties="<w:rPr><w:del/></w:rPr>"),
    styles=STYLES,
    numbering=NUMBERS,
    footnotes=note("footnote", 1, p("不变价。")),
)
#: Values of attributes that stand where they do not belong.
_VALUES = (
    "",
    "-1",
    "0",
    "1",
    "8",
    "9",
    "999999",
    "99999999999999",
    "x",
    "begin",
    "end",
    "restart",
    "%1%9",
    "off",
)


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_any_damage_inside(chance: random.Random) -> None:
    """Attributes and elements of all parts exchanged: the file is intact, but nothing in it is to be believed."""
    parts = dict(_RICH)
    for _ in range(chance.randrange(1, 6)):
        name = chance.choice([name for name in parts if name.startswith("word/") and name.endswith("l")])
        pieces = re.split(rb'(="[^"]*"|<[^>]*>)', parts[name])
        at = chance.randrange(1, len(pieces) - 1, 2)
        other = chance.randrange(1, len(pieces) - 1, 2)
        if pieces[at].startswith(b"="):
            pieces[at] = f'="{chance.choice(_VALUES)}"'.encode()
        elif chance.random() < 0.5:
            pieces[at] = re.sub(rb'"[^"]*"', f'"{chance.choice(_VALUES)}"'.encode(), pieces[at])
        else:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        parts[name] = b"".join(pieces)
    data = archive(parts)
    try:
        text_of(data)
    except CompareError as error:
        assert error.code in MESSAGES
    else:
        assert len(dict(paragraphs_of(data))) == len(paragraphs_of(data))
