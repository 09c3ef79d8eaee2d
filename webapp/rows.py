"""A comparison → the rows of its page; pure.

A row is a connected component of links that did not move: the blocks of both editions
that are to be read beside each other.  What moved stands in its own place on each side
and points to its partner; what has no partner faces a gap.  Read downwards, each side of
the rows is its edition in reading order.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.model import Absence, Block, Comparison, Link, ParsedEdition, Section

Side = Literal["old", "new"]
RowKind = Literal["same", "reworded", "rewritten", "added", "removed", "chrome"]

#: Deepest level of heading that opens a group of its own and stays in view.
GROUP_LEVEL = 2

_BLOCK = tuple[Side, str]


@dataclass(frozen=True, slots=True)
class Partner:
    """The rest of a link that reaches out of its row: the first block on `side`."""

    side: Side
    block: Block
    link: Link


@dataclass(frozen=True)
class Row:
    """Blocks read beside each other; one side is empty where there is no partner here."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    kind: RowKind
    links: tuple[Link, ...] = ()
    partners: tuple[Partner, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def id(self) -> str:
        """The address within the page: its first block, of the new edition if it has one."""
        return f"new-{self.new[0].id}" if self.new else f"old-{self.old[0].id}"

    @property
    def is_heading(self) -> bool:
        return all(block.kind == "heading" for block in self.old + self.new)

    @property
    def moved(self) -> bool:
        """Whether its partner stands in another place."""
        return not (self.old and self.new) and any(link.moved for link in self.links)

    @property
    def framed(self) -> bool:
        """Whether blocks were split or merged: some link is not one to one."""
        return any(len(link.old) > 1 or len(link.new) > 1 for link in self.links)

    @property
    def confidence(self) -> float | None:
        """That of the least certain link; None without links."""
        return min((link.confidence for link in self.links), default=None)


@dataclass(frozen=True)
class Group:
    """The rows below one heading of the new edition; no section before the first one."""

    section: Section | None
    rows: tuple[Row, ...]


def build_rows(comparison: Comparison) -> tuple[Row, ...]:
    """The rows in reading order of the new edition.

    Blocks that only the old edition has come right after the row of the block that
    precedes them there, before anything that only the new one has.
    """
    blocks = {("old", b.id): b for b in comparison.old.blocks} | {
        ("new", b.id): b for b in comparison.new.blocks
    }
    place = _places(comparison)
    links = [*comparison.links, *_heading_links(comparison)]
    links_of: dict[_BLOCK, list[Link]] = {key: [] for key in blocks}
    for link in links:
        for key in _members(link):
            links_of[key].append(link)
    absence_of: dict[_BLOCK, Absence] = {("old", a.block): a for a in comparison.removed}
    absence_of |= {("new", a.block): a for a in comparison.added}

    rows = []
    for members in _components(list(blocks), links, place):
        for keys in _split_where_apart(members, place):
            old = tuple(blocks[key] for key in keys if key[0] == "old")
            new = tuple(blocks[key] for key in keys if key[0] == "new")
            own = _unique(link for key in keys for link in links_of[key])
            partners = _partners(own, set(keys), blocks)
            absences = tuple(absence_of[key] for key in keys if key in absence_of)
            rows.append(Row(old, new, _kind(old, new, own), own, partners, absences))
    return _in_reading_order(rows, comparison)


def group_rows(rows: Sequence[Row], new: ParsedEdition) -> tuple[Group, ...]:
    """Cut the rows before each heading of the new edition down to `GROUP_LEVEL`."""
    opens = {section.start: section for section in new.sections if section.level <= GROUP_LEVEL}
    groups: list[tuple[Section | None, list[Row]]] = [(None, [])]
    for row in rows:
        section = opens.get(row.new[0].start) if row.new and row.new[0].kind == "heading" else None
        if section is not None:
            groups.append((section, []))
        groups[-1][1].append(row)
    return tuple(Group(section, tuple(members)) for section, members in groups if members)


def _places(comparison: Comparison) -> dict[_BLOCK, int]:
    """The place of each block among those of its side; chrome stands between two places."""
    place: dict[_BLOCK, int] = {}
    for side, edition in (("old", comparison.old), ("new", comparison.new)):
        count = 0
        for block in edition.blocks:
            count += block.kind != "chrome"
            place[side, block.id] = count
    return place


def _members(link: Link) -> list[_BLOCK]:
    return [("old", block) for block in link.old] + [("new", block) for block in link.new]


def _heading_links(comparison: Comparison) -> list[Link]:
    """Links of headings that stand in no block link, taken from the links of their sections."""
    linked = {key for link in comparison.links for key in _members(link)}
    headings: dict[Side, dict[str, str]] = {}
    for side, edition in (("old", comparison.old), ("new", comparison.new)):
        at = {block.start: block.id for block in edition.blocks if block.kind == "heading"}
        headings[side] = {s.id: at[s.start] for s in edition.sections if s.start in at}
    found = []
    for link in comparison.section_links:
        old = tuple(headings["old"][s] for s in link.old if s in headings["old"])
        new = tuple(headings["new"][s] for s in link.new if s in headings["new"])
        taken = {("old", block) for block in old} | {("new", block) for block in new}
        if old and new and not taken & linked:
            found.append(Link(link.id, old, new, link.kind, link.moved, link.confidence, link.source))
            linked |= taken
    return found


def _components(keys: list[_BLOCK], links: Sequence[Link], place: dict[_BLOCK, int]) -> list[list[_BLOCK]]:
    """Blocks joined by links that did not move (union-find).

    A link that moved joins only its blocks of one side, and only those next to each
    other that no other link holds: they are carried together.
    """
    parent = {key: key for key in keys}

    def root(key: _BLOCK) -> _BLOCK:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    held = {key for link in links if not link.moved for key in _members(link)}
    for link in links:
        members = _members(link)
        if not link.moved:
            for key in members[1:]:
                parent[root(key)] = root(members[0])
        else:
            free = sorted((key for key in members if key not in held), key=lambda key: (key[0], place[key]))
            for left, right in itertools.pairwise(free):
                if left[0] == right[0] and place[right] == place[left] + 1:
                    parent[root(right)] = root(left)
    found: dict[_BLOCK, list[_BLOCK]] = {}
    for key in keys:
        found.setdefault(root(key), []).append(key)
    return list(found.values())


def _split_where_apart(members: list[_BLOCK], place: dict[_BLOCK, int]) -> list[list[_BLOCK]]:
    """A component whose blocks do not stand together on a side falls into several rows.

    The longest stretches of both sides face each other; the other stretches keep their
    own places, as moved blocks do.
    """
    stretches: dict[str, list[list[_BLOCK]]] = {"old": [], "new": []}
    for key in members:
        of_side = stretches[key[0]]
        if of_side and place[key] == place[of_side[-1][-1]] + 1:
            of_side[-1].append(key)
        else:
            of_side.append([key])
    main: list[_BLOCK] = []
    rest: list[list[_BLOCK]] = []
    for of_side in stretches.values():
        if of_side:
            longest = max(of_side, key=len)
            main += longest
            rest += [stretch for stretch in of_side if stretch is not longest]
    return [main, *rest]


def _partners(links: Iterable[Link], here: set[_BLOCK], blocks: dict[_BLOCK, Block]) -> tuple[Partner, ...]:
    """Where the links of a row lead outside of it: per link and side the first block there."""
    found = []
    for link in links:
        for side in ("old", "new"):
            there = [blocks[key] for key in _members(link) if key[0] == side and key not in here]
            if there:
                found.append(Partner(side, min(there, key=lambda block: block.start), link))
    return tuple(found)


def _kind(old: tuple[Block, ...], new: tuple[Block, ...], links: tuple[Link, ...]) -> RowKind:
    if links:
        kinds = {link.kind for link in links}
        if kinds == {"same"}:
            return "same"
        return "reworded" if "reworded" in kinds else "rewritten"
    if all(block.kind == "chrome" for block in old + new):
        return "chrome"
    return "added" if new else "removed"


def _in_reading_order(rows: list[Row], comparison: Comparison) -> tuple[Row, ...]:
    row_of_old = {block.id: number for number, row in enumerate(rows) for block in row.old}
    followers: dict[int | None, list[int]] = {}
    before: int | None = None
    for block in comparison.old.blocks:
        number = row_of_old[block.id]
        if not rows[number].new and rows[number].old[0].id == block.id:
            followers.setdefault(before, []).append(number)
        before = number
    with_new = sorted(
        (number for number, row in enumerate(rows) if row.new), key=lambda number: rows[number].new[0].start
    )
    # Depth first, so that a chain of removed blocks stays together behind its first one.
    waiting = [*reversed(with_new), *reversed(followers.get(None, []))]
    ordered = []
    while waiting:
        number = waiting.pop()
        ordered.append(rows[number])
        waiting.extend(reversed(followers.get(number, [])))
    return tuple(ordered)


def _unique(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple({link.id: link for link in links}.values())
