"""How a passage is named from afar: where it stands, and its first words; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Block, Near, ParsedEdition
from webapp.rows import Side

#: Length of the excerpt by which a passage elsewhere is named.
EXCERPT = 42


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A passage to be gone to: its address in the page, its section, its first words, its place in the text."""

    href: str
    where: str
    excerpt: str
    score: float | None = None
    start: int = 0

    @property
    def section(self) -> str:
        """Its section; of a heading nothing, for its words say so already."""
        return "" if self.excerpt.startswith(self.where.removesuffix("…")) else self.where


def whereabouts(edition: ParsedEdition, block: Block) -> str:
    """Label and title of the section that a block stands in, as short as a sign: "（二）扩大内需"."""
    section = edition.section_by_id.get(block.section or "")
    while section and not section.label and section.parent:
        section = edition.section_by_id[section.parent]
    if section is None:
        return ""
    title = section.title if len(section.title) <= 12 else section.title[:11] + "…"
    return section.label + title


def elsewhere(edition: ParsedEdition, side: Side, block: Block, score: float | None = None) -> Elsewhere:
    """How a passage is named from afar."""
    words = excerpt_of(edition.quote(block))
    return Elsewhere(f"#{side}-{block.id}", whereabouts(edition, block), words, score, block.start)


def excerpt_of(words: str) -> str:
    """The first words of a passage, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"


def nearest_passages(edition: ParsedEdition, side: Side, nearest: Sequence[Near]) -> tuple[Elsewhere, ...]:
    """The closest passages of the other edition, best first."""
    return tuple(elsewhere(edition, side, edition.block_by_id[near.block], near.score) for near in nearest)
