"""How far a job is, for pages that wait for it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify

from webapp import store
from webapp.db import get_db
from webapp.job_words import told
from webapp.session import current_account

bp = Blueprint("progress", __name__)


@bp.get("/jobs/<int:job_id>.json")
def show(job_id: int) -> Response:
    """A job of one's own, or a comparison, which is everybody's."""
    job, account = store.jobs.get(get_db(), job_id), current_account()
    if job is None or account is None or (job.account_id != account.id and job.kind != "compare"):
        abort(404)
    return jsonify(told(job))
