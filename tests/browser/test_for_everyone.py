"""The comparison without scripts, by the accessibility checker, in either language and scheme, wide and narrow."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.live_server import sign_in
from tests.web_client import NEW, OLD, rows
from webapp.actions.import_edition import Wish, import_files
from webapp.db import get_db

PATH = "/compare/yunhe-2023/yunhe-2024"


def test_reading_and_annotating_without_scripts(browser, app, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        sign_in(page, app, address)
        page.goto(address + PATH)
        page.locator(".filter.added").click()
        page.locator(".filters button[type=submit]").click()
        assert "kind=added" in page.url
        before = rows(app, "annotations")
        page.locator(".facing.added:visible [data-annotate]").first.click()
        page.fill("textarea[name=body]", "没有脚本也能写")
        page.locator("main form button[type=submit]").click()
        assert re.search(r"kind=added#a-\d+$", page.url)
        assert rows(app, "annotations") == before + 1
        page.locator("#ledger > summary").click()
        assert page.locator("#ledger table").first.is_visible()
    finally:
        context.close()


@pytest.fixture(scope="module")
def short(app):
    """The address of a comparison so short that the checker is done with it soon."""
    with app.app_context():
        for name, text in (("2023.txt", OLD), ("2024.txt", NEW)):
            import_files(get_db(), None, [(name, text.encode())], Wish(slug="qingxi"))
    return "/compare/qingxi-2023/qingxi-2024"


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_accessible(browser, app, address, short, language, scheme):
    # The checker injects itself into the page, which our policy rightly forbids.
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        sign_in(page, app, address, language)
        whole = [(1400, PATH + "?kind=moved")] if scheme == "light" else []
        for width, path in [*whole, (1400, short + "?marks=all"), (900, short + "?"), (320, short + "?")]:
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(f"{address}{path}&scheme={scheme}")
            page.locator("#ledger > summary").click()
            found = Axe().run(page).response["violations"]
            bad = [item for item in found if item["impact"] in ("serious", "critical")]
            assert not [(width, item["id"], item["nodes"][0]["html"]) for item in bad]
        for width in (900, 320):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(address + PATH)
            too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not too_wide, f"scrolls sideways at {width}"
    finally:
        context.close()
