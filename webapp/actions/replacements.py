"""Another text for an edition: from corrected files, from its files read anew, or with those of another one.

The files are read as a draft, in the background and under limits; the person sees what
would change, and only then takes it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from webapp import store
from webapp.actions import act
from webapp.actions.corrections import there
from webapp.actions.editions import replace_text
from webapp.actions.refused import Refused
from webapp.jobs import cancel_job
from webapp.store.accounts import Account
from webapp.store.drafts import DraftRow
from webapp.store.texts import Origin, Upload


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a draft is to become: a text of `edition_id`; `merged_id` is the edition that goes into it."""

    edition_id: int
    origin: Origin
    merged_id: int | None = None


def replacement_of(draft: DraftRow | None, edition_id: int) -> Replacement:
    """What this draft is for; refused where it is no draft for this edition, or no longer there."""
    if draft is None or draft.wish.get("edition_id") != edition_id:
        raise Refused("draft_gone")
    return Replacement(edition_id, draft.wish["origin"], draft.wish["merged_id"])


def begin_with_files(db: Database, account: Account, edition_id: int, files: Sequence[Upload]) -> str:
    """Have corrected files read; return the id of the draft."""
    if not files:
        raise Refused("files_missing")
    with act(db, account, "correct"):
        there(db, edition_id)
        return _begin(db, account, Replacement(edition_id, "replace"), files)


def begin_reading_again(db: Database, account: Account, edition_id: int) -> str:
    """Have the files that are here read by the readers of today."""
    with act(db, account, "correct"):
        there(db, edition_id)
        return _begin(db, account, Replacement(edition_id, "reread"), store.texts.uploads_of(db, edition_id))


def begin_merging(db: Database, account: Account, edition_id: int, other_id: int, *, other_first: bool) -> str:
    """Have the files of two editions of one series read as one."""
    with act(db, account, "correct"):
        edition, other = there(db, edition_id), there(db, other_id)
        if edition.id == other.id or edition.series_id != other.series_id:
            raise Refused("merge_apart")
        pair = (other, edition) if other_first else (edition, other)
        files = [upload for one in pair for upload in store.texts.uploads_of(db, one.id)]
        return _begin(db, account, Replacement(edition_id, "merge", other.id), files)


def take_in(db: Database, account: Account, edition_id: int, draft_id: str, text_id: str) -> int:
    """Make what was read the text of the edition; return the number of the text before.

    Refused where the edition has no longer the text `text_id` that the person compared it with.
    """
    replacement = replacement_of(store.drafts.get(db, draft_id), edition_id)
    text = store.drafts.text_of(db, draft_id)
    if text is None:
        raise Refused("not_read_yet")
    draft = store.drafts.get(db, draft_id)
    return replace_text(
        db,
        account,
        edition_id,
        text,
        store.drafts.files_of(db, draft_id),
        text_id=text_id,
        origin=replacement.origin,
        merged_id=replacement.merged_id,
        draft_id=draft_id,
        corrections=draft.corrections if draft else (),
    )


def drop(db: Database, account: Account, edition_id: int, draft_id: str) -> None:
    """Leave the edition as it is; a reading that is under way is given up."""
    with act(db, account, "correct"):
        replacement_of(store.drafts.get(db, draft_id), edition_id)
        job = store.jobs.latest(db, store.drafts.job_key(draft_id))
        if job and job.is_open:
            cancel_job(db, job.id)
        else:
            store.drafts.delete(db, draft_id)


def _begin(db: Database, account: Account, replacement: Replacement, files: Sequence[Upload]) -> str:
    wish = {
        "edition_id": replacement.edition_id,
        "origin": replacement.origin,
        "merged_id": replacement.merged_id,
    }
    draft_id = store.drafts.add(db, files, wish, account.id)
    store.jobs.enqueue(db, "read", {"draft_id": draft_id}, store.drafts.job_key(draft_id), account.id)
    return draft_id
