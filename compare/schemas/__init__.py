"""JSON Schemas of the two public shapes: `edition` and `comparison`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def load_schema(name: str) -> dict[str, Any]:
    """The schema called `name` ("edition" or "comparison")."""
    found: dict[str, Any] = json.loads((files(__package__) / f"{name}.json").read_text("utf-8"))
    return found
