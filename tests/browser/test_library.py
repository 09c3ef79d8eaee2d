"""Library, import and edition pages in a real browser: with and without JavaScript."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.live_server import sign_in
from tests.web_client import NEW, OLD

REPORTS = [
    {"name": "2023.txt", "mimeType": "text/plain", "buffer": OLD.encode()},
    {"name": "2024.txt", "mimeType": "text/plain", "buffer": NEW.encode()},
]
EDITION = "/editions/" + quote("青溪区政府工作报告-2024")


@pytest.fixture
def signed_in(page, app, address):
    sign_in(page, app, address)
    return page


def import_reports(page, address):
    for report in REPORTS:
        page.goto(address + "/import")
        page.set_input_files("input[name=files]", [report])
        page.locator(".import-form button[type=submit]").click()
        page.locator(".take-in .btn-primary").click()
        page.wait_for_url("**/editions/**")


def test_files_can_be_put_in_order(signed_in, address):
    first, second = NEW.split("二、2024")
    page = signed_in
    page.goto(address + "/import")
    files = [("10.txt", "二、2024" + second), ("9.txt", first)]
    page.set_input_files(
        "input[name=files]",
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files],
    )
    names = page.locator("[data-files] li span")
    assert names.all_inner_texts() == ["9.txt", "10.txt"], "by number, as newspaper pages are named"
    page.locator("[data-files] li").nth(1).get_by_role("button").first.click()
    assert names.all_inner_texts() == ["10.txt", "9.txt"]
    page.locator("[data-files] li").nth(0).get_by_role("button").nth(1).click()
    assert names.all_inner_texts() == ["9.txt", "10.txt"]
    page.locator(".import-form button[type=submit]").click()
    page.wait_for_selector("#draft")
    assert page.locator(".file-head h3").all_inner_texts() == ["9.txt", "10.txt"]


def test_the_form_can_be_used_again_after_coming_back(signed_in, address):
    page = signed_in
    page.goto(address + "/import")
    button = page.locator(".import-form button[type=submit]")
    label = button.inner_text()
    # As sending and coming back do it, without leaving the page.
    page.evaluate("document.querySelector('[data-import]').dispatchEvent(new Event('submit'))")
    assert button.is_disabled() and button.inner_text() != label
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert button.is_enabled() and button.inner_text() == label


def test_the_outline_leads_into_the_text(signed_in, address):
    page = signed_in
    page.goto(address + "/editions/yunhe-2024")
    link = page.locator(".outline a", has_text="重点工作").first
    link.click()
    heading = page.locator(".reading .heading", has_text="重点工作").first
    heading.wait_for()
    assert heading.bounding_box()["y"] < page.viewport_size["height"] / 2
    page.wait_for_selector(".outline a[aria-current]")
    assert "重点工作" in page.locator(".outline a[aria-current]").inner_text()


def test_colours_follow_the_system(signed_in, address):
    page = signed_in
    page.emulate_media(color_scheme="dark")
    page.goto(address + "/?scheme=auto")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("html[data-bs-theme=light]")
    page.goto(address + "/?scheme=dark")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_pages_fetch_nothing_from_outside_and_break_no_rule(signed_in, address):
    page = signed_in
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:")) else problems.append(request.url),
    )
    for path in ("/", "/import", "/account", "/editions/yunhe-2023"):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    assert not problems


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser, app, address, scheme):
    # The checker injects itself into the page, which our policy rightly forbids.
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        sign_in(page, app, address)
        for width in (1400, 390):
            page.set_viewport_size({"width": width, "height": 844})
            for path in ("/", "/import", "/account", "/editions/yunhe-2023", "/nowhere"):
                page.goto(f"{address}{path}?scheme={scheme}")
                found = Axe().run(page).response["violations"]
                assert not [(path, width, v["id"], v["nodes"][0]["html"]) for v in found]
                too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                assert not too_wide, f"{path} scrolls sideways at {width}"
    finally:
        context.close()


def test_everything_works_without_javascript(browser, app, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        sign_in(page, app, address)
        import_reports(page, address)
        assert page.locator(".measure.target").count() >= 2
        assert page.locator(".outline a").count() >= 2
        page.goto(address + EDITION)
        page.locator(".ways a.btn").first.click()
        assert "/compare/" in page.url
        page.goto(address + "/")
        page.locator("text=English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("text=Sign out").click()
        assert "/sign-in" in page.url
    finally:
        context.close()
