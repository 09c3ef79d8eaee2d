"""Codes of notes, reasons and errors, and their words in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from compare.invisible import visible
from compare.model import Param
from compare.note_words import NOTES
from compare.refusal_words import REFUSALS

#: Parameters that name files, which may hold anything.
_NAMES = frozenset(("name", "before", "after"))

#: code -> language -> template for `str.format_map`.
MESSAGES: dict[str, dict[str, str]] = {**REFUSALS, **NOTES}


class _Lenient(dict[str, Param]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def word(code: str, params: Mapping[str, Param], language: str) -> str:
    """The words for `code` in `language` ("zh…" or any other for English)."""
    entry = MESSAGES.get(code)
    if entry is None:
        return code
    shown = {
        key: " ".join(visible(str(value)).split("\n")) if key in _NAMES else value
        for key, value in params.items()
    }
    return entry["zh" if language.lower().startswith("zh") else "en"].format_map(_Lenient(shown))
