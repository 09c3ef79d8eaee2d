"""The texts of editions: every one that an edition ever had, with the files that it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlite_utils import Database

from compare.model import Cut, Hint, Note, Page, Text
from webapp.store.clock import now

#: One imported file: its name and its bytes.
Upload = tuple[str, bytes]

#: How a text of an edition came about.
Origin = Literal["import", "reread", "replace", "mend", "merge", "restore"]

NEWEST = "SELECT max(id) FROM edition_texts WHERE edition_id = ?"
_HISTORY = """
SELECT row_number() OVER (ORDER BY et.id) AS number, et.id, et.text_id, et.origin, et.created_at, et.merged_id,
       length(t.text) AS characters, a.name AS account
FROM edition_texts et JOIN texts t USING (text_id) LEFT JOIN accounts a ON a.id = et.account_id
WHERE et.edition_id = ?
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was imported, without its bytes; `position` counts from 1."""

    position: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the history of an edition, without its words; `number` counts from 1, the oldest.

    `account` is the name of who made it (None: the command line), `merged_id` the edition
    whose files it took in.
    """

    number: int
    id: int
    text_id: str
    origin: Origin
    created_at: str
    merged_id: int | None
    characters: int
    account: str | None


def add_text(
    db: Database,
    edition_id: int,
    text: Text,
    *,
    origin: Origin = "import",
    files: Sequence[Upload] | None = None,
    files_from: int | None = None,
    merged_id: int | None = None,
    account_id: int | None = None,
) -> int:
    """Make `text` the current one of the edition; the earlier ones stay.  Return the id of its row.

    `files` are the ones that it was made from; None: those of the text in row `files_from`,
    or of the text before it.
    """
    before = files_from or db.execute(NEWEST, [edition_id]).fetchone()[0]
    db.execute(
        "INSERT INTO texts (text_id, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [text.text_id, text.text],
    )
    row_id = db.execute(
        "INSERT INTO edition_texts (edition_id, text_id, reading, origin, merged_id, account_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [edition_id, text.text_id, reading_to_json(text), origin, merged_id, account_id, now()],
    ).lastrowid
    if files is None:
        db.execute(
            "INSERT INTO edition_files (edition_text_id, position, name, sha256)"
            " SELECT ?, position, name, sha256 FROM edition_files WHERE edition_text_id = ?",
            [row_id, before],
        )
        return int(row_id or 0)
    for position, (name, content) in enumerate(files, start=1):
        digest = hashlib.sha256(content).hexdigest()
        db.execute("INSERT INTO originals (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, content])
        db.execute(
            "INSERT INTO edition_files (edition_text_id, position, name, sha256) VALUES (?, ?, ?, ?)",
            [row_id, position, name, digest],
        )
    return int(row_id or 0)


def text_of(db: Database, edition_id: int, row_id: int | None = None) -> Text:
    """The current text of an edition, or that of one row of its history; KeyError where there is none."""
    row = next(
        db.query(
            "SELECT t.text, et.reading FROM edition_texts et JOIN texts t USING (text_id)"
            f" WHERE et.edition_id = ? AND et.id = coalesce(?, ({NEWEST}))",
            [edition_id, row_id, edition_id],
        ),
        None,
    )
    if row is None:
        raise KeyError(edition_id)
    return text_from_json(row["text"], row["reading"])


def text_by_id(db: Database, text_id: str) -> str | None:
    """The bare text that an anchor points into."""
    row = next(db.query("SELECT text FROM texts WHERE text_id = ?", [text_id]), None)
    return row["text"] if row else None


def history(db: Database, edition_id: int) -> list[TextRow]:
    """Every text that the edition had, oldest first; the last one is the current one."""
    return [TextRow(**row) for row in db.query(_HISTORY + "ORDER BY et.id", [edition_id])]


def files_of(db: Database, edition_id: int, row_id: int | None = None) -> list[FileRow]:
    """The files of the current text, or of one in its history, in their order."""
    return [
        FileRow(**row)
        for row in db.query(
            "SELECT position, name, sha256, length(bytes) AS size FROM edition_files JOIN originals USING (sha256)"
            f" WHERE edition_text_id = coalesce(?, ({NEWEST})) ORDER BY position",
            [row_id, edition_id],
        )
    ]


def bytes_of(db: Database, edition_id: int, position: int, row_id: int | None = None) -> Upload | None:
    """Name and bytes of one file, as they came."""
    row = next(
        db.query(
            "SELECT name, bytes FROM edition_files JOIN originals USING (sha256)"
            f" WHERE edition_text_id = coalesce(?, ({NEWEST})) AND position = ?",
            [row_id, edition_id, position],
        ),
        None,
    )
    return (row["name"], row["bytes"]) if row else None


def uploads_of(db: Database, edition_id: int) -> list[Upload]:
    """Names and bytes of all files of the current text, in their order."""
    rows = db.query(
        "SELECT name, bytes FROM edition_files JOIN originals USING (sha256)"
        f" WHERE edition_text_id = ({NEWEST}) ORDER BY position",
        [edition_id],
    )
    return [(row["name"], row["bytes"]) for row in rows]


def reading_to_json(text: Text) -> str:
    """What the reader found beside the words: cuts, pages, hints and notes."""
    reading = {
        "cuts": [asdict(cut) for cut in text.cuts],
        "pages": [asdict(page) for page in text.pages],
        "hints": [asdict(hint) for hint in text.hints],
        "notes": [asdict(note) for note in text.notes],
    }
    return json.dumps(reading, ensure_ascii=False)


def text_from_json(text: str, reading: str) -> Text:
    """The text of its words and what `reading_to_json` made."""
    loaded = json.loads(reading)
    return Text(
        text=text,
        cuts=tuple(Cut(**cut) for cut in loaded["cuts"]),
        pages=tuple(Page(**page) for page in loaded["pages"]),
        hints=tuple(Hint(**hint) for hint in loaded["hints"]),
        notes=tuple(Note(**note) for note in loaded["notes"]),
    )
