"""Import in a real browser: drop files, put them in order, correct the outline, take them in."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.live_server import sign_in
from tests.pdf_builder import chinese, typeset
from tests.web_client import NEW, OLD, rows

FIRST, SECOND = NEW.split("二、2024")
PARTS = {"1.txt": FIRST, "2.txt": "二、2024" + SECOND}
GOALS = "今年的主要预期目标是"


@pytest.fixture
def reader(page, app, address):
    """A page whose owner is signed in, and a list of what must stay empty."""
    problems: list[str] = []
    # A refusal is no problem, though browsers call every such answer one.
    page.on(
        "console",
        lambda said: (
            problems.append(said.text)
            if said.type in ("error", "warning") and "status of 422" not in said.text
            else None
        ),
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, app, address)
    yield page
    page.goto("about:blank")
    assert not problems


def as_file(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def bring(page, address, **files: str):
    """Choose files and wait for the preview; each test brings other bytes, since equal ones are known."""
    page.goto(address + "/import")
    sent = [as_file(name.replace("_", "."), text.encode()) for name, text in files.items()]
    page.set_input_files("input[name=files]", sent)
    page.locator(".import-form button[type=submit]").click()
    page.wait_for_selector("#draft")


def open_editor(page, words):
    page.locator(".piece", has_text=words).last.locator(".pencil").click()
    page.wait_for_selector("#open")


def opened(page):
    return page.locator(".piece.opened")


def test_the_tour(reader, app, address):
    page = reader
    page.goto(address + "/import")
    page.evaluate(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, text] of Object.entries(files)) transfer.items.add(new File([text], name));
            for (const kind of ["dragenter", "dragover", "drop"]) {
                const event = { bubbles: true, cancelable: true, dataTransfer: transfer };
                document.body.dispatchEvent(new DragEvent(kind, event));
            }
        }""",
        PARTS,
    )
    names = page.locator("[data-files] li span")
    assert names.all_inner_texts() == ["1.txt", "2.txt"]
    page.locator("[data-files] li").nth(0).get_by_role("button").nth(1).click()
    page.locator(".import-form button[type=submit]").click()
    page.wait_for_selector("#draft")

    # In the wrong order; the preview can change that too, and keeps what was typed.
    assert page.locator(".file-head h3").all_inner_texts() == ["2.txt", "1.txt"]
    page.fill("#speaker", "李明")
    page.get_by_role("button", name="Move down: 2.txt").click()
    expect(page.locator(".file-head h3").first).to_have_text("1.txt")
    assert page.input_value("#speaker") == "李明"

    # A block leads to its place in the original.
    link = page.locator(".origin", has_text=GOALS)
    link.click()
    row = page.locator(link.get_attribute("href"))
    assert GOALS in row.inner_text()
    assert row.evaluate("row => row.matches(':target')")
    box, pane = row.bounding_box(), page.locator(".pane .scroll").first.bounding_box()
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"]

    # Correct a heading without leaving the page: the focus comes back to the block, and it is said.
    page.evaluate("window.stays = true")
    page.fill("#title", "手写的标题")
    open_editor(page, "（一）持续扩大有效投资")
    assert opened(page).evaluate("block => block === document.activeElement")
    page.get_by_role("group", name="Heading of level").get_by_role("button", name="4").click()
    expect(opened(page).locator(".choice[aria-pressed=true]").first).to_have_text("4")
    expect(page.locator("[data-live]")).to_contain_text("level 4")
    assert opened(page).evaluate("block => block === document.activeElement")
    expect(opened(page).locator(".tags")).to_contain_text("heading 4")
    page.locator("#outline-undo button").click()
    expect(page.locator("#outline-undo button")).to_have_count(0)
    expect(page.locator(".piece", has_text="（一）持续扩大有效投资").locator(".tag").last).to_have_text(
        "heading 2"
    )
    assert page.evaluate("window.stays") and page.input_value("#title") == "手写的标题"

    page.locator(".take-in .btn-primary").click()
    page.wait_for_url("**/editions/**")
    expect(page.locator("h1")).to_have_text("手写的标题")
    assert rows(app, "drafts") == 0


