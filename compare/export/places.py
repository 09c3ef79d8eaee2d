"""Where a citation stands in the files of its edition."""

from __future__ import annotations

from bisect import bisect_right

from compare.export.words import say
from compare.invisible import visible
from compare.model import Page, ParsedEdition


def page_at(parsed: ParsedEdition, at: int) -> Page | None:
    """The page that the character at `at` comes from; None where the edition has only one."""
    pages = parsed.edition.text.pages
    index = bisect_right(pages, at, key=lambda page: page.start) - 1
    return pages[index] if index >= 0 and len(pages) > 1 else None


def page_words(page: Page | None, language: str) -> str:
    """File and page in brackets behind a citation, " (report.pdf, p. 3)"; "" where there is nothing to say."""
    if page is None:
        return ""
    name = visible(page.source)
    if page.page is None:
        return f" ({name})"
    # A paragraph of a Word document carries its sign already: "¶12".
    place = page.page if page.page.startswith("¶") else say("page", language).format(page=page.page)
    return f" ({name}, {place})"
