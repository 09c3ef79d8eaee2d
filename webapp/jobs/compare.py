"""The work "compare": two editions become the row of their comparison.  Computed in a child process."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from compare.model import (
    Anchor,
    Cut,
    Edition,
    Hint,
    Inputs,
    LinkCorrection,
    Note,
    OutlineCorrection,
    Page,
    Text,
)


def compute(
    params: dict[str, Any], files: Sequence[bytes], report: Callable[[str, float], None]
) -> dict[str, Any]:
    """The row (`store.comparisons.Packed`, its bytes in base64) for the editions "old" and "new" under "inputs"."""
    from compare.engine import compare_texts
    from webapp import store

    report("compare", 0.0)
    inputs = inputs_from_dict(params["inputs"])
    comparison = compare_texts(edition_from_dict(params["old"]), edition_from_dict(params["new"]), inputs)
    report("compare", 0.8)
    packed = asdict(store.comparisons.pack(comparison, inputs))
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


def inputs_from_dict(data: dict[str, Any]) -> Inputs:
    """The inputs that `dataclasses.asdict` made this of, perhaps by way of JSON."""
    return Inputs(
        **{
            **data,
            "terms": tuple(data["terms"]),
            "synonyms": tuple(map(tuple, data["synonyms"])),
            "links": tuple(
                LinkCorrection(
                    **{
                        **link,
                        "old": Anchor(**link["old"]) if link["old"] else None,
                        "new": Anchor(**link["new"]) if link["new"] else None,
                    }
                )
                for link in data["links"]
            ),
        }
    )