def test_a_block_is_split_at_the_cursor(reader, app, address):
    page = reader
    bring(page, address, a_txt=NEW.replace("8500人以上", "8501人以上，𠮷野村通🚄"))
    open_editor(page, GOALS)
    whole = page.locator("[data-whole]")
    before = whole.input_value().index("🚄")
    # The browser counts the characters before the cursor twice that are beyond the first plane.
    whole.evaluate("(area, at) => { area.focus(); area.setSelectionRange(at, at); }", before + 1)
    page.locator("[data-split-here]").click()
    expect(page.locator("[data-whole]")).to_have_value(re.compile("^🚄"))
    expect(page.locator(".piece", has_text=GOALS).last.locator(".tag").last).to_have_text("paragraph")


def test_the_key_follows_the_series(reader, address):
    page = reader
    bring(page, address, b_txt=NEW.replace("8500", "8502"))
    # The demo series is named after the year of the report; a new one may be after the year told of.
    page.select_option("#series", "")
    expect(page.locator(".new-series")).to_be_visible()
    page.select_option("#named_after", "reviewed")
    assert page.input_value("#key") == "2023"
    expect(page.locator("[data-key-hint]")).to_have_text("2023: the year that it reports on")
    page.select_option("#series", "1")
    assert page.input_value("#key") == "2024" and not page.locator(".new-series").is_visible()
    page.fill("#key", "2024-01-09")
    expect(page.locator("[data-key-hint]")).to_have_text("2024-01-09: the day by which it is called")


