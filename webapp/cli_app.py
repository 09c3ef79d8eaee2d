"""The application as a command sees it: opened on a data folder, without HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from flask import Flask

from compare.errors import ReadError
from webapp import create_app
from webapp.actions.refused import Refused
from webapp.db import FILE_NAME
from webapp.instance import default_folder
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


def existing_database(data: str | None) -> Path:
    """The database of an installation that is there; ReadError where there is none."""
    path = (Path(data) if data else default_folder()) / FILE_NAME
    if not path.is_file():
        raise ReadError("file_missing", name=str(path))
    return path


@contextmanager
def open_app(data: str | None, *, must_exist: bool = False) -> Iterator[Flask]:
    """The application with its context; a refusal leaves it in words.

    Without `must_exist` an empty installation is made where there is none.
    """
    if must_exist:
        existing_database(data)
    app = create_app(data)
    with app.app_context():
        try:
            yield app
        except Refused as refused:
            raise Failure(words_of(refused)) from None
