"""What stands in the library: series as rows, years as chips, pairs to compare."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from webapp import store
from webapp.neighbours import by_key, likely_pair, neighbouring_pairs
from webapp.store.annotations import Annotation
from webapp.store.comparisons import Figures
from webapp.store.editions import EditionRow
from webapp.store.series import Series

#: A gap of more years than this is shown as one chip "…", not as a row of empty ones.
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """The variants of an edition on the line of years, the plain one first, or a gap: `label` alone."""

    label: str
    editions: tuple[EditionRow, ...] = ()


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
    """An annotation with the two editions in whose comparison it can be read."""

    annotation: Annotation
    pair: tuple[EditionRow, EditionRow] | None

    @property
    def quote(self) -> str:
        anchor = self.annotation.new_anchor or self.annotation.old_anchor
        return str(anchor["quote"]) if anchor else ""


def read_shelves(db: Database) -> list[Shelf]:
    """All series in the order in which they were made."""
    editions, figures = store.editions.by_series(db), store.comparisons.all_figures(db)
    return [_shelf(series, editions.get(series.id, []), figures) for series in store.series.all(db)]


def recent_remarks(db: Database, limit: int = 8) -> list[Remark]:
    """The latest annotations, newest first."""
    annotations = store.annotations.recent(db, limit)
    scopes = [(one.scope_old_text_id or "", one.scope_new_text_id or "") for one in annotations]
    editions = store.editions.with_texts(db, [text_id for scope in scopes for text_id in scope])
    return [
        Remark(annotation, likely_pair(editions[old], editions[new]))
        for annotation, (old, new) in zip(annotations, scopes, strict=True)
    ]


def _shelf(series: Series, editions: list[EditionRow], figures: dict[tuple[str, str], Figures]) -> Shelf:
    pairs = [
        Pair(old, new, figures.get((old.text_id, new.text_id))) for old, new in neighbouring_pairs(editions)
    ]
    return Shelf(series, tuple(editions), tuple(chips(editions)), tuple(reversed(pairs)))


def chips(editions: list[EditionRow]) -> list[Chip]:
    """Editions on a line of years; a year that is missing leaves a gap."""
    line: list[Chip] = []
    before: int | None = None
    for variants in by_key(editions):
        key = variants[0].key
        year = int(key[:4]) if key[:4].isdecimal() else None
        if before is not None and year is not None:
            missing = range(before + 1, year)
            if len(missing) > MAX_GAP:
                line.append(Chip(f"{missing[0]}–{missing[-1]}"))
            else:
                line.extend(Chip(str(gap)) for gap in missing)
        line.append(Chip(key, tuple(variants)))
        before = year or before
    return line