def test_a_refused_save_leads_to_its_reason(reader, address):
    page = reader
    page.set_viewport_size({"width": 360, "height": 740})
    bring(page, address, d_txt=NEW.replace("8500", "8504"))
    open_editor(page, GOALS)
    page.fill("#key", "soon")
    page.locator(".take-in .btn-primary").click()
    refusal = page.locator("[data-refusal]")
    expect(refusal).to_be_focused()
    expect(refusal).to_be_in_viewport()
    assert "soon" in page.get_by_label("Year or date it is called by").evaluate(
        "field => document.getElementById(field.getAttribute('aria-describedby').split(' ')[0]).textContent"
    )
    expect(opened(page)).to_have_count(0)
    # The address of the refused save is no dead end.
    open_editor(page, GOALS)
    expect(opened(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened(page)).to_have_count(0)
    expect(page.locator(".piece:focus")).to_contain_text(GOALS)
    # Every choice can be read whole.
    page.select_option("#series", "")
    widths = page.locator("#named_after").evaluate(
        """list => [...list.options].map((option) => {
            const text = document.createElement("span");
            text.style.font = getComputedStyle(list).font;
            text.style.position = "absolute";
            text.textContent = option.textContent;
            document.body.append(text);
            const style = getComputedStyle(list);
            return list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - text.offsetWidth;
        })"""
    )
    assert min(widths) >= 0


def test_files_are_named_by_their_buttons_and_weighed_at_once(reader, address):
    page = reader
    page.goto(address + "/import")
    page.set_input_files("input[name=files]", [as_file(name, text.encode()) for name, text in PARTS.items()])
    page.get_by_role("button", name="Move down: 1.txt").click()
    assert page.locator("[data-files] li span").all_inner_texts() == ["2.txt", "1.txt"]
    expect(page.locator("[data-over]")).to_be_hidden()
    # As if the installation took less.
    page.evaluate("document.querySelector('[data-import]').dataset.max = '100'")
    page.get_by_role("button", name="Move up: 1.txt").click()
    expect(page.locator("[data-over]")).to_contain_text("larger than")
    page.locator(".import-form button[type=submit]").click()
    assert page.url.endswith("/import") and page.locator(".import-form button[type=submit]").is_enabled()
    page.evaluate("document.querySelector('[data-import]').dataset.max = '10000000'")
    page.get_by_role("button", name="Take out: 1.txt").click()
    expect(page.locator("[data-over]")).to_be_hidden()


def test_pictures_of_pages(reader, address):
    page = reader
    flow = chinese(
        *(f"第{n}段：固定资产投资增长{n}%左右。" * 30 for n in range(1, 9)), title="2024年青溪区政府工作报告"
    )
    page.goto(address + "/import")
    page.set_input_files("input[name=files]", [as_file("报告.pdf", typeset(flow))])
    page.locator(".import-form button[type=submit]").click()
    page.wait_for_selector("#draft")
    page.locator(".origin", has_text="第8段").first.click()
    picture = page.locator(".sheet:target img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 500


def test_a_long_reading_can_be_cancelled(reader, app, address):
    page = reader
    text = "".join(f"{n}.全区新增就业{n}人，增长{n % 9}.{n % 7}%左右。\n" for n in range(60_000))
    page.goto(address + "/import")
    page.locator(".paste summary").click()
    page.evaluate("text => { document.getElementById('text').value = text; }", text)
    page.locator(".import-form button[type=submit]").click()
    page.wait_for_selector("[data-progress-bar]")
    expect(page.locator("[data-progress-words]")).to_have_text(re.compile("^(Reading|Looking)"))
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(re.compile(r"/import$"))
    expect(page.locator(".said")).to_contain_text("given up")
    expect(page.locator(".drafts a", has_text="pasted.txt")).to_have_count(0)


def test_without_scripts(browser, app, address):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        sign_in(page, app, address)
        bring(page, address, c_txt=NEW.replace("8500", "8503"))
        page.fill("#speaker", "李明")
        page.locator(".piece", has_text=GOALS).last.locator(".pencil").click()
        page.fill("#title", "没有脚本")
        page.get_by_role("group", name="The block is").get_by_role("button", name="footnote").click()
        expect(opened(page).locator(".tags")).to_contain_text("footnote")
        assert page.input_value("#title") == "没有脚本"
        page.select_option("#split-at", index=0)
        page.get_by_role("button", name="Split", exact=True).click()
        assert (
            opened(page)
            .locator("[data-whole]")
            .input_value()
            .startswith("地区生产总值增长5.5%左右，新增就业8503人")
        )
        page.locator("#outline-undo button").click()
        page.fill("#key", "2031")
        page.fill("#series_name", "没有脚本的系列")
        page.select_option("#series", "")
        page.locator(".take-in .btn-primary").click()
        page.wait_for_url("**/editions/**")
        expect(page.locator("h1")).to_have_text("没有脚本")
    finally:
        context.close()


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_accessible(browser, app, address, language, scheme):
    # The checker injects itself into the page, which our policy rightly forbids.
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        sign_in(page, app, address, language)
        table = "<table>" + "<tr><th>指标</th><td>新增就业人数</td><td>8300人</td></tr>" * 3 + "</table>"
        words = OLD.replace("8000", f"81{len(scheme)}0").replace("\n\n", "</p><p>")
        bring(page, address, a_html=f"<html><body><p>{words}</p>{table}</body></html>")
        expect(page.locator(".piece.tabular tr")).to_have_count(3)
        page.locator(".piece.heading .pencil").first.click()
        page.wait_for_selector("#open")
        preview = page.url
        for width, path in ((1400, preview), (390, preview), (1400, "/import"), (390, "/import")):
            page.set_viewport_size({"width": width, "height": 844})
            there = path if path.startswith("http") else address + path
            page.goto(there + ("&" if "?" in there else "?") + f"scheme={scheme}")
            found = Axe().run(page).response["violations"]
            assert not [(width, path, item["id"], item["nodes"][0]["html"]) for item in found]
            too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not too_wide, f"{path} scrolls sideways at {width}"
    finally:
        context.close()
