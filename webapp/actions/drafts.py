"""Drafts: files are brought, read in the background, looked at and corrected, and at last taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from compare.errors import ReadError
from compare.model import OutlineCorrection, Text
from compare.readers.metadata import guess_metadata
from webapp import store
from webapp.actions import act
from webapp.actions.import_edition import store_edition
from webapp.actions.refused import Refused
from webapp.actions.wishes import Wish
from webapp.jobs import cancel_job
from webapp.neighbours import beside
from webapp.store.accounts import Account
from webapp.store.drafts import DraftRow, job_key
from webapp.store.editions import EditionRow
from webapp.store.texts import Upload


@dataclass(frozen=True, slots=True)
class Begun:
    """The draft that waits to be read, or the edition that was made from exactly these bytes.

    The draft `is_known` where the same bytes were brought before.
    """

    draft_id: str | None
    edition: EditionRow | None = None
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The edition, and whether exactly these files were already there."""

    edition: EditionRow
    already_here: bool


def begin(db: Database, account: Account, files: Sequence[Upload], said: Mapping[str, str]) -> Begun:
    """Keep the files and have them read.

    The same bytes in the same order are not read twice: the edition made from them, or the
    open draft, is the answer.  Raises ReadError `no_files` where there are none.
    """
    if not files:
        raise ReadError("no_files")
    with act(db, account, "import_edition"):
        if there := store.editions.with_files(db, None, files):
            return Begun(None, there)
        for draft in store.drafts.of_account(db, account.id):
            if _has_bytes(db, draft.id, [content for _, content in files]):
                return Begun(draft.id, is_known=True)
        draft_id = store.drafts.add(db, files, dict(said), account.id)
        _read(db, account, draft_id, files)
    return Begun(draft_id)


def own_draft(db: Database, account: Account, draft_id: str) -> DraftRow | None:
    """The draft, if it is this account's and is to become an edition."""
    draft = store.drafts.get(db, draft_id)
    if draft is None or draft.account_id != account.id or "edition_id" in draft.wish:
        return None
    return draft


def keep_wish(db: Database, account: Account, draft_id: str, said: Mapping[str, str]) -> None:
    """Keep what was typed so far."""
    with act(db, account, "import_edition"):
        draft = _there(db, account, draft_id)
        store.drafts.set_wish(db, draft.id, {**draft.wish, **said})


def rearrange(
    db: Database,
    account: Account,
    draft_id: str,
    change: Callable[[list[Upload]], list[Upload]],
    max_bytes: int,
    too_large: ReadError,
) -> str:
    """Have the files read anew in another order, or with others; return the id of the draft to look at.

    That is a draft of its own, which takes the place of this one when it is read: what
    cannot be read leaves everything as it was.  What was said goes along.
    """
    with act(db, account, "import_edition"):
        draft = _there(db, account, draft_id)
        before = store.drafts.files_of(db, draft_id)
        files = change(list(before))
        if not files:
            raise Refused("files_missing")
        if sum(len(content) for _, content in files) > max_bytes:
            raise too_large
        if files == before:
            return draft_id
        new_id = store.drafts.add(
            db, files, draft.wish, account.id, replaces=draft_id, corrections=draft.corrections
        )
        _read(db, account, new_id, files, before=draft_id)
    return new_id


def correct(
    db: Database, account: Account, draft_id: str, read: Callable[[Text], OutlineCorrection]
) -> OutlineCorrection:
    """Add what `read` makes of the draft's text to what was said about its outline."""
    with act(db, account, "import_edition"):
        draft = _there(db, account, draft_id)
        correction = read(_text(db, draft))
        store.drafts.set_corrections(db, draft_id, [*draft.corrections, correction])
    return correction


def take_back(db: Database, account: Account, draft_id: str) -> OutlineCorrection:
    """Forget the last correction of the outline, and return it."""
    with act(db, account, "import_edition"):
        draft = _there(db, account, draft_id)
        if not draft.corrections:
            raise Refused("nothing_to_undo")
        *kept, last = draft.corrections
        store.drafts.set_corrections(db, draft_id, kept)
    return last


