"""What the page offers about the links of a row and about a passage without one; pure."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Absence, Comparison, Link, SentenceLink
from webapp.link_forms import write_saying
from webapp.link_sayings import Sayings
from webapp.places import excerpt_of
from webapp.rows import Row, Side


@dataclass(frozen=True, slots=True)
class Leaving:
    """A passage that can be taken out of a link: its side, its first words, what its button says."""

    side: Side
    excerpt: str
    say: str


@dataclass(frozen=True, slots=True)
class LinkMenu:
    """A link: its passages' first words, its confidence, who made it, and the words to part it.

    `leaving` is for a link of more than two passages: each can be taken out alone.
    """

    confidence: float
    old: tuple[str, ...]
    new: tuple[str, ...]
    speakers: tuple[str, ...]
    by_reviewer: bool
    apart: str
    leaving: tuple[Leaving, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.confidence)


@dataclass(frozen=True, slots=True)
class AloneMenu:
    """A passage without counterpart: the beginning of what its buttons say, and who confirmed it."""

    side: Side
    start: int
    confirmed: bool
    speaker: str | None

    @property
    def say_alone(self) -> str:
        return self._say("alone")

    def say_together(self, partner: int) -> str:
        """That it belongs with the passage of the other edition that begins at `partner`."""
        return self._say("together", partner)

    def _say(self, op: str, partner: int | None = None) -> str:
        here, there = [self.start], [] if partner is None else [partner]
        return write_saying(op, "block", *((here, there) if self.side == "old" else (there, here)))


def menus_of_row(comparison: Comparison, row: Row, sayings: Sayings) -> tuple[LinkMenu, ...]:
    """The links of a row that can be parted: those of its blocks, not those that only its sections have."""
    blocks = {link.id for link in comparison.links}
    return tuple(link_menu(comparison, link, sayings) for link in row.links if link.id in blocks)


def link_menu(comparison: Comparison, link: Link | SentenceLink, sayings: Sayings) -> LinkMenu:
    """What can be said about one link."""
    level = "sentence" if isinstance(link, SentenceLink) else "block"
    by_id = [
        edition.sentence_by_id if level == "sentence" else edition.block_by_id
        for edition in (comparison.old, comparison.new)
    ]
    old = [by_id[0][name] for name in link.old]
    new = [by_id[1][name] for name in link.new]
    starts: tuple[list[int], list[int]] = [unit.start for unit in old], [unit.start for unit in new]
    excerpts = (
        tuple(excerpt_of(comparison.old.quote(unit)) for unit in old),
        tuple(excerpt_of(comparison.new.quote(unit)) for unit in new),
    )
    leaving: list[Leaving] = []
    if len(old) > 1:
        leaving += [
            Leaving("old", words, write_saying("apart", level, [start], starts[1]))
            for start, words in zip(starts[0], excerpts[0], strict=True)
        ]
    if len(new) > 1:
        leaving += [
            Leaving("new", words, write_saying("apart", level, starts[0], [start]))
            for start, words in zip(starts[1], excerpts[1], strict=True)
        ]
    speakers = sayings.speakers(link.old, link.new)
    return LinkMenu(
        confidence=link.confidence,
        old=excerpts[0],
        new=excerpts[1],
        speakers=speakers,
        by_reviewer=bool(speakers) or getattr(link, "source", "engine") == "reviewer",
        apart=write_saying("apart", level, *starts),
        leaving=tuple(leaving),
    )


def alone_menu(comparison: Comparison, side: Side, absence: Absence, sayings: Sayings) -> AloneMenu:
    """What can be said about a block without counterpart."""
    edition = comparison.old if side == "old" else comparison.new
    row = sayings.alone.get((side, absence.block))
    start = edition.block_by_id[absence.block].start
    return AloneMenu(side, start, row is not None, row.account if row else None)
