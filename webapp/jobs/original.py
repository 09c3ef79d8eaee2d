"""The work of showing an original: its places, and a page as a picture.  Computed in a child process."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any


def compute_places(
    params: dict[str, Any], files: Sequence[bytes], report: Callable[[str, float], None]
) -> dict[str, Any]:
    """The places of the one file, named `params["name"]`: {"form", "places": [[name, text]], "whole"}."""
    from compare.readers.originals import read_places

    report("read", 0.0)
    original = read_places(params["name"], files[0])
    return {
        "form": original.form,
        "places": [[place.name, place.text] for place in original.places],
        "whole": original.whole,
    }


def compute_picture(
    params: dict[str, Any], files: Sequence[bytes], report: Callable[[str, float], None]
) -> str:
    """Page `params["page"]` (from 1) of the PDF as a PNG picture, in base64."""
    from compare.readers.pdf import render_page

    report("read", 0.0)
    picture = render_page(params["name"], files[0], params["page"], params["scale"])
    return base64.b64encode(picture).decode("ascii")