def discard(db: Database, account: Account, draft_id: str) -> str | None:
    """Forget the draft, and give up its reading; return the draft that stays in its place, if any."""
    with act(db, account, "import_edition"):
        draft = own_draft(db, account, draft_id)
        if draft is None:
            return None
        for one in (store.drafts.successor(db, draft_id), draft_id):
            if one is None:
                continue
            if (job := store.jobs.latest(db, job_key(one))) and job.is_open:
                cancel_job(db, job.id)
            store.drafts.delete(db, one)
    return draft.replaces


def save(db: Database, account: Account, draft_id: str, wish: Wish) -> Saved:
    """Make the draft an edition, in one transaction, and have it compared with its neighbours.

    A draft that became an edition already (a second click) leads to it.  Raises Refused
    where series or key are missing, wrong or taken; the draft then stays.
    """
    with act(db, account, "import_edition") as log:
        if edition_id := store.drafts.taken_in_as(db, draft_id):
            known = store.editions.get(db, edition_id)
            assert known is not None  # editions are never deleted
            return Saved(known, already_here=False)
        draft = _there(db, account, draft_id)
        text = _text(db, draft)
        files = store.drafts.files_of(db, draft_id)
        if there := store.editions.with_files(db, None, files):
            store.drafts.delete(db, draft_id)
            return Saved(there, already_here=True)
        guess = guess_metadata(text, files[0][0])
        edition = store_edition(db, log, account, files, text, wish, guess, draft.corrections, draft.id)
        store.drafts.delete(db, draft_id)
        before, after = beside(edition, store.editions.of_series(db, edition.series_id))
        for old, new in ((before, edition), (edition, after)):
            if old and new:
                compare_in_background(db, old, new, account)
    return Saved(edition, already_here=False)


def compare_in_background(db: Database, old: EditionRow, new: EditionRow, account: Account) -> int:
    """Ask for a comparison (inside a transaction); return the job."""
    return store.jobs.enqueue(
        db, "compare", {"old": old.id, "new": new.id}, compare_key(old, new), account.id
    )


def compare_key(old: EditionRow, new: EditionRow) -> str:
    """The key of the job that compares two editions."""
    return f"compare {old.id} {new.id}"


def offer_as_text(db: Database, account: Account, draft_id: str, edition_id: int) -> None:
    """Make the draft another text of an edition that is there; what would change is shown first."""
    with act(db, account, "correct"):
        draft = _there(db, account, draft_id)
        _text(db, draft)
        wish = {"edition_id": edition_id, "origin": "replace", "merged_id": None}
        store.drafts.set_wish(db, draft_id, wish)


def _has_bytes(db: Database, draft_id: str, contents: Sequence[bytes]) -> bool:
    # Sizes first: few drafts have to be fetched whole.
    if [size for _, size in store.drafts.names_of(db, draft_id)] != [len(content) for content in contents]:
        return False
    return [content for _, content in store.drafts.files_of(db, draft_id)] == list(contents)


def _read(db: Database, account: Account, draft_id: str, files: Sequence[Upload], before: str | None = None) -> None:
    params = {"draft_id": draft_id, "names": [name for name, _ in files], "before": before}
    store.jobs.enqueue(db, "read", params, job_key(draft_id), account.id)


def _there(db: Database, account: Account, draft_id: str) -> DraftRow:
    """The account's own draft, of which no other version is being read."""
    draft = own_draft(db, account, draft_id)
    if draft is None:
        raise Refused("draft_gone")
    if store.drafts.successor(db, draft_id):
        raise Refused("not_read_yet")
    return draft


def _text(db: Database, draft: DraftRow) -> Text:
    text = store.drafts.text_of(db, draft.id)
    if text is None:
        raise Refused("not_read_yet")
    return text
