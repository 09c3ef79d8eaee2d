"""Originals as they are, for reading: looked at in child processes, since a file may be hostile."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import get_args

from compare.errors import CompareError
from compare.readers.originals import Form, Original, Place
from webapp.jobs.limited import compute_limited
from webapp.jobs.limits import Limits
from webapp.store.texts import Upload

#: Pixels to the point: a page of A4 is then 893 pixels wide, sharp enough in half a window.
SCALE = 1.5
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that is told from others by its sum alone, as a key of the cache.

    `content` is taken out when it is used, so that the cache holds no files.
    """

    sha256: str
    name: str
    content: list[bytes] = field(compare=False)
    limits: Limits = field(compare=False)


def places_of(file: Upload, limits: Limits) -> Original:
    """The places of a file.  Raises CompareError where they cannot be found within the limits."""
    name, content = file
    return _places_of(_Known(sha256(content).hexdigest(), name, [content], limits))


# It takes a process to find them, and a preview asks again after every correction.
@lru_cache(maxsize=8)
def _places_of(known: _Known) -> Original:
    found = compute_limited(
        "webapp.jobs.original:compute_places", {"name": known.name}, [known.content.pop()], known.limits
    )
    try:
        if found["form"] not in get_args(Form):
            raise ValueError(found["form"])
        places = tuple(Place(str(name), str(text)) for name, text in found["places"])
        return Original(found["form"], places, bool(found["whole"]))
    except (TypeError, KeyError, ValueError):
        raise CompareError("child_died") from None


def picture_of(file: Upload, page: int, limits: Limits) -> bytes:
    """A page of a PDF (from 1) as a PNG picture.  Raises CompareError where there is none."""
    name, content = file
    params = {"name": name, "page": page, "scale": SCALE}
    found = compute_limited("webapp.jobs.original:compute_picture", params, [content], limits)
    try:
        picture = base64.b64decode(str(found), validate=True)
    except binascii.Error:
        raise CompareError("child_died") from None
    if not picture.startswith(_PNG):
        raise CompareError("child_died")
    return picture
