"""How far a job is, in words and as a share of the whole."""

from __future__ import annotations

from flask_babel import gettext as _

from webapp.languages import in_words
from webapp.store.jobs import JobRow

#: Stage → how far the whole is when it begins, and when it ends.
SHARES = {"": (0.0, 0.0), "read": (0.05, 0.55), "outline": (0.55, 1.0), "compare": (0.05, 1.0)}


def told(job: JobRow | None) -> dict[str, str | float]:
    """State, words for it, and the share done in [0, 1]."""
    if job is None:
        return {"state": "queued", "words": stage_words(""), "share": 0.0}
    words = stage_words(job.stage) if job.is_open else in_words(job.message) if job.message else ""
    return {"state": job.state, "words": words, "share": share_done(job)}


def stage_words(stage: str) -> str:
    """What is being done."""
    words = {
        "read": _("Reading the files …"),
        "outline": _("Looking for headings, sentences and targets …"),
        "compare": _("Comparing …"),
    }
    return words.get(stage, _("Waiting for its turn …"))


def share_done(job: JobRow) -> float:
    """How much of the whole is done: the stages tell it, so that the bar never goes back."""
    if not job.is_open:
        return 1.0
    low, high = SHARES.get(job.stage, (0.0, 1.0))
    return min(max(job.progress, low), high)
