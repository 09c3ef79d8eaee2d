"""That the browser starts and draws Chinese at all."""

from __future__ import annotations

from playwright.sync_api import Page


def test_shows_chinese(page: Page) -> None:
    page.set_content("<p>政府工作报告</p>")
    assert page.inner_text("p") == "政府工作报告"
