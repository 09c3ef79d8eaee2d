"""Old Word documents (.doc): what is read of them, what is refused, and the formats that are not read at all.

`data/liuxi.doc` is an invented report that LibreOffice saved: headings, a footnote, text that was
deleted, inserted and hidden, a line break, a table with a row of names, a numbered list, a link.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.readers import read_document
from compare.readers.doc import read_doc
from compare.readers.doc_binary import BrokenDocument, read_word_text
from compare.readers.originals import read_places
from tests.invariants import check_text

REPORT = (Path(__file__).parent / "data" / "liuxi.doc").read_bytes()
LINES = [
    ("¶1", "heading", 1, "柳溪镇政府工作报告"),
    ("¶2", None, 0, "各位代表："),
    ("¶3", "heading", 2, "一、去年工作回顾"),
    ("¶4", None, 0, "去年，全镇修好了三座石桥¹，乡亲们赶集不再绕远路。这句话补上了。"),
    ("¶5", None, 0, "第一行。"),
    ("¶5", None, 0, "第二行有 English words 和 5.5%左右。"),
    ("¶6", "table_row", 1, "指标\t目标\t结果"),
    ("¶7", "table_row", 0, "粮食\t5万吨\t5.2万吨"),
    ("¶8", "table_row", 0, "第一段 第二段\t好"),
    ("¶9", None, 0, "办好学校，"),
    ("¶10", None, 0, "建好卫生院。"),
    ("¶11", "heading", 2, "二、今年工作安排"),
    ("¶12", None, 0, "今年还要再修两座，见规划，生僻字𠮷和䶮照旧。"),
    ("¶13", "footnote", 0, "¹ 不含木桥，也不含铁桥。"),
]


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_document([(name, data)])
    for language in ("zh", "en"):
        assert name in caught.value.message(language) and "{" not in caught.value.message(language)
    return caught.value.code


def test_lines() -> None:
    reading = read_doc("a.doc", REPORT)
    assert [(line.page, line.kind, line.level, line.text) for line in reading.lines] == LINES
    assert [line.lead for line in reading.lines if line.kind == "table_row"] == [0, 0, 1]
    assert {line.table for line in reading.lines if line.kind == "table_row"} == {1}
    assert [note.code for note in reading.notes] == ["doc_numbers_missing"]
    check_text(read_document([("a.doc", REPORT)]))


def test_places_of_the_original() -> None:
    """One click leads from a passage to its paragraph."""
    original = read_places("a.doc", REPORT)
    assert original.form == "paragraphs"
    assert [place.name for place in original.places] == [f"¶{number}" for number in range(1, 14)]
    assert original.places[4].text == "第一行。\n第二行有 English words 和 5.5%左右。"


def test_content_decides() -> None:
    assert read_document([("a.txt", REPORT)]).text == read_document([("a.doc", REPORT)]).text


def test_extra_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    assert code_of("a.doc", REPORT) == "doc_needs_extra"


def with_flag(offset: int, value: int) -> bytes:
    """The report with a number in the header of its main stream changed."""
    place = offset + next(k for k in range(0, len(REPORT), 512) if REPORT.startswith(b"\xec\xa5", k))
    return REPORT[:place] + struct.pack("<H", value) + REPORT[place + 2 :]


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_flag(10, 0x0300), "doc_password"),
        (with_flag(2, 0x0068), "file_format_unsupported"),
        (with_flag(0, 0x1234), "doc_broken"),
        (compound("EncryptedPackage"), "doc_password"),
        (REPORT[:5000], "doc_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "doc_broken"),
    ],
    ids=["password", "Word 95", "no header", "locked .docx", "half", "only names"],
)
def test_refused(data: bytes, code: str) -> None:
    assert code_of("a.doc", data) == code


def test_damaged_bytes_give_a_text_or_a_refusal() -> None:
    dice = random.Random(7)
    texts = 0
    for _ in range(300):
        data = bytearray(REPORT)
        for _ in range(dice.choice((1, 4, 40))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            check_text(read_document([("a.doc", bytes(data))]))
            texts += 1
        except ReadError:
            pass
    assert 0 < texts < 300


def streams(pieces: list[tuple[bytes, bool]], lie: int = 0) -> tuple[bytes, bytes]:
    """Both streams of a document of these pieces: (bytes, whether one byte is a character)."""
    header = struct.pack("<HHHHHH", 0xA5EC, 0x00C1, 0, 0, 0, 0).ljust(32, b"\0")
    lengths = [0] * 22
    lengths[3] = sum(len(raw) // (1 if narrow else 2) for raw, narrow in pieces) + lie
    begin = len(header) + 2 + 28 + 2 + 88 + 2 + 93 * 8
    document, units, ranges = b"", [0], b""
    for raw, narrow in pieces:
        byte = begin + len(document)
        ranges += struct.pack("<HIH", 0, 2 * byte | 0x4000_0000 if narrow else byte, 0)
        units.append(units[-1] + len(raw) // (1 if narrow else 2))
        document += raw
    table = (
        b"\x02"
        + struct.pack("<I", 4 * len(units) + len(ranges))
        + struct.pack(f"<{len(units)}I", *units)
        + ranges
    )
    places = [0] * 186
    places[66:68] = [0, len(table)]
    header += struct.pack("<H", 14) + bytes(28) + struct.pack("<H", 22) + struct.pack("<22i", *lengths)
    return header + struct.pack("<H", 93) + struct.pack("<186I", *places) + document, table


def test_pieces_of_one_and_of_two_bytes() -> None:
    """Word saves Western stretches with one byte a character, in any order after a quick save."""
    document, table = streams(
        [
            ("去年 ".encode("utf-16-le"), False),
            (b"\x93rose\x94 5%", True),
            ("。\r".encode("utf-16-le"), False),
        ]
    )
    text = read_word_text(document, table, 1000)
    assert text.units.tobytes().decode("utf-16") == "去年 “rose” 5%。\r"


def test_more_text_promised_than_there_is() -> None:
    with pytest.raises(BrokenDocument):
        read_word_text(*streams([(b"rose", True)], lie=9), 1000)
    with pytest.raises(OverflowError):
        read_word_text(*streams([(b"rose", True)]), 3)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            content = f"application/vnd.oasis.opendocument.{name[9:]}" if name.startswith("mimetype") else "x"
            file.writestr(name[:8] if name.startswith("mimetype") else name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("a.rtf", b"{\\rtf1\\ansi x}", "file_format_unsupported", "RTF"),
        ("a.odt", archive("mimetype:text"), "file_format_unsupported", ".odt"),
        ("a.ods", archive("mimetype:spreadsheet"), "file_is_sheet", ".ods"),
        ("a.odp", archive("mimetype:presentation"), "file_is_slides", ".odp"),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "file_is_sheet", ".xlsx"),
        ("a.docx", archive("[Content_Types].xml", "xl/workbook.xml"), "file_is_sheet", ".xlsx"),
        ("a.pptx", archive("[Content_Types].xml", "ppt/presentation.xml"), "file_is_slides", ".pptx"),
        ("a.xls", compound("Workbook"), "file_is_sheet", ".xls"),
        ("a.ppt", compound("PowerPoint Document"), "file_is_slides", ".ppt"),
        ("a.wps", compound("CONTENTS"), "file_format_unsupported", "OLE"),
        ("a.zip", archive("2023.txt", "2024.txt"), "file_is_archive", "ZIP"),
        ("a.gz", b"\x1f\x8b\x08\x00" + bytes(60), "file_is_archive", "gzip"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(60), "file_is_archive", "RAR"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), "file_is_archive", "7z"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "file_is_picture", "PNG"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "file_is_picture", "JPEG"),
        ("a.bmp", b"BM\x36\x00\x00\x00" + bytes(60), "file_is_picture", "BMP"),
        ("a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(60), "file_is_picture", "WebP"),
        ("a.tif", b"II*\x00" + bytes(60), "file_is_picture", "TIFF"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)
def test_other_formats(name: str, data: bytes, code: str, words: str) -> None:
    """Each is told by its content, and the message says what to do."""
    assert code_of(name, data) == code
    with pytest.raises(ReadError) as caught:
        read_document([("正文.txt", data)])
    assert words in caught.value.message("en") and words in caught.value.message("zh")


def test_text_that_begins_like_a_picture() -> None:
    assert read_document([("a.txt", b"BMI rose by 2%. It will fall.")]).text.startswith("BMI")
