"""The browser tests run in the Chromium of the system: Playwright's own cannot always be fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.live_server import serving
from tests.web_client import make_app
from webapp.db import get_db
from webapp.demo import load_demo

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = "no Chromium found; get one with: apt install chromium fonts-noto-cjk"
# Machines are slow at times, and no test fails by the clock.
expect.set_options(timeout=20_000)
# Everything that speaks to the network on its own account is off.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; skips without one, and fails where CI=true says that it must be there."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # Without motion: a colour half-way between two is neither what a person nor what axe should judge.
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with the demo editions, forgery tokens and all."""
    made = make_app(tmp_path_factory.mktemp("instance"), WTF_CSRF_ENABLED=True)
    with made.app_context():
        load_demo(get_db())
    return made


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where it is served."""
    with serving(app) as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
