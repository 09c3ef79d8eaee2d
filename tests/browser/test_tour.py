"""The whole way of a reviewer in a real browser: sign in, compare, follow, annotate, take home."""

from __future__ import annotations

import json
import re

import pytest

from tests.live_server import sign_in
from webapp.actions.import_edition import Wish, import_files
from webapp.db import get_db

PATH = "/compare/yunhe-2023/yunhe-2024"
ASTRAL = """2023年𠮷野区政府工作报告

一、2022年工作回顾

全区通了🚄高铁，𠮷野村接待游客12万人次。新增就业8200人。
"""


@pytest.fixture
def reader(page, app, address):
    """A page whose owner is signed in, and a list of what must stay empty."""
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "data:")) else problems.append(asked.url),
    )
    sign_in(page, app, address)
    yield page
    assert not problems


def drag_over(page, element, start, end):
    """Select characters [start, end) of the text in `element` with the mouse; return what is selected."""
    boxes = element.evaluate(
        """(element, [start, end]) => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
                node.parentElement.closest('[data-skip]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
            const places = [];
            for (let node; (node = walker.nextNode());) {
                let at = 0;
                for (const character of node.data) {
                    places.push([node, at, at + character.length]);
                    at += character.length;
                }
            }
            return [places[start], places[end - 1]].map(([node, left, right]) => {
                const range = document.createRange();
                range.setStart(node, left);
                range.setEnd(node, right);
                const { x, y, width, height } = range.getBoundingClientRect();
                return { x, y, width, height };
            });
        }""",
        [start, end],
    )
    first, last = boxes
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=6)
    page.mouse.up()
    return page.evaluate("getSelection().toString()")


def marked(page, number):
    """The text that annotation `number` underlines where it stands (a moved passage can be read elsewhere too)."""
    return "".join(page.locator(f'[data-annotations~="{number}"]:not(.faced *)').all_text_contents())


def test_the_tour(reader, address):
    page = reader
    page.goto(address + "/")
    page.locator(f'a[href="{PATH}"]').first.click()
    page.wait_for_url(address + PATH)
    assert page.locator("#rows .facing").count() > 40

    # Follow a passage that moved, and come back.
    link = page.locator(".facing.moved .gap.old .went a").first
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(target)
    partner = page.locator(target)
    assert partner.evaluate("element => element.getBoundingClientRect().top > 0")
    assert partner.evaluate("element => element.getBoundingClientRect().bottom < innerHeight + 400")
    page.keyboard.press("m")
    assert page.url != address + PATH + target

    # Annotate what was selected with the mouse.
    block = page.locator(".facing.reworded .cell.new .block.paragraph").first
    block.scroll_into_view_if_needed()
    words = drag_over(page, block, 2, 9)
    assert len(words) == 7
    page.keyboard.press("a")
    assert page.locator("#annotate .chosen").inner_text() == words
    assert page.locator("#annotate .chosen").get_attribute("lang") == "zh-CN"
    page.keyboard.type("口径变了吗？")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"#a-\d+$"))
    number = page.url.rsplit("-", 1)[1]

    # Find it again after a reload.
    page.goto(address + "/")
    page.goto(address + PATH)
    assert marked(page, number) == words
    assert "口径变了吗？" in page.locator(f"#annotation-{number}").inner_text()

    # Take the summary home.
    with page.expect_download() as waiting:
        page.locator(".pair-tools a", has_text="Summary").click()
    summary = waiting.value.path().read_text(encoding="utf-8")
    assert waiting.value.suggested_filename.endswith(".md")
    assert "口径变了吗？" in summary
    with page.expect_download() as waiting:
        page.locator(".pair-tools a", has_text=".json").click()
    found = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert found["annotations"][-1]["anchor"]["quote"] == words

    # Resolve, reword, delete.
    note = page.locator(f"#annotation-{number}")
    note.get_by_role("button", name="Resolve").click()
    page.wait_for_selector(f"#a-{number}.resolved", state="attached")
    note.locator("summary").click()
    note.locator("textarea").fill("已核对")
    note.get_by_role("button", name="Save").click()
    page.wait_for_selector(f"#annotation-{number} >> text=已核对")
    page.once("dialog", lambda dialog: dialog.accept())
    note.get_by_role("button", name="Delete").click()
    page.wait_for_selector(f"#annotation-{number}", state="detached")


