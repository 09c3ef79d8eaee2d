"""Correcting an edition in a real browser: with and without JavaScript, in both languages and schemes."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.live_server import serving, sign_in
from tests.web_client import make_app, signed_in, upload, upload_both

SLUG = quote("青溪区政府工作报告-2024")
EDITION = "/editions/" + SLUG


@pytest.fixture
def app(tmp_path):
    """Two years, a draft of the second one, and a report of two files; all before anybody else does jobs."""
    made = make_app(tmp_path)
    client = signed_in(made)
    upload_both(client)
    draft = "2024年青溪区政府工作报告\n\n草案。\n"
    assert upload(client, ("d.txt", draft.encode()), variant="草案").status_code == 303
    pages = [("1.txt", "去年增长5%，今年\n".encode()), ("2.txt", "目标增长6%。\n\n完成任务。\n".encode())]
    named = {"key": "2020", "title": "两版报告", "series": "", "series_name": "两版报告"}
    assert upload(client, *pages, **named).status_code == 303
    return made


@pytest.fixture
def address(app):
    with serving(app) as found:
        yield found


@pytest.fixture
def page(page, app, address):
    sign_in(page, app, address)
    return page


def violations(page):
    return [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
    ]


def mend(page, address, words, new):
    page.goto(address + EDITION)
    page.get_by_text("Correct …").click()
    page.get_by_role("link", name="A typo in the text").click()
    page.get_by_role("link", name=words).click()
    area = page.get_by_label("The words as they should be")
    area.fill(area.input_value().replace(words, new))
    page.get_by_role("button", name="Save").click()


def test_a_typo_is_mended_by_hand_and_taken_back(page, address):
    mend(page, address, "开工项目50个", "开工项目55个")
    expect(page.locator(".block:target")).to_contain_text("开工项目55个")
    page.locator(".said").get_by_role("button", name="Undo").click()
    expect(page.locator(".reading")).to_contain_text("50个")
    page.get_by_role("link", name="History").click()
    expect(page.locator("ol.steps-back > li")).to_have_count(3)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_outline_is_corrected(browser, app, address, javascript):
    page = browser.new_context(java_script_enabled=javascript).new_page()
    sign_in(page, app, address)
    page.goto(address + EDITION + "/outline")
    page.get_by_role("link", name="Correct: 二、2024年主要目标").click()
    page.get_by_role("group", name="Heading of level").get_by_role("button", name="3", exact=True).click()
    page.locator("#corrections li").wait_for()
    expect(page.locator("#corrections")).to_contain_text("is a heading of level 3")
    chosen = page.get_by_role("group", name="Heading of level").get_by_role("button", name="3", exact=True)
    assert chosen.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Take back").click()
    page.locator("#corrections li").wait_for(state="detached")
    page.locator(".said").get_by_role("button", name="Undo").click()
    expect(page.locator("#corrections li")).to_have_count(1)


def test_corrected_files_are_read_and_compared_before_they_are_taken_in(page, address):
    page.goto(address + EDITION + "/replace")
    content = "2024年青溪区政府工作报告\n\n一、2023年工作回顾\n\n过去一年，全区生产总值增长5.7%。\n"
    page.set_input_files("#files", [{"name": "n.txt", "mimeType": "text/plain", "buffer": content.encode()}])
    page.get_by_role("button", name="Read them", exact=True).click()
    page.get_by_role("button", name="Take it in").wait_for()
    expect(page.locator("main")).to_contain_text("n.txt")
    expect(page.locator(".changes del").first).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator(".reading")).to_contain_text("5.7%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_it_is_accessible(page, app, address, language, scheme):
    mend(page, address, "开工项目50个", "开工项目55个")
    client = signed_in(app, "乙")
    client.post(EDITION + "/metadata", data={"title": "新标题"})
    client.post(f"/editions/{quote('青溪区政府工作报告-2023')}/aside")
    page.goto(f"{address}/?lang={language}&scheme={scheme}")
    paths = [
        EDITION + path for path in ("", "/metadata", "/mend", "/mend?start=0&end=4", "/replace", "/history")
    ]
    paths += [EDITION + path for path in ("/texts/2", "/outline", "/outline?at=20#open")]
    paths += ["/", f"/editions/{quote('青溪区政府工作报告-2023')}", f"/compare/{SLUG}-{quote('草案')}/{SLUG}"]
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert violations(page) == [], path


def test_a_page_mark_leads_to_the_original(page, address):
    page.goto(f"{address}/editions/{quote('两版报告-2020')}")
    page.locator(".page-mark a", has_text="2.txt").first.click()
    expect(page.locator("#here")).to_contain_text("目标增长6%")
