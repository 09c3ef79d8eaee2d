"""What reviewers said about links, brought back to the passages of a comparison; pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compare.anchor import locate_mended
from compare.model import Anchor, Comparison, ParsedEdition
from webapp.rows import Side
from webapp.store.link_corrections import LinkCorrectionRow


@dataclass(frozen=True)
class Sayings:
    """Who said what: of pairs (old id, new id) that belong together, of passages without counterpart.

    `lost` are the ids of corrections of which a passage is in neither text any more.
    """

    together: Mapping[tuple[str, str], LinkCorrectionRow] = field(default_factory=dict)
    alone: Mapping[tuple[Side, str], LinkCorrectionRow] = field(default_factory=dict)
    lost: frozenset[int] = frozenset()

    def speakers(self, old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
        """The names of those who said that some of these belong together, each once."""
        news = tuple(new)
        rows = [
            self.together[pair] for one in old for other in news if (pair := (one, other)) in self.together
        ]
        return tuple(dict.fromkeys(row.account for row in rows if row.account))


def resolve_sayings(comparison: Comparison, rows: Iterable[LinkCorrectionRow]) -> Sayings:
    """The corrections that hold, by the blocks and sentences of the two editions."""
    together: dict[tuple[str, str], LinkCorrectionRow] = {}
    alone: dict[tuple[Side, str], LinkCorrectionRow] = {}
    lost = set()
    for row in rows:
        said = row.correction
        old = unit_at(comparison.old, said.old, said.level)
        new = unit_at(comparison.new, said.new, said.level)
        if (said.old and not old) or (said.new and not new):
            lost.add(row.id)
        elif said.op == "together" and old and new:
            together[old, new] = row
        elif said.op == "alone":
            if old:
                alone["old", old] = row
            elif new:
                alone["new", new] = row
    return Sayings(together, alone, frozenset(lost))


def unit_at(edition: ParsedEdition, anchor: Anchor | None, level: str) -> str | None:
    """The id of the block or sentence in which an anchor begins; None without one, and where it is lost."""
    span = locate_mended(edition.edition.text, anchor) if anchor else None
    units = edition.blocks if level == "block" else edition.sentences
    if span is None or not units:
        return None
    number = bisect_right([unit.start for unit in units], span[0]) - 1
    return units[number].id if number >= 0 and span[0] < units[number].end else None
