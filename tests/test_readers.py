"""Readers: encodings, Word documents, bad input, cuts and pages."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.errors import CompareError, ReadError
from compare.messages import MESSAGES
from compare.model import Edition, Text
from compare.readers import read_document
from tests import random_texts
from tests.invariants import check_edition, check_text
from tests.restoring import restored, squeezed

SIMPLIFIED = (
    "各位代表：\n去年，全镇修好了三座石桥，乡亲们赶集不再绕远路。\n今年，还要在山坡上种下两千棵果树。"
)
TRADITIONAL = (
    "各位代表：\n去年，全鎮修好了三座石橋，鄉親們趕集不再繞遠路。\n今年，還要在山坡上種下兩千棵果樹。"
)
ENGLISH = "Ladies and gentlemen:\nThe town repaired three bridges.\nIt will plant 2,000 trees."


def read(data: bytes, name: str = "a.txt") -> Text:
    return read_document([(name, data)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "source", [SIMPLIFIED, TRADITIONAL, ENGLISH], ids=["simplified", "traditional", "english"]
)
def test_unicode_with_mark(source: str, encoding: str) -> None:
    text = read(("\ufeff" + source).encode(encoding))
    assert text.text == source
    assert not text.cuts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "source",
    [
        pytest.param(SIMPLIFIED, id="simplified"),
        pytest.param(TRADITIONAL, id="traditional"),
        pytest.param(ENGLISH, id="english"),
        pytest.param("修桥铺路，种树修渠。", id="no line end, no digit"),
    ],
)
def test_unicode_without_mark(source: str, encoding: str) -> None:
    assert read(source.encode(encoding)).text == source


@pytest.mark.parametrize(
    ("encoding", "source"),
    [
        ("gb18030", SIMPLIFIED),
        ("gb18030", TRADITIONAL),
        ("gbk", "修桥铺路，种树修渠。"),
        ("gb18030", "今年的目标：5.5%。"),
        ("gb18030", "去年，修了桥。"),
        ("big5hkscs", TRADITIONAL),
        ("big5", "修橋鋪路，種樹修渠。"),
        ("big5", "今年的目標：增長5.5%。"),
    ],
)
def test_legacy_encodings(encoding: str, source: str) -> None:
    """Also texts of a single line are told apart."""
    assert read(source.encode(encoding)).text == source


def test_files_of_different_encodings() -> None:
    files = [("1.txt", "先说修桥。".encode("gb18030")), ("2.txt", "再说铺路，".encode("utf-16"))]
    text = read_document([*files, ("3.txt", "還有種樹，綠化山坡。".encode("big5"))])
    assert text.text == "先说修桥。\n再说铺路，還有種樹，綠化山坡。"
    assert [(page.start, page.source) for page in text.pages] == [(0, "1.txt"), (6, "2.txt"), (11, "3.txt")]


def test_page_inside_a_sentence() -> None:
    files = [
        ("p1.txt", "去年，修好了三座（下转2版）".encode()),
        ("p2.txt", "（紧接1版）石桥。今年再修。".encode()),
    ]
    text = read_document(files)
    assert text.text == "去年，修好了三座石桥。今年再修。"
    assert [text.text[page.start :] for page in text.pages] == [text.text, "石桥。今年再修。"]


BAD = {
    "empty file": ("a.txt", b"", "file_empty"),
    "only white space": ("a.txt", b" \r\n\t\n", "file_empty"),
    "only a mark": ("a.txt", b"\xef\xbb\xbf", "file_empty"),
    "only zero bytes": ("a.txt", bytes(1000), "file_empty"),
    "binary": ("a.txt", bytes(range(256)) * 16, "file_binary"),
    "noise": ("a.bin", random.Random(5).randbytes(4000), "file_binary"),
    "PDF": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf_broken"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc_broken"),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(600), "file_is_picture"),
    "empty .docx": ("a.docx", b"", "file_empty"),
    "no sentence": ("a.txt", "柳溪镇\n工作报告".encode(), "no_sentence"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input(what: str) -> None:
    """One error with a code and a sentence in either language that names the file."""
    name, data, code = BAD[what]
    with pytest.raises(ReadError) as caught:
        read(data, name)
    assert caught.value.code == code
    assert code in MESSAGES
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert name in message and "\n" not in message and "{" not in message


def test_no_files() -> None:
    with pytest.raises(ReadError) as caught:
        read_document([])
    assert caught.value.code == "no_files"


def test_one_bad_file_among_good_ones() -> None:
    with pytest.raises(ReadError) as caught:
        read_document([("1.txt", SIMPLIFIED.encode()), ("2.txt", b"")])
    assert "2.txt" in str(caught.value)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.docx", "a.md", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    try:
        text = read(data, name)
    except CompareError as error:
        assert error.code in MESSAGES
        return
    check_text(text)
    check_edition(parse_edition(Edition(text)))


@given(random_texts.texts, st.sampled_from(random_texts.ENCODINGS))
def test_any_text_in_any_encoding(source: str, encoding: str) -> None:
    """Read or refused, and never with another error; what is read can be put back together."""
    data = source.encode(encoding, "ignore")
    try:
        text = read(data)
    except CompareError as error:
        assert error.code in MESSAGES
        return
    check_text(text)
    if encoding in ("utf-8", "utf-8-sig"):
        # Of marks of several kinds at one place the order is not kept.
        assert sorted(squeezed(restored(text))) == sorted(squeezed(source).removeprefix("\ufeff"))


def test_cuts_at_one_place_keep_their_order() -> None:
    source = "修桥。（紧接5版）（下转7版）"
    assert restored(read(source.encode())) == source
