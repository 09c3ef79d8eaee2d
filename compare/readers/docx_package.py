"""The parts of a Word document, unpacked under limits."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass

from compare.errors import ReadError
from compare.readers.docx_xml import Element, parse_part
from compare.readers.zips import list_parts, open_zip

#: A real report unpacks to 80 – 320 kB of XML, a form of 10,000 empty cells to 5 MB.  Of eight megabytes,
#: paragraphs of one character each are the worst: 220,000 of them take 6 s and 220 MB; the parser that
#: was used before took 82 s and 1.6 GB for as many empty ones, which now take 0.9 s.
MAX_XML_MB = 8
#: Pictures cost nothing, since nobody unpacks them; more is no report.
MAX_UNPACKED_MB = 100
#: The XML of real reports is packed 3 to 14 times, that of a form of 10,000 empty cells 170 times, and
#: deflate can reach 1,030.  Below a megabyte nothing is worth refusing.
MAX_RATIO = 250
_RATIO_FROM = 1_000_000

_MAIN_PART = "word/document.xml"
_MAIN_TYPE = "officeDocument"
#: What may be read beside the main part: end of the relationship's type -> where it usually is.
_OTHERS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "settings": "word/settings.xml",
}


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts that hold text or say how it is shown; None where there is no such part."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    settings: Element | None


def open_package(name: str, data: bytes) -> Package:
    """The parts of a .docx, .docm, .dotx or .dotm.

    Raises ReadError where it is not intact, has a password, unpacks to too much or too well,
    or where a part is no XML, nests too deeply or declares entities.
    """
    archive = open_zip(name, data)
    with archive:
        parts = _checked(name, archive)
        unpacked: dict[str, Element] = {}
        left = MAX_XML_MB * 1_000_000

        def part(path: str) -> Element | None:
            nonlocal left
            info = parts.get(path.lower())
            if info is None:
                return None
            if path.lower() not in unpacked:
                content = _unpack(name, archive, info, left)
                left -= len(content)
                unpacked[path.lower()] = parse_part(name, content)
            return unpacked[path.lower()]

        main = _targets(part("_rels/.rels"), "").get(_MAIN_TYPE, _MAIN_PART)
        if main.lower() not in parts:
            main = _MAIN_PART
        document = part(main)
        if document is None:
            raise ReadError("docx_broken", name=name)
        folder, file = posixpath.split(main)
        targets = _targets(part(f"{folder}/_rels/{file}.rels"), folder)
        others = {
            kind: part(targets[kind] if targets.get(kind, "").lower() in parts else usual)
            for kind, usual in _OTHERS.items()
        }
        return Package(document, **others)


def _is_xml(path: str) -> bool:
    return path.endswith((".xml", ".rels"))


def _checked(name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names in lower case, once their number, sizes and packing have been looked at."""
    infos = list_parts(archive)
    names = Counter(path for path, _ in infos)
    if any(count > 1 and _is_xml(path) for path, count in names.items()):
        raise ReadError("docx_broken", name=name)  # which of the two Word would show nobody knows
    for limit, sizes in (
        (MAX_XML_MB, [info.file_size for path, info in infos if _is_xml(path)]),
        (MAX_UNPACKED_MB, [info.file_size for _, info in infos]),
    ):
        if sum(sizes) > limit * 1_000_000:
            raise ReadError("docx_too_large", name=name, limit=limit)
    packed = sum(info.compress_size for path, info in infos if _is_xml(path))
    whole = sum(info.file_size for path, info in infos if _is_xml(path))
    if whole > max(_RATIO_FROM, packed * MAX_RATIO):
        raise ReadError("docx_packed_too_well", name=name, limit=MAX_RATIO)
    if any(info.flag_bits & 1 for path, info in infos if _is_xml(path)):
        raise ReadError("doc_password", name=name)
    return dict(infos)


def _unpack(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A part of at most `limit` bytes, whatever its header says of its size."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Word knows no others, and only these two are unpacked bit by bit.
        raise ReadError("docx_broken", name=name)
    try:
        with archive.open(info) as file:
            content = file.read(limit + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise ReadError("docx_broken", name=name) from error
    if len(content) > limit:
        raise ReadError("docx_too_large", name=name, limit=MAX_XML_MB)
    return content


def _targets(relationships: Element | None, folder: str) -> dict[str, str]:
    """Last word of the type of each relationship to a part -> its path."""
    found: dict[str, str] = {}
    for relationship in relationships if relationships is not None else ():
        kind, target = relationship.get("Type", ""), relationship.get("Target", "")
        if not target or relationship.get("TargetMode") == "External":
            continue
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found.setdefault(kind.rsplit("/", 1)[-1], path)
    return found
