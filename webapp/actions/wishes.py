"""What somebody said about files to be imported, and what the text says where she said nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from compare.readers.metadata import Metadata
from webapp import store
from webapp.actions.checks import checked_date, checked_key, checked_line, checked_year
from webapp.actions.refused import Refused
from webapp.store.series import NamedAfter, Series

#: What a title has beside the name of its series: "2024年", "（2024年）", "二〇二四年".
_YEAR_IN_TITLE = re.compile(r"[（(]?\s*([12]\d{3}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s*年?度?\s*[)）]?")
#: Titles that thousands of reports bear: they name no series, unless the assembly says whose it is.
_ANYBODYS = frozenset({"政府工作报告", "工作报告", "年度报告", "年报"})
#: Whose assembly it is: 云河区 of 云河区第五届人民代表大会第三次会议.
_PLACE = re.compile(r"(?P<place>[^第\s]{2,12}?)(?:第[^届]{1,4}届)?(?:人民代表大会|人大)")
_NATIONAL = "全国"
#: What has so many digits is no number of a row: the database could not even look for it.
_LONGEST_ID = 19
#: The fields of the form, by their names.
FIELDS = (
    "series",
    "series_name",
    "named_after",
    "key",
    "variant",
    "title",
    "date",
    "body",
    "speaker",
    "year_given",
    "year_reviewed",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said about the files; empty fields are guessed from the text.

    `series_id` names an existing series; otherwise `series_name` does, which is made if
    there is none of that name (then `slug`, `name_en`, `named_after`, `language` count).
    `date`, `body`, `speaker`: None is guessed, "" is said to be unknown.
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
    date: str | None = None
    body: str | None = None
    speaker: str | None = None
    year_given: int | None = None
    year_reviewed: int | None = None


def read_wish(said: Mapping[str, str], series_id: int | None) -> Wish:
    """The wish that the fields of the form say; Refused where one of them cannot be."""
    return Wish(
        series_id=series_id,
        series_name=checked_line(said.get("series_name", "")),
        named_after="reviewed" if said.get("named_after") == "reviewed" else "given",
        key=checked_key(said.get("key", "")),
        variant=checked_line(said.get("variant", "")),
        title=checked_line(said.get("title", "")),
        date=checked_date(said["date"]) if "date" in said else None,
        body=checked_line(said["body"]) if "body" in said else None,
        speaker=checked_line(said["speaker"]) if "speaker" in said else None,
        year_given=checked_year(said.get("year_given", "")),
        year_reviewed=checked_year(said.get("year_reviewed", "")),
    )


def guess_fields(db: Database, guess: Metadata, said: Mapping[str, str]) -> dict[str, str]:
    """What the form shows: what was said, and the guesses where nothing was.

    `key_given` and `key_reviewed` are the keys that the edition would have in a series of
    either kind.
    """
    series = guess_series(db, guess)
    filled = {
        "series": str(series.id) if series else "",
        "series_name": "" if series else series_name_of(guess.title, guess.body),
        # A report on a year that is over is mostly called by it; a work report by its own.
        "named_after": "reviewed" if guess.year_named and guess.year_named == guess.year_reviewed else "given",
        "variant": "",
        "title": guess.title,
        "date": guess.date,
        "body": guess.body,
        "speaker": guess.speaker,
    }
    filled.update({name: said[name] for name in filled if name in said})
    if chosen := _series_of(db, filled["series"]):
        filled["named_after"] = chosen.named_after
    named_after: NamedAfter = "reviewed" if filled["named_after"] == "reviewed" else "given"
    given, reviewed = years_of(Wish(), "", named_after, guess)
    filled["key_given"], filled["key_reviewed"] = key_of(guess, given), key_of(guess, reviewed)
    filled["key"] = said.get("key", filled[f"key_{named_after}"])
    filled["year_given"] = said.get("year_given", str(given or ""))
    filled["year_reviewed"] = said.get("year_reviewed", str(reviewed or ""))
    return filled


def _series_of(db: Database, written: str) -> Series | None:
    is_number = written.isascii() and written.isdecimal() and len(written) < _LONGEST_ID
    return store.series.get(db, int(written)) if is_number else None


def series_name_of(title: str, body: str = "") -> str:
    """The title of an edition without its year: what the series may be called, or "".

    Of a title that anybody bears the assembly tells whose it is.
    """
    name = _YEAR_IN_TITLE.sub("", title).strip(" ·—-　")
    if name not in _ANYBODYS:
        return name
    place = _PLACE.search(body)
    return place["place"] + name if place and place["place"] != _NATIONAL else ""


def guess_series(db: Database, guess: Metadata) -> Series | None:
    """The series that is called as the title says."""
    name = series_name_of(guess.title, guess.body)
    return store.series.by_name(db, name) if name else None


def chosen_series(db: Database, wish: Wish, guess: Metadata) -> Series | None:
    """The series that is meant and is there; Refused where none is named at all."""
    if wish.series_id is not None:
        series = store.series.get(db, wish.series_id)
        if series is None:
            raise Refused("series_missing")
        return series
    name = new_name(wish, guess)
    if not name:
        raise Refused("series_missing")
    return store.series.by_name(db, name)


def new_name(wish: Wish, guess: Metadata) -> str:
    """What a new series would be called."""
    return wish.series_name.strip() or series_name_of(guess.title, guess.body)


def key_of(guess: Metadata, year: int | None) -> str:
    """A day where there are several editions a year, else the year as the series has it; "" if unknown."""
    return guess.key if "-" in guess.key else str(year or "")


def years_of(wish: Wish, key: str, named_after: NamedAfter, guess: Metadata) -> tuple[int | None, int | None]:
    """Year given and year reviewed: what was said, then what the key says, then the guess."""
    given, reviewed = wish.year_given, wish.year_reviewed
    year = int(key[:4]) if key else None
    if year is None and guess.year_given is None:
        year = guess.year_named
    if year is not None:
        # The key (or the year in the file's name) is one of the two, as the series has it.
        if named_after == "reviewed":
            return given or year + 1, reviewed or year
        # A work report reviews the year before; of a statement nobody knows.
        reports = guess.year_reviewed is not None
        return given or year, reviewed or (year - 1 if reports else None)
    return given or guess.year_given, reviewed or guess.year_reviewed
