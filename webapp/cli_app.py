"""The application as a command sees it: opened on a data folder, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
from flask import Flask

from webapp import create_app
from webapp.actions.refused import Refused
from webapp.refusals import words_of

data_option = click.option(
    "--data",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Folder of the data; default ./instance, else the user's data folder.",
)


class Failure(click.ClickException):
    """No result: the bare sentence on stderr, exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


@contextmanager
def open_app(data: str | None) -> Iterator[Flask]:
    """The application with its context; a refusal leaves it in words."""
    app = create_app(data)
    with app.app_context():
        try:
            yield app
        except Refused as refused:
            raise Failure(words_of(refused)) from None
