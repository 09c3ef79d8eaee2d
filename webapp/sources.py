"""Where a passage stands in the files that its edition was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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

    def position_of(self, page: Page) -> int | None:
        """The position of its file."""
        return self.positions.get(page.source)

    @property
    def are_several(self) -> bool:
        """Whether it says anything to name the page: there is more than one."""
        return len(self.pages) > 1


def sources_of(slug: str, text: Text, files: Sequence[FileRow]) -> Sources:
    """Where passages of this text of an edition come from."""
    return Sources(slug, text.pages, file_positions(files))
