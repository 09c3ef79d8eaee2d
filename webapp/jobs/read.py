"""The work "read": files become a text.  Computed in a child process, under limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any


def compute(
    params: dict[str, Any], files: Sequence[bytes], report: Callable[[str, float], None]
) -> dict[str, Any]:
    """The text that the files named `params["names"]` give, as plain data.

    The outline is made as well, and thrown away: a text that takes it for ever, or too much
    memory, is refused here and not met by whoever opens its page.
    """
    from compare.engine import parse_edition
    from compare.model import Edition
    from compare.readers import read_document

    report("read", 0.0)
    text = read_document(list(zip(params["names"], files, strict=True)))
    report("outline", 0.5)
    parse_edition(Edition(text))
    return asdict(text)
