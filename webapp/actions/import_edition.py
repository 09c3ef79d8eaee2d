"""Importing an edition: read the files, find out what they are, store everything or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from compare import readers
from compare.model import OutlineCorrection, Text
from compare.readers.metadata import Metadata, guess_metadata
from webapp import store
from webapp.actions import Log, act
from webapp.actions.checks import checked_key
from webapp.actions.guess_language import language_of
from webapp.actions.refused import Refused
from webapp.actions.wishes import Wish, chosen_series, key_of, new_name, years_of
from webapp.store.accounts import Account
from webapp.store.editions import EditionRow, Upload
from webapp.store.series import Series

__all__ = ["Imported", "Wish", "import_files", "store_edition"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The edition, and whether exactly these files were already there."""

    edition: EditionRow
    already_here: bool


def import_files(
    db: Database,
    account: Account | None,
    files: Sequence[Upload],
    wish: Wish,
    read: Callable[[Sequence[Upload]], Text] = readers.read_document,
) -> Imported:
    """Make one edition from the files in their order; `read` makes their text.

    Raises `compare.errors.ReadError` where the files give no text, and `Refused` where
    series or key are missing, wrong or taken.  In either case nothing is stored.
    """
    text = read(files)
    guess = guess_metadata(text, files[0][0])
    with act(db, account, "import_edition") as log:
        series = chosen_series(db, wish, guess)
        there = store.editions.with_files(db, series.id, files) if series else None
        if there:
            return Imported(there, already_here=True)
        edition = store_edition(db, log, account, files, text, wish, guess)
    return Imported(edition, already_here=False)


def store_edition(
    db: Database,
    log: Log,
    account: Account | None,
    files: Sequence[Upload],
    text: Text,
    wish: Wish,
    guess: Metadata,
    corrections: Sequence[OutlineCorrection] = (),
    draft_id: str | None = None,
) -> EditionRow:
    """Store the edition and, if it is new, its series (inside a transaction).

    `draft_id` is the draft that it was until now.

    Raises Refused where series or key are missing, wrong or taken.
    """
    account_id = account.id if account else None
    key = checked_key(wish.key)
    series = chosen_series(db, wish, guess) or _new_series(db, wish, guess, text.text)
    given, reviewed = years_of(wish, key, series.named_after, guess)
    key = key or key_of(guess, given if series.named_after == "given" else reviewed)
    if not key:
        raise Refused("key_missing")
    variant = store.series.slug_of(wish.variant, otherwise="variant") if wish.variant.strip() else ""
    if there := store.editions.find(db, series.id, key, variant):
        raise Refused("edition_exists", series=series.name, key=key, edition_id=there.id)
    edition_id = store.editions.add(
        db,
        series_id=series.id,
        key=key,
        variant=variant,
        title=wish.title.strip() or guess.title or f"{series.name} {key}",
        text=text,
        files=files,
        date=guess.date if wish.date is None else wish.date,
        body=guess.body if wish.body is None else wish.body,
        speaker=guess.speaker if wish.speaker is None else wish.speaker,
        year_given=given,
        year_reviewed=reviewed,
        account_id=account_id,
    )
    for correction in corrections:
        store.corrections.add(db, edition_id, correction, account_id)
    edition = store.editions.get(db, edition_id)
    assert edition is not None
    whence = {"draft": draft_id} if draft_id else {}
    log("edition", edition_id, slug=edition.slug, files=[name for name, _ in files], **whence)
    return edition


def _new_series(db: Database, wish: Wish, guess: Metadata, text: str) -> Series:
    series_id = store.series.add(
        db,
        new_name(wish, guess),
        slug=wish.slug,
        name_en=wish.name_en,
        named_after=wish.named_after,
        language=wish.language or language_of(text),
    )
    series = store.series.get(db, series_id)
    assert series is not None
    return series
