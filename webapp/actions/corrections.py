"""Correcting an edition: what it is called, its words, its outline."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database

from compare.mending import mend_text
from compare.model import OutlineCorrection
from compare.readers.lines import Line
from compare.readers.unsafe import take_out_unsafe
from webapp import store
from webapp.actions import act
from webapp.actions.checks import checked_date, checked_key, checked_line, checked_year
from webapp.actions.refused import Refused
from webapp.store.accounts import Account
from webapp.store.editions import EditionRow

#: Longest passage that can be put in place of another, in characters: a text is imported, not typed.
MAX_MEND = 100_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an edition is called, as somebody typed it."""

    series_id: int
    key: str
    variant: str = ""
    title: str = ""
    date: str = ""
    body: str = ""
    speaker: str = ""
    year_given: str = ""
    year_reviewed: str = ""


def metadata_of(edition: EditionRow) -> Metadata:
    """What the edition is called now."""
    return Metadata(
        series_id=edition.series_id,
        key=edition.key,
        variant=edition.variant,
        title=edition.title,
        date=edition.date,
        body=edition.body,
        speaker=edition.speaker,
        year_given=str(edition.year_given or ""),
        year_reviewed=str(edition.year_reviewed or ""),
    )


def correct_metadata(db: Database, account: Account, edition_id: int, said: Metadata) -> EditionRow:
    """Call an edition otherwise; the log keeps what it was called before."""
    key, title = checked_key(said.key), checked_line(said.title)
    if not key:
        raise Refused("key_missing")
    if not title:
        raise Refused("title_missing")
    variant = checked_line(said.variant)
    variant = store.series.slug_of(variant, otherwise="variant") if variant else ""
    with act(db, account, "correct") as log:
        edition = there(db, edition_id)
        series = store.series.get(db, said.series_id)
        if series is None:
            raise Refused("series_missing")
        other = store.editions.find(db, series.id, key, variant)
        if other and other.id != edition_id:
            raise Refused("edition_exists", series=series.name, key=key)
        store.editions.change(
            db,
            edition_id,
            series_id=series.id,
            key=key,
            variant=variant,
            title=title,
            date=checked_date(said.date),
            body=checked_line(said.body),
            speaker=checked_line(said.speaker),
            year_given=checked_year(said.year_given),
            year_reviewed=checked_year(said.year_reviewed),
        )
        log("edition", edition_id, done="metadata", before=asdict(metadata_of(edition)))
        return there(db, edition_id)


def mend(db: Database, account: Account, edition_id: int, text_id: str, start: int, end: int, new: str) -> int:
    """Put `new` in place of [start, end) of the text `text_id`; return the number of the text before.

    Refused where the edition has another text by now: somebody was faster.
    """
    if len(new) > MAX_MEND:
        raise Refused("mend_long", most=MAX_MEND)
    lines, _notes = take_out_unsafe([Line(line, "") for line in new.replace("\r\n", "\n").split("\n")])
    with act(db, account, "correct") as log:
        edition = there(db, edition_id)
        if edition.text_id != text_id:
            raise Refused("text_changed")
        before = store.texts.text_of(db, edition_id)
        if not 0 <= start < end <= len(before.text):
            raise Refused("passage_outside")
        try:
            text = mend_text(before, start, end, "\n".join(line.text for line in lines))
        except ValueError:
            raise Refused("text_empty") from None
        if text.text == before.text:
            raise Refused("nothing_changed")
        number = len(store.texts.history(db, edition_id))
        store.texts.add_text(db, edition_id, text, origin="mend", account_id=account.id)
        log("edition", edition_id, done="mended", text=number + 1, start=start, end=end)
    return number


def correct_outline(db: Database, account: Account, edition_id: int, correction: OutlineCorrection) -> int:
    """Store what somebody said about the outline; refused unless its passage is in the present text."""
    with act(db, account, "correct") as log:
        there(db, edition_id)
        anchor, text = correction.anchor, store.texts.text_of(db, edition_id)
        if anchor.text_id != text.text_id:
            raise Refused("text_changed")
        if text.text[anchor.start : anchor.end] != anchor.quote or not anchor.quote:
            raise Refused("quote_differs")
        correction_id = store.corrections.add(db, edition_id, correction, account.id)
        log("edition", edition_id, done="outline", op=correction.op, correction=correction_id)
    return correction_id


def revoke(db: Database, account: Account, edition_id: int, correction_id: int) -> None:
    """Take a correction of the outline back."""
    with act(db, account, "correct") as log:
        _own(db, edition_id, correction_id)
        store.corrections.revoke(db, correction_id)
        log("edition", edition_id, done="outline_revoked", correction=correction_id)


def repeat(db: Database, account: Account, edition_id: int, correction_id: int) -> None:
    """Say again what was taken back: the undo of `revoke`."""
    with act(db, account, "correct") as log:
        row = _own(db, edition_id, correction_id)
        if row.revoked_at:
            again = store.corrections.add(db, edition_id, row.correction, account.id)
            log("edition", edition_id, done="outline", op=row.correction.op, correction=again)


def there(db: Database, edition_id: int) -> EditionRow:
    """The edition, refused where it was set aside."""
    edition = store.editions.get(db, edition_id)
    if edition is None or edition.removed_at:
        raise Refused("edition_gone")
    return edition


def _own(db: Database, edition_id: int, correction_id: int) -> store.corrections.CorrectionRow:
    row = store.corrections.get(db, correction_id)
    if row is None or row.edition_id != edition_id:
        raise Refused("correction_gone")
    return row
