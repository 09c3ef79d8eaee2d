"""What can happen to an edition as a whole: set aside, brought back, another text."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sqlite_utils import Database

from compare.model import OutlineCorrection, Text
from webapp import store
from webapp.actions import act
from webapp.actions.corrections import there
from webapp.actions.refused import Refused
from webapp.store.accounts import Account
from webapp.store.editions import EditionRow
from webapp.store.texts import Origin, TextRow, Upload


def set_aside(db: Database, account: Account, edition_id: int) -> EditionRow:
    """Take a wrongly imported edition off the shelf; nothing of it is lost."""
    with act(db, account, "correct") as log:
        edition = there(db, edition_id)
        store.editions.set_aside(db, edition_id)
        log("edition", edition_id, done="set_aside")
    return edition


def bring_back(db: Database, account: Account, edition_id: int) -> EditionRow:
    """Put an edition back on the shelf that was set aside, or merged into another.

    Refused where another one of its series, key and variant stands there by now.
    """
    with act(db, account, "correct") as log:
        edition = store.editions.get(db, edition_id)
        if edition is None:
            raise Refused("edition_gone")
        if edition.removed_at:
            _put_back(db, edition)
            log("edition", edition_id, done="brought_back")
        found = store.editions.get(db, edition_id)
        assert found is not None
    return found


def replace_text(
    db: Database,
    account: Account,
    edition_id: int,
    text: Text,
    files: Sequence[Upload],
    *,
    text_id: str,
    origin: Origin,
    merged_id: int | None = None,
    draft_id: str = "",
    corrections: Sequence[OutlineCorrection] = (),
) -> int:
    """Give the edition a text made from other files, or read anew; return the number of the one before.

    Refused where its text is no longer `text_id`, the one that the person compared with.
    `merged_id` is the edition whose files are among them; it is set aside.  The draft goes,
    and what was said about its outline (`corrections`) is said about the edition's.
    """
    with act(db, account, "correct") as log:
        edition = there(db, edition_id)
        if edition.text_id != text_id:
            raise Refused("text_changed")
        known = [file.sha256 for file in store.texts.files_of(db, edition_id)]
        same_files = known == [sha256(content).hexdigest() for _name, content in files]
        if same_files and text == store.texts.text_of(db, edition_id):
            raise Refused("nothing_changed")
        if merged_id is not None:
            there(db, merged_id)
            store.editions.set_aside(db, merged_id, merged_into=edition_id)
        number = len(store.texts.history(db, edition_id))
        store.texts.add_text(
            db, edition_id, text, origin=origin, files=files, merged_id=merged_id, account_id=account.id
        )
        for correction in corrections:
            store.corrections.add(db, edition_id, correction, account.id)
        store.drafts.delete(db, draft_id)
        log("edition", edition_id, done=origin, text=number + 1, merged=merged_id)
    return number


def restore_text(db: Database, account: Account, edition_id: int, number: int) -> int:
    """Make an earlier text the current one again; return the number of the one that was.

    Editions that were merged in after it come back beside it.
    """
    with act(db, account, "correct") as log:
        there(db, edition_id)
        texts = store.texts.history(db, edition_id)
        if not 1 <= number <= len(texts):
            raise Refused("text_unknown")
        if number == len(texts):
            raise Refused("nothing_changed")
        chosen = texts[number - 1]
        for merged_id in merged_after(texts, number):
            merged = store.editions.get(db, merged_id)
            if merged and merged.removed_at and merged.merged_into == edition_id:
                _put_back(db, merged)
        store.texts.add_text(
            db,
            edition_id,
            store.texts.text_of(db, edition_id, chosen.id),
            origin="restore",
            files_from=chosen.id,
            account_id=account.id,
        )
        log("edition", edition_id, done="restore", text=len(texts) + 1, restored=number)
    return len(texts)


def merged_after(texts: list[TextRow], number: int) -> list[int]:
    """The editions whose files came in after the text of this number."""
    return [row.merged_id for row in texts[number:] if row.merged_id is not None]


def _put_back(db: Database, edition: EditionRow) -> None:
    if store.editions.find(db, edition.series_id, edition.key, edition.variant):
        series = store.series.get(db, edition.series_id)
        raise Refused("place_taken", series=series.name if series else "", key=edition.label)
    store.editions.bring_back(db, edition.id)
