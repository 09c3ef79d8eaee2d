"""Correcting links in a real browser: with and without JavaScript, in both languages and schemes."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.live_server import sign_in

COMPARISON = "/compare/yunhe-2022/yunhe-2023"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 800}


def violations(page):
    return [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def open_first(page, selector):
    found = page.locator(selector).first
    found.locator("summary").click()
    return found


def take_all_back(page, address):
    page.goto(address + COMPARISON + "/links")
    while page.get_by_role("button", name="Take back").count():
        page.get_by_role("button", name="Take back").first.click()
        page.locator(".links-said").wait_for()
        page.goto(address + COMPARISON + "/links")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_is_parted_and_an_absence_confirmed(browser, app, address, javascript):
    page = browser.new_context(java_script_enabled=javascript, viewport=WIDE).new_page()
    sign_in(page, app, address)
    page.goto(address + COMPARISON)
    menu = open_first(page, ".facing:not(.heading, .joined) .link-menu")
    expect(menu).to_contain_text("confidence")
    menu.get_by_role("button", name="do not belong together").click()
    said = page.locator(".links-said")
    expect(said).to_contain_text("do not belong together")
    # It is obeyed: the two stand apart, each without counterpart.
    expect(said).to_contain_text("Different now: 1 link of passages")
    words = re.search("“(.+?)…?” and “(.+?)…?” do not", said.inner_text())
    for kind, passage in zip(("removed", "added"), words.groups(), strict=True):
        expect(page.locator(f".facing.{kind} .block", has_text=passage).first).to_be_attached()
    # The page stands at the passage, and what was said is in view all the same.
    expect(said).to_be_in_viewport()
    said.get_by_role("button", name="Undo").click()
    expect(page.locator(".links-said")).to_contain_text("No longer")
    page.goto(address + COMPARISON)
    partner = open_first(page, ".facing:not(.heading) details.nearest").locator(".accept").first
    partner.click()
    expect(page.locator(".links-said")).to_contain_text("Different now: ")
    expect(page.locator(".link-menu .by-reviewer").first).to_contain_text("✓")
    page.locator(".links-said").get_by_role("button", name="Undo").click()
    expect(page.locator(".links-said")).to_contain_text("No longer")
    page.goto(address + COMPARISON)
    closest = open_first(page, ".facing:not(.heading) details.nearest")
    expect(closest.get_by_role("button", name="accept as partner")).to_have_count(3)
    closest.get_by_role("button", name="has no counterpart").click()
    expect(page.locator(".confirmed").first).to_contain_text("confirmed by 王晓")
    page.locator(".links-said").get_by_role("link", name="All corrections").click()
    expect(page.locator(".corrections").first).to_contain_text("has no counterpart in")
    take_all_back(page, address)


def test_a_partner_is_searched_for(page, app, address):
    sign_in(page, app, address)
    page.goto(address + COMPARISON)
    open_first(page, ".facing:not(.heading) details.nearest").get_by_role(
        "link", name="choose another"
    ).click()
    page.get_by_label("with the words").fill("数字")
    page.get_by_role("button", name="Search").click()
    choices = page.locator(".choices li")
    expect(choices.first).to_contain_text("数字")
    choices.first.get_by_role("button", name="belongs with it").click()
    expect(page.locator(".links-said")).to_contain_text("belong together")
    take_all_back(page, address)


def test_the_switch_of_words_and_characters_stays_in_the_address(page, app, address):
    sign_in(page, app, address)
    page.goto(address + COMPARISON + "?kind=reworded")
    words = page.locator(".facing:visible ins").count()
    page.get_by_role("link", name="characters", exact=True).click()
    assert "by=characters" in page.url and "kind=reworded" in page.url
    assert page.locator(".facing:visible ins").count() != words
    page.get_by_role("link", name="2024").last.click()
    assert "yunhe-2024" in page.url and "by=characters" in page.url
    page.get_by_role("link", name="words", exact=True).click()
    assert "by=" not in page.url


# Each language with each scheme, each of them wide and narrow: in four instead of eight.
@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("zh", "dark", NARROW), ("en", "light", NARROW), ("zh", "light", WIDE), ("en", "dark", WIDE)],
)
def test_every_page_of_it_is_accessible_and_fits(browser, app, address, language, scheme, size):
    page = browser.new_context(viewport=size, reduced_motion="reduce").new_page()
    sign_in(page, app, address, language)
    page.goto(f"{address}/?lang={language}&scheme={scheme}")
    page.goto(address + COMPARISON)
    open_first(page, ".facing:not(.heading) details.nearest").locator(".say-more button").click()
    page.locator(".links-said").wait_for()
    open_first(page, ".facing:not(.heading) .link-menu")
    assert violations(page) == []
    choose = page.locator(".link-menu li a").nth(9).get_attribute("href")
    page.goto(address + COMPARISON + "/links")
    paths = [COMPARISON + "/links", choose, choose + "&q=没有的"]
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
    page.goto(f"{address}/?lang=en")
    take_all_back(page, address)
