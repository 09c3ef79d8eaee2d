"""Editions: what each is called, where it stands, whether it was set aside.  Their words: `store.texts`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from compare.model import Edition, Text
from webapp.store import corrections
from webapp.store.clock import now
from webapp.store.texts import Upload, add_text, files_of, text_of

# The current text of an edition is its newest one.
_SELECT = """
SELECT e.id, e.series_id, e.key, e.variant, e.slug, e.title, e.date, e.body, e.speaker,
       e.year_given, e.year_reviewed, e.created_at, e.removed_at, e.merged_into, t.text_id, t.id AS edition_text_id
FROM editions e
JOIN edition_texts t ON t.id = (SELECT max(id) FROM edition_texts WHERE edition_id = e.id)
"""
_THERE = "e.removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition without its text; `text_id` is that of its current text, `edition_text_id` its row.

    `removed_at` is set where it was set aside, `merged_into` where that was a merge.
    """

    id: int
    series_id: int
    key: str
    variant: str
    slug: str
    title: str
    date: str
    body: str
    speaker: str
    year_given: int | None
    year_reviewed: int | None
    created_at: str
    removed_at: str | None
    merged_into: int | None
    text_id: str
    edition_text_id: int

    @property
    def label(self) -> str:
        """Its name within its series: the key, and the variant where it has one."""
        return f"{self.key} {self.variant}".strip()


def add(
    db: Database,
    *,
    series_id: int,
    key: str,
    title: str,
    text: Text,
    files: Sequence[Upload],
    variant: str = "",
    date: str = "",
    body: str = "",
    speaker: str = "",
    year_given: int | None = None,
    year_reviewed: int | None = None,
    account_id: int | None = None,
) -> int:
    """Store an edition with its text and its original bytes, unaltered; return its id."""
    slug = _free_slug(db, _wanted_slug(db, series_id, key, variant))
    edition_id = int(
        db.execute(
            "INSERT INTO editions (series_id, key, variant, slug, title, date, body, speaker, year_given,"
            " year_reviewed, account_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [series_id, key, variant, slug, title, date, body, speaker, year_given, year_reviewed, account_id, now()],
        ).lastrowid
        or 0
    )
    add_text(db, edition_id, text, files=files, account_id=account_id)
    return edition_id


def get(db: Database, edition_id: int) -> EditionRow | None:
    """The edition with this id."""
    return _first(db, "WHERE e.id = ?", [edition_id])


def by_slug(db: Database, slug: str) -> EditionRow | None:
    """The edition with this slug: `<series slug>-<key>`, as it stands in addresses."""
    return _first(db, f"WHERE e.slug = ? AND {_THERE}", [slug])


def by_former_slug(db: Database, slug: str) -> EditionRow | None:
    """The edition that had this slug before its series, key or variant was corrected."""
    where = f"WHERE e.id = (SELECT edition_id FROM former_slugs WHERE slug = ?) AND {_THERE}"
    return _first(db, where, [slug])


def aside_by_slug(db: Database, slug: str) -> EditionRow | None:
    """The edition with this slug, or that once had it, that was set aside; the last of several."""
    where = "WHERE (e.slug = ? OR e.id = (SELECT edition_id FROM former_slugs WHERE slug = ?))"
    return _first(db, where + " AND e.removed_at IS NOT NULL ORDER BY e.removed_at DESC", [slug, slug])


def all_aside(db: Database) -> list[EditionRow]:
    """The editions that were set aside, the latest first."""
    rows = db.query(_SELECT + "WHERE e.removed_at IS NOT NULL ORDER BY e.removed_at DESC, e.id DESC")
    return [EditionRow(**row) for row in rows]


def change(
    db: Database,
    edition_id: int,
    *,
    series_id: int,
    key: str,
    variant: str,
    title: str,
    date: str,
    body: str,
    speaker: str,
    year_given: int | None,
    year_reviewed: int | None,
) -> None:
    """Call an edition otherwise; where that changes its slug, the former one still leads to it."""
    slug = _free_slug(db, _wanted_slug(db, series_id, key, variant), edition_id)
    before = db.execute("SELECT slug FROM editions WHERE id = ?", [edition_id]).fetchone()[0]
    if slug != before:
        db.execute("DELETE FROM former_slugs WHERE slug = ?", [slug])
        db.execute("INSERT INTO former_slugs (slug, edition_id) VALUES (?, ?)", [before, edition_id])
    db.execute(
        "UPDATE editions SET series_id = ?, key = ?, variant = ?, slug = ?, title = ?, date = ?, body = ?,"
        " speaker = ?, year_given = ?, year_reviewed = ? WHERE id = ?",
        [series_id, key, variant, slug, title, date, body, speaker, year_given, year_reviewed, edition_id],
    )


def set_aside(db: Database, edition_id: int, merged_into: int | None = None) -> None:
    """Take an edition off the shelf; everything of it stays stored."""
    db.execute(
        "UPDATE editions SET removed_at = ?, merged_into = ? WHERE id = ?", [now(), merged_into, edition_id]
    )


