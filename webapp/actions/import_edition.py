"""Importing an edition: read the files, find out what they are, store everything or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from compare import readers
from compare.model import Text
from compare.readers.metadata import Metadata, guess_metadata
from webapp import store
from webapp.actions import act
from webapp.actions.guess_language import language_of
from webapp.actions.refused import Refused
from webapp.store.accounts import Account
from webapp.store.editions import EditionRow, Upload
from webapp.store.series import NamedAfter, Series

_KEY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
#: What a title has beside the name of its series: "2024年", "（2024年）", "二〇二四年".
_YEAR_IN_TITLE = re.compile(r"[（(]?\s*([12]\d{3}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s*年?度?\s*[)）]?")

#: Titles that thousands of reports bear: they name no series.
_ANYBODYS = frozenset({"政府工作报告", "工作报告", "年度报告", "年报"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said about the files; empty fields are guessed from the text.

    `series_id` names an existing series; otherwise `series_name` does, which is made if
    there is none of that name (then `slug`, `name_en`, `named_after`, `language` count).
    """

    series_id: int | None = None
    series_name: str = ""
    slug: str | None = None
    name_en: str = ""
    named_after: NamedAfter = "given"
    language: str = ""
    key: str = ""
    variant: str = ""
    title: str = ""
    year_given: int | None = None
    year_reviewed: int | None = None


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
    key = wish.key.strip()
    if key and not _KEY.fullmatch(key):
        raise Refused("key_invalid", key=key)
    with act(db, account, "import_edition") as log:
        series = _series(db, wish, guess.title, text.text)
        if there := store.editions.with_files(db, series.id, files):
            return Imported(there, already_here=True)
        given, reviewed = _years(wish, key, series, guess)
        key = key or str((given if series.named_after == "given" else reviewed) or "")
        if not key:
            raise Refused("key_missing")
        variant = store.series.slug_of(wish.variant, otherwise="variant") if wish.variant.strip() else ""
        if store.editions.find(db, series.id, key, variant):
            raise Refused("edition_exists", series=series.name, key=key)
        edition_id = store.editions.add(
            db,
            series_id=series.id,
            key=key,
            variant=variant,
            title=wish.title.strip() or guess.title or f"{series.name} {key}",
            text=text,
            files=files,
            year_given=given,
            year_reviewed=reviewed,
            account_id=account.id if account else None,
        )
        edition = store.editions.get(db, edition_id)
        assert edition is not None
        log("edition", edition_id, slug=edition.slug, files=[name for name, _ in files])
    return Imported(edition, already_here=False)


def series_name_of(title: str) -> str:
    """The title of an edition without its year: what the series may be called, or ""."""
    name = _YEAR_IN_TITLE.sub("", title).strip(" ·—-　")
    return "" if name in _ANYBODYS else name


def _series(db: Database, wish: Wish, title: str, text: str) -> Series:
    """The series that is meant, made if it is new."""
    if wish.series_id is not None:
        series = store.series.get(db, wish.series_id)
        if series is None:
            raise Refused("series_missing")
        return series
    name = wish.series_name.strip() or series_name_of(title)
    if not name:
        raise Refused("series_missing")
    series = store.series.by_name(db, name)
    if series is None:
        series_id = store.series.add(
            db,
            name,
            slug=wish.slug,
            name_en=wish.name_en,
            named_after=wish.named_after,
            language=wish.language or language_of(text),
        )
        series = store.series.get(db, series_id)
        assert series is not None
    return series


def _years(wish: Wish, key: str, series: Series, guess: Metadata) -> tuple[int | None, int | None]:
    """Year given and year reviewed: what was said, then what the key says, then the guess."""
    given, reviewed = wish.year_given, wish.year_reviewed
    year = int(key[:4]) if key else None
    if year is None and guess.year_given is None:
        year = guess.year_named
    if year is not None:
        # The key (or the year in the file's name) is one of the two, as the series has it.
        if series.named_after == "reviewed":
            return given or year + 1, reviewed or year
        # A work report reviews the year before; of a statement nobody knows.
        reports = guess.year_reviewed is not None
        return given or year, reviewed or (year - 1 if reports else None)
    return given or guess.year_given, reviewed or guess.year_reviewed
