"""Where a passage stands in the files that its edition was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from compare.invisible import visible
from compare.model import Page, Text
from webapp.store.texts import FileRow


def file_positions(files: Sequence[FileRow]) -> dict[str, int]:
    """The position of each file by its name; of several of one name the first."""
    positions: dict[str, int] = {}
    for file in files:
        positions.setdefault(file.name, file.position)
    return positions


@dataclass(frozen=True)
class Sources:
    """The pages of a text and the files that they are in."""

    slug: str
    pages: tuple[Page, ...]
    positions: dict[str, int]

    def page_at(self, at: int) -> Page | None:
        """The page that the character at `at` comes from."""
        index = bisect_right(self.pages, at, key=lambda page: page.start) - 1
        return self.pages[index] if index >= 0 else None

    def href(self, at: int) -> str | None:
        """The address of the original, opened where the passage at `at` stands; None without pages."""
        page = self.page_at(at)
        position = self.positions.get(page.source) if page else None
        if position is None:
            return None
        return url_for("original_files.view", slug=self.slug, position=position, at=at) + "#here"

    def words(self, at: int) -> str:
        """File and page of the passage at `at`, as far as there are several: "6.txt", "a.pdf · page 3"."""
        page = self.page_at(at)
        if page is None:
            return ""
        parts = [visible(page.source)] if len(self.positions) > 1 else []
        if page.page:
            parts.append(page.page if page.page.startswith("¶") else _("page %(page)s", page=page.page))
        return " · ".join(parts)


def sources_of(slug: str, text: Text, files: Sequence[FileRow]) -> Sources:
    """Where passages of this text of an edition come from."""
    return Sources(slug, text.pages, file_positions(files))
