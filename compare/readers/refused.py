"""Formats that are known but not read: each is refused with a word on what to do instead."""

from __future__ import annotations

from compare.errors import ReadError

#: First bytes -> (code of the message, name of the format).
_MAGIC = (
    (b"{\\rtf", "file_format_unsupported", "RTF"),
    (b"\x89PNG", "file_is_picture", "PNG"),
    (b"\xff\xd8\xff", "file_is_picture", "JPEG"),
    (b"GIF8", "file_is_picture", "GIF"),
    (b"BM", "file_is_picture", "BMP"),
    (b"II*\x00", "file_is_picture", "TIFF"),
    (b"MM\x00*", "file_is_picture", "TIFF"),
    (b"AT&TFORM", "file_is_picture", "DjVu"),
    (b"\x1f\x8b", "file_is_archive", "gzip"),
    (b"Rar!\x1a\x07", "file_is_archive", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "file_is_archive", "7z"),
    (b"BZh", "file_is_archive", "bzip2"),
    (b"\xfd7zXZ\x00", "file_is_archive", "xz"),
    (b"bplist00", "file_format_unsupported", "Safari webarchive"),
)
_ZIP = b"PK\x03\x04"
#: How old Office documents begin, whichever program wrote them.
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Parts of zip files by which they are known.
_ZIP_PARTS = (
    ("xl/", "file_is_sheet", "Excel (.xlsx)"),
    ("ppt/", "file_is_slides", "PowerPoint (.pptx)"),
    ("OEBPS/", "file_format_unsupported", "EPUB"),
    ("Index/Document.iwa", "file_format_unsupported", "Pages"),
)
_OPEN_DOCUMENT = (
    ("text", "file_format_unsupported", "OpenDocument (.odt)"),
    ("spreadsheet", "file_is_sheet", "OpenDocument (.ods)"),
    ("presentation", "file_is_slides", "OpenDocument (.odp)"),
)
#: Streams of the older compound files by which they are known.
_OLE_STREAMS = (
    ("EncryptedPackage", "doc_password", "Word"),
    ("Workbook", "file_is_sheet", "Excel 97–2003 (.xls)"),
    ("Book", "file_is_sheet", "Excel 5 (.xls)"),
    ("PowerPoint Document", "file_is_slides", "PowerPoint 97–2003 (.ppt)"),
    ("__substg1.0_", "file_format_unsupported", "Outlook (.msg)"),
)
#: What Word writes at the top of documents that it saves as one XML file.
_WORD_XML = b'<?mso-application progid="Word.Document"?>'
_HEAD = 400


def refuse_other(name: str, data: bytes) -> None:
    """Raise ReadError where a file is of a format that is known but not read; else do nothing."""
    if data.startswith(_ZIP):
        _refuse_zip(name, data)
    elif data.startswith(COMPOUND_FILE):
        for stream, code, label in _OLE_STREAMS:
            if _utf16(stream) in data:
                raise ReadError(code, name=name, format=label)
        if name.lower().endswith(".doc"):
            raise ReadError("doc_broken", name=name)
        raise ReadError("file_format_unsupported", name=name, format="OLE")
    else:
        for magic, code, label in _MAGIC:
            if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
                raise ReadError(code, name=name, format=label)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            raise ReadError("file_is_picture", name=name, format="WebP")
        if _WORD_XML in data[:_HEAD]:
            raise ReadError("file_format_unsupported", name=name, format="Word XML (.xml)")


def _refuse_zip(name: str, data: bytes) -> None:
    from compare.readers.zips import open_zip

    with open_zip(name, data) as archive:
        parts = [part.replace("\\", "/") for part in archive.namelist()]
    if any(part.startswith("word/") for part in parts):
        return
    for beginning, code, label in _ZIP_PARTS:
        if any(part.startswith(beginning) for part in parts):
            raise ReadError(code, name=name, format=label)
    head = data[:200]  # where an OpenDocument file has its type, uncompressed
    for kind, code, label in _OPEN_DOCUMENT:
        if b"application/vnd.oasis.opendocument." + kind.encode() in head:
            raise ReadError(code, name=name, format=label)
    if "[Content_Types].xml" not in parts and not name.lower().endswith(".docx"):
        raise ReadError("file_is_archive", name=name, format="ZIP")


def _utf16(stream: str) -> bytes:
    """The name of a stream as it stands in a compound file."""
    return stream.encode("utf-16-le")
