"""What stands in the library: series as rows, years as chips, pairs to compare."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from webapp import store
from webapp.neighbours import neighbouring_pairs
from webapp.store.annotations import Annotation
from webapp.store.comparisons import Figures
from webapp.store.editions import EditionRow
from webapp.store.series import Series

#: A gap of more years than this is shown as one chip "…", not as a row of empty ones.
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """An edition on the line of years, or a gap: `label` alone."""

    label: str
    edition: EditionRow | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring editions, and the figures of their comparison once it was made."""

    old: EditionRow
    new: EditionRow
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One series with its editions; `pairs` newest first."""

    series: Series
    editions: tuple[EditionRow, ...]
    chips: tuple[Chip, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """An annotation with the comparison or edition in which it can be read."""

    annotation: Annotation
    old: EditionRow | None
    new: EditionRow | None

    @property
    def quote(self) -> str:
        anchor = self.annotation.new_anchor or self.annotation.old_anchor
        return str(anchor["quote"]) if anchor else ""


def read_shelves(db: Database) -> list[Shelf]:
    """All series in the order in which they were made."""
    return [_shelf(db, series) for series in store.series.all(db)]


def recent_remarks(db: Database, limit: int = 8) -> list[Remark]:
    """The latest annotations, newest first."""
    found = []
    for annotation in store.annotations.recent(db, limit):
        old = _edition_of(db, annotation.scope_old_text_id)
        new = _edition_of(db, annotation.scope_new_text_id)
        found.append(Remark(annotation, old, new))
    return found


def _edition_of(db: Database, text_id: str | None) -> EditionRow | None:
    editions = store.editions.with_text(db, text_id) if text_id else []
    return editions[0] if editions else None


def _shelf(db: Database, series: Series) -> Shelf:
    editions = store.editions.of_series(db, series.id)
    pairs = [
        Pair(old, new, store.comparisons.figures(db, old.text_id, new.text_id))
        for old, new in neighbouring_pairs(editions)
    ]
    return Shelf(series, tuple(editions), tuple(chips(editions)), tuple(reversed(pairs)))


def chips(editions: list[EditionRow]) -> list[Chip]:
    """Editions on a line of years; a year that is missing leaves a gap."""
    line: list[Chip] = []
    before: int | None = None
    for edition in editions:
        year = int(edition.key[:4]) if edition.key[:4].isdecimal() else None
        if before is not None and year is not None:
            missing = range(before + 1, year)
            if len(missing) > MAX_GAP:
                line.append(Chip(f"{missing[0]}–{missing[-1]}"))
            else:
                line.extend(Chip(str(gap)) for gap in missing)
        line.append(Chip(edition.label, edition))
        before = year or before
    return line
