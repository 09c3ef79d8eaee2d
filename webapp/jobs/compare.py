"""The work "compare": two editions become the row of their comparison.  Computed in a child process."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from compare.model import Anchor, Cut, Edition, Hint, Note, OutlineCorrection, Page, Text


def compute(
    params: dict[str, Any], files: Sequence[bytes], report: Callable[[str, float], None]
) -> dict[str, Any]:
    """The row (`store.comparisons.Packed`, its bytes in base64) for the editions "old" and "new"."""
    from compare.engine import compare_texts
    from webapp import store

    report("compare", 0.0)
    comparison = compare_texts(edition_from_dict(params["old"]), edition_from_dict(params["new"]))
    report("compare", 0.8)
    packed = asdict(store.comparisons.pack(comparison))
    return {**packed, "json": base64.b64encode(packed["json"]).decode("ascii")}


def edition_from_dict(data: dict[str, Any]) -> Edition:
    """The edition that `dataclasses.asdict` made this of, perhaps by way of JSON."""
    text = data["text"]
    return Edition(
        **{
            **data,
            "text": Text(
                text["text"],
                tuple(Cut(**cut) for cut in text["cuts"]),
                tuple(Page(**page) for page in text["pages"]),
                tuple(Hint(**hint) for hint in text["hints"]),
                tuple(Note(**note) for note in text["notes"]),
            ),
            "corrections": tuple(
                OutlineCorrection(item["op"], Anchor(**item["anchor"]), item["value"])
                for item in data["corrections"]
            ),
        }
    )
