"""Series: the reports of one issuer and kind over the years."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from webapp.store.clock import now

NamedAfter = Literal["given", "reviewed"]


@dataclass(frozen=True, slots=True)
class Series:
    """A row; `named_after` says which year the key of an edition stands for."""

    id: int
    slug: str
    name: str
    name_en: str
    named_after: NamedAfter
    language: str
    created_at: str


def slug_of(name: str, *, otherwise: str = "series") -> str:
    """The name as it stands in addresses: letters and digits of any script, joined by "-".

    `otherwise` is for a name that has none.
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or otherwise


def add(
    db: Database,
    name: str,
    *,
    slug: str | None = None,
    name_en: str = "",
    named_after: NamedAfter = "given",
    language: str = "zh",
) -> int:
    """Make a series and return its id; a slug in use gets a number."""
    base = slug_of(slug or name)
    taken = {row["slug"] for row in db.query("SELECT slug FROM series")}
    free = base
    number = 2
    while free in taken:
        free = f"{base}-{number}"
        number += 1
    return int(
        db.execute(
            "INSERT INTO series (slug, name, name_en, named_after, language, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [free, name, name_en, named_after, language, now()],
        ).lastrowid
        or 0
    )


def get(db: Database, series_id: int) -> Series | None:
    """The series with this id."""
    return _first(db, "SELECT * FROM series WHERE id = ?", [series_id])


def by_slug(db: Database, slug: str) -> Series | None:
    """The series with this slug."""
    return _first(db, "SELECT * FROM series WHERE slug = ?", [slug])


def by_name(db: Database, name: str) -> Series | None:
    """The series with exactly this name."""
    return _first(db, "SELECT * FROM series WHERE name = ?", [name])


def all(db: Database) -> list[Series]:
    """Every series, oldest first."""
    return [Series(**row) for row in db.query("SELECT * FROM series ORDER BY id")]


def _first(db: Database, sql: str, params: list[object]) -> Series | None:
    row = next(db.query(sql, params), None)
    return Series(**row) if row else None
