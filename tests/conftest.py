"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlite_utils import Database

ROOT = Path(__file__).resolve().parent.parent

# No test fails by the clock, and what passed before a change is what passes after it.
settings.register_profile("duizhao", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("duizhao")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports that may lie beside the project's."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real reports (../shared) are not here")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test begins first, so that the others fill the time beside it."""
    items.sort(key=lambda item: item.get_closest_marker("network") is None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test lies."""
    return tmp_path / "test.sqlite3"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An empty database with the schema of today."""
    from webapp.db import connect
    from webapp.migrations import upgrade

    opened = connect(path)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application on an empty folder."""
    from tests.web_client import make_app

    return make_app(tmp_path)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which somebody is signed in, in English."""
    from tests.web_client import signed_in

    return signed_in(app)
