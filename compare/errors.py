"""The one family of errors that the engine raises."""

from __future__ import annotations

from compare.messages import word
from compare.model import Param


class CompareError(Exception):
    """There is no result; `code` and `params` say why, `message` says it in words.

    Each message tells what is wrong and what to do about it.
    """

    def __init__(self, code: str, **params: Param) -> None:
        self.code = code
        self.params: dict[str, Param] = params
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The sentence for a person, in "zh" or "en"."""
        return word(self.code, self.params, language)


class ReadError(CompareError):
    """A file cannot be turned into a text."""
