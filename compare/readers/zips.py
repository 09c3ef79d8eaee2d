"""Zip files looked at from outside: what parts they list, before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

from compare.errors import ReadError

#: A report with a thousand pictures has some 1,100 parts; a list of 400,000, which 20 MB can hold, takes 300 MB.
MAX_PARTS = 5_000
_ENTRY = b"PK\x01\x02"


def open_zip(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive of a Word document.  Raises ReadError where it is broken or lists too many parts."""
    # Counted before the list is read: what the end of the file says of its length may be a lie.
    if data.count(_ENTRY) > MAX_PARTS:
        raise ReadError("zip_too_many_parts", name=name, limit=f"{MAX_PARTS:,}")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise ReadError("docx_broken", name=name) from error


def list_parts(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Paths of the parts in lower case, with slashes, and what the archive says of each."""
    return [(info.filename.replace("\\", "/").lstrip("/").lower(), info) for info in archive.infolist()]
