"""Files as they should not be: bytes of real files of every format, changed at random from a seed."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Bytes with a meaning in some format, put in where they do not belong.
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\n\n\n", b"\t", b"\x1b", b"\xe2\x80\xae", b"\xed\xa0\x80",
    b"%PDF-1.7\n", b"endobj\n", b"/Count 99999999 ", b"stream\n", b"<</Type/Page>>", b"PK\x03\x04", b"<w:p>", b"</w:p>",
    b"<w:tbl><w:tr><w:tc>", b'<w:gridSpan w:val="99999"/>', b"<table><tr><td colspan=9999>", b"<div>" * 50, b"</table>",
    b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", b"&a;", b"&#1114112;", b"<script>alert(1)</script>", b"<style>", b"<!--",
    "一、".encode(), "（一）".encode(), "（下转7版）".encode(), "“".encode(), "。".encode(), "单位：万元".encode(),
    "９９９亿".encode(), b"1,234,567.89%", b"# ", b"|---|", b"**", b"Item 7. ", b"(dollars in millions)",
)  # fmt: skip
#: The most characters that are changed at once, and the largest file that comes of it.
_LONGEST = 400
_LARGEST = 400_000


@dataclass(frozen=True)
class Original:
    """A file to start from."""

    name: str
    data: bytes


def mutate(originals: Sequence[Original], seed: int) -> tuple[str, bytes]:
    """Name and bytes of input number `seed`: the same for the same originals."""
    chance = random.Random(seed)
    # Every format as often as any other, however many files there are of it.
    formats = sorted({original.name.rsplit(".", 1)[-1] for original in originals})
    chosen = chance.choice(formats)
    original = chance.choice([original for original in originals if original.name.endswith(chosen)])
    data = original.data
    if data.startswith(b"PK") and chance.random() < 0.6:
        data = _inside_zip(data, chance)
    elif data.startswith(b"%PDF") and chance.random() < 0.5:
        data = _inside_pdf(data, chance)
    elif data[:2] not in (b"PK", b"%P") and chance.random() < 0.6:
        data = _in_text(data, chance)
    else:
        data = _changed(data, chance, chance.choice(originals).data)
    name = original.name
    if chance.random() < 0.1:
        name = name.rsplit(".", 1)[0] + chance.choice((".txt", ".docx", ".pdf", ".html", ".md", ".doc", ""))
    return name, data[:_LARGEST]


def _changed(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """The bytes after one to a dozen changes of one kind or another."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        if len(found) > _LARGEST:
            break
        chance.choice(_CHANGES)(found, chance, other)
    return bytes(found)


def _flip(found: bytearray, chance: random.Random, _other: bytes) -> None:
    for _ in range(min(len(found), chance.choice((1, 8, 64)))):
        found[chance.randrange(len(found))] = chance.randrange(256)


def _delete(found: bytearray, chance: random.Random, _other: bytes) -> None:
    at = chance.randrange(len(found) + 1)
    del found[at : at + chance.randrange(_LONGEST)]


def _repeat(found: bytearray, chance: random.Random, _other: bytes) -> None:
    at = chance.randrange(len(found) + 1)
    piece = bytes(found[at : at + chance.randrange(1, _LONGEST)])
    found[at:at] = piece * chance.choice((1, 2, 40))


def _insert(found: bytearray, chance: random.Random, _other: bytes) -> None:
    at = chance.randrange(len(found) + 1)
    found[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 200))


def _truncate(found: bytearray, chance: random.Random, _other: bytes) -> None:
    del found[chance.randrange(len(found) + 1) :]


def _splice(found: bytearray, chance: random.Random, other: bytes) -> None:
    at, start = chance.randrange(len(found) + 1), chance.randrange(len(other) + 1)
    found[at : at + chance.randrange(_LONGEST)] = other[start : start + chance.randrange(4 * _LONGEST)]


def _swap(found: bytearray, chance: random.Random, _other: bytes) -> None:
    a, b = sorted(chance.randrange(len(found) + 1) for _ in range(2))
    piece = bytes(found[b : b + _LONGEST])
    found[b : b + _LONGEST] = b""
    found[a:a] = piece


_CHANGES: tuple[Callable[[bytearray, random.Random, bytes], None], ...] = (
    _flip, _delete, _repeat, _insert, _truncate, _splice, _swap,
)  # fmt: skip


def _in_text(data: bytes, chance: random.Random) -> bytes:
    """The text with lines and tokens moved about between characters, so that it can still be decoded."""
    lines = data.decode("utf-8", "ignore").split("\n")
    for _ in range(chance.choice((1, 2, 4, 12))):
        at = chance.randrange(len(lines))
        line = lines[at]
        middle = chance.randrange(len(line) + 1)
        token = chance.choice(TOKENS).decode("utf-8", "ignore") * chance.choice((1, 1, 3, 200))
        lines[at : at + 1] = chance.choice(
            (
                [line[:middle], line[middle:]],
                [line[:middle] + token + line[middle:]],
                [line[:middle]],
                [line[middle:] + chance.choice(lines)],
                [line] * chance.choice((2, 40)),
                [chance.choice(lines), line],
                [" ".join(lines[at : at + 30])],
            )
        )
    return "\n".join(lines).encode()


def _inside_zip(data: bytes, chance: random.Random) -> bytes:
    """The archive with one of its parts changed, and whole again as an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error):
        return data
    chosen = chance.randrange(len(parts))
    if chance.random() < 0.7:
        chosen = next((k for k, (name, _) in enumerate(parts) if name == "word/document.xml"), chosen)
    other = chance.choice(parts)[1]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts):
            archive.writestr(name, _changed(content, chance, other) if number == chosen else content)
    return packed.getvalue()


def _inside_pdf(data: bytes, chance: random.Random) -> bytes:
    """The document with one compressed stream changed; its length then no longer fits, which readers mend."""
    places = []
    at = data.find(b"stream")
    while at >= 0:
        begin = at + 6 + (2 if data[at + 6 : at + 8] == b"\r\n" else 1)
        end = data.find(b"endstream", begin)
        if end < 0:
            break
        places.append((begin, end))
        at = data.find(b"stream", end + 9)
    if not places:
        return _changed(data, chance, data)
    begin, end = chance.choice(places)
    try:
        plain = zlib.decompress(data[begin:end].rstrip(b"\r\n"))
    except zlib.error:
        return _changed(data, chance, data)
    return data[:begin] + zlib.compress(_changed(plain, chance, plain)) + b"\n" + data[end:]
