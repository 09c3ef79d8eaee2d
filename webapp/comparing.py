"""Which comparisons of an edition are being made in the background."""

from __future__ import annotations

from flask import url_for
from sqlite_utils import Database

from webapp import store
from webapp.actions.drafts import compare_key
from webapp.store.editions import EditionRow
from webapp.store.jobs import JobRow


def comparing_now(
    db: Database, edition: EditionRow, before: EditionRow | None, after: EditionRow | None
) -> list[tuple[EditionRow, JobRow, str]]:
    """The neighbours that it is being compared with: each with the job and the address of the comparison."""
    found = []
    for other, old, new in ((before, before, edition), (after, edition, after)):
        if other is None or old is None or new is None:
            continue
        job = store.jobs.latest(db, compare_key(old, new))
        if job and job.is_open:
            found.append((other, job, url_for("comparisons.show", old=old.slug, new=new.slug)))
    return found