def bring_back(db: Database, edition_id: int) -> None:
    """Put it back on the shelf, at its address or, if that was given away meanwhile, beside it."""
    row = db.execute("SELECT slug FROM editions WHERE id = ?", [edition_id]).fetchone()
    db.execute(
        "UPDATE editions SET removed_at = NULL, merged_into = NULL, slug = ? WHERE id = ?",
        [_free_slug(db, row[0], edition_id), edition_id],
    )


def find(db: Database, series_id: int, key: str, variant: str = "") -> EditionRow | None:
    """The edition of a series with this key."""
    return _first(db, f"WHERE e.series_id = ? AND e.key = ? AND e.variant = ? AND {_THERE}", [series_id, key, variant])


def of_series(db: Database, series_id: int) -> list[EditionRow]:
    """The editions of a series, oldest key first."""
    rows = db.query(_SELECT + f"WHERE e.series_id = ? AND {_THERE} ORDER BY e.key, e.variant", [series_id])
    return [EditionRow(**row) for row in rows]


def by_series(db: Database) -> dict[int, list[EditionRow]]:
    """All editions by the id of their series, oldest key first; a series without any is missing."""
    found: dict[int, list[EditionRow]] = {}
    for row in db.query(_SELECT + f"WHERE {_THERE} ORDER BY e.series_id, e.key, e.variant"):
        found.setdefault(row["series_id"], []).append(EditionRow(**row))
    return found


def with_text(db: Database, text_id: str) -> list[EditionRow]:
    """The editions whose current text this is, oldest first."""
    rows = db.query(_SELECT + f"WHERE t.text_id = ? AND {_THERE} ORDER BY e.id", [text_id])
    return [EditionRow(**row) for row in rows]


def with_texts(db: Database, text_ids: Sequence[str]) -> dict[str, list[EditionRow]]:
    """For each of these texts the editions whose current text it is, oldest first."""
    found: dict[str, list[EditionRow]] = {text_id: [] for text_id in text_ids}
    where = f"WHERE t.text_id IN (SELECT value FROM json_each(?)) AND {_THERE} ORDER BY e.id"
    for row in db.query(_SELECT + where, [json.dumps(list(found))]):
        found[row["text_id"]].append(EditionRow(**row))
    return found


def with_files(db: Database, series_id: int | None, files: Sequence[Upload]) -> EditionRow | None:
    """The edition of the series (None: of any) that was made from exactly these bytes in this order."""
    wanted = ",".join(hashlib.sha256(content).hexdigest() for _name, content in files)
    # The sums have one length, so the joined string is as good as the list.
    row = next(
        db.query(
            "SELECT edition_id FROM (SELECT t.edition_id, t.id, f.sha256 FROM edition_files f"
            " JOIN edition_texts t ON t.id = f.edition_text_id JOIN editions e ON e.id = t.edition_id"
            f" WHERE e.series_id = coalesce(?, e.series_id) AND {_THERE} ORDER BY t.edition_id, t.id, f.position)"
            " GROUP BY edition_id, id HAVING group_concat(sha256) = ?",
            [series_id, wanted],
        ),
        None,
    )
    return get(db, row["edition_id"]) if row else None


def as_edition(db: Database, edition_id: int, row_id: int | None = None) -> Edition:
    """The edition as the engine wants it, with its current text or that of one row of its history.

    Raises KeyError where there is none.
    """
    row = get(db, edition_id)
    if row is None:
        raise KeyError(edition_id)
    return Edition(
        text=text_of(db, edition_id, row_id),
        title=row.title,
        key=row.key,
        year_given=row.year_given,
        year_reviewed=row.year_reviewed,
        source=", ".join(file.name for file in files_of(db, edition_id, row_id)),
        corrections=tuple(item.correction for item in corrections.of_edition(db, edition_id)),
    )


def _wanted_slug(db: Database, series_id: int, key: str, variant: str) -> str:
    series = next(db.query("SELECT slug FROM series WHERE id = ?", [series_id]))
    return "-".join(part for part in (series["slug"], key, variant) if part)


def _free_slug(db: Database, slug: str, edition_id: int = 0) -> str:
    """Almost always `slug` itself, else with a number; `edition_id` may have it already.

    Two series like "a" and "a-2020" can get in each other's way, and an address that once
    led to an edition leads there for ever.
    """
    taken = (
        f"SELECT 1 FROM editions e WHERE slug = :slug AND id <> :id AND {_THERE}"
        " UNION SELECT 1 FROM former_slugs WHERE slug = :slug AND edition_id <> :id"
    )
    free, number = slug, 2
    while db.execute(taken, {"slug": free, "id": edition_id}).fetchone():
        free, number = f"{slug}~{number}", number + 1
    return free


def _first(db: Database, where: str, params: list[object]) -> EditionRow | None:
    row = next(db.query(_SELECT + where, params), None)
    return EditionRow(**row) if row else None
