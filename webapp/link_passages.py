"""A passage, what it is linked with, and what it could be linked with; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Block, Comparison, LinkCorrection, ParsedEdition, Sentence
from compare.model.comparison import LinkLevel
from webapp.link_forms import write_saying
from webapp.link_menus import LinkMenu, link_menu
from webapp.link_sayings import Sayings, unit_at
from webapp.marks import edition_of
from webapp.places import whereabouts
from webapp.rows import Side

#: Most passages that are listed at once; of more, the page asks to search.
LISTED = 400


@dataclass(frozen=True, slots=True)
class Choice:
    """A passage of the other edition: where it stands, its words, what its button says.

    `score` of those that come close; `partner`: it is linked already.
    """

    href: str
    where: str
    kind: str
    words: str
    say: str
    score: float | None
    partner: bool


@dataclass(frozen=True)
class PassagePage:
    """A passage with its links, its sentences (of a block: where each begins), the nearest, and all others.

    `left_out` passages of the other edition are not listed.
    """

    href: str
    where: str
    words: str
    start: int
    block_start: int
    menus: tuple[LinkMenu, ...]
    sentences: tuple[tuple[int, str], ...]
    say_alone: str
    confirmed_by: str | None
    confirmed: bool
    nearest: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    left_out: int


def look_at(
    comparison: Comparison, side: Side, level: LinkLevel, at: int, query: str, sayings: Sayings
) -> PassagePage | None:
    """The passage that begins at `at`; None where none does."""
    other: Side = "new" if side == "old" else "old"
    here, there = edition_of(comparison, side), edition_of(comparison, other)
    unit = next((unit for unit in _units(here, level) if unit.start == at), None)
    if unit is None:
        return None
    block = _block_of(here, unit)
    links = comparison.links if level == "block" else comparison.sentence_links
    own = [link for link in links if unit.id in getattr(link, side)]
    partners = {name for link in own for name in getattr(link, other)}
    absences = comparison.removed if side == "old" else comparison.added
    near = [near for item in absences if level == "block" and item.block == unit.id for near in item.nearest]

    def choice(candidate: Block | Sentence, score: float | None = None) -> Choice:
        of_block = _block_of(there, candidate)
        pair = ([unit.start], [candidate.start])
        return Choice(
            href=f"#{other}-{of_block.id}",
            where=whereabouts(there, of_block),
            kind=of_block.kind,
            words=" ".join(there.quote(candidate).split()),
            say=write_saying("together", level, *(pair if side == "old" else pair[::-1])),
            score=score,
            partner=candidate.id in partners,
        )

    wanted = query.casefold().split()
    found = [
        candidate
        for candidate in _units(there, level)
        if all(word in there.quote(candidate).casefold() for word in wanted)
    ]
    said = sayings.alone.get((side, unit.id))
    return PassagePage(
        href=f"#{side}-{block.id}",
        where=whereabouts(here, block),
        words=here.quote(unit),
        start=unit.start,
        block_start=block.start,
        menus=tuple(link_menu(comparison, link, sayings) for link in own),
        sentences=tuple((s.start, here.quote(s)) for s in here.sentences_of_block[block.id]),
        say_alone=write_saying(
            "alone", level, *([[unit.start], []] if side == "old" else [[], [unit.start]])
        ),
        confirmed_by=said.account if said else None,
        confirmed=said is not None,
        nearest=tuple(choice(there.block_by_id[item.block], item.score) for item in near),
        choices=tuple(map(choice, found[:LISTED])),
        left_out=max(0, len(found) - LISTED),
    )


def block_at(edition: ParsedEdition, at: int) -> Block | None:
    """The block in which a place lies."""
    return next((block for block in edition.blocks if block.start <= at < block.end), None)


def href_of(comparison: Comparison, correction: LinkCorrection) -> str | None:
    """Where on the comparison page its passage stands, of the new edition if it has one; None if it is lost."""
    for side, anchor in (("new", correction.new), ("old", correction.old)):
        edition = comparison.new if side == "new" else comparison.old
        name = unit_at(edition, anchor, "block")
        if name:
            return f"#{side}-{name}"
    return None


def _units(edition: ParsedEdition, level: LinkLevel) -> Sequence[Block | Sentence]:
    """What can be linked: all but page litter."""
    units: Sequence[Block | Sentence] = edition.blocks if level == "block" else edition.sentences
    return [unit for unit in units if _block_of(edition, unit).kind != "chrome"]


def _block_of(edition: ParsedEdition, unit: Block | Sentence) -> Block:
    return edition.block_by_id[unit.block] if isinstance(unit, Sentence) else unit
