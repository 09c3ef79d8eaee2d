"""Editions: what was imported, its texts, and the original bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlite_utils import Database

from compare.model import Cut, Edition, Hint, Note, Page, Text
from webapp.store.clock import now

#: One imported file: its name and its bytes.
Upload = tuple[str, bytes]

#: How a text of an edition came about.
Origin = Literal["import", "reread", "replace", "mend", "merge", "restore"]

# The current text of an edition is its newest one.
_SELECT = """
SELECT e.id, e.series_id, e.key, e.variant, e.slug, e.title, e.date, e.body, e.speaker,
       e.year_given, e.year_reviewed, e.created_at, e.removed_at, e.merged_into, t.text_id, t.id AS edition_text_id
FROM editions e
JOIN edition_texts t ON t.id = (SELECT max(id) FROM edition_texts WHERE edition_id = e.id)
"""
_THERE = "e.removed_at IS NULL"
_NEWEST = "SELECT max(id) FROM edition_texts WHERE edition_id = ?"


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


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was imported, without its bytes; `position` counts from 1."""

    position: int
    name: str
    sha256: str
    size: int


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
    series = next(db.query("SELECT slug FROM series WHERE id = ?", [series_id]))
    slug = _free_slug(db, "-".join(part for part in (series["slug"], key, variant) if part))
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


def add_text(
    db: Database,
    edition_id: int,
    text: Text,
    *,
    origin: Origin = "import",
    files: Sequence[Upload] | None = None,
    account_id: int | None = None,
) -> None:
    """Make `text` the current one of the edition; the earlier ones stay.

    `files` are the ones that it was made from; None: those of the text before it.
    """
    before = next(db.query("SELECT max(id) AS id FROM edition_texts WHERE edition_id = ?", [edition_id]))["id"]
    db.execute(
        "INSERT INTO texts (text_id, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [text.text_id, text.text],
    )
    row_id = db.execute(
        "INSERT INTO edition_texts (edition_id, text_id, reading, origin, account_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [edition_id, text.text_id, reading_to_json(text), origin, account_id, now()],
    ).lastrowid
    if files is None:
        db.execute(
            "INSERT INTO edition_files (edition_text_id, position, name, sha256)"
            " SELECT ?, position, name, sha256 FROM edition_files WHERE edition_text_id = ?",
            [row_id, before],
        )
        return
    for position, (name, content) in enumerate(files, start=1):
        digest = hashlib.sha256(content).hexdigest()
        db.execute("INSERT INTO originals (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, content])
        db.execute(
            "INSERT INTO edition_files (edition_text_id, position, name, sha256) VALUES (?, ?, ?, ?)",
            [row_id, position, name, digest],
        )


def get(db: Database, edition_id: int) -> EditionRow | None:
    """The edition with this id."""
    return _first(db, "WHERE e.id = ?", [edition_id])


def by_slug(db: Database, slug: str) -> EditionRow | None:
    """The edition with this slug: `<series slug>-<key>`, as it stands in addresses."""
    return _first(db, f"WHERE e.slug = ? AND {_THERE}", [slug])


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


def with_files(db: Database, series_id: int, files: Sequence[Upload]) -> EditionRow | None:
    """The edition of the series that was made from exactly these bytes in this order."""
    wanted = ",".join(hashlib.sha256(content).hexdigest() for _name, content in files)
    # The sums have one length, so the joined string is as good as the list.
    row = next(
        db.query(
            "SELECT edition_id FROM (SELECT t.edition_id, t.id, f.sha256 FROM edition_files f"
            " JOIN edition_texts t ON t.id = f.edition_text_id JOIN editions e ON e.id = t.edition_id"
            f" WHERE e.series_id = ? AND {_THERE} ORDER BY t.edition_id, t.id, f.position)"
            " GROUP BY edition_id, id HAVING group_concat(sha256) = ?",
            [series_id, wanted],
        ),
        None,
    )
    return get(db, row["edition_id"]) if row else None


def text_of(db: Database, edition_id: int) -> Text:
    """The current text of an edition; raises KeyError where there is no such edition."""
    row = next(
        db.query(
            "SELECT t.text, et.reading FROM edition_texts et JOIN texts t USING (text_id)"
            " WHERE et.edition_id = ? ORDER BY et.id DESC LIMIT 1",
            [edition_id],
        ),
        None,
    )
    if row is None:
        raise KeyError(edition_id)
    return text_from_json(row["text"], row["reading"])


def as_edition(db: Database, edition_id: int) -> Edition:
    """The edition as the engine wants it; raises KeyError where there is none."""
    row = get(db, edition_id)
    if row is None:
        raise KeyError(edition_id)
    return Edition(
        text=text_of(db, edition_id),
        title=row.title,
        key=row.key,
        year_given=row.year_given,
        year_reviewed=row.year_reviewed,
        source=", ".join(file.name for file in files_of(db, edition_id)),
    )


def text_by_id(db: Database, text_id: str) -> str | None:
    """The bare text that an anchor points into."""
    row = next(db.query("SELECT text FROM texts WHERE text_id = ?", [text_id]), None)
    return row["text"] if row else None


def files_of(db: Database, edition_id: int) -> list[FileRow]:
    """The files of an edition in their order."""
    return [
        FileRow(**row)
        for row in db.query(
            "SELECT position, name, sha256, length(bytes) AS size FROM edition_files JOIN originals USING (sha256)"
            f" WHERE edition_text_id = ({_NEWEST}) ORDER BY position",
            [edition_id],
        )
    ]


def bytes_of(db: Database, edition_id: int, position: int) -> Upload | None:
    """Name and bytes of one file, as they came."""
    row = next(
        db.query(
            "SELECT name, bytes FROM edition_files JOIN originals USING (sha256)"
            f" WHERE edition_text_id = ({_NEWEST}) AND position = ?",
            [edition_id, position],
        ),
        None,
    )
    return (row["name"], row["bytes"]) if row else None


def _free_slug(db: Database, slug: str) -> str:
    """Almost always `slug` itself; two series like "a" and "a-2020" can get in each other's way."""
    free, number = slug, 2
    while by_slug(db, free):
        free, number = f"{slug}~{number}", number + 1
    return free


def _first(db: Database, where: str, params: list[object]) -> EditionRow | None:
    row = next(db.query(_SELECT + where, params), None)
    return EditionRow(**row) if row else None


def reading_to_json(text: Text) -> str:
    reading = {
        "cuts": [asdict(cut) for cut in text.cuts],
        "pages": [asdict(page) for page in text.pages],
        "hints": [asdict(hint) for hint in text.hints],
        "notes": [asdict(note) for note in text.notes],
    }
    return json.dumps(reading, ensure_ascii=False)


def text_from_json(text: str, reading: str) -> Text:
    loaded = json.loads(reading)
    return Text(
        text=text,
        cuts=tuple(Cut(**cut) for cut in loaded["cuts"]),
        pages=tuple(Page(**page) for page in loaded["pages"]),
        hints=tuple(Hint(**hint) for hint in loaded["hints"]),
        notes=tuple(Note(**note) for note in loaded["notes"]),
    )
