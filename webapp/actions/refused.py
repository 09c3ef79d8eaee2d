"""The exception for what a person asked and cannot have; worded by `webapp.refusals`."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed; `code` and `params` say why.  Pages answer 422, commands exit 1."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code)
