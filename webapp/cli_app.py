"""The application as a command sees it: opened on a data folder, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flask import Flask

data_option = click.option(
    "--data",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Folder of the data; default ./instance, else the user's data folder.",
)


@contextmanager
def open_app(data: str | None) -> Iterator[Flask]:
    """The application with its context; refusals leave it with their words."""
    from webapp import create_app
    from webapp.actions.refused import Refused
    from webapp.refusals import words_of

    app = create_app(data)
    with app.app_context():
        try:
            yield app
        except Refused as refused:
            refused.params["words"] = words_of(refused)
            raise
