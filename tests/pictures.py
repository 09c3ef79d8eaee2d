"""Pictures of the pages for README, made from the demo: `make pictures`.

    python -m tests.pictures

Needs Chromium; writes PNG files into .pictures/.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.conftest import ARGUMENTS, CHROMIUM, MISSING
from tests.live_server import serving
from tests.web_client import make_app, new_link
from webapp.db import get_db
from webapp.demo import load_demo

FOLDER = Path(__file__).resolve().parent.parent / ".pictures"
SIZE = {"width": 1280, "height": 800}
TALL = {"width": 1280, "height": 1120}
PHONE = {"width": 390, "height": 800}
COMPARISON = "/compare/yunhe-2022/yunhe-2023"

#: A paragraph of the new edition with words, numbers and clauses marked.
REWORDED = "主城区到云河东站实现"


def main() -> None:
    """Sign in and take the pictures one after the other."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        sys.exit(MISSING)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = make_app(Path(folder), WTF_CSRF_ENABLED=True)
        with app.app_context():
            load_demo(get_db())
        with serving(app) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            context = browser.new_context(locale="zh-CN", viewport=SIZE)
            page = context.new_page()
            page.goto(address + new_link(app))
            page.locator("main input[name=name]").fill("王晓")
            page.locator("main form button").click()
            page.wait_for_url(address + "/")
            take(page, address, COMPARISON, "comparison", passage=REWORDED)
            take(page, address, COMPARISON, "targets", click="details.ledger > summary")
            take_import(page, address)
            state = context.storage_state()
            dark = browser.new_context(
                locale="en-US", viewport=PHONE, color_scheme="dark", storage_state=state
            )
            take(dark.new_page(), address, COMPARISON, "narrow-dark", passage=REWORDED)
            browser.close()


def take(page: Any, address: str, path: str, name: str, passage: str = "", click: str = "") -> None:
    """One picture of what the window shows, from above the passage that begins so."""
    page.goto(address + path)
    if click:
        page.locator(click).first.click()
    if passage:
        page.get_by_text(passage).last.evaluate(
            "it => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - innerHeight / 3)"
        )
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")


def take_import(page: Any, address: str) -> None:
    """The preview of two newspaper pages between which one is missing, with a block open for correction."""
    pages = [FOLDER.parent / "seeds" / "yunhe" / name for name in ("2023_p1.txt", "2023_p3.txt")]
    page.set_viewport_size(TALL)
    page.goto(address + "/import")
    page.set_input_files("input[name=files]", pages)
    page.locator(".import-form button[type=submit]").click()
    page.locator(".piece.heading", has_text="顶住下行压力").locator(".pencil").click()
    page.locator("#open").wait_for()
    page.locator(".origin", has_text="顶住下行压力").first.click()
    page.evaluate("window.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    # The glow of the jump has to fade.
    page.wait_for_timeout(3000)
    page.screenshot(path=FOLDER / "import.png")
    page.set_viewport_size(SIZE)


if __name__ == "__main__":
    main()