def test_characters_beyond_the_first_plane(reader, app, address):
    page = reader
    with app.app_context():
        for key, text in (("2023", ASTRAL), ("2024", ASTRAL.replace("12万", "15万").replace("2022", "2023"))):
            wish = Wish(series_name="𠮷野", slug="jiye", key=key)
            import_files(get_db(), None, [(f"{key}.txt", text.encode())], wish)
    page.goto(address + "/compare/jiye-2023/jiye-2024")
    for side in ("old", "new"):
        block = page.locator(f".cell.{side} .block", has_text="🚄").first
        words = drag_over(page, block, 4, 9)
        assert words == "🚄高铁，𠮷"
        page.keyboard.press("a")
        page.keyboard.type(side)
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile(r"#a-\d+$"))
        number = page.url.rsplit("-", 1)[1]
        assert marked(page, number) == words
        page.goto(address + "/compare/jiye-2023/jiye-2024")


def test_a_selection_over_several_passages_and_marks(reader, address):
    page = reader
    page.goto(address + PATH)
    blocks = page.locator(".cell.new .block.paragraph")
    page.evaluate(
        """() => {
            const blocks = document.querySelectorAll('.cell.new .block.paragraph');
            const range = document.createRange();
            range.setStart(blocks[2].querySelector('[data-start]').firstChild, 1);
            const last = blocks[4].querySelector('[data-start]').firstChild;
            range.setEnd(last, Math.min(4, last.length));
            blocks[2].closest('.facing').focus();
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("a")
    chosen = page.locator("#annotate .chosen").text_content()
    assert blocks.nth(3).locator("[data-start]").first.text_content() in chosen
    page.keyboard.type("三段")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"#a-\d+$"))
    number = page.url.rsplit("-", 1)[1]
    assert "".join(marked(page, number).split()) == "".join(chosen.split())


def own_text(block):
    """The words of a passage without what the page has put between them."""
    return "".join(block.locator("[data-start]").all_text_contents())


def test_a_click_thrice_takes_the_passage_and_nothing_of_the_other_side(reader, address):
    page = reader
    page.goto(address + PATH)
    for side in ("old", "new"):
        block = page.locator(f".facing.reworded.both .cell.{side} .block.paragraph").nth(2)
        block.click(click_count=3)
        page.keyboard.press("a")
        assert page.locator("#annotate .chosen").text_content() == own_text(block)
        page.keyboard.press("Escape")


def test_a_moved_passage_can_be_read_and_annotated_beside_its_partner(reader, address):
    page = reader
    page.goto(address + PATH)
    faced = page.locator(".facing.moved .faced").first
    faced.locator("summary").click()
    block = faced.locator(".block").first
    words = drag_over(page, block, 0, 4)
    page.locator("#annotate-here").click()
    assert page.locator("#annotate .chosen").text_content() == words
    assert page.locator("#annotate input[name=text_id]").input_value() == faced.locator(
        "[data-text]"
    ).get_attribute("data-text")


def test_keys_step_through_the_changes_and_not_while_typing(reader, address):
    page = reader
    page.goto(address + PATH)
    counter = page.locator(".where")
    for _ in range(3):
        page.keyboard.press("j")
    assert counter.inner_text().startswith("3 /")
    page.keyboard.press("k")
    assert counter.inner_text().startswith("2 /")
    focused = page.evaluate("document.activeElement.className")
    page.keyboard.press("a")
    page.keyboard.type("jjkk?t")
    assert page.locator("#annotate textarea").input_value() == "jjkk?t"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == focused
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.locator("#ledger table").first.is_visible()


def test_the_filter_works_at_once_and_stays_in_the_address(reader, address):
    page = reader
    page.goto(address + PATH)
    page.locator(".filter.added").click()
    assert page.url.endswith("?kind=added")
    visible = page.locator("#rows .facing:visible")
    at_once = visible.count()
    assert page.locator("#rows .facing.same:visible:not(.heading)").count() == 0
    folds = page.locator("#rows .fold").all_inner_texts()
    page.reload()
    assert visible.count() == at_once
    assert page.locator("#rows .fold").all_inner_texts() == folds, "the server folds as the script does"
    page.locator(".clear").click()
    assert page.url.rstrip("?").endswith(PATH)
    assert page.locator("#rows .facing[hidden]").count() == 0


def test_a_deep_link_shows_what_a_filter_hides(reader, address):
    page = reader
    page.goto(address + PATH)
    hidden = page.locator(".facing.reworded .cell.new .block").first.get_attribute("id")
    page.goto(f"{address}{PATH}?kind=added#{hidden}")
    page.wait_for_selector(f"#{hidden}", state="visible")
